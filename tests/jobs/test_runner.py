"""A sweep survives what its workers do to it."""

from __future__ import annotations

import os
import signal
from dataclasses import replace

import pytest

from mixbench.core.errors import MixBenchError, RequestError
from mixbench.core.measurement import GLIMPSE, Status
from mixbench.core.model import Model
from mixbench.core.sweep import SweepPlan
from mixbench.jobs.events import (
    Answered,
    EngineChanged,
    ItemChanged,
    ItemState,
    ProgressChanged,
    RunFinished,
    RunStarted,
)
from mixbench.protocol import CountTask, Measured, RoofTask

MIXER, CYCLE = Model("mixer_s16"), Model("cyclemlp_b1")


def plan(*sides: int, models=(MIXER, CYCLE)) -> SweepPlan:
    return SweepPlan(tuple(models), tuple((side, side) for side in sides), name="test")


def statuses(measurements):
    return [measurements[number].status for number in sorted(measurements)]


def real_rounds(measurement):
    return [one for one in measurement.rounds if one.number != GLIMPSE]


def test_every_case_is_measured_and_stored(bench):
    b = bench()
    measurements = b.run(plan(64, 128))
    assert statuses(measurements) == [Status.OK] * 4
    assert all(len(real_rounds(measurement)) == 5 for measurement in measurements.values())
    assert all(measurement.cost and measurement.timing for measurement in measurements.values())
    assert b.last(RunFinished).outcome == "done"
    assert b.store.load("last").environment.torch == "0.0.0+fake"


def test_items_move_through_their_states_in_order(bench):
    b = bench()
    b.run(plan(64, models=[MIXER]))
    seen = list(dict.fromkeys(event.item.state for event in b.told if isinstance(event, ItemChanged)))
    assert seen == [ItemState.COUNTING, ItemState.WARMING_UP, ItemState.REFINING, ItemState.FINISHED]


def test_refused_sizes_are_skipped_with_the_reason(bench):
    b = bench()
    measurements = b.run(plan(64, 72, models=[MIXER]))
    assert statuses(measurements) == [Status.OK, Status.SKIPPED]
    assert "16 does not divide 72" in measurements[1].error


def test_a_killed_worker_costs_only_the_case_in_flight(bench, tmp_path):
    b = bench("--crash-at", "128", "--once", str(tmp_path / "crashed"))
    measurements = b.run(plan(64, 128, 192))
    assert statuses(measurements) == [
        Status.OK,
        Status.OK,
        Status.CRASHED,
        Status.OK,
        Status.OK,
        Status.OK,
    ]
    assert "SIGKILL" in measurements[2].error
    assert len(b.transports) == 2
    assert len(real_rounds(measurements[3])) == 5


def test_a_worker_that_always_dies_on_a_size_blames_every_model_there(bench):
    b = bench("--crash-at", "128")
    measurements = b.run(plan(64, 128, 192))
    assert [m.status for m in measurements.values()].count(Status.CRASHED) == 2
    assert b.last(RunFinished).outcome == "done"


def test_a_worker_killed_from_outside_is_replaced(bench):
    b = bench("--round-s", "0.05")
    b.runner.start(plan(64, 128, models=[MIXER]))
    b.until(lambda: any(isinstance(e, ItemChanged) and e.item.state is ItemState.REFINING for e in b.told))
    os.kill(b.transports[0]._process.pid, signal.SIGKILL)
    b.until(lambda: any(isinstance(event, RunFinished) for event in b.told))
    measurements = b.store.load("last").measurements
    assert statuses(measurements) == [Status.CRASHED, Status.OK]


def test_a_worker_killed_while_it_was_idle_is_replaced_by_the_next_run(bench):
    b = bench()
    b.runner.wake()
    b.until(lambda: any(isinstance(e, EngineChanged) and e.state == "idle" for e in b.told))
    os.kill(b.transports[0]._process.pid, signal.SIGKILL)
    b.until(lambda: any(isinstance(e, EngineChanged) and e.state == "broken" for e in b.told))
    assert "SIGKILL" in b.last(EngineChanged).sentence
    assert statuses(b.run(plan(64))) == [Status.OK] * 2


def test_a_worker_that_never_starts_breaks_the_run_off_and_says_why(bench):
    b = bench("--mute")
    session = b.runner.start(plan(64))
    b.until(lambda: any(isinstance(event, RunFinished) for event in b.told))
    assert b.last(RunFinished).outcome == "broken"
    assert "no torch here" in b.last(RunFinished).sentence
    assert len(b.transports) == 2
    assert b.store.load(session).measurements == {}


