"""What goes into a file: which rows, which columns, in which format."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from mixbench.gui.results_column import Column
from mixbench.gui.results_report import results_report
from mixbench.jobs.events import Item
from mixbench.store.exports import Format, save, write
from mixbench.store.reports import Drawing, report_html
from mixbench.store.rows import Row, rows_of
from mixbench.store.sessions import StoredSession
from mixbench.store.sheets import Sheet, SheetColumn, sheet_bytes
from mixbench.store.tables import table

#: All results of the session, those that the filter lets through, or the selected ones.
RowChoice = Literal["all", "shown", "selected"]
#: The columns of the results file, or those of the table as it stands.
ColumnChoice = Literal["standard", "shown"]


@dataclass(frozen=True)
class ExportRequest:
    """A file that is wanted."""

    format: Format
    rows: RowChoice
    columns: ColumnChoice
    path: Path


@dataclass(frozen=True)
class Exported:
    """What a request is answered from: the session, the items in question from top to bottom, the columns
    of the table, and how the plots look."""

    stored: StoredSession
    items: tuple[Item, ...]
    columns: tuple[Column, ...]
    drawings: tuple[Drawing, ...] = ()

    def rows(self) -> list[Row]:
        """The lines of the results file, of the items that have one."""
        by_number = dict(zip(sorted(self.stored.measurements), rows_of(self.stored), strict=True))
        return [by_number[item.number] for item in self.items if item.number in by_number]

    def sheet(self) -> Sheet:
        """The table as it stands."""
        return Sheet(
            tuple(SheetColumn(column.id, column.title, column.is_number) for column in self.columns),
            tuple(tuple(column.text(item) for column in self.columns) for item in self.items),
            tuple(tuple(column.value(item) for column in self.columns) for item in self.items),
        )


def export(request: ExportRequest, exported: Exported) -> int:
    """Write the file and say how many rows it has; raise `ExportError` where it cannot be written."""
    rows = exported.rows()
    if request.format == "html":
        markup = table(rows, "html") if request.columns == "standard" else _html(exported.sheet())
        page = results_report(exported.stored, rows, markup, exported.drawings)
        save(report_html(page).encode(), request.path)
    elif request.columns == "standard":
        write(rows, request.format, request.path)
    else:
        save(sheet_bytes(exported.sheet(), request.format), request.path)
        return len(exported.items)
    return len(rows)


def _html(sheet: Sheet) -> str:
    return sheet_bytes(sheet, "html").decode()
