"""What a sweep does next: first a coarse look at every point, then rounds where the interval is widest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import inf

from mixbench.core.measurement import PRECISION_TARGETS, Estimate, Precision
from mixbench.protocol import Visit

#: The number of an item within its session.
Number = int


@dataclass(frozen=True)
class Call:
    """A visit to the items of one group, which are timed against one another."""

    numbers: tuple[Number, ...]
    visit: Visit


class Agenda:
    """The groups of a session and how far each has come.

    Every curve stands early, because each group is glimpsed at before any is measured, in the order of the
    sweep: what is small and quick comes first, and what runs out of memory spares what is larger. Then each
    has one visit of rounds, and from there on the group whose widest interval is the widest is next. A single
    group needs no overview: it is visited once, until the stop rule ends it; so is every group where a visit
    is `costly`, because networks are compiled. Where the precision asks for several processes, visits stay
    short and each wants a process of its own.
    """

    def __init__(
        self, groups: Iterable[tuple[Number, ...]], precision: Precision, *, costly: bool = False
    ) -> None:
        self._groups = list(groups)
        self.wants_processes = PRECISION_TARGETS[precision].processes > 1
        has_overview = len(self._groups) > 1 and not costly
        self._to_glimpse = list(self._groups) if has_overview else []
        self._to_begin = list(self._groups)
        self._is_whole = not has_overview and not self.wants_processes

    def clear(self) -> None:
        """Nothing is left to do."""
        self._groups, self._to_glimpse, self._to_begin = [], [], []

    def put_back(self, call: Call) -> None:
        """A visit did not come to its end: it is the next one again."""
        if call.visit == "glimpse":
            self._to_glimpse.insert(0, call.numbers)
        else:
            self._to_begin.insert(0, call.numbers)

    def next(
        self,
        still_open: Callable[[Sequence[Number]], tuple[Number, ...]],
        estimate: Callable[[Number], Estimate | None],
    ) -> Call | None:
        """The next visit, None where every item is finished."""
        while self._to_glimpse:
            numbers = self._to_glimpse.pop(0)
            fresh = tuple(number for number in still_open(numbers) if estimate(number) is None)
            if fresh:
                return Call(fresh, "glimpse")
        while self._to_begin:
            numbers = still_open(self._to_begin.pop(0))
            if numbers:
                return Call(numbers, "whole" if self._is_whole else "rounds")
        return self._widest([numbers for group in self._groups if (numbers := still_open(group))], estimate)

    def _widest(
        self, groups: Sequence[tuple[Number, ...]], estimate: Callable[[Number], Estimate | None]
    ) -> Call | None:
        if not groups:
            return None
        widest = max(groups, key=lambda numbers: max(_width(estimate(number)) for number in numbers))
        return Call(widest, "rounds")


def _width(estimate: Estimate | None) -> float:
    """The half-width of the interval; without one nothing is known yet."""
    half_width = estimate.half_width if estimate else None
    return inf if half_width is None else half_width
