"""Three published counts that must not be compared with MACs as they stand."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mixbench.catalog.family import NATIVE_PX
from mixbench.catalog.published import Published, published
from mixbench.claims.comparing import SAME_WITHIN
from mixbench.claims.context import Context
from mixbench.core.claims import (
    Claim,
    Column,
    Evidence,
    Facts,
    Finding,
    Quantity,
    Source,
    Table,
    Verdict,
    Words,
    cell_text,
    said,
)
from mixbench.core.model import Case, Model
from mixbench.core.roles import Role

CLAIM = Claim(
    id="published-counts-differ-in-what-they-count",
    number=16,
    title="ConvMixer's quoted FLOPs leave out its depthwise convolutions, MAXIM's are another unit, and "
    "CycleMLP's need a counter that sees deformable convolutions",
    sources=(
        Source("Patches Are All You Need?", "counts as quoted by MMPretrain's model zoo", "2201.09792"),
        Source(
            "MAXIM: Multi-Axis MLP for Image Processing", "table of the authors' repository", "2201.02973"
        ),
        Source("CycleMLP: A MLP-like Architecture for Dense Prediction", "table 1", "2107.10224"),
    ),
    computed="The printed numbers against MACs by law, with and without the depthwise convolutions, doubled, "
    "and with and without the layers that the authors write as deformable convolutions; one layer of "
    "ConvMixer counted by fvcore in both spellings.",
)

#: Billions as MMPretrain's README of ConvMixer prints them; the paper itself prints no counts.
QUOTED_CONVMIXER_G = {"convmixer_1536_20": 48.71, "convmixer_768_32": 19.62, "convmixer_1024_20": 5.55}
MAXIM = ("maxim_s2", "maxim_s3")
CYCLEMLP = ("cyclemlp_b1", "cyclemlp_b2", "cyclemlp_b3", "cyclemlp_b4", "cyclemlp_b5")
#: Norms and sums add at most this to the MACs of these networks.
_MOST_OF_REST = 0.015
#: A printed count of CycleMLP may hold norms, counted at five an element, and is rounded to a tenth.
_CYCLE_ABOVE, _HALF_DIGIT_G = 0.015, 0.0501
#: Two operations a MAC, and as much as this in element-wise work.
_MOST_ELEMENTWISE = 0.25


def check(asked: Context) -> Finding:
    """Three parts, each by numbers of its own."""
    convmixer = [_convmixer(asked, model, quoted) for model, quoted in QUOTED_CONVMIXER_G.items()]
    spelled = asked.experiment("same_padding", width=64, kernel_size=9, side=16)
    maxim = [_maxim(asked, published("maxim")[model]) for model in MAXIM]
    cyclemlp = [_cyclemlp(asked, published("cyclemlp")[model]) for model in asked.each(CYCLEMLP)]
    failures = [
        name
        for name, parts in (("ConvMixer", convmixer), ("MAXIM", maxim), ("CycleMLP", cyclemlp))
        if not all(is_so for _, is_so in parts)
    ]
    why_unknown = _why_unknown(spelled)
    if not why_unknown and not _is_word_lost(spelled):
        failures.append('fvcore, padding="same"')
    verdict, sentence = _judge(failures, why_unknown)
    return Finding(
        CLAIM.id,
        verdict,
        sentence,
        condition="ConvMixer's paper prints no counts: those without depthwise convolutions are the ones "
        "that MMPretrain quotes.",
        evidence=Evidence(
            tuple(_quantities(spelled)),
            (
                _convmixer_table([row for row, _ in convmixer]),
                _maxim_table([row for row, _ in maxim]),
                _cyclemlp_table([row for row, _ in cyclemlp]),
            ),
        ),
        conditions=(
            "MACs of one image by law: ConvMixer and CycleMLP at 224 px, MAXIM at 256 px",
            said(
                "fvcore was given one layer of width {width}, kernel {kernel}, on {side} x {side} places, in "
                "two spellings whose outputs differ by {difference} in float64",
                width=spelled["width"],
                kernel=spelled["kernel_size"],
                side=spelled["side"],
                difference=cell_text(spelled["difference"]) or "?",
            ),
        ),
    )


def _judge(failures: Sequence[str], why_unknown: Words) -> tuple[Verdict, Words]:
    """A part that fails decides; else one of which nothing is known leaves all of it open."""
    if failures:
        return Verdict.DOES_NOT_HOLD, said("It fails for: {parts}.", parts=", ".join(failures))
    if why_unknown:
        return Verdict.CANNOT_TELL, why_unknown
    return (
        Verdict.HOLDS_WITH_CONDITION,
        "The numbers are met only without the depthwise convolutions (ConvMixer), by twice the MACs and "
        "element-wise work (MAXIM), and with CycleFC counted as a convolution (CycleMLP).",
    )


def _why_unknown(spelled: Facts) -> Words:
    """Why fvcore's counts tell nothing; empty where they do."""
    if None in (spelled["fvcore_by_number"], spelled["fvcore_by_word"]):
        return said(
            "fvcore gave no count of ConvMixer's layer ({reason}); printed numbers and laws agree with the "
            "claim.",
            reason=spelled["fvcore_note"] or "?",
        )
    difference = spelled["difference"]
    if difference is None or difference > SAME_WITHIN:
        return "The two spellings of ConvMixer's layer give other outputs: counts of them tell nothing."
    return ""


