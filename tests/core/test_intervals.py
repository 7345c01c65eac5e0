"""Intervals of a median and the likeness of neighbours, by hand and against scipy."""

from __future__ import annotations

import math

import pytest
from scipy.stats import binom

from mixbench.core.intervals import median_interval, neighbour_correlation, rank_autocorrelation


def test_one_value_has_no_interval():
    assert median_interval([3.0]) is None
    assert median_interval([]) is None


def test_six_values_reach_almost_from_the_smallest_to_the_largest():
    """The ends cover 1 - 2/64 = 96.875 %, the next inner ones 78.125 %: 0.875 / 18.75 of too much."""
    excess = 0.875 / 18.75
    inward = 5 * excess / (1 + 4 * excess)
    low, high = median_interval([4.0, 1.0, 6.0, 2.0, 5.0, 3.0])
    assert (low, high) == pytest.approx((1 + inward, 6 - inward))


@pytest.mark.parametrize("count", [6, 7, 9, 12, 25, 40, 101, 300])
def test_the_ranks_enclose_what_the_binomial_distribution_says(count):
    """Between the ranks of either end lies as much as was asked for, one rank further in it does not."""
    low, high = median_interval([float(rank) for rank in range(1, count + 1)])
    outer, inner = math.floor(low), math.ceil(low)
    assert low + high == pytest.approx(count + 1)
    assert 1 - 2 * binom.cdf(outer - 1, count, 0.5) >= 0.96
    assert 1 - 2 * binom.cdf(inner - 1, count, 0.5) < 0.96 or inner == outer


def test_one_slow_value_neither_moves_nor_widens_the_interval():
    quiet = [10.0 + 0.01 * step for step in range(20)]
    assert median_interval([*quiet[:-1], 1e9]) == median_interval(quiet)


def test_values_that_are_alike_stretch_the_interval_about_the_median():
    values = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 40.0]
    plain, stretched = median_interval(values), median_interval(values, correlation=0.6)
    assert stretched[0] - 4.5 == pytest.approx(2 * (plain[0] - 4.5))
    assert stretched[1] - 4.5 == pytest.approx(2 * (plain[1] - 4.5))
    assert median_interval(values, correlation=-0.6) == plain
    assert median_interval(values, correlation=1.0) == median_interval(values, correlation=0.9)


def test_rank_autocorrelation_by_hand():
    assert rank_autocorrelation([1, -1, 1, -1]) == pytest.approx(-0.75)
    assert rank_autocorrelation([1, 1, -1, -1]) == pytest.approx(0.25)
    # ranks -1.5 -0.5 0.5 1.5 of 5: (0.75 - 0.25 + 0.75) / 5, however far away the last one is
    assert rank_autocorrelation([1, 2, 3, 1000]) == pytest.approx(0.25)
    assert rank_autocorrelation([5, 5, 5]) == 0
    assert rank_autocorrelation([5, 6]) == 0


def test_neighbours_that_are_unlike_count_as_independent():
    assert neighbour_correlation([1, 4, 2, 5, 3, 6]) == 0
    assert neighbour_correlation([1, 2, 3, 4]) == pytest.approx(0.25 + 0.125)
