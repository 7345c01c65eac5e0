"""Points on the terminal: a column is there where it says something."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mixbench.cli.points import print_points
from mixbench.core.cost import CostReport, Count, MemoryForecast, PhaseCount
from mixbench.core.measurement import Environment, Estimate, Measurement, Status, Timing
from mixbench.core.model import Case, Conditions, Model
from mixbench.core.roofs import Roof
from mixbench.core.sweep import SweepPlan
from mixbench.store.database import Store

HERE = Environment("0.1.0", "3.11", "2.13.0", "Test", "CPU", 2, 2, 8, ())
PHASES = (PhaseCount("forward", 10**9), PhaseCount("backward", 2 * 10**9), PhaseCount("optimizer"))
COUNT = Count(100, 100, 10**9, 0, 0, 0, {}, MemoryForecast(400, 48, "", ""), phases=PHASES)
ESTIMATE = Estimate(100.0, 99.0, 101.0, 5, 40, 0.0)
TIMING = Timing(ESTIMATE, 99.0, 101.0, 102.0, 98.0, 10.0, 300.0, "target", 0.01, True, 1, 2.0)
PLAIN = Measurement(Case(Model("mixer_s16"), 224, 224), Status.OK, "", CostReport(COUNT), TIMING)


@pytest.fixture
def shown(tmp_path, capsys):
    """The table over some measurements of one session: headers, cells of each line, caption."""

    def show(*measurements, roof=None):
        store = Store(tmp_path / "results.sqlite3")
        session = store.begin_session(SweepPlan((), ()))
        store.set_environment(session, HERE)
        for number, measurement in enumerate(measurements):
            store.put(session, number, measurement)
        if roof is not None:
            store.put_roof(session, roof)
        print_points(store.load(session))
        store.close()
        return capsys.readouterr().out

    return show


def test_what_goes_without_saying_is_left_out(shown):
    table = shown(PLAIN)
    header = next(line for line in table.splitlines() if "Model" in line)
    assert header.split() == [
        "Model",
        "px",
        "Batch",
        "MACs",
        "[G]",
        "Latency",
        "[ms]",
        "±",
        "img/s",
        "Status",
    ]
    assert "mixer_s16  224      1      1.00           100  1.0 %     10  verified" in table


def test_a_training_step_shows_its_parts_and_its_roof(shown):
    held = Conditions(mode="training_step", runtime="compile", dtype="bfloat16", threads=1)
    timing = replace(
        TIMING, phases_ms={"forward": 31.0, "backward": 62.0, "optimizer": 7.25}, compile_ms=65_000.0
    )
    step = replace(PLAIN, case=replace(PLAIN.case, conditions=held), timing=timing)
    table = shown(PLAIN, step, roof=Roof("cpu", "bfloat16", 1, 1e11, 1e10))
    _, line = [line for line in table.splitlines() if "mixer_s16" in line]
    for words in ("bfloat16", "compile", "training step", "31", "62", "7.25", "1 min 5 s"):
        assert words in line
    assert "30.0 %" in line  # 3 GMACs in 0.1 s of 100 GMAC/s
    assert "The parts of a training step in ms." in table
    assert "of roof: share of the best matrix product here." in table


def test_what_failed_has_a_line_without_figures(shown):
    failed = replace(PLAIN, status=Status.OUT_OF_MEMORY, timing=None, cost=None)
    line = next(line for line in shown(failed).splitlines() if "mixer_s16" in line)
    assert line.split() == ["mixer_s16", "224", "1", "out", "of", "memory"]