_Part = tuple[tuple[str | float, ...], bool]


def _convmixer(asked: Context, model: str, quoted_g: float) -> _Part:
    """The quoted number is the MACs without spatial mixing and a little more; with it, it is far too
    small."""
    law = asked.law(model, NATIVE_PX)
    whole, depthwise = law.macs / 1e9, law.role(Role.SPATIAL_MIXING).macs / 1e9
    without = whole - depthwise
    is_so = 0 <= quoted_g - without <= _MOST_OF_REST * quoted_g and whole - quoted_g > _MOST_OF_REST * whole
    return (model, quoted_g, without, whole, 100 * (quoted_g / without - 1), 100 * depthwise / whole), is_so


def _maxim(asked: Context, entry: Published) -> _Part:
    """The printed number is twice the MACs and element-wise work, under the paper's conditions."""
    settings = ",".join(f"{name}={value}" for name, value in entry.counted_with.items())
    law = asked.law(f"{entry.id}:{settings}" if settings else entry.id, entry.image_size)
    printed, macs = float(entry.flops_g or 0), law.macs / 1e9
    rest = printed - 2 * macs
    is_so = entry.flops_convention == "XLA operations" and 0 < rest <= _MOST_ELEMENTWISE * printed
    return (entry.id, printed, macs, 2 * macs, rest, printed / macs), is_so


def _cyclemlp(asked: Context, entry: Published) -> _Part:
    """The printed number holds the two CycleFC of each block; without them it is missed."""
    count = asked.count(Case(Model(entry.id), entry.image_size, entry.image_size)).count
    cycle = sum(layer.macs for layer in count.layers if ".along_" in layer.path) / 1e9
    printed, whole = float(entry.flops_g or 0), count.macs / 1e9
    without = whole - cycle
    is_so = _meets(printed, whole) and not _meets(printed, without)
    return (entry.id, printed, whole, without, 100 * cycle / whole), is_so


def _meets(printed: float, counted: float) -> bool:
    """Whether a number printed to a tenth stands for MACs, with norms added or without."""
    return counted - _HALF_DIGIT_G <= printed <= counted * (1 + _CYCLE_ABOVE) + _HALF_DIGIT_G


def _is_word_lost(spelled: Facts) -> bool:
    """Whether fvcore sees all MACs of the one spelling, and none of the depthwise ones of the other."""
    return bool(
        spelled["fvcore_by_number"] == spelled["macs"]
        and spelled["fvcore_by_word"] == spelled["macs"] - spelled["depthwise_macs"]
    )


def _quantities(spelled: Facts) -> Iterator[Quantity]:
    yield Quantity(
        "fvcore, padding as a number", spelled["fvcore_by_number"], "MACs", "all that the layer computes"
    )
    yield Quantity(
        'fvcore, padding="same"', spelled["fvcore_by_word"], "MACs", "the depthwise convolution is not seen"
    )
    yield Quantity(
        "MACs of the depthwise convolution", spelled["depthwise_macs"], "MACs", "width x kernel² x places"
    )


def _convmixer_table(rows: list[tuple[str | float, ...]]) -> Table:
    columns = (
        Column("Model"),
        Column("Quoted", "G"),
        Column("MACs without depthwise", "G"),
        Column("MACs", "G"),
        Column("Quoted over those without", "%"),
        Column("Depthwise share", "%"),
    )
    note = "What the quoted numbers have more than the MACs without depthwise convolutions is norms and sums."
    return Table("ConvMixer at 224 px", columns, tuple(rows), note)


def _maxim_table(rows: list[tuple[str | float, ...]]) -> Table:
    columns = (
        Column("Model"),
        Column("Printed", "G"),
        Column("MACs", "G"),
        Column("Twice the MACs", "G"),
        Column("Rest: element-wise work", "G"),
        Column("Printed over MACs", "x"),
    )
    return Table(
        "MAXIM at 256 px", columns, tuple(rows), "The printed count is of the XLA compiler's operations."
    )


def _cyclemlp_table(rows: list[tuple[str | float, ...]]) -> Table:
    columns = (
        Column("Model"),
        Column("Printed", "G"),
        Column("MACs", "G"),
        Column("MACs without CycleFC", "G"),
        Column("CycleFC's share", "%"),
    )
    note = (
        "The authors write CycleFC as a deformable convolution, which fvcore and torch's counter pass over."
    )
    return Table("CycleMLP at 224 px", columns, tuple(rows), note)
