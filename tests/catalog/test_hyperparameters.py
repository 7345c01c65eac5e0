"""One declaration gives the field, the bounds and the sentence that refuses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

import pytest

from mixbench.catalog import hyperparameters
from mixbench.catalog.hyperparameters import (
    ClassifierConfig,
    Hyperparameter,
    choice,
    configure,
    declared,
    integer,
    integers,
    is_active,
    number,
    switch,
    values_of,
)
from mixbench.catalog.registry import families
from mixbench.core.errors import HyperparameterError, Problem

ALL = [(family, item) for family in families() for item in family.hyperparameters]


class Sample(ClassifierConfig, frozen=True, kw_only=True):
    """One of each kind."""

    depth: Annotated[int, integer("Depth", 1, 12, "How many.", unit="blocks")] = 4
    rate: Annotated[float, number("Rate", 0, 0.5, "How much.")] = 0.1
    gate: Annotated[bool, switch("Gate", "Whether.")] = True
    mode: Annotated[
        Literal["a", "b"],
        choice("Mode", "Which.", {"a": "The first", "b": "The second"}, when=("gate", True)),
    ] = "a"
    widths: Annotated[tuple[int, int], integers("Widths", 2, 64, "Each.")] = (8, 16)

    def conflicts(self) -> Iterator[Problem]:
        if self.mode == "b" and self.depth > 8:
            yield Problem("depth", "mode b ends at depth 8")


def sentence(**values) -> str:
    with pytest.raises(HyperparameterError) as refused:
        configure(Sample, values)
    return str(refused.value)


def test_a_declaration_is_read_back_from_its_annotation():
    by_name = {item.name: item for item in declared(Sample)}
    assert list(by_name) == ["depth", "rate", "gate", "mode", "widths", "num_classes"]
    depth, mode = by_name["depth"], by_name["mode"]
    assert (depth.kind, depth.low, depth.high, depth.unit, depth.default) == ("integer", 1, 12, "blocks", 4)
    assert mode.label_of("b") == "The second"
    assert mode.condition == ("gate", True)
    assert (by_name["widths"].kind, by_name["widths"].length) == ("integers", 2)


def test_values_come_back_in_their_declared_type():
    made = configure(Sample, {"depth": 6.0, "rate": 0, "widths": [4, 4]})
    assert (made.depth, type(made.depth)) == (6, int)
    assert (made.rate, type(made.rate)) == (0.0, float)
    assert made.widths == (4, 4)
    assert values_of(made)["num_classes"] == 1000


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"depth": 40}, "depth is 40, but must be a whole number from 1 to 12; nearest 12"),
        ({"depth": 2.5}, "depth is 2.5, but must be a whole number from 1 to 12"),
        ({"depth": True}, "depth is true, but must be a whole number from 1 to 12"),
        ({"depth": float("nan")}, "depth is nan, but must be a whole number from 1 to 12"),
        ({"depth": float("inf")}, "depth is inf, but must be a whole number from 1 to 12"),
        ({"rate": float("nan")}, "rate is nan, but must be a number from 0 to 0.5"),
        ({"rate": float("-inf")}, "rate is -inf, but must be a number from 0 to 0.5; nearest 0"),
        ({"rate": "much"}, "rate is much, but must be a number from 0 to 0.5"),
        ({"gate": 1}, "gate is 1, but must be true or false"),
        ({"mode": "c"}, "mode is c, but must be one of a, b"),
        (
            {"widths": (8, 16, 32)},
            "widths is 8x16x32, but must be 2 whole numbers from 2 to 64, written like 8x16",
        ),
        ({"widths": (8, 65)}, "widths is 8x65, but must be 2 whole numbers from 2 to 64, written like 8x16"),
        ({"widths": 8}, "widths is 8, but must be 2 whole numbers from 2 to 64, written like 8x16"),
        ({"dept": 4}, "there is no hyperparameter dept; did you mean depth?"),
        ({"mode": "b", "depth": 9}, "mode b ends at depth 8"),
    ],
)
def test_what_is_wrong_is_said_with_the_way_out(values, said):
    assert sentence(**values) == said


def test_every_problem_is_named_at_once():
    with pytest.raises(HyperparameterError) as refused:
        configure(Sample, {"depth": 0, "mode": "z", "rate": 0.2})
    assert [problem.field for problem in refused.value.problems] == ["depth", "mode"]


def test_a_condition_switches_a_field_off():
    mode = next(item for item in declared(Sample) if item.name == "mode")
    assert is_active(mode, {"gate": True})
    assert not is_active(mode, {"gate": False})


def check_alone(item: Hyperparameter, value):
    """The value as the declaration takes it, whatever other fields are."""
    outcome = hyperparameters._check(item, value)
    assert isinstance(outcome, hyperparameters._Accepted), outcome
    return outcome.value


def outside(item: Hyperparameter) -> list:
    """Values that the declaration must refuse."""
    if item.kind == "switch":
        return ["yes", 2]
    if item.kind == "choice":
        return ["no such word", 1]
    assert item.low is not None and item.high is not None
    if item.kind == "integers":
        inside = int(item.low)
        return [
            (inside,) * (item.length + 1),
            (int(item.high) + 1,) * item.length,
            (inside - 1,) * item.length,
        ]
    return [item.low - 1, item.high + 1, "many", float("nan")]


@pytest.mark.parametrize(("family", "item"), ALL, ids=[f"{f.id}-{i.name}" for f, i in ALL])
def test_every_hyperparameter_of_the_catalog_refuses_what_is_outside(family, item):
    for value in outside(item):
        with pytest.raises(HyperparameterError) as refused:
            configure(family.config, {item.name: value})
        (problem,) = refused.value.problems
        assert problem.field == item.name
        assert problem.sentence.startswith(f"{item.name} is ")


@pytest.mark.parametrize(("family", "item"), ALL, ids=[f"{f.id}-{i.name}" for f, i in ALL])
def test_every_hyperparameter_of_the_catalog_can_be_a_form_field(family, item):
    assert item.label
    assert item.help.endswith(".")
    assert configure(family.config, {item.name: item.default}) == family.config()
    if item.low is not None and item.high is not None:
        ends = [int(end) if item.kind != "number" else end for end in (item.low, item.high)]
        for end in ends:
            value = (end,) * item.length if item.kind == "integers" else end
            # Alone: with the defaults of other fields an end may conflict, and then say what is near.
            assert check_alone(item, value) == value
