"""A choice within budgets: the order, and for each model the reason of its place or why it is out."""

from __future__ import annotations

import pytest

from mixbench.core.amounts import Amount
from mixbench.core.choosing import Candidate, Fit, Objection, choose


def candidate(key, accuracy, *, floors=None, objections=(), **amounts):
    return Candidate(key, accuracy, amounts, floors or {}, objections)


def test_those_that_keep_every_budget_stand_by_accuracy():
    found = choose(
        [
            candidate("a", 78.0, latency=Amount(10, 9, 11), params=Amount.exact(20e6)),
            candidate("b", 81.0, latency=Amount(15, 14, 16), params=Amount.exact(25e6)),
            candidate("c", 83.0, latency=Amount(12, 11, 13), params=Amount.exact(45e6)),
        ],
        {"latency": 20, "params": 30e6},
    )
    assert [(one.candidate.key, one.rank) for one in found] == [("b", 1), ("a", 2), ("c", None)]
    assert found[0].behind is None and found[1].behind == pytest.approx(3)
    assert [round(check.over, 3) for check in found[0].checks] == [-0.25, -0.167]


def test_what_is_over_says_by_how_much_and_names_the_worst():
    (one,) = choose(
        [candidate("a", 80, latency=Amount(26.8, 26, 27), params=Amount.exact(33e6))],
        {"latency": 20, "params": 30e6},
    )
    assert (one.fit, one.rank) == (Fit.OVER, None)
    assert one.worst().quantity == "latency" and one.worst().over == pytest.approx(0.34)


def test_an_interval_over_the_budget_leaves_it_open():
    found = choose(
        [
            candidate("a", 80, latency=Amount(19.8, 19.2, 20.4)),
            candidate("b", 79, latency=Amount(20.2, 19.9, 20.5)),
            candidate("c", 78, latency=Amount(15)),
        ],
        {"latency": 20},
    )
    assert [(one.fit, one.rank) for one in found] == [(Fit.PERHAPS, 1), (Fit.PERHAPS, 2), (Fit.PERHAPS, 3)]
    assert found[0].worst().fit is Fit.PERHAPS


def test_what_was_not_measured_is_out_until_it_is_and_stands_before_what_is_over():
    found = choose(
        [
            candidate("over", 84, latency=Amount(40, 39, 41)),
            candidate("unknown", 80),
            candidate("in", 70, latency=Amount(1, 1, 1)),
        ],
        {"latency": 20},
    )
    assert [(one.candidate.key, one.fit) for one in found] == [
        ("in", Fit.WITHIN),
        ("unknown", Fit.UNKNOWN),
        ("over", Fit.OVER),
    ]
    assert found[1].worst().amount is None


def test_a_floor_over_the_budget_needs_no_measurement():
    light, heavy = choose(
        [
            candidate("heavy", 84, floors={"memory": 1.2e9}),
            candidate("light", 80, floors={"memory": 0.1e9}),
        ],
        {"memory": 1e9},
    )
    assert (light.candidate.key, light.fit) == ("light", Fit.UNKNOWN)
    assert (heavy.fit, heavy.worst().is_floor) == (Fit.OVER, True)
    assert heavy.worst().over == pytest.approx(0.2)


def test_objections_keep_out_whatever_it_costs_and_come_last():
    found = choose(
        [
            candidate("unlike", None, objections=(Objection.OTHER_TRAINING,), params=Amount.exact(1)),
            candidate("over", 84, params=Amount.exact(9)),
        ],
        {"params": 5},
    )
    assert [one.candidate.key for one in found] == ["over", "unlike"]
    assert not found[1].is_in


def test_of_equals_the_smaller_stands_first_and_without_budgets_all_are_in():
    found = choose(
        [candidate("large", 80, params=Amount.exact(9)), candidate("small", 80, params=Amount.exact(3))], {}
    )
    assert [one.candidate.key for one in found] == ["small", "large"]
    assert all(one.is_in for one in found) and found[0].worst() is None
