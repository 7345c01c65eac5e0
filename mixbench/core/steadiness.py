"""What speaks against a timing: samples that were disturbed, a drift, two modes, rounds that are alike.

Nothing is dropped; it is marked and told in a sentence. The limits are such that a quiet timing is
called unstable in fewer than 5 of 100 cases, all of them together (`tests/core/test_steadiness.py`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from statistics import median

from mixbench.core import device_state
from mixbench.core.intervals import rank_autocorrelation
from mixbench.core.measurement import Round
from mixbench.core.rounds import LEAST_ROUNDS, counted, marked_share, round_medians, samples_of
from mixbench.core.units import percent

#: A round in which other processes took a larger share of the measuring cores is disturbed as a whole.
MOST_OTHER_LOAD = 0.10

#: A larger share of marked samples makes a timing unstable.
MOST_MARKED = 0.10

#: A larger shift between the first and the last third of the rounds is a drift, where the order of the
#: rounds is one that chance brings about in under 2 % of the cases (Kendall's S in units of its deviation).
MOST_DRIFT, MOST_TREND = 0.03, 2.3

#: Neighbouring rounds that are alike beyond this carry much less information than their number says.
MOST_CORRELATION = 0.3

#: Two modes: this far apart in units of their own spread (Ashman's D), this far relative to the median,
#: and the smaller one with at least this share of the samples. The best cut through uniform noise
#: reaches a D of 3.5.
MODE_SEPARATION, MODE_DISTANCE, MODE_SHARE = 5.0, 0.05, 0.15

#: Either mode is met in this many rounds: a few rounds at levels of their own are no modes.
MODE_ROUNDS = 3


def reasons(rounds: Sequence[Round], *, settled: bool = True) -> tuple[str, ...]:
    """Sentences on why a timing is unstable; empty where nothing speaks against it."""
    rounds, medians = counted(rounds), round_medians(rounds)
    found = [
        disturbed(rounds),
        drifting(medians, "the last third of the rounds was {} than the first"),
        _bimodal(rounds),
        correlated(medians),
        "" if settled else "did not settle: the calls were still changing when the warm-up ended",
    ]
    return tuple(sentence for sentence in found if sentence)


def drift(rounds: Sequence[Round]) -> float:
    """The shift of the round medians from the first to the last third, relative to the median.

    Zero where the rounds merely scatter: where they do not follow one another in a lasting direction.
    """
    return trend(round_medians(rounds))


def trend(values: Sequence[float]) -> float:
    """The shift of positive values from their first to their last third, relative to their median; zero
    without a trend (Mann, Econometrica 13, 1945)."""
    count = len(values)
    if count < LEAST_ROUNDS:
        return 0.0
    score = sum((later > earlier) - (later < earlier) for earlier, later in combinations(values, 2))
    if abs(score) <= MOST_TREND * math.sqrt(count * (count - 1) * (2 * count + 5) / 18):
        return 0.0
    third = math.ceil(count / 3)
    return (median(values[-third:]) - median(values[:third])) / median(values)


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


def disturbed(rounds: Sequence[Round]) -> str:
    """Too many marked samples: because of other processes, of a device whose clock fell, or of something that
    this system cannot see."""
    share = marked_share(rounds)
    if share <= MOST_MARKED:
        return ""
    slowed = device_state.slowed(counted(rounds))
    if slowed:
        return slowed
    shown = percent(share, 0)
    quiet = [one for one in rounds if one.other_load is not None and one.other_load <= MOST_OTHER_LOAD]
    if sum(sum(one.marked) for one in quiet) <= sum(sum(one.marked) for one in rounds) / 2:
        return f"busy machine: {shown} of the samples were disturbed by other processes"
    return (
        f"unsteady cores: {shown} of the samples waited for a core though other processes took hardly any; "
        "on a shared or virtual machine fewer threads are steadier"
    )


def drifting(values: Sequence[float], sentence: str) -> str:
    """A drift of positive values in words; `sentence` takes its size and direction."""
    shift = trend(values)
    if abs(shift) <= MOST_DRIFT:
        return ""
    return "drift: " + sentence.format(f"{percent(abs(shift))} {'slower' if shift > 0 else 'faster'}")


def _bimodal(rounds: Sequence[Round]) -> str:
    modes = two_modes(samples_of(rounds))
    if modes is None:
        return ""
    between_ms = (modes.fast_ms + modes.slow_ms) / 2
    slow = sum(max(one.samples_ms) > between_ms for one in rounds)
    fast = sum(min(one.samples_ms) < between_ms for one in rounds)
    if min(slow, fast) < MODE_ROUNDS:
        return ""
    share = percent(modes.slow_share, 0)
    return (
        f"two modes: {share} of the samples took about {modes.slow_ms:.4g} ms, the others {modes.fast_ms:.4g}"
    )


def correlated(values: Sequence[float]) -> str:
    """Neighbours that are alike, in words. Few values correlate by chance, so the limit is what chance
    reaches in 2 % of the cases."""
    count = max(len(values), 1)
    correlation = rank_autocorrelation(values)
    if correlation <= max(MOST_CORRELATION, 2 / math.sqrt(count) - 1 / count):
        return ""
    return f"correlated rounds: neighbours are alike ({correlation:.2f}), so the interval may be too narrow"
