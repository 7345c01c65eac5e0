"""What the rows of the results are sorted and filtered by, as arrays: 100,000 rows take milliseconds.

A column is read off its items when it is first asked for, or before, in `fill`, while nobody waits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from mixbench.gui.results_column import Column
from mixbench.jobs.events import Item

Numbers = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

#: Rows that are read at a time while nobody waits.
SLICE = 500
_EVERY = slice(None)


class _Growing:
    """An array of numbers that takes more at its end without being copied each time."""

    def __init__(self, dtype: type) -> None:
        self._room: npt.NDArray[Any] = np.empty(16, dtype)
        self.count = 0

    def extend(self, values: Sequence[float]) -> None:
        needed = self.count + len(values)
        if needed > len(self._room):
            larger = np.empty(max(needed, 2 * len(self._room)), self._room.dtype)
            larger[: self.count] = self._room[: self.count]
            self._room = larger
        self._room[self.count : needed] = values
        self.count = needed

    @property
    def values(self) -> npt.NDArray[Any]:
        return self._room[: self.count]


class NumberKeys:
    """The numbers of one column, NaN where nothing is known. `stale`: rows whose items moved on since."""

    def __init__(self, read: Callable[[Item], float | None]) -> None:
        self.stale: set[int] = set()
        self._read = read
        self._growing = _Growing(np.float64)

    @property
    def count(self) -> int:
        """How many rows were read."""
        return self._growing.count

    @property
    def values(self) -> Numbers:
        """The numbers of the rows that were read."""
        return self._growing.values

    def extend(self, items: Iterable[Item]) -> None:
        """Read further rows."""
        self._growing.extend([self._number(item) for item in items])

    def put(self, row: int, item: Item) -> None:
        """Read a row anew."""
        self.values[row] = self._number(item)

    def key(self, row: int) -> float:
        """What one row is sorted by."""
        return float(self.values[row])

    def is_varied(self) -> bool:
        """Whether rows that have a number differ."""
        known = self.values[~np.isnan(self.values)]
        return bool(known.size) and bool(known.min() != known.max())

    def is_known(self) -> bool:
        """Whether any row has a number."""
        return bool((~np.isnan(self.values)).any())

    def _number(self, item: Item) -> float:
        value = self._read(item)
        return np.nan if value is None else value


class WordKeys:
    """The words of one column: each text once, and which of them every row has; `stale` as for numbers."""

    def __init__(self, read: Callable[[Item], str]) -> None:
        self.stale: set[int] = set()
        self._read = read
        self._codes = _Growing(np.int64)
        self._code_of: dict[str, int] = {}
        self._ranks: Numbers = np.empty(0)
        self.texts: list[str] = []
        self.folded: list[str] = []

    @property
    def count(self) -> int:
        """How many rows were read."""
        return self._codes.count

    @property
    def codes(self) -> npt.NDArray[np.int64]:
        """The place in `texts` of each row's text."""
        return self._codes.values

    @property
    def values(self) -> Numbers:
        """Numbers in the alphabetical order of the texts."""
        return self._rank_of_code()[self.codes]

    def extend(self, items: Iterable[Item]) -> None:
        """Read further rows."""
        self._codes.extend([self._code(item) for item in items])

    def put(self, row: int, item: Item) -> None:
        """Read a row anew."""
        self.codes[row] = self._code(item)

    def key(self, row: int) -> float:
        """What one row is sorted by."""
        return float(self._rank_of_code()[self.codes[row]])

    def is_varied(self) -> bool:
        """Whether rows differ."""
        return self.count > 1 and bool((self.codes[1:] != self.codes[0]).any())

    def is_known(self) -> bool:
        """Whether any row has words."""
        return any(self.texts)

    def where(self, is_wanted: Callable[[str], bool], rows: slice = _EVERY) -> Mask:
        """Which of the rows have a text that is wanted, texts being in lower case."""
        codes = self.codes[rows]
        if len(codes) < len(self.folded):
            return np.array([is_wanted(self.folded[code]) for code in codes], bool)
        wanted = np.array([is_wanted(text) for text in self.folded], bool)
        return wanted[codes] if len(codes) else np.zeros(0, bool)

    def _code(self, item: Item) -> int:
        text = self._read(item)
        code = self._code_of.get(text)
        if code is None:
            code = self._code_of[text] = len(self.texts)
            self.texts.append(text)
            self.folded.append(text.casefold())
        return code

    def _rank_of_code(self) -> Numbers:
        """The place of each text in the alphabet; it is the same for what differs only in case."""
        if len(self._ranks) != len(self.texts):
            rank = {text: place for place, text in enumerate(sorted(set(self.folded)))}
            # Nothing written is like nothing known: it goes to the end.
            self._ranks = np.array([rank[text] if text else np.nan for text in self.folded], np.float64)
        return self._ranks


