"""The estimate, its interval, the stop rule and the reasons, on samples with known answers."""

from __future__ import annotations

import math
import random
import statistics as reference
from dataclasses import replace

import pytest

from mixbench.core import statistics
from mixbench.core.measurement import GLIMPSE, Estimate, PrecisionTarget, Round

QUICK = PrecisionTarget(half_width=0.03, cap_s=10.0)


def rounds_of(*medians, marked=0, samples=6, process=1):
    """Rounds of equal samples, the first `marked` of each marked."""
    marks = tuple(index < marked for index in range(samples))
    return [Round(n, (value,) * samples, marks, process=process) for n, value in enumerate(medians, start=1)]


def test_few_rounds_have_students_interval_by_hand():
    estimate = statistics.estimate(rounds_of(100.0, 101.0, 99.0, 101.0, 99.0))
    # the logarithms have mean -0.00004 and standard deviation 0.0100004; t(4) at 96 % is 2.998528;
    # neighbours are unlike one another, so nothing is stretched
    reach = 2.998528 * 0.0100004 / math.sqrt(5)
    assert estimate.median_ms == 100.0
    assert estimate.ci_low_ms == pytest.approx(100 * math.exp(-0.00004 - reach), abs=1e-3)
    assert estimate.ci_high_ms == pytest.approx(100 * math.exp(-0.00004 + reach), abs=1e-3)
    assert estimate.half_width == pytest.approx(reach, rel=1e-3)
    assert (estimate.rounds, estimate.samples, estimate.marked_share) == (5, 30, 0.0)


def test_one_round_says_nothing_about_its_spread():
    estimate = statistics.estimate([Round(1, (1.0, 2.0, 30.0), (False, False, True))])
    assert estimate.median_ms == 2.0
    assert (estimate.ci_low_ms, estimate.ci_high_ms, estimate.half_width) == (None, None, None)
    assert estimate.marked_share == pytest.approx(1 / 3)


def test_a_slow_round_widens_the_interval_of_few_rounds_only():
    estimate = statistics.estimate(rounds_of(*[10.0] * 30, 40.0))
    assert estimate.median_ms == 10.0
    assert (estimate.ci_low_ms, estimate.ci_high_ms) == (10.0, 10.0)
    few = statistics.estimate(rounds_of(10.0, 10.0, 10.0, 10.0, 40.0))
    assert few.ci_low_ms <= 10.0 < few.ci_high_ms


def test_a_glimpse_stands_only_until_there_is_a_round():
    glimpse = Round(GLIMPSE, (7.0, 8.0, 90.0), (False, False, True))
    first = statistics.estimate([glimpse])
    assert (first.median_ms, first.rounds, first.samples, first.half_width) == (8.0, 0, 0, None)
    assert statistics.should_stop(first, 0.1, QUICK) is None
    rounds = rounds_of(9.0, 10.0, 11.0)
    assert statistics.estimate([glimpse, *rounds]) == statistics.estimate(rounds)
    assert statistics.samples_of([glimpse, *rounds]) == statistics.samples_of(rounds)
    assert statistics.reasons([glimpse, *rounds]) == ()


def test_the_interval_over_processes_waits_for_them_and_counts_each_once():
    rounds = [replace(one, process=2) for one in rounds_of(10.0, 10.2, 30.0, 10.2, 10.2)]
    rounds += [replace(one, process=1) for one in rounds_of(10.0, 10.0)]
    two = statistics.estimate(rounds, processes=3)
    assert (two.processes, two.half_width) == (2, None)
    three = statistics.estimate([*rounds, *rounds_of(10.4, process=5)], processes=3)
    # medians 10.2, 10.0 and 10.4: standard deviation of the logarithms 0.019611, t(2) at 96 % = 4.848732
    assert three.median_ms == pytest.approx(10.2)
    assert three.half_width == pytest.approx(4.848732 * 0.019611 / 3**0.5, rel=2e-3)
    assert (three.rounds, three.processes, three.looks) == (8, 3, 3)
    assert statistics.estimate(rounds).looks == 7  # the same rounds, where one process is enough


def test_a_target_over_processes_is_not_met_by_fewer():
    publish = PrecisionTarget(0.005, 120.0, processes=3)
    assert statistics.should_stop(replace(estimate_of(0.001, 9), processes=2), 9.0, publish) is None
    assert statistics.should_stop(replace(estimate_of(0.001, 9), processes=3), 9.0, publish) == "target"
    assert "2 instead of 3" in statistics.missed_target(replace(estimate_of(0.001, 9), processes=2), publish)


def test_percentiles_agree_with_the_standard_library():
    rng = random.Random(3)
    values = [rng.expovariate(1.0) for _ in range(257)]
    cuts = reference.quantiles(values, n=100, method="inclusive")
    for share in (5, 50, 95, 99):
        assert statistics.percentile(values, share / 100) == pytest.approx(cuts[share - 1])
    assert statistics.percentile([7.0], 0.99) == 7.0


def estimate_of(half_width, rounds):
    return Estimate(100.0, 100 * (1 - half_width), 100 * (1 + half_width), rounds, 6 * rounds, 0.0)


@pytest.mark.parametrize(
    ("half_width", "rounds", "elapsed_s", "reason"),
    [
        (0.001, 4, 2.0, None),  # tight by luck: not looked at before round 5
        (0.001, 5, 2.0, "target"),
        (0.031, 5, 2.0, None),
        (0.031, 9, 10.0, "cap"),
        (0.029, 9, 10.0, "target"),
        (0.001, 2, 11.0, "cap"),  # long calls: the cap holds before round 5, too
    ],
)
def test_stop_rule(half_width, rounds, elapsed_s, reason):
    assert statistics.should_stop(estimate_of(half_width, rounds), elapsed_s, QUICK) == reason


def test_a_missed_target_is_told_with_both_widths():
    sentence = statistics.missed_target(estimate_of(0.041, 9), QUICK)
    assert "4.1 %" in sentence and "3.0 %" in sentence and "10 s" in sentence
    assert "2 instead of 5" in statistics.missed_target(estimate_of(0.001, 2), QUICK)
    assert statistics.missed_target(estimate_of(0.02, 9), QUICK) == ""
