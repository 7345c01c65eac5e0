"""What goes into the store comes out of it, whole, whoever else writes and whatever dies."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import textwrap
from dataclasses import replace

import pytest

from mixbench.core.cost import (
    CostReport,
    Count,
    LayerCost,
    MemoryForecast,
    OperatorCount,
    PhaseCount,
    RoleCost,
    Witness,
)
from mixbench.core.measurement import Device, Environment, Estimate, Measurement, Round, Status, Timing
from mixbench.core.model import Case, Conditions, Model
from mixbench.core.roles import Role
from mixbench.core.sweep import SweepPlan
from mixbench.store.database import Store, StoreError, UnknownSessionError

ENVIRONMENT = Environment(
    mixbench="0.1.0",
    python="3.11.7",
    torch="2.13.0+cpu",
    platform="Линукс — 测试",
    processor="Imaginary CPU",
    physical_cores=2,
    logical_cores=4,
    memory_bytes=8_000_000_000,
    devices=(Device("cpu", "Imaginary CPU", 8_000_000_000, ("float32", "bfloat16")), Device("cuda:0", "GPU")),
    on_battery=False,
    settings={"OMP_WAIT_POLICY": "PASSIVE"},
)
ROUNDS = (
    Round(1, (1.25, 1.5, 1.375), (False, True, False), 0.04),
    Round(2, (1.0, 0.1, 3e-7), (False, False, False)),
)
COST = CostReport(
    Count(
        params=12,
        trainable_params=11,
        macs=7_000_000_000_000,
        other_operations=5,
        bytes_read=4,
        bytes_written=3,
        by_role={Role.STEM: RoleCost(1, 2), Role.SPATIAL_MIXING: RoleCost(3, 4)},
        memory=MemoryForecast(400, 48, "blocks.0", "aten.addmm"),
        layers=(LayerCost("blocks.0", "Linear", Role.CHANNEL_MIXING, 1, 2, 3, 4, 5),),
        operators=(OperatorCount("aten.addmm", 3, 10, 1),),
        unknown=(OperatorCount("custom::näh", 1),),
    ),
    torch=Witness("torch", 7, dropped={"attention": 2}),
    fvcore=Witness("fvcore", None, "could not trace", {"layer_norm": 5}),
    peak_memory_bytes=401,
)
TIMING = Timing(
    estimate=Estimate(1.25, None, None, 1, 3, 0.25),
    p5_ms=1.0,
    p95_ms=1.5,
    p99_ms=1.5,
    minimum_ms=1.0,
    throughput_img_s=800.0,
    first_call_ms=9.5,
    stop_reason="cap",
    target_half_width=0.01,
    settled=False,
    block=4,
    effective_threads=None,
    pinned_cores=(0, 1),
    reasons=("did not settle",),
    warm_up_ms=(9.5, 2.0, 1.25),
)
MODEL = Model("mixer_s16", {"depth": 4, "scale": 0.5, "norm": "batch", "bias": True, "depths": (2, 2, 4, 2)})
CASE = Case(MODEL, 224, 320, 8, Conditions("cuda:0", "bfloat16", "channels_last", threads=2))
MEASUREMENT = Measurement(
    CASE, Status.UNSTABLE, "beschäftigte Maschine", COST, TIMING, ROUNDS, "2026-11-21T03:15:02+00:00"
)


def plan_of(case):
    return SweepPlan(
        (case.model,), ((case.height, case.width),), (case.batch,), case.conditions, "publish", "ünï"
    )


def test_every_value_comes_back_as_it_went_in(store, path):
    session = store.begin_session(plan_of(CASE))
    store.set_environment(session, ENVIRONMENT)
    for done in ROUNDS:
        store.add_round(session, 0, done)
    store.put(session, 0, MEASUREMENT)
    store.close()

    again = Store(path)
    loaded = again.load(session)
    again.close()
    assert loaded.plan == plan_of(CASE)
    assert loaded.environment == ENVIRONMENT
    assert loaded.environments == {0: ENVIRONMENT}
    assert loaded.measurements == {0: MEASUREMENT}
    assert loaded.partial == {}
    typed = loaded.measurements[0].case.model.overrides
    assert {name: type(value) for name, value in typed.items()} == {
        "depth": int,
        "scale": float,
        "norm": str,
        "bias": bool,
        "depths": tuple,
    }


def test_a_session_begins_with_every_case_waiting(store, plan):
    session = store.begin_session(plan)
    (summary,) = store.sessions()
    assert (summary.id, summary.name, summary.planned, summary.counts) == (session, "first", 4, {})
    assert (summary.finished_at, summary.outcome, summary.torch) == (None, None, None)
    assert summary.models == plan.models
    assert store.load(session).measurements == {}


def test_rounds_without_an_end_are_kept_and_the_case_counts_as_open(store, plan):
    session = store.begin_session(plan)
    store.add_round(session, 2, ROUNDS[0])
    loaded = store.load(session)
    assert loaded.measurements == {}
    assert loaded.partial == {2: ROUNDS[:1]}


def test_a_case_measured_again_shows_its_latest_attempt_alone(store):
    session = store.begin_session(plan_of(CASE))
    for number in (1, 2, 3):
        store.add_round(session, 0, Round(number, (1.0,), (False,)))
    second = [Round(number, (2.0,), (False,)) for number in (1, 2, 3, 4)]
    for done in second:
        store.add_round(session, 0, done)
    store.put(session, 0, MEASUREMENT)
    assert store.load(session).measurements[0].rounds == tuple(second)


def test_a_later_end_replaces_an_earlier_one(store):
    session = store.begin_session(plan_of(CASE))
    store.put(session, 0, Measurement(CASE, Status.CRASHED, "killed"))
    store.put(session, 0, MEASUREMENT)
    store.finish_session(session, "done")
    (summary,) = store.sessions()
    assert summary.counts == {Status.UNSTABLE: 1}
    assert summary.finished == 1
    assert summary.outcome == "done"
    assert summary.finished_at >= summary.started_at


def test_a_session_resumed_elsewhere_keeps_the_environment_of_what_it_measured_here(store, plan):
    session = store.begin_session(plan)
    cases = plan.cases()
    store.set_environment(session, ENVIRONMENT)
    store.put(session, 0, Measurement(cases[0], Status.OK))
    elsewhere = replace(ENVIRONMENT, torch="3.0.0")
    store.set_environment(session, elsewhere)
    store.put(session, 1, Measurement(cases[1], Status.OK))
    loaded = store.load(session)
    assert loaded.environments == {0: ENVIRONMENT, 1: elsewhere}
    assert loaded.environment == elsewhere
    assert loaded.summary.torch == "3.0.0"


def test_sessions_are_found_by_name_beginning_and_last(store, plan):
    first, second = store.begin_session(plan), store.begin_session(plan)
    assert [summary.id for summary in store.sessions()] == [second, first]
    assert store.load(first).id == first
    assert store.load("last").id == second
    assert store.load(second[:-1] if second[:-1] != first[:-1] else second).id == second
    with pytest.raises(UnknownSessionError, match=r"begins 2 sessions .*write more of the name"):
        store.load(first[:4])
    with pytest.raises(UnknownSessionError, match="there is no session 'nope'"):
        store.load("nope")
    with pytest.raises(UnknownSessionError, match="there is no session ''"):
        store.load("")


def test_an_empty_store_has_no_last_session(store):
    with pytest.raises(UnknownSessionError, match="no session yet"):
        store.load("last")


def test_rates_are_of_the_model_then_of_all(store):
    assert store.seconds_per_mac("mixer_s16") is None
    session = store.begin_session(plan_of(CASE))
    store.put(session, 0, MEASUREMENT)
    expected = 1.25e-3 / (7_000_000_000_000 * 8)
    assert store.seconds_per_mac(MODEL.key) == pytest.approx(expected)
    assert store.seconds_per_mac("resmlp_s12") == pytest.approx(expected)
    assert store.seconds_per_mac(MODEL.key, device="cpu") is None
    assert store.seconds_per_mac(MODEL.key, device="cuda:0") == pytest.approx(expected)


def test_the_rate_of_a_training_step_is_that_of_all_its_parts(store):
    """A step that does three times the MACs of a pass in three times its time has the rate of the pass."""
    case = replace(CASE, conditions=replace(CASE.conditions, mode="training_step"))
    macs = MEASUREMENT.cost.count.macs
    parts = (PhaseCount("forward", macs), PhaseCount("backward", 2 * macs), PhaseCount("optimizer"))
    cost = replace(MEASUREMENT.cost, count=replace(MEASUREMENT.cost.count, phases=parts))
    timing = replace(MEASUREMENT.timing, estimate=replace(MEASUREMENT.timing.estimate, median_ms=3 * 1.25))
    session = store.begin_session(plan_of(case))
    store.put(session, 0, replace(MEASUREMENT, case=case, cost=cost, timing=timing))
    assert store.seconds_per_mac(MODEL.key) == pytest.approx(1.25e-3 / (macs * 8))


KILLED = """
    import os, signal, sys
    from pathlib import Path
    from mixbench.core.measurement import Measurement, Round, Status
    from mixbench.core.model import Model
    from mixbench.core.sweep import SweepPlan
    from mixbench.store.database import Store

    plan = SweepPlan((Model("mixer_s16"),), ((64, 64), (128, 128)))
    store = Store(Path(sys.argv[1]))
    session = store.begin_session(plan)
    store.add_round(session, 0, Round(1, (1.0,), (False,)))
    store.put(session, 0, Measurement(plan.cases()[0], Status.OK))
    for number in (1, 2, 3):
        store.add_round(session, 1, Round(number, (float(number),), (False,)))
    print(session, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_process_loses_nothing_that_was_handed_over(path):
    ended = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(KILLED), str(path)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    store = Store(path)
    loaded = store.load(ended.stdout.strip())
    store.close()
    assert list(loaded.measurements) == [0]
    assert [done.samples_ms for done in loaded.partial[1]] == [(1.0,), (2.0,), (3.0,)]
    assert loaded.summary.outcome is None


WRITER = """
    import sys
    from pathlib import Path
    from mixbench.core.measurement import Measurement, Round, Status
    from mixbench.core.model import Model
    from mixbench.core.sweep import SweepPlan
    from mixbench.store.database import Store

    store = Store(Path(sys.argv[1]))
    plan = SweepPlan((Model("mixer_s16"),), tuple((side, side) for side in range(16, 16 * 21, 16)))
    session = store.begin_session(plan)
    for number, case in enumerate(plan.cases()):
        store.add_round(session, number, Round(1, (1.0,), (False,)))
        store.put(session, number, Measurement(case, Status.OK))
    store.finish_session(session, "done")
"""


def test_several_processes_make_and_fill_one_database_at_once(path):
    command = [sys.executable, "-c", textwrap.dedent(WRITER), str(path)]
    writers = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(3)]
    for writer in writers:
        _, errors = writer.communicate(timeout=60)
        assert writer.returncode == 0, errors
    store = Store(path)
    summaries = store.sessions()
    assert [summary.counts for summary in summaries] == [{Status.OK: 20}] * 3
    assert all(len(store.load(summary.id).measurements[19].rounds) == 1 for summary in summaries)
    store.close()


