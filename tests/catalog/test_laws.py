"""The closed forms against figures that others worked out."""

from __future__ import annotations

import pytest

from mixbench.catalog.registry import find_family, resolve
from mixbench.core.cost import Cost
from mixbench.core.model import Model
from mixbench.core.roles import Role

CONVMIXERS = [variant.id for variant in find_family("convmixer").variants]


def law(text: str, height: int = 224, width: int | None = None) -> Cost:
    return resolve(Model.parse(text)).law(height, width or height)


@pytest.mark.parametrize(
    ("variant", "params"),
    [("cyclemlp_b1", 15_155_400), ("cyclemlp_b5", 75_747_280)],
)
def test_cyclemlp_has_the_parameters_of_the_authors_code(variant, params):
    assert law(variant).params == params


@pytest.mark.parametrize(
    ("model", "at_112", "at_224", "at_448"),
    [
        ("mixer_b16", 3.151, 12.602, 50.405),
        ("mixer_b16:token_width_mode=proportional", 2.891, 12.602, 67.052),
        ("resmlp_s12", 0.720, 3.010, 14.162),
        ("resmlp_b24_8", 22.934, 100.231, 536.873),
        ("convmixer_768_32", 5.170, 20.677, 82.705),
    ],
)
def test_the_growth_that_the_claims_state(model, at_112, at_224, at_448):
    found = [law(model, side).macs / 1e9 for side in (112, 224, 448)]
    assert found == pytest.approx([at_112, at_224, at_448], abs=5e-4)


@pytest.mark.parametrize("variant", CONVMIXERS)
def test_convmixer_follows_the_formula_of_its_paper(variant):
    config = resolve(Model(variant)).config
    h, k, p, classes = config.width, config.kernel_size, config.patch_size, config.num_classes
    formula = h * (config.depth * (k**2 + h + 6) + 3 * p**2 + classes + 3) + classes
    assert law(variant).params == formula


def test_a_cycle_costs_no_macs_and_no_parameters():
    assert law("cyclemlp_b1:cycle_kernel=7") == law("cyclemlp_b1")


@pytest.mark.parametrize(
    ("model", "times"),
    [
        ("mixer_s16", 4),
        ("mixer_s16:token_width_mode=proportional", 16),
        ("resmlp_s12", 16),
        ("convmixer_1024_20", 4),
    ],
)
def test_spatial_mixing_of_four_times_the_tokens(model, times):
    share = law(model, 448).role(Role.SPATIAL_MIXING).macs / law(model, 224).role(Role.SPATIAL_MIXING).macs
    assert share == times


def test_height_and_width_are_not_mistaken_for_one_another():
    assert law("mixer_s16", 224, 448).tokens == 14 * 28
    assert law("cyclemlp_b1", 224, 448).tokens == 56 * 112
    assert law("cyclemlp_b1", 224, 448) == law("cyclemlp_b1", 448, 224)
