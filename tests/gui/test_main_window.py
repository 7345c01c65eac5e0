"""The window as a person uses it: first start, run, stop, a worker that dies, a restart."""

from __future__ import annotations

import csv
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QProcess, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton

from mixbench.core.heap import no_search
from mixbench.core.measurement import Status
from mixbench.core.model import Model
from mixbench.gui.main_window import MainWindow
from mixbench.gui.preferences import Preferences
from mixbench.gui.theme import ThemeManager
from mixbench.gui.workbench import SweepSettings
from mixbench.gui.worker_process import ProcessTransport
from mixbench.jobs.events import ItemState
from mixbench.store.database import Store

FAKE_WORKER = Path(__file__).parent.parent / "fake_worker.py"
FIRST_COMPARISON = [
    "cyclemlp_b1",
    "resmlp_s12",
    "mixer_s16:token_width_mode=proportional",
    "mixer_s16",
    "convmixer_512_16",
]


@pytest.fixture
def open_window(qtbot, qapp, tmp_path):
    """Open windows on one data folder, as one start after another would."""
    opened = []

    def open_one(*options: str, command: list[str] | None = None) -> MainWindow:
        themes = ThemeManager("light", qapp)
        themes.apply(qapp)
        run = command or [sys.executable, str(FAKE_WORKER), *options]
        window = MainWindow(
            Store(tmp_path / "mixbench.sqlite3"),
            Preferences(tmp_path / "window.ini"),
            themes,
            lambda: ProcessTransport(command=run),
        )
        opened.append(window)
        window.show()
        qtbot.waitExposed(window)
        return window

    yield open_one
    for window in opened:
        if window.isVisible():
            window.closing.agree()
        # A closed window that lives on is dressed anew with every theme of the later tests.
        for gone in (window, window._themes):
            gone.deleteLater()
            qapp.sendPostedEvents(gone, QEvent.Type.DeferredDelete)


def small_sweep(window: MainWindow, *sides: int, models=("mixer_s16", "cyclemlp_b1")) -> None:
    window.bench.set_models([Model.parse(key) for key in models], [])
    window.bench.set_sweep(SweepSettings(values=sides))


def press_run(window: MainWindow, qtbot) -> None:
    qtbot.mouseClick(window.toolbar.run_button, Qt.MouseButton.LeftButton)


def wait_for_end(window: MainWindow, qtbot) -> None:
    qtbot.waitUntil(lambda: bool(window.bench.items) and not window.control.is_running, timeout=30_000)


def wait_for_state(window: MainWindow, qtbot, state: ItemState) -> None:
    qtbot.waitUntil(lambda: any(i.state is state for i in window.bench.items.values()), timeout=30_000)


def statuses(window: MainWindow) -> list[Status | None]:
    items = window.bench.items
    return [items[n].measurement.status if items[n].measurement else None for n in sorted(items)]


def test_the_first_start_shows_the_comparison_ready_to_run(open_window, qtbot):
    window = open_window()
    assert [model.key for model in window.bench.ticked] == FIRST_COMPARISON
    assert window.bench.sweep.values == tuple(range(64, 513, 64))
    qtbot.waitUntil(lambda: bool(window.pages.scaling.view.figure.series))
    laws = [series for series in window.pages.scaling.view.figure.series if series.style == "law"]
    assert {series.key for series in laws} == set(FIRST_COMPARISON)
    assert all(len(series.x) >= 8 for series in laws)


def test_run_measures_everything_and_saves_the_csv(open_window, qtbot, tmp_path):
    window = open_window()
    small_sweep(window, 64, 128)
    press_run(window, qtbot)
    wait_for_end(window, qtbot)
    assert statuses(window) == [Status.OK] * 4
    assert "4 of 4 points measured" in window.messages.text

    path = tmp_path / "out.csv"
    window.csv.save(path)
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert [(row["variant"], row["resolution_px"], row["status"]) for row in rows] == [
        ("mixer_s16", "64", "ok"),
        ("cyclemlp_b1", "64", "ok"),
        ("mixer_s16", "128", "ok"),
        ("cyclemlp_b1", "128", "ok"),
    ]
    assert all(float(row["latency_ms_median"]) > 0 for row in rows)
    assert rows[0]["torch_version"] == "0.0.0+fake"


