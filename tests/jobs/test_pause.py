"""A run that pauses, and goes on, is stopped, is closed or loses its worker meanwhile, loses no round."""

from __future__ import annotations

import os
import signal

import pytest

from mixbench.core.measurement import GLIMPSE, Status
from mixbench.core.model import Model
from mixbench.core.sweep import SweepPlan
from mixbench.jobs.events import (
    Answered,
    EngineChanged,
    ItemChanged,
    ItemState,
    PauseChanged,
    QueueChanged,
    RunFinished,
)
from mixbench.jobs.run_clock import RunClock
from mixbench.protocol import CountTask
from mixbench.store.rows import rows_of

MIXER = Model("mixer_s16")


def plan(*sides: int) -> SweepPlan:
    return SweepPlan((MIXER,), tuple((side, side) for side in sides), name="test")


def items(b):
    return [event.item for event in b.told if isinstance(event, ItemChanged)]


def real_rounds(measurement):
    return [one for one in measurement.rounds if one.number != GLIMPSE]


def begin(b, *sides, rounds):
    """Start a run and wait until a case has so many rounds."""
    session = b.runner.start(plan(*sides))
    b.until(lambda: any(item.estimate and item.estimate.rounds >= rounds for item in items(b)))
    return session


def pause(b):
    b.runner.pause()
    b.until(lambda: b.last(EngineChanged).state == "paused")


def end(b):
    b.until(lambda: any(isinstance(event, RunFinished) for event in b.told))


def stand_still(b, polls=3):
    """Serve a worker that has nothing to say; what is told meanwhile."""
    before = len(b.told)
    for _ in range(polls):
        b.transports[-1].poll(0.05)
        b.runner.tick()
    return b.told[before:]


def results(stored):
    return [
        (row.variant, row.resolution_px, row.status, row.latency_ms_median, row.latency_ms_ci_high)
        for row in rows_of(stored)
    ]


def test_after_a_pause_the_run_comes_to_what_it_would_have_come_to(bench):
    b = bench("--rounds", "10", "--round-s", "0.02")
    session = begin(b, 64, 128, rounds=7)
    pause(b)
    kept = {item.number: real_rounds(item.measurement) for item in items(b) if item.measurement}
    assert b.runner.is_running and b.runner.is_paused
    assert stand_still(b) == []
    b.runner.go_on()
    end(b)
    stored = b.store.load(session)
    for number, measurement in stored.measurements.items():
        rounds = real_rounds(measurement)
        assert rounds[: len(kept[number])] == kept[number], "no completed round is taken twice or lost"
        assert [one.number for one in rounds] == list(range(1, len(rounds) + 1))
    assert [event.is_paused for event in b.told if isinstance(event, PauseChanged)] == [True, False]

    b.told.clear()
    b.run(plan(64, 128))
    assert results(stored) == results(b.store.load("last"))


def test_a_pause_amid_the_first_looks_repeats_none_of_them(bench):
    b = bench("--round-s", "0.05")
    session = b.runner.start(SweepPlan((MIXER, Model("resmlp_s12")), ((64, 64), (128, 128))))
    b.until(lambda: any(item.state is ItemState.COARSE for item in items(b)))
    pause(b)
    b.runner.go_on()
    end(b)
    for measurement in b.store.load(session).measurements.values():
        assert measurement.status is Status.OK
        assert [one.number for one in measurement.rounds] == [0, 1, 2, 3, 4, 5]


def test_going_on_before_the_worker_obeyed_needs_no_second_word(bench):
    b = bench("--round-s", "0.05")
    session = begin(b, 64, 128, rounds=1)
    b.runner.pause()
    assert b.last(EngineChanged).state == "pausing"
    b.runner.go_on()
    assert b.last(EngineChanged).state == "busy"
    end(b)
    assert {m.status for m in b.store.load(session).measurements.values()} == {Status.OK}


