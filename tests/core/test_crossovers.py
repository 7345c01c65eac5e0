"""Where two curves cross, against roots known in closed form."""

from __future__ import annotations

from math import sin

import pytest

from mixbench.core.crossovers import crossings, through

GRID = [float(x) for x in range(1, 101)]


def test_a_parabola_overtakes_a_line_where_it_must():
    (crossing,) = crossings(lambda x: x * x, lambda x: 37.25 * x, GRID)
    assert crossing.x == pytest.approx(37.25, abs=1e-9)
    assert crossing.y == pytest.approx(37.25**2)
    assert crossing.rising_is_first


def test_the_order_of_the_curves_turns_the_answer_round():
    (crossing,) = crossings(lambda x: 37.25 * x, lambda x: x * x, GRID)
    assert not crossing.rising_is_first


def test_a_crossing_on_a_point_of_the_grid_is_found_once():
    (crossing,) = crossings(lambda x: x * x, lambda x: 50 * x, GRID)
    assert crossing.x == pytest.approx(50)


def test_every_crossing_is_found():
    found = crossings(sin, lambda x: 0.0, [x / 4 for x in range(1, 40)])
    assert [crossing.x for crossing in found] == pytest.approx([3.14159265, 6.28318531, 9.42477796])


@pytest.mark.parametrize("second", [lambda x: x + 1, lambda x: x, lambda x: x - (x - 50) ** 2])
def test_curves_that_do_not_change_sides_do_not_cross(second):
    assert crossings(lambda x: x, second, GRID) == ()


def test_no_grid_no_crossing():
    assert crossings(sin, sin, []) == ()


def test_samples_of_a_power_law_are_joined_by_that_law():
    curve = through([64.0, 512.0], [64.0**4, 512.0**4])
    assert curve(224.0) == pytest.approx(224.0**4)
    assert curve(1024.0) == pytest.approx(1024.0**4)


def test_samples_with_a_zero_are_joined_by_straight_lines():
    assert through([0.0, 10.0], [0.0, 5.0])(4.0) == pytest.approx(2.0)


def test_one_sample_is_no_curve():
    with pytest.raises(ValueError, match="two samples"):
        through([1.0], [1.0])


def test_samples_that_do_not_ascend_are_refused():
    with pytest.raises(ValueError, match="ascend"):
        through([1.0, 1.0], [1.0, 2.0])
