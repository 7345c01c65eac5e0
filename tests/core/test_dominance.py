"""The map of who beats whom, with ties where intervals overlap."""

from __future__ import annotations

import pytest

from mixbench.core.amounts import Amount
from mixbench.core.dominance import Reign, dominance

NEAR = {"a": {64: Amount(1.0, 0.9, 1.1), 128: Amount(8.0, 7.9, 8.1)},
        "b": {64: Amount(1.05, 0.95, 1.15), 128: Amount(4.0, 3.9, 4.1)},
        "c": {64: Amount(3.0, 2.9, 3.1)}}  # fmt: skip


def test_overlapping_intervals_share_a_rank():
    found = dominance(NEAR, (64, 128))
    at = {key: found.standings[key][64] for key in "abc"}
    assert [at[key].rank for key in "abc"] == [1, 1, 3]
    assert [at[key].is_tied for key in "abc"] == [True, True, False]
    assert at["c"].ratio == pytest.approx(3.0)
    assert found.best(64) == ("a", "b")


@pytest.mark.parametrize(("second", "is_equal"), [(Amount.exact(2.0), True), (Amount(2.0, 1.9, 2.1), False)])
def test_what_is_equal_is_no_mere_tie(second, is_equal):
    found = dominance({"a": {64: Amount.exact(2.0)}, "b": {64: second}}, (64,))
    assert found.reigns() == (Reign(64, 64, ("a", "b"), is_equal),)
    assert found.standings["a"][64].is_tied and found.standings["b"][64].is_tied


def test_a_clear_winner_stands_alone():
    found = dominance(NEAR, (64, 128))
    assert found.best(128) == ("b",)
    assert found.standings["a"][128].ratio == pytest.approx(2.0)
    assert found.reigns() == (Reign(64, 64, ("a", "b")), Reign(128, 128, ("b",)))
    assert found.keys[0] == "b"


def test_what_is_missing_has_a_reason():
    found = dominance(NEAR, (64, 128), why_absent={"c": {128: "patch size 96 does not divide 128"}})
    assert found.absent == {"a": {}, "b": {}, "c": {128: "patch size 96 does not divide 128"}}


def test_of_a_throughput_more_is_better():
    found = dominance(
        {"a": {64: Amount.exact(100.0)}, "b": {64: Amount.exact(50.0)}}, (64,), more_is_better=True
    )
    assert found.best(64) == ("a",)
    assert found.standings["b"][64].ratio == pytest.approx(2.0)


def test_a_value_without_interval_beats_nobody_for_sure():
    found = dominance({"a": {64: Amount(1.0)}, "b": {64: Amount(9.0, 8.9, 9.1)}}, (64,))
    assert found.best(64) == ("a", "b")
