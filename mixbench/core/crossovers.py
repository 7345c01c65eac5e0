"""Where two curves cross."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, log

Curve = Callable[[float], float]

#: Halvings of the bracket: a 2 ** -32 part of it is beyond what any axis shows.
_HALVINGS = 32


@dataclass(frozen=True)
class Crossing:
    """Where curves a and b meet; `rising_is_first` says that a lies above b after it."""

    x: float
    y: float
    rising_is_first: bool


def crossings(first: Curve, second: Curve, grid: Sequence[float]) -> tuple[Crossing, ...]:
    """Find each change of sign of first - second between neighbours of an ascending grid.

    Curves that only touch do not cross. Where both are equal over a stretch, the crossing is its end.
    """

    def gap(x: float) -> float:
        return first(x) - second(x)

    found = []
    left: tuple[float, float] | None = None  # the last x at which the curves differed, and by what
    last = grid[0] if grid else 0.0
    for x in grid:
        difference = gap(x)
        if difference and left and (difference > 0) != (left[1] > 0):
            middle = _bisect(gap, max(left[0], last) if gap(last) else last, x)
            found.append(Crossing(middle, second(middle), difference > 0))
        if difference:
            left = (x, difference)
        last = x
    return tuple(found)


def _bisect(gap: Curve, low: float, high: float) -> float:
    """Halve a bracket whose ends differ in sign; an end that is zero already is the answer."""
    at_low = gap(low)
    if not at_low:
        return low
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        if (gap(middle) > 0) == (at_low > 0):
            low = middle
        else:
            high = middle
    return (low + high) / 2


def through(x: Sequence[float], y: Sequence[float]) -> Curve:
    """The curve through ascending positive samples, a power law between neighbours (exact for costs
    that are one); where a y is zero, a straight line. Beyond the samples it goes on like the last piece."""
    if len(x) < 2 or len(x) != len(y):
        raise ValueError("a curve needs two samples or more, and as many y as x")
    if any(right <= left for left, right in pairwise(x)):
        raise ValueError("the samples of a curve must ascend in x")

    sampled = dict(zip(x, y, strict=True))

    def curve(at: float) -> float:
        if at in sampled:
            return sampled[at]
        right = min(max(bisect_right(x, at), 1), len(x) - 1)
        x0, x1, y0, y1 = x[right - 1], x[right], y[right - 1], y[right]
        if min(x0, at, y0, y1) <= 0:
            return y0 + (y1 - y0) * (at - x0) / (x1 - x0)
        return exp(log(y0) + (log(y1) - log(y0)) * (log(at) - log(x0)) / (log(x1) - log(x0)))

    return curve
