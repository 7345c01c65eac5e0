"""The dialog that saves results, as a person fills it in."""

from __future__ import annotations

import csv
import json
import sys

import pytest
from PySide6.QtCore import Qt

from mixbench.gui.export_control import ExportControl
from mixbench.gui.export_dialog import ExportDialog
from mixbench.gui.preferences import Preferences
from mixbench.gui.results_filter import parse_filter
from mixbench.gui.results_order import SortKey
from mixbench.gui.results_panel import ResultsPanel
from mixbench.gui.workbench import SweepSettings
from mixbench.report.composition import report_of
from mixbench.report.html import html
from mixbench.report.subject import Subject
from mixbench.store.database import Store
from mixbench.store.rows import COLUMNS


@pytest.fixture
def store(tmp_path):
    store = Store(tmp_path / "results.sqlite3")
    yield store
    store.close()


@pytest.fixture
def results(qtbot, bench, themes, store, finished):
    """Four models at two sizes, measured and stored."""
    bench.set_sweep(SweepSettings(values=(64, 128)))
    session = store.begin_session(bench.plan("four models"))
    items = finished(bench)
    for item in items:
        store.put(session, item.number, item.measurement)
    bench.show_items(session, items)
    panel = ResultsPanel(bench, themes)
    qtbot.addWidget(panel)
    panel.resize(900, 300)
    return panel


@pytest.fixture
def dialog(qtbot, bench, store, results, tmp_path):
    dialog = ExportDialog(results, lambda: store.load(bench.session), lambda session: ())
    qtbot.addWidget(dialog)
    dialog.restore({"folder": str(tmp_path)})
    dialog.ask(bench.session)
    return dialog


def choose(box, id):
    box.setCurrentIndex(box.findData(id))
    assert box.currentData() == id


def press_export(qtbot, dialog):
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)


def test_the_first_offer_is_all_results_as_the_results_file(qtbot, bench, dialog, tmp_path):
    assert dialog.request.path == tmp_path / f"mixbench-{bench.session}.csv"
    with qtbot.waitSignal(dialog.said) as said:
        press_export(qtbot, dialog)
    assert not dialog.isVisible() and "8" in said.args[0] and str(dialog.request.path) in said.args[0]
    rows = list(csv.DictReader(dialog.request.path.read_text(encoding="utf-8").splitlines()))
    assert tuple(rows[0]) == COLUMNS and len(rows) == 8
    assert {row["status"] for row in rows} == {"ok"}


def test_what_the_table_shows_is_saved_as_it_stands(qtbot, bench, results, dialog):
    results.model.set_filter(parse_filter("px=128", results.model.columns))
    results.model.sort_by((SortKey("latency_ms", True),))
    results.columns.hide(["tokens", "trust"])
    dialog.ask(bench.session)
    choose(dialog.format_box, "json")
    choose(dialog.rows_box, "shown")
    choose(dialog.columns_box, "shown")
    assert dialog.request.path.suffix == ".json"
    press_export(qtbot, dialog)
    records = json.loads(dialog.request.path.read_text(encoding="utf-8"))
    assert [record["resolution_px"] for record in records] == ["128"] * 4
    latencies = [record["latency_ms"] for record in records]
    assert latencies == sorted(latencies, reverse=True) and len(set(latencies)) == 4
    assert "tokens" not in records[0] and "batch" in records[0]


def test_the_selected_rows_alone_are_saved(qtbot, bench, results, dialog):
    results.select_also(3)
    dialog.ask(bench.session)
    choose(dialog.rows_box, "selected")
    choose(dialog.format_box, "markdown")
    press_export(qtbot, dialog)
    lines = dialog.request.path.read_text(encoding="utf-8").splitlines()
    assert len(lines) == 3 and lines[2].count("convmixer_512_16") == 1


def test_only_what_there_is_can_be_chosen(bench, results, dialog):
    offered = [dialog.rows_box.itemData(n) for n in range(dialog.rows_box.count())]
    assert offered == ["all"], "without filter and selection all are one"
    results.model.set_filter(parse_filter("mixer", results.model.columns))
    dialog.ask(bench.session)
    assert dialog.rows_box.findData("shown") >= 0
    assert str(results.model.rowCount()) in dialog.rows_box.itemText(dialog.rows_box.findData("shown"))