def test_a_command_that_does_not_exist_is_a_sentence(bench):
    b = bench(command=["/nowhere/python", "-m", "mixbench.worker"])
    b.runner.start(plan(64))
    b.until(lambda: any(isinstance(event, RunFinished) for event in b.told))
    assert "could not be started" in b.last(RunFinished).sentence


def test_another_protocol_is_refused_with_the_way_out(bench):
    b = bench("--protocol", "99")
    b.runner.start(plan(64))
    b.until(lambda: any(isinstance(event, RunFinished) for event in b.told))
    assert "protocol 99" in b.last(RunFinished).sentence
    assert "same version" in b.last(RunFinished).sentence


def test_a_line_that_is_no_message_ends_the_worker_not_the_host(bench):
    b = bench("--garbage")
    b.runner.wake()
    b.until(lambda: any(isinstance(e, EngineChanged) and e.state == "broken" for e in b.told))
    assert "cannot read" in b.last(EngineChanged).sentence


def test_out_of_memory_skips_larger_cases_of_the_same_model(bench):
    b = bench("--memory-for", "100")
    measurements = b.run(plan(64, 128, 192, 256, models=[MIXER]))
    assert statuses(measurements) == [Status.OK, Status.OUT_OF_MEMORY, Status.SKIPPED, Status.SKIPPED]
    assert "out of memory already at 128 px" in measurements[3].error


def test_stop_keeps_what_is_finished_and_resume_measures_the_rest(bench):
    b = bench("--round-s", "0.1")
    session = b.runner.start(plan(64, 128, 192, models=[MIXER]))
    b.until(lambda: sum(isinstance(e, ItemChanged) and e.item.state is ItemState.FINISHED for e in b.told))
    b.runner.stop()
    b.until(lambda: not b.runner.is_running)
    kept = b.store.load(session).measurements
    assert kept[0].status is Status.OK
    assert {measurement.status for measurement in kept.values()} <= {Status.OK, Status.CANCELLED}
    assert b.last(RunFinished).outcome == "cancelled"

    b.told.clear()
    assert b.runner.resume(session) == session
    assert b.last(RunStarted).items[0].state is ItemState.FINISHED
    b.until(lambda: any(isinstance(event, RunFinished) for event in b.told))
    after = b.store.load(session).measurements
    assert statuses(after) == [Status.OK] * 3
    assert after[0] == kept[0]


def test_a_deaf_worker_is_killed_and_its_case_reads_cancelled_not_crashed(bench, monkeypatch):
    monkeypatch.setattr("mixbench.jobs.client.OBEY_WITHIN_S", 0.2)
    monkeypatch.setattr("mixbench.jobs.client.TERMINATE_WITHIN_S", 0.2)
    b = bench("--deaf", "--round-s", "5")
    session = b.runner.start(plan(64, models=[MIXER]))
    b.until(lambda: any(isinstance(e, ItemChanged) and e.item.state is ItemState.REFINING for e in b.told))
    b.runner.stop()
    b.until(lambda: not b.runner.is_running)
    assert statuses(b.store.load(session).measurements) == [Status.CANCELLED]


def test_abort_ends_the_run_at_once(bench):
    b = bench("--deaf", "--round-s", "5")
    b.runner.start(plan(64, models=[MIXER]))
    b.until(lambda: any(isinstance(e, ItemChanged) and e.item.state is ItemState.REFINING for e in b.told))
    b.runner.abort()
    b.until(lambda: not b.runner.is_running)
    assert b.last(RunFinished).outcome == "cancelled"


def test_counts_are_answered_outside_a_run_and_remembered(bench):
    b = bench()
    case = plan(224, models=[MIXER]).cases()[0]
    b.runner.ask(CountTask(0, case))
    b.until(lambda: any(isinstance(event, Answered) for event in b.told))
    assert b.last(Answered).answer.count.params == 18_528_264
    b.told.clear()
    b.runner.ask(CountTask(0, case))
    assert b.last(Answered).question.case == case


def test_a_count_waits_for_the_run_and_is_answered_after_it(bench):
    b = bench("--round-s", "0.02")
    b.runner.start(plan(64, models=[MIXER]))
    b.until(lambda: any(isinstance(e, ItemChanged) for e in b.told))
    b.runner.ask(CountTask(0, plan(224, models=[CYCLE]).cases()[0]))
    b.until(lambda: any(isinstance(e, Answered) and isinstance(e.question, CountTask) for e in b.told))
    order = [type(event.question if isinstance(event, Answered) else event) for event in b.told]
    assert order.index(RoofTask) < order.index(RunFinished) < order.index(CountTask)


