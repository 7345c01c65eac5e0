"""One column of the results table: its header, its cells, what they are sorted by, when it is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from mixbench.jobs.events import Item

#: What a cell is to a spreadsheet: a number without its unit, a word, or nothing.
Raw = float | str | None

#: When a column is shown until the user chooses: in every session, where rows differ in it, where a row
#: has a value in it, or only if it is asked for.
Showing = Literal["always", "where_varied", "where_known", "on_demand"]

#: What a column tells of, by which the menu of the columns is divided.
Group = Literal["case", "conditions", "cost", "time", "evidence", "memory", "judgement"]

#: What one of each unit is in the unit of the key; the empty one is the unit of the header.
PLAIN: Mapping[str, float] = {"": 1.0}
PX: Mapping[str, float] = {"": 1.0, "px": 1.0}
MS: Mapping[str, float] = {"": 1.0, "us": 1e-3, "ms": 1.0, "s": 1e3}
SECONDS: Mapping[str, float] = {"": 1.0, "ms": 1e-3, "s": 1.0, "min": 60.0}
GIGA: Mapping[str, float] = {"": 1e9, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12}
MB: Mapping[str, float] = {"": 1e6, "B": 1.0, "kB": 1e3, "MB": 1e6, "GB": 1e9}
PERCENT: Mapping[str, float] = {"": 1.0, "%": 1.0}
SHARE: Mapping[str, float] = {"": 0.01, "%": 0.01}


@dataclass(frozen=True)
class Column:
    """One column: its header and tooltip, and the text of a cell.

    `key` is the number that a cell is sorted and filtered by, None where nothing is known yet; a column
    without one is sorted by its words. `words` are what a filter finds in a cell, the text unless they are
    given. `raw` is what a spreadsheet takes, the key or the text unless it is given.

    `widest` is what it must have room for; without it the column shares what the others leave. Numbers
    are set against the right edge, and are typed in one of `units`.
    """

    id: str
    title: str
    tooltip: str
    text: Callable[[Item], str]
    key: Callable[[Item], float | None] | None = None
    widest: str = ""
    showing: Showing = "always"
    is_number: bool = False
    units: Mapping[str, float] = field(default_factory=lambda: PLAIN)
    words: Callable[[Item], str] | None = None
    raw: Callable[[Item], Raw] | None = None
    group: Group = "case"

    def value(self, item: Item) -> Raw:
        """What a spreadsheet takes for a cell."""
        if self.raw is not None:
            return self.raw(item)
        return self.key(item) if self.is_number and self.key is not None else self.text(item)


def number_column(
    id: str,
    title: str,
    tooltip: str,
    value: Callable[[Item], float | None],
    write: Callable[[float], str],
    widest: str,
    showing: Showing = "always",
    units: Mapping[str, float] = PLAIN,
) -> Column:
    """A column of numbers, sorted by value; empty where there is none."""

    def text(item: Item) -> str:
        known = value(item)
        return "" if known is None else write(known)

    return Column(id, title, tooltip, text, value, widest, showing, is_number=True, units=units)
