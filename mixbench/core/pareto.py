"""The Pareto front: what is bettered by nothing, what surely is, and where intervals leave it open.

One point betters another where it costs no more and is no less accurate, and is not its equal in both. Costs
that were measured have intervals, and what follows for sure follows from their ends alone: a point is
dominated where even the upper end of another's cost is not above the lower end of its own. Where only values
inside the intervals would say so, it is perhaps dominated.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import accumulate

from mixbench.core.amounts import Amount


class Standing(StrEnum):
    """How a point stands to the others."""

    FRONT = "front"
    PERHAPS = "perhaps dominated"
    DOMINATED = "dominated"


@dataclass(frozen=True)
class Contender:
    """A point: more accuracy is better, less cost is. Points of one `key` share one measurement, so that
    between them the cost is the same however wide its interval is."""

    key: str
    accuracy: float
    cost: Amount


@dataclass(frozen=True)
class Place:
    """What became of a point. `by` is the place in the list of the most accurate that dominates it, surely or
    perhaps; None on the front. `tied` are those that equal it in cost and accuracy."""

    standing: Standing
    by: int | None = None
    tied: tuple[int, ...] = ()


def places(contenders: Sequence[Contender]) -> tuple[Place, ...]:
    """How each point stands, in the order of the list; n log n in their number."""
    best = _best_of_keys(contenders)
    chosen = sorted(best.values())
    surely = _Ranking(contenders, chosen, lambda cost: cost.most)
    perhaps = _Ranking(contenders, chosen, lambda cost: cost.least)
    ties = _ties(contenders)
    found = {index: _place(contenders, index, surely, perhaps, ties[index]) for index in chosen}
    return tuple(
        found[index] if index in found else _behind(contenders, index, best[one.key], found, ties[index])
        for index, one in enumerate(contenders)
    )


def front_line(contenders: Sequence[Contender]) -> tuple[int, ...]:
    """The points that no other betters by its values, from the cheapest to the dearest: the line that is
    drawn. What is surely dominated is never on it; of equals all are."""
    order = sorted(range(len(contenders)), key=lambda i: (contenders[i].cost.value, -contenders[i].accuracy))
    line: list[int] = []
    for index in order:
        one, last = contenders[index], contenders[line[-1]] if line else None
        is_equal = last is not None and (last.cost.value, last.accuracy) == (one.cost.value, one.accuracy)
        if last is None or one.accuracy > last.accuracy or is_equal:
            line.append(index)
    return tuple(line)


@dataclass(frozen=True)
class Best:
    """The most accurate within a budget: the one that surely keeps it, and those still more accurate whose
    interval holds the budget, so that it cannot be told. Places in the list, None where nothing keeps it."""

    surely: int | None
    perhaps: tuple[int, ...]


def best_within(contenders: Sequence[Contender], budget: float) -> Best:
    """The most accurate point whose cost is within the budget, the cheaper one of equals."""
    kept = [index for index, one in enumerate(contenders) if one.cost.is_sure and one.cost.most <= budget]
    best = max(
        kept, key=lambda index: (contenders[index].accuracy, -contenders[index].cost.value), default=None
    )
    least = float("-inf") if best is None else contenders[best].accuracy
    open_ones = [
        index
        for index, one in enumerate(contenders)
        if one.accuracy > least and _may_keep(one.cost, budget) and index not in kept
    ]
    return Best(best, tuple(sorted(open_ones, key=lambda index: -contenders[index].accuracy)))


def _may_keep(cost: Amount, budget: float) -> bool:
    """Whether a cost that does not surely keep a budget may do so; without an interval its value says."""
    return (cost.least if cost.is_sure else cost.value) <= budget


def _best_of_keys(contenders: Sequence[Contender]) -> dict[str, int]:
    """Of the points that share a measurement the most accurate, the first of equals."""
    best: dict[str, int] = {}
    for index, one in enumerate(contenders):
        if one.key not in best or one.accuracy > contenders[best[one.key]].accuracy:
            best[one.key] = index
    return best


class _Ranking:
    """The chosen points by one end of their cost, and up to each of them the most accurate one."""

    def __init__(
        self, contenders: Sequence[Contender], chosen: Sequence[int], end: Callable[[Amount], float]
    ) -> None:
        order = sorted(chosen, key=lambda index: (end(contenders[index].cost), contenders[index].cost.value))
        self._ends = [end(contenders[index].cost) for index in order]

        def better(one: int, other: int) -> int:
            return one if contenders[one].accuracy >= contenders[other].accuracy else other

        self._best: list[int] = list(accumulate(order, better))
        levels: dict[float, list[tuple[float, int]]] = {}
        for bound, index in zip(self._ends, order, strict=True):
            levels.setdefault(contenders[index].accuracy, []).append((bound, index))
        #: Of each accuracy the two points with the lowest ends: one is not oneself.
        self._levels = {accuracy: known[:2] for accuracy, known in levels.items()}

    def up_to(self, bound: float) -> int | None:
        """The most accurate with an end up to the bound."""
        at = bisect_right(self._ends, bound)
        return self._best[at - 1] if at else None

    def equal_below(self, accuracy: float, bound: float, own: int) -> int | None:
        """Another of the same accuracy with an end below the bound."""
        known = self._levels.get(accuracy, ())
        return next((index for end, index in known if index != own and end < bound), None)


def _place(
    contenders: Sequence[Contender],
    index: int,
    surely: _Ranking,
    perhaps: _Ranking,
    tied: tuple[int, ...],
) -> Place:
    one = contenders[index]
    sure = _betters(contenders, index, surely, one.cost.least)
    if sure is not None:
        return Place(Standing.DOMINATED, sure, tied)
    open_one = _betters(contenders, index, perhaps, one.cost.most)
    return Place(Standing.FRONT if open_one is None else Standing.PERHAPS, open_one, tied)


def _betters(contenders: Sequence[Contender], index: int, ranking: _Ranking, bound: float) -> int | None:
    """The most accurate of a ranking that betters a point whose cost is taken to be the bound."""
    accuracy = contenders[index].accuracy
    more = ranking.up_to(bound)
    if more is not None and contenders[more].accuracy > accuracy:
        return more
    return ranking.equal_below(accuracy, bound, index)


def _behind(
    contenders: Sequence[Contender],
    index: int,
    best: int,
    found: dict[int, Place],
    tied: tuple[int, ...],
) -> Place:
    """A point whose own network is as accurate or more at the very same cost."""
    if contenders[best].accuracy > contenders[index].accuracy:
        return Place(Standing.DOMINATED, best, tied)
    return Place(found[best].standing, found[best].by, tied)


def _ties(contenders: Sequence[Contender]) -> list[tuple[int, ...]]:
    """The equals of each point in cost and accuracy, as far as costs are exact or of one measurement."""
    groups: dict[tuple[object, ...], list[int]] = {}
    marks = []
    for index, one in enumerate(contenders):
        is_exact = one.cost.low == one.cost.high == one.cost.value
        mark = (one.cost.value, one.accuracy, "" if is_exact else one.key)
        marks.append(mark)
        groups.setdefault(mark, []).append(index)
    return [tuple(other for other in groups[mark] if other != index) for index, mark in enumerate(marks)]
