"""The time left: corrected by experience, held to the stop rule, and steady to look at."""

from __future__ import annotations

from itertools import pairwise

import pytest

from mixbench.core.measurement import PRECISION_TARGETS, Estimate
from mixbench.jobs.forecast import Countdown, Forecast, needed_s

NORMAL, PUBLISH = PRECISION_TARGETS["normal"], PRECISION_TARGETS["publish"]


def estimate(half_width, rounds=5, processes=1):
    return Estimate(1.0, 1 - half_width, 1 + half_width, rounds, 6 * rounds, 0.0, processes)


def left(forecast, still_open, elapsed_s, **known):
    return sum(forecast.rest_s(still_open, elapsed_s, **known).values())


def test_the_forecast_learns_from_what_is_done():
    forecast = Forecast({0: 10_000.0, 1: 10_000.0, 2: 20_000.0})
    assert left(forecast, [0, 1, 2], 0.0) == 40_000
    # A quarter of a long plan took twice as long as planned: so will the rest.
    assert left(forecast, [1, 2], 20_000.0) == pytest.approx(60_000.0, rel=0.01)
    assert left(forecast, [], 80_000.0) == 0.0


def test_a_first_crash_does_not_make_the_forecast_jump():
    forecast = Forecast(dict.fromkeys(range(40), 10.0))
    assert left(forecast, range(1, 40), 40.0) < 2 * 390
    assert left(forecast, range(1, 40), 0.5) > 390 / 2


def test_what_is_skipped_takes_its_own_time_away_and_nothing_else():
    forecast = Forecast({0: 100.0, 1: 100.0, 2: 100.0})
    before = forecast.rest_s([1, 2], 100.0)
    forecast.leave_out(2)
    assert forecast.rest_s([1], 100.0) == {1: pytest.approx(before[1])}
    forecast.take_up(2)
    assert forecast.rest_s([1, 2], 100.0) == before


def test_the_rest_of_a_case_is_what_the_stop_rule_asks_for():
    # Twice as wide as the target after 10 s: four times the samples in all.
    assert needed_s(estimate(0.02), 5.0, NORMAL) == pytest.approx(15.0, abs=1.0)
    assert needed_s(estimate(0.009), 5.0, NORMAL) == 0
    assert needed_s(estimate(0.2), 5.0, NORMAL) == pytest.approx(NORMAL.cap_s - 5.0, abs=1.0)
    assert needed_s(estimate(0.2), NORMAL.cap_s, NORMAL) == 0
    assert needed_s(estimate(0.5, rounds=2), 1.0, NORMAL) is None, "the interval is not looked at yet"


def test_processes_that_are_missing_take_as_long_as_those_that_were():
    one = needed_s(estimate(0.001, processes=2), 20.0, PUBLISH)
    assert needed_s(estimate(0.001, processes=1), 10.0, PUBLISH) == pytest.approx(2 * one)
    assert one > 10


def test_a_time_left_runs_down_as_a_clock_does():
    countdown = Countdown()
    shown = [countdown.show(100.0 - at, at) for at in range(0, 101, 5)]
    assert shown == pytest.approx([100.0 - at for at in range(0, 101, 5)])


def test_a_time_left_does_not_jump_with_a_forecast_that_does():
    countdown = Countdown()
    countdown.show(100.0, 0.0)
    shown = [countdown.show(100.0 * (1.5 if at % 2 else 0.7), float(at)) for at in range(1, 20)]
    steps = [abs(after - before) for before, after in pairwise(shown)]
    assert max(steps) < 10, "the forecast itself jumps by 80 each second"


def test_a_time_left_takes_over_what_is_known_better_and_ends_at_nothing():
    countdown = Countdown()
    countdown.show(100.0, 0.0)
    for at in range(1, 61):
        shown = countdown.show(300.0 - at, float(at))
    assert shown == pytest.approx(240.0, rel=0.15)
    assert countdown.show(0.0, 61.0) == 0.0
