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
from typing import Literal, NamedTuple

import numpy as np

from mixbench.core.gaps import Gap, ascending, course, gap_between, reach_of
from mixbench.core.laws import Point
from mixbench.core.weighted_fit import Array

#: `same`: exactly equal at every size, which only what has no chance in it can be.
Verdict = Literal["crosses", "never crosses", "same", "cannot tell"]

#: How often a statement may be wrong.
_CHANCE = 0.05


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
    one, other = ascending(first), ascending(second)
    left, right = max(one[0].x, other[0].x), min(one[-1].x, other[-1].x)
    if left >= right:
        return None
    sizes = sorted({point.x for point in (*one, *other) if left <= point.x <= right})
    gap = gap_between(one, other, sizes, is_counted=is_counted)
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
    known = [ascending(points) for points in growths]
    places = np.array(sorted({log(point.x) for points in known for point in points}))
    found = [course(points, places) for points in known]
    values, variances = (np.array(column) for column in zip(*found, strict=True)) if found else ((), ())
    for one in range(len(found)):
        gaps = values[one] - values[one + 1 :]
        reach = reach_of(inf, _CHANCE) * np.sqrt(variances[one] + variances[one + 1 :])
        crossing = (gaps > reach).any(axis=1) & (gaps < -reach).any(axis=1)
        yield from ((one, one + 1 + int(other)) for other in np.flatnonzero(crossing))


def _smaller_one(signs: Array, sizes: Sequence[float]) -> tuple[int, tuple[float, float] | None]:
    """Which growth is surely the smaller one at some sizes, from which to which of them; 0 where neither is,
    or each is somewhere."""
    places = np.flatnonzero(signs)
    if not places.size or places[-1] - places[0] + 1 != places.size or len(set(signs[places])) != 1:
        return 0, None
    return 1 if signs[places[0]] < 0 else 2, (sizes[places[0]], sizes[places[-1]])


# crossings


class _Root(NamedTuple):
    """Where the gap is zero: behind which place, at what share of the way to the next; whether it falls."""

    behind: int
    share: float
    falls: bool


def _meetings(gap: Gap, signs: Array) -> Iterator[Meeting]:
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


def _place(gap: Gap, root: _Root) -> float:
    left, right = gap.places[root.behind], gap.places[root.behind + 1]
    return float(left + (right - left) * root.share)


def _indistinct(gap: Gap, left: int, right: int) -> Iterator[float]:
    """Ends of the stretches between two places in which the gap is not told from none."""
    for behind in range(left, right):
        two = slice(behind, behind + 2)
        reach = reach_of(min(gap.freedom[two]), _CHANCE)
        start, span = gap.places[behind], gap.places[behind + 1] - gap.places[behind]
        yield from (float(start + span * share) for share in _shares(gap, two, reach))


def _shares(gap: Gap, two: slice, reach: float) -> Iterator[float]:
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
