"""Times by role are kept with the measurement of their case, and only beside it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace

import pytest

from mixbench.core.measurement import Device, Environment, Measurement, Status
from mixbench.core.role_times import PassTime, RoleTime, RoleTimes
from mixbench.core.roles import Role
from mixbench.store import schema
from mixbench.store.database import Store
from mixbench.store.records import json_of

HERE = Environment("0.1.0", "3.11", "2.13.0", "Test", "CPU", 4, 8, 8, (Device("cpu", "CPU"),))
ELSEWHERE = replace(HERE, processor="another CPU")
TIMES = RoleTimes(
    (RoleTime(Role.STEM, PassTime(1.0, 0.9, 1.1), 0.01), RoleTime(Role.NORM, PassTime(2.0), 0.02)),
    PassTime(0.5, 0.4, 0.6),
    PassTime(3.5, 3.4, 3.6),
    PassTime(3.0, 2.9, 3.1),
    9,
    0.03,
)
OTHERS = replace(TIMES, passes=11)


@pytest.fixture
def session(store, plan):
    """Two of four cases are measured here."""
    session = store.begin_session(plan)
    store.set_environment(session, HERE)
    for number, case in enumerate(plan.cases()[:2]):
        store.put(session, number, Measurement(case, Status.OK))
    return session


def test_they_come_back_with_their_session(store, path, session):
    assert store.role_times.of_session(session) == {}
    assert store.role_times.put(session, 1, HERE, TIMES)
    assert store.role_times.put(session, 0, HERE, OTHERS)
    store.close()
    again = Store(path)
    assert again.role_times.of_session(session) == {0: OTHERS, 1: TIMES}
    again.close()


def test_the_latest_look_stands(store, session):
    store.role_times.put(session, 0, HERE, TIMES)
    store.role_times.put(session, 0, HERE, OTHERS)
    assert store.role_times.of_session(session) == {0: OTHERS}


@pytest.mark.parametrize(("number", "where"), [(0, ELSEWHERE), (2, HERE), (99, HERE)])
def test_what_was_not_measured_here_keeps_none(store, session, number, where):
    assert not store.role_times.put(session, number, where, TIMES)
    assert store.role_times.of_session(session) == {}


def test_a_case_that_is_measured_anew_elsewhere_has_none(store, plan, session):
    for number in (0, 1):
        store.role_times.put(session, number, HERE, TIMES)
    store.set_environment(session, ELSEWHERE)
    store.put(session, 0, Measurement(plan.cases()[0], Status.OK))
    assert store.role_times.of_session(session) == {1: TIMES}


def test_they_go_and_come_back_with_their_result(store, path, session):
    store.role_times.put(session, 0, HERE, TIMES)
    store.archive.delete_results(session, [0])
    assert store.role_times.of_session(session) == {}
    store.archive.restore_results(session, [0])
    assert store.role_times.of_session(session) == {0: TIMES}
    store.archive.delete([session])
    store.archive.purge(session)
    with closing(sqlite3.connect(path)) as other:
        assert other.execute("SELECT count(*) FROM role_times").fetchone() == (0,)


def test_a_damaged_one_is_taken_anew(store, path, session):
    store.role_times.put(session, 0, HERE, TIMES)
    store.role_times.put(session, 1, HERE, TIMES)
    with closing(sqlite3.connect(path)) as other:
        other.execute("UPDATE role_times SET content = '{}' WHERE number = 0")
        other.commit()
    assert store.role_times.of_session(session) == {1: TIMES}


def test_a_database_of_before_takes_them_in(path, plan):
    """As the schema before left it: written by its own scripts, with a measured case."""
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    for script in schema.migrations()[:4]:
        connection.executescript(script)
    connection.execute("PRAGMA user_version = 4")
    connection.execute("INSERT INTO environment VALUES (1, ?)", (json_of(HERE),))
    connection.execute(
        """
        INSERT INTO session (id, name, started_at, mixbench, plan, planned, environment)
        VALUES ('old', 'old', '2026-11-21', '0.1.0', ?, 4, 1)
        """,
        (json_of(plan),),
    )
    connection.execute(
        """
        INSERT INTO item (session, number, "case", model, device, status, environment)
        VALUES ('old', 0, ?, 'mixer_s16', 'cpu', 'ok', 1)
        """,
        (json_of(plan.cases()[0]),),
    )
    connection.commit()
    connection.close()
    store = Store(path)
    assert list(store.load("old").measurements) == [0]
    assert store.role_times.put("old", 0, HERE, TIMES)
    assert store.role_times.of_session("old") == {0: TIMES}
    store.close()
