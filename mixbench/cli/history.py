"""`mixbench sessions` and `mixbench export`: what was measured before, and files made of it."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mixbench.cli.options import AsJson
from mixbench.cli.screen import Kind, print_json, print_table, say
from mixbench.core.errors import RequestError
from mixbench.store.exports import Format

if TYPE_CHECKING:
    from mixbench.store.database import Store
    from mixbench.store.sessions import SessionSummary

_COLUMNS: tuple[tuple[str, Kind], ...] = (
    ("Session", "name"),
    ("Name", "text"),
    ("Started", "text"),
    ("Outcome", "text"),
    ("Points", "number"),
    ("Device", "text"),
    ("torch", "text"),
    ("Models", "text"),
)

Session = Annotated[
    str, typer.Argument(metavar="SESSION", help="A session of `mixbench sessions`, its beginning, or last.")
]
FormatOption = Annotated[
    Format, typer.Option("--format", "-f", help="csv, json and parquet hold every column.")
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="The file to write; without it, standard output."),
]


def sessions(as_json: AsJson = False) -> None:
    """List the stored sessions, the newest first."""
    store = _open_store()
    try:
        found = store.sessions()
    finally:
        store.close()
    if as_json:
        print_json([_document(summary) for summary in found])
    elif found:
        print_table(_COLUMNS, [_line(summary) for summary in found])
    else:
        say("there is no session yet; `mixbench sweep` or the window makes one")


def export(session: Session, format: FormatOption = "csv", output: Output = None) -> None:
    """Write the results of a session as a file."""
    from mixbench.store.exports import text, write
    from mixbench.store.rows import rows_of

    if format == "parquet" and output is None:
        raise RequestError("parquet is not text; name a file with --output")
    store = _open_store()
    try:
        rows = rows_of(store.load(session))
    finally:
        store.close()
    if output is None:
        sys.stdout.write(text(rows, format))
    else:
        write(rows, format, output)
        say(f"{len(rows)} measurements written to {output}")


def _open_store() -> Store:
    from mixbench.store.database import Store
    from mixbench.store.location import default_database_path

    return Store(default_database_path())


def _line(summary: SessionSummary) -> tuple[str, ...]:
    started = datetime.fromisoformat(summary.started_at).astimezone()
    return (
        summary.id,
        summary.name,
        f"{started:%Y-%m-%d %H:%M}",
        summary.outcome or "open",
        f"{summary.finished} of {summary.planned}",
        summary.device,
        summary.torch or "",
        " ".join(model.key for model in summary.models),
    )


def _document(summary: SessionSummary) -> dict[str, object]:
    counts = {str(status): count for status, count in summary.counts.items()}
    models = [model.key for model in summary.models]
    return {**asdict(summary), "counts": counts, "models": models}
