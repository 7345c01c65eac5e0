"""Where two growths cross, with an interval, and which of them is the smaller one where.

Between neighbouring sizes both growths are powers. A crossing is sure between a size where one is surely
smaller and the next sure size where the other is. "Surely" is corrected for how many sizes are looked at, for
among many some gaps are wide by chance: of two equal networks a thousandth is said to cross, not a third. The
95 % interval of the crossing holds every place at which the gap is not told from none (Fieller, Journal of
the Royal Statistical Society B 16, 1954). Nothing is drawn at random, so this is fast enough for live plots.
`tests/core/test_meetings.py` simulates what is promised here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import exp, inf, isfinite, log, sqrt
from statistics import NormalDist
from typing import Literal, NamedTuple

import numpy as np
import numpy.typing as npt

from mixbench.core.laws import Point
from mixbench.core.student import t_quantile
from mixbench.core.weighted_fit import Array

#: `same`: exactly equal at every size, which only what has no chance in it can be.
Verdict = Literal["crosses", "never crosses", "same", "cannot tell"]

#: How often a statement may be wrong.
_CHANCE = 0.05
#: From so many degrees of freedom on Student's t is taken for the normal distribution.
_MANY = 200


@dataclass(frozen=True)
class Meeting:
    """Where the second growth ceases to be the smaller one (`first_is_smaller_after`) or begins to be.

    `low` and `high` are the 95 % interval; of a crossing that is not sure, which the medians alone make,
    everything that is not excluded. `between` are the sizes at which each growth is surely the smaller one,
    or the ends of what is known of both.
    """

    x: float
    low: float
    high: float
    first_is_smaller_after: bool
    is_sure: bool = True
    between: tuple[float, float] = (0.0, inf)


@dataclass(frozen=True)
class Encounter:
    """What two growths do between `left` and `right`, where both are known. `smaller` is the one that lies
    below, 1 or 2, where they never cross, or where nothing is sure but that it does at the sizes of `sure`;
    0 elsewhere. `equal` are the sizes at which growths that never cross are exactly equal."""

    verdict: Verdict
    left: float
    right: float
    meetings: tuple[Meeting, ...] = ()
    smaller: int = 0
    sure: tuple[float, float] | None = None
    equal: tuple[float, ...] = ()

    @property
    def sure_meetings(self) -> tuple[Meeting, ...]:
        """The crossings that are sure."""
        return tuple(meeting for meeting in self.meetings if meeting.is_sure)

    @property
    def doubtful_meetings(self) -> tuple[Meeting, ...]:
        """Those that may be of chance."""
        return tuple(meeting for meeting in self.meetings if not meeting.is_sure)


def encounter(
    first: Sequence[Point], second: Sequence[Point], *, is_counted: bool = False
) -> Encounter | None:
    """Hold two growths against one another; None where no two sizes are known of both.

    Where a point has no interval, nothing is sure at the sizes that it has a part in.
    """
    one, other = _ascending(first), _ascending(second)
    left, right = max(one[0].x, other[0].x), min(one[-1].x, other[-1].x)
    if left >= right:
        return None
    sizes = sorted({point.x for point in (*one, *other) if left <= point.x <= right})
    gap = _gap(one, other, sizes, is_counted=is_counted)
    if gap.is_equal.all():
        return Encounter("same", left, right, equal=tuple(sizes))
    signs = gap.told(_CHANCE / len(sizes))
    meetings = tuple(_meetings(gap, signs))
    if any(meeting.is_sure for meeting in meetings):
        return Encounter("crosses", left, right, meetings)
    # That one is smaller everywhere is wrong only where it is wrong at some size: this needs no correction.
    plain = gap.told(_CHANCE)
    if (plain != 0)[~gap.is_equal].all() and len(set(plain[plain != 0])) == 1:
        equal = tuple(size for size, is_equal in zip(sizes, gap.is_equal, strict=True) if is_equal)
        return Encounter("never crosses", left, right, (), 1 if plain.sum() < 0 else 2, equal=equal)
    return Encounter("cannot tell", left, right, meetings, *_smaller_one(signs, sizes))


def may_cross(growths: Sequence[Sequence[Point]]) -> Iterator[tuple[int, int]]:
    """The pairs, by their places, that an `encounter` may find a sure crossing of: of many pairs few."""
    ascending = [_ascending(points) for points in growths]
    places = np.array(sorted({log(point.x) for points in ascending for point in points}))
    found = [_course(points, places) for points in ascending]
    values, variances = (np.array(column) for column in zip(*found, strict=True)) if found else ((), ())
    for one in range(len(found)):
        gaps = values[one] - values[one + 1 :]
        reach = _reach(inf, _CHANCE) * np.sqrt(variances[one] + variances[one + 1 :])
        crossing = (gaps > reach).any(axis=1) & (gaps < -reach).any(axis=1)
        yield from ((one, one + 1 + int(other)) for other in np.flatnonzero(crossing))


def _course(points: Sequence[Point], places: Array) -> tuple[Array, Array]:
    """A growth on logarithms at each place, with its variance; no number beyond its own sizes."""
    onto = _onto(points, places)
    own = np.array([inf if point.variance is None else point.variance for point in points])
    is_open = (onto[:, np.isinf(own)] != 0).any(axis=1)
    variances = np.where(is_open, inf, onto**2 @ np.where(np.isinf(own), 0.0, own))
    is_beyond = (places < log(points[0].x)) | (places > log(points[-1].x))
    return np.where(is_beyond, np.nan, onto @ _heights(points)), variances


def _smaller_one(signs: Array, sizes: Sequence[float]) -> tuple[int, tuple[float, float] | None]:
    """Which growth is surely the smaller one at some sizes, from which to which of them; 0 where neither is,
    or each is somewhere."""
    places = np.flatnonzero(signs)
    if not places.size or places[-1] - places[0] + 1 != places.size or len(set(signs[places])) != 1:
        return 0, None
    return 1 if signs[places[0]] < 0 else 2, (sizes[places[0]], sizes[places[-1]])


# the gap between two growths


@dataclass(frozen=True)
class _Gap:
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
        reaches = np.array([_reach(freedom, chance) for freedom in self.freedom])
        far = np.abs(self.values) > reaches * np.sqrt(self.covariance.diagonal())
        return np.asarray(np.where(far, np.sign(self.values), 0.0))


def _reach(freedom: float, chance: float) -> float:
    """How many standard errors a gap is wide by chance."""
    if freedom >= _MANY:
        return NormalDist().inv_cdf(1 - chance / 2)
    return t_quantile(max(1, int(freedom)), 1 - chance)


def _gap(
    first: Sequence[Point], second: Sequence[Point], sizes: Sequence[float], *, is_counted: bool
) -> _Gap:
    places = np.array([log(size) for size in sizes])
    onto = _onto(first, places), -_onto(second, places)
    values = onto[0] @ _heights(first) + onto[1] @ _heights(second)
    none = np.zeros((len(sizes), len(sizes)))
    if is_counted:
        return _Gap(places, np.asarray(values), none, np.full(len(sizes), inf))
    both = np.hstack(onto)
    points = (*first, *second)
    variances = np.array([inf if point.variance is None else point.variance for point in points])
    is_open = (both[:, np.isinf(variances)] != 0).any(axis=1)
    known = np.where(np.isinf(variances), 0.0, variances)
    covariance = (both * known) @ both.T
    covariance[is_open, :] = covariance[:, is_open] = inf
    return _Gap(places, np.asarray(values), covariance, _freedom(both**2 * known, points))


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


def _ascending(points: Sequence[Point]) -> list[Point]:
    """One point a size, ascending."""
    if not points:
        raise ValueError("a growth without a point crosses nothing")
    return sorted({point.x: point for point in points}.values(), key=lambda point: point.x)


# crossings


class _Root(NamedTuple):
    """Where the gap is zero: behind which place, at what share of the way to the next; whether it falls."""

    behind: int
    share: float
    falls: bool


def _meetings(gap: _Gap, signs: Array) -> Iterator[Meeting]:
    """The sure crossings, one between two sizes at which different growths are surely smaller, and those of
    the medians alone, in the order of their places."""
    roots = list(_roots(gap.values))
    sure = [int(place) for place in np.flatnonzero(signs)]
    for left, right in pairwise([0, *sure, len(signs) - 1]):
        there = [root for root in roots if left <= root.behind < right]
        between = exp(gap.places[left]), exp(gap.places[right])
        if signs[left] * signs[right] < 0:
            middle = there[len(there) // 2]
            at = [_place(gap, root) for root in there]
            ends = [*at, *_indistinct(gap, left, right)]
            low, high = exp(min(ends)), exp(max(ends))
            yield Meeting(exp(_place(gap, middle)), low, high, bool(signs[left] > 0), True, between)
        else:
            for root in there:
                yield Meeting(exp(_place(gap, root)), *between, root.falls, False, between)


def _roots(values: Array) -> Iterator[_Root]:
    """Every change of sign. Where both growths are equal over a stretch, it is the end of that."""
    before = 0.0
    for behind, (value, after) in enumerate(pairwise(values)):
        before = value or before
        if before * after < 0:
            yield _Root(behind, float(value / (value - after)), bool(before > 0))


def _place(gap: _Gap, root: _Root) -> float:
    left, right = gap.places[root.behind], gap.places[root.behind + 1]
    return float(left + (right - left) * root.share)


def _indistinct(gap: _Gap, left: int, right: int) -> Iterator[float]:
    """Ends of the stretches between two places in which the gap is not told from none."""
    for behind in range(left, right):
        two = slice(behind, behind + 2)
        reach = _reach(min(gap.freedom[two]), _CHANCE)
        start, span = gap.places[behind], gap.places[behind + 1] - gap.places[behind]
        yield from (float(start + span * share) for share in _shares(gap, two, reach))


def _shares(gap: _Gap, two: slice, reach: float) -> Iterator[float]:
    """At which shares of the way between neighbours the square of the gap is `reach` ** 2 variances, and the
    ends where it is less; both change with the square of the share."""
    (one, other), spread = gap.values[two], reach**2 * gap.covariance[two, two]
    if not np.isfinite(spread).all():
        yield from (0.0, 1.0)
        return
    if not spread.any():
        return  # what has no chance in it crosses at one place
    rise = other - one
    square = rise**2 - (spread[0, 0] - 2 * spread[0, 1] + spread[1, 1])
    linear = 2 * (one * rise - spread[0, 1] + spread[0, 0])
    constant = one**2 - spread[0, 0]
    yield from (share for share, value in ((0.0, constant), (1.0, other**2 - spread[1, 1])) if value <= 0)
    yield from (share for share in _zeros(square, linear, constant) if 0 < share < 1)


def _zeros(square: float, linear: float, constant: float) -> Iterator[float]:
    """The real zeros of a polynomial of the second degree."""
    if not square:
        if linear:
            yield -constant / linear
        return
    inside = linear**2 - 4 * square * constant
    if inside >= 0 and isfinite(inside):
        # The root that adds does not cancel digits; the other follows from the product of both.
        larger = -(linear + (sqrt(inside) if linear >= 0 else -sqrt(inside))) / 2
        yield larger / square
        if larger:
            yield constant / larger
