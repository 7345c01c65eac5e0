"""Results of elsewhere: imported files, kept line by line beside the sessions of this machine."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

import msgspec

from mixbench.store.connection import Connection
from mixbench.store.naming import REFERENCE_PREFIX, find
from mixbench.store.records import json_of, read
from mixbench.store.rows import COLUMNS, Row


@dataclass(frozen=True)
class ImportedFile:
    """What was read from a results file: its lines, and in `remarks` what they do not hold of it."""

    file: str
    format: str
    rows: tuple[Row, ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class ReferenceSummary:
    """An imported file in one line. `models` are variants; `machine` and `torch` are None where the file does
    not say, or names several."""

    id: str
    name: str
    file: str
    format: str
    imported_at: str
    remarks: tuple[str, ...]
    models: tuple[str, ...]
    machine: str | None
    torch: str | None
    points: int
    note: str = ""
    tags: tuple[str, ...] = ()
    deleted_at: str | None = None


class References:
    """The imported files of the store."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, imported: ImportedFile) -> str:
        """Keep a file and say its name. One that is kept already, be it deleted, is brought back instead."""
        id = _id_of(imported.rows)
        with self._connection.commit(durably=True) as transaction:
            known = transaction.execute("UPDATE reference SET deleted_at = NULL WHERE id = ?", (id,))
            if not known.rowcount:
                _insert(transaction, id, imported)
        return id

    def summaries(self, *, deleted: bool = False) -> tuple[ReferenceSummary, ...]:
        """Every imported file in one line each, the newest first; or those that were deleted."""
        rows = self._connection.rows(
            "SELECT * FROM reference WHERE (deleted_at IS NOT NULL) = ? ORDER BY imported_at DESC, id",
            (deleted,),
        )
        return tuple(_summary(row) for row in rows)

    def rows(self, name: str) -> tuple[Row, ...]:
        """The lines of a file as they were imported; raise `UnknownSessionError`."""
        id = find(self._connection, name)
        lines = self._connection.rows(
            "SELECT content FROM reference_row WHERE reference = ? ORDER BY number", (id,)
        )
        return tuple(_row_of(line["content"]) for line in lines)


def _id_of(rows: Sequence[Row]) -> str:
    """A name made of the content, so that the same file is the same wherever it lies."""
    content = msgspec.json.encode([asdict(row) for row in rows])
    return f"{REFERENCE_PREFIX}{hashlib.sha256(content).hexdigest()[:8]}"


def _insert(transaction: sqlite3.Connection, id: str, imported: ImportedFile) -> None:
    rows = imported.rows
    values = {
        "id": id,
        "name": imported.file,
        "file": imported.file,
        "format": imported.format,
        "imported_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "remarks": json_of(imported.remarks),
        "models": json_of(tuple(dict.fromkeys(row.variant for row in rows))),
        "machine": _only([row.device_name or row.device or None for row in rows]),
        "torch": _only([row.torch_version for row in rows]),
        "points": len(rows),
    }
    names, marks = ", ".join(values), ", ".join(f":{name}" for name in values)
    transaction.execute(f"INSERT INTO reference ({names}) VALUES ({marks})", values)
    transaction.executemany(
        "INSERT INTO reference_row (reference, number, content) VALUES (?, ?, ?)",
        [(id, number, json_of(row)) for number, row in enumerate(rows)],
    )


def _only(values: Sequence[str | None]) -> str | None:
    """The value that all share."""
    found = set(values)
    return found.pop() if len(found) == 1 else None


def _summary(row: sqlite3.Row) -> ReferenceSummary:
    values: dict[str, Any] = dict(row)
    for name in ("remarks", "models", "tags"):
        values[name] = read(tuple[str, ...], values[name])
    return ReferenceSummary(**values)


def _row_of(content: str) -> Row:
    """A stored line; columns that were added since are empty."""
    values = msgspec.json.decode(content, type=dict[str, str | int | float | None])
    return Row(**{name: values.get(name) for name in COLUMNS})  # type: ignore[arg-type] # as `json_of` wrote it
