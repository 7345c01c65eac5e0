"""How fast the table of results answers at 100,000 rows, beside a frame of the screen. Run with
`packaging/test -s tests/benchmarks/bench_table.py`; nothing here asserts a time."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable
from itertools import cycle

import pytest
from PySide6.QtWidgets import QApplication

from mixbench.catalog import registry
from mixbench.core.measurement import Estimate, Measurement, Status, Timing
from mixbench.core.model import Case, Model
from mixbench.gui.results_filter import parse_filter
from mixbench.gui.results_order import SortKey
from mixbench.gui.results_panel import ResultsPanel
from mixbench.gui.theme import ThemeManager
from mixbench.gui.workbench import Workbench
from mixbench.jobs.events import Item, ItemState

ROWS = 100_000
REPEATS = 9
PROMISED_MS, FRAME_MS = 100, 16
RESULTS_PER_S, FRAMES_PER_S = 500, 60

_draws = random.Random(1)
_VARIANTS = [variant.id for family in registry.families() for variant in family.variants][:40]


def made(number: int) -> Item:
    """A measured result: forty models at sixteen sizes, as many batches as it takes."""
    side = 32 * (1 + number // len(_VARIANTS) % 16)
    case = Case(Model(_VARIANTS[number % len(_VARIANTS)]), side, side, 1 + number // (16 * len(_VARIANTS)))
    ms = _draws.lognormvariate(3, 1)
    estimate = Estimate(ms, ms * 0.99, ms * 1.01, 5, 40, 0.0)
    reasons = ("busy machine",) if number % 7 == 0 else ()
    timing = Timing(estimate, ms, ms, ms, ms, 1000 / ms, ms, "target", 0.01, True, 1, 2.0, reasons=reasons)
    return Item(number, case, ItemState.FINISHED, Measurement(case, Status.OK, timing=timing))


@pytest.fixture
def panel(qtbot, qapp):
    themes = ThemeManager("light")
    themes.apply(qapp)
    bench = Workbench()
    panel = ResultsPanel(bench, themes)
    qtbot.addWidget(panel)
    panel.resize(900, 300)
    panel.show()
    begun = time.perf_counter()
    bench.show_items("bench", [made(number) for number in range(ROWS)])
    shown_s = time.perf_counter() - begun
    begun = time.perf_counter()
    qtbot.waitUntil(lambda: panel.model.keys.is_whole, timeout=120_000)
    read_s = time.perf_counter() - begun
    print(f"\n{ROWS} rows made and shown in {shown_s:.1f} s, all keys read ahead in {read_s:.1f} s more")
    yield panel
    qapp.setStyleSheet("")


def tell(name: str, act: Callable[[], object]) -> None:
    """Time an action with the repaint that follows it, by the wall and by the processor: on a busy machine
    the two part."""
    walls, works = [], []
    for _ in range(REPEATS):
        wall, work = time.perf_counter(), time.process_time()
        act()
        QApplication.processEvents()
        walls.append((time.perf_counter() - wall) * 1000)
        works.append((time.process_time() - work) * 1000)
    ms, work_ms = statistics.median(walls), statistics.median(works)
    print(f"  {name:<56} {ms:6.1f} ms, {work_ms:6.1f} ms of work: {work_ms / PROMISED_MS:.2f} of the promise")


def test_sort_and_filter(panel):
    model = panel.model
    down = cycle((True, False))
    tell("sort by latency", lambda: model.sort_by((SortKey("latency_ms", next(down)),)))
    two = (SortKey("model"), SortKey("resolution_px"))
    tell("sort by model, px, latency", lambda: model.sort_by((*two, SortKey("latency_ms", next(down)))))
    for text in ("mixer", "mixer latency<20", "mixer latency<20 px>=224 status:ok", "-mixer", "busy", ""):
        wanted = parse_filter(text, model.columns)
        name = f"filter “{text}”, sorted, {int(wanted.mask(model.keys).sum())} rows"
        tell(name, lambda wanted=wanted: model.set_filter(wanted))


@pytest.mark.parametrize("order", [(), (SortKey("latency_ms"),), (SortKey("model"), SortKey("latency_ms"))])
def test_results_that_come_in(panel, order):
    """New results arrive with every frame; what working them in and repainting takes of a frame."""
    panel.model.sort_by(order)
    bench, a_frame = panel._workbench, RESULTS_PER_S // FRAMES_PER_S
    taking, painting = [], []
    for _ in range(REPEATS * 3):
        for item in [made(len(bench.items) + n) for n in range(a_frame)]:
            bench.put_item(item)
        begun = time.perf_counter()
        panel.model.take_news()
        taken = time.perf_counter()
        QApplication.processEvents()
        taking.append((taken - begun) * 1000)
        painting.append((time.perf_counter() - taken) * 1000)
    words = ", ".join(key.id for key in order) or "nothing"
    print(
        f"\n  {RESULTS_PER_S} results a second, sorted by {words}: taking in "
        f"{statistics.median(taking):.1f} ms, painting {statistics.median(painting):.1f} ms "
        f"of a frame of {FRAME_MS:g} ms"
    )
