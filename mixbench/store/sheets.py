"""A table of a person's own choice of columns on its way into a file."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass

from mixbench.store.exports import Format, parquet_bytes
from mixbench.store.tables import grid

#: What a cell is to a program: a number without its unit, a word, or nothing.
Value = float | str | None


@dataclass(frozen=True)
class SheetColumn:
    """One column: its name for programs, its header for people, and whether numbers stand in it."""

    id: str
    title: str
    is_number: bool


@dataclass(frozen=True)
class Sheet:
    """Columns and rows, each cell twice: rounded as it is read, and whole as it is computed with."""

    columns: tuple[SheetColumn, ...]
    texts: tuple[tuple[str, ...], ...]
    values: tuple[tuple[Value, ...], ...]


def sheet_bytes(sheet: Sheet, format: Format) -> bytes:
    """The file in a format; what is for programs has names and whole numbers, the others are rounded."""
    match format:
        case "csv":
            return _csv(sheet).encode()
        case "json":
            return (json.dumps(_records(sheet), indent=2, ensure_ascii=False) + "\n").encode()
        case "parquet":
            types = {column.id: float if column.is_number else str for column in sheet.columns}
            return parquet_bytes(types, _records(sheet))
    headers = [(column.title, column.is_number) for column in sheet.columns]
    return (grid(headers, sheet.texts, format) + "\n").encode()


def _csv(sheet: Sheet) -> str:
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(column.id for column in sheet.columns)
    writer.writerows(sheet.values)
    return file.getvalue()


def _records(sheet: Sheet) -> list[dict[str, Value]]:
    ids = [column.id for column in sheet.columns]
    return [dict(zip(ids, values, strict=True)) for values in sheet.values]
