"""Looking at sessions and writing them as files."""

from __future__ import annotations

import csv
import io
import sqlite3

import pytest

from mixbench.store.location import default_database_path
from mixbench.store.rows import COLUMNS


@pytest.fixture
def session(mixbench, fake_engine):
    asked = mixbench("sweep", "mixer_s16", "--resolutions", "64,128", "--name", "näm", "--json")
    return asked.document["session"]


def test_sessions_are_listed_in_both_forms(mixbench, session):
    (document,) = mixbench("sessions", "--json").document
    assert (document["id"], document["name"], document["counts"]) == (session, "näm", {"ok": 2})
    assert (document["models"], document["torch"]) == (["mixer_s16"], "0.0.0+fake")
    table = mixbench("sessions")
    assert session in table.out
    assert "2 of 2" in table.out


def test_no_session_says_what_makes_one(mixbench):
    asked = mixbench("sessions")
    assert (asked.code, asked.out) == (0, "")
    assert "`mixbench sweep`" in asked.err


@pytest.mark.parametrize("format", ["csv", "json", "markdown", "latex", "html"])
def test_an_export_is_the_same_on_the_screen_and_in_a_file(mixbench, session, format, tmp_path):
    shown = mixbench("export", session, "--format", format)
    written = mixbench("export", "last", "--format", format, "--output", tmp_path / "file")
    assert shown.code == written.code == 0
    assert written.out == ""
    assert (tmp_path / "file").read_text(encoding="utf-8") == shown.out
    assert "mixer" in shown.out


def test_exported_csv_has_the_agreed_header(mixbench, session):
    lines = list(csv.reader(io.StringIO(mixbench("export", session).out)))
    assert lines[0] == list(COLUMNS)
    assert len(lines) == 3


def test_parquet_needs_a_file(mixbench, session, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    asked = mixbench("export", session, "--format", "parquet")
    assert (asked.code, asked.out) == (2, "")
    assert "--output" in asked.err
    assert mixbench("export", session, "--format", "parquet", "--output", tmp_path / "x.parquet").code == 0
    assert parquet.read_table(tmp_path / "x.parquet").num_rows == 2


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["nope"], 2, "there is no session 'nope'; `mixbench sessions` lists them"),
        (["last", "--format", "xls"], 2, "Invalid value for '--format'"),
        (["last", "--output", "/nowhere/results.csv"], 1, "cannot be written"),
    ],
)
def test_a_bad_export_is_a_sentence(mixbench, session, arguments, code, sentence):
    asked = mixbench("export", *arguments)
    assert asked.code == code
    assert sentence in asked.err


def test_a_session_is_put_away_brought_back_and_removed(mixbench, session):
    deleted = mixbench("sessions", "--delete", "last")
    assert f"{session} is deleted; `mixbench sessions --restore {session}`" in deleted.err
    assert (deleted.code, deleted.out) == (0, "")
    assert mixbench("sessions", "--json").document == []
    assert session in mixbench("sessions", "--deleted").out
    assert "is deleted" in mixbench("export", session).err
    assert f"{session} is back" in mixbench("sessions", "--restore", session[:-1]).err
    refused = mixbench("sessions", "--purge", session)
    assert (refused.code, "no deleted session" in refused.err) == (2, True)
    mixbench("sessions", "--delete", session)
    assert "removed for good" in mixbench("sessions", "--purge", session).err
    assert "nothing is deleted" in mixbench("sessions", "--deleted").err


def test_what_was_exported_is_imported_and_exported_again_as_it_was(mixbench, session, tmp_path):
    path = tmp_path / "office.csv"
    mixbench("export", session, "--output", path)
    taken = mixbench("import", path, "--json").document
    assert (taken["results"], taken["format"], taken["remarks"]) == (2, "csv", [])
    assert mixbench("export", taken["id"]).out == path.read_text(encoding="utf-8")
    kinds = [(each["kind"], each["id"]) for each in mixbench("sessions", "--json").document]
    assert kinds == [("session", session), ("reference", taken["id"])]
    assert "office.csv" in mixbench("sessions").out


def test_an_import_says_what_it_left_out_and_refuses_in_a_sentence(mixbench, tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("variant,resolution_px,batch,status,colour\nmixer_s16,64,1,ok,red\n")
    said = mixbench("import", path)
    assert (said.code, said.out) == (0, "")
    assert "mine.csv is kept as ref-" in said.err
    assert "left out, for this MixBench does not know them: 'colour'" in said.err
    path.write_text("variant,resolution_px,batch,status\nmixer_s16,64,none,ok\n")
    refused = mixbench("import", path)
    assert (refused.code, "line 2: batch is 'none'" in refused.err) == (1, True)
    assert len(mixbench("sessions", "--json").document) == 1


def test_a_newer_database_is_one_sentence_everywhere(mixbench, session):
    with sqlite3.connect(default_database_path()) as newer:
        newer.execute("PRAGMA user_version = 99")
    newer.close()
    before = default_database_path().read_bytes()
    for command in (["sessions"], ["export", "last"], ["profile", "mixer_s16"]):
        asked = mixbench(*command)
        assert asked.code == 1
        assert "was written by a newer MixBench (schema 99" in asked.err
    assert default_database_path().read_bytes() == before
