"""What a set of rounds says: the estimate, its interval, when to stop, and why not to trust it.

Iterations of one model are correlated, so an interval over them closes around a wrong value; every
interval here is over round medians, which are far apart in time.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median, stdev

from mixbench.core.measurement import GLIMPSE, Estimate, PrecisionTarget, Round, StopReason
from mixbench.core.student import t_quantile
from mixbench.core.units import percent

#: The stop rule looks at the interval from this round on.
LEAST_ROUNDS = 5

#: A round in which other processes took a larger share of the measuring cores is disturbed as a whole.
MOST_OTHER_LOAD = 0.10

#: A larger share of marked samples makes a timing unstable.
MOST_MARKED = 0.10

#: A larger shift between the first and the last third of the rounds is a drift.
MOST_DRIFT = 0.03

#: Neighbouring rounds that are alike beyond this carry less information than their number says.
MOST_CORRELATION = 0.3

#: Two modes: this far apart in units of their own spread (Ashman's D), this far relative to the median,
#: and the smaller one with at least this share of the samples. The best cut through uniform noise
#: reaches a D of 3.5.
MODE_SEPARATION, MODE_DISTANCE, MODE_SHARE = 5.0, 0.05, 0.15


def percentile(values: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of the sorted values lie, linear between neighbours."""
    ordered = sorted(values)
    position = share * (len(ordered) - 1)
    below = math.floor(position)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (position - below) * (ordered[above] - ordered[below])


def counted(rounds: Sequence[Round]) -> list[Round]:
    """The rounds that count: all but the glimpses."""
    return [one for one in rounds if one.number != GLIMPSE]


def round_medians(rounds: Sequence[Round]) -> list[float]:
    """The median of each round that counts, in ms."""
    return [median(one.samples_ms) for one in counted(rounds)]


def process_medians(rounds: Sequence[Round]) -> list[float]:
    """The median of the round medians of each process, in ms, in the order of their first rounds."""
    numbers = dict.fromkeys(one.process for one in counted(rounds))
    return [median(round_medians([one for one in rounds if one.process == number])) for number in numbers]


def samples_of(rounds: Sequence[Round]) -> list[float]:
    """All samples in the order in which they were taken, in ms, without those of glimpses."""
    return [sample for one in counted(rounds) for sample in one.samples_ms]


def marked_share(rounds: Sequence[Round]) -> float:
    """The share of the samples that were disturbed."""
    marks = [mark for one in counted(rounds) for mark in one.marked]
    return sum(marks) / len(marks) if marks else 0.0


def estimate(rounds: Sequence[Round], processes: int = 1) -> Estimate:
    """The median of the round medians with the 95 % t interval over them; at least one round.

    With more than one of `processes` both are over the medians of the processes, and the interval is
    None until there are that many. Where there is nothing but a glimpse, its median stands for want of
    a better, with no round.
    """
    if not counted(rounds):
        return Estimate(median([one for each in rounds for one in each.samples_ms]), None, None, 0, 0, 0.0)
    by_process = process_medians(rounds)
    values = by_process if processes > 1 else round_medians(rounds)
    low, high = _interval(values) if len(values) >= max(2, processes) else (None, None)
    return Estimate(
        median_ms=median(values),
        ci_low_ms=low,
        ci_high_ms=high,
        rounds=len(counted(rounds)),
        samples=len(samples_of(rounds)),
        marked_share=marked_share(rounds),
        processes=len(by_process),
    )


def _interval(values: Sequence[float]) -> tuple[float, float]:
    """The t interval of the mean, widened where one slow round leaves the median outside."""
    middle, centre, reach = median(values), fmean(values), _reach(values)
    return min(centre - reach, middle), max(centre + reach, middle)


def _reach(values: Sequence[float]) -> float:
    """Half the 95 % t interval of the mean."""
    return t_quantile(len(values) - 1) * stdev(values) / math.sqrt(len(values))


def should_stop(so_far: Estimate, elapsed_s: float, target: PrecisionTarget) -> StopReason | None:
    """Why to stop now, or None. The interval is not looked at before round 5, nor before there are
    processes enough; the cap always is."""
    half_width = so_far.half_width
    enough = so_far.rounds >= LEAST_ROUNDS and so_far.processes >= target.processes
    if enough and half_width is not None and half_width <= target.half_width:
        return "target"
    return "cap" if elapsed_s >= target.cap_s else None


def drift(rounds: Sequence[Round]) -> float:
    """The shift of the round medians from the first to the last third, relative to the median.

    Zero where the two thirds overlap: rounds that merely scatter do not drift.
    """
    medians = round_medians(rounds)
    if len(medians) < LEAST_ROUNDS:
        return 0.0
    third = math.ceil(len(medians) / 3)
    first, last = medians[:third], medians[-third:]
    if max(first) >= min(last) and max(last) >= min(first):
        return 0.0
    return (median(last) - median(first)) / median(medians)


