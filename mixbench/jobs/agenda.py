"""What a sweep does next: first a coarse look at every point, then rounds where the interval is widest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from copy import copy
from dataclasses import dataclass
from math import inf

from mixbench.core.measurement import PRECISION_TARGETS, Estimate, Precision
from mixbench.protocol import Visit

#: The number of an item within its session.
Number = int
#: Items that are timed against one another, and therefore together.
Group = tuple[Number, ...]


@dataclass(frozen=True)
class Call:
    """A visit to the items of one group, which are timed against one another."""

    numbers: Group
    visit: Visit


class Agenda:
    """The groups of a session and how far each has come.

    Every curve stands early, because each group is glimpsed at before any is measured, in the order of the
    sweep: what is small and quick comes first, and what runs out of memory spares what is larger. Then each
    has one visit of rounds, and from there on the group whose widest interval is the widest is next. A single
    group needs no overview: it is visited once, until the stop rule ends it; so is every group where a visit
    is `costly`, because networks are compiled. Where the precision asks for several processes, visits stay
    short and each wants a process of its own.

    Whoever moves a group gives the order: glimpses, then first rounds, then the rest of each group until it
    is finished.
    """

    def __init__(self, groups: Iterable[Group], precision: Precision, *, costly: bool = False) -> None:
        self._groups = list(groups)
        self.wants_processes = PRECISION_TARGETS[precision].processes > 1
        has_overview = len(self._groups) > 1 and not costly
        self._to_glimpse = list(self._groups) if has_overview else []
        self._to_begin = list(self._groups)
        self._is_whole = not has_overview and not self.wants_processes
        self._is_ordered_by_hand = False

    @property
    def order(self) -> tuple[Group, ...]:
        """The groups, those that come first in front."""
        return tuple(self._groups)

    def clear(self) -> None:
        """Nothing is left to do."""
        self._groups, self._to_glimpse, self._to_begin = [], [], []

    def put_back(self, call: Call) -> None:
        """A visit did not come to its end: it is the next one again, unless the person said otherwise."""
        if not call.numbers:
            return
        waiting = self._to_glimpse if call.visit == "glimpse" else self._to_begin
        waiting.insert(0, call.numbers)
        if self._is_ordered_by_hand:
            self._keep_order()

    def move(self, numbers: Iterable[Number], before: Number | None) -> None:
        """Put the groups that hold these numbers before the one that holds another, None: after all."""
        asked = set(numbers)
        moved = [group for group in self._groups if asked & set(group)]
        if any(before in group for group in moved):
            return
        rest = [group for group in self._groups if group not in moved]
        place = next((index for index, group in enumerate(rest) if before in group), len(rest))
        self._groups = [*rest[:place], *moved, *rest[place:]]
        self._is_ordered_by_hand = True
        self._keep_order()

    def take_up(self, number: Number) -> None:
        """An item that was given up is to be measured after all."""
        group = next((group for group in self._groups if number in group), None)
        if group is None:
            group = (number,)
            self._groups.append(group)
        if not any(number in waiting for waiting in self._to_begin):
            self._to_begin.append(group)
        self._keep_order()

    def _keep_order(self) -> None:
        place = {number: index for index, group in enumerate(self._groups) for number in group}
        for waiting in (self._to_glimpse, self._to_begin):
            waiting.sort(key=lambda numbers: place[numbers[0]])

    def upcoming(
        self,
        still_open: Callable[[Sequence[Number]], Group],
        estimate: Callable[[Number], Estimate | None],
    ) -> Call | None:
        """What `next` would answer, without beginning it."""
        twin = copy(self)
        twin._to_glimpse, twin._to_begin = list(self._to_glimpse), list(self._to_begin)
        return twin.next(still_open, estimate)

    def next(
        self,
        still_open: Callable[[Sequence[Number]], Group],
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
        return self._refined([numbers for group in self._groups if (numbers := still_open(group))], estimate)

    def _refined(self, groups: Sequence[Group], estimate: Callable[[Number], Estimate | None]) -> Call | None:
        """The group that has further rounds: the first by the person's order, else the widest."""
        if not groups:
            return None
        if self._is_ordered_by_hand:
            return Call(groups[0], "rounds")
        widest = max(groups, key=lambda numbers: max(_width(estimate(number)) for number in numbers))
        return Call(widest, "rounds")


def _width(estimate: Estimate | None) -> float:
    """The half-width of the interval; without one nothing is known yet."""
    half_width = estimate.half_width if estimate else None
    return inf if half_width is None else half_width