Keys = NumberKeys | WordKeys


class ResultKeys:
    """The keys of every column over the items, in the order of the items."""

    def __init__(self, columns: Sequence[Column], items: Iterable[Item] = ()) -> None:
        self.items = list(items)
        self._columns = {column.id: column for column in columns}
        self._orders: dict[str, Keys] = {}
        self._words: dict[str, WordKeys] = {}
        self.forget(self._columns)

    def forget(self, ids: Iterable[str]) -> None:
        """Read columns anew when they are next asked for: what they are read off has changed."""
        for id in ids:
            column = self._columns[id]
            if not column.is_number:
                self._words[id] = WordKeys(column.words or column.text)
            self._orders[id] = self._words[id] if column.key is None else NumberKeys(column.key)
        apart = (keys for id, keys in self._words.items() if keys is not self._orders[id])
        self._all: tuple[Keys, ...] = (*self._orders.values(), *apart)

    @property
    def word_ids(self) -> tuple[str, ...]:
        """The columns that have words."""
        return tuple(self._words)

    def order(self, id: str) -> Keys:
        """What a column is sorted by, for all rows."""
        return self._whole(self._orders[id])

    def words(self, id: str) -> WordKeys:
        """The words of a column that has some, for all rows."""
        keys = self._words[id]
        self._whole(keys)
        return keys

    def known_texts(self, id: str) -> Sequence[str]:
        """The different texts of a column, as far as it was read."""
        return self._words[id].texts

    def _whole(self, keys: Keys) -> Keys:
        if keys.count < len(self.items):
            keys.extend(self.items[keys.count :])
        return self._fresh(keys)

    def _fresh(self, keys: Keys) -> Keys:
        for row in keys.stale:
            keys.put(row, self.items[row])
        keys.stale.clear()
        return keys

    # items come and move on

    def append(self, item: Item) -> int:
        """Take a further item; its row is handed back."""
        self.items.append(item)
        return len(self.items) - 1

    def put(self, row: int, item: Item) -> None:
        """Take over what became of an item. A column is read off it when it is asked for: of news that stream
        in, most columns never are."""
        self.items[row] = item
        for keys in self._all:
            if row < keys.count:
                keys.stale.add(row)

    # reading ahead

    @property
    def is_whole(self) -> bool:
        """Whether every column was read to its end."""
        return all(keys.count == len(self.items) for keys in self._all)

    def fill(self, most: int = SLICE) -> None:
        """Read some rows further: the column that is furthest behind, at most so many of them."""
        behind = min(self._all, key=lambda keys: keys.count)
        behind.extend(self.items[behind.count : behind.count + most])

    def fill_first(self, rows: int) -> None:
        """Read every column up to a row, so that the first look at a session is whole."""
        for keys in self._all:
            keys.extend(self.items[keys.count : rows])

    def is_varied(self, id: str) -> bool:
        """Whether rows differ in a column, of those that were read."""
        return self._fresh(self._orders[id]).is_varied()

    def is_known(self, id: str) -> bool:
        """Whether any row has something in a column, of those that were read."""
        return self._fresh(self._orders[id]).is_known()