def test_a_path_that_cannot_be_written_is_a_sentence_and_loses_nothing(open_window, qtbot, tmp_path):
    window = open_window()
    small_sweep(window, 64)
    press_run(window, qtbot)
    wait_for_end(window, qtbot)
    window.csv.save(tmp_path / "missing" / "folder" / "out.csv")
    assert str(tmp_path / "missing") in window.messages.text
    assert len(window.bench.items) == 2


def test_saving_before_anything_was_measured_says_what_to_do(open_window):
    window = open_window()
    window.actions_by_id["export_csv"].trigger()
    assert "press Run first" in window.messages.text


def test_a_worker_killed_from_outside_becomes_a_crashed_row_and_the_run_goes_on(open_window, qtbot):
    window = open_window(
        "--round-s", "0.1", "--rounds", "12"
    )  # longer than the beat on which the window hears
    small_sweep(window, 64, 128, models=["mixer_s16"])
    press_run(window, qtbot)
    wait_for_state(window, qtbot, ItemState.REFINING)
    process = window.control._transport.findChild(QProcess)
    os.kill(process.processId(), signal.SIGKILL)
    wait_for_end(window, qtbot)
    assert sorted(statuses(window)) == [Status.CRASHED, Status.OK]
    crashed = statuses(window).index(Status.CRASHED)
    assert "SIGKILL" in window.bench.items[crashed].measurement.error


def test_stop_keeps_what_is_finished_and_resume_goes_on(open_window, qtbot):
    window = open_window(
        "--round-s", "0.1", "--rounds", "12"
    )  # longer than the beat on which the window hears
    small_sweep(window, 64, 128, 192, models=["mixer_s16"])
    press_run(window, qtbot)
    wait_for_state(window, qtbot, ItemState.FINISHED)
    qtbot.mouseClick(window.toolbar.stop_button, Qt.MouseButton.LeftButton)
    wait_for_end(window, qtbot)
    assert Status.OK in statuses(window)
    assert set(statuses(window)) != {Status.OK}, "it was stopped before its end"
    assert "left" not in window.toolbar.progress_text.full_text
    assert window.actions_by_id["resume"].isEnabled()
    window.actions_by_id["resume"].trigger()
    wait_for_end(window, qtbot)
    assert statuses(window) == [Status.OK] * 3


def test_a_second_start_finds_choices_and_results_again(open_window, qtbot):
    first = open_window()
    small_sweep(first, 64, 128)
    first.bench.add_custom(Model("mixer_s16", {"depth": 4}))
    first.pages.scaling.log_y.setChecked(True)
    press_run(first, qtbot)
    wait_for_end(first, qtbot)
    first.close()

    second = open_window()
    assert [model.key for model in second.bench.ticked] == ["mixer_s16", "cyclemlp_b1", "mixer_s16:depth=4"]
    assert second.bench.custom == (Model("mixer_s16", {"depth": 4}),)
    assert second.bench.sweep.values == (64, 128)
    assert second.pages.scaling.log_y.isChecked()
    assert statuses(second) == [Status.OK] * 6


def button(box, text):
    return next(each for each in box.buttons() if each.text().replace("&", "") == text)


def test_closing_during_a_run_asks_once_and_the_next_start_offers_to_go_on(open_window, qtbot):
    window = open_window(
        "--round-s", "0.1", "--rounds", "12"
    )  # longer than the beat on which the window hears
    small_sweep(window, 64, 128, 192, models=["mixer_s16"])
    press_run(window, qtbot)
    wait_for_state(window, qtbot, ItemState.FINISHED)
    window.close()
    window.actions_by_id["quit"].trigger()
    (box,) = window.findChildren(QMessageBox)
    qtbot.mouseClick(button(box, "Cancel"), Qt.MouseButton.LeftButton)
    assert window.isVisible() and window.control.is_running
    window.close()
    (box,) = (box for box in window.findChildren(QMessageBox) if box.isVisible())
    process = window.control._transport.findChild(QProcess)
    qtbot.mouseClick(button(box, "Stop and close"), Qt.MouseButton.LeftButton)
    assert not window.isVisible()
    assert process.state() is QProcess.ProcessState.NotRunning
    finished = sum(status is Status.OK for status in statuses(window))

    again = open_window()
    assert statuses(again).count(Status.OK) == finished > 0
    assert again.messages.text == f"A run was cut off: {finished} of 3 points are measured."
    resume = next(b for b in again.messages.findChildren(QPushButton) if b.text() == "Resume")
    qtbot.mouseClick(resume, Qt.MouseButton.LeftButton)
    wait_for_end(again, qtbot)
    assert statuses(again) == [Status.OK] * 3
    again.close()
    assert "cut off" not in open_window().messages.text


