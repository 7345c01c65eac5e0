"""Two lines that meet at a break, and whether that is better than one line by more than chance makes it.

Two lines always fit better than one, the more so since the break is put where they fit best. They are
chosen where the F-test of two more coefficients gives one line a chance of `MOST_CHANCE` or less, and where
the slopes differ by `LEAST_BEND`. The search makes that chance larger than it says, but not above 5 %: that
is held by simulation in `tests/core/test_laws.py`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from mixbench.core.student import t_quantile
from mixbench.core.weighted_fit import Array, Fit, fit, inverse, solve

#: Four coefficients, and two points more that can contradict them.
FEWEST_POINTS = 6
#: The largest chance, by the F-test, at which one line is given up.
MOST_CHANCE = 0.01
#: Slopes that are nearer to one another than this are one slope to any reader.
LEAST_BEND = 0.1

#: Where the break is looked for, and again between the neighbours of the best place.
_PLACES = 121
#: How often weights and place are fitted to one another at most.
_SETTLING = 4


@dataclass(frozen=True)
class BrokenLine:
    """`fit` has the coefficients level, slope before, change of slope, and place of the break, all on the
    axes that were fitted; `low` and `high` are the 95 % interval of the break, within what was looked at.
    `chance` is what the F-test says of one line."""

    fit: Fit
    low: float
    high: float
    chance: float

    @property
    def place(self) -> float:
        """Where the two lines meet."""
        return self.fit.coefficients[3]

    @property
    def slopes(self) -> tuple[float, float]:
        """Before the break, and after it."""
        _, before, bend, _ = self.fit.coefficients
        return before, before + bend

    @property
    def half_widths(self) -> tuple[float, float]:
        """Half the 95 % intervals of the slopes."""
        before, after = np.array([0.0, 1, 0, 0]), np.array([0.0, 1, 1, 0])
        return self.fit.half_width(before), self.fit.half_width(after)

    def at(self, x: float) -> float:
        """The level of the lines at x."""
        level, before, bend, place = self.fit.coefficients
        return level + before * x + bend * max(0.0, x - place)

    def row(self, x: float) -> Array:
        """How the level at x changes with each coefficient."""
        _, _, bend, place = self.fit.coefficients
        return np.array([1.0, x, max(0.0, x - place), -bend if x > place else 0.0])


def fit_broken(x: Array, y: Array, own: Array, weights: Array) -> BrokenLine | None:
    """The best two lines; None where there are too few points, or one line does as well.

    `x` ascends; `weights` are those that the one line was fitted with, and whether it does as well is judged
    with.
    """
    distinct = np.unique(x)
    freedom = len(x) - 4
    if len(distinct) < FEWEST_POINTS:
        return None
    places = np.linspace(distinct[1], distinct[-2], _PLACES)
    straight, misfits = _misfits(x, y, weights, places)
    best = int(misfits.argmin())
    chance = float(misfits[best] / straight) ** (freedom / 2) if straight > 0 else 1.0
    if chance > MOST_CHANCE:
        return None
    found = _settled(x, y, own, weights, places)
    if found is None:
        return None
    place = found.coefficients[3]
    low, high = _interval(x, y, own + found.extra_variance, places)
    return BrokenLine(found, min(low, place), max(high, place), chance)


def _settled(x: Array, y: Array, own: Array, weights: Array, places: Array) -> Fit | None:
    """The fit about the best place, with the weights that follow from it. Those of one line hold the bend as
    if it were scatter: points that are sure count too little in them, and the place would be another."""
    found = None
    for _ in range(_SETTLING):
        found = _around(x, y, own, _best_place(x, y, weights, places), weights)
        if found is None:
            return None
        before, weights = weights, inverse(own + found.extra_variance)
        if np.allclose(before, weights):
            break
    return found


def _best_place(x: Array, y: Array, weights: Array, places: Array) -> float:
    """Where two lines fit best: looked for over all places, and finely between the neighbours of the best."""
    best = int(_misfits(x, y, weights, places)[1].argmin())
    fine = np.linspace(places[max(best - 1, 0)], places[min(best + 1, _PLACES - 1)], _PLACES)
    return float(fine[_misfits(x, y, weights, fine)[1].argmin()])


def _interval(x: Array, y: Array, variances: Array, places: Array) -> tuple[float, float]:
    """The places at which the misfit is not larger than chance makes it, to the next that was looked at."""
    freedom = len(x) - 4
    misfits = _misfits(x, y, inverse(variances), places)[1]
    inside = np.flatnonzero(misfits <= misfits.min() * (1 + t_quantile(freedom) ** 2 / freedom))
    return float(places[max(inside[0] - 1, 0)]), float(places[min(inside[-1] + 1, len(places) - 1)])


def _hinge(x: Array, place: float) -> Array:
    return np.column_stack([np.ones_like(x), x, np.maximum(0.0, x - place)])


def _misfits(x: Array, y: Array, weights: Array, places: Array) -> tuple[float, Array]:
    """The misfit of one line, and of two that meet at each place: what is left of the hinge when the line is
    taken out of it takes its share of what the line leaves (Frisch and Waugh)."""
    roots = np.sqrt(weights)
    line = np.linalg.qr(np.column_stack([roots, roots * x]))[0]
    hinges = np.maximum(0.0, x[:, None] - places) * roots[:, None]
    hinges -= line @ (line.T @ hinges)
    left = y * roots - line @ (line.T @ (y * roots))
    lengths = np.maximum((hinges**2).sum(axis=0), 1e-300)
    straight = float(left @ left)
    return straight, np.maximum(0.0, straight - (left @ hinges) ** 2 / lengths)


def _around(x: Array, y: Array, own: Array, place: float, weights: Array) -> Fit | None:
    """The fit with the break as a fourth coefficient, linear about its place, so that its uncertainty is in
    that of the others. None where the slopes hardly differ."""
    (level, before, bend), _ = solve(_hinge(x, place), y, weights)
    if abs(bend) < LEAST_BEND:
        return None
    moved = fit(np.column_stack([_hinge(x, place), np.where(x > place, -bend, 0.0)]), y, own)
    return replace(moved, coefficients=(float(level), float(before), float(bend), place))
