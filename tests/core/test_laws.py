"""Fitted laws against known exponents, and their intervals against simulated measurements."""

from __future__ import annotations

from math import exp, inf, isfinite, log

import numpy as np
import pytest

from mixbench.core.law_words import exponent_text, prediction_text
from mixbench.core.laws import Law, NoLaw, Point, fit_law, local_slopes

TOKENS = tuple(float((side // 16) ** 2) for side in range(64, 513, 64))
BREAK = 200.0


def points_of(values, spread=None):
    """Points of the values, each with the normal interval of a relative standard error."""
    reach = 1.959964
    return [
        Point(x, float(y)) if not spread else Point(x, y, y * exp(-reach * s), y * exp(reach * s))
        for x, y, s in zip(TOKENS, values, spread or [0.0] * len(TOKENS), strict=True)
    ]


def law_of(*args, **options) -> Law:
    found = fit_law(*args, **options)
    assert isinstance(found, Law)
    return found


def broken_value(x):
    """3 x^1.3 up to the break, and x^2 after it."""
    return 3 * x**1.3 * max(1.0, x / BREAK) ** 0.7


@pytest.mark.parametrize("exponent", [-1.0, 0.0, 1.0, 1.5, 2.0])
def test_an_exact_power_is_found(exponent):
    law = law_of(points_of([7 * x**exponent for x in TOKENS]), is_counted=True)
    assert law.exponent.value == pytest.approx(exponent, abs=1e-9)
    assert law.exponent.half_width == pytest.approx(0, abs=1e-6)
    assert law.shape == "one power"
    assert law.predict(4096.0).value == pytest.approx(7 * 4096.0**exponent)
    assert [slope.value for slope in law.slopes] == pytest.approx([exponent] * 7)


def test_without_intervals_it_is_the_plain_regression():
    """Worked by hand in base e: x = 0, 1, 2 and y = 0, 1.1, 1.9 give slope 0.95, residual 0.015."""
    law = law_of([Point(exp(x), exp(y)) for x, y in ((0, 0), (1, 1.1), (2, 1.9))])
    half = 12.7062047 * (0.015 / 1 / 2) ** 0.5
    assert (law.basis, law.exponent.value) == ("scatter", pytest.approx(0.95))
    assert law.exponent.half_width == pytest.approx(half, rel=1e-6)


def test_an_unsure_point_counts_less():
    values = [x**1.2 for x in TOKENS]
    values[-1] *= 1.5
    sure = law_of(points_of(values, [0.01] * 8)).exponent.value
    unsure = law_of(points_of(values, [0.01] * 7 + [1.0])).exponent.value
    assert abs(unsure - 1.2) < abs(sure - 1.2) / 10


def test_it_says_what_it_rests_on():
    values = [x**1.2 * (1 + 0.03 * (-1) ** place) for place, x in enumerate(TOKENS)]
    explained, unexplained = (law_of(points_of(values, [spread] * 8)) for spread in (0.05, 0.002))
    assert (explained.basis, explained.scatter) == ("intervals", 0)
    assert unexplained.basis == "intervals and scatter"
    assert unexplained.scatter == pytest.approx(0.034, abs=0.006)


def test_few_points_on_a_line_by_luck_are_no_certainty():
    """Three points with intervals of a tenth, on a line to the last digit."""
    law = law_of(points_of([x**1.0 for x in TOKENS], [0.05] * 8)[:3])
    assert law.exponent.half_width > 0.03


def test_rounds_widen_what_an_interval_stands_for():
    """Student's interval of two rounds is ten times as wide as the normal one of the same spread."""
    few, many = Point(1.0, 1.0, 0.9, 1.1, rounds=2), Point(1.0, 1.0, 0.9, 1.1, rounds=30)
    assert few.variance is not None and many.variance is not None
    assert few.variance < many.variance / 50


def test_a_slope_between_points_without_intervals_has_none():
    """What nobody knows is not exact; what was counted is."""
    bare, sure = [Point(1, 1), Point(2, 4)], [Point(1, 1, 0.9, 1.1), Point(2, 4)]
    for points in (bare, sure):
        (slope,) = local_slopes(points)
        assert (slope.value, slope.low, slope.high) == (pytest.approx(2.0), -inf, inf)
        assert not slope.has_interval and exponent_text(slope) == "2.00"
    (slope,) = local_slopes(bare, is_counted=True)
    assert slope.low == slope.value == slope.high


@pytest.mark.parametrize("at", [1024.0, 1e18, 1e-6])
@pytest.mark.parametrize("values", [(10, 25, 11), (10, 25, 1e7), (1e7, 25, 10)])
def test_sizes_that_lie_close_together_say_nothing_of_far_ones(values, at):
    """224, 226 and 228 px: exponents of hundreds, which no float holds at 1024 px."""
    law = law_of([Point(side**2, y) for side, y in zip((224.0, 226.0, 228.0), values, strict=True)])
    found = law.predict(at**2)
    assert found.is_void and isfinite(found.value) and isfinite(found.high)
    assert all(isfinite(one) for one in (*law.band(at**2), law.factor))
    assert "leaves everything open" in prediction_text("latency", found)


def test_a_usual_prediction_says_something():
    assert not law_of(points_of([x**1.0 for x in TOKENS], [0.01] * 8)).predict(5000.0).is_void


def test_a_break_is_found_where_it_is():
    law = law_of(points_of([broken_value(x) * (1 + 1e-3 * (-1) ** i) for i, x in enumerate(TOKENS)]))
    assert law.shape == "two powers"
    assert law.break_at == pytest.approx(BREAK, rel=0.03)
    before, after = law.pieces
    assert (before.value, after.value) == pytest.approx((1.3, 2.0), abs=0.02)
    assert (before.right, after.left) == (law.break_at, law.break_at)
    low, high = law.break_interval or (0, 0)
    assert low < BREAK < high
    assert law.predict(2000.0).value == pytest.approx(broken_value(2000.0), rel=0.05)


def test_counted_growth_that_is_no_power_is_called_so():
    """ResMLP's mixing beside its channels: a square and a line added make no power, and no break either."""
    law = law_of(points_of([x**2 + 500 * x for x in TOKENS]), is_counted=True)
    assert (law.shape, law.broken) == ("curved", None)
    assert law.slopes[0].value < 1.2
    assert law.slopes[-1].value > 1.6


@pytest.mark.parametrize(
    ("points", "word"),
    [([], "no point"), ([Point(1, 1)] * 4, "one size"), ([Point(1, 1), Point(2, 1)], "2 sizes"),
     ([Point(1, 1), Point(2, 0), Point(3, 1)], "zero")],
)  # fmt: skip
def test_what_makes_no_law_is_answered_with_a_sentence(points, word):
    found = fit_law(points)
    assert isinstance(found, NoLaw)
    assert word in found.reason


def test_local_slopes_pass_over_a_size_that_is_there_twice():
    (slope,) = local_slopes([Point(1, 1), Point(1, 2), Point(2, 4)])
    assert slope.value == pytest.approx(1.0)


def test_an_extrapolation_says_how_far():
    law = law_of(points_of([x**1.0 for x in TOKENS]))
    assert not law.predict(500.0).is_extrapolated
    assert law.predict(2048.0).beyond == pytest.approx(2.0)
    assert law.predict(8.0).beyond == pytest.approx(2.0)


# coverage


def _simulated(truth, spread, extra, times=300):
    """How often the first exponent, the next measurement and the break lie in their intervals, and how often
    a break is seen."""
    chance = np.random.default_rng(7)
    at = 1500.0
    hits = np.zeros(4)
    for _ in range(times):
        own = spread * np.exp(chance.normal(0, 0.3, len(TOKENS))) if spread else np.zeros(len(TOKENS))
        noise = chance.normal(0, 1, len(TOKENS)) * np.sqrt(own**2 + extra**2)
        law = law_of(points_of([truth(x) * exp(e) for x, e in zip(TOKENS, noise, strict=True)],
                               own.tolist() if spread else None))  # fmt: skip
        new = truth(at) * exp(chance.normal() * np.sqrt(spread**2 + extra**2))
        predicted, first = law.predict(at), law.pieces[0]
        low, high = law.break_interval or (1, 0)
        hits += (first.low <= 1.3 <= first.high, predicted.low <= new <= predicted.high,
                 low <= BREAK <= high, law.broken is not None)  # fmt: skip
    return hits / times


@pytest.mark.parametrize(("spread", "extra"), [(0.01, 0.01), (0.01, 0.04), (0.0, 0.03)])
def test_intervals_hold_what_they_promise(spread, extra):
    exponent, predicted, _, broken = _simulated(lambda x: 3 * x**1.3, spread, extra)
    assert 0.92 <= exponent <= 0.98
    assert 0.92 <= predicted <= 0.98
    assert broken < 0.05  # of points on one line


def test_intervals_hold_about_a_break():
    exponent, predicted, place, broken = _simulated(broken_value, 0.0, 0.03)
    assert broken > 0.95
    assert 0.92 <= exponent <= 0.98
    assert 0.92 <= predicted <= 0.98
    assert 0.92 <= place <= 0.99


@pytest.mark.parametrize(
    "spread",
    [[0.002, 0.05] * 4, [0.05, 0.002] * 4, [0.01] * 7 + [0.2], [0.05] * 4 + [0.002] * 4],
    ids=["alternating", "alternating the other way", "one noisy last point", "noisy small sizes"],
)
def test_intervals_hold_about_a_break_where_some_points_are_far_surer(spread):
    """The scatter that one line needs for the bend made all points weigh alike: 8 to 48 % held the truth."""
    chance, at, times = np.random.default_rng(5), 1500.0, 200
    hits, broken = np.zeros(4), 0
    for _ in range(times):
        noise = chance.normal(size=len(TOKENS)) * spread
        law = law_of(
            points_of([broken_value(x) * exp(e) for x, e in zip(TOKENS, noise, strict=True)], spread)
        )
        if law.broken is None:
            continue
        broken += 1
        (before, after), band = law.pieces, law.band(at)
        ends = (before.low, before.high), (after.low, after.high), band, law.break_interval or (1, 0)
        truths = 1.3, 2.0, broken_value(at), BREAK
        hits += [low <= truth <= high for (low, high), truth in zip(ends, truths, strict=True)]
    assert broken > 0.85 * times
    assert min(hits) >= 0.93 * broken


def test_log_of_the_break_is_between_its_neighbours():
    law = law_of(points_of([broken_value(x) for x in TOKENS]))
    assert log(TOKENS[1]) <= log(law.break_at) <= log(TOKENS[-2])
