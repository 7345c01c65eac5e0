"""What speaks against a timing: on rounds with known faults, and how often on rounds without."""

from __future__ import annotations

import math
import random
from dataclasses import replace

import numpy as np
import pytest

from mixbench.core import steadiness
from mixbench.core.measurement import Round


def rounds_of(*medians, marked=0, samples=6):
    """Rounds of equal samples, the first `marked` of each marked."""
    marks = tuple(index < marked for index in range(samples))
    return [Round(n, (value,) * samples, marks) for n, value in enumerate(medians, start=1)]


def noisy_rounds(rng, centres, spread=0.001, samples=20):
    return [
        Round(n, tuple(rng.gauss(centre, spread * centre) for _ in range(samples)), (False,) * samples)
        for n, centre in enumerate(centres, start=1)
    ]


def test_quiet_rounds_have_no_reason_against_them():
    rng = random.Random(7)
    rounds = noisy_rounds(rng, [rng.gauss(50.0, 0.2) for _ in range(9)], spread=0.01)
    assert steadiness.reasons(rounds) == ()


def test_a_tenth_of_the_samples_may_be_marked_but_no_more():
    assert steadiness.reasons(rounds_of(*[10.0] * 6, marked=1, samples=10)) == ()
    (sentence,) = steadiness.reasons(rounds_of(*[10.0] * 6, marked=34, samples=100))
    assert sentence == "busy machine: 34 % of the samples were disturbed by other processes"


def test_samples_that_waited_on_a_quiet_machine_are_not_blamed_on_other_processes():
    rounds = [replace(one, other_load=0.01) for one in rounds_of(*[10.0] * 6, marked=34, samples=100)]
    (sentence,) = steadiness.reasons(rounds)
    assert sentence.startswith("unsteady cores: 34 % of the samples waited for a core")
    mostly_busy = [replace(one, other_load=0.4) for one in rounds[:4]] + rounds[4:]
    assert steadiness.reasons(mostly_busy)[0].startswith("busy machine")


def test_drift_is_seen_in_either_direction_and_not_in_scatter():
    rising = rounds_of(100, 101, 102, 104, 105, 106)
    assert steadiness.drift(rising) == pytest.approx((105.5 - 100.5) / 103)
    assert "4.9 % slower" in " ".join(steadiness.reasons(rising))
    assert steadiness.drift(rounds_of(106, 105, 104, 102, 101, 100)) < 0
    assert steadiness.drift(rounds_of(100, 110, 100, 110, 100, 110)) == 0


def test_two_modes_are_found_with_their_places_and_shares():
    rng = random.Random(11)
    samples = [rng.gauss(50, 0.5) for _ in range(70)] + [rng.gauss(80, 0.5) for _ in range(30)]
    rng.shuffle(samples)
    modes = steadiness.two_modes(samples)
    assert modes.fast_ms == pytest.approx(50, abs=0.5)
    assert modes.slow_ms == pytest.approx(80, abs=0.5)
    assert modes.slow_share == pytest.approx(0.3)


def test_modes_are_told_where_rounds_share_them_and_not_where_rounds_differ():
    steps = [replace(one, samples_ms=(50.0, 50.1, 60.0, 60.1) * 5) for one in rounds_of(*[0] * 4, samples=20)]
    (sentence,) = steadiness.reasons(steps)
    assert sentence == "two modes: 50 % of the samples took about 60.05 ms, the others 50.05"
    assert steadiness.two_modes(
        [sample for one in rounds_of(50, 60, 50, 60, 50) for sample in one.samples_ms]
    )
    assert steadiness.reasons(rounds_of(50, 60, 50, 60, 50)) == ()
    assert steadiness.reasons(rounds_of(50, 60, 50, 60, 50, 60))[0].startswith("two modes")


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
    assert all(steadiness.two_modes([draw() for _ in range(200)]) is None for _ in range(20))


def test_rounds_that_follow_one_another_are_told():
    rng = random.Random(17)
    level, medians = 0.0, []
    for _ in range(60):
        level = 0.9 * level + rng.gauss(0, 0.1)
        medians.append(50 + level)
    assert any("correlated" in reason for reason in steadiness.reasons(rounds_of(*medians)))


def test_what_did_not_settle_says_so():
    (sentence,) = steadiness.reasons(rounds_of(*[10.0] * 6), settled=False)
    assert sentence.startswith("did not settle")


#: Noise of samples (rounds, samples) without a fault, in shares of the time.
QUIET = {
    "normal": lambda rng, size: 0.01 * rng.standard_normal(size),
    "exponential": lambda rng, size: rng.exponential(0.03, size),
    "lognormal": lambda rng, size: np.exp(0.3 * rng.standard_normal(size)) - 1,
    "outliers": lambda rng, size: np.where(rng.random(size) < 0.05, rng.pareto(1.0, size), 0.0),
}


@pytest.mark.parametrize("count", [5, 8, 15, 40])
@pytest.mark.parametrize("scatter", [0.002, 0.01, 0.03])
def test_a_quiet_timing_is_called_unstable_in_one_case_of_twenty_at_most(scatter, count):
    """All reasons together, whatever the noise of the samples and of the rounds (`scatter`)."""
    rng, runs = np.random.default_rng(19 + count), 300
    for shape, draw in QUIET.items():
        told = 0
        for _ in range(runs):
            levels = 50 * np.exp(scatter * rng.standard_normal((count, 1)))
            samples = (levels * (1 + draw(rng, (count, 20)))).tolist()
            rounds = [Round(n, tuple(row), (False,) * 20) for n, row in enumerate(samples, start=1)]
            told += bool(steadiness.reasons(rounds))
        assert told / runs <= 0.05 + 2.5 * math.sqrt(0.05 * 0.95 / runs), shape
