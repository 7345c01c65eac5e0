"""Notes, tags and deletion of results, as a person writes them into the table."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from mixbench.gui.result_notes import ResultNotes
from mixbench.gui.results_filter import parse_filter
from mixbench.gui.results_panel import ResultsPanel
from mixbench.gui.workbench import SweepSettings
from mixbench.jobs.events import Item
from mixbench.store.database import Store


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "results.sqlite3")
    yield store
    store.close()


@pytest.fixture
def session(bench, store, finished):
    """Four models at one size, measured, stored and on the bench."""
    bench.set_sweep(SweepSettings(values=(64,)))
    session = store.begin_session(bench.plan("four models"))
    items = finished(bench)
    for item in items:
        store.put(session, item.number, item.measurement)
    bench.show_items(session, items)
    return session


@pytest.fixture
def notes(bench, store, session):
    return ResultNotes(bench, store.archive, bench)


@pytest.fixture
def panel(qtbot, bench, themes, notes):
    panel = ResultsPanel(bench, themes, notes=notes)
    qtbot.addWidget(panel)
    panel.resize(1500, 300)
    panel.show()
    return panel


def cells(panel, id):
    section = panel.model.section(id)
    return [panel.model.index(row, section).data() for row in range(panel.model.rowCount())]


def write(qtbot, panel, row, id, text):
    """Through the editor that the context menu opens."""
    panel.write(row, id)
    editor = panel.table.findChild(QLineEdit)
    editor.selectAll()
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: cells(panel, id)[row] == text)


def test_a_note_is_written_kept_and_taken_back(qtbot, bench, store, session, panel):
    assert "note" in panel.columns.hidden, "nothing is said yet"
    write(qtbot, panel, 1, "note", "the fan was loud")
    assert "note" not in panel.columns.hidden
    assert store.archive.result_labels(session)[1].note == "the fan was loud"
    assert bench.edits.last.text == "Annotate a result"
    bench.edits.undo()
    assert cells(panel, "note") == [""] * 4 and not store.archive.result_labels(session)
    bench.edits.redo()
    assert cells(panel, "note")[1] == "the fan was loud"


def test_tags_are_found_by_the_filter(qtbot, panel):
    write(qtbot, panel, 2, "tags", "quiet, night")
    panel.model.set_filter(parse_filter("tag=night", panel.model.columns))
    assert [item.number for item in panel.model.shown_items()] == [2]
    panel.model.set_filter(parse_filter("quiet", panel.model.columns))
    assert [item.number for item in panel.model.shown_items()] == [2]


def test_what_is_said_stands_there_at_the_next_start(qtbot, bench, store, themes, session, panel):
    write(qtbot, panel, 0, "note", "first of all")
    again = ResultsPanel(bench, themes, notes=ResultNotes(bench, store.archive, bench))
    qtbot.addWidget(again)
    assert cells(again, "note")[0] == "first of all" and "note" not in again.columns.hidden


def test_selected_results_are_deleted_and_brought_back(qtbot, bench, store, session, panel, notes):
    panel.set_session_name("four models")
    panel.select_also(1)
    panel.select_also(2)
    panel.table.setFocus()
    with qtbot.waitSignal(notes.said) as said:
        qtbot.keyClick(panel.table, Qt.Key.Key_Delete)
    assert "2" in said.args[0] and "Undo" in said.args[0]
    assert [item.number for item in panel.model.shown_items()] == [0, 3]
    assert set(store.load(session).measurements) == {0, 3}
    assert "four models" in panel.subtitle.full_text, "it is the same session still"
    bench.edits.undo()
    assert [item.number for item in panel.model.shown_items()] == [0, 1, 2, 3]
    assert set(store.load(session).measurements) == {0, 1, 2, 3}


def test_what_waits_for_its_measurement_is_not_deleted(bench, session, panel, notes):
    case = bench.items[0].case
    bench.put_item(Item(4, case))
    edits = len(bench.edits)
    notes.delete([4])
    assert 4 in bench.items and len(bench.edits) == edits
    notes.delete([0, 4])
    assert sorted(bench.items) == [1, 2, 3, 4]


def test_an_edit_of_a_session_that_is_gone_from_the_screen_is_taken_back_in_the_store(
    bench, store, session, panel, notes
):
    notes.write_note(0, "noted")
    bench.show_items(None, [])
    bench.edits.undo()
    assert not store.archive.result_labels(session) and not bench.items


def test_without_a_store_nothing_can_be_said(qtbot, bench, themes):
    panel = ResultsPanel(bench, themes)
    qtbot.addWidget(panel)
    assert not {"note", "tags"} & {column.id for column in panel.model.columns}


def test_a_model_that_was_given_a_name_goes_by_it(bench, session, panel):
    bench.rename(bench.items[0].case.model, "my own")
    assert cells(panel, "model")[0] == "my own"
    panel.model.set_filter(parse_filter('"my own"', panel.model.columns))
    assert [item.number for item in panel.model.shown_items()] == [0]
