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
    from mixbench.store.references import ReferenceSummary
    from mixbench.store.rows import Row
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

_NOTHING = "there is no session yet; `mixbench sweep` or the window makes one"
_NOTHING_DELETED = "nothing is deleted; `mixbench sessions --delete SESSION` puts one away"
#: An imported file may name thousands.
_MOST_MODELS = 6

Session = Annotated[
    str,
    typer.Argument(
        metavar="SESSION", help="A session or imported file of `mixbench sessions`, its beginning, or last."
    ),
]
Deleted = Annotated[bool, typer.Option("--deleted", help="List what was deleted instead.")]
Delete = Annotated[
    str | None, typer.Option(metavar="SESSION", help="Put a session away; --restore brings it back.")
]
Restore = Annotated[str | None, typer.Option(metavar="SESSION", help="Bring a deleted session back.")]
Purge = Annotated[
    str | None, typer.Option(metavar="SESSION", help="Remove a deleted session for good, with its results.")
]
FormatOption = Annotated[
    Format, typer.Option("--format", "-f", help="csv, json and parquet hold every column.")
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="The file to write; without it, standard output."),
]


def sessions(
    as_json: AsJson = False,
    deleted: Deleted = False,
    delete: Delete = None,
    restore: Restore = None,
    purge: Purge = None,
) -> None:
    """List the stored sessions and imported files, the newest first; delete, restore or purge one."""
    store = open_store()
    try:
        _put_away(store, delete, restore, purge)
        found = store.sessions(deleted=deleted)
        imported = store.references.summaries(deleted=deleted)
    finally:
        store.close()
    if as_json:
        print_json([_document(summary) for summary in found] + [_reference(each) for each in imported])
    elif delete or restore or purge:
        return
    elif found or imported:
        lines = [_line(summary) for summary in found] + [_reference_line(each) for each in imported]
        print_table(_COLUMNS, lines)
    else:
        say(_NOTHING_DELETED if deleted else _NOTHING)


def _put_away(store: Store, delete: str | None, restore: str | None, purge: str | None) -> None:
    """Do what was asked; each sentence says the way back, where there is one."""
    if delete:
        id = store.archive.delete_named(delete)
        say(f"{id} is deleted; `mixbench sessions --restore {id}` brings it back")
    if restore:
        say(f"{store.archive.restore_named(restore)} is back")
    if purge:
        say(f"{store.archive.purge(purge)} is removed for good")


def export(session: Session, format: FormatOption = "csv", output: Output = None) -> None:
    """Write the results of a session as a file."""
    from mixbench.store.exports import text, write

    if format == "parquet" and output is None:
        raise RequestError("parquet is not text; name a file with --output")
    store = open_store()
    try:
        rows = _rows_of(store, session)
    finally:
        store.close()
    if output is None:
        sys.stdout.write(text(rows, format))
    else:
        write(rows, format, output)
        say(f"{len(rows)} measurements written to {output}")


def _rows_of(store: Store, name: str) -> tuple[Row, ...]:
    from mixbench.store.naming import is_reference
    from mixbench.store.rows import rows_of

    return store.references.rows(name) if is_reference(name) else rows_of(store.load(name))


def open_store() -> Store:
    """The results of this machine."""
    from mixbench.store.database import Store
    from mixbench.store.location import default_database_path

    return Store(default_database_path())


def _line(summary: SessionSummary) -> tuple[str, ...]:
    started = datetime.fromisoformat(summary.started_at).astimezone()
    return (
        summary.id,
        _name_of(summary),
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
    return {"kind": "session", **asdict(summary), "counts": counts, "models": models}


def _reference_line(summary: ReferenceSummary) -> tuple[str, ...]:
    imported = datetime.fromisoformat(summary.imported_at).astimezone()
    shown = [*summary.models[:_MOST_MODELS], *(["..."] if len(summary.models) > _MOST_MODELS else [])]
    return (
        summary.id,
        _name_of(summary),
        f"{imported:%Y-%m-%d %H:%M}",
        "imported",
        str(summary.points),
        summary.machine or "",
        summary.torch or "",
        " ".join(shown),
    )


def _reference(summary: ReferenceSummary) -> dict[str, object]:
    return {"kind": "reference", **asdict(summary)}


def _name_of(summary: SessionSummary | ReferenceSummary) -> str:
    """The name, with its tags behind it: `first run #quiet`."""
    return " ".join([summary.name, *(f"#{tag}" for tag in summary.tags)]).strip()
