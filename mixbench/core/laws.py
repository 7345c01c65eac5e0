"""How a metric grows with the size of the image: one power or two that meet, fitted on logarithms.

A law is fitted on medians with their own intervals (`core/weighted_fit.py`), and where one power does not
fit, as two with a break (`core/piecewise.py`). What was counted has no chance in it: there the scatter is how
far the growth is from a power, and no break is looked for; the slopes between neighbours say it better.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import exp, inf, isfinite, log, sqrt
from typing import Literal

import numpy as np

from mixbench.core.piecewise import BrokenLine, fit_broken
from mixbench.core.prediction import Prediction
from mixbench.core.student import t_quantile
from mixbench.core.weighted_fit import NORMAL_REACH, Array, Fit, fit, inverse

#: Two points lie on any power law; the third is the first that can contradict it.
FEWEST_POINTS = 3
#: A counted growth that stays this near to its power is one.
EXACT_WITHIN = 0.005
#: The share of cases that the interval of a timing is built for (`core/intervals.py`), and the number of
#: rounds from which on order statistics give it, which are about as wide as a normal interval.
_ASKED_COVERAGE, _STUDENT_UNDER = 0.96, 6

#: Logarithms beyond this are cut off: two such numbers have a product.
_MOST_POWER = 300.0

#: What a law rests on: nothing that chance has a part in; the points' own intervals, which explain how they
#: scatter; both; or the scatter alone, where points have no interval.
Basis = Literal["counted", "intervals", "intervals and scatter", "scatter"]
#: What the growth looks like. `curved`: counted, and no power of the size.
Shape = Literal["one power", "two powers", "curved"]


@dataclass(frozen=True)
class Point:
    """A positive value at a positive size, with its 95 % interval where it has one, over so many `rounds`:
    or processes, or passes, whatever the interval was taken over."""

    x: float
    y: float
    low: float | None = None
    high: float | None = None
    rounds: int | None = None

    @property
    def variance(self) -> float | None:
        """That of the logarithm, by the interval; None without one."""
        if self.low is None or self.high is None or self.low <= 0:
            return None
        is_student = self.rounds is not None and 2 <= self.rounds < _STUDENT_UNDER
        reach = t_quantile((self.rounds or 2) - 1, _ASKED_COVERAGE) if is_student else NORMAL_REACH
        return float((log(self.high / self.low) / 2 / reach) ** 2)


@dataclass(frozen=True)
class Slope:
    """An exponent with its 95 % interval, over the sizes from `left` to `right`. The two ends are the
    exponent itself where nothing in it is of chance, and infinite where nothing is known of its spread."""

    value: float
    low: float
    high: float
    left: float
    right: float

    @property
    def half_width(self) -> float:
        """Half the interval."""
        return (self.high - self.low) / 2

    @property
    def has_interval(self) -> bool:
        """Whether its spread is known."""
        return isfinite(self.half_width)


@dataclass(frozen=True)
class NoLaw:
    """Why there is no law, and what would make one."""

    reason: str


@dataclass(frozen=True)
class Law:
    """How a metric grows. `line` is the one power over all sizes; `broken` the two that meet, where one does
    not fit, and then it is these that predict. `slopes` are those between neighbours."""

    line: Fit
    broken: BrokenLine | None
    points: tuple[Point, ...]
    basis: Basis
    slopes: tuple[Slope, ...]
    worst_residual: float

    @property
    def exponent(self) -> Slope:
        """Of the one power over all sizes. What was counted has no interval: its slopes say how far it is
        from a power."""
        half = 0.0 if self.basis == "counted" else self.line.half_width(np.array([0.0, 1.0]))
        return self._slope(self.line.coefficients[1], half, self.left, self.right)

    @property
    def pieces(self) -> tuple[Slope, ...]:
        """The exponents before and after the break; of a single power that one."""
        if self.broken is None:
            return (self.exponent,)
        ends = (self.left, self.break_at, self.right)
        parts = zip(self.broken.slopes, self.broken.half_widths, pairwise(ends), strict=True)
        return tuple(self._slope(value, half, *span) for value, half, span in parts)

    @property
    def shape(self) -> Shape:
        """One power, two, or none."""
        if self.broken is not None:
            return "two powers"
        return "curved" if self.basis == "counted" and self.worst_residual > EXACT_WITHIN else "one power"

    @property
    def break_at(self) -> float:
        """The size at which the two powers meet; infinite where there is one."""
        return exp(self.broken.place) if self.broken else inf

    @property
    def break_interval(self) -> tuple[float, float] | None:
        """The 95 % interval of the break."""
        return (exp(self.broken.low), exp(self.broken.high)) if self.broken else None

    @property
    def left(self) -> float:
        """The smallest size that it was fitted to."""
        return self.points[0].x

    @property
    def right(self) -> float:
        """The largest."""
        return self.points[-1].x

    @property
    def factor(self) -> float:
        """What the one power is multiplied with."""
        return _bounded(self.line.coefficients[0])

    @property
    def scatter(self) -> float:
        """How far points lie off the law beyond their own intervals, relative to their value: one standard
        deviation."""
        return sqrt((self.broken.fit if self.broken else self.line).extra_variance)

    def at(self, x: float) -> float:
        """The value of the law at a size."""
        place = log(x)
        if self.broken is not None:
            return _bounded(self.broken.at(place))
        offset, slope = self.line.coefficients
        return _bounded(offset + slope * place)

    def predict(self, x: float) -> Prediction:
        """What a measurement at a size would give, with its 95 % interval."""
        fitted, row = self._row(x)
        reach = _bounded(fitted.half_width_of_new(row))
        value = self.at(x)
        beyond = max(1.0, x / self.right, self.left / x)
        return Prediction(x, value, value / reach, value * reach, beyond)

    def band(self, x: float) -> tuple[float, float]:
        """The 95 % interval of the law itself at a size."""
        fitted, row = self._row(x)
        reach = _bounded(fitted.half_width(row))
        return self.at(x) / reach, self.at(x) * reach

    def _row(self, x: float) -> tuple[Fit, Array]:
        if self.broken is not None:
            return self.broken.fit, self.broken.row(log(x))
        return self.line, np.array([1.0, log(x)])

    def _slope(self, value: float, half: float, left: float, right: float) -> Slope:
        return Slope(value, value - half, value + half, left, right)


def _bounded(power: float) -> float:
    """The exponential, within what can still be multiplied: a law of three sizes that lie close together may
    say anything of one that is far away."""
    return exp(min(max(power, -_MOST_POWER), _MOST_POWER))


def fit_law(points: Sequence[Point], *, is_counted: bool = False) -> Law | NoLaw:
    """Fit a law; the answer to points that make none is why. `is_counted`: chance has no part in them."""
    ordered = tuple(sorted(points, key=lambda point: point.x))
    refused = _refusal(ordered)
    if refused:
        return NoLaw(refused)
    x = np.array([log(point.x) for point in ordered])
    y = np.array([log(point.y) for point in ordered])
    own = np.zeros_like(x) if is_counted else _own_variances(ordered)
    columns = np.column_stack([np.ones_like(x), x])
    line = fit(columns, y, own)
    weights = inverse(own + line.extra_variance)
    broken = None if is_counted else fit_broken(x, y, own, weights)
    offset, slope = line.coefficients
    worst = float(np.abs(y - offset - slope * x).max())
    basis = _basis(own, line, is_counted=is_counted)
    return Law(line, broken, ordered, basis, local_slopes(ordered, is_counted=is_counted), worst)


@lru_cache(maxsize=1024)
def law_through(points: tuple[Point, ...], is_counted: bool) -> Law | NoLaw:
    """The law, remembered: of many growths a new point changes one, and more than one page asks."""
    return fit_law(points, is_counted=is_counted)


def local_slopes(points: Sequence[Point], *, is_counted: bool = False) -> tuple[Slope, ...]:
    """The exponent between each pair of neighbours, with what their intervals leave of it. Sizes that are
    there twice make none between them."""
    found = []
    for one, other in pairwise(sorted(points, key=lambda point: point.x)):
        if one.x == other.x or min(one.x, one.y, other.y) <= 0:
            continue
        span = log(other.x / one.x)
        value = log(other.y / one.y) / span
        half = NORMAL_REACH * sqrt(0.0 if is_counted else _spread(one, other)) / span
        found.append(Slope(value, value - half, value + half, one.x, other.x))
    return tuple(found)


def _spread(one: Point, other: Point) -> float:
    """The variance of the difference of two logarithms; infinite where one says nothing of its own."""
    if one.variance is None or other.variance is None:
        return inf
    return one.variance + other.variance


def _refusal(points: Sequence[Point]) -> str:
    """Why these points make no law, empty where they do."""
    if not points:
        return "there is no point; measure at three sizes or more"
    if any(point.x <= 0 or point.y <= 0 for point in points):
        return "a value is zero or less, and no power of a size is"
    sizes = len({point.x for point in points})
    if sizes < FEWEST_POINTS:
        there = "is one size" if sizes == 1 else f"are {sizes} sizes"
        return f"there {there}, and {FEWEST_POINTS} are the fewest that can contradict a power law; add sizes"
    return ""


def _own_variances(points: Sequence[Point]) -> Array:
    """What the points say of themselves; who says nothing is taken for the least sure of the others."""
    known = [point.variance for point in points]
    worst = max((variance for variance in known if variance is not None), default=0.0)
    return np.array([worst if variance is None else variance for variance in known])


def _basis(own: Array, line: Fit, *, is_counted: bool) -> Basis:
    if is_counted:
        return "counted"
    if not own.any():
        return "scatter"
    return "intervals and scatter" if line.extra_variance > 0 else "intervals"
