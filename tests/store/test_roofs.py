"""What a machine can do at best is kept with the environment that it was measured in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mixbench.core.measurement import Device, Environment, Measurement, Status
from mixbench.core.model import Conditions
from mixbench.core.roofs import Roof
from mixbench.store.database import Store

HERE = Environment("0.1.0", "3.11", "2.13.0", "Test", "CPU", 4, 8, 8, (Device("cpu", "CPU"),))
ELSEWHERE = replace(HERE, torch="3.0.0", default_threads=2)


def roof_of(threads=4, dtype="float32", device="cpu", macs_per_s=5e10):
    return Roof(device, dtype, threads, macs_per_s, 1e10, "2026-11-21T03:15:02+00:00")


@pytest.fixture
def session(store, plan):
    session = store.begin_session(plan)
    store.set_environment(session, HERE)
    return session


def test_a_roof_comes_back_in_another_session_of_the_same_environment(store, path, plan, session):
    store.put_roof(session, roof_of())
    store.close()
    again = Store(path)
    second = again.begin_session(plan)
    assert again.roof_of(second, Conditions()) is None  # it runs nowhere yet
    again.set_environment(second, HERE)
    assert again.roof_of(second, Conditions(threads=4)) == roof_of()
    again.set_environment(second, ELSEWHERE)
    assert again.roof_of(second, Conditions(threads=4)) is None
    again.close()


def test_roofs_are_told_apart_by_device_dtype_and_threads(store, session):
    kept = [roof_of(), roof_of(1), roof_of(dtype="bfloat16"), roof_of(None, device="cuda:0")]
    for roof in kept:
        store.put_roof(HERE, roof)
    assert set(store.roofs(HERE)) == set(kept)
    assert store.roof_of(session, Conditions(threads=1, mode="training_step")) == kept[1]
    assert store.roof_of(session, Conditions(dtype="bfloat16", layout="channels_last")) == kept[2]
    assert store.roof_of(session, Conditions("cuda:0", threads=3)) == kept[3]
    assert store.roof_of(session, Conditions(threads=2)) is None
    assert store.roofs(ELSEWHERE) == ()


def test_threads_that_nobody_named_are_those_that_the_machine_gives(store, plan, session):
    store.put_roof(HERE, roof_of(4))
    store.put_roof(ELSEWHERE, roof_of(2))
    assert store.roof_of(session, Conditions()).threads == 4  # a core each, where nothing else is known
    store.set_environment(session, ELSEWHERE)
    assert store.roof_of(session, Conditions()).threads == 2


def test_a_roof_that_is_measured_again_replaces_the_first(store, session):
    store.put_roof(session, roof_of())
    store.put_roof(session, roof_of(macs_per_s=6e10))
    assert store.roofs(HERE) == (roof_of(macs_per_s=6e10),)


def test_what_a_busy_machine_reached_can_only_raise_what_is_known(store, session):
    first = roof_of(macs_per_s=5e10)
    busy = replace(first, macs_per_s=4e10, bytes_per_s=2e10, is_disturbed=True, measured_at="later")
    store.put_roof(session, first)
    store.put_roof(session, busy)
    assert store.roofs(HERE) == (replace(first, bytes_per_s=2e10),)


def test_what_was_known_of_a_busy_machine_gives_way_to_a_quiet_look(store, session):
    busy = replace(roof_of(macs_per_s=6e10), is_disturbed=True)
    store.put_roof(session, busy)
    assert store.roofs(HERE) == (busy,)
    store.put_roof(session, roof_of(macs_per_s=5e10))
    assert store.roofs(HERE) == (roof_of(macs_per_s=5e10),)


def test_without_an_environment_no_roof_is_kept(store, plan):
    session = store.begin_session(plan)
    store.put_roof(session, roof_of())
    store.set_environment(session, HERE)
    assert store.roof_of(session, Conditions()) is None


def test_each_case_of_a_session_has_the_roof_of_the_machine_that_measured_it(store, plan, session):
    first, second, third, _ = plan.cases()
    store.put_roof(HERE, roof_of(4))
    store.put(session, 0, Measurement(first, Status.OK))
    store.set_environment(session, ELSEWHERE)
    store.put(session, 1, Measurement(second, Status.OK))
    store.put_roof(session, roof_of(1))
    store.put(session, 2, Measurement(replace(third, conditions=Conditions(threads=1)), Status.OK))
    assert store.load(session).roofs == {0: roof_of(4), 2: roof_of(1)}
