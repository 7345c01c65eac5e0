"""What goes into a file: which rows, which columns, in which format."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from mixbench.gui.results_column import Column
from mixbench.jobs.events import Item
from mixbench.report.formats import ReportFormat
from mixbench.store.exports import Format, save, write
from mixbench.store.rows import Row, rows_of
from mixbench.store.sessions import StoredSession
from mixbench.store.sheets import Sheet, SheetColumn, sheet_bytes

#: All results of the session, those that the filter lets through, or the selected ones.
RowChoice = Literal["all", "shown", "selected"]
#: The columns of the results file, or those of the table as it stands.
ColumnChoice = Literal["standard", "shown"]


#: What a file can be: a table in some format, or the report of the session in another.
FileKind = Literal[
    "csv", "json", "parquet", "markdown", "latex", "report-html", "report-markdown", "report-latex"
]
KINDS: tuple[FileKind, ...] = get_args(FileKind)

_TABLES: dict[FileKind, Format] = {
    "csv": "csv",
    "json": "json",
    "parquet": "parquet",
    "markdown": "markdown",
    "latex": "latex",
}
_REPORTS: dict[FileKind, ReportFormat] = {
    "report-html": "html",
    "report-markdown": "markdown",
    "report-latex": "latex",
}


def table_format(kind: FileKind) -> Format | None:
    """The format of a table; None of a report."""
    return _TABLES.get(kind)


def report_format(kind: FileKind) -> ReportFormat | None:
    """The format of a report; None of a table."""
    return _REPORTS.get(kind)


@dataclass(frozen=True)
class ExportRequest:
    """A file that is wanted. A report is of the whole session, whatever `rows` and `columns` say."""

    kind: FileKind
    rows: RowChoice
    columns: ColumnChoice
    path: Path


@dataclass(frozen=True)
class Exported:
    """What a table is made of: the session, the items in question from top to bottom, the columns."""

    stored: StoredSession
    items: tuple[Item, ...]
    columns: tuple[Column, ...]

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
    """Write the table and say how many rows it has; raise `ExportError` where it cannot be written."""
    format = table_format(request.kind)
    assert format is not None
    if request.columns == "standard":
        rows = exported.rows()
        write(rows, format, request.path)
        return len(rows)
    save(sheet_bytes(exported.sheet(), format), request.path)
    return len(exported.items)
