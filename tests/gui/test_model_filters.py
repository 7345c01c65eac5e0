"""What is asked of models, against models that have it and models that have not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mixbench.gui.model_filters import ModelFilters, Span, Traits

MIXER = Traits("mlp-mixer mixer-s/16 2021", "isotropic", "fully connected", False, 18_500_000, 3_780_000_000)
CYCLE = Traits("cyclemlp cyclemlp-b1 2022", "pyramid", "cycle FC", True, 15_200_000, 2_120_000_000)
SHIFT = Traits("as-mlp as-mlp-t 2021", "pyramid", "shift", True, 28_300_000, None)
MODELS = (MIXER, CYCLE, SHIFT)


def found(**asked):
    return [model for model in MODELS if ModelFilters(**asked).accepts(model)]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, [MIXER, CYCLE, SHIFT]),
        ({"words": ("2021", "mlp")}, [MIXER, SHIFT]),
        ({"shapes": frozenset({"pyramid"})}, [CYCLE, SHIFT]),
        ({"kinds": frozenset({"shift", "fully connected"})}, [MIXER, SHIFT]),
        ({"any_resolution": True}, [CYCLE, SHIFT]),
        ({"params_m": Span(15.2, 18.5)}, [MIXER, CYCLE]),
        ({"params_m": Span(None, 18.4)}, [CYCLE]),
        ({"macs_g": Span(2.5)}, [MIXER]),
        ({"shapes": frozenset({"pyramid"}), "macs_g": Span(0, 9)}, [CYCLE]),
    ],
)
def test_models_have_all_that_is_asked(asked, expected):
    assert found(**asked) == expected


def test_a_cost_that_is_unknown_is_in_no_range():
    assert SHIFT not in found(macs_g=Span(None, 1e9))


def test_only_what_narrows_is_asked():
    assert ModelFilters().asked == ()
    filters = ModelFilters(words=("a",), params_m=Span(1))
    assert filters.asked == ("words", "params_m")
    assert filters.without("words").asked == ("params_m",)


def test_the_way_out_is_what_brings_most_back():
    filters = ModelFilters(words=("mlp",), shapes=frozenset({"isotropic"}), any_resolution=True)
    assert filters.count(MODELS) == 0
    assert filters.relaxation(MODELS) == ("shapes", 2)
    assert replace(filters, words=("resnet",)).relaxation(MODELS) is None


def test_the_search_gives_way_last():
    filters = ModelFilters(words=("mixer",), kinds=frozenset({"shift"}))
    assert filters.without("words").count(MODELS) == 1
    assert filters.relaxation(MODELS) == ("kinds", 1)
    assert replace(filters, words=("resnet",)).relaxation(MODELS) == ("words", 1)
