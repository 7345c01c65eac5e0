"""What was measured for a claim before, so that it need not be measured again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from mixbench.claims.measured import alike, are_steady
from mixbench.core.likeness import Setting, differences
from mixbench.core.measurement import Environment
from mixbench.core.sweep import SweepPlan
from mixbench.store.database import Store
from mixbench.store.rows import Row, rows_of
from mixbench.store.sessions import StoredSession


def measured_before(store: Store, plan: SweepPlan, here: Environment | None) -> tuple[Row, ...]:
    """The rows of the newest session of the plan's name that holds a steady one of each of its cases, taken
    on this machine and under its conditions; none without such a session, or where no machine is known."""
    if here is None:
        return ()
    for rows in _candidates(store, plan, here):
        found = alike(rows, plan.cases())
        if found is not None and are_steady(found):
            return rows
    return ()


def _candidates(store: Store, plan: SweepPlan, here: Environment) -> Iterator[tuple[Row, ...]]:
    for summary in store.sessions():
        if summary.name == plan.name and not summary.is_duel:
            yield tuple(rows_of(_taken_so(store.load(summary.id), plan, here)))


def _taken_so(stored: StoredSession, plan: SweepPlan, here: Environment) -> StoredSession:
    """The session with those of its measurements alone that were taken as these would be."""
    wanted = Setting.of(plan.conditions, here)
    kept = {
        number: each
        for number, each in stored.measurements.items()
        if not differences(Setting.of(each.case.conditions, stored.environments.get(number)), wanted)
    }
    return replace(stored, measurements=kept)
