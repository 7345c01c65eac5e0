"""Stored sessions and imported files as one results file."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from mixbench.store.database import Store
from mixbench.store.exports import Format, write
from mixbench.store.naming import is_reference
from mixbench.store.rows import Row, rows_of

_FORMATS: dict[str, Format] = {
    ".json": "json",
    ".parquet": "parquet",
    ".md": "markdown",
    ".tex": "latex",
    ".html": "html",
}


def rows_in(store: Store, id: str) -> tuple[Row, ...]:
    """The results of a session or an imported file; raise `UnknownSessionError`."""
    return store.references.rows(id) if is_reference(id) else rows_of(store.load(id))


def export_sessions(store: Store, ids: Iterable[str], path: Path) -> int:
    """Write the results of several, one after another, and say how many; CSV unless the suffix is another's.

    Raise `ExportError`.
    """
    rows = [row for id in ids for row in rows_in(store, id)]
    write(rows, _FORMATS.get(path.suffix.lower(), "csv"), path)
    return len(rows)