def test_a_paused_run_can_be_stopped_and_resumed(bench):
    b = bench("--rounds", "10", "--round-s", "0.02")
    session = begin(b, 64, 128, rounds=7)
    pause(b)
    b.runner.stop()
    assert not b.runner.is_running and not b.runner.is_paused
    assert b.last(RunFinished).outcome == "cancelled"
    cut = b.store.load(session)
    kept = {number: real_rounds(m) for number, m in cut.measurements.items()}
    assert max(map(len, kept.values())) >= 7
    assert {m.status for m in cut.measurements.values()} == {Status.CANCELLED}

    b.told.clear()
    b.runner.resume(session)
    end(b)
    for number, measurement in b.store.load(session).measurements.items():
        assert measurement.status is Status.OK
        assert real_rounds(measurement)[: len(kept[number])] == kept[number]


def test_a_window_that_is_closed_on_a_pause_finds_the_run_again(bench):
    b = bench("--rounds", "10", "--round-s", "0.02")
    session = begin(b, 64, 128, rounds=7)
    pause(b)
    b.runner.shut_down()
    assert not b.runner.is_paused
    b.until(lambda: not b.client.is_alive)
    before = max(len(real_rounds(m)) for m in b.store.load(session).measurements.values())
    assert before >= 7

    again = bench("--rounds", "10")
    again.runner.resume(session)
    end(again)
    measurements = again.store.load(session).measurements
    assert {m.status for m in measurements.values()} == {Status.OK}
    for measurement in measurements.values():
        rounds = real_rounds(measurement)
        assert [one.number for one in rounds] == list(range(1, len(rounds) + 1))


def test_a_worker_that_dies_on_a_pause_is_nobodys_crash(bench):
    b = bench("--rounds", "10", "--round-s", "0.02")
    session = begin(b, 64, 128, rounds=3)
    pause(b)
    os.kill(b.transports[0]._process.pid, signal.SIGKILL)
    b.until(lambda: not b.client.is_alive)
    assert b.last(EngineChanged).state == "paused", "it is not started again for nothing"
    b.runner.go_on()
    end(b)
    assert {m.status for m in b.store.load(session).measurements.values()} == {Status.OK}
    assert len(b.transports) == 2


def test_a_deaf_worker_is_ended_for_the_pause_and_its_case_is_gone_on_with(bench, monkeypatch):
    monkeypatch.setattr("mixbench.jobs.client.OBEY_WITHIN_S", 0.1)
    monkeypatch.setattr("mixbench.jobs.client.TERMINATE_WITHIN_S", 0.1)
    b = bench("--deaf", "--rounds", "10", "--round-s", "0.1")
    session = begin(b, 64, rounds=2)
    pause(b)
    b.until(lambda: not b.client.is_alive)
    kept = items(b)[-1].measurement.rounds
    assert len(kept) >= 2
    b.runner.go_on()
    end(b)
    (measurement,) = b.store.load(session).measurements.values()
    assert measurement.status is Status.OK
    assert measurement.rounds[: len(kept)] == kept


def test_a_pause_answers_questions(bench):
    b = bench("--round-s", "0.05")
    begin(b, 64, 128, rounds=1)
    pause(b)
    case = plan(224).cases()[0]
    b.runner.ask(CountTask(0, case))
    b.until(lambda: any(isinstance(e, Answered) and isinstance(e.question, CountTask) for e in b.told))
    assert b.runner.is_paused


def test_a_paused_run_says_what_comes_next_and_that_nothing_is_under_way(bench):
    b = bench("--round-s", "0.05")
    begin(b, 64, 128, rounds=1)
    assert b.last(QueueChanged).now.numbers == (0,)
    pause(b)
    queue = b.last(QueueChanged)
    assert queue.now is None
    assert queue.next.numbers == (0,)


@pytest.mark.parametrize("paused_s", [0.0, 1000.0])
def test_a_pause_is_no_time_of_measuring(paused_s):
    now = 50.0
    clock = RunClock(lambda: now)
    clock.begin()
    now += 10
    clock.pause()
    now += paused_s
    assert clock.elapsed_s == 10
    clock.go_on()
    now += 5
    assert clock.elapsed_s == 15
