"""While the worker times, the window keeps off the processor: it repaints at most twice a second."""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from mixbench.core.model import Case, Model
from mixbench.gui.item_stream import BEAT_MS, ItemStream
from mixbench.gui.main_window import MainWindow
from mixbench.gui.preferences import Preferences
from mixbench.gui.workbench import SweepSettings, Workbench
from mixbench.gui.worker_process import ProcessTransport
from mixbench.jobs.events import Item, ItemState
from mixbench.store.database import Store

FAKE_WORKER = Path(__file__).parent.parent / "fake_worker.py"
WATCHED_S = 2.0
#: Paints of the same moment are one repaint: a layout that follows its text takes two passes.
MOMENT_S = 0.2
SLACK = 2


class PaintMeter(QObject):
    """Counts how often each widget is painted that shows something itself; what holds others has no more to
    paint than the ground below them."""

    def __init__(self):
        super().__init__()
        self.paints = Counter()
        self._counted_s = {}

    def eventFilter(self, watched, event):  # noqa: N802 - Qt's name
        is_paint = event.type() is QEvent.Type.Paint and isinstance(watched, QWidget)
        if is_paint and not watched.findChildren(QWidget):
            self._count(watched, time.monotonic())
        return False

    def _count(self, widget, now_s):
        if now_s - self._counted_s.get(widget, 0.0) > MOMENT_S:
            self.paints[widget] += 1
            self._counted_s[widget] = now_s


@pytest.fixture
def window(qtbot, qapp, tmp_path, themes):
    command = [sys.executable, str(FAKE_WORKER), "--round-s", "0.05", "--rounds", "1000"]
    opened = MainWindow(
        Store(tmp_path / "mixbench.sqlite3"),
        Preferences(tmp_path / "window.ini"),
        themes,
        lambda: ProcessTransport(command=command),
    )
    opened.show()
    qtbot.waitExposed(opened)
    yield opened
    opened.closing.agree()
    opened.deleteLater()
    qapp.sendPostedEvents(opened, QEvent.Type.DeferredDelete)


def test_no_widget_is_painted_more_than_twice_a_second_while_rounds_stream_in(window, qtbot):
    window.bench.set_models([Model("mixer_s16"), Model("resmlp_s12")], [])
    window.bench.set_sweep(SweepSettings(values=(64, 128)))
    window.setFocus()
    window.control.run()
    qtbot.waitUntil(
        lambda: any(i.state is ItemState.REFINING for i in window.bench.items.values()), timeout=30_000
    )
    for panel in ("results", "queue"):
        window.docks.show_panel(panel)
        qtbot.wait(BEAT_MS)  # what the change of the panel itself paints
        watch(window, qtbot)


def watch(window, qtbot):
    """Count what is painted for a while, and hold it against the bound."""
    meter, rounds, began = PaintMeter(), total_rounds(window), time.monotonic()
    QApplication.instance().installEventFilter(meter)
    qtbot.wait(int(WATCHED_S * 1000))
    QApplication.instance().removeEventFilter(meter)
    watched_s = time.monotonic() - began
    assert total_rounds(window) - rounds > 3 * watched_s, "rounds came in faster than they were painted"
    worst, paints = meter.paints.most_common(1)[0]
    name = worst.accessibleName() or worst.objectName() or type(worst).__name__
    assert paints <= 2 * watched_s + SLACK, f"{name} was painted {paints} times"


def total_rounds(window):
    return sum(len(i.measurement.rounds) for i in window.bench.items.values() if i.measurement)


def item(number, state=ItemState.WAITING):
    return Item(number, Case(Model("mixer_s16"), 64, 64), state)


def test_the_first_news_goes_through_and_the_rest_waits_for_the_beat(qtbot):
    bench = Workbench()
    bench.show_items("s", [item(0), item(1)])
    stream, told = ItemStream(bench), []
    bench.item_changed.connect(told.append)
    for state in (ItemState.COUNTING, ItemState.WARMING_UP, ItemState.REFINING):
        stream.put(item(0, state))
    stream.put(item(1, ItemState.COARSE))
    assert told == [0] and bench.items[0].state is ItemState.COUNTING
    qtbot.waitUntil(lambda: len(told) == 3, timeout=4 * BEAT_MS)
    assert told == [0, 0, 1]
    assert bench.items[0].state is ItemState.REFINING, "the latest state is what is shown"


def test_nothing_that_was_held_back_is_lost_at_the_end_or_leaks_into_the_next_run():
    bench = Workbench()
    bench.show_items("s", [item(0)])
    stream, said = ItemStream(bench), []
    stream.put(item(0, ItemState.COUNTING))
    stream.put(item(0, ItemState.FINISHED))
    stream.tell("progress", lambda: said.append("half"))
    stream.tell("progress", lambda: said.append("whole"))
    stream.flush()
    assert bench.items[0].state is ItemState.FINISHED
    assert said == ["whole"]
    stream.put(item(0, ItemState.WAITING))
    stream.drop()
    stream.flush()
    assert bench.items[0].state is ItemState.FINISHED
