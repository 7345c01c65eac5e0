"""Whether the window stalls while results stream in. Run with
`packaging/test -s tests/benchmarks/bench_streaming.py`; nothing here asserts a time."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mixbench.catalog import registry
from mixbench.core.cost import CostReport, Count, MemoryForecast
from mixbench.core.heap import set_aside
from mixbench.core.measurement import Estimate, Measurement, Round, Status, Timing
from mixbench.core.model import Model
from mixbench.gui.item_stream import ItemStream
from mixbench.gui.results_panel import ResultsPanel
from mixbench.gui.scaling_page import ScalingPage
from mixbench.gui.theme import ThemeManager
from mixbench.gui.workbench import Workbench
from mixbench.jobs.events import Item, ItemState

SERIES, SIDES = 20, tuple(range(64, 64 + 32 * 25, 32))
PER_SECOND, SECONDS, TICK_MS = 500, 6, 20
#: A heartbeat that comes later than this after the one before is a stall that people feel.
STALL_MS = 50.0


def _models() -> list[Model]:
    """Isotropic and pyramid, published and changed, all of which accept the sides."""
    variants = ("mixer_s16", "resmlp_s12", "cyclemlp_b1", "convmixer_512_16")
    return [Model(variant) for variant in variants] + [
        Model("mixer_s16", {"depth": depth}) for depth in range(9, 9 + SERIES - len(variants))
    ]


def _refined(item: Item, rounds: int) -> Item:
    """The item after another round of its visit."""
    law = registry.resolve(item.case.model).law(item.case.height, item.case.width)
    median = law.macs / 1e8 * (1 + 0.05 * np.sin(item.number + rounds))
    spread = 0.05 / rounds
    count = Count(
        law.params, law.params, law.macs, 0, 0, 0, law.by_role, MemoryForecast(law.tokens * 4096, 0, "", "")
    )
    samples = tuple(median * (1 + 0.01 * k) for k in range(-5, 6))
    taken = tuple(Round(number, samples, (False,) * len(samples)) for number in range(1, rounds + 1))
    estimate = Estimate(median, median * (1 - spread), median * (1 + spread), rounds, 11 * rounds, 0.0)
    timing = Timing(
        estimate, median, median, median, median, 1000 / median, median, "target", 0.01, True, 1, 2.0
    )
    measurement = Measurement(item.case, Status.OK, "", CostReport(count), timing, taken)
    state = ItemState.FINISHED if rounds >= 5 else ItemState.REFINING
    return replace(item, state=state, measurement=measurement, estimate=estimate)


@pytest.mark.parametrize("multiples", ["one", "models", "metrics"])
@pytest.mark.parametrize("is_run", [True, False], ids=["run", "unbridled"])
def test_the_longest_stall_of_a_streamed_sweep(qtbot, multiples, is_run):
    """20 series of 25 sizes, 500 results a second: each heartbeat says how long ago the one before was. In a
    run the results go on the window's beat and plots keep quiet; unbridled they are drawn at once."""
    themes = ThemeManager("light")
    bench = Workbench()
    bench.set_models(_models(), [])
    bench.set_sweep(replace(bench.sweep, values=SIDES))
    ground = QWidget()
    qtbot.addWidget(ground)
    page, table = ScalingPage(bench, themes, ground), ResultsPanel(bench, themes, ground)
    page.restore({"metric": "latency", "multiples": multiples})
    layout = QVBoxLayout(ground)
    layout.addWidget(page, 2)
    layout.addWidget(table, 1)
    ground.resize(1000, 900)
    ground.show()
    qtbot.waitExposed(ground)
    items = [Item(number, case) for number, case in enumerate(bench.plan().cases())]
    stream = [
        _refined(item, rounds)
        for rounds in range(1, 2 + PER_SECOND * SECONDS // len(items))
        for item in items
    ]
    bench.show_items("s", items)
    page.set_quiet(is_run)
    QTest.qWait(500)
    set_aside()
    put = ItemStream(bench, ground).put if is_run else bench.put_item
    gaps_ms, busy_ms = _stream(put, stream[: PER_SECOND * SECONDS])
    name = f"{multiples}, {'as in a run' if is_run else 'unbridled'}"
    _print(name, len(items), np.array(gaps_ms), np.array(busy_ms))


def _stream(take: Callable[[Item], None], stream: list[Item]) -> tuple[list[float], list[float]]:
    """Put the items at their rate, however late the loop is. The gaps between heartbeats of 5 ms by the clock
    and by what the window itself computed in them (others on the machine lengthen only the former)."""
    begun = last = time.perf_counter()
    last_busy = time.thread_time()
    gaps_ms: list[float] = []
    busy_ms: list[float] = []
    done = 0

    def beat() -> None:
        nonlocal last, last_busy
        now, busy = time.perf_counter(), time.thread_time()
        gaps_ms.append(1000 * (now - last))
        busy_ms.append(1000 * (busy - last_busy))
        last, last_busy = now, busy

    def put() -> None:
        nonlocal done
        due = min(len(stream), int((time.perf_counter() - begun) * PER_SECOND))
        for item in stream[done:due]:
            take(item)
        done = due

    heart, source = QTimer(interval=5), QTimer(interval=TICK_MS)
    heart.timeout.connect(beat)
    source.timeout.connect(put)
    heart.start()
    source.start()
    while done < len(stream):
        QTest.qWait(50)
    QTest.qWait(300)
    heart.stop()
    source.stop()
    return gaps_ms, busy_ms


def _print(name: str, cells: int, gaps_ms: np.ndarray, busy_ms: np.ndarray) -> None:
    print(f"\n{name}: {SERIES} series, {cells} cells, {PER_SECOND} results a second for {SECONDS} s")
    for how, values in (("by the clock", gaps_ms), ("computing", busy_ms)):
        shares = ", ".join(f"{share:g} % {np.percentile(values, share):.0f}" for share in (50, 90, 99))
        over = int((values > STALL_MS).sum())
        print(
            f"  gaps of a heartbeat of 5 ms, {how}: {shares}, longest {values.max():.0f} ms; "
            f"{over} of {len(values)} over {STALL_MS:g} ms"
        )
