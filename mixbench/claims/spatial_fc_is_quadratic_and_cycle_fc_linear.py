"""Spatial fully-connected layers against CycleFC over the number of tokens, and where the networks cross."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from math import inf, isfinite
from typing import NamedTuple

from mixbench.claims.context import Context, NotMeasuredError
from mixbench.claims.curves import MACS, TOKENS, curve, exponent, is_affine, is_proportional, plot
from mixbench.claims.measured import is_steady, most_alike, setting_words, taken_with, unsteady_words
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
from mixbench.core.cost import Cost
from mixbench.core.figure import Axis, Figure
from mixbench.core.laws import Point
from mixbench.core.meetings import Encounter, encounter
from mixbench.core.model import Case, Model
from mixbench.core.roles import Role
from mixbench.store.rows import Row

CLAIM = Claim(
    id="spatial-fc-is-quadratic-and-cycle-fc-linear",
    number=5,
    title="A fully-connected layer over the tokens is quadratic in their number, CycleMLP's is linear",
    sources=(
        Source(
            "CycleMLP: A MLP-like Architecture for Dense Prediction",
            "abstract, section on Cycle FC",
            "2107.10224",
        ),
        Source("ResMLP: Feedforward networks for image classification", "section 2", "2105.03404"),
        Source("Pay Attention to MLPs", "section 2.1", "2105.08050"),
    ),
    computed="MACs of spatial mixing of ResMLP, gMLP and CycleMLP by law at eight sizes, with fitted "
    "exponents; the sizes at which whole networks of like cost cross, in MACs by law and in measured time.",
    is_timed=True,
)

SPATIAL_FC = ("resmlp_s12", "gmlp_ti")
CYCLE_FC = "cyclemlp_b1"
#: Multiples of 64 px tile every network here exactly.
SIDES_PX = tuple(range(64, 513, 64))
#: A network with a spatial fully-connected layer, and the CycleMLP that is next in MACs at 224 px.
PAIRS = (
    ("gmlp_ti", "cyclemlp_b1"),
    ("resmlp_s12", "cyclemlp_b2"),
    ("gmlp_s", "cyclemlp_b2"),
    ("resmlp_s24", "cyclemlp_b3"),
)
#: The sizes between which crossings are looked for, and those that are timed.
SEARCHED_PX = tuple(range(32, 2049, 32))
TIMED_PX = (192, 320, 384, 512)
#: The pair that crosses well within these sizes, in MACs at 374 px; of the others one network is half as
#: costly as its partner at one end, or takes minutes at the other.
TIMED_PAIRS = PAIRS[:1]


#: How a crossing in time is known.
MEASURED = "latency, measured"


class Meeting(NamedTuple):
    """The side in pixels from which on the network with the spatial layer costs more, with its 95 % interval,
    and the smallest and largest side that were looked at. Infinite: it lies above or, negative, below them.
    One that is not sure is where the medians cross, between the sizes that say nothing; None: nowhere."""

    spatial: str
    cycle: str
    measured_by: str
    looked_at: tuple[int, int]
    at_px: float | None = None
    low_px: float | None = None
    high_px: float | None = None
    is_sure: bool = True

    def cell(self, side_px: float | None) -> int | str | None:
        """A side as it stands in the table."""
        if side_px is None or isfinite(side_px):
            return None if side_px is None else round(side_px)
        return f"> {self.looked_at[1]}" if side_px > 0 else f"< {self.looked_at[0]}"


def check(asked: Context) -> Finding:
    """Exact proportions of the laws decide; crossings in time are told where they were measured."""
    costs = {model: [asked.law(model, px) for px in SIDES_PX] for model in (*SPATIAL_FC, CYCLE_FC)}
    quadratic = [model for model in SPATIAL_FC if is_proportional(*_growth(costs[model]), power=2)]
    is_linear = is_affine(*_growth(costs[CYCLE_FC]))
    holds = len(quadratic) == len(SPATIAL_FC) and is_linear
    in_macs = [each for pair in PAIRS if (each := _crossing_in_macs(asked, *pair)) is not None]
    rows, absent = _timings(asked)
    timed = [each for pair in TIMED_PAIRS if (each := _crossing_in_time(pair, rows)) is not None]
    return Finding(
        CLAIM.id,
        Verdict.HOLDS if holds else Verdict.DOES_NOT_HOLD,
        _sentence(quadratic, is_linear),
        evidence=Evidence(
            (*_exponents(costs), _layers_crossing(asked), *map(_time_quantity, timed)),
            (_crossings_table([*in_macs, *timed]), _growth_table(costs)),
            (_figure(costs), *_time_figures(rows)),
        ),
        conditions=(
            said("by law at {low} to {high} px, exact in whole numbers", low=SIDES_PX[0], high=SIDES_PX[-1]),
            "MACs of one image; exponents by least squares on logarithms with a 95 % interval",
            *_timing_conditions(rows, absent),
        ),
        session=next((row.session for row in rows.values()), ""),
    )


def _sentence(quadratic: Sequence[str], is_linear: bool) -> Words:
    if len(quadratic) == len(SPATIAL_FC) and is_linear:
        return "For twice the tokens spatial mixing takes 4 times the MACs in ResMLP and gMLP, 2 in CycleMLP."
    return said(
        "Quadratic: {quadratic}; CycleMLP linear: {linear}.",
        quadratic=", ".join(quadratic) or "none",
        linear="yes" if is_linear else "no",
    )


def _growth(costs: Sequence[Cost]) -> tuple[list[int], list[int]]:
    """Tokens, and MACs of spatial mixing."""
    return [cost.tokens for cost in costs], [cost.role(Role.SPATIAL_MIXING).macs for cost in costs]


def _exponents(costs: dict[str, list[Cost]]) -> Iterator[Quantity]:
    for model, found in costs.items():
        meaning = "2: quadratic in the tokens" if model in SPATIAL_FC else "1: linear in the tokens"
        yield exponent(said("Exponent of spatial mixing, {model}", model=model), *_growth(found), meaning)


def _layers_crossing(asked: Context) -> Quantity:
    """The tokens at which one spatial layer of ResMLP costs what one CycleFC of its width does.

    A layer of ResMLP is S x S weights over C channels, a CycleFC C x C weights at S places: read off the law.
    """
    law, px = asked.law, SIDES_PX[-1]
    one, channels = "resmlp_s12:depth=1", 384
    tokens = law(one, px).tokens
    each = law(one, px).role(Role.SPATIAL_MIXING).macs / tokens**2
    return Quantity(
        "Tokens at which one layer of each costs the same",
        channels**2 / each,
        "tokens",
        said(
            "at width {channels}: as many tokens as channels; beyond them CycleFC is cheaper",
            channels=channels,
        ),
    )


# crossings


def _crossing_in_macs(asked: Context, spatial: str, cycle: str) -> Meeting | None:
    ours, theirs = (
        [Point(float(px), float(asked.law(model, px).macs)) for px in SEARCHED_PX]
        for model in (spatial, cycle)
    )
    return _meeting(spatial, cycle, "MACs by law", encounter(ours, theirs, is_counted=True), is_exact=True)


def _crossing_in_time(pair: tuple[str, str], rows: Mapping[Case, Row]) -> Meeting | None:
    """The crossing that laws and the plot of scaling find in the same rows. None unmeasured."""
    spatial, cycle = (
        [_point(case.height, row) for case, row in rows.items() if case.model.key == model] for model in pair
    )
    if not spatial or not cycle:
        return None
    return _meeting(*pair, MEASURED, encounter(spatial, cycle), is_exact=False)


def _point(side_px: int, row: Row) -> Point:
    """A latency with its interval; of an unstable timing without."""
    low, high = (row.latency_ms_ci_low, row.latency_ms_ci_high) if is_steady(row) else (None, None)
    return Point(float(side_px), row.latency_ms_median or 0.0, low, high, row.rounds)


def _meeting(spatial: str, cycle: str, by: str, met: Encounter | None, *, is_exact: bool) -> Meeting | None:
    """From where on the first is the dearer one: after the last crossing, if there is one."""
    if met is None:
        return None
    begun = Meeting(spatial, cycle, by, (round(met.left), round(met.right)))
    if met.sure_meetings:
        last = met.sure_meetings[-1]
        if last.first_is_smaller_after:
            return begun._replace(at_px=inf, low_px=inf, high_px=inf)
        ends = (None, None) if is_exact else (last.low, last.high)
        return begun._replace(at_px=last.x, low_px=ends[0], high_px=ends[1])
    if met.verdict == "never crosses":
        beyond = inf if met.smaller == 1 else -inf
        return begun._replace(at_px=beyond, low_px=beyond, high_px=beyond)
    rises = [each for each in met.doubtful_meetings if not each.first_is_smaller_after]
    if not rises:
        return begun._replace(is_sure=False)
    low, high = rises[-1].low, rises[-1].high
    return begun._replace(
        at_px=rises[-1].x,
        low_px=low if round(low) > met.left else -inf,
        high_px=high if round(high) < met.right else inf,
        is_sure=False,
    )


def _time_quantity(met: Meeting) -> Quantity:
    """The crossing in time as a number of its own, or why there is none."""
    first, last = met.looked_at
    name = said("Side from which {spatial} takes longer than {cycle}", spatial=met.spatial, cycle=met.cycle)
    if met.at_px is not None and isfinite(met.at_px) and met.is_sure:
        meaning = said("measured at {first} to {last} px: where the medians cross", first=first, last=last)
        return Quantity(name, round(met.at_px), "px", meaning, met.low_px, met.high_px)
    if met.is_sure:
        meaning = said("surely not between {first} and {last} px", first=first, last=last)
    elif met.at_px is None:
        meaning = said(
            "not sure: the medians do not cross between {first} and {last} px, but not at every size is one "
            "of the two surely faster",
            first=first,
            last=last,
        )
    else:
        meaning = said(
            "not sure: where the medians cross, of sizes from {first} to {last} px; the timings do not tell "
            "which is faster before it and after it",
            first=first,
            last=last,
        )
    return Quantity(name, met.cell(met.at_px), "px", meaning)


#: What stands under the crossings.
_CROSSING_NOTE = (
    "From the crossing on the network with the spatial fully-connected layer costs more. < and >: it lies "
    "beyond the sizes that were looked at. From and to: 95 % interval of a crossing in time; of one that is "
    "not sure, between which sizes it may lie."
)


def _crossings_table(found: Sequence[Meeting]) -> Table:
    columns = (
        Column("Spatial FC"),
        Column("CycleMLP"),
        Column("Measured by"),
        Column("Crossing", "px"),
        Column("from", "px"),
        Column("to", "px"),
        Column("sure"),
    )
    rows = tuple(
        (*each[:3], *map(each.cell, (each.at_px, each.low_px, each.high_px)), each.is_sure) for each in found
    )
    return Table("Where whole networks cross", columns, rows, _CROSSING_NOTE)


# time


def _timings(asked: Context) -> tuple[dict[Case, Row], str]:
    """What was measured of the pairs at any size under one setting, and what is missing of `TIMED_PX`."""
    groups = [[_case(model, px) for model in pair] for px in TIMED_PX for pair in TIMED_PAIRS]
    cases = [case for group in groups for case in group]
    absent = ""
    try:
        found = dict(zip(cases, asked.measure(cases), strict=True))
    except NotMeasuredError as error:
        found, absent = most_alike(asked.stored(), cases, groups), str(error)
    models = dict.fromkeys(case.model for case in cases)
    others = (taken_with(asked.stored(), row, list(models)) for row in islice(found.values(), 1))
    return {**found, **next(others, {})}, absent


def _timing_conditions(rows: dict[Case, Row], absent: str) -> Iterator[Words]:
    if rows:
        yield said("timed: {setting}", setting=setting_words(next(iter(rows.values()))))
        yield from unsteady_words(rows.values())
    if absent:
        yield said("not all was timed: {reason}", reason=absent)


def _case(model: str, px: int) -> Case:
    return Case(Model.parse(model), px, px)


# what is shown


def _growth_table(costs: dict[str, list[Cost]]) -> Table:
    rows = tuple(
        (model, px, cost.tokens, cost.role(Role.SPATIAL_MIXING).macs / 1e9, cost.macs / 1e9)
        for model, found in costs.items()
        for px, cost in zip(SIDES_PX, found, strict=True)
    )
    columns = (
        Column("Model"),
        Column("Side", "px"),
        Column("Tokens"),
        Column("Spatial mixing", "GMAC"),
        Column("Network", "GMAC"),
    )
    return Table("Growth with the size of the image, by law", columns, rows)


def _figure(costs: dict[str, list[Cost]]) -> Figure:
    series = []
    for slot, (model, found) in enumerate(costs.items()):
        tokens, macs = _growth(found)
        series.append(curve(model, slot, tokens, [each / 1e9 for each in macs]))
    return plot("MACs of spatial mixing", TOKENS, MACS, series, "By law; tokens of the first stage.")


def _time_figures(rows: dict[Case, Row]) -> Iterator[Figure]:
    """The measured latencies of the pairs."""
    series = []
    for slot, model in enumerate(dict.fromkeys(model for pair in TIMED_PAIRS for model in pair)):
        points = sorted(
            (case.height, row.latency_ms_median) for case, row in rows.items() if case.model.key == model
        )
        known = [(px, latency) for px, latency in points if latency]
        if len(known) > 1:
            sides, latencies = zip(*known, strict=True)
            series.append(curve(model, slot, sides, latencies, "measured"))
    if series:
        setting = setting_words(next(iter(rows.values())))
        axes = Axis("resolution", "px", is_log=True), Axis("latency", "ms", is_log=True)
        yield plot("Measured latency", *axes, series, setting)
