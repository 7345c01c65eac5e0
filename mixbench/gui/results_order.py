"""Which rows of the results are shown, and in which order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isnan

import numpy as np
import numpy.typing as npt

from mixbench.gui.results_filter import Filter
from mixbench.gui.results_keys import ResultKeys

#: So many rows are looked for one by one; more than that in an array of the places of all.
_FEW = 50


@dataclass(frozen=True)
class SortKey:
    """A column that rows are sorted by, smallest first unless it is descending."""

    id: str
    is_descending: bool = False

    @property
    def is_ascending(self) -> bool:
        """Whether the smallest stands first."""
        return not self.is_descending


#: The first key decides; the next ones decide among what is equal in it.
Order = tuple[SortKey, ...]


def clicked(order: Order, id: str, *, is_added: bool) -> Order:
    """The order after a click on a header: upwards, then downwards, then not by it. A key that is added
    leaves the others as they are."""
    own = next((key for key in order if key.id == id), None)
    if own is None:
        return (*order, SortKey(id)) if is_added else (SortKey(id),)
    if not is_added and len(order) > 1:
        return (SortKey(id),)
    if own.is_descending:
        return tuple(key for key in order if key is not own)
    return tuple(replace(key, is_descending=True) if key is own else key for key in order)


class ShownRows:
    """Rows of the session that a filter accepts, sorted; rows that are equal keep the order of the session,
    and those without a value stand at the end in either direction."""

    def __init__(self, keys: ResultKeys) -> None:
        self._keys = keys
        self.filter = Filter()
        self.order: Order = ()
        self.rows: list[int] = []
        self.arrange()

    def arrange(self) -> None:
        """Choose and sort all rows anew."""
        chosen: npt.NDArray[np.int64] = np.arange(len(self._keys.items))
        if self.filter.parts:
            chosen = chosen[self.filter.mask(self._keys)]
        if self.order:
            columns = [self._column(key)[chosen] for key in reversed(self.order)]
            chosen = chosen[np.lexsort(columns)]
        self.rows = chosen.tolist()

    def _column(self, key: SortKey) -> npt.NDArray[np.float64]:
        """What rows are sorted by, so that less comes first; NaN is last of all by numpy's own rule."""
        values = self._keys.order(key.id).values
        return -values if key.is_descending else values

    def accepts(self, row: int) -> bool:
        """Whether the filter lets a row through."""
        return self.filter.accepts(self._keys, row)

    def place_of(self, row: int) -> int | None:
        """Where a row stands, None where it is not shown."""
        place = self.place_for(row)
        return place if place < len(self.rows) and self.rows[place] == row else None

    def place_for(self, row: int) -> int:
        """Where a row stands, or would have to."""
        return bisect_left(self.rows, self._rank(row), key=self._rank)

    def places_of(self, rows: Sequence[int]) -> list[int]:
        """Where each of these rows stands, -1 where it is not shown."""
        if len(rows) < _FEW:
            found = (self.place_of(row) for row in rows)
            return [-1 if place is None else place for place in found]
        places = np.full(len(self._keys.items), -1)
        places[self.rows] = np.arange(len(self.rows))
        return [int(place) for place in places[np.asarray(rows, np.int64)]]

    def _rank(self, row: int) -> tuple[float | bool, ...]:
        """What a row is compared by, as `arrange` compares all of them."""
        rank: list[float | bool] = []
        for key in self.order:
            value = self._keys.order(key.id).key(row)
            is_unknown = isnan(value)
            rank += (is_unknown, 0.0 if is_unknown else -value if key.is_descending else value)
        return (*rank, row)


def order_text(order: Order) -> str:
    """An order as the settings file keeps it: `latency_ms,-px`."""
    return ",".join(f"-{key.id}" if key.is_descending else key.id for key in order)


def order_of(text: str, ids: Sequence[str]) -> Order:
    """Read what `order_text` wrote, without columns that there are no longer."""
    keys = (SortKey(word.removeprefix("-"), word.startswith("-")) for word in text.split(","))
    return tuple(key for key in keys if key.id in ids)
