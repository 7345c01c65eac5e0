"""In which order the queue stands: comparisons one after the other, and past which one a move goes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mixbench.jobs.agenda import Group
from mixbench.jobs.events import Item, ItemState


@dataclass(frozen=True)
class Move:
    """Points that go, with all that is timed together with them, before another; None: to the end."""

    numbers: Group
    before: int | None


class QueueOrder:
    """The comparisons of a session: points that are timed against one another, and so move together."""

    def __init__(self, items: Mapping[int, Item], order: Sequence[Group] = ()) -> None:
        self._items = items
        self.comparisons = _gathered(items, order)
        self._places = {
            number: (place, row)
            for place, numbers in enumerate(self.comparisons)
            for row, number in enumerate(numbers)
        }

    def __contains__(self, number: int) -> bool:
        return number in self._places

    def place_of(self, number: int) -> tuple[int, int]:
        """Which comparison a point belongs to, and its row there."""
        return self._places[number]

    def is_open(self, place: int) -> bool:
        """Whether anything of a comparison is still to be measured."""
        return any(self._items[n].state is not ItemState.FINISHED for n in self.comparisons[place])

    def shift(self, numbers: Iterable[int], step: int) -> Move | None:
        """How the comparisons of these points go past the next one that is still to be measured, which is
        before them where `step` is -1 and behind them where it is 1; None where there is none."""
        moved = sorted({place for n in numbers if self.is_open(place := self._places[n][0])})
        if not moved:
            return None
        beyond = range(moved[-1] + 1, len(self.comparisons)) if step > 0 else range(moved[0] - 1, -1, -1)
        passed = next((place for place in beyond if self.is_open(place)), None)
        if passed is None:
            return None
        return Move(tuple(self.comparisons[place][0] for place in moved), self.first_at(passed + (step > 0)))

    def first_at(self, place: int) -> int | None:
        """The first point of a comparison; None behind the last one."""
        return self.comparisons[place][0] if 0 <= place < len(self.comparisons) else None


def _gathered(items: Mapping[int, Item], order: Sequence[Group]) -> list[Group]:
    """What the run visits, in its order; then what it never does, by size."""
    groups = [tuple(number for number in group if number in items) for group in order]
    visited = {number for group in groups for number in group}
    others: dict[tuple[int, int, int], list[int]] = {}
    for number in sorted(set(items) - visited):
        case = items[number].case
        others.setdefault((case.height, case.width, case.batch), []).append(number)
    return [group for group in (*groups, *map(tuple, others.values())) if group]
