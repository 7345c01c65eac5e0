"""Sessions of other days in the real window: opened from the list, and left alone during a run."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt

from mixbench.core.measurement import Measurement, Status
from mixbench.core.model import Model
from mixbench.core.sweep import SweepPlan
from mixbench.gui.main_window import MainWindow
from mixbench.gui.preferences import Preferences
from mixbench.gui.sessions_model import NAME
from mixbench.gui.worker_process import ProcessTransport
from mixbench.jobs.events import ItemState
from mixbench.store.database import Store
from mixbench.store.exports import write
from mixbench.store.rows import rows_of

FAKE_WORKER = Path(__file__).parent.parent / "fake_worker.py"
PLAN = SweepPlan((Model("resmlp_s12", {"depth": 6}), Model("mixer_s32")), ((224, 224),), name="older")


@pytest.fixture
def window(qtbot, qapp, themes, tmp_path):
    """A window on two stored sessions, of which the older is half done."""
    store = Store(tmp_path / "mixbench.sqlite3")
    older = store.begin_session(PLAN)
    store.put(older, 0, Measurement(PLAN.cases()[0], Status.FAILED, "too odd"))
    store.begin_session(SweepPlan((Model("mixer_s16"),), ((64, 64),), name="newer"))
    command = [sys.executable, str(FAKE_WORKER)]
    opened = MainWindow(
        store, Preferences(tmp_path / "window.ini"), themes, lambda: ProcessTransport(command=command)
    )
    opened.older = older
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.closing.agree()
    opened.deleteLater()
    qapp.sendPostedEvents(opened, QEvent.Type.DeferredDelete)


def row_called(panel, name):
    names = [panel.order.index(row, NAME).data() for row in range(panel.order.rowCount())]
    return names.index(name)


def test_a_session_is_opened_from_the_list_and_another_file_falls_onto_the_window(window, qtbot, tmp_path):
    panel, bench = window.sessions, window.bench
    window.docks.show_panel("sessions")
    panel.table.selectRow(row_called(panel, "older"))
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    assert bench.session == window.older
    assert [item.state for item in bench.items.values()] == [ItemState.FINISHED, ItemState.WAITING]
    assert bench.items[0].measurement.error == "too odd"
    assert set(PLAN.models) <= set(bench.ticked)
    assert "older" in window.results.subtitle.toolTip() + window.results.subtitle.text()

    path = tmp_path / "office.csv"
    write(rows_of(panel._store.load(window.older)), "csv", path)
    panel.import_files([path])
    assert "office.csv" in window.messages.text
    assert [overlay.name for overlay in bench.overlays] == ["office.csv"]

    panel.choice.choose([window.older], True)
    assert len(bench.overlays) == 1, "a session is not laid over itself"
    panel.table.selectRow(row_called(panel, "newer"))
    panel.open_current()
    assert [overlay.name for overlay in bench.overlays] == ["office.csv", "older"]


def test_a_run_keeps_the_screen(window, qtbot):
    window.bench.compare_only([Model("mixer_s16")])
    window.control.run()
    qtbot.waitUntil(lambda: window.control.is_running, timeout=30_000)
    running = window.bench.session
    with qtbot.waitSignal(window.control.failed) as failed:
        window.control.show_session(window.older)
    assert "open another session when it is over" in failed.args[0]
    assert window.bench.session == running
    window.control.stop()
    qtbot.waitUntil(lambda: not window.control.is_running, timeout=30_000)
    window.control.show_session("no-such")
    assert "there is no session 'no-such'" in window.messages.text.lower()
