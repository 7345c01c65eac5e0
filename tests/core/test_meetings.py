"""Where measured growths cross, with an interval that holds the truth."""

from __future__ import annotations

from itertools import combinations
from math import exp

import numpy as np
import pytest

from mixbench.core.laws import Point
from mixbench.core.meetings import encounter, may_cross
from mixbench.core.student import t_quantile

SIDES = tuple(float(side) for side in range(64, 513, 64))


def grown(factor, exponent, spread=0.0, noise=None):
    """A power of the side; each point with the interval of its spread, moved by its noise."""
    errors = noise if noise is not None else [0.0] * len(SIDES)
    values = [factor * side**exponent * exp(error) for side, error in zip(SIDES, errors, strict=True)]
    reach = exp(1.959964 * spread)
    return [Point(side, y, y / reach, y * reach) for side, y in zip(SIDES, values, strict=True)]


def test_counted_growths_cross_where_their_powers_do():
    found = encounter(grown(300.0, 2), grown(1.0, 3), is_counted=True)
    assert found is not None
    (meeting,) = found.meetings
    assert meeting.x == pytest.approx(300.0)
    assert (meeting.low, meeting.high) == (meeting.x, meeting.x)
    assert meeting.first_is_smaller_after
    assert found.verdict == "crosses"


def simulated(exponents, spread, sides, *, crossing=300.0, times=300, rounds=None):
    """How often a crossing is called sure, and how often one that is holds the truth. With `rounds` each
    point is the mean of so many, with Student's interval of them."""
    chance, sure, held = np.random.default_rng(3), 0, 0
    for _ in range(times):
        one, other = (
            [
                observed(crossing ** (exponents[1] - power) * side**power, side, spread, chance, rounds)
                for side in sides
            ]
            for power in exponents
        )
        found = encounter(one, other)
        assert found is not None
        sure += bool(found.sure_meetings)
        held += any(meeting.low <= crossing <= meeting.high for meeting in found.sure_meetings)
        assert all(one.low <= one.x <= one.high for one in found.meetings)
    return sure / times, held / max(sure, 1)


def observed(truth, side, spread, chance, rounds=None):
    if rounds is None:
        y, reach = truth * exp(chance.normal(0, spread)), exp(1.959964 * spread)
        return Point(side, y, y / reach, y * reach)
    taken = chance.normal(0, spread * rounds**0.5, rounds)
    y, reach = truth * exp(taken.mean()), exp(t_quantile(rounds - 1, 0.96) * taken.std(ddof=1) / rounds**0.5)
    return Point(side, y, y / reach, y * reach, rounds)


@pytest.mark.parametrize(
    ("exponents", "spread", "rounds", "least_sure"),
    [((2, 3), 0.03, None, 0.99), ((2, 2.2), 0.01, None, 0.95), ((2, 2.2), 0.03, None, 0.3),
     ((2, 3), 0.03, 5, 0.9), ((2, 2.5), 0.01, 3, 0.7)],
)  # fmt: skip
def test_the_interval_of_a_sure_crossing_holds_the_truth(exponents, spread, rounds, least_sure):
    sure, held = simulated(exponents, spread, SIDES, rounds=rounds)
    assert sure >= least_sure
    assert held >= 0.92


def test_the_interval_of_a_crossing_is_no_wider_than_it_must_be():
    _, held = simulated((2, 3), 0.03, SIDES, times=600)
    assert held <= 0.98


@pytest.mark.parametrize("count", [6, 10, 15])
@pytest.mark.parametrize("rounds", [None, 5])
def test_equal_networks_are_not_said_to_cross(count, rounds):
    """Before, every crossing of the medians was called sure where any draw crossed anywhere."""
    sides = np.linspace(64, 512, count).tolist()
    sure, _ = simulated((2, 2), 0.01, sides, times=150, rounds=rounds)
    assert sure <= 0.02


def test_a_quick_look_at_many_passes_over_no_sure_crossing():
    """Twelve growths, some of other sizes, some with points that say nothing of their spread."""
    chance = np.random.default_rng(4)
    growths = []
    for number in range(12):
        power, sides = chance.uniform(1.8, 2.2), SIDES[number % 3 :] if number % 4 else SIDES[:-2]
        points = [observed(300.0 ** (2 - power) * side**power, side, 0.01, chance) for side in sides]
        growths.append([Point(p.x, p.y) if chance.random() < 0.1 else p for p in points])
    quick = set(may_cross(growths))
    sure = {
        pair
        for pair in combinations(range(12), 2)
        if (found := encounter(growths[pair[0]], growths[pair[1]])) and found.verdict == "crosses"
    }
    assert sure and sure <= quick and len(quick) < 66


