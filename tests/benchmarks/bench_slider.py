"""How fast the window follows a dragged slider: from the slider's new place to the preview of twelve curves
redrawn on the Scaling page, with the tree, the change by role and every other panel. Run with
`packaging/test -s tests/benchmarks/bench_slider.py`; nothing here asserts a time."""

from __future__ import annotations

import statistics
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from mixbench.catalog import registry
from mixbench.core.heap import set_aside
from mixbench.core.model import Model
from mixbench.gui.main_window import MainWindow
from mixbench.gui.preferences import Preferences
from mixbench.gui.theme import ThemeManager
from mixbench.gui.worker_process import ProcessTransport
from mixbench.store.database import Store

FAKE_WORKER = Path(__file__).parent.parent / "fake_worker.py"
FRAME_MS = 33.0
CURVES, STEPS = 12, 60
DRAGGED = Model("mixer_s16", {"depth": 9})


@pytest.fixture
def window(qtbot, qapp, tmp_path):
    themes = ThemeManager("light", qapp)
    themes.apply(qapp)
    window = MainWindow(
        Store(tmp_path / "db.sqlite3"),
        Preferences(tmp_path / "window.ini"),
        themes,
        lambda: ProcessTransport(command=[sys.executable, str(FAKE_WORKER)]),
    )
    window.show()
    qtbot.waitExposed(window)
    others = [family.variants[0].id for family in registry.families()][: CURVES - 1]
    window.bench.set_models([DRAGGED, *map(Model, others)], [DRAGGED])
    window.bench.select(DRAGGED)
    qtbot.wait(1000)  # what the first look at each model takes once
    set_aside()  # as the program does once the window stands
    yield window
    window.close()
    themes.deleteLater()


def test_slider_to_redrawn_preview_against_a_frame(qtbot, window):
    """In wall time, and in the processor time of the window's process, which a busy machine disturbs less."""
    slider = window.form.fields["depth"].slider
    view = window.pages.scaling.view
    slider.setFocus()
    wall, processor = [], []
    for step in range(STEPS):
        qtbot.wait(40)
        before = view.figure
        began, began_processor = time.perf_counter(), time.process_time()
        slider.setValue(10 + step % 40)
        while view.figure is before:
            QApplication.processEvents()
        view.plot.viewport().repaint()
        wall.append(1e3 * (time.perf_counter() - began))
        processor.append(1e3 * (time.process_time() - began_processor))
    assert sum(series.style == "law" for series in view.figure.series) == CURVES
    for name, taken in (("wall", wall[5:]), ("processor", processor[5:])):
        middle, late = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
        print(
            f"\n{name}: slider to {CURVES} curves redrawn in {middle:.1f} ms, median of {len(taken)} "
            f"({middle / FRAME_MS:.2f} of {FRAME_MS:g} ms), 95 % within {late:.1f} ms ({late / FRAME_MS:.2f})"
        )
