"""Pairing, verdict and stop rule of a duel by hand; its errors by simulation."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from mixbench.core import duel, statistics
from mixbench.core.duel import Duel, DuelVerdict
from mixbench.core.measurement import GLIMPSE, PrecisionTarget, Round

NORMAL = PrecisionTarget(half_width=0.01, cap_s=30.0)


def rounds_of(*medians, marked=False, process=1, visit=1):
    return [
        Round(n, (median,) * 3, (marked,) * 3, process=process, visit=visit)
        for n, median in enumerate(medians, start=1)
    ]


def test_the_ratio_is_the_median_over_pairs_and_not_the_ratio_of_the_medians():
    first, second = rounds_of(10, 20, 30, 40, 50), rounds_of(10, 10, 20, 40, 10)
    assert duel.judge(first, second).ratio == pytest.approx(1.5)
    assert duel.judge(second, first).ratio == pytest.approx(1 / 1.5)


def test_students_interval_of_five_log_ratios_by_hand():
    logs = [0.02, -0.02, 0.02, -0.02, 0.0]
    judged = duel.judge(rounds_of(*(50 * math.exp(log) for log in logs)), rounds_of(*[50] * 5))
    # standard deviation 0.02, t(4) at 96 % = 2.998528; neighbours are unlike one another
    reach = 2.998528 * 0.02 / math.sqrt(5)
    assert (judged.ratio, judged.pairs) == (pytest.approx(1.0), 5)
    assert (judged.ci_low, judged.ci_high) == pytest.approx((math.exp(-reach), math.exp(reach)))
    assert judged.half_width == pytest.approx(math.sinh(reach))


def test_only_rounds_of_the_same_turn_are_held_against_one_another():
    """The second case missed a round of the first visit; a process of its own has no counterpart."""
    first = [
        Round(GLIMPSE, (90.0,), (False,)),
        *rounds_of(10, 10, 99),
        *rounds_of(20, 20, visit=2),
        *rounds_of(30, 30, process=2),
    ]
    second = [
        *rounds_of(5, 5),
        Round(GLIMPSE, (1.0,), (False,), visit=2),
        *rounds_of(10, 10, visit=2),
        *rounds_of(15, process=2),
        *rounds_of(77, process=3),
    ]
    judged = duel.judge(first, second)
    assert (judged.pairs, judged.ratio, judged.processes) == (5, pytest.approx(2.0), 2)


def test_rounds_without_a_counterpart_are_no_duel():
    with pytest.raises(ValueError, match="no rounds that were taken in turn"):
        duel.judge(rounds_of(1, 1), rounds_of(1, 1, visit=2))


def test_four_pairs_cannot_tell_whatever_they_say():
    judged = duel.judge(rounds_of(*[10] * 4), rounds_of(*[20] * 4))
    assert (judged.ci_low, judged.ci_high, judged.verdict) == (None, None, DuelVerdict.CANNOT_TELL)
    assert duel.should_stop(judged, 1.0, NORMAL) is None
    assert duel.should_stop(judged, 30.0, NORMAL) == "cap"


@pytest.mark.parametrize(
    ("ratio", "spread", "verdict"),
    [
        (0.97, 0.01, DuelVerdict.FASTER),
        (1.03, 0.01, DuelVerdict.SLOWER),
        (1.0, 0.005, DuelVerdict.SAME),
        (1.005, 0.002, DuelVerdict.SAME),  # certainly slower, but by less than one cares for
        (1.012, 0.005, DuelVerdict.SLOWER),
        (0.99, 0.02, DuelVerdict.CANNOT_TELL),
        (1.0, 0.02, DuelVerdict.CANNOT_TELL),
    ],
)
def test_the_verdict_is_the_intervals(ratio, spread, verdict):
    """Six pairs reach nearly from the smallest to the largest ratio."""
    ratios = [ratio + spread * part for part in (-1, 1, -0.5, 0.5, -0.2, 0.2)]
    assert duel.judge(rounds_of(*ratios), rounds_of(*[1.0] * 6)).verdict is verdict


def test_the_interval_over_processes_waits_for_them():
    first = [one for process in (1, 2, 3) for one in rounds_of(*[10 + process / 100] * 6, process=process)]
    second = [one for process in (1, 2, 3) for one in rounds_of(*[10] * 6, process=process)]
    assert duel.judge(first[:12], second[:12], processes=3).ci_low is None
    judged = duel.judge(first, second, processes=3)
    # log ratios 0.0009995, 0.001998, 0.0029955: standard deviation 0.000998, t(2) at 96 % = 4.848732
    assert judged.processes == 3
    assert math.log(judged.ci_high / judged.ratio) == pytest.approx(4.848732 * 0.000998 / 3**0.5, rel=1e-2)
    publish = PrecisionTarget(0.005, 120.0, processes=3)
    assert duel.should_stop(judged, 9.0, publish) == "target"
    assert duel.should_stop(replace(judged, processes=2), 9.0, publish) is None


def judged_with(low, high, pairs=9):
    ratio = math.sqrt(low * high)
    return Duel(ratio, low, high, pairs, DuelVerdict.CANNOT_TELL)


@pytest.mark.parametrize(
    ("low", "high", "elapsed_s", "reason"),
    [
        (0.997, 1.003, 2.0, "target"),  # narrow enough
        (0.988, 0.994, 2.0, "target"),  # narrow enough, although it cannot tell
        (0.993, 1.007, 2.0, None),  # within 1 %, but not by a wide margin
        (0.990, 0.9999, 2.0, None),  # excludes 1, but not by a wide margin
        (0.85, 0.93, 2.0, "target"),  # wide, but clear: 2.5 times as wide it ends at 0.996
        (0.85, 0.94, 2.0, None),
        (0.85, 0.94, 30.0, "cap"),
    ],
)
def test_a_duel_stops_when_it_can_tell(low, high, elapsed_s, reason):
    assert duel.should_stop(judged_with(low, high), elapsed_s, NORMAL) == reason


def test_marked_pairs_and_a_ratio_that_moves_are_told():
    busy = duel.judge(rounds_of(*[10] * 6, marked=True), rounds_of(*[10] * 6))
    assert busy.reasons == ("busy machine: 50 % of the samples were disturbed by other processes",)
    moving = duel.judge(rounds_of(*range(100, 112, 2)), rounds_of(*[100] * 6))
    assert "drift" in moving.reasons[0]
    assert "the first case was 7.6 % slower against the second" in moving.reasons[0]


def test_a_drift_of_the_machine_is_none_of_the_ratio():
    slowing = [100 + 3 * turn for turn in range(12)]
    assert duel.judge(rounds_of(*slowing), rounds_of(*slowing)).reasons == ()
    assert statistics.reasons(rounds_of(*slowing))[0].startswith("drift")


def turns_of(rng, runs, count, ratio, noise, shared):
    """Times (runs, count) of both cases, with a disturbance that a turn's two rounds share."""
    common = np.exp(shared * np.abs(rng.standard_normal((runs, count))))
    own = np.exp(noise * rng.standard_normal((2, runs, count)))
    return zip((50 * ratio * common * own[0]).tolist(), (50 * common * own[1]).tolist(), strict=True)


