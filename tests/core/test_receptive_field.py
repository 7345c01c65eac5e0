"""What a map of gradients says: how much of the image, how far, and in which shape."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest

from mixbench.core.receptive_field import BlockField, ReceptiveField, array_bytes, spread_text


def field(*maps, side=16, cell=2, place=(3, 3), rows=8):
    """Maps of 8 x 8 cells of 2 px, seen from the place in row 3, column 3."""
    blocks = tuple(
        BlockField(f"blocks.{n}" if n else "", rows, rows, *place, np.asarray(values, "<f4").tobytes())
        for n, values in enumerate(maps)
    )
    return ReceptiveField(side, side, place[0] * 2, place[1] * 2, cell, 4, blocks)


def cells(*slices, high=1.0):
    made = np.zeros((8, 8))
    for rows, columns in slices:
        made[rows, columns] = high
    return made


OWN = cells((slice(3, 4), slice(3, 4)))


def test_a_square_has_its_share_its_sides_and_its_reach():
    square = cells((slice(2, 5), slice(2, 5)))
    spread = field(OWN, square).spread(1)
    assert (spread.share, spread.height_px, spread.width_px) == (9 / 64, 6, 6)
    # The pixel is 6: the box goes from 4 to 9.
    assert (spread.radius_px, spread.shape, spread.is_global) == (3, "rectangle", False)


def test_a_cross_lies_in_the_rows_and_columns_of_the_place_alone():
    cross = cells((slice(1, 6), slice(3, 4)), (slice(3, 4), slice(0, 7)))
    assert field(OWN, cross).spread(1).shape == "cross"
    cross[0, 0] = 1
    assert field(OWN, cross).spread(1).shape == "scattered"


def test_overlapping_patches_widen_the_bar_of_a_cross():
    entrance = cells((slice(2, 5), slice(2, 5)))
    cross = cells((slice(0, 8), slice(2, 5)), (slice(2, 5), slice(0, 8)))
    assert field(entrance, cross).spread(1).shape == "cross"


def test_global_is_every_cell_and_not_one_less():
    whole = np.ones((8, 8))
    assert field(OWN, whole).spread(1).is_global
    whole[7, 7] = 0
    assert not field(OWN, whole).spread(1).is_global


def test_the_threshold_is_a_share_of_the_peak_of_the_block():
    faint = np.full((8, 8), 0.01)
    faint[3, 3] = 5.0
    spread = field(OWN, faint)
    assert spread.spread(1).share == 1.0
    assert spread.spread(1, 0.0019).share == 1.0
    assert spread.spread(1, 0.0021).share == 1 / 64


def test_cells_that_the_edge_cuts_off_count_with_their_pixels():
    """15 px in cells of 4: the last is 3 px wide."""
    values = np.zeros((4, 4), "<f4")
    values[3, :] = 1
    block = BlockField("", 5, 5, 4, 2, values.tobytes())
    spread = ReceptiveField(15, 15, 13, 7, 4, 1, (block,)).spread(0)
    assert spread.share == pytest.approx(3 * 15 / 225)
    assert (spread.height_px, spread.width_px, spread.radius_px) == (3, 15, 7)


def test_nothing_is_said_to_be_nothing():
    assert field(OWN, np.zeros((8, 8))).spread(1).shape == "nothing"


def test_models_of_different_depths_meet_at_the_same_share():
    shallow, deep = field(OWN, OWN, OWN), field(*[OWN] * 9)
    assert [shallow.at_share(share) for share in (0, 0.5, 1)] == [0, 1, 2]
    assert [deep.at_share(share) for share in (0, 0.5, 1)] == [0, 4, 8]


def test_the_numbers_leave_as_they_are():
    found = field(OWN, cells((slice(2, 5), slice(2, 5)), high=0.25))
    lines = list(csv.DictReader(io.StringIO(spread_text(found, "mixer_s16"))))
    assert len(lines) == 2 * 64
    reached = [line for line in lines if line["block"] == "1" and float(line["absolute_gradient"])]
    assert {(line["path"], line["absolute_gradient"]) for line in reached} == {("blocks.1", "0.25")}
    assert (min(int(line["y_px"]) for line in reached), len(reached)) == (4, 9)
    assert np.load(io.BytesIO(array_bytes(found))).shape == (2, 8, 8)
