"""Controls of several heights in a row that goes on in the next line."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QFrame, QWidget

from mixbench.gui.flow_layout import FlowLayout


def box(parent, width, height):
    frame = QFrame(parent)
    frame.setFixedSize(width, height)
    return frame


@pytest.fixture
def row(qtbot):
    """Two of 60 by 28 and one of 60 by 34, and at the end 40 by 20 twice."""
    parent = QWidget()
    qtbot.addWidget(parent)
    layout = FlowLayout(parent, gap=10)
    parts = [box(parent, 60, 28), box(parent, 60, 34), box(parent, 60, 28)]
    ends = [box(parent, 40, 20), box(parent, 40, 20)]
    for part in parts:
        layout.addWidget(part)
    for end in ends:
        layout.add_at_end(end)

    def laid_out(width):
        layout.setGeometry(QRect(0, 0, width, layout.heightForWidth(width)))
        return [part.geometry() for part in (*parts, *ends)]

    yield laid_out
    parent.deleteLater()


def test_what_stands_in_a_line_is_centred_on_it(row):
    places = row(400)
    assert {place.top() + place.height() / 2 for place in places} == {17}
    assert [place.left() for place in places] == [0, 70, 140, 310, 360], "the last one outermost"


def test_the_next_line_begins_below_the_highest(row):
    first, second, third, *ends = row(240)
    assert (first.left(), second.left(), third.left()) == (0, 70, 0)
    assert third.top() == 34 + 10
    assert {end.top() for end in ends} == {7}, "they stay in the first line"