def autocorrelation(values: Sequence[float]) -> float:
    """The lag-1 autocorrelation, zero for fewer than three values or without spread."""
    if len(values) < 3:
        return 0.0
    centre = fmean(values)
    spread = sum((value - centre) ** 2 for value in values)
    return sum((a - centre) * (b - centre) for a, b in pairwise(values)) / spread if spread else 0.0


@dataclass(frozen=True)
class Modes:
    """Two groups of samples that hardly overlap: their means in ms and the share of the slower one."""

    fast_ms: float
    slow_ms: float
    slow_share: float


def two_modes(samples_ms: Sequence[float]) -> Modes | None:
    """Cut the sorted samples where the two sides are tightest; None where they are no two groups."""
    ordered = sorted(samples_ms)
    count = len(ordered)
    least = max(3, math.ceil(MODE_SHARE * count))
    if count < 2 * least:
        return None
    sums, squares = _running(ordered), _running([value * value for value in ordered])
    cut = max(range(least, count - least + 1), key=lambda at: _between(sums, at))
    fast, slow = sums[cut] / cut, (sums[-1] - sums[cut]) / (count - cut)
    within_fast = max(0.0, squares[cut] / cut - fast**2)
    within_slow = max(0.0, (squares[-1] - squares[cut]) / (count - cut) - slow**2)
    separation = (slow - fast) * math.sqrt(2)
    apart = separation > MODE_SEPARATION * math.sqrt(within_fast + within_slow)
    if apart and slow - fast > MODE_DISTANCE * median(ordered):
        return Modes(fast, slow, (count - cut) / count)
    return None


def _running(values: Sequence[float]) -> list[float]:
    """Sums of the first 0, 1, ... values."""
    sums = [0.0]
    for value in values:
        sums.append(sums[-1] + value)
    return sums


def _between(sums: Sequence[float], cut: int) -> float:
    """How much of the variance a cut explains (Otsu's criterion, up to a constant)."""
    count = len(sums) - 1
    difference = sums[cut] / cut - (sums[-1] - sums[cut]) / (count - cut)
    return cut * (count - cut) * difference**2


def reasons(rounds: Sequence[Round], *, settled: bool = True) -> tuple[str, ...]:
    """Sentences on why a timing is unstable; empty where nothing speaks against it."""
    rounds = counted(rounds)
    found = [
        _disturbed(rounds),
        _drifting(drift(rounds)),
        _bimodal(two_modes(samples_of(rounds))),
        _correlated(round_medians(rounds)),
        "" if settled else "did not settle: the calls were still changing when the warm-up ended",
    ]
    return tuple(sentence for sentence in found if sentence)


def missed_target(so_far: Estimate, target: PrecisionTarget) -> str:
    """The sentence for a timing whose interval is wider than asked for, empty where it is not."""
    asked = percent(target.half_width)
    if so_far.processes < target.processes:
        return f"too few processes: {so_far.processes} instead of {target.processes}"
    if so_far.half_width is None or so_far.rounds < LEAST_ROUNDS:
        return f"too few rounds: {so_far.rounds} instead of {LEAST_ROUNDS} fitted into {target.cap_s:g} s"
    if so_far.half_width > target.half_width:
        return f"interval of ±{percent(so_far.half_width)} instead of ±{asked} after {target.cap_s:g} s"
    return ""


def _disturbed(rounds: Sequence[Round]) -> str:
    """Too many marked samples: because of other processes, or of something that this system cannot see."""
    share = marked_share(rounds)
    if share <= MOST_MARKED:
        return ""
    shown = percent(share, 0)
    quiet = [one for one in rounds if one.other_load is not None and one.other_load <= MOST_OTHER_LOAD]
    if sum(sum(one.marked) for one in quiet) <= sum(sum(one.marked) for one in rounds) / 2:
        return f"busy machine: {shown} of the samples were disturbed by other processes"
    return (
        f"unsteady cores: {shown} of the samples waited for a core though other processes took hardly any; "
        "on a shared or virtual machine fewer threads are steadier"
    )


def _drifting(shift: float) -> str:
    if abs(shift) <= MOST_DRIFT:
        return ""
    direction = "slower" if shift > 0 else "faster"
    return f"drift: the last third of the rounds was {percent(abs(shift))} {direction} than the first"


def _bimodal(modes: Modes | None) -> str:
    if modes is None:
        return ""
    share = percent(modes.slow_share, 0)
    return (
        f"two modes: {share} of the samples took about {modes.slow_ms:.4g} ms, the others {modes.fast_ms:.4g}"
    )


def _correlated(medians: Sequence[float]) -> str:
    """Few rounds correlate by chance, so the limit is what chance reaches in 5 % of the cases."""
    correlation = autocorrelation(medians)
    if correlation <= max(MOST_CORRELATION, 2 / math.sqrt(max(len(medians), 1))):
        return ""
    return f"correlated rounds: neighbours are alike ({correlation:.2f}), so the interval is too narrow"
