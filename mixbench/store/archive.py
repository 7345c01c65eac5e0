"""What people say of what is stored, and what they put away: names, notes, tags, deletion with a way back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from mixbench.store.connection import Connection
from mixbench.store.naming import UnknownSessionError, find, is_reference
from mixbench.store.records import json_of, read


@dataclass(frozen=True)
class Label:
    """What a person calls a session, an imported file or a result, and says of it. A result has no name."""

    name: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()


def tags_of(text: str) -> tuple[str, ...]:
    """Tags as they are written, `warm, quiet room`: each once, without the spaces around it."""
    parts = (part.strip() for part in re.split("[,;，；、]", text))
    return tuple(dict.fromkeys(part for part in parts if part))


class Archive:
    """Labels and deletion of sessions, imported files and results.

    Only `purge` removes anything, and only what was deleted before.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    # sessions and imported files, by their name in every command

    def label(self, id: str) -> Label:
        """What is said of a session or an imported file; raise `UnknownSessionError`."""
        rows = self._connection.rows(f"SELECT name, note, tags FROM {_table(id)} WHERE id = ?", (id,))
        if not rows:
            raise UnknownSessionError(f"there is no session '{id}'; `mixbench sessions` lists them")
        return Label(rows[0]["name"], rows[0]["note"], read(tuple[str, ...], rows[0]["tags"]))

    def set_label(self, id: str, label: Label) -> None:
        """Say something else of it."""
        with self._connection.commit() as transaction:
            transaction.execute(
                f"UPDATE {_table(id)} SET name = ?, note = ?, tags = ? WHERE id = ?",
                (label.name, label.note, json_of(label.tags), id),
            )

    def delete(self, ids: Iterable[str]) -> None:
        """Put sessions and imported files away; `restore` brings them back whole."""
        self._mark(ids, _now())

    def restore(self, ids: Iterable[str]) -> None:
        """Bring back what was deleted."""
        self._mark(ids, None)

    def purge(self, name: str) -> str:
        """Remove a deleted session or imported file for good, and say which it was; raise
        `UnknownSessionError` where nothing that was deleted goes by the name."""
        id = find(self._connection, name, among_deleted=True)
        with self._connection.commit(durably=True) as transaction:
            transaction.execute(f"DELETE FROM {_table(id)} WHERE id = ?", (id,))
        return id

    def delete_named(self, name: str) -> str:
        """Put away what goes by a name, and say which it was; raise `UnknownSessionError`."""
        id = find(self._connection, name)
        self.delete([id])
        return id

    def restore_named(self, name: str) -> str:
        """Bring back what goes by a name, and say which it was; raise `UnknownSessionError`."""
        id = find(self._connection, name, among_deleted=True)
        self.restore([id])
        return id

    # results of a session, by the number of their case

    def result_labels(self, session: str) -> dict[int, Label]:
        """What is said of the results of a session, as far as anything is."""
        rows = self._connection.rows(
            "SELECT number, note, tags FROM item WHERE session = ? AND (note <> '' OR tags <> '[]')",
            (session,),
        )
        return {row["number"]: Label("", row["note"], read(tuple[str, ...], row["tags"])) for row in rows}

    def set_result_label(self, session: str, number: int, label: Label) -> None:
        """Say something of a result."""
        with self._connection.commit() as transaction:
            transaction.execute(
                "UPDATE item SET note = ?, tags = ? WHERE session = ? AND number = ?",
                (label.note, json_of(label.tags), session, number),
            )

    def delete_results(self, session: str, numbers: Sequence[int]) -> None:
        """Put results away; a resumed session measures their cases anew."""
        self._mark_results(session, numbers, _now())

    def restore_results(self, session: str, numbers: Sequence[int]) -> None:
        """Bring results back."""
        self._mark_results(session, numbers, None)

    def _mark(self, ids: Iterable[str], deleted_at: str | None) -> None:
        with self._connection.commit(durably=True) as transaction:
            for id in ids:
                transaction.execute(f"UPDATE {_table(id)} SET deleted_at = ? WHERE id = ?", (deleted_at, id))

    def _mark_results(self, session: str, numbers: Sequence[int], deleted_at: str | None) -> None:
        with self._connection.commit(durably=True) as transaction:
            transaction.executemany(
                "UPDATE item SET deleted_at = ? WHERE session = ? AND number = ?",
                [(deleted_at, session, number) for number in numbers],
            )


def _table(id: str) -> str:
    return "reference" if is_reference(id) else "session"


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
