"""What a sweep does next, on a session that exists only here."""

from __future__ import annotations

from mixbench.core.measurement import Estimate
from mixbench.jobs.agenda import Agenda, Call


class Session:
    """Numbers that are open, and half-widths of their intervals."""

    def __init__(self, *numbers):
        self.open = set(numbers)
        self.widths = {}

    def still_open(self, numbers):
        return tuple(number for number in numbers if number in self.open)

    def estimate(self, number):
        if number not in self.widths:
            return None
        return Estimate(1.0, 1 - self.widths[number], 1 + self.widths[number], 5, 30, 0.0)

    def next(self, agenda):
        return agenda.next(self.still_open, self.estimate)


def test_every_group_is_glimpsed_at_then_visited_then_the_widest_is_next():
    session, agenda = Session(0, 1, 2, 3), Agenda([(0, 1), (2, 3)], "normal")
    visits = [session.next(agenda) for _ in range(4)]
    assert visits == [
        Call((0, 1), "glimpse"),
        Call((2, 3), "glimpse"),
        Call((0, 1), "rounds"),
        Call((2, 3), "rounds"),
    ]
    session.widths = {0: 0.01, 1: 0.02, 2: 0.005, 3: 0.04}
    assert session.next(agenda) == Call((2, 3), "rounds")
    session.widths[3] = 0.01
    assert session.next(agenda) == Call((0, 1), "rounds")
    session.open = {0, 2}
    assert session.next(agenda) == Call((0,), "rounds")
    session.open = set()
    assert session.next(agenda) is None


def test_a_case_without_an_interval_is_wider_than_any():
    session, agenda = Session(0, 1), Agenda([(0,), (1,)], "normal")
    for _ in range(4):
        session.next(agenda)
    session.widths = {0: 0.5}
    assert session.next(agenda) == Call((1,), "rounds")


def test_what_has_rounds_already_is_not_glimpsed_at():
    session, agenda = Session(0, 1, 2), Agenda([(0, 1), (2,)], "normal")
    session.widths = {0: 0.1}
    assert session.next(agenda) == Call((1,), "glimpse")


def test_a_single_group_stays_until_its_stop_rule():
    session = Session(0, 1)
    assert session.next(Agenda([(0, 1)], "normal")) == Call((0, 1), "whole")


def test_what_is_compiled_is_built_once():
    session, agenda = Session(0, 1), Agenda([(0,), (1,)], "normal", costly=True)
    assert session.next(agenda) == Call((0,), "whole")
    session.open = {1}
    assert session.next(agenda) == Call((1,), "whole")


def test_several_processes_want_short_visits():
    for costly in (False, True):
        agenda = Agenda([(0, 1)], "publish", costly=costly)
        assert agenda.wants_processes
        assert Session(0, 1).next(agenda) == Call((0, 1), "rounds")


def test_a_visit_that_was_broken_off_comes_next_without_what_ended():
    session, agenda = Session(0, 1, 2), Agenda([(0, 1), (2,)], "normal")
    broken = session.next(agenda)
    session.open = {1, 2}
    agenda.put_back(broken)
    assert session.next(agenda) == Call((1,), "glimpse")
