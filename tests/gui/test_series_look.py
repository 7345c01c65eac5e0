"""Series are told apart by people who are blind to a colour, and by marker and dashes alone."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from mixbench.core.figure import Series
from mixbench.core.palette import BOUND, UNSURE_BOUND, dashes, marker, role_slot, slot_role
from mixbench.core.roles import Role
from mixbench.gui.series_look import has_line, law_pen, line_pen, series_colour
from mixbench.gui.theme import DARK, LIGHT
from mixbench.gui.workbench import SERIES_SLOTS

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)

#: Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
SIGHTS = {
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
}
TO_XYZ = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])


def lab(colour: str, sight: str) -> np.ndarray:
    """CIE L*a*b* of a colour as somebody sees it."""
    part = np.array(QColor(colour).getRgbF()[:3])
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    x, y, z = np.cbrt(TO_XYZ @ np.clip(SIGHTS[sight] @ linear, 1e-4, 1) / (0.9505, 1, 1.089))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


@THEMES
@pytest.mark.parametrize("sight", SIGHTS)
def test_the_first_five_colours_lie_far_apart_whoever_looks(theme, sight):
    seen = [lab(colour, sight) for colour in theme.series[:5]]
    assert min(np.linalg.norm(a - b) for a, b in combinations(seen, 2)) > 18


@THEMES
@pytest.mark.parametrize("sight", SIGHTS)
def test_no_two_of_all_colours_are_taken_for_one(theme, sight):
    """A difference of 2.3 can just be seen."""
    seen = [lab(colour, sight) for colour in theme.series]
    assert min(np.linalg.norm(a - b) for a, b in combinations(seen, 2)) > 9


def test_colours_that_repeat_come_with_other_markers_and_other_dashes():
    for lap, other in combinations(range(4), 2):
        for place in range(SERIES_SLOTS):
            one, two = lap * SERIES_SLOTS + place, other * SERIES_SLOTS + place
            assert marker(one) != marker(two) and dashes(one) != dashes(two)


def test_within_the_palette_marker_and_dashes_alone_tell_series_apart():
    for slots in (range(SERIES_SLOTS), range(SERIES_SLOTS, 2 * SERIES_SLOTS)):
        assert len({marker(slot) for slot in slots}) == len({dashes(slot) for slot in slots}) == SERIES_SLOTS


@THEMES
def test_results_of_elsewhere_are_fainter_and_dotted_each_in_a_way_of_its_own(theme):
    def pen(origin, style="elsewhere", unlike=""):
        return line_pen(theme, Series("a", "A", 3, style, (1.0,), (1.0,), origin=origin, unlike=unlike))

    here, first, second = pen(0, "measured"), pen(1), pen(2)
    assert here.dashPattern() == [] and first.dashPattern() != second.dashPattern()
    assert first.color().rgb() & 0xFFFFFF == here.color().rgb() & 0xFFFFFF
    assert first.color().alpha() < here.color().alpha()
    grey = pen(1, unlike="float16, not float32").color()
    assert grey == series_colour(theme, 3, 1, is_grey=True) == QColor(theme.disabled)


def test_a_bound_is_a_plain_line_in_the_ink_of_captions():
    pen = law_pen(LIGHT, BOUND)
    assert (pen.color().name(), pen.style()) == (LIGHT.muted, Qt.PenStyle.SolidLine)
    assert law_pen(LIGHT, UNSURE_BOUND).dashPattern(), "one that is not sure is dashed"


def test_the_layers_of_a_role_have_its_colour_a_marker_and_no_line():
    slots = [role_slot(role) for role in Role]
    assert [LIGHT.series_colour(slot) for slot in slots] == [LIGHT.role_colour(role) for role in Role]
    assert len({marker(slot) for slot in slots}) == len(Role)
    assert [slot_role(slot) for slot in slots] == list(Role)
    assert not any(has_line(slot) for slot in slots)
    assert all(has_line(slot) for slot in (BOUND, UNSURE_BOUND, 0, 31))
