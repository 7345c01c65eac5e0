"""Witnesses side by side: their lines add up, and what does not is told."""

from __future__ import annotations

import pytest

from mixbench.core.cost import Cause, CostReport, Count, MemoryForecast, Witness
from mixbench.core.reconciliation import places, reconcile

COUNT = Count(0, 0, 1000, 0, 0, 0, {}, MemoryForecast(0, 0, "", ""))
ATTENTION = Cause("left_out", "sdpa", 12, -300, "no formula", ("blocks.0.mix", "blocks.1.mix"))
NORM = Cause("added", "layer_norm", 3, 40, "5 an element", ("norm",))


def table(reconciled):
    return [(line.kind, line.operator, *line.amounts.values()) for line in reconciled.lines]


def test_the_lines_lead_from_our_count_to_each_figure():
    bilinear = Cause("left_out", "bilinear", 1, -5, "torch's reason")
    torch = Witness("torch", 995, causes=(bilinear,))
    fvcore = Witness(
        "fvcore", 735, causes=(NORM, ATTENTION, Cause("left_out", "bilinear", 1, -5, "fvcore's"))
    )
    found = reconcile(CostReport(COUNT, torch, fvcore), 1000)
    assert found.witnesses == ("law", "torch", "fvcore")
    assert table(found) == [
        ("count", "", 1000, 1000, 1000),
        ("left_out", "sdpa", -300),
        ("added", "layer_norm", 40),
        ("left_out", "bilinear", -5, -5),
        ("explained", "", 1000, 995, 735),
        ("figure", "", 1000, 995, 735),
        ("unexplained", "", 0, 0, 0),
    ]
    assert found.causes[2].reasons == ("torch's reason", "fvcore's")
    assert found.unexplained == {}


def test_what_is_left_is_told_of_whom():
    found = reconcile(CostReport(COUNT, Witness("torch", 1000), Witness("fvcore", 1041, causes=(NORM,))), 999)
    assert found.unexplained == {"law": -1, "fvcore": 1}


def test_causes_of_one_operator_with_two_reasons_are_one_line():
    causes = (NORM, Cause("added", "layer_norm", 2, 7, "another", ("other",)))
    (line,) = reconcile(CostReport(COUNT, fvcore=Witness("fvcore", 1047, causes=causes))).causes
    assert (line.calls, line.amounts, line.layers) == (5, {"fvcore": 47}, ("norm", "other"))
    assert line.reasons == ("5 an element", "another")


def test_a_witness_that_was_not_asked_has_a_note_and_no_amounts():
    found = reconcile(CostReport(COUNT, Witness("torch", 1000), Witness("fvcore", None, "not installed")))
    assert found.notes == {"fvcore": "not installed"}
    assert found.lines[-1].amounts == {"torch": 0, "fvcore": None}
    assert found.unexplained == {}


@pytest.mark.parametrize(
    ("layers", "text"),
    [
        (("blocks.0.norm", "blocks.11.norm", "norm"), "blocks.*.norm, norm"),
        (("",), "the network itself"),
        (("a", "b", "c", "d"), "a, b, c, …"),
    ],
)
def test_places_that_differ_by_a_number_are_one(layers, text):
    assert places(layers) == text
