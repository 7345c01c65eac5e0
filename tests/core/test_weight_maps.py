"""Units laid out as one picture, and found again under the mouse."""

from __future__ import annotations

import numpy as np

from mixbench.core.checkpoints import LoadReport, Misshaped
from mixbench.core.weight_maps import BlockMaps, WeightMaps, sheet, unit_at


def block(count, rows, columns, first=0):
    values = np.repeat(np.arange(first, first + count), rows * columns).astype("<f4")
    return BlockMaps("b", "b.w", "places", 100, rows, columns, first, 99.0, values.tobytes())


def test_units_stand_side_by_side_with_a_gap_between():
    (image,) = sheet((block(3, 2, 2),))
    assert image.shape == (2, 8)
    assert np.isnan(image[:, [2, 5]]).all()
    assert image[0, [0, 3, 6]].tolist() == [0, 1, 2]


def test_in_rows_the_last_may_be_short():
    (image,) = sheet((block(5, 2, 3),), 2)
    assert image.shape == (8, 7)
    assert (image[6, 0], np.isnan(image[6, 4])) == (4, True)


def test_what_is_drawn_at_a_place_is_found_there():
    units = block(5, 2, 3, first=40)
    (image,) = sheet((units,), 2)
    for (row, column), value in np.ndenumerate(image):
        found = unit_at(units, 2, row + 0.5, column + 0.5)
        assert found == (None if np.isnan(value) else int(value))


def test_a_network_without_weights_over_places_says_why():
    maps = WeightMaps((BlockMaps("a", reason="shifts"), BlockMaps("b", reason="shifts")), 2)
    assert (maps.reason, maps.units) == ("shifts", 0)
    assert WeightMaps((BlockMaps("a", reason="shifts"), block(1, 2, 2)), 2).reason == ""


def test_a_report_is_one_sentence():
    report = LoadReport(
        "f.pth", "pth", ("a", "b"), ("c",), (), (Misshaped("d", (2, 3), (4,)),), (), (), 10, 30
    )
    assert report.sentence == (
        "2 tensors with 10 of 30 parameters fit; 1 missing (c), 1 of another shape (d)"
    )
    assert not report.is_complete
    whole = LoadReport("f.pth", "pth", ("a",), (), (), (), (), (), 30, 30)
    assert whole.is_complete and whole.sentence.endswith("nothing is missing and nothing left over")
