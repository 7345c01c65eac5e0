"""The gap between two growths, size by size, with what chance leaves of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, log
from statistics import NormalDist

import numpy as np
import numpy.typing as npt

from mixbench.core.laws import Point
from mixbench.core.student import t_quantile
from mixbench.core.weighted_fit import Array

#: From so many degrees of freedom on Student's t is taken for the normal distribution.
_MANY = 200


@dataclass(frozen=True)
class Gap:
    """The logarithm of the first growth over the second at each place, with the covariance of these, which is
    infinite where nothing is known of the spread, and the degrees of freedom that it was estimated with."""

    places: Array
    values: Array
    covariance: Array
    freedom: Array

    @property
    def is_equal(self) -> npt.NDArray[np.bool_]:
        """Where both are the same to the last digit, and without chance."""
        return np.asarray((self.values == 0) & (self.covariance.diagonal() == 0))

    def told(self, chance: float) -> Array:
        """The sign of the gap where it is told from none, with this chance to be wrong; 0 elsewhere."""
        reaches = np.array([reach_of(freedom, chance) for freedom in self.freedom])
        far = np.abs(self.values) > reaches * np.sqrt(self.covariance.diagonal())
        return np.asarray(np.where(far, np.sign(self.values), 0.0))


def reach_of(freedom: float, chance: float) -> float:
    """How many standard errors a gap is wide by chance."""
    if freedom >= _MANY:
        return NormalDist().inv_cdf(1 - chance / 2)
    return t_quantile(max(1, int(freedom)), 1 - chance)


def gap_between(
    first: Sequence[Point], second: Sequence[Point], sizes: Sequence[float], *, is_counted: bool
) -> Gap:
    """The first growth against the second at these sizes, between which both are powers."""
    places = np.array([log(size) for size in sizes])
    onto = _onto(first, places), -_onto(second, places)
    values = onto[0] @ _heights(first) + onto[1] @ _heights(second)
    none = np.zeros((len(sizes), len(sizes)))
    if is_counted:
        return Gap(places, np.asarray(values), none, np.full(len(sizes), inf))
    both = np.hstack(onto)
    points = (*first, *second)
    variances = np.array([inf if point.variance is None else point.variance for point in points])
    is_open = (both[:, np.isinf(variances)] != 0).any(axis=1)
    known = np.where(np.isinf(variances), 0.0, variances)
    covariance = (both * known) @ both.T
    covariance[is_open, :] = covariance[:, is_open] = inf
    return Gap(places, np.asarray(values), covariance, _freedom(both**2 * known, points))


def _heights(points: Sequence[Point]) -> Array:
    return np.array([log(point.y) for point in points])


def _onto(points: Sequence[Point], places: Array) -> Array:
    """What each point has of the growth at each place: between neighbours it is straight, beyond the ends it
    stays."""
    if len(points) == 1:
        return np.ones((len(places), 1))
    x = np.array([log(point.x) for point in points])
    after = np.clip(np.searchsorted(x, places), 1, len(x) - 1)
    share = np.clip((places - x[after - 1]) / (x[after] - x[after - 1]), 0.0, 1.0)
    onto = np.zeros((len(places), len(x)))
    rows = np.arange(len(places))
    onto[rows, after - 1], onto[rows, after] = 1 - share, share
    return onto


def _freedom(parts: Array, points: Sequence[Point]) -> Array:
    """The degrees of freedom of a sum of estimated variances (Welch, Biometrika 34, 1947)."""
    own = np.array([inf if point.rounds is None else max(1, point.rounds - 1) for point in points])
    whole, divided = parts.sum(axis=1) ** 2, (parts**2 / own).sum(axis=1)
    return np.asarray(np.divide(whole, divided, out=np.full(len(whole), inf), where=divided > 0))


def ascending(points: Sequence[Point]) -> list[Point]:
    """One point a size, ascending."""
    if not points:
        raise ValueError("a growth without a point crosses nothing")
    return sorted({point.x: point for point in points}.values(), key=lambda point: point.x)


def course(points: Sequence[Point], places: Array) -> tuple[Array, Array]:
    """A growth on logarithms at each place, with its variance; no number beyond its own sizes."""
    onto = _onto(points, places)
    own = np.array([inf if point.variance is None else point.variance for point in points])
    is_open = (onto[:, np.isinf(own)] != 0).any(axis=1)
    variances = np.where(is_open, inf, onto**2 @ np.where(np.isinf(own), 0.0, own))
    is_beyond = (places < log(points[0].x)) | (places > log(points[-1].x))
    return np.where(is_beyond, np.nan, onto @ _heights(points)), variances