def test_a_window_told_to_close_at_the_end_does(open_window, qtbot):
    window = open_window()
    small_sweep(window, 64, 128)
    press_run(window, qtbot)
    window.close()
    (box,) = window.findChildren(QMessageBox)
    qtbot.mouseClick(button(box, "Close when it is done"), Qt.MouseButton.LeftButton)
    assert window.isVisible()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=30_000)
    assert statuses(window) == [Status.OK] * 4


def test_an_engine_that_does_not_start_is_said_in_a_sentence(open_window, qtbot):
    window = open_window(command=["/nowhere/python", "-m", "mixbench.worker"])
    small_sweep(window, 64)
    press_run(window, qtbot)
    qtbot.waitUntil(lambda: "does not start" in window.messages.text, timeout=10_000)
    assert not window.control.is_running
    assert window.toolbar.run_button.isEnabled()


def test_the_whole_curve_stands_before_its_first_round_and_is_then_refined(open_window, qtbot):
    window = open_window("--round-s", "0.4")
    small_sweep(window, 64, 128, 192, models=["mixer_s16"])
    window.pages.scaling.metric_box.setCurrentIndex(window.pages.scaling.metric_box.findData("latency"))
    press_run(window, qtbot)

    def drawn():
        return window.pages.scaling.view.figure.series[0] if window.pages.scaling.view.figure.series else None

    qtbot.waitUntil(lambda: drawn() is not None and len(drawn().x) == 3, timeout=30_000)
    assert any(drawn().coarse) and not drawn().fit
    window.control.stop()
    wait_for_end(window, qtbot)


