"""How a metric grows: the exponent of a power law with its confidence interval."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

from mixbench.core.student import t_quantile

#: Two points lie on any power law; the third is the first that can contradict it.
FEWEST_POINTS = 3


@dataclass(frozen=True)
class PowerLaw:
    """y = factor * x ** exponent, with the 95 % interval of the exponent."""

    exponent: float
    ci_low: float
    ci_high: float
    factor: float
    points: int

    @property
    def half_width(self) -> float:
        """Half the interval of the exponent."""
        return (self.ci_high - self.ci_low) / 2

    def at(self, x: float) -> float:
        """The fitted value at x."""
        return float(self.factor * x**self.exponent)


def fit_power_law(x: Sequence[float], y: Sequence[float]) -> PowerLaw | None:
    """Fit by least squares on logarithms; the interval is a t interval of the slope.

    None where that says nothing: fewer than three different positive x, or a y that is not positive.
    """
    if len(x) != len(y):
        raise ValueError(f"{len(x)} values of x for {len(y)} of y")
    if len(set(x)) < FEWEST_POINTS or min(x) <= 0 or min(y) <= 0:
        return None
    log_x, log_y = [log(value) for value in x], [log(value) for value in y]
    mean_x, mean_y = sum(log_x) / len(x), sum(log_y) / len(y)
    spread = sum((value - mean_x) ** 2 for value in log_x)
    slope = sum((a - mean_x) * (b - mean_y) for a, b in zip(log_x, log_y, strict=True)) / spread
    offset = mean_y - slope * mean_x
    residual = sum((b - offset - slope * a) ** 2 for a, b in zip(log_x, log_y, strict=True))
    freedom = len(x) - 2
    half = t_quantile(freedom) * sqrt(residual / freedom / spread)
    return PowerLaw(slope, slope - half, slope + half, exp(offset), len(x))
