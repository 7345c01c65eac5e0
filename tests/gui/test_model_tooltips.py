"""What a pointer on the tree reads, above all the laws as a person writes them."""

from __future__ import annotations

from mixbench.catalog.registry import find_family
from mixbench.core.model import Model
from mixbench.gui.inspection import inspect_model
from mixbench.gui.model_tooltips import family_tooltip, model_tooltip, typeset


def test_a_law_is_set_as_it_is_written_by_hand():
    assert typeset("4 n C^2 + (C + 2) q + D_S") == "4·n·C² + (C + 2)·q + D_S"


def test_a_family_tells_its_law_and_its_growth():
    text = family_tooltip(find_family("resmlp"))
    assert "S²·d + 2·r·S·d² MACs" in text
    assert "quadratic in the tokens" in text


def test_the_law_stands_in_the_inspector_with_its_symbols():
    law = inspect_model(Model("cyclemlp_b1"), 224).sections[-1]
    assert law.facts[0].name == "MACs: 4·n·C² + 4·C·q + 2·r·n·C²"
    assert any("n tokens and C width of the stage" in fact.name for fact in law.facts)


def test_a_variant_shows_what_is_printed_about_it():
    text = model_tooltip(find_family("cyclemlp"), Model("cyclemlp_b1"), "")
    assert "15.2 M parameters" in text and "arXiv 2107.10224v1 Table 1" in text