def single(values):
    return [Round(n, (value,), (False,)) for n, value in enumerate(values, start=1)]


def fought(first, second, target=NORMAL):
    """The duel at the pair at which it stops."""
    ones, others = single(first), single(second)
    for count in range(duel.LEAST_ROUNDS, len(ones) + 1):
        judged = duel.judge(ones[:count], others[:count])
        if duel.should_stop(judged, 0.3 * count, target):
            break
    return judged


#: The verdicts that are wrong of two equal cases, and where the first is 2 % slower or faster.
WRONG = {
    1.0: (DuelVerdict.FASTER, DuelVerdict.SLOWER),
    1.02: (DuelVerdict.FASTER, DuelVerdict.SAME),
    0.98: (DuelVerdict.SLOWER, DuelVerdict.SAME),
}


@pytest.mark.parametrize(
    ("ratio", "noise", "least_told"),
    [
        (1.0, 0.003, 0.95),
        (1.0, 0.008, 0.7),
        (1.0, 0.03, 0.0),
        (1.02, 0.008, 0.95),
        (1.02, 0.03, 0.3),
        (0.98, 0.003, 0.99),
        (0.98, 0.008, 0.95),
    ],
)
def test_a_verdict_is_wrong_in_one_duel_of_twenty_at_most(ratio, noise, least_told):
    """Whatever both share is ten times their own noise; forty pairs at most."""
    runs = 400
    turns = turns_of(np.random.default_rng(7), runs, 40, ratio, noise, 10 * noise)
    verdicts = Counter(fought(first, second).verdict for first, second in turns)
    wrong = sum(verdicts[verdict] for verdict in WRONG[ratio])
    assert wrong / runs <= 0.05 + 2.5 * math.sqrt(0.05 * 0.95 / runs)
    assert runs - wrong - verdicts[DuelVerdict.CANNOT_TELL] >= least_told * runs


def test_pairs_cancel_what_both_share():
    """The intervals of two timings overlap where the pairs of the same rounds tell them apart."""
    told = apart = 0
    for first, second in turns_of(np.random.default_rng(8), 200, 10, 1.02, 0.003, 0.05):
        told += duel.judge(single(first), single(second)).verdict is DuelVerdict.SLOWER
        apart += statistics.estimate(single(second)).ci_high_ms < statistics.estimate(single(first)).ci_low_ms
    assert told > 195
    assert apart < 20


@pytest.mark.parametrize("count", [5, 12, 40])
def test_the_interval_of_the_ratio_covers_it_as_often_as_it_says(count):
    runs = 1000
    hits = 0
    for first, second in turns_of(np.random.default_rng(9), runs, count, 1.3, 0.01, 0.1):
        judged = duel.judge(single(first), single(second))
        hits += judged.ci_low <= 1.3 <= judged.ci_high
    error = 2.5 * math.sqrt(0.05 * 0.95 / runs)
    assert 0.93 - error <= hits / runs <= 0.97 + error
