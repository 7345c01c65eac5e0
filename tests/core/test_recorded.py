"""The arithmetic on samples that the engine took of a real network: undisturbed, with a competing process for
four of the rounds, with two modes, and with work that grows. Each file says in words what was recorded."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import binom, rankdata
from scipy.stats import t as student

from mixbench.core import duel, statistics
from mixbench.core.measurement import PrecisionTarget, Round

RECORDED = Path(__file__).parent / "recorded"
NAMES = sorted(path.stem for path in RECORDED.glob("*.json"))


def recorded(name):
    rows = json.loads((RECORDED / f"{name}.json").read_text())["rounds"]
    return [
        Round(n, tuple(row["samples_ms"]), tuple(map(bool, row["marked"])), row["other_load"])
        for n, row in enumerate(rows, start=1)
    ]


def expected_interval(medians):
    """The interval of 96 %, written down once more from the papers with numpy and scipy."""
    count, logs = len(medians), np.sort(np.log(medians))
    middle = np.median(logs)
    if count < 6:
        reach = student.ppf(0.98, count - 1) * logs.std(ddof=1) / np.sqrt(count)
        low, high = logs.mean() - reach, logs.mean() + reach
    else:
        covered = 1 - 2 * binom.cdf(np.arange(count // 2), count, 0.5)
        depth = int(np.sum(covered >= 0.96))
        excess = (covered[depth - 1] - 0.96) / (covered[depth - 1] - covered[depth])
        inward = (count - depth) * excess / (depth + (count - 2 * depth) * excess)
        low = np.interp(depth - 1 + inward, np.arange(count), logs)
        high = np.interp(count - depth - inward, np.arange(count), logs)
    ranks = rankdata(medians) - (count + 1) / 2
    alike = max(0.0, np.sum(ranks[1:] * ranks[:-1]) / np.sum(ranks**2) + 0.5 / count)
    stretch = np.sqrt((1 + alike) / (1 - alike))
    return np.exp(middle - stretch * (middle - low)), np.exp(middle + stretch * (high - middle))


@pytest.mark.parametrize("count", [5, 6, 8, 12])
@pytest.mark.parametrize("name", NAMES)
def test_median_and_interval(name, count):
    rounds = recorded(name)[:count]
    medians = [np.median(one.samples_ms) for one in rounds]
    so_far = statistics.estimate(rounds)
    assert so_far.median_ms == pytest.approx(np.median(medians))
    # the middle of an even number is the mean of two, on logarithms as well: they differ by what is here tiny
    assert (so_far.ci_low_ms, so_far.ci_high_ms) == pytest.approx(expected_interval(medians), rel=5e-4)
    assert (so_far.rounds, so_far.samples) == (count, 10 * count)


def test_an_undisturbed_timing_stops_at_its_target_and_has_no_reason_against_it():
    rounds, target = recorded("quiet"), PrecisionTarget(0.03, 10.0)
    widths = {}
    for count in range(1, 13):
        so_far = statistics.estimate(rounds[:count])
        widths[count] = so_far.half_width
        if statistics.should_stop(so_far, 0.3 * count, target):
            break
    assert count == 8
    assert widths[7] > 0.03 >= widths[8]
    assert statistics.reasons(rounds) == ()
    assert statistics.missed_target(so_far, target) == ""


def test_the_rounds_of_the_competitor_are_marked_and_no_others():
    rounds = recorded("competitor")
    assert [sum(one.marked) for one in rounds] == [0] * 4 + [10] * 4 + [0] * 4
    assert all((one.other_load > statistics.MOST_OTHER_LOAD) == any(one.marked) for one in rounds)
    assert statistics.marked_share(rounds) == pytest.approx(1 / 3)
    assert statistics.reasons(rounds) == (
        "busy machine: 33 % of the samples were disturbed by other processes",
    )
    assert statistics.reasons(rounds[:4] + rounds[8:]) == ()


def test_two_modes_are_found_where_they_were_put():
    """Every third of 120 samples is of the deeper network."""
    rounds = recorded("two_modes")
    samples = np.array(statistics.samples_of(rounds))
    slow = samples[samples > 22]
    modes = statistics.two_modes(samples)
    assert modes.slow_share == pytest.approx(len(slow) / 120) == pytest.approx(1 / 3, abs=0.01)
    assert modes.slow_ms == pytest.approx(slow.mean())
    assert modes.fast_ms == pytest.approx(samples[samples < 22].mean())
    (sentence,) = statistics.reasons(rounds)
    assert sentence.startswith("two modes: 33 % of the samples took about 30.45 ms")


def test_growing_work_is_a_drift_and_its_rounds_are_alike():
    rounds = recorded("drift")
    # medians 15.31 15.455 15.65 16.52 of the first four, 19.09 19.26 19.15 22.03 of the last, 18.01 of all
    assert statistics.drift(rounds) == pytest.approx((19.205 - 15.5525) / 18.01, abs=1e-4)
    drifting, alike = statistics.reasons(rounds)
    assert drifting == "drift: the last third of the rounds was 20.3 % slower than the first"
    assert alike.startswith("correlated rounds: neighbours are alike (0.70)")


def test_a_duel_of_recordings_tells_what_it_can():
    """The same network, alone and with a neighbour, differs by less than its own scatter; of the growing one
    every round from the second on was slower than the undisturbed one's, and the more so the later."""
    beside = duel.judge(recorded("competitor"), recorded("quiet"))
    assert beside.verdict is duel.DuelVerdict.CANNOT_TELL
    assert beside.reasons[0].startswith("busy machine: 17 %")
    growing = duel.judge(recorded("drift"), recorded("quiet"))
    medians = [[np.median(one.samples_ms) for one in recorded(name)] for name in ("drift", "quiet")]
    assert growing.ratio == pytest.approx(np.median(np.divide(*medians)), rel=1e-3)
    assert growing.reasons[0].startswith("drift: over the last third of the rounds the first case was ")
