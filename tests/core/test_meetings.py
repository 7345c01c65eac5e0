"""Where measured growths cross, with an interval that holds the truth."""

from __future__ import annotations

from math import exp

import numpy as np
import pytest

from mixbench.core.laws import Point
from mixbench.core.meetings import encounter

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


def test_the_interval_of_a_crossing_holds_the_truth():
    chance, hits = np.random.default_rng(3), 0
    for _ in range(400):
        noise = chance.normal(0, 0.03, (2, len(SIDES)))
        found = encounter(grown(300.0, 2, 0.03, noise[0]), grown(1.0, 3, 0.03, noise[1]))
        assert found is not None
        nearest = min(found.meetings, key=lambda one: abs(one.x - 300))
        assert nearest.low < nearest.x < nearest.high
        hits += nearest.low <= 300 <= nearest.high
    assert 0.92 <= hits / 400 <= 0.98


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
