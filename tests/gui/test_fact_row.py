"""Figures side by side: nothing clipped, labels reused, wrapped where it is narrow."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel

from mixbench.gui.fact_row import FactRow
from mixbench.gui.facts import Fact

FACTS = [Fact("Median", "23.92 ms ± 4.0 %"), Fact("95 % interval", "23.25 – 25.18 ms"), Fact("Rounds", "30")]


@pytest.fixture
def row(qtbot, themes):
    row = FactRow()
    qtbot.addWidget(row)
    row.resize(600, 40)
    row.show()
    qtbot.waitExposed(row)
    return row


def labels(row):
    return [label for label in row.findChildren(QLabel) if label.isVisible()]


def test_figures_have_their_room_at_once(row):
    """Before any event is handled: the plots below may keep the window busy for long."""
    row.show_facts(FACTS)
    assert all(label.width() >= label.sizeHint().width() for label in labels(row))
    row.show_facts([Fact("Median", "1023.92 ms ± 14.0 %"), *FACTS[1:]])
    assert all(label.width() >= label.sizeHint().width() for label in labels(row))


def test_labels_are_reused_and_spare_ones_hidden(row):
    row.show_facts(FACTS)
    first = labels(row)
    row.show_facts(FACTS[:1])
    assert row.texts() == {"Median": "23.92 ms ± 4.0 %"}
    row.show_facts(FACTS)
    assert labels(row) == first


def test_a_narrow_row_wraps(row):
    row.show_facts(FACTS)
    assert row.heightForWidth(150) > row.heightForWidth(600)
