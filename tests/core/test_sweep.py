"""Plans of measurements: ranges as people write them, cells in the order of running."""

from __future__ import annotations

import pytest

from mixbench.core.errors import RequestError
from mixbench.core.model import Model
from mixbench.core.sweep import SweepPlan, parse_range, with_hyperparameter

A, B = Model("mixer_s16"), Model("resmlp_s12", {"depth": 4})


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("64:512:64", (64, 128, 192, 256, 320, 384, 448, 512)),
        ("64:200:64", (64, 128, 192)),
        ("1,8, 32", (1, 8, 32)),
        ("1:4:1", (1, 2, 3, 4)),
        ("64:64:8", (64,)),
        ("224", (224,)),
        ("64:128:64,128,96", (64, 128, 96)),
    ],
)
def test_ranges_are_read_as_written(text, values):
    assert parse_range(text) == values


@pytest.mark.parametrize(
    "text", ["", "a", "64:", "512:64:64", "64:512:0", "0", "-3", "1:2:3:4", "1:999999999:1", "64:64"]
)
def test_a_bad_range_says_how_to_write_one(text):
    with pytest.raises(RequestError, match=r"from:to:step|larger step"):
        parse_range(text)


@pytest.mark.parametrize(
    ("text", "offer"),
    [("64:512", "64:512:64"), ("1:8", "1:8:1"), ("32, 64:1024", "64:1024:128"), ("1:3", "1:3:1")],
)
def test_a_range_without_a_step_is_offered_one(text, offer):
    with pytest.raises(RequestError, match=f"has no step; write {offer}$"):
        parse_range(text)
    assert 3 <= len(parse_range(offer)) <= 16


def test_cells_hold_all_models_and_come_small_first():
    plan = SweepPlan((A, B), ((224, 224), (64, 64)), (8, 1))
    cells = [(cell[0].height, cell[0].batch, [case.model for case in cell]) for cell in plan.cells()]
    assert cells == [(64, 1, [A, B]), (64, 8, [A, B]), (224, 1, [A, B]), (224, 8, [A, B])]
    assert len(plan.cases()) == 8


def test_a_hyperparameter_axis_is_a_model_a_value():
    swept = with_hyperparameter((A, B), "depth", (2, 4))
    assert [model.key for model in swept] == [
        "mixer_s16:depth=2",
        "mixer_s16:depth=4",
        "resmlp_s12:depth=2",
        "resmlp_s12:depth=4",
    ]
