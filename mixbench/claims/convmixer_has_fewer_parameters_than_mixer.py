"""ConvMixer: one size of map, two convolutions a layer, few parameters; and what it costs instead."""

from __future__ import annotations

from collections.abc import Iterator

from mixbench.catalog.family import NATIVE_PX
from mixbench.catalog.published import published
from mixbench.claims.context import Context
from mixbench.claims.measured import alike, setting_words, unsteady_words
from mixbench.core.claims import (
    Claim,
    Column,
    Evidence,
    Finding,
    Quantity,
    Source,
    Table,
    Verdict,
    Words,
    said,
)
from mixbench.core.cost import Count, LayerCost
from mixbench.core.model import Case, Model
from mixbench.core.roles import Role
from mixbench.store.rows import Row

CLAIM = Claim(
    id="convmixer-has-fewer-parameters-than-mixer",
    number=8,
    title="ConvMixer is isotropic, has one depthwise and one pointwise convolution a layer, and as 1536/20 "
    "fewer parameters than Mixer-B/16",
    sources=(Source("Patches Are All You Need?", "section 2, table 1", "2201.09792"),),
    computed="The layers of ConvMixer-1536/20 counted at 224 px by role, the maps they put out, and "
    "parameters, MACs, bytes and activation memory beside Mixer-B/16; latency where a session holds it.",
)

CONVMIXER, MIXER = "convmixer_1536_20", "mixer_b16"
DEPTH, WIDTH, KERNEL = 20, 1536, 9
MIXER_PLACES = (NATIVE_PX // 16) ** 2


def check(asked: Context) -> Finding:
    """Three parts, each of which must hold."""
    cases = [Case(Model(model), NATIVE_PX, NATIVE_PX) for model in (CONVMIXER, MIXER)]
    convmixer, mixer = (asked.count(case).count for case in cases)
    maps = asked.experiment("feature_maps", model=CONVMIXER, resolution_px=NATIVE_PX)["maps"]
    failures = list(_failures(convmixer, mixer, len(maps)))
    rows = alike(asked.stored(), cases)
    sentence = _sentence(convmixer, mixer, maps[0]["places"])
    return Finding(
        CLAIM.id,
        Verdict.DOES_NOT_HOLD if failures else Verdict.HOLDS,
        said("It fails in: {parts}.", parts="; ".join(failures)) if failures else sentence,
        evidence=Evidence(
            tuple(_quantities(convmixer, mixer, rows)), (_table(convmixer, mixer, maps[0]["places"], rows),)
        ),
        conditions=tuple(_conditions(rows)),
        session=rows[0].session if rows else "",
    )


def _sentence(convmixer: Count, mixer: Count, places: int) -> Words:
    return said(
        "{ours:.1f} M parameters against {theirs:.1f} M, and paid for in work: {macs:.1f} times the MACs and "
        "{memory:.1f} times the activation memory, for {places:.1f} times as many places.",
        ours=convmixer.params / 1e6,
        theirs=mixer.params / 1e6,
        macs=convmixer.macs / mixer.macs,
        memory=convmixer.memory.activation_bytes / mixer.memory.activation_bytes,
        places=places / MIXER_PLACES,
    )


def _failures(convmixer: Count, mixer: Count, maps: int) -> Iterator[str]:
    if maps != 1:
        yield f"isotropic ({maps} sizes of map)"
    depthwise, pointwise = (_working(convmixer, role) for role in (Role.SPATIAL_MIXING, Role.CHANNEL_MIXING))
    if [layer.params for layer in depthwise] != [WIDTH * KERNEL**2 + WIDTH] * DEPTH:
        yield "one depthwise convolution a layer"
    if [layer.params for layer in pointwise] != [WIDTH**2 + WIDTH] * DEPTH:
        yield "one pointwise convolution a layer"
    if convmixer.params >= mixer.params:
        yield "fewer parameters"


def _working(count: Count, role: Role) -> list[LayerCost]:
    return [layer for layer in count.layers if layer.role is role and layer.macs]


def _quantities(convmixer: Count, mixer: Count, rows: tuple[Row, ...] | None) -> Iterator[Quantity]:
    yield Quantity("Parameters, of Mixer-B/16's", convmixer.params / mixer.params, "x", "under 1: fewer")
    yield Quantity("MACs, of Mixer-B/16's", convmixer.macs / mixer.macs, "x", "what it costs instead")
    memory = convmixer.memory.activation_bytes / mixer.memory.activation_bytes
    yield Quantity("Activation memory, of Mixer-B/16's", memory, "x", "peak of one image, forecast")
    convolutions = sum(len(_working(convmixer, role)) for role in (Role.SPATIAL_MIXING, Role.CHANNEL_MIXING))
    yield Quantity("Convolutions of a layer", convolutions / DEPTH, "", "one depthwise and one pointwise")
    if rows:
        ours, theirs = (row.latency_ms_median or 0.0 for row in rows)
        yield Quantity("Latency, of Mixer-B/16's", ours / theirs, "x", "medians of the session")


def _table(convmixer: Count, mixer: Count, places: int, rows: tuple[Row, ...] | None) -> Table:
    latencies = [row.latency_ms_median for row in rows] if rows else [None, None]
    columns = (
        Column("Model"),
        Column("Places"),
        Column("Parameters", "M"),
        Column("MACs", "G"),
        Column("Bytes moved", "MB"),
        Column("Activation memory", "MB"),
        Column("Published top-1", "%"),
        Column("Latency", "ms"),
    )
    printed = (published("convmixer")[CONVMIXER], published("mlp_mixer")[MIXER])
    counted = zip((CONVMIXER, MIXER), (places, MIXER_PLACES), (convmixer, mixer), strict=True)
    cells = tuple(
        (
            model,
            size,
            count.params / 1e6,
            count.macs / 1e9,
            (count.bytes_read + count.bytes_written) / 1e6,
            count.memory.activation_bytes / 1e6,
            entry.top1,
            latency,
        )
        for (model, size, count), entry, latency in zip(counted, printed, latencies, strict=True)
    )
    return Table(
        "The two at 224 px",
        columns,
        cells,
        "Both accuracies are of training on ImageNet-1k alone, at 224 px.",
    )


def _conditions(rows: tuple[Row, ...] | None) -> Iterator[Words]:
    yield said("counted at {px} px over meta tensors, float32, one image", px=NATIVE_PX)
    if rows:
        yield said("timed: {setting}", setting=setting_words(rows[0]))
        yield from unsteady_words(rows)
    else:
        yield "latency: the session holds none of both networks at 224 px under one setting"
