"""How often the 95 % interval covers the true value, by simulation: rounds of a fixed number, and under the
stop rule.

The true value is the median of what the rounds are drawn from. An odd number of samples a round leaves
that median where it is, however skewed the noise.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import pytest
from scipy.stats import t as student

from mixbench.core import statistics
from mixbench.core.measurement import PrecisionTarget, Round

#: What the interval promises, and how many deviations of the simulation's own error are allowed beside it.
PROMISED, ALLOWED_ERRORS = (0.93, 0.97), 2.5

#: The true value of everything below, in ms.
TRUTH_MS = 50.0

ROUNDS = (5, 10, 30, 60)
RUNS = 2000

Draw = Callable[[np.random.Generator, int, int], np.ndarray]


def keeps_its_promise(hits: int, runs: int) -> bool:
    """Whether the coverage that was seen is one that a promised coverage brings about."""
    low, high = (
        share + side * ALLOWED_ERRORS * math.sqrt(share * (1 - share) / runs)
        for share, side in zip(PROMISED, (-1, 1), strict=True)
    )
    return low <= hits / runs <= high


def chained(rng: np.random.Generator, runs: int, count: int, likeness: float) -> np.ndarray:
    """Normal noise (runs, count) of deviation 1 whose neighbours correlate: AR(1)."""
    noise = rng.standard_normal((runs, count))
    for index in range(1, count):
        noise[:, index] = likeness * noise[:, index - 1] + math.sqrt(1 - likeness**2) * noise[:, index]
    return noise


#: Noise of rounds as a whole, median 0, in units of about its own deviation.
LEVELS: dict[str, Draw] = {
    "normal": lambda rng, runs, count: rng.standard_normal((runs, count)),
    "lognormal": lambda rng, runs, count: np.exp(rng.standard_normal((runs, count))) - 1,
    "gamma": lambda rng, runs, count: rng.gamma(2.0, 1.0, (runs, count)) - 1.678346990016661,
    # without a variance: every twentieth round lies more than four units off, in either direction
    "heavy tails": lambda rng, runs, count: rng.standard_t(2, (runs, count)),
}

#: Noise of samples (runs, rounds, samples a round), median 0; the rounds have none of their own.
SAMPLES: dict[str, Draw] = {
    "lognormal": lambda rng, runs, count: np.exp(rng.standard_normal((runs, count, 7))) - 1,
    "gamma": lambda rng, runs, count: rng.gamma(2.0, 1.0, (runs, count, 7)) - 1.678346990016661,
    # the mean does not exist: one sample in ten takes longer by a Pareto law of exponent 1
    "outliers": lambda rng, runs, count: _with_outliers(rng, runs, count),
    # iterations follow one another without a gap, from round to round, too
    "chained 0.5": lambda rng, runs, count: chained(rng, runs, 21 * count, 0.5).reshape(runs, count, 21),
    "chained 0.8": lambda rng, runs, count: chained(rng, runs, 21 * count, 0.8).reshape(runs, count, 21),
}


def _with_outliers(rng: np.random.Generator, runs: int, count: int) -> np.ndarray:
    """Nine in ten are normal, one in ten is above all those; so the median is the normal's at 5/9."""
    noise = rng.standard_normal((runs, count, 7))
    late = 5 + rng.pareto(1.0, noise.shape)
    return np.where(rng.random(noise.shape) < 0.1, late, noise) - 0.13971029888186212


def rounds_of(noise: np.ndarray, unit: float = 0.01) -> list[Round]:
    """Rounds from the noise of their levels (count,) or of their samples (count, samples), which acts in
    proportion, so that no time is negative."""
    samples = (TRUTH_MS * np.exp(unit * np.minimum(np.atleast_2d(noise.T).T, 1e4))).tolist()
    return [Round(n, tuple(row), (False,) * len(row)) for n, row in enumerate(samples, start=1)]


def covers(rounds: list[Round]) -> bool:
    so_far = statistics.estimate(rounds)
    return so_far.ci_low_ms <= TRUTH_MS <= so_far.ci_high_ms


def hits_of(noise: np.ndarray) -> int:
    return sum(covers(rounds_of(run)) for run in noise)


@pytest.mark.parametrize("count", ROUNDS)
@pytest.mark.parametrize("shape", LEVELS)
def test_rounds_with_noise_of_their_own(shape, count):
    noise = LEVELS[shape](np.random.default_rng(100 + count), RUNS, count)
    # five rounds with such tails cover 98 %: Student's interval errs to the side of safety there
    if (shape, count) == ("heavy tails", 5):
        assert hits_of(noise) > 0.97 * RUNS
    else:
        assert keeps_its_promise(hits_of(noise), RUNS)


