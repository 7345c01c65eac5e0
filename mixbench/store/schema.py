"""Opening a results database: refused untouched where it is not ours or newer, else migrated."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path

from mixbench.core.errors import MixBenchError
from mixbench.store.location import DATA_VARIABLE

#: "MixB" in the database's header; the first migration writes it.
APPLICATION_ID = int.from_bytes(b"MixB", "big")
#: How long a writer waits for another process (the window, a second command) to finish its commit.
BUSY_TIMEOUT_S = 30.0

_MAGIC = b"SQLite format 3\0"
#: Byte offsets in SQLite's file header, see https://www.sqlite.org/fileformat2.html#the_database_header.
_USER_VERSION, _APPLICATION_ID, _HEADER_LENGTH = 60, 68, 100


class StoreError(MixBenchError):
    """The results database cannot be used as asked; the message says what to change."""


@cache
def migrations() -> tuple[str, ...]:
    """The numbered SQL scripts in order; script n takes a database from version n - 1 to n."""
    folder = files("mixbench.store") / "migrations"
    scripts = sorted(
        (file for file in folder.iterdir() if file.name.endswith(".sql")), key=lambda file: file.name
    )
    return tuple(file.read_text(encoding="utf-8") for file in scripts)


def open_database(path: Path) -> sqlite3.Connection:
    """Connect to the database at `path`, made or migrated as needed; raise `StoreError`.

    The connection commits each statement by itself unless a transaction is begun.
    """
    _inspect_header(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=BUSY_TIMEOUT_S, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise StoreError(_unusable(path, error)) from error
    try:
        _refuse_foreign(connection, path)
        _refuse_version(path, _version(connection))
        _prepare(connection)
        _migrate(connection)
    except sqlite3.Error as error:
        connection.close()
        raise StoreError(_unusable(path, error)) from error
    except StoreError:
        connection.close()
        raise
    return connection


def _unusable(path: Path, error: Exception) -> str:
    return (
        f"the results cannot be kept in {path} ({error}); make its folder writable "
        f"or choose another with {DATA_VARIABLE}"
    )


def _inspect_header(path: Path) -> None:
    """Judge an existing file by its first bytes alone, so that a refused one is not touched."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_LENGTH)
    except FileNotFoundError:
        return
    except OSError as error:
        raise StoreError(_unusable(path, error)) from error
    if not header:
        return
    if len(header) < _HEADER_LENGTH or not header.startswith(_MAGIC):
        raise StoreError(
            f"{path} is not a results database; move it away or choose another folder with {DATA_VARIABLE}"
        )
    _refuse_version(path, _number(header, _USER_VERSION))
    if _number(header, _USER_VERSION) and _number(header, _APPLICATION_ID) != APPLICATION_ID:
        raise StoreError(_foreign(path))


def _number(header: bytes, offset: int) -> int:
    return int.from_bytes(header[offset : offset + 4], "big")


def _foreign(path: Path) -> str:
    return f"{path} belongs to another program; move it away or choose another folder with {DATA_VARIABLE}"


def _refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    """A database that has tables but no version is not ours.

    Tables are looked at first: ours appear together with their version, whoever makes them meanwhile.
    """
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and not _version(connection):
        raise StoreError(_foreign(path))


def _refuse_version(path: Path, version: int) -> None:
    known = len(migrations())
    if version > known:
        raise StoreError(
            f"{path} was written by a newer MixBench (schema {version}, this one knows {known}); "
            f"upgrade MixBench or choose another data folder with {DATA_VARIABLE}"
        )


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _prepare(connection: sqlite3.Connection) -> None:
    """Write-ahead log: readers never wait for a writer, and a commit is one append."""
    deadline = time.monotonic() + BUSY_TIMEOUT_S
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            break
        except sqlite3.OperationalError:
            # Two processes that open a new database at once: this statement does not wait by itself.
            if time.monotonic() > deadline:
                raise
            time.sleep(0.02)
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("PRAGMA foreign_keys = ON")


def _migrate(connection: sqlite3.Connection) -> None:
    """Apply what is missing, each script in a transaction of its own."""
    for target, script in enumerate(migrations(), start=1):
        if _version(connection) >= target:
            continue
        connection.execute("BEGIN IMMEDIATE")
        try:
            if _version(connection) < target:  # another process may have been quicker
                for statement in _statements(script):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {target}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise


def _statements(script: str) -> Iterator[str]:
    """Split a script where SQLite sees a statement's end (`executescript` would commit early)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
