"""Claim 15: the spatial shifts of S²-MLP, AS-MLP and CycleMLP cost no MACs, but bytes and time."""

from __future__ import annotations

from collections.abc import Iterator

from mixbench.claims.comparing import (
    Comparison,
    comparison_table,
    counter,
    exact_conditions,
    is_faster,
    once,
    sentence_of,
    time_conditions,
    verdict_of,
)
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
    said,
)

CLAIM = Claim(
    id="shifts-cost-no-macs",
    number=15,
    title="S²-MLP, AS-MLP and CycleMLP move information without MACs: what their shift costs in bytes and "
    "time",
    sources=(
        Source("S²-MLP: Spatial-Shift MLP Architecture for Vision", "sections 3.2 and 3.4", "2106.07477"),
        Source(
            "AS-MLP: An Axial Shifted MLP Architecture for Vision",
            "section on the AS-MLP block",
            "2107.08391",
        ),
        Source("CycleMLP: A MLP-like Architecture for Dense Prediction", "section on Cycle FC", "2107.10224"),
    ),
    computed="Each shift and the mixing around it are counted and timed with the shift and without; the "
    "depthwise convolution that moves the same values is counted beside it.",
)

#: The first stage of each, where the map is largest; its width and map are the published ones.
MODELS, PX = ("s2mlp_wide", "asmlp_t", "cyclemlp_b1"), 224


def check(asked: Context) -> Finding:
    """Count and time the mixing of each network with its shift and without."""
    found = [
        asked.experiment("shift_of_channels", model=model, resolution_px=PX) for model in asked.each(MODELS)
    ]
    comparisons = [each for facts in found for each in _comparisons(facts)]
    slower = [str(facts["model"]) for facts in found if is_faster(facts["time"]) is True]
    verdict, otherwise = _verdict(found, comparisons)
    holds = said(
        "No shift has MACs or parameters, and the convolution that does the same has. Shifting moves "
        "{least:.0%} to {most:.0%} more bytes through a mixing; it takes certainly longer here in {slower} "
        "of {all}.",
        least=min(map(_more_bytes, found)),
        most=max(map(_more_bytes, found)),
        slower=len(slower),
        all=len(found),
    )
    return Finding(
        CLAIM.id,
        verdict,
        sentence_of(comparisons, holds, otherwise),
        condition="It is no MACs, not no cost: the map is read and written once more for every shift. "
        "Counted and timed as slices copied here, not as the authors' CUDA kernels or deformable "
        "convolution.",
        evidence=Evidence(
            tuple(map(_ratio, found)),
            (comparison_table(comparisons), _shift_table(found), _mixing_table(found)),
        ),
        conditions=(
            *exact_conditions(found[0]),
            said("the first mixing of each network at {px} px, published widths", px=PX),
            *once(condition for facts in found for condition in time_conditions(facts["time"])),
        ),
    )


def _verdict(found: list[Facts], comparisons: list[Comparison]) -> tuple[Verdict, str]:
    """The verdict, and why it is no better where that is no comparison's doing.

    The shifts must have no MACs, and the counter must find those of the convolutions that do the same.
    """
    shifts = [shift for facts in found for shift in facts["shifts"]]
    is_free = all(
        shift["cost"]["macs"] == shift["cost"]["params"] == 0 and shift["moves_channels_whole"]
        for shift in shifts
    )
    is_free = is_free and all(facts["moving"]["macs"] == facts["still"]["macs"] for facts in found)
    if not is_free:
        return (
            Verdict.DOES_NOT_HOLD,
            "A shift has MACs or parameters, or does more than move; see the tables.",
        )
    if not all(shift["convolution"]["macs"] > 0 and shift["places_brought_together"] > 1 for shift in shifts):
        return Verdict.CANNOT_TELL, "The counter finds no MACs in the convolutions either: it tells nothing."
    return verdict_of(comparisons, Verdict.HOLDS_WITH_CONDITION), ""


def _more_bytes(facts: Facts) -> float:
    """The share by which the shift adds to the bytes of its mixing."""
    return float(facts["moving"]["bytes_moved"] / facts["still"]["bytes_moved"] - 1)


def _comparisons(facts: Facts) -> Iterator[Comparison]:
    model = str(facts["model"])
    for number, shift in enumerate(facts["shifts"], 1):
        yield Comparison(
            f"{model}: shift {number} and the depthwise convolution", shift["difference_to_convolution"]
        )
    yield counter(f"{model}: mixing with its shift and without", facts["difference"])


def _ratio(facts: Facts) -> Quantity:
    time = facts["time"]
    return Quantity(
        said("{model}: time of the mixing with its shift over that without", model=str(facts["model"])),
        time["ratio"],
        "",
        "one image, paired by rounds",
        time["ratio_low"],
        time["ratio_high"],
    )


def _shift_table(found: list[Facts]) -> Table:
    rows = tuple(
        (
            facts["model"],
            number,
            shift["places_brought_together"],
            shift["cost"]["macs"],
            shift["cost"]["bytes_moved"],
            shift["convolution"]["macs"],
            shift["convolution"]["bytes_moved"],
        )
        for facts in found
        for number, shift in enumerate(facts["shifts"], 1)
    )
    return Table(
        "Each shift and the convolution that does the same",
        (
            Column("network"),
            Column("shift"),
            Column("places brought together"),
            Column("MACs of the shift", "MACs"),
            Column("bytes of the shift", "B"),
            Column("MACs of the convolution", "MACs"),
            Column("bytes of the convolution", "B"),
        ),
        rows,
        "One image in float32, counted without running it. Equal outputs are compared away from the "
        "border, where S²-MLP keeps old values.",
    )


def _mixing_table(found: list[Facts]) -> Table:
    rows = tuple(
        (
            facts["model"],
            name,
            facts[name]["macs"],
            facts[name]["bytes_moved"],
            facts[name]["operators"],
            facts["time"][key]["ms"],
            facts["time"][key]["low_ms"],
            facts["time"][key]["high_ms"],
        )
        for facts in found
        for name, key in (("moving", "first"), ("still", "second"))
    )
    return Table(
        "The mixing with its shift and without",
        (
            Column("network"),
            Column("mixing"),
            Column("MACs", "MACs"),
            Column("bytes moved", "B"),
            Column("operators"),
            Column("time", "ms"),
            Column("low", "ms"),
            Column("high", "ms"),
        ),
        rows,
        "Moving: with the shift. Still: without. Low and high bound the time's 95 % interval.",
    )
