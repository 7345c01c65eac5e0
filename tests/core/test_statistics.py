"""The estimate, its interval, the stop rule and the reasons, on samples with known answers."""

from __future__ import annotations

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


def noisy_rounds(rng, centres, spread=0.001, samples=20):
    return [
        Round(n, tuple(rng.gauss(centre, spread * centre) for _ in range(samples)), (False,) * samples)
        for n, centre in enumerate(centres, start=1)
    ]


def test_estimate_is_the_median_of_round_medians_with_a_t_interval_by_hand():
    estimate = statistics.estimate(rounds_of(9.0, 10.0, 11.0, 10.0, 10.0))
    # mean 10, standard deviation sqrt(0.5), t(4) = 2.776445: reach 2.776445 * 0.707107 / sqrt(5)
    assert estimate.median_ms == 10.0
    assert estimate.ci_low_ms == pytest.approx(10 - 0.877988, abs=1e-5)
    assert estimate.ci_high_ms == pytest.approx(10 + 0.877988, abs=1e-5)
    assert estimate.half_width == pytest.approx(0.0877988, abs=1e-6)
    assert (estimate.rounds, estimate.samples, estimate.marked_share) == (5, 30, 0.0)


def test_one_round_says_nothing_about_its_spread():
    estimate = statistics.estimate([Round(1, (1.0, 2.0, 30.0), (False, False, True))])
    assert estimate.median_ms == 2.0
    assert (estimate.ci_low_ms, estimate.ci_high_ms, estimate.half_width) == (None, None, None)
    assert estimate.marked_share == pytest.approx(1 / 3)


def test_a_slow_round_widens_the_interval_but_moves_no_median_out_of_it():
    estimate = statistics.estimate(rounds_of(*[10.0] * 30, 40.0))
    assert estimate.median_ms == 10.0
    assert estimate.ci_low_ms <= 10.0 < estimate.ci_high_ms


@pytest.mark.parametrize("count", [5, 8, 15])
def test_the_interval_covers_the_true_value_as_often_as_it_says(count):
    rng = random.Random(20240 + count)
    hits, trials = 0, 1500
    for _ in range(trials):
        # Samples within a round share its luck: an interval over samples would be far too narrow.
        rounds = noisy_rounds(rng, [rng.gauss(50.0, 1.0) for _ in range(count)], samples=6)
        estimate = statistics.estimate(rounds)
        hits += estimate.ci_low_ms <= 50.0 <= estimate.ci_high_ms
    assert 0.93 <= hits / trials <= 0.99


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
    # medians 10.2, 10.0 and 10.4: mean 10.2, standard deviation 0.2, t(2) = 4.302653
    assert three.median_ms == pytest.approx(10.2)
    assert three.half_width == pytest.approx(4.302653 * 0.2 / 3**0.5 / 10.2, rel=1e-6)
    assert (three.rounds, three.processes) == (8, 3)


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


def test_quiet_rounds_have_no_reason_against_them():
    rng = random.Random(7)
    rounds = noisy_rounds(rng, [rng.gauss(50.0, 0.2) for _ in range(9)], spread=0.01)
    assert statistics.reasons(rounds) == ()


def test_a_tenth_of_the_samples_may_be_marked_but_no_more():
    assert statistics.reasons(rounds_of(*[10.0] * 6, marked=1, samples=10)) == ()
    (sentence,) = statistics.reasons(rounds_of(*[10.0] * 6, marked=34, samples=100))
    assert sentence == "busy machine: 34 % of the samples were disturbed by other processes"


def test_samples_that_waited_on_a_quiet_machine_are_not_blamed_on_other_processes():
    rounds = [replace(one, other_load=0.01) for one in rounds_of(*[10.0] * 6, marked=34, samples=100)]
    (sentence,) = statistics.reasons(rounds)
    assert sentence.startswith("unsteady cores: 34 % of the samples waited for a core")
    mostly_busy = [replace(one, other_load=0.4) for one in rounds[:4]] + rounds[4:]
    assert statistics.reasons(mostly_busy)[0].startswith("busy machine")


def test_drift_is_seen_in_either_direction_and_not_in_scatter():
    rising = rounds_of(100, 101, 102, 104, 105, 106)
    assert statistics.drift(rising) == pytest.approx((105.5 - 100.5) / 103)
    assert "4.9 % slower" in " ".join(statistics.reasons(rising))
    assert statistics.drift(rounds_of(106, 105, 104, 102, 101, 100)) < 0
    assert statistics.drift(rounds_of(100, 110, 100, 110, 100, 110)) == 0


def test_two_modes_are_found_with_their_places_and_shares():
    rng = random.Random(11)
    samples = [rng.gauss(50, 0.5) for _ in range(70)] + [rng.gauss(80, 0.5) for _ in range(30)]
    rng.shuffle(samples)
    modes = statistics.two_modes(samples)
    assert modes.fast_ms == pytest.approx(50, abs=0.5)
    assert modes.slow_ms == pytest.approx(80, abs=0.5)
    assert modes.slow_share == pytest.approx(0.3)


@pytest.mark.parametrize("shape", ["normal", "uniform", "skewed", "constant", "outliers"])
def test_one_mode_is_not_taken_for_two(shape):
    rng = random.Random(13)
    draw = {
        "normal": lambda: rng.gauss(50, 5),
        "uniform": lambda: rng.uniform(40, 60),
        "skewed": lambda: 50 + rng.expovariate(0.2),
        "constant": lambda: 50.0,
        "outliers": lambda: 500.0 if rng.random() < 0.05 else rng.gauss(50, 0.5),
    }[shape]
    assert all(statistics.two_modes([draw() for _ in range(200)]) is None for _ in range(20))


def test_autocorrelation_by_hand():
    assert statistics.autocorrelation([1, -1, 1, -1]) == pytest.approx(-0.75)
    assert statistics.autocorrelation([1, 1, -1, -1]) == pytest.approx(0.25)
    assert statistics.autocorrelation([5, 5, 5]) == 0
    assert statistics.autocorrelation([5, 6]) == 0


def test_rounds_that_follow_one_another_are_told():
    rng = random.Random(17)
    level, medians = 0.0, []
    for _ in range(60):
        level = 0.9 * level + rng.gauss(0, 0.1)
        medians.append(50 + level)
    assert any("correlated" in reason for reason in statistics.reasons(rounds_of(*medians)))


def test_what_did_not_settle_says_so():
    (sentence,) = statistics.reasons(rounds_of(*[10.0] * 6), settled=False)
    assert sentence.startswith("did not settle")


def test_a_missed_target_is_told_with_both_widths():
    sentence = statistics.missed_target(estimate_of(0.041, 9), QUICK)
    assert "4.1 %" in sentence and "3.0 %" in sentence and "10 s" in sentence
    assert "2 instead of 5" in statistics.missed_target(estimate_of(0.001, 2), QUICK)
    assert statistics.missed_target(estimate_of(0.02, 9), QUICK) == ""