@pytest.mark.parametrize("count", ROUNDS)
@pytest.mark.parametrize("shape", SAMPLES)
def test_samples_with_noise_of_their_own(shape, count):
    noise = SAMPLES[shape](np.random.default_rng(200 + count), RUNS, count)
    assert keeps_its_promise(hits_of(noise), RUNS)


@pytest.mark.parametrize("count", [5, 30])
def test_an_interval_over_iterations_breaks_the_promise(count):
    """The common one, Student's over all samples: this test can tell, and this is why rounds are there."""
    rng = np.random.default_rng(300 + count)
    alike = chained(rng, RUNS, 21 * count, 0.8)
    lucky = rng.standard_normal((RUNS, 21 * count)) + np.repeat(
        rng.standard_normal((RUNS, count)), 21, axis=1
    )
    for noise in (alike, lucky):
        size = noise.shape[1]
        reach = student.ppf(0.975, size - 1) * noise.std(axis=1, ddof=1) / math.sqrt(size)
        naive = int(np.sum(np.abs(noise.mean(axis=1)) <= reach))
        assert naive < 0.6 * RUNS
        assert not keeps_its_promise(naive, RUNS)
    assert keeps_its_promise(hits_of(lucky.reshape(RUNS, count, 21)), RUNS)


@pytest.mark.parametrize(
    ("likeness", "count", "expected"),
    [
        (0.3, 5, 0.92),
        (0.3, 10, 0.925),
        (0.3, 30, 0.945),
        (0.3, 60, 0.955),
        (0.5, 5, 0.86),
        (0.5, 10, 0.88),
        (0.5, 30, 0.93),
        (0.5, 60, 0.945),
    ],
)
def test_rounds_that_are_alike_cover_what_is_documented(likeness, count, expected):
    """From thirty rounds on they keep the promise; fewer cannot tell how alike they are."""
    hits = hits_of(chained(np.random.default_rng(400 + count), RUNS, count, likeness))
    assert hits / RUNS == pytest.approx(expected, abs=0.005 + ALLOWED_ERRORS * math.sqrt(0.1 * 0.9 / RUNS))
    assert count < 30 or keeps_its_promise(hits, RUNS)


#: Noise of the rounds in units of the target: from timings that stop at round 5 to such that come near the
#: cap.
NOISINESS = (0.5, 0.8, 1.2, 2.0)
MOST_ROUNDS = 60


def until_it_stops(levels: np.ndarray, target: PrecisionTarget, noisiness: float) -> list[Round]:
    """The rounds that a timing takes until the stop rule ends it."""
    rounds = rounds_of(levels, unit=target.half_width * noisiness)
    for count in range(1, len(rounds) + 1):
        so_far = statistics.estimate(rounds[:count])
        if statistics.should_stop(so_far, 0.3 * count, target):
            return rounds[:count]
    return rounds


def stopped_hits(draw: Draw, noisiness: float, runs: int) -> int:
    target = PrecisionTarget(half_width=0.01, cap_s=0.3 * MOST_ROUNDS - 0.1)
    noise = draw(np.random.default_rng(500), runs, MOST_ROUNDS)
    return sum(covers(until_it_stops(levels, target, noisiness)) for levels in noise)


@pytest.mark.parametrize("noisiness", NOISINESS)
@pytest.mark.parametrize("shape", LEVELS)
def test_the_stop_rule_leaves_the_promise_standing(shape, noisiness):
    runs = RUNS // 2
    assert keeps_its_promise(stopped_hits(LEVELS[shape], noisiness, runs), runs)


@pytest.mark.parametrize(
    ("likeness", "noisiness", "expected", "marked"),
    [(0.3, 0.5, 0.92, 0.0), (0.3, 2.0, 0.875, 0.2), (0.5, 0.5, 0.87, 0.0), (0.5, 2.0, 0.82, 0.5)],
)
def test_rounds_that_are_alike_cover_less_under_the_stop_rule_as_documented(
    likeness, noisiness, expected, marked
):
    runs, target = RUNS // 2, PrecisionTarget(half_width=0.01, cap_s=0.3 * MOST_ROUNDS - 0.1)
    noise = chained(np.random.default_rng(600), runs, MOST_ROUNDS, likeness)
    taken = [until_it_stops(levels, target, noisiness) for levels in noise]
    told = sum(any("correlated" in reason for reason in statistics.reasons(rounds)) for rounds in taken)
    error = ALLOWED_ERRORS * math.sqrt(0.15 * 0.85 / runs)
    assert sum(map(covers, taken)) / runs == pytest.approx(expected, abs=0.01 + error)
    assert told / runs == pytest.approx(marked, abs=0.05 + error)
