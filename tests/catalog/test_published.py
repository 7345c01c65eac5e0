"""The closed forms against what the papers print, to the last printed digit, and where they part: why."""

from __future__ import annotations

import json

import pytest

from mixbench.catalog.published import Published, published
from mixbench.catalog.registry import families, resolve
from mixbench.core.model import Model
from mixbench.core.resources import resource
from mixbench.core.roles import Role

#: Counts of these conventions are comparable with ours.
MACS = {"MACs", "MACs + norms"}
FIGURES = {name: entry for family in families() for name, entry in published(family.id).items()}


def digits_by_variant(family_id: str) -> dict[str, dict[str, str | None]]:
    """The figures of a family with their numbers as text, for their digits count."""
    text = resource("published", f"{family_id}.json").read_text(encoding="utf-8")
    return {entry["id"]: entry for entry in json.loads(text, parse_float=str, parse_int=str)}


def printed(field: str) -> list[tuple[str, str]]:
    """Every variant of which a count is printed that ours can be compared with, with the digits."""
    return [
        (variant, figures[field])
        for family in families()
        for variant, figures in digits_by_variant(family.id).items()
        if figures[field] is not None and (field == "params_m" or figures["flops_convention"] in MACS)
    ]


def law_of(figures: Published):
    """The law under the paper's conditions."""
    model = Model(figures.id, figures.counted_with)
    return resolve(model).law(figures.image_size, figures.image_size)


def is_printed(law: float, digits: str, above: float = 0.0) -> bool:
    """Whether a figure rounds, or is cut off, to the digits; these may lie `above` (a share) higher."""
    unit = 10.0 ** -len(digits.partition(".")[2])
    return float(digits) * (1 - above) - 0.5001 * unit <= law < float(digits) + unit


@pytest.mark.parametrize(("variant", "digits"), printed("params_m"))
def test_parameters_are_those_printed_or_it_is_said_why_not(variant, digits):
    figures = FIGURES[variant]
    law = law_of(figures)
    params = law.params - (law.role(Role.HEAD).params if figures.without_classifier else 0)
    assert is_printed(params / 1e6, digits) != ("params_m" in figures.departs), params
    assert params / 1e6 == pytest.approx(float(digits), rel=0.13, abs=1)


@pytest.mark.parametrize(("variant", "digits"), printed("flops_g"))
def test_macs_are_those_printed_or_it_is_said_why_not(variant, digits):
    macs = law_of(FIGURES[variant]).macs
    # Printed counts often hold the norms too, up to 1.5 %, whether they say so or not.
    assert is_printed(macs / 1e9, digits, above=0.015) != ("flops_g" in FIGURES[variant].departs), macs
    assert macs / 1e9 == pytest.approx(float(digits), rel=0.21)


def test_every_variant_has_its_published_figures_and_no_other():
    for family in families():
        figures = published(family.id)
        assert set(figures) == {family.printed_id(variant) for variant in family.variants}
        for variant in family.variants:
            assert variant.name.startswith(figures[family.printed_id(variant)].variant)
            assert figures[family.printed_id(variant)].source


def test_reasons_stand_beside_figures_alone():
    for figures in FIGURES.values():
        for field in figures.departs:
            assert getattr(figures, field) is not None
            assert figures.departs[field].endswith(".")


def test_every_family_has_its_figures_and_no_file_is_left_over():
    names = {file.name.removesuffix(".json") for file in resource("published").iterdir()}
    assert names == {family.id for family in families()}
