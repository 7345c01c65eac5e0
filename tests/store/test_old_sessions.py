"""What an older MixBench stored opens in this one: its schema, and its values without the newer fields."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

import pytest

from mixbench.core.measurement import Status
from mixbench.core.roofs import Roof
from mixbench.store import schema
from mixbench.store.archive import Label
from mixbench.store.database import Store
from mixbench.store.rows import COLUMNS, rows_of

PLAN = """
{"models": [{"variant": "mixer_s16", "overrides": {}}], "resolutions": [[224, 224]], "batches": [2],
 "conditions": {"device": "cpu", "dtype": "float32", "layout": "contiguous", "runtime": "eager",
 "mode": "inference", "threads": null}, "precision": "normal", "name": "old"}
"""
CASE = """
{"model": {"variant": "mixer_s16", "overrides": {}}, "height": 224, "width": 224, "batch": 2,
 "conditions": {"device": "cpu", "dtype": "float32", "layout": "contiguous", "runtime": "eager",
 "mode": "inference", "threads": null}}
"""
ENVIRONMENT = """
{"mixbench": "0.1.0", "python": "3.11.7", "torch": "2.13.0+cpu", "platform": "Test", "processor": "CPU",
 "physical_cores": 2, "logical_cores": 4, "memory_bytes": 8000000000, "devices": [{"id": "cpu",
 "name": "CPU", "memory_bytes": null, "dtypes": ["float32"]}], "cuda": null, "governor": null,
 "on_battery": null, "settings": {}}
"""
COST = """
{"count": {"params": 12, "trainable_params": 11, "macs": 7000, "other_operations": 5, "bytes_read": 400,
 "bytes_written": 300, "by_role": {"stem": {"params": 1, "macs": 2}}, "memory": {"activation_bytes": 400,
 "weight_bytes": 48, "peak_layer": "head", "peak_operator": "addmm"}, "layers": [{"path": "head",
 "kind": "Linear", "role": "head", "params": 1, "macs": 2, "other_operations": 3, "bytes_read": 4,
 "bytes_written": 5}], "operators": [{"name": "addmm", "calls": 3, "macs": 10, "other_operations": 1}],
 "unknown": []}, "torch": {"name": "torch", "macs": 7, "note": "", "extra": {}, "dropped": {"a": 2}},
 "fvcore": null, "peak_memory_bytes": 401}
"""
TIMING = """
{"estimate": {"median_ms": 10.0, "ci_low_ms": 9.5, "ci_high_ms": 10.5, "rounds": 5, "samples": 40,
 "marked_share": 0.0}, "p5_ms": 9.0, "p95_ms": 11.0, "p99_ms": 12.0, "minimum_ms": 8.0,
 "throughput_img_s": 200.0, "first_call_ms": 30.0, "stop_reason": "target", "target_half_width": 0.01,
 "settled": true, "block": 1, "effective_threads": 2.0, "pinned_cores": [0, 1], "end_to_end_ms": null,
 "reasons": [], "warm_up_ms": [30.0, 10.0]}
"""
ROUND = '{"number": 1, "samples_ms": [10.0, 10.1], "marked": [false, true], "other_load": 0.02}'


@pytest.fixture(params=[1, 2])
def old_store(request, path):
    """A database as a former schema left it, with one finished case."""
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    for script in schema.migrations()[: request.param]:
        connection.executescript(script)
    connection.execute(f"PRAGMA user_version = {request.param}")
    connection.execute("INSERT INTO environment VALUES (1, ?)", (ENVIRONMENT,))
    connection.execute(
        "INSERT INTO session VALUES ('old', 'old', '2026-11-21', NULL, 'done', '0.1.0', ?, 1, 1)",
        (PLAN,),
    )
    connection.execute(
        "INSERT INTO item VALUES ('old', 0, ?, 'mixer_s16', 'cpu', 'ok', '', ?, ?, '2026-11-21', 1e-9, 1)",
        (CASE, COST, TIMING),
    )
    connection.execute("INSERT INTO round VALUES ('old', 0, 1, 1, ?)", (ROUND,))
    connection.commit()
    connection.close()
    store = Store(path)
    yield store
    store.close()


def test_a_session_from_before_the_roofs_opens_whole(old_store):
    loaded = old_store.load("old")
    (measurement,) = loaded.measurements.values()
    assert (measurement.status, measurement.is_verified) == (Status.OK, True)
    assert (measurement.timing.phases_ms, measurement.timing.estimate.processes) == ({}, 1)
    assert (measurement.cost.torch.causes, measurement.cost.count.phases) == ((), ())
    assert measurement.cost.torch.unexplained(7000) == -6993
    (taken,) = measurement.rounds
    assert (taken.visit, taken.process, taken.block, taken.phases_ms, taken.device) == (1, 1, 1, {}, None)
    assert loaded.environment.default_threads is None
    assert (loaded.plan.duel, loaded.roofs) == (None, {})


def test_its_rows_have_every_column(old_store):
    (row,) = rows_of(old_store.load("old"))
    assert (row.latency_ms_median, row.rounds, row.processes, row.first_call_ms) == (10.0, 5, 1, 30.0)
    assert row.achieved_macs_per_s == pytest.approx(2 * 7000 / 0.010)
    assert (row.macs_backward, row.bytes_moved, row.roof_share, row.compile_ms) == (None, 700, None, None)
    assert len(COLUMNS) == len(row.__dict__)


def test_roofs_that_are_measured_when_it_is_resumed_are_not_those_of_its_old_cases(old_store):
    now = replace(old_store.load("old").environment, mixbench="0.2.0", default_threads=2)
    old_store.set_environment("old", now)
    old_store.put_roof("old", Roof("cpu", "float32", 2, 5e10, 1e10))
    loaded = old_store.load("old")
    assert (loaded.environment, loaded.environments[0].mixbench) == (now, "0.1.0")
    assert loaded.roofs == {}
    assert old_store.roofs(now)


def test_an_old_session_opens_at_a_glance_and_can_be_put_away(old_store):
    sight, whole = old_store.look_at("old"), old_store.load("old")
    assert sight.results[0].estimate == whole.measurements[0].timing.estimate
    assert sight.results[0] == whole.measurements[0]
    old_store.archive.set_label("old", Label("old", "kept", ("warm",)))
    old_store.archive.delete(["old"])
    assert old_store.sessions() == ()
    old_store.archive.restore(["old"])
    (summary,) = old_store.sessions()
    assert (summary.note, summary.tags, summary.machine) == ("kept", ("warm",), "CPU")
    assert old_store.load("old").measurements == whole.measurements