def test_a_refused_count_is_answered_with_the_reason(bench):
    b = bench()
    case = replace(plan(224, models=[MIXER]).cases()[0], height=225, width=225)
    b.runner.ask(CountTask(0, case))
    b.until(lambda: any(isinstance(event, Answered) for event in b.told))
    assert b.last(Answered).answer is None
    assert "16 does not divide 225" in b.last(Answered).error


def test_progress_reaches_the_total(bench):
    b = bench()
    b.run(plan(64, 128))
    progress = [event for event in b.told if isinstance(event, ProgressChanged)]
    assert progress[0].seconds_left is None
    assert [p.finished for p in progress] == sorted(p.finished for p in progress)
    assert (progress[-1].finished, progress[-1].total, progress[-1].seconds_left) == (4, 4, 0.0)


def test_nothing_to_measure_and_a_second_run_are_refused(bench):
    b = bench("--round-s", "0.05")
    with pytest.raises(RequestError, match="tick at least one model"):
        b.runner.start(plan())
    b.runner.start(plan(64))
    with pytest.raises(MixBenchError, match="stop it"):
        b.runner.start(plan(64))


def test_late_answers_of_a_finished_task_are_dropped(bench):
    b = bench()
    b.run(plan(64, models=[MIXER]))
    told = len(b.told)
    b.client.on_answer(Measured(1, 0, Status.FAILED, "late"))
    assert len(b.told) == told


def item_events(told):
    return [event.item for event in told if isinstance(event, ItemChanged)]


def test_every_point_is_glimpsed_at_before_any_is_measured(bench):
    b = bench()
    b.run(plan(64, 128, 192))
    seen = item_events(b.told)
    first_round = next(index for index, item in enumerate(seen) if item.estimate is not None)
    assert {item.number for item in seen[:first_round] if item.state is ItemState.COARSE} == set(range(6))


def test_a_glimpse_is_kept_but_is_no_round_of_the_estimate(bench):
    b = bench()
    for measurement in b.run(plan(64, 128, models=[MIXER])).values():
        assert [one.number for one in measurement.rounds] == [0, 1, 2, 3, 4, 5]
        assert measurement.timing.estimate.rounds == 5


def test_a_single_comparison_needs_no_glimpse(bench):
    b = bench()
    assert all(one.number for m in b.run(plan(64)).values() for one in m.rounds)


def test_rounds_go_on_over_visits_until_the_target_is_reached(bench):
    b = bench("--rounds", "13")
    measurements = b.run(plan(64, 128, models=[MIXER]))
    assert statuses(measurements) == [Status.OK] * 2
    for measurement in measurements.values():
        assert [one.number for one in real_rounds(measurement)] == list(range(1, 16))
        assert [one.visit for one in real_rounds(measurement)] == [1] * 5 + [2] * 5 + [3] * 5


def test_error_bars_are_seen_to_tighten(bench):
    b = bench("--rounds", "15")
    b.run(plan(64, 128, models=[MIXER]))
    widths = [i.estimate.half_width for i in item_events(b.told) if i.number == 0 and i.estimate]
    assert widths == sorted(widths, reverse=True) and widths[-1] < widths[0] / 2


def test_visits_that_were_interrupted_by_a_crash_keep_their_rounds(bench, tmp_path):
    b = bench("--rounds", "10", "--crash-in-visit", "2", "--once", str(tmp_path / "crashed"))
    measurements = b.run(plan(64, 128))
    assert [m.status for m in measurements.values()].count(Status.CRASHED) == 1
    for measurement in measurements.values():
        numbers = [one.number for one in real_rounds(measurement)]
        assert numbers == list(range(1, len(numbers) + 1))
        if measurement.status is Status.OK:
            assert len(numbers) == 10
        else:
            assert len(numbers) == 5
    assert {one.process for m in measurements.values() for one in real_rounds(m)} == {1, 2}


