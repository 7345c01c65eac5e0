"""The interval in which the true median lies in 95 of 100 timings, from a few values in the order of time.

Order statistics bound a median whatever the distribution: skewed noise and slow rounds neither move
nor inflate them, as they do Student's interval of a mean. Below six values they reach no 95 %, and
Student's t stands in.

Two things make a plain interval too narrow. Whoever looks after every round and stops at the first
narrow interval stops where chance made it narrow; so 96 % are asked for, and 93 to 97 remain, with the
stop rule or without. And neighbours that are alike carry less than their number says; so the interval
is stretched as the standard error of a mean of such values is.

That stretch cannot be found from few values, and the stop rule favours those in which it was found too
small. Where neighbouring rounds correlate by 0.5, the interval of five rounds covers 86 %, of ten 88, of
thirty 93; under the stop rule 82 to 87, and only half of those that take thirty rounds are marked as
correlated. At 0.3 it is 92, 92 and 94, and 87 to 92. No arithmetic on so few values does better: that
rounds lie apart in time, interleaved with those of other cases, is what keeps them from being alike.
`tests/core/test_coverage.py` simulates all of this.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from statistics import fmean, median, stdev

from mixbench.core.student import t_quantile

#: The share of cases that an interval is built for; see above.
ASKED_COVERAGE = 0.96

#: From here on the smallest and the largest value enclose the median often enough.
FEWEST_TO_ORDER = 6

#: More correlation than this is not corrected for: the stretch would say nothing any more.
MOST_STRETCHING = 0.9

Interval = tuple[float, float]


def median_interval(values: Sequence[float], correlation: float = 0.0) -> Interval | None:
    """The interval of the median of what `values` are drawn from; it contains their own median.

    `correlation` is that of neighbours (see `neighbour_correlation`). None for fewer than two values.
    """
    if len(values) < 2:
        return None
    middle = median(values)
    low, high = _of_order(sorted(values)) if len(values) >= FEWEST_TO_ORDER else _of_student(values)
    stretch = _stretch(correlation)
    return min(middle, middle - stretch * (middle - low)), max(middle, middle + stretch * (high - middle))


def neighbour_correlation(values: Sequence[float]) -> float:
    """How alike neighbours are in the order of time, 0 to 1, as it is used to stretch an interval.

    The lag-1 correlation of independent values is -1/n on average. Half of that is given back: with all
    of it the intervals of independent rounds would cover more than 97 %, with none less than 93.
    """
    if len(values) < 3:
        return 0.0
    return max(0.0, rank_autocorrelation(values) + 0.5 / len(values))


def rank_autocorrelation(values: Sequence[float]) -> float:
    """The lag-1 autocorrelation of the ranks, which one outlier does not spoil (-1 to 1).

    Zero for fewer than three values or without spread.
    """
    if len(values) < 3:
        return 0.0
    ordered = sorted(values)
    ranks = [bisect_left(ordered, value) + bisect_right(ordered, value) for value in values]
    centre = fmean(ranks)
    spread = sum((rank - centre) ** 2 for rank in ranks)
    return sum((a - centre) * (b - centre) for a, b in pairwise(ranks)) / spread if spread else 0.0


def _stretch(correlation: float) -> float:
    """How much wider the interval of a mean is where neighbours correlate and their influence fades
    geometrically: the square root of n over the effective number of values."""
    used = min(max(correlation, 0.0), MOST_STRETCHING)
    return math.sqrt((1 + used) / (1 - used))


def _of_student(values: Sequence[float]) -> Interval:
    """Student's interval of the mean."""
    reach = t_quantile(len(values) - 1, ASKED_COVERAGE) * stdev(values) / math.sqrt(len(values))
    return fmean(values) - reach, fmean(values) + reach


def _of_order(ordered: Sequence[float]) -> Interval:
    """Between the order statistics that enclose the median just often enough and the next inner ones."""
    depth, inward = _depth(len(ordered))
    low = ordered[depth - 1] + inward * (ordered[depth] - ordered[depth - 1])
    high = ordered[-depth] - inward * (ordered[-depth] - ordered[-depth - 1])
    return low, high


@lru_cache(maxsize=512)
def _depth(count: int) -> tuple[int, float]:
    """Which value from either end bounds the interval of `count` values, and the share of the way to its
    inner neighbour (Hettmansperger and Sheather, Statistics & Probability Letters 4, 1986, eq. 2)."""
    below = accumulate(math.comb(count, k) / 2.0**count for k in range(count // 2 + 1))
    coverages = [1 - 2 * tail for tail in below]  # of the first and last, the second and last but one, ...
    depth = sum(coverage >= ASKED_COVERAGE for coverage in coverages)
    outer, inner = coverages[depth - 1], max(coverages[depth], 0.0)
    excess = (outer - ASKED_COVERAGE) / (outer - inner)
    return depth, (count - depth) * excess / (depth + (count - 2 * depth) * excess)
