"""The queue in the window: paused, skipped, put back and moved over a real run of the fake worker."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt

from mixbench.core.measurement import Status
from mixbench.core.model import Model
from mixbench.gui.main_window import MainWindow
from mixbench.gui.preferences import Preferences
from mixbench.gui.queue_model import TURN
from mixbench.gui.workbench import SweepSettings
from mixbench.gui.worker_process import ProcessTransport
from mixbench.jobs.events import ItemState
from mixbench.store.database import Store

FAKE_WORKER = Path(__file__).parent.parent / "fake_worker.py"


@pytest.fixture
def window(qtbot, qapp, tmp_path, themes):
    command = [sys.executable, str(FAKE_WORKER), "--round-s", "0.04", "--rounds", "10"]
    opened = MainWindow(
        Store(tmp_path / "mixbench.sqlite3"),
        Preferences(tmp_path / "window.ini"),
        themes,
        lambda: ProcessTransport(command=command),
    )
    opened.show()
    qtbot.waitExposed(opened)
    opened.bench.set_models([Model("mixer_s16")], [])
    opened.bench.set_sweep(SweepSettings(values=(64, 128, 192)))
    yield opened
    opened.closing.agree()
    opened.deleteLater()
    qapp.sendPostedEvents(opened, QEvent.Type.DeferredDelete)


def statuses(window):
    items = window.bench.items
    return [items[n].measurement.status if items[n].measurement else None for n in sorted(items)]


def select(window, number):
    window.queue.view.setCurrentIndex(window.queue.model.index_of(number))


def click(qtbot, button):
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_run_is_paused_changed_and_gone_on_with(window, qtbot):
    window.docks.show_panel("queue")
    assert not window.actions_by_id["pause"].isEnabled()
    window.control.run()
    qtbot.waitUntil(lambda: any(i.state is ItemState.REFINING for i in window.bench.items.values()))
    click(qtbot, window.toolbar.pause_button)
    qtbot.waitUntil(lambda: window.toolbar.engine.text == "paused", timeout=20_000)
    assert window.actions_by_id["pause"].isChecked() and window.queue.pause_button.text() == "Go on"

    select(window, 1)
    assert window.actions_by_id["skip_item"].isEnabled()
    window.actions_by_id["skip_item"].trigger()
    qtbot.waitUntil(lambda: statuses(window)[1] is Status.SKIPPED)
    select(window, 2)
    click(qtbot, window.queue.earlier_button)
    qtbot.waitUntil(lambda: window.queue.model.index(0, TURN).data().startswith("next"))
    assert window.queue.selected == (2,)

    click(qtbot, window.queue.pause_button)
    assert not window.control.is_paused
    qtbot.waitUntil(lambda: not window.control.is_running, timeout=30_000)
    assert statuses(window) == [Status.OK, Status.SKIPPED, Status.OK]
    assert "2 of 3 points measured" in window.messages.text

    select(window, 1)
    click(qtbot, window.queue.put_back_button)
    qtbot.waitUntil(lambda: not window.control.is_running, timeout=30_000)
    assert statuses(window) == [Status.OK] * 3


def test_a_run_of_which_all_is_refused_says_why_and_leaves_no_session(window):
    window.bench.set_sweep(SweepSettings(values=(65, 100)))
    window.control.run()
    assert "16 does not divide 65" in window.messages.text
    assert window.bench.items == {} and not window.control.is_running