def test_what_was_stopped_amid_its_rounds_keeps_them_and_goes_on_from_them(bench):
    b = bench("--rounds", "10", "--round-s", "0.03")
    session = b.runner.start(plan(64, 128, models=[MIXER]))
    b.until(lambda: any(item.estimate and item.estimate.rounds >= 7 for item in item_events(b.told)))
    b.runner.stop()
    b.until(lambda: not b.runner.is_running)
    kept = b.store.load(session).measurements
    assert {m.status for m in kept.values()} == {Status.CANCELLED}
    assert all(m.timing is not None and len(real_rounds(m)) >= 5 for m in kept.values())

    b.told.clear()
    b.runner.resume(session)
    assert all(item.estimate is not None for item in b.last(RunStarted).items)
    b.until(lambda: any(isinstance(event, RunFinished) for event in b.told))
    after = b.store.load(session).measurements
    assert statuses(after) == [Status.OK] * 2
    for number, measurement in after.items():
        assert measurement.rounds[: len(kept[number].rounds)] == kept[number].rounds
        numbers = [one.number for one in real_rounds(measurement)]
        assert numbers == list(range(1, len(numbers) + 1)) and len(numbers) >= 10


def test_a_host_that_was_killed_goes_on_from_the_rounds_in_its_store(bench):
    b = bench("--rounds", "10", "--round-s", "0.03")
    session = b.runner.start(plan(64, 128, models=[MIXER]))
    b.until(lambda: any(item.estimate and item.estimate.rounds >= 3 for item in item_events(b.told)))
    b.runner.shut_down()  # as the window's end, or a plug: nothing is said to the store any more
    b.told.clear()
    b.until(lambda: not b.client.is_alive)
    b.runner.resume(session)
    begun = [item for item in b.last(RunStarted).items if item.estimate]
    assert begun and begun[0].estimate.rounds >= 3
    b.until(lambda: any(isinstance(event, RunFinished) for event in b.told))
    measurements = b.store.load(session).measurements
    assert statuses(measurements) == [Status.OK] * 2
    assert {one.process for one in measurements[begun[0].number].rounds} == {1, 2}


def test_rounds_of_another_machine_are_not_gone_on_from(bench):
    b = bench("--rounds", "10", "--round-s", "0.03")
    session = b.runner.start(plan(64, 128, models=[MIXER]))
    b.until(lambda: any(item.estimate and item.estimate.rounds >= 7 for item in item_events(b.told)))
    b.runner.stop()
    b.until(lambda: not b.runner.is_running)
    b.runner.shut_down()
    b.until(lambda: not b.client.is_alive)
    b.command.extend(["--processor", "Another CPU"])
    b.told.clear()
    b.runner.resume(session)
    b.until(lambda: any(isinstance(event, RunFinished) for event in b.told))
    for measurement in b.store.load(session).measurements.values():
        assert [one.number for one in real_rounds(measurement)] == list(range(1, 11))
        assert {one.visit for one in real_rounds(measurement)} == {1, 2}


def test_publishing_takes_three_fresh_processes_at_least(bench):
    b = bench()
    measurements = b.run(replace(plan(64), precision="publish"))
    assert statuses(measurements) == [Status.OK] * 2
    for measurement in measurements.values():
        assert [one.process for one in real_rounds(measurement)] == [1] * 5 + [2] * 5 + [3] * 5
    assert len(b.transports) == 3
    assert Status.CRASHED not in statuses(measurements)


def test_a_duel_is_a_session_of_two_cases_visited_together(bench):
    b = bench()
    first, second = (plan(side, models=[MIXER]).cases()[0] for side in (64, 128))
    measurements = b.run(SweepPlan.of_duel(first, second))
    assert [m.case for m in measurements.values()] == [first, second]
    assert b.store.load("last").plan.duel == (first, second)


def test_the_roof_is_measured_once_and_kept_with_the_environment(bench):
    b = bench()
    b.run(plan(64))
    assert [event.question for event in b.told if isinstance(event, Answered)] == [
        RoofTask(0, plan(64).conditions)
    ]
    assert b.store.roof_of(b.store.load("last").id, plan(64).conditions).macs_per_s == 5e10
    b.told.clear()
    b.run(plan(64))
    assert not [event for event in b.told if isinstance(event, Answered)]


def test_a_roof_that_others_disturbed_is_measured_again_by_the_next_session(bench):
    b = bench("--busy")
    for _ in range(2):
        b.told.clear()
        b.run(plan(64))
        assert len([event for event in b.told if isinstance(event, Answered)]) == 1


def test_a_machine_whose_roof_cannot_be_measured_is_measured_without_one(bench):
    b = bench("--die-at-roof")
    assert statuses(b.run(plan(64))) == [Status.OK] * 2
    assert len(b.transports) == 2


def test_time_left_is_known_while_all_points_are_being_refined(bench):
    b = bench("--rounds", "30", "--round-s", "0.01")
    b.run(plan(64, 128, models=[MIXER]))
    early = [event for event in b.told if isinstance(event, ProgressChanged) and event.finished == 0]
    assert any(event.seconds_left for event in early)
