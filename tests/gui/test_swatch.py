"""The mark of a series in lists: its marker on the plot, so that rows are found without seeing colours."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtGui import QImage

from mixbench.gui.swatch import series_swatch
from mixbench.gui.theme import LIGHT

#: Every colour twice.
SLOTS = range(20)


def shape(slot: int) -> np.ndarray:
    """Where the mark of a slot is opaque."""
    image = series_swatch(LIGHT, slot).pixmap(48, 48).toImage().convertToFormat(QImage.Format.Format_RGBA8888)
    pixels = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    return pixels[..., 3] > 127


def test_marks_of_one_colour_differ_in_shape(qapp):
    shapes = {slot: shape(slot) for slot in SLOTS}
    assert all(mark.any() and not mark[0].any() for mark in shapes.values())
    for slot in range(10):
        assert LIGHT.series_colour(slot) == LIGHT.series_colour(slot + 10)
        both = shapes[slot] | shapes[slot + 10]
        assert (shapes[slot] ^ shapes[slot + 10]).sum() > 0.1 * both.sum()


@pytest.mark.parametrize("slot", [0, 13])
def test_a_mark_wears_the_colour_of_its_series(qapp, slot):
    image = series_swatch(LIGHT, slot).pixmap(48, 48).toImage()
    centre = image.pixelColor(image.width() // 2, image.height() // 2)
    assert centre.name() == LIGHT.series_colour(slot).name()
