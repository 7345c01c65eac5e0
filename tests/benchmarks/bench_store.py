"""How long a long history takes to open. Run with
`packaging/test -s tests/benchmarks/bench_store.py`; nothing here asserts a time, and what is printed is the
median of the repeats."""

from __future__ import annotations

import statistics
import time
from dataclasses import replace

import pytest

from mixbench.core.cost import CostReport, Count, LayerCost, MemoryForecast, RoleCost, Witness
from mixbench.core.measurement import Device, Environment, Estimate, Measurement, Round, Status, Timing
from mixbench.core.model import Model
from mixbench.core.roles import Role
from mixbench.core.sweep import SweepPlan
from mixbench.store.database import Store
from mixbench.store.records import item_columns, json_of

RESULTS, SESSIONS, REPEATS = 100_000, 3_000, 5
#: As many layers as ResMLP-S12 has; a cost is some 8 kB of text.
LAYERS = 50

ENVIRONMENT = Environment("0.1.0", "3.11", "2.13.0", "Test", "CPU", 2, 2, 8, (Device("cpu", "CPU"),))
COST = CostReport(
    Count(
        15_350_872, 15_350_872, 3_010_000_000, 0, 0, 0,
        {role: RoleCost(1_000_000, 400_000_000) for role in Role},
        MemoryForecast(4_000_000, 61_000_000, "blocks.0.mlp.0", "aten.addmm"),
        tuple(
            LayerCost(f"blocks.{number}.mlp.0", "Linear", Role.CHANNEL_MIXING, 590_000, 10**8, 0, 4, 4)
            for number in range(LAYERS)
        ),
    ),
    Witness("torch", 3_010_000_000),
    Witness("fvcore", 3_012_000_000, extra={"layer_norm": 2_000_000}),
    65_000_000,
)  # fmt: skip
TIMING = Timing(
    Estimate(10.0, 9.9, 10.1, 5, 40, 0.0), 9.0, 11.0, 12.0, 8.0, 100.0, 30.0, "target", 0.01, True, 1, 2.0,
    (0, 1), warm_up_ms=tuple(10.0 + step for step in range(20)),
)  # fmt: skip
ROUND = Round(1, tuple(10.0 + step / 16 for step in range(8)), (False,) * 8, 0.02)


@pytest.fixture(scope="module")
def database(tmp_path_factory):
    """One session of a hundred thousand results, and thousands of small ones."""
    path = tmp_path_factory.mktemp("store") / "mixbench.sqlite3"
    store = Store(path)
    _multiply(store, store.begin_session(SweepPlan((Model("mixer_s16"), Model("resmlp_s12")), ((224, 224),))))
    sides = tuple((side, side) for side in range(16, 16 * 501, 16))
    models = tuple(Model("resmlp_s12", {"width": width}) for width in range(64, 64 * 21, 64))
    session = store.begin_session(SweepPlan(models, sides, tuple(range(1, 11))))
    _fill(store, session)
    store.close()
    yield path, session
    path.unlink()


def _multiply(store, session):
    """The same small session many times; begun one by one they would all carry the same second."""
    rest = "name, started_at, finished_at, outcome, mixbench, plan, planned, environment"
    with store._connection.commit() as transaction:
        for number in range(SESSIONS - 1):
            transaction.execute(
                f"INSERT INTO session (id, {rest}) SELECT ?, {rest} FROM session WHERE id = ?",
                (f"small-{number}", session),
            )


def _fill(store, session):
    """Straight into the tables: a commit for each of so many results would take the disk minutes."""
    store.set_environment(session, ENVIRONMENT)
    cases = store.look_at(session).plan.cases()
    assert len(cases) == RESULTS
    columns = item_columns(
        Measurement(cases[0], Status.OK, cost=COST, timing=TIMING, started_at="2026-11-21")
    )
    same = {name: columns[name] for name in ("status", "error", "cost", "timing", "estimate", "started_at")}
    setters = ", ".join(f"{name} = :{name}" for name in same)
    with store._connection.commit() as transaction:
        transaction.execute(
            f"UPDATE item SET {setters}, environment = 1 WHERE session = :id", {**same, "id": session}
        )
        transaction.executemany(
            "INSERT INTO round VALUES (?, ?, 1, ?, ?)",
            [
                (session, number, place, json_of(replace(ROUND, number=place)))
                for number in range(RESULTS)
                for place in (1, 2)
            ],
        )


def _seconds(action):
    """The median over some repeats, each from a store that was just opened."""
    taken = []
    for _ in range(REPEATS):
        begun = time.perf_counter()
        action()
        taken.append(time.perf_counter() - begun)
    return statistics.median(taken)


def test_opening_a_long_session(database):
    """From the file to what the table and the plot need, then one result in full."""
    path, session = database

    def look():
        store = Store(path)
        sight = store.look_at(session)
        assert len(sight.results) == RESULTS
        store.close()

    glance = _seconds(look)
    store = Store(path)
    results = store.look_at(session).results
    begun = time.perf_counter()
    one = results[RESULTS // 2]
    assert (one.timing, one.cost, len(one.rounds)) == (TIMING, COST, 2)
    whole = time.perf_counter() - begun
    store.close()
    print(
        f"\nsession of {RESULTS:,} results, {path.stat().st_size / 1e6:,.0f} MB: "
        f"open {glance:.2f} s, one result in full {whole * 1e3:.2f} ms"
    )


def test_listing_many_sessions(database):
    """The list of the sessions panel beside that long one."""
    path, _ = database
    store = Store(path)
    listed = _seconds(lambda: len(store.sessions()))
    assert len(store.sessions()) == SESSIONS + 1
    store.close()
    print(f"\nlist of {SESSIONS:,} sessions beside one of {RESULTS:,} results: {listed * 1e3:.0f} ms")