def test_a_failing_write_is_one_sentence_and_loses_nothing(store, path, plan):
    session = store.begin_session(plan)
    store.add_round(session, 0, ROUNDS[0])
    with sqlite3.connect(path) as other:
        other.execute(
            "CREATE TRIGGER full BEFORE INSERT ON round BEGIN SELECT RAISE(FAIL, 'disk is full'); END"
        )
    other.close()
    with pytest.raises(StoreError, match=r"cannot be written to .*disk is full.*MIXBENCH_DATA_DIR"):
        store.add_round(session, 0, ROUNDS[1])
    assert store.load(session).partial == {0: ROUNDS[:1]}


def test_a_damaged_value_is_named(store, path, plan):
    session = store.begin_session(plan)
    with sqlite3.connect(path) as other:
        other.execute("UPDATE session SET plan = '{'")
    other.close()
    with pytest.raises(StoreError, match="SweepPlan is damaged"):
        store.load(session)


# opened at a glance


@pytest.fixture
def finished_session(store):
    session = store.begin_session(plan_of(CASE))
    store.set_environment(session, ENVIRONMENT)
    for done in ROUNDS:
        store.add_round(session, 0, done)
    store.put(session, 0, MEASUREMENT)
    return session


def test_a_session_at_a_glance_is_the_session(store, finished_session):
    sight, loaded = store.look_at(finished_session), store.load(finished_session)
    assert (sight.summary, sight.plan) == (loaded.summary, loaded.plan)
    seen, stored = sight.results[0], loaded.measurements[0]
    assert seen.estimate == TIMING.estimate
    assert seen == stored
    assert stored == seen == MEASUREMENT
    assert seen != replace(MEASUREMENT, error="")
    assert replace(seen, status=Status.FAILED) == replace(MEASUREMENT, status=Status.FAILED)
    assert seen.is_verified == MEASUREMENT.is_verified


