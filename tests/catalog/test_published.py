"""The closed forms against what the papers print, to the last printed digit, and where they part: why."""

from __future__ import annotations

from decimal import Decimal

import pytest

from mixbench.catalog.papers import Comparison, Verdict, comparisons
from mixbench.catalog.published import published
from mixbench.catalog.registry import families, find_family
from mixbench.core.resources import resource

ALL = list(comparisons())
FIGURES = {name: entry for family in families() for name, entry in published(family.id).items()}


def named(variant: str, figure: str) -> Comparison:
    return next(each for each in ALL if (each.variant, each.figure) == (variant, figure))


@pytest.mark.parametrize("compared", ALL, ids=lambda each: f"{each.variant}-{each.figure}-{each.printed}")
def test_a_printed_figure_is_ours_or_it_is_said_why_not(compared):
    departs = compared.figure in FIGURES[compared.variant].departs
    assert (compared.verdict == Verdict.DIFFERS) == departs, compared
    assert bool(compared.reason) == (compared.verdict != Verdict.AGREES)
    if compared.convention != "XLA operations":
        assert compared.ours == pytest.approx(float(compared.printed), rel=0.21)


@pytest.mark.parametrize(
    ("variant", "figure", "verdict"),
    [
        ("cyclemlp_b1", "params_m", Verdict.AGREES),  # 15,155,400 printed as 15.2
        ("deit_ti", "params_m", Verdict.ROUNDING),  # 5,717,416 printed as 5
        ("cyclemlp_b5", "flops_g", Verdict.OTHER_CONVENTION),  # 12.23, with norms 12.27, printed as 12.3
        ("maxim_s2", "flops_g", Verdict.OTHER_CONVENTION),  # 216 G operations of XLA
        ("mobilenetv2_140", "params_m", Verdict.DIFFERS),  # 6,108,776 printed as 6.9
        ("resnet50", "flops_g", Verdict.ROUNDING),  # 3.858 with the paper's strides, printed as 3.8
        ("repvgg_a0", "params_m", Verdict.AGREES),  # 8.309 in deploy form, printed as 8.3
        ("s2mlp_wide", "params_m", Verdict.AGREES),  # 71.47 without the classifier, printed as 71
    ],
)
def test_verdicts_that_were_worked_out_by_hand(variant, figure, verdict):
    assert named(variant, figure).verdict == verdict


def test_the_difference_is_ours_above_theirs():
    compared = named("mobilenetv2_140", "params_m")
    assert compared.difference == pytest.approx(6.108776 / 6.9 - 1)
    assert compared.difference_text == "-11.5 %"
    assert named("cyclemlp_b3", "params_m").difference_text == "0.0 %"
    assert (compared.printed, compared.ours) == (Decimal("6.9"), pytest.approx(6.108776))


def test_conditions_name_what_the_paper_counts():
    assert named("repvgg_a0", "flops_g").conditions == "form=deploy"
    assert named("resnet50", "flops_g").conditions == "strides=v1"
    assert named("mixer_b16", "params_m").conditions == "without classifier"


def test_one_family_can_be_asked_alone():
    assert {each.family for each in comparisons((find_family("vip"),))} == {"ViP"}


def test_every_variant_has_its_published_figures_and_no_other():
    for family in families():
        figures = published(family.id)
        assert set(figures) == {family.printed_id(variant) for variant in family.variants}
        for variant in family.variants:
            assert variant.name.startswith(figures[family.printed_id(variant)].variant)
            assert figures[family.printed_id(variant)].source


def test_reasons_stand_beside_printed_figures_alone():
    for figures in FIGURES.values():
        for field in figures.departs:
            assert getattr(figures, field) is not None
            assert figures.departs[field].endswith(".")


def test_every_family_has_its_figures_and_no_file_is_left_over():
    names = {file.name.removesuffix(".json") for file in resource("published").iterdir()}
    assert names == {family.id for family in families()}
