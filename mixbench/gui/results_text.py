"""Rows of the results as text for another program: a spreadsheet, a README, a paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from mixbench.gui.results_column import Column
from mixbench.jobs.events import Item
from mixbench.store.tables import grid

Markup = Literal["tsv", "markdown", "latex"]


def results_text(columns: Sequence[Column], items: Iterable[Item], markup: Markup) -> str:
    """A header and a line for each item, rounded as on the screen."""
    cells = [[column.text(item) for column in columns] for item in items]
    if markup == "tsv":
        lines = ([column.title for column in columns], *cells)
        return "".join("\t".join(line) + "\n" for line in lines)
    return grid([(column.title, column.is_number) for column in columns], cells, markup) + "\n"