def test_a_place_that_cannot_be_written_is_said_and_the_dialog_stays(qtbot, dialog, tmp_path):
    dialog.path_line.setText(str(tmp_path / "missing" / "out.csv"))
    press_export(qtbot, dialog)
    assert dialog.isVisible() and "missing" in dialog.problem.text() and dialog.problem.isVisible()
    dialog.path_line.setText(str(tmp_path / "out.csv"))
    assert not dialog.problem.isVisible()
    press_export(qtbot, dialog)
    assert (tmp_path / "out.csv").exists() and not dialog.isVisible()


def test_a_file_that_would_be_replaced_is_spoken_of(dialog, tmp_path):
    assert not dialog.note.isVisible()
    (tmp_path / "old.csv").write_text("old")
    dialog.path_line.setText(str(tmp_path / "old.csv"))
    assert dialog.note.isVisible() and "replaced" in dialog.note.text()
    dialog.path_line.clear()
    assert not dialog.export_button.isEnabled()


def test_parquet_without_its_library_is_said_at_once(dialog, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    choose(dialog.format_box, "parquet")
    assert "pip install" in dialog.problem.text() and not dialog.export_button.isEnabled()
    choose(dialog.format_box, "csv")
    assert not dialog.problem.isVisible() and dialog.export_button.isEnabled()


def test_a_report_is_the_one_that_the_command_writes(qtbot, bench, store, results, tmp_path):
    control = ExportControl(bench, store, Preferences(tmp_path / "a.ini"), results, results)
    control.ask()
    dialog = control.dialog
    choose(dialog.format_box, "report-html")
    assert not dialog.rows_box.isEnabled() and "whole session" in dialog.note.text()
    dialog.path_line.setText(str(tmp_path / "report.html"))
    with qtbot.waitSignal(control.said, timeout=60_000) as said:
        press_export(qtbot, dialog)
        assert not dialog.export_button.isEnabled() and "being written" in dialog.note.text()
    assert str(tmp_path / "report.html") in said.args[0] and not dialog.isVisible()
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert text == html(report_of(Subject(store.load(bench.session))))
    assert "four models" in text and "<path" in text


def test_a_report_that_cannot_be_written_is_said_and_the_dialog_stays(qtbot, dialog, tmp_path):
    choose(dialog.format_box, "report-latex")
    (tmp_path / "here-figures").write_text("a file is in the way")
    for place, word in (("missing/here.tex", "missing"), ("here.tex", "cannot be made")):
        dialog.path_line.setText(str(tmp_path / place))
        press_export(qtbot, dialog)
        qtbot.waitUntil(lambda word=word: word in dialog.problem.text(), timeout=60_000)
        assert dialog.isVisible() and dialog.export_button.isEnabled()


def test_the_last_choice_is_kept_for_the_next_start(qtbot, bench, store, themes, results, tmp_path):
    preferences = Preferences(tmp_path / "a.ini")
    first = ExportControl(bench, store, preferences, results, results)
    first.ask()
    choose(first.dialog.format_box, "latex")
    choose(first.dialog.columns_box, "shown")
    (tmp_path / "papers").mkdir()
    first.dialog.path_line.setText(str(tmp_path / "papers" / "table.tex"))
    press_export(qtbot, first.dialog)
    second = ExportControl(bench, store, preferences, results, results)
    second.ask()
    request = second.dialog.request
    assert (request.kind, request.columns) == ("latex", "shown")
    assert request.path.parent == tmp_path / "papers" and request.path.suffix == ".tex"


def test_without_results_it_says_what_to_do(qtbot, bench, store, themes, results, tmp_path):
    bench.show_items(None, [])
    control = ExportControl(bench, store, Preferences(tmp_path / "a.ini"), results, results)
    with qtbot.waitSignal(control.refused) as refused:
        control.ask()
    assert "press Run" in refused.args[0] and not control.dialog.isVisible()
