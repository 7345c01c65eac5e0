"""Sessions that a report is made of, stored and read back as a person's are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reported import CYCLE, ENVIRONMENT, RES, measured

from mixbench.core.measurement import Status
from mixbench.core.roofs import Roof
from mixbench.core.sweep import SweepPlan
from mixbench.store.database import Store


@pytest.fixture(scope="session")
def keep(tmp_path_factory):
    """A maker of stored sessions: a plan, its results by number, and the roof of the machine."""

    def make(plan, results, roof=None):
        store = Store(tmp_path_factory.mktemp("report") / "results.sqlite3")
        session = store.begin_session(plan)
        store.set_environment(session, ENVIRONMENT)
        for number, measurement in results.items():
            store.put(session, number, measurement)
        if roof is not None:
            store.put_roof(session, roof)
        store.finish_session(session, "done")
        stored = store.load(session)
        store.close()
        return stored

    return make


@pytest.fixture(scope="session")
def session(keep):
    """Two networks at four sizes, with a roof; one timing is unstable, one case ran out of memory, one was
    never run."""
    plan = SweepPlan((CYCLE, RES), ((64, 64), (128, 128), (224, 224), (448, 448)), name="linear or not")
    results = {n: measured(case, 1.7 if case.model == CYCLE else 1.0) for n, case in enumerate(plan.cases())}
    unstable = replace(results[1].timing, reasons=("other processes took 40 % of the cores",))
    results[1] = replace(results[1], status=Status.UNSTABLE, timing=unstable)
    results[6] = replace(results[6], status=Status.OUT_OF_MEMORY, timing=None, error="16 GB were asked for")
    del results[7]
    return keep(plan, results, Roof("cpu", "float32", 2, 2e11, 2e10))
