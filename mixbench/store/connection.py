"""A connection to the results database: transactions, rows, and its troubles in words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from mixbench.store.location import DATA_VARIABLE
from mixbench.store.schema import StoreError, open_database

Parameters = Sequence[object] | Mapping[str, object]


class Connection:
    """SQLite as the store uses it. Every failure is a `StoreError`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._sqlite = open_database(path)

    def close(self) -> None:
        """Let go of the file."""
        self._sqlite.close()

    @contextmanager
    def commit(self, *, durably: bool = False) -> Iterator[sqlite3.Connection]:
        """One transaction. `durably` waits for the disk: it, and all before it, outlasts a pulled plug;
        otherwise it outlasts the end of the process."""
        try:
            self._sqlite.execute(f"PRAGMA synchronous = {'FULL' if durably else 'NORMAL'}")
            self._sqlite.execute("BEGIN IMMEDIATE")
            try:
                yield self._sqlite
                self._sqlite.execute("COMMIT")
            except BaseException:
                if self._sqlite.in_transaction:
                    self._sqlite.execute("ROLLBACK")
                raise
        except sqlite3.Error as error:
            raise self._trouble("written to", error) from error

    def rows(self, query: str, parameters: Parameters = ()) -> list[sqlite3.Row]:
        """All rows of a query, columns by name."""
        try:
            cursor = self._sqlite.cursor()
            cursor.row_factory = sqlite3.Row
            return cursor.execute(query, parameters).fetchall()
        except sqlite3.Error as error:
            raise self._trouble("read from", error) from error

    def lines(self, query: str, parameters: Parameters = ()) -> list[tuple[Any, ...]]:
        """The rows of a query, columns by their place: for very many of them."""
        try:
            return list(self._sqlite.execute(query, parameters))
        except sqlite3.Error as error:
            raise self._trouble("read from", error) from error

    def _trouble(self, what: str, error: sqlite3.Error) -> StoreError:
        return StoreError(
            f"the results cannot be {what} {self._path} ({error}); what was stored before is kept; "
            f"free space there or choose another data folder with {DATA_VARIABLE}"
        )
