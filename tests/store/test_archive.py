"""What is said of results is kept, and what is deleted comes back whole."""

from __future__ import annotations

import sqlite3

import pytest

from mixbench.core.measurement import Measurement, Round, Status
from mixbench.store.archive import Label, tags_of
from mixbench.store.database import UnknownSessionError


@pytest.fixture
def session(store, plan):
    """Two of four cases measured."""
    id = store.begin_session(plan)
    for number, case in enumerate(plan.cases()[:2]):
        store.add_round(id, number, Round(1, (1.0, 2.0), (False, True)))
        store.put(id, number, Measurement(case, Status.OK))
    return id


def everything_of(path):
    """All lines of all tables."""
    connection = sqlite3.connect(path)
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    lines = {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in tables}
    connection.close()
    return lines


def test_a_session_is_renamed_annotated_and_tagged(store, session):
    assert store.archive.label(session) == Label("first")
    label = Label("night", "fan off\nsecond line", ("quiet", "夜"))
    store.archive.set_label(session, label)
    (summary,) = store.sessions()
    assert (summary.name, summary.note, summary.tags) == (label.name, label.note, label.tags)
    assert store.archive.label(session) == label


def test_a_label_of_nothing_is_a_sentence(store):
    with pytest.raises(UnknownSessionError, match="there is no session 'nope'"):
        store.archive.label("nope")


@pytest.mark.parametrize(
    ("text", "tags"),
    [("", ()), (" warm ,, quiet room;warm", ("warm", "quiet room")), ("安静，热", ("安静", "热"))],
)
def test_tags_are_written_with_commas(text, tags):
    assert tags_of(text) == tags


def test_a_deleted_session_is_out_of_sight_and_comes_back_as_it_was(store, path, session):
    before = everything_of(path)
    store.archive.delete([session])
    assert store.sessions() == ()
    (gone,) = store.sessions(deleted=True)
    assert (gone.id, gone.finished, bool(gone.deleted_at)) == (session, 2, True)
    with pytest.raises(UnknownSessionError, match=r"is deleted; `mixbench sessions --restore .* brings it"):
        store.load(session)
    with pytest.raises(UnknownSessionError, match="no session yet"):
        store.load("last")
    store.archive.restore([session])
    assert everything_of(path) == before


def test_only_purge_removes_and_only_what_was_deleted(store, path, session):
    with pytest.raises(UnknownSessionError, match="there is no deleted session"):
        store.archive.purge(session)
    store.archive.delete([session])
    assert store.archive.purge(session[:-1]) == session
    lines = everything_of(path)
    assert (lines["session"], lines["item"], lines["round"]) == ([], [], [])


def test_what_was_purged_while_it_is_looked_at_is_no_more_than_a_word(store, session):
    """The window shows it while a command line beside it deletes it for good."""
    seen = store.look_at(session).results
    store.archive.delete([session])
    store.archive.purge(session)
    for one in seen.values():
        assert (one.estimate, one.timing, one.cost, one.rounds) == (None, None, None, ())
        assert one.error == "it was deleted for good"


def test_a_deleted_result_is_measured_anew_when_the_session_goes_on(store, plan, session):
    store.archive.delete_results(session, [1])
    loaded = store.load(session)
    assert (list(loaded.measurements), loaded.partial, loaded.summary.finished) == ([0], {}, 1)
    assert list(store.look_at(session).results) == [0]
    store.add_round(session, 1, Round(1, (9.0,), (False,)))
    store.put(session, 1, Measurement(plan.cases()[1], Status.UNSTABLE))
    again = store.load(session).measurements[1]
    assert (again.status, again.rounds) == (Status.UNSTABLE, (Round(1, (9.0,), (False,)),))


def test_a_deleted_result_comes_back_with_its_rounds(store, path, session):
    before = everything_of(path)
    store.archive.delete_results(session, [0, 1])
    store.archive.restore_results(session, [0, 1])
    assert everything_of(path) == before


def test_results_have_notes_and_tags_of_their_own(store, session):
    assert store.archive.result_labels(session) == {}
    label = Label("", "door open", ("odd",))
    store.archive.set_result_label(session, 1, label)
    assert store.archive.result_labels(session) == {1: label}
    store.archive.set_result_label(session, 1, Label())
    assert store.archive.result_labels(session) == {}


def test_words_are_found_without_walking_over_the_results(store, session):
    query = "SELECT number FROM item WHERE session = ? AND (note <> '' OR tags <> '[]')"
    (step,) = store._connection.rows(f"EXPLAIN QUERY PLAN {query}", (session,))
    assert "item_with_words" in step["detail"]
