"""A bench with the comparison of the first start, for the tests of the panels."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from mixbench.catalog import registry
from mixbench.core.cost import CostReport, Count, MemoryForecast, Witness
from mixbench.core.heap import no_search
from mixbench.core.measurement import Estimate, Measurement, Round, Status, Timing
from mixbench.core.model import Model
from mixbench.gui.theme import ThemeManager
from mixbench.gui.workbench import Workbench
from mixbench.jobs.events import Item, ItemState

CYCLE, RES, MIXER, CONV = (
    Model("cyclemlp_b1"),
    Model("resmlp_s12"),
    Model("mixer_s16"),
    Model("convmixer_512_16"),
)


@pytest.fixture
def themes(qapp):
    """The light theme, worn as the window wears it."""
    manager = ThemeManager("light")
    manager.apply(QApplication.instance())
    yield manager
    with no_search():
        qapp.setStyleSheet("")
    manager.deleteLater()


@pytest.fixture
def bench(qapp):
    """Four published models ticked, none changed."""
    bench = Workbench()
    bench.set_models([CYCLE, RES, MIXER, CONV], [])
    yield bench
    bench.deleteLater()


@pytest.fixture
def finished():
    """A maker of finished items: counted as the law says, timed as 1 ms for each 10^8 MACs, twice as long
    at `slow` models. `changes` replace fields of the measurement."""

    def make(bench, *, slow=(), **changes):
        return [
            _finished(number, case, slow=case.model in slow, **changes)
            for number, case in enumerate(bench.plan().cases())
        ]

    return make


def _finished(number, case, *, slow=False, **changes):
    law = registry.resolve(case.model).law(case.height, case.width)
    memory = MemoryForecast(law.tokens * 4096, law.params * 4, "blocks.0.mix", "aten::addmm")
    count = Count(law.params, law.params, law.macs, 0, 0, 0, law.by_role, memory)
    median = law.macs / 1e8 * (2 if slow else 1)
    estimate = Estimate(median, median * 0.99, median * 1.01, 5, 15, 0.0)
    rounds = tuple(
        Round(place, (median * 0.99, median, median * 1.02), (False, False, place == 4))
        for place in range(1, 6)
    )
    timing = Timing(
        estimate, median * 0.99, median * 1.02, median * 1.02, median * 0.99, 1000 / median, median * 2,
        "target", 0.01, True, 1, 2.0,
    )  # fmt: skip
    fvcore = Witness("fvcore", law.macs + 1500, extra={"layer_norm": 1000, "adaptive_avg_pool2d": 500})
    report = CostReport(count, Witness("torch", law.macs), fvcore)
    measurement = Measurement(case, Status.OK, "", report, timing, rounds)
    return Item(number, case, ItemState.FINISHED, replace(measurement, **changes))
