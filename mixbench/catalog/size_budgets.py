"""The largest resolution that fits a budget, among the sizes that a network accepts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from mixbench.catalog.growth import MOST_SIDE, accepted_sides, tokens_at
from mixbench.catalog.registry import resolve
from mixbench.core.amounts import MORE_IS_BETTER
from mixbench.core.errors import RequestError
from mixbench.core.growth import Against, Growth, GrowthMetric, by_law
from mixbench.core.laws import NoLaw
from mixbench.core.model import Model
from mixbench.core.prediction import Prediction
from mixbench.core.roles import Role

#: A law is not trusted to more than so many times the largest size that it was fitted to.
FARTHEST = 16.0


@dataclass(frozen=True)
class Fitting:
    """The largest side in pixels that fits, 0 where none does. `surely` fits even at the unlucky end of the
    interval of the law, `possibly` at its lucky end; where nothing is of chance all three are one.
    `is_more`: larger ones may fit that were not looked at, and `reason` says why."""

    side: int
    surely: int
    possibly: int
    prediction: Prediction | None = None
    is_more: bool = False
    reason: str = ""

    @property
    def is_exact(self) -> bool:
        """Whether it is counted and not predicted."""
        return self.prediction is None


def largest_by_count(
    model: Model, count: Callable[[int], float], budget: float, most: int = MOST_SIDE
) -> Fitting:
    """The largest accepted side whose counted cost is within the budget; `count` is asked some ten times.

    A cost that grows with the side is taken for granted.
    """
    sides = accepted_sides(model, most)
    fitting = _last(sides, lambda side: count(side) <= budget)
    return _exact(sides, fitting)


def largest_by_law(model: Model, metric: GrowthMetric, budget: float, role: Role | None = None) -> Fitting:
    """The same for what the catalog has a law of: MACs and parameters."""
    resolved = resolve(model)

    def cost(side: int) -> float:
        value = by_law(resolved.law(side, side), metric, role)
        if value is None:
            raise RequestError(f"the catalog has no law of {metric}; measure it first: `mixbench sweep`")
        return value

    return largest_by_count(model, cost, budget)


def largest_by_measurement(growth: Growth, budget: float, against: Against) -> Fitting | NoLaw:
    """The largest accepted side at which the fitted law of a measurement is within the budget.

    What is proposed lies between a 16th of the smallest area that was measured and 16 times the largest: a
    power law says nothing of what is farther off.
    """
    law = growth.law(against)
    if isinstance(law, NoLaw):
        return law
    last = law.pieces[-1]
    if last.high >= 0 if growth.metric in MORE_IS_BETTER else last.low <= 0:
        return NoLaw("these points do not say surely that it grows; measure more sizes on a quiet machine")
    low, high = law.left / FARTHEST, law.right * FARTHEST
    at = partial(_size_at, growth.model, against)
    sides = tuple(side for side in accepted_sides(growth.model) if low <= at(side) <= high)
    ends = [_last(sides, partial(_fits, law.predict, at, growth.metric, budget, end)) for end in (0, 1, -1)]
    side, surely, possibly = ends
    prediction = law.predict(at(side)) if side else law.predict(at(sides[0])) if sides else None
    is_more = bool(sides) and side == sides[-1]
    reason = f"larger than {side} px is beyond what the law can be trusted with" if is_more else ""
    return Fitting(side, surely, possibly, prediction, is_more, reason)


def _size_at(model: Model, against: Against, side: int) -> float:
    tokens = tokens_at(model, side, side)
    return float(tokens or 0) if against == "tokens" else float(side * side)


def _fits(
    predict: Callable[[float], Prediction],
    at: Callable[[int], float],
    metric: GrowthMetric,
    budget: float,
    end: int,
    side: int,
) -> bool:
    """Whether the prediction is within the budget: its middle (0), its worse end (1), its better one (-1)."""
    found = predict(at(side))
    if metric in MORE_IS_BETTER:
        return (found.low, found.value, found.high)[1 - end] >= budget
    return (found.low, found.value, found.high)[1 + end] <= budget


def _exact(sides: tuple[int, ...], fitting: int) -> Fitting:
    is_more = bool(sides) and fitting == sides[-1]
    reason = "no larger size is accepted or looked at" if is_more else ""
    return Fitting(fitting, fitting, fitting, None, is_more, reason)


def _last(sides: tuple[int, ...], fits: Callable[[int], bool]) -> int:
    """The last side that fits, of those that fit up to some point and then no more; 0 where none does."""
    low, high = 0, len(sides)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if fits(sides[middle]) else (low, middle)
    return sides[low - 1] if low else 0
