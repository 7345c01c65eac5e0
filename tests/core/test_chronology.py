"""Where samples lie in time, against hand counts."""

from __future__ import annotations

import pytest

from mixbench.core.chronology import by_clock, by_number, is_clocked, parts, warm_up_places
from mixbench.core.measurement import Round


def taken(number, began_s=None, *, visit=1, process=1, block=1, samples=(100.0, 200.0)):
    return Round(
        number, samples, (False,) * len(samples), block=block, visit=visit, process=process, began_s=began_s
    )


def test_by_the_clock_a_sample_lies_in_the_middle_of_its_block():
    """A round at 1000 s of 100 and 200 ms, each of two calls; one 10 s later."""
    first, second = by_clock([taken(1, 1000.0, block=2), taken(2, 1010.0)])
    assert (first.begin, first.end) == (0.0, pytest.approx(0.6))
    assert first.places == pytest.approx((0.1, 0.4))
    assert second.places == pytest.approx((10.05, 10.2))


def test_by_number_nothing_lies_between_two_rounds():
    first, second = by_number([taken(1), taken(2, samples=(1.0, 1.0, 1.0))])
    assert first.places == (1.0, 2.0) and second.places == (3.0, 4.0, 5.0)
    assert first.end == second.begin == 2.5


def test_only_rounds_that_all_know_their_time_go_by_the_clock():
    assert is_clocked([taken(1, 5.0), taken(2, 6.0)])
    assert not is_clocked([taken(1, 5.0), taken(2)])
    assert not is_clocked([])
    assert by_clock([]) == by_number([]) == ()


def test_the_warm_up_ends_where_the_first_round_begins():
    assert warm_up_places((500.0, 100.0), in_seconds=True) == pytest.approx((-0.35, -0.05))
    assert warm_up_places((500.0, 100.0), in_seconds=False) == (-1.0, 0.0)
    assert warm_up_places((), in_seconds=True) == ()


def test_the_first_look_visits_and_processes_part_the_rounds():
    rounds = [taken(0), taken(1), taken(2, visit=2), taken(3, visit=2), taken(4, visit=2, process=2)]
    assert [one.round.number for one in parts(by_number(rounds))] == [0, 1, 2, 4]
