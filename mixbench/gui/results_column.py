"""One column of the results table: its header, its cells, what they are sorted by, when it is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from mixbench.jobs.events import Item

#: None where nothing is known yet; such rows stay at the end in either order.
SortKey = float | str | None

#: When a column is shown until the user chooses: in every session, where rows differ in it, where a row
#: has a value in it, or only if it is asked for.
Showing = Literal["always", "where_varied", "where_known", "on_demand"]


@dataclass(frozen=True)
class Column:
    """One column: its header and tooltip, the text of a cell, and what the cell is sorted by.

    `widest` is what it must have room for; without it the column shares what the others leave. Numbers
    are set against the right edge.
    """

    id: str
    title: str
    tooltip: str
    text: Callable[[Item], str]
    key: Callable[[Item], SortKey]
    widest: str = ""
    showing: Showing = "always"
    is_number: bool = False


def number_column(
    id: str,
    title: str,
    tooltip: str,
    value: Callable[[Item], float | None],
    write: Callable[[float], str],
    widest: str,
    showing: Showing = "always",
) -> Column:
    """A column of numbers, sorted by value; empty where there is none."""

    def text(item: Item) -> str:
        known = value(item)
        return "" if known is None else write(known)

    return Column(id, title, tooltip, text, value, widest, showing, is_number=True)
