"""A database is made, migrated, or refused without touching it."""

from __future__ import annotations

import sqlite3

import pytest

from mixbench.store import schema
from mixbench.store.database import Store, StoreError
from mixbench.store.location import default_database_path


def version_of(path):
    connection = sqlite3.connect(path)
    try:
        return connection.execute("PRAGMA user_version").fetchone()[0]
    finally:
        connection.close()


def untouched(path):
    """The bytes of everything in the folder, to compare before with after."""
    return {file.name: file.read_bytes() for file in path.parent.iterdir()}


def add_migration(monkeypatch, script):
    scripts = (*schema.migrations(), script)
    monkeypatch.setattr(schema, "migrations", lambda: scripts)


def test_a_fresh_database_has_the_newest_schema(path):
    Store(path).close()
    assert version_of(path) == len(schema.migrations()) >= 1
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert connection.execute("PRAGMA application_id").fetchone() == (schema.APPLICATION_ID,)
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.close()


def test_a_newer_database_is_refused_untouched(path, plan):
    store = Store(path)
    store.begin_session(plan)
    store.close()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 7")
    connection.close()
    before = untouched(path)
    with pytest.raises(
        StoreError, match=r"newer MixBench \(schema 7, this one knows \d+\); upgrade MixBench"
    ):
        Store(path)
    assert untouched(path) == before


@pytest.mark.parametrize("content", [b"session,family\n", b"x" * 5000, b"SQLite format 3\0"])
def test_a_file_that_is_no_database_is_refused_untouched(path, content):
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(StoreError, match="is not a results database"):
        Store(path)
    assert untouched(path) == {path.name: content}


@pytest.mark.parametrize("version", [0, 1])
def test_the_database_of_another_program_is_refused_untouched(path, version):
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE bookmarks (url TEXT)")
    connection.execute(f"PRAGMA user_version = {version}")
    connection.commit()
    connection.close()
    before = untouched(path)
    with pytest.raises(StoreError, match="belongs to another program"):
        Store(path)
    assert untouched(path) == before


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError, match=r"cannot be kept in .*MIXBENCH_DATA_DIR"):
        Store(tmp_path / "file" / "mixbench.sqlite3")


def test_a_migration_that_fails_leaves_the_version_before_it(path, plan, monkeypatch):
    store = Store(path)
    session = store.begin_session(plan)
    store.close()
    broken = "CREATE TABLE half_done (id INTEGER); CREATE TABLE session (id INTEGER);"
    add_migration(monkeypatch, broken)
    with pytest.raises(StoreError, match="cannot be kept"):
        Store(path)
    monkeypatch.undo()
    assert version_of(path) == len(schema.migrations())
    store = Store(path)
    assert store.load(session).plan == plan
    store.close()


def test_later_migrations_keep_what_is_stored(path, plan, monkeypatch):
    store = Store(path)
    session = store.begin_session(plan)
    store.close()
    script = "-- a comment;\nALTER TABLE session ADD COLUMN remark TEXT NOT NULL DEFAULT 'a;b';\n"
    add_migration(monkeypatch, script)
    store = Store(path)
    assert store.load(session).plan == plan
    store.close()
    assert version_of(path) == len(schema.migrations())


def test_the_data_folder_follows_the_variable_then_the_platform(tmp_path):
    own = default_database_path({"MIXBENCH_DATA_DIR": str(tmp_path)})
    assert own == tmp_path / "mixbench.sqlite3"
    custom = default_database_path({})
    assert custom.name == "mixbench.sqlite3"
    assert custom.parent.name == "mixbench"
