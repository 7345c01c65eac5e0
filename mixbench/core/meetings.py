"""Where two growths cross, with an interval: of counted ones exactly, of measured ones by drawing them anew.

Each point is drawn again and again from the normal distribution of its logarithm that its interval stands
for; between neighbours both growths are powers of the size. The 95 % interval of a crossing is that of the
crossings of the draws, and where fewer than 95 % of the draws cross, it is not sure that they do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp
from typing import Literal

import numpy as np
import numpy.typing as npt

from mixbench.core.laws import Point
from mixbench.core.weighted_fit import Array

Verdict = Literal["crosses", "never crosses", "cannot tell"]

#: How often the points are drawn anew, and from which seed: the same points give the same interval.
DRAWS, _SEED = 2000, 20210504
#: The share of draws that makes a statement sure.
SURE = 0.95


@dataclass(frozen=True)
class Meeting:
    """Where the second growth ceases to be the smaller one (`first_is_smaller_after`) or begins to be.
    `low` and `high` are the 95 % interval, `share` the part of the draws that cross there."""

    x: float
    low: float
    high: float
    first_is_smaller_after: bool
    share: float

    @property
    def is_sure(self) -> bool:
        """Whether they cross there with 95 % of the draws."""
        return self.share >= SURE


@dataclass(frozen=True)
class Encounter:
    """What two growths do between `left` and `right`, where both are known. `smaller` is the one that lies
    below, 1 or 2, where they never cross, or where nothing is sure but that it does at the sizes of `sure`;
    0 elsewhere."""

    verdict: Verdict
    left: float
    right: float
    meetings: tuple[Meeting, ...] = ()
    smaller: int = 0
    sure: tuple[float, float] | None = None


def encounter(
    first: Sequence[Point], second: Sequence[Point], *, is_counted: bool = False
) -> Encounter | None:
    """Hold two growths against one another; None where no two sizes are known of both."""
    one, other = _ascending(first), _ascending(second)
    left, right = max(one[0].x, other[0].x), min(one[-1].x, other[-1].x)
    if left >= right:
        return None
    grid = np.log(sorted({point.x for point in (*one, *other) if left <= point.x <= right}))
    draws = 1 if is_counted else 1 + DRAWS
    chance = np.random.default_rng(_SEED)
    gaps = _drawn(one, grid, draws, chance) - _drawn(other, grid, draws, chance)
    turns = _turns(gaps)
    roots = _roots(gaps, grid, turns)
    meetings = tuple(_meeting(gaps, roots, int(place)) for place in np.flatnonzero(turns[0]))
    crossing = float(turns.any(axis=1).mean())
    if any(meeting.is_sure for meeting in meetings):
        return Encounter("crosses", left, right, meetings)
    if not meetings and crossing <= 1 - SURE:
        return Encounter("never crosses", left, right, (), 1 if gaps[0].sum() < 0 else 2)
    return Encounter("cannot tell", left, right, meetings, *_told(gaps, grid))


def _told(gaps: Array, grid: Array) -> tuple[int, tuple[float, float] | None]:
    """Which growth is surely the smaller one at some sizes, from which to which of them; 0 where neither is,
    or each is somewhere."""
    above = (gaps > 0).mean(axis=0)
    places = {1: grid[above <= 1 - SURE], 2: grid[above >= SURE]}
    sure = {number: found for number, found in places.items() if found.size}
    if len(sure) != 1:
        return 0, None
    ((number, found),) = sure.items()
    between = (grid >= found[0]) & (grid <= found[-1])
    is_unbroken = bool(between.sum() == found.size)
    return (number, (exp(found[0]), exp(found[-1]))) if is_unbroken else (0, None)


def _ascending(points: Sequence[Point]) -> list[Point]:
    """One point a size, ascending."""
    if not points:
        raise ValueError("a growth without a point crosses nothing")
    return sorted({point.x: point for point in points}.values(), key=lambda point: point.x)


def _drawn(points: Sequence[Point], grid: Array, draws: int, chance: np.random.Generator) -> Array:
    """The logarithm of a growth on the grid, a row a draw; the first is the growth as it was measured."""
    x = np.log([point.x for point in points])
    y = np.log([point.y for point in points])
    known = [point.variance for point in points]
    worst = max((variance for variance in known if variance is not None), default=0.0)
    spread = np.sqrt([worst if variance is None else variance for variance in known])
    noise = chance.standard_normal((draws, len(points))) * spread
    noise[0] = 0.0
    onto_grid = np.array(
        [np.interp(grid, x, unit) for unit in np.eye(len(points))]
    )  # interpolation is linear
    return np.asarray((y + noise) @ onto_grid)


def _turns(gaps: Array) -> npt.NDArray[np.bool_]:
    """Between which places of the grid the sign of each gap turns. A zero has the sign of its neighbour."""
    signs = np.sign(gaps)
    for place in range(1, signs.shape[1]):
        signs[:, place] = np.where(signs[:, place] == 0, signs[:, place - 1], signs[:, place])
    return np.asarray(signs[:, 1:] * signs[:, :-1] < 0)


def _roots(gaps: Array, grid: Array, turns: npt.NDArray[np.bool_]) -> Array:
    """Where each gap, which is straight between the places of the grid, is zero; NaN where it is not."""
    before, after = gaps[:, :-1], gaps[:, 1:]
    share = np.divide(before, before - after, out=np.full_like(before, np.nan), where=turns)
    return np.asarray(grid[:-1] + np.diff(grid) * share)


def _meeting(gaps: Array, roots: Array, place: int) -> Meeting:
    """A crossing of the growths as they were measured, with those of the draws that turn the same way: of
    each draw the nearest."""
    middle, falls = float(roots[0, place]), bool(gaps[0, place] > 0)
    if len(gaps) == 1:
        return Meeting(exp(middle), exp(middle), exp(middle), falls, 1.0)
    away = np.abs(np.where((gaps[1:, :-1] > 0) == falls, roots[1:], np.nan) - middle)
    away[np.isnan(away)] = np.inf
    nearest = away.argmin(axis=1)
    draws = np.flatnonzero(np.isfinite(away.min(axis=1)))
    found = roots[1:][draws, nearest[draws]]
    low, high = np.quantile(found, (0.025, 0.975)) if found.size else (middle, middle)
    share = len(draws) / (len(gaps) - 1)
    return Meeting(exp(middle), exp(min(low, middle)), exp(max(high, middle)), falls, share)
