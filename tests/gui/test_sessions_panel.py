"""The list of sessions as a person uses it: open, draw, name, tag, delete, bring back, import."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog

from mixbench.core.measurement import Device, Environment, Measurement, Status
from mixbench.core.model import Model
from mixbench.core.sweep import SweepPlan
from mixbench.gui.overlay_choice import DEMO_ID, demo_rows
from mixbench.gui.sessions_model import MACHINE, NAME, NOTE, STATE, TAGS
from mixbench.gui.sessions_panel import SessionsPanel
from mixbench.store.database import Store
from mixbench.store.exports import write
from mixbench.store.imports import read_file
from mixbench.store.rows import rows_of

MACHINE_OF = Environment("0.1", "3.11", "2.13.0+cpu", "Test", "CPU", 2, 2, 8, (Device("cpu", "AMD EPYC"),))


@pytest.fixture
def store(tmp_path):
    opened = Store(tmp_path / "mixbench.sqlite3")
    yield opened
    opened.close()


@pytest.fixture
def measure(store, bench, finished):
    """Make finished sessions of this machine."""

    def one(name, *models):
        plan = SweepPlan(models or bench.ticked, ((64, 64), (128, 128)), name=name)
        session = store.begin_session(plan)
        store.set_environment(session, MACHINE_OF)
        timing = finished(bench)[0].measurement.timing
        for number, case in enumerate(plan.cases()):
            store.put(session, number, Measurement(case, Status.OK, timing=timing))
        store.finish_session(session, "done")
        return session

    return one


@pytest.fixture
def open_panel(qtbot, bench, store):
    def open_one():
        panel = SessionsPanel(bench, store)
        qtbot.addWidget(panel)
        panel.resize(1100, 260)
        panel.show()
        return panel

    return open_one


def names(panel):
    return [panel.order.index(row, NAME).data() for row in range(panel.order.rowCount())]


def cell(panel, row, column):
    return panel.order.index(row, column)


def type_into(qtbot, panel, row, column, text):
    """F2 in a cell, the text, Enter."""
    panel.table.setCurrentIndex(cell(panel, row, column))
    panel.table.edit(cell(panel, row, column))
    editor = panel.table.indexWidget(cell(panel, row, column))
    editor.setText(text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.table.indexWidget(cell(panel, row, column)) is None)


def test_sessions_are_listed_newest_first_and_searched(measure, open_panel, qtbot):
    measure("morning", Model("mixer_s16"))
    measure("evening", Model("cyclemlp_b1"))
    panel = open_panel()
    assert names(panel) == ["evening", "morning"]
    assert (cell(panel, 0, MACHINE).data(), cell(panel, 0, STATE).data()) == ("AMD EPYC", "finished")
    qtbot.keyClicks(panel.search, "EPYC mixer")
    assert names(panel) == ["morning"]
    panel.search.setText("nothing like it")
    assert panel.detail.text() == "No session matches."


def test_enter_opens_a_session(measure, open_panel, qtbot):
    session = measure("morning")
    panel = open_panel()
    panel.table.selectRow(0)
    with qtbot.waitSignal(panel.open_requested) as asked:
        qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    assert asked.args == [session]


def test_the_session_on_the_screen_is_marked(measure, open_panel, bench):
    panel = open_panel()
    bench.show_items(measure("morning"), [])
    assert cell(panel, 0, STATE).data() == "finished · shown"


def test_a_tick_draws_a_session_over_the_plots(measure, open_panel, bench, store):
    first, second = measure("first"), measure("second")
    bench.show_items(second, [])
    panel = open_panel()
    assert bench.overlays == ()
    panel.order.setData(cell(panel, 1, NAME), Qt.CheckState.Checked, Qt.ItemDataRole.CheckStateRole)
    (overlay,) = bench.overlays
    assert (overlay.id, overlay.name, overlay.rows) == (first, "first", rows_of(store.load(first)))
    panel.table.selectAll()
    panel.draw()
    assert [each.id for each in bench.overlays] == [first], (
        "the session on the screen is not laid over itself"
    )
    panel.draw()
    assert bench.overlays == ()


def test_what_is_typed_is_kept_and_taken_back(measure, open_panel, bench, store, qtbot):
    session = measure("morning")
    panel = open_panel()
    panel.choice.choose([session], True)
    type_into(qtbot, panel, 0, NAME, "  quiet   night ")
    type_into(qtbot, panel, 0, TAGS, "fan off, warm")
    type_into(qtbot, panel, 0, NOTE, "door closed")
    (summary,) = store.sessions()
    assert (summary.name, summary.tags, summary.note) == ("quiet night", ("fan off", "warm"), "door closed")
    assert bench.overlays[0].name == "quiet night"
    assert bench.edits.last.text == "Annotate a session"
    for _ in range(3):
        bench.edits.undo()
    assert (names(panel), store.sessions()[0].tags) == (["morning"], ())
    bench.edits.redo()
    assert names(panel) == ["quiet night"]


def test_deleted_sessions_come_back_by_undo_and_from_the_list(measure, open_panel, bench, qtbot):
    ids = [measure("first"), measure("second")]
    panel = open_panel()
    panel.choice.choose(ids, True)
    panel.activateWindow()
    panel.table.setFocus()
    qtbot.waitUntil(panel.table.hasFocus)
    panel.table.selectAll()
    with qtbot.waitSignal(panel.said) as said:
        qtbot.keyClick(panel.table, Qt.Key.Key_Delete)
    assert said.args == ["Deleted 2 session(s); Undo brings them back."]
    assert (names(panel), bench.overlays) == ([], ())
    bench.edits.undo()
    assert names(panel) == ["second", "first"]
    bench.edits.redo()
    panel.deleted.click()
    assert names(panel) == ["second", "first"]
    assert not panel.open_action.isEnabled()
    panel.table.selectRow(1)
    panel.restore_action.trigger()
    assert names(panel) == ["second"]
    panel.deleted.click()
    assert names(panel) == ["first"]


def drop_on(widget, *paths):
    """Whether it takes them; they fall onto it if so."""
    content = QMimeData()
    content.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    what = (Qt.DropAction.CopyAction, content, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    enter = QDragEnterEvent(QPoint(5, 5), *what)
    enter.ignore()
    QApplication.sendEvent(widget, enter)
    if enter.isAccepted():
        QApplication.sendEvent(widget, QDropEvent(QPointF(5, 5), *what))
    return enter.isAccepted()


def test_a_file_that_is_dropped_is_kept_and_drawn(measure, open_panel, bench, store, tmp_path, qtbot):
    rows = rows_of(store.load(measure("first")))
    path = tmp_path / "office.csv"
    write(rows, "csv", path)
    panel = open_panel()
    assert not drop_on(panel, tmp_path / "picture.png")
    assert drop_on(panel, path, tmp_path / "picture.png")
    (overlay,) = bench.overlays
    assert (overlay.name, overlay.rows) == ("office.csv", rows)
    assert "office.csv" in names(panel)
    assert store.references.summaries()[0].id == panel.selected_ids[0] == overlay.id


def test_a_bad_file_is_a_sentence_and_costs_nothing(open_panel, bench, tmp_path, qtbot):
    (tmp_path / "bad.csv").write_text("a,b\n1,2\n")
    panel = open_panel()
    before = bench.overlays
    with qtbot.waitSignal(panel.failed) as failed:
        panel.import_files([tmp_path / "bad.csv"])
    assert "bad.csv cannot be imported: it has no column 'variant'" in failed.args[0]
    assert (names(panel), bench.overlays) == ([], before)


def test_several_are_exported_into_one_file(measure, open_panel, store, tmp_path, qtbot):
    ids = [measure("first"), measure("second")]
    panel = open_panel()
    with qtbot.waitSignal(panel.said) as said:
        panel.desk.export(ids, tmp_path / "both.json")
    assert said.args[0].startswith("Saved 16 result(s) to ")
    with qtbot.waitSignal(panel.failed) as failed:
        panel.desk.export(ids, tmp_path / "nowhere" / "both.json")
    assert "cannot be written" in failed.args[0]


def test_the_dialogs_ask_and_hand_on(measure, open_panel, store, tmp_path, qtbot):
    session = measure("first")
    panel = open_panel()
    panel.table.selectRow(0)
    panel.ask_where_to_export()
    (saving,) = panel.findChildren(QFileDialog)
    assert saving.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    saving.fileSelected.emit(str(tmp_path / "one.csv"))
    assert read_file(tmp_path / "one.csv").rows == rows_of(store.load(session))
    saving.close()
    panel.ask_what_to_import()
    opening = panel.findChildren(QFileDialog)[-1]
    opening.filesSelected.emit([str(tmp_path / "one.csv")])
    assert [summary.file for summary in store.references.summaries()] == ["one.csv"]
    opening.close()


def test_what_is_listed_is_copied_for_a_spreadsheet(measure, open_panel):
    measure("first")
    panel = open_panel()
    panel.copy()
    header, line, _ = QGuiApplication.clipboard().text().split("\n")
    assert header.split("\t")[:2] == ["Name", "Began"]
    assert line.split("\t")[0] == "first"


# the demonstration


def test_before_the_first_result_a_demonstration_is_drawn(open_panel, bench):
    panel = open_panel()
    (demo,) = bench.overlays
    assert (demo.id, demo.name) == (DEMO_ID, "Demo: AMD EPYC, 2 threads")
    assert {row.variant for row in demo.rows} >= {"cyclemlp_b1", "resmlp_s12", "mixer_s16"}
    assert all(row.latency_ms_median for row in demo.rows)
    assert panel.hide_demo_button.isVisible()
    assert "Press Run" in panel.detail.text()


def test_the_first_own_result_puts_the_demonstration_away(open_panel, bench, finished):
    panel = open_panel()
    items = finished(bench)
    bench.show_items("s", [replace(item, measurement=None) for item in items])
    assert [overlay.id for overlay in bench.overlays] == [DEMO_ID]
    bench.put_item(items[0])
    assert bench.overlays == ()
    assert not panel.hide_demo_button.isVisible()


def test_the_demonstration_can_be_hidden_for_good(open_panel, bench):
    panel = open_panel()
    panel.hide_demo_button.click()
    assert bench.overlays == ()
    state = panel.choice.state()
    again = open_panel()
    again.choice.restore(state)
    assert bench.overlays == ()


def test_what_was_drawn_is_drawn_again_after_a_restart(measure, open_panel, bench):
    session = measure("first")
    panel = open_panel()
    panel.choice.choose([session], True)
    state = f"{panel.choice.state()}\ngone-by-now"
    bench.set_overlays(())
    again = open_panel()
    again.choice.restore(state)
    assert [overlay.id for overlay in bench.overlays] == [session]


def test_the_demonstration_is_a_real_session_of_one_machine():
    rows = demo_rows()
    assert {(row.device_name, row.threads, row.torch_version) for row in rows} == {
        ("AMD EPYC", 2, "2.13.0+cpu")
    }
    assert len({row.session for row in rows}) == 1


def test_every_control_has_a_name_and_a_tooltip(open_panel):
    panel = open_panel()
    for control in (panel.search, panel.deleted, panel.import_button, panel.hide_demo_button):
        assert control.accessibleName() or control.text()
        assert control.toolTip()
    assert panel.table.accessibleName() == "Sessions"
    assert panel.table.indexAt(QPoint(5, 5)).isValid() is False
