"""The closed forms against figures that others worked out or printed."""

from __future__ import annotations

import pytest

from mixbench.catalog.family import Family, Variant
from mixbench.catalog.published import published
from mixbench.catalog.registry import families, resolve
from mixbench.core.cost import Cost
from mixbench.core.model import Model
from mixbench.core.roles import Role


def figures_are_of(family: Family, variant: Variant) -> bool:
    """Whether the printed counts are this variant's: of two forms they are the deploy form's."""
    deploys = {other.printed_as for other in family.variants}
    return variant.id not in deploys


PUBLISHED = [
    (variant.id, published(family.id)[family.printed_id(variant)])
    for family in families()
    for variant in family.variants
    if figures_are_of(family, variant)
]
IDS = [variant for variant, _ in PUBLISHED]
#: Besides Mixer's: their millions of parameters are printed without decimals.
PRINTED_WHOLE = ("cyclemlp_t", "cyclemlp_s", "cyclemlp_b")


def law(text: str, height: int = 224, width: int | None = None) -> Cost:
    return resolve(Model.parse(text)).law(height, width or height)


@pytest.mark.parametrize(("variant", "figures"), PUBLISHED, ids=IDS)
def test_parameters_agree_with_the_paper_within_its_rounding(variant, figures):
    cost = law(variant, figures.image_size)
    # Table 1 of the Mixer paper leaves the classifier out, as its caption says.
    left_out = cost.role(Role.HEAD).params if variant.startswith("mixer_") else 0
    half_a_digit = 0.5 if variant.startswith("mixer_") or variant in PRINTED_WHOLE else 0.05
    assert (cost.params - left_out) / 1e6 == pytest.approx(figures.params_m, abs=half_a_digit)


@pytest.mark.parametrize(("variant", "figures"), [pair for pair in PUBLISHED if pair[1].macs_g])
def test_macs_agree_with_the_paper(variant, figures):
    # Printed counts may hold the norms too, so they lie up to 1.5 % above, besides their rounding.
    macs_g = law(variant, figures.image_size).macs / 1e9
    assert figures.macs_g * 0.985 - 0.05 <= macs_g <= figures.macs_g + 0.05


def test_every_variant_has_its_published_figures_and_no_other():
    for family in families():
        assert set(published(family.id)) == {family.printed_id(variant) for variant in family.variants}
        for variant in family.variants:
            assert variant.name.startswith(published(family.id)[family.printed_id(variant)].variant)


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


@pytest.mark.parametrize("variant", [variant for variant in IDS if variant.startswith("convmixer")])
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