def test_what_is_not_looked_at_is_not_read(store, path, finished_session):
    with sqlite3.connect(path) as other:
        other.execute("UPDATE item SET cost = '{', timing = '{'")
    other.close()
    seen = store.look_at("last").results[0]
    assert (seen.status, seen.error, seen.case) == (Status.UNSTABLE, MEASUREMENT.error, CASE)
    assert seen.rounds == ROUNDS
    with pytest.raises(StoreError, match="CostReport is damaged"):
        _ = seen.cost
    with pytest.raises(StoreError, match="Timing is damaged"):
        _ = seen.timing


def test_a_damaged_estimate_hides_no_other(store, path):
    session = store.begin_session(replace(plan_of(CASE), batches=(CASE.batch, 2 * CASE.batch)))
    for number in (0, 1):
        store.put(session, number, replace(MEASUREMENT, case=store.load(session).plan.cases()[number]))
    with sqlite3.connect(path) as other:
        other.execute("UPDATE item SET estimate = '{' WHERE number = 0")
    other.close()
    damaged, whole = (store.look_at(session).results[number] for number in (0, 1))
    assert damaged.estimate is None and "Estimate is damaged" in damaged.error
    assert (whole.estimate, whole.error) == (TIMING.estimate, MEASUREMENT.error)


def test_opening_and_listing_use_the_index_alone(store, finished_session):
    """Neither may walk over the costs, which are nearly all of a database."""
    asked = []
    store._connection._sqlite.set_trace_callback(asked.append)
    store.look_at(finished_session)
    store.sessions()
    store._connection._sqlite.set_trace_callback(None)
    plans = [
        " ".join(str(step[3]) for step in store._connection._sqlite.execute(f"EXPLAIN QUERY PLAN {query}"))
        for query in asked
        if "FROM item" in query
    ]
    assert plans
    assert all("COVERING INDEX item_at_a_glance" in steps for steps in plans), plans


def test_the_machine_of_a_session_is_its_device(store, finished_session):
    (summary,) = store.sessions()
    assert (summary.machine, summary.device) == ("GPU", "cuda:0")