def test_sizes_of_which_only_one_growth_is_known_are_looked_at_too():
    """Between its own sizes a growth is a power of the side."""
    others = [side + 32.0 for side in SIDES]
    first = [observed(300.0 * side**2, side, 1e-9, np.random.default_rng(1)) for side in SIDES]
    second = [observed(side**3, side, 1e-9, np.random.default_rng(2)) for side in others]
    found = encounter(first, second)
    assert found is not None
    assert (found.left, found.right) == (96, 512)
    assert found.meetings[0].x == pytest.approx(300, rel=1e-3)


@pytest.mark.parametrize("spread", [0.0, 0.01])
def test_growths_that_keep_apart_never_cross(spread):
    found = encounter(grown(1.0, 2, spread), grown(2.0, 2, spread))
    assert found is not None
    assert (found.verdict, found.smaller, found.meetings) == ("never crosses", 1, ())
    assert (found.left, found.right) == (64, 512)


def test_growths_within_their_intervals_cannot_be_told():
    found = encounter(grown(1.0, 2, 0.2), grown(1.02, 2, 0.2))
    assert found is not None
    assert found.verdict == "cannot tell"


def test_growths_that_meet_at_an_end_are_told_apart_before_it():
    """A square and a cube that cross at 520, just beyond the largest size."""
    found = encounter(grown(520.0, 2, 0.02), grown(1.0, 3, 0.02))
    assert found is not None
    assert (found.verdict, found.smaller) == ("cannot tell", 2)
    assert found.sure == pytest.approx((64, 448))


def test_only_the_sizes_that_both_know_are_looked_at():
    assert encounter(grown(1.0, 2)[:3], grown(1.0, 2)[5:]) is None
    found = encounter(grown(300.0, 2)[:4], grown(1.0, 3))
    assert found is not None
    assert (found.right, found.verdict) == (256, "never crosses")


@pytest.mark.parametrize("without", [(True, True), (True, False)])
def test_nothing_is_sure_of_growths_without_intervals(without):
    """A spread that nobody knows is not none."""
    first, second = grown(300.0, 2, 0.001), grown(1.0, 3, 0.001)
    bare = [
        [Point(p.x, p.y) for p in points] if lacks else points
        for points, lacks in zip((first, second), without, strict=True)
    ]
    found = encounter(*bare)
    assert found is not None
    assert (found.verdict, found.smaller, found.sure) == ("cannot tell", 0, None)
    assert [meeting.is_sure for meeting in found.meetings] == [False]
    assert encounter(*bare, is_counted=True).verdict == "crosses"


def test_a_point_without_an_interval_leaves_the_others_what_they_say():
    first, second = grown(300.0, 2, 0.001), grown(1.0, 3, 0.001)
    first[4] = Point(first[4].x, first[4].y)
    found = encounter(first, second)
    assert found is not None
    (meeting,) = found.sure_meetings
    assert meeting.between == pytest.approx((256, 384))
    assert (meeting.low, meeting.high) == pytest.approx((256, 384))


def test_equal_growths_are_the_same():
    found = encounter(grown(1.0, 2), grown(1.0, 2), is_counted=True)
    assert found is not None
    assert (found.verdict, found.smaller, found.meetings) == ("same", 0, ())


def test_growths_that_are_equal_at_some_sizes_say_at_which():
    second = grown(1.0, 2)
    first = [Point(p.x, p.y * (2 if p.x > 256 else 1)) for p in second]
    found = encounter(first, second, is_counted=True)
    assert found is not None
    assert (found.verdict, found.smaller) == ("never crosses", 2)
    assert found.equal == (64, 128, 192, 256)


def test_medians_that_happen_to_be_equal_are_not_the_same():
    found = encounter(grown(1.0, 2, 0.01), grown(1.0, 2, 0.01))
    assert found is not None
    assert found.verdict == "cannot tell"


@pytest.mark.parametrize(("values", "after"), [((4, 2, 1), True), ((1, 2, 4), False)])
def test_a_crossing_at_a_size_has_its_direction(values, after):
    first = [Point(x, y) for x, y in zip((1.0, 2.0, 3.0), values, strict=True)]
    found = encounter(first, [Point(x, 2.0) for x in (1.0, 2.0, 3.0)], is_counted=True)
    assert found is not None
    (meeting,) = found.meetings
    assert (meeting.x, meeting.first_is_smaller_after) == (pytest.approx(2.0), after)


def test_crossings_of_the_medians_beside_a_sure_one_are_not_sure():
    """Wobbling within the intervals up to 256 px, then half, and about equal again at the last size."""
    second = grown(1.0, 2, 0.02)
    factors = (1.5, 1.01, 0.99, 1.01, 0.5, 0.5, 0.5, 1.01)
    first = [Point(p.x, p.y * f, p.low * f, p.high * f) for p, f in zip(second, factors, strict=True)]
    found = encounter(first, second)
    assert found is not None
    assert [meeting.is_sure for meeting in found.meetings] == [True, False]
    assert found.sure_meetings[0].between == pytest.approx((64, 320))
    assert found.doubtful_meetings[0].between == pytest.approx((448, 512))
