"""Costs as people read them."""

from __future__ import annotations

import pytest

from mixbench.core.amounts import amount_text


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [("macs", 20, "20 MACs"), ("macs", 0, "0 MACs"), ("macs", 3.88e9, "3.88 GMACs"), ("params", 7, "7"),
     ("latency", 18.2, "18.2 ms"), ("energy", 0.5, "0.5 J")],
)  # fmt: skip
def test_a_unit_stands_apart_from_its_number(kind, value, text):
    assert amount_text(kind, value) == text
