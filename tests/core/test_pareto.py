"""Fronts against their definition, pair by pair, and against cases of intervals made by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mixbench.core.amounts import Amount
from mixbench.core.pareto import Contender, Standing, best_within, front_line, places

FRONT, PERHAPS, DOMINATED = Standing.FRONT, Standing.PERHAPS, Standing.DOMINATED


@st.composite
def amounts(draw):
    """Small whole numbers, so that ends and values often coincide; exact, with an interval, or without."""
    value = draw(st.integers(0, 12))
    kind = draw(st.sampled_from(["exact", "interval", "unknown"]))
    if kind == "exact":
        return Amount.exact(value)
    if kind == "unknown":
        return Amount(value)
    return Amount(value, value - draw(st.integers(0, 4)), value + draw(st.integers(0, 4)))


@st.composite
def fields(draw):
    """Points of which some share a measurement, as recipes of one network do."""
    measured = draw(st.lists(amounts(), min_size=1, max_size=9))
    chosen = draw(st.lists(st.tuples(st.sampled_from(range(len(measured))), st.integers(0, 6)), max_size=14))
    return [Contender(str(which), accuracy, measured[which]) for which, accuracy in chosen]


def surely_betters(one, other):
    if one.key == other.key:
        return one.accuracy > other.accuracy
    is_no_worse = one.cost.most <= other.cost.least and one.accuracy >= other.accuracy
    return is_no_worse and (one.cost.most < other.cost.least or one.accuracy > other.accuracy)


def may_better(one, other):
    if one.key == other.key:
        return one.accuracy > other.accuracy
    is_no_worse = one.cost.least <= other.cost.most and one.accuracy >= other.accuracy
    return is_no_worse and (one.cost.least < other.cost.most or one.accuracy > other.accuracy)


def betters_by_value(one, other):
    costs = (one.cost.value, other.cost.value)
    is_no_worse = costs[0] <= costs[1] and one.accuracy >= other.accuracy
    return is_no_worse and (costs[0] < costs[1] or one.accuracy > other.accuracy)


@given(fields())
def test_a_standing_is_what_the_definition_says_of_every_pair(field):
    for one, place in zip(field, places(field), strict=True):
        if any(surely_betters(other, one) for other in field):
            assert place.standing is DOMINATED
            assert surely_betters(field[place.by], one)
        elif any(may_better(other, one) for other in field):
            assert place.standing is PERHAPS
            assert may_better(field[place.by], one)
        else:
            assert (place.standing, place.by) == (FRONT, None)


@given(fields())
def test_the_line_holds_what_no_value_betters_and_nothing_surely_dominated(field):
    line = front_line(field)
    kept = {index for index, one in enumerate(field) if not any(betters_by_value(o, one) for o in field)}
    assert set(line) == kept
    costs = [field[index].cost.value for index in line]
    assert costs == sorted(costs)
    assert not any(places(field)[index].standing is DOMINATED for index in line)


def test_where_nothing_is_there_is_no_front():
    assert places([]) == () and front_line([]) == ()


def point(key, accuracy, *cost):
    return Contender(key, accuracy, Amount.exact(*cost) if len(cost) == 1 else Amount(*cost))


def test_intervals_apart_tell_and_intervals_that_overlap_do_not():
    quick = point("quick", 80, 10, 9, 11)
    slow = point("slow", 79, 14, 13, 15)
    near = point("near", 79, 12, 10.5, 13.5)
    quick_place, slow_place, near_place = places([quick, slow, near])
    assert quick_place.standing is FRONT
    assert (slow_place.standing, slow_place.by) == (DOMINATED, 0)
    assert (near_place.standing, near_place.by) == (PERHAPS, 0)


def test_a_point_with_the_better_value_may_be_dominated_still():
    """Its interval reaches above that of a more accurate one."""
    (first, second) = places([point("a", 79, 10, 8, 12), point("b", 80, 11, 10, 12)])
    assert (first.standing, second.standing) == (PERHAPS, FRONT)
    assert front_line([point("a", 79, 10, 8, 12), point("b", 80, 11, 10, 12)]) == (0, 1)


def test_intervals_that_touch_are_enough_where_the_accuracy_is_higher():
    assert places([point("a", 80, 10, 9, 11), point("b", 79, 12, 11, 13)])[1].standing is DOMINATED
    assert places([point("a", 79, 10, 9, 11), point("b", 79, 12, 11, 13)])[1].standing is PERHAPS


def test_a_cost_without_an_interval_proves_nothing():
    first, second = places([point("a", 80, 1, None, None), point("b", 70, 99, 98, 100)])
    assert (first.standing, second.standing) == (FRONT, PERHAPS)


def test_equals_do_not_dominate_one_another():
    first, second, third = places([point("a", 80, 5), point("b", 80, 5), point("c", 70, 1)])
    assert (first.standing, first.tied) == (FRONT, (1,))
    assert (second.standing, second.tied) == (FRONT, (0,))
    assert third.tied == ()


def test_two_recipes_of_one_network_share_its_cost_whatever_its_interval():
    poor, good = places([point("a", 76, 10, 1, 20), point("a", 80, 10, 1, 20)])
    assert (poor.standing, poor.by) == (DOMINATED, 1)
    assert good.standing is FRONT


def test_the_best_within_a_budget_is_the_one_that_surely_keeps_it():
    field = [
        point("small", 75, 5, 4.9, 5.1),
        point("middle", 78, 18, 17.5, 18.5),
        point("wide", 80, 20, 19, 21),
        point("alone", 79, 15, None, None),
        point("large", 84, 40, 39, 41),
    ]
    best = best_within(field, 20)
    assert best.surely == 1
    assert best.perhaps == (2, 3)
    assert best_within(field, 4).surely is None
    assert best_within(field, 100).surely == 4 and best_within(field, 100).perhaps == ()


def test_of_two_as_accurate_the_cheaper_is_the_best():
    assert best_within([point("a", 80, 9), point("b", 80, 7)], 10).surely == 1


def test_more_is_better_turns_amount_and_interval_round():
    assert Amount(5, 4, 7).negative() == Amount(-5, -7, -4)
    assert Amount(5).negative() == Amount(-5)
    assert Amount(10, 8, 12.5).inverse(1000) == Amount(100, 80, 125)
    assert Amount(100, 90, 120).half_width == pytest.approx(0.15)
    assert Amount.exact(7).half_width is None
