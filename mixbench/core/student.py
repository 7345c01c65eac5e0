"""Student's t, without loading a library for it: the window must not stall for a third of a second
when the third point of a curve arrives."""

from __future__ import annotations

from functools import lru_cache
from math import cos, pi, sin, sqrt, tan

#: Halvings of the angle: past the precision of a float.
_HALVINGS = 60


@lru_cache(maxsize=256)
def t_quantile(freedom: int, coverage: float = 0.95) -> float:
    """The t that a share `coverage` of the distribution lies within, on both sides of zero.

    Raises `ValueError` for less than one degree of freedom.
    """
    if freedom < 1:
        raise ValueError(f"{freedom} degrees of freedom have no t distribution")
    low, high = 0.0, pi / 2
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _within(middle, freedom) < coverage else (low, middle)
    return sqrt(freedom) * tan(low)


def _within(angle: float, freedom: int) -> float:
    """P(|T| < t) for t = sqrt(freedom) tan(angle): the finite series in cos(angle) (Abramowitz and
    Stegun 26.7.3 and 26.7.4)."""
    is_odd = freedom % 2
    term = cos(angle) if is_odd else 1.0
    total = term if freedom > 1 else 0.0
    for power in range(3 if is_odd else 2, freedom - 1, 2):
        term *= cos(angle) ** 2 * (power - 1) / power
        total += term
    series = sin(angle) * total
    return 2 / pi * (angle + series) if is_odd else series
