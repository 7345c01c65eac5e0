"""Which models cross where, over the side of a square image in pixels, and which is best at each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations

from mixbench.catalog.growth import (
    MOST_SIDE,
    USUAL_SIDES,
    accepted_sides,
    known,
    predicted,
    predicted_metric,
    why_unknown,
)
from mixbench.catalog.registry import resolve
from mixbench.core.amounts import MORE_IS_BETTER, Amount, Observation
from mixbench.core.dominance import DominanceMap, dominance
from mixbench.core.errors import MixBenchError
from mixbench.core.growth import Growth, GrowthMetric
from mixbench.core.laws import Point
from mixbench.core.measurement import Status
from mixbench.core.meetings import Encounter, encounter
from mixbench.core.model import Model
from mixbench.core.roles import Role

#: What a law is looked at for crossings: far enough for every pair of the papers.
LAW_RANGE = (32, 1024)
_HALVING, _FEW_HALVINGS = 16, 8


@dataclass(frozen=True)
class ModelEncounter:
    """Two growths held against one another over the side in pixels; `is_counted`: the interval of a crossing
    are the two neighbouring sizes at which both are known, by law those that both models accept."""

    first: Growth
    second: Growth
    found: Encounter | None
    is_counted: bool


def measured_encounters(growths: Sequence[Growth]) -> tuple[ModelEncounter, ...]:
    """Every pair of measured growths that were taken under the same conditions, at the same batch."""
    return tuple(
        ModelEncounter(one, other, _measured_encounter(one, other), is_counted=one.is_counted)
        for one, other in combinations(growths, 2)
        if (one.conditions, one.batch) == (other.conditions, other.batch)
    )


def _measured_encounter(first: Growth, second: Growth) -> Encounter | None:
    """What was counted at the sizes of a session is exact there, and known no nearer than between them."""
    found = _encounter(first, second, is_counted=first.is_counted)
    if found is None or not first.is_counted:
        return found
    one, other = ({int(point.x) for point in _by_side(each)} for each in (first, second))
    return _bracketed(found, sorted((one & other) | {int(found.left), int(found.right)}))


def predicted_encounters(
    models: Sequence[Model], metric: GrowthMetric, role: Role | None = None
) -> tuple[ModelEncounter, ...]:
    """Every pair by law, at the sides between 32 and 1024 px that both accept; every 16 px where they do.
    Models that the catalog does not take have no part in it."""
    by = predicted_metric(metric)
    if by is None:
        return ()
    models = known(models)
    low, high = LAW_RANGE
    sides = {model: {side for side in accepted_sides(model, high) if side >= low} for model in models}
    growths = {model: predicted(model, by, role, sorted(sides[model])) for model in models}
    found = []
    for one, other in combinations(models, 2):
        shared = _even(sides[one] & sides[other])
        pair = (_among(growths[one], shared), _among(growths[other], shared))
        meeting = _bracketed(_encounter(*pair, is_counted=True), sorted(shared))
        found.append(ModelEncounter(*pair, meeting, is_counted=True))
    return tuple(found)


def _even(sides: set[int]) -> set[int]:
    """Those that halve evenly, where there are enough: at the others padded maps make steps that cross
    wherever two models cost about the same."""
    even = {side for side in sides if side % _HALVING == 0}
    return even if len(even) >= _FEW_HALVINGS else sides


def _among(growth: Growth, sides: set[int]) -> Growth:
    return replace(growth, sizes=tuple(size for size in growth.sizes if size.height in sides))


def _encounter(first: Growth, second: Growth, *, is_counted: bool) -> Encounter | None:
    points = _by_side(first), _by_side(second)
    return _met(*points, is_counted) if all(points) else None


@lru_cache(maxsize=1024)
def _met(first: tuple[Point, ...], second: tuple[Point, ...], is_counted: bool) -> Encounter | None:
    """The same, remembered: of many pairs a new point changes few."""
    return encounter(first, second, is_counted=is_counted)


def _by_side(growth: Growth) -> tuple[Point, ...]:
    """The points over the side; only square images have one."""
    return tuple(
        Point(float(size.height), size.amount.value, size.amount.low, size.amount.high, size.rounds)
        for size in growth.sizes
        if size.height == size.width
    )


def _bracketed(found: Encounter | None, sides: Sequence[int]) -> Encounter | None:
    """The crossings between the neighbouring true sizes."""
    if found is None:
        return None
    return replace(
        found,
        meetings=tuple(
            replace(
                meeting,
                low=float(max((side for side in sides if side <= meeting.x), default=sides[0])),
                high=float(min((side for side in sides if side >= meeting.x), default=sides[-1])),
            )
            for meeting in found.meetings
        ),
    )


# who beats whom


def predicted_map(
    models: Sequence[Model],
    metric: GrowthMetric,
    role: Role | None = None,
    sides: Sequence[int] = USUAL_SIDES,
) -> DominanceMap:
    """Who is cheapest at each side by law; what a model refuses stands there as its reason."""
    by = predicted_metric(metric)
    growths = [_predicted(model, by, role, sides) for model in models] if by else []
    absent = {
        model.key: {side: reason for side in sides if (reason := _refusal(model, side))} for model in models
    }
    return _map(growths, metric="macs", sides=sides, absent=absent)


def _predicted(model: Model, by: GrowthMetric, role: Role | None, sides: Sequence[int]) -> Growth:
    """What the law says; of a model that the catalog does not take no size: its reason stands there."""
    return Growth(model, by, (), role) if why_unknown(model) else predicted(model, by, role, sides)


def measured_map(growths: Sequence[Growth], seen: Sequence[Observation] = ()) -> DominanceMap:
    """Who is best at each side that was measured. Growths are of one metric, taken under one setting."""
    sides = sorted({size.height for growth in growths for size in growth.sizes if size.height == size.width})
    absent = {
        growth.model.key: {side: reason for side in sides if (reason := _why_not(growth, side, seen))}
        for growth in growths
    }
    return _map(growths, growths[0].metric if growths else "latency", sides, absent)


def _map(
    growths: Sequence[Growth],
    metric: GrowthMetric,
    sides: Sequence[int],
    absent: Mapping[str, Mapping[int, str]],
) -> DominanceMap:
    amounts: dict[str, dict[int, Amount]] = {
        growth.model.key: {size.height: size.amount for size in growth.sizes if size.height == size.width}
        for growth in growths
    }
    return dominance(amounts, sides, more_is_better=metric in MORE_IS_BETTER, why_absent=absent)


def _why_not(growth: Growth, side: int, seen: Sequence[Observation]) -> str:
    """Why a model has no result at a side: refused, out of memory, failed."""
    refused = _refusal(growth.model, side)
    if refused:
        return refused
    for one in seen:
        case, measurement = one.case, one.measurement
        is_it = case.model == growth.model and (case.height, case.width) == (side, side)
        if is_it and (case.conditions, case.batch) == (growth.conditions, growth.batch) and measurement:
            return "" if measurement.status is Status.OK else measurement.status.replace("_", " ")
    return ""


def _refusal(model: Model, side: int) -> str:
    if side > MOST_SIDE:
        return f"larger than {MOST_SIDE} px"
    try:
        return resolve(model).refusal(side, side) or ""
    except MixBenchError as error:
        return str(error)