def click_row(window, qtbot, row, modifier=Qt.KeyboardModifier.NoModifier):
    table = window.results.table
    place = table.visualRect(window.results.model.index(row, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, modifier, place)


def test_two_results_duel_and_the_results_stay_on_the_screen(open_window, qtbot):
    window = open_window("--round-s", "0.15")
    small_sweep(window, 64, 128)
    press_run(window, qtbot)
    assert not window.results.duel_button.isEnabled()
    assert "A run is being measured" in window.results.duel_button.toolTip()
    wait_for_end(window, qtbot)
    session = window.bench.session
    click_row(window, qtbot, 0)
    assert "Select two rows" in window.results.duel_button.toolTip()
    click_row(window, qtbot, 3, Qt.KeyboardModifier.ControlModifier)
    qtbot.mouseClick(window.results.duel_button, Qt.MouseButton.LeftButton)
    assert window.duel.isVisible()
    qtbot.waitUntil(lambda: len(window.duel.bout.pairs) > 0, timeout=30_000)
    assert not window.duel.bout.is_over
    qtbot.waitUntil(lambda: window.duel.bout.is_over, timeout=30_000)
    cases = [
        (case.model.variant, case.height)
        for case in (window.duel.bout.first.case, window.duel.bout.second.case)
    ]
    assert cases == [("mixer_s16", 64), ("cyclemlp_b1", 128)]
    # 64 px take 1 + 0.4096 ms with the fake worker, 128 px 1 + 1.6384.
    assert f"{1.4096 / 2.6384:.4g} × the time of CycleMLP-B1 · 128 px" in window.duel.verdict.text()
    assert window.bench.session == session and len(window.bench.items) == 4
    window.close()

    again = open_window()
    assert again.bench.session == session and len(again.bench.items) == 4, "a duel is no session of the table"
    again.actions_by_id["last_duel"].trigger()
    assert again.duel.isVisible() and again.duel.bout.duel.pairs == window.duel.bout.duel.pairs
    assert again.duel.verdict.text() == window.duel.verdict.text()


def test_a_duel_can_be_closed_stopped_and_begun_anew(open_window, qtbot):
    window = open_window("--round-s", "0.1", "--rounds", "40")
    small_sweep(window, 64)
    window.control.duel(*window.bench.plan().cases())
    qtbot.waitUntil(lambda: len(window.duel.bout.pairs) > 0, timeout=30_000)
    window.duel.close()
    qtbot.mouseClick(window.toolbar.stop_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.duel.bout.is_over, timeout=30_000)
    assert not window.duel.isVisible()
    assert window.messages.text
    window.actions_by_id["last_duel"].trigger()
    first = window.duel.bout.session
    qtbot.mouseClick(window.duel.again_button, Qt.MouseButton.LeftButton)
    assert window.duel.bout.session != first
    qtbot.mouseClick(window.duel.stop_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.duel.bout.is_over, timeout=30_000)


def test_before_the_first_duel_its_window_says_how_to_begin_one(open_window):
    window = open_window()
    window.actions_by_id["last_duel"].trigger()
    assert "select two rows" in window.messages.text
    assert not window.duel.isVisible()


def test_the_results_are_named_by_their_time_and_their_models(open_window, qtbot):
    window = open_window()
    small_sweep(window, 64)
    press_run(window, qtbot)
    wait_for_end(window, qtbot)
    assert window.results.subtitle.full_text.endswith("Mixer-S/16, CycleMLP-B1")
    assert window.bench.session not in window.results.subtitle.full_text


def test_nothing_ticked_is_a_sentence(open_window, qtbot):
    window = open_window()
    window.bench.set_models([], [])
    press_run(window, qtbot)
    assert "tick at least one model" in window.messages.text


def test_the_estimate_names_points_time_and_peak_memory(open_window, qtbot):
    window = open_window()
    small_sweep(window, 64, 128)
    qtbot.waitUntil(lambda: "peak" in window.sweep.estimate_text, timeout=20_000)
    assert window.sweep.estimate_text.startswith("4 point")


def test_dark_and_light_can_be_chosen_and_are_remembered(open_window, tmp_path):
    window = open_window()
    window.actions_by_id["theme_dark"].trigger()
    assert window._themes.theme.is_dark
    window.close()
    assert Preferences(tmp_path / "window.ini").text("window/theme") == "dark"


def test_without_arguments_it_opens_the_users_own_results(qtbot, qapp, tmp_path, monkeypatch):
    monkeypatch.setenv("MIXBENCH_DATA_DIR", str(tmp_path / "mine"))
    monkeypatch.setenv("MIXBENCH_WORKER_COMMAND", f"{sys.executable} {FAKE_WORKER}")
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.close()
    assert {path.name for path in (tmp_path / "mine").iterdir()} >= {"mixbench.sqlite3", "window.ini"}
    with no_search():
        qapp.setStyleSheet("")


def test_no_torch_in_the_process_of_the_window(tmp_path):
    script = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pathlib import Path
from mixbench.gui.main_window import MainWindow
from mixbench.gui.preferences import Preferences
from mixbench.gui.theme import ThemeManager
from mixbench.store.database import Store
app = QApplication([])
themes = ThemeManager("light", app)
themes.apply(app)
folder = Path(sys.argv[1])
window = MainWindow(Store(folder / "db.sqlite3"), Preferences(folder / "window.ini"), themes)
window.show()
QTimer.singleShot(300, window.close)
app.exec()
heavy = {"torch", "fvcore", "einops", "mixbench.zoo", "mixbench.engine"}
loaded = heavy & set(sys.modules)
sys.exit(f"loaded {loaded}" if loaded else 0)
"""
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)],
        env={**os.environ, "MIXBENCH_WORKER_COMMAND": f"{sys.executable} {FAKE_WORKER}"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_qt_takes_no_references_from_none(open_window):
    """PySide6 6.12 on Python 3.11 does, and aborts after some thousand calls."""
    window = open_window()
    before = sys.getrefcount(None)
    for _ in range(2000):
        window.update()
        window.setWindowTitle("MixBench")
    assert sys.getrefcount(None) > before - 500


def test_a_preset_that_falls_onto_the_window_is_laid_out_and_taken_back_in_the_menu(open_window, tmp_path):
    window = open_window()
    (tmp_path / "mine.json").write_text('{"mixbench_preset": 1, "name": "Mine", "models": ["resmlp_s12"]}')
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "mine.json"))])
    how = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(9, 9), *how))
    QApplication.sendEvent(window, QDropEvent(QPointF(9, 9), *how))
    assert [model.key for model in window.bench.ticked] == ["resmlp_s12"]
    assert "Mine is laid out" in window.messages.text
    undo = window.actions_by_id["undo"]
    assert undo.text() == "&Undo load preset Mine"
    undo.trigger()
    assert [model.key for model in window.bench.ticked] == FIRST_COMPARISON
