"""Least squares where every point says how sure it is, and where the points scatter more than they say.

A point's own interval is that of its clock. Around a law points scatter for other reasons too: a kernel
that suits one size, a cache that ends at another. Where the scatter is larger than the intervals explain, an
extra variance that all points share is added to each (Paule and Mandel, Journal of Research of the NBS 87,
1982), so that one point with a narrow interval does not carry the line alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt

from mixbench.core.student import t_quantile

Array = npt.NDArray[np.float64]

#: How many standard errors hold 95 % where the errors are known.
NORMAL_REACH = 1.959964
#: Newton's steps to the extra variance at most, and how near to it they go, relative to the scatter.
_STEPS, _EXACT = 40, 1e-12


@dataclass(frozen=True)
class Fit:
    """Coefficients with their covariance.

    `extra_variance` is what was added to every point, `own_variance` the median of what the points say of
    themselves, `misfit` the weighted sum of squared residuals, `reach` how many standard errors make 95 %.
    """

    coefficients: tuple[float, ...]
    covariance: tuple[tuple[float, ...], ...]
    extra_variance: float
    own_variance: float
    misfit: float
    freedom: int
    reach: float

    def variance_of(self, row: Array) -> float:
        """The variance of the combination of coefficients that `row` says."""
        return max(0.0, float(row @ np.array(self.covariance) @ row))

    def half_width(self, row: Array) -> float:
        """Half the 95 % interval of a combination of coefficients."""
        return self.reach * sqrt(self.variance_of(row))

    def half_width_of_new(self, row: Array) -> float:
        """The same of one more point that is measured there."""
        return self.reach * sqrt(self.variance_of(row) + self.extra_variance + self.own_variance)


def fit(columns: Array, y: Array, own: Array) -> Fit:
    """Fit y = columns @ coefficients; `own` are the variances of the points, all 0 where none is known.

    Raise `ValueError` where there are not more points than coefficients.
    """
    freedom = len(y) - columns.shape[1]
    if freedom < 1:
        raise ValueError(f"{len(y)} points do not fix {columns.shape[1]} coefficients")
    extra = extra_variance(columns, y, own, freedom)
    variances = own + extra
    weights = inverse(variances)
    coefficients, misfit = solve(columns, y, weights)
    normal = columns.T @ (columns * weights[:, None])
    covariance = np.linalg.pinv(normal) if variances.any() else np.zeros_like(normal)
    return Fit(
        tuple(map(float, coefficients)),
        tuple(tuple(map(float, row)) for row in covariance),
        extra,
        float(np.median(own)),
        misfit,
        freedom,
        _reach(misfit, freedom, has_own=bool(own.any())),
    )


def solve(columns: Array, y: Array, weights: Array) -> tuple[Array, float]:
    """The coefficients, and the weighted sum of squared residuals."""
    roots = np.sqrt(weights)
    coefficients = np.asarray(np.linalg.lstsq(columns * roots[:, None], y * roots, rcond=None)[0], np.float64)
    residuals = y - columns @ coefficients
    return coefficients, float(weights @ residuals**2)


def extra_variance(columns: Array, y: Array, own: Array, freedom: int) -> float:
    """What must be added to every variance for the misfit to be as chance makes it; 0 where it is already."""
    plain = solve(columns, y, np.ones_like(y))[1] / freedom
    if not own.any():
        return plain
    low, high = 0.0, plain
    # A point without a spread of its own has no weight before something is added.
    tried = 0.0 if own.all() else plain / 2
    for _ in range(_STEPS):
        misfit, slope = _misfit(columns, y, inverse(own + tried))
        low, high = (tried, high) if misfit > freedom else (low, tried)
        if high - low <= plain * _EXACT:
            break
        step = tried + (misfit - freedom) / slope if slope else low
        close = abs(step - tried) <= plain * _EXACT
        tried = step if low < step < high else (low + high) / 2
        if close:
            break
    return 0.0 if high < plain * _EXACT else tried


def _misfit(columns: Array, y: Array, weights: Array) -> tuple[float, float]:
    """The weighted sum of squared residuals, and how fast it falls with an extra variance: the coefficients
    make it smallest, so that their own change does not count."""
    coefficients, misfit = solve(columns, y, weights)
    return misfit, float(weights**2 @ (y - columns @ coefficients) ** 2)


def inverse(variances: Array) -> Array:
    """The weights of points: one over each variance. A variance of 0 is taken for that of the surest of the
    others, and without any all weigh 1."""
    positive = variances[variances > 0]
    if not positive.size:
        return np.ones_like(variances)
    return np.asarray(1 / np.maximum(variances, positive.min()))


def _reach(misfit: float, freedom: int, *, has_own: bool) -> float:
    """Student's t, scaled by how the points scatter, but never under what their own intervals alone say: few
    points that lie on a line by luck make no certainty."""
    scaled = t_quantile(freedom) * sqrt(misfit / freedom) if has_own else t_quantile(freedom)
    return max(scaled, NORMAL_REACH) if has_own else scaled
