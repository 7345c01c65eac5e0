"""Fields whose shape is known beforehand, from the wiring of the network alone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from mixbench.core.errors import MixBenchError
from mixbench.core.model import Case, Model
from mixbench.engine import memory
from mixbench.engine.blocks import blocks_of
from mixbench.engine.receptive_field import MOST_CELLS, receptive_field
from mixbench.engine.steps import followed
from mixbench.engine.timing import Interrupted
from mixbench.protocol import FieldFound, decode_event, encode

pytestmark = pytest.mark.usefixtures("one_thread")


def case(text, side=64):
    return Case(Model.parse(text), side, side)


def look(text, side=64, position=None, inputs=1):
    return receptive_field(case(text, side), position, inputs, "")


def touched(field, index):
    """The patches of 4 px that have any gradient, as (row, column) relative to the place."""
    own, cells = field.blocks[0], 4 // field.cell_px
    reached = np.argwhere(field.maps[index] > 0) // cells
    return {(int(row) - own.row, int(column) - own.column) for row, column in reached}


def test_the_square_of_convmixer_grows_by_one_less_than_the_kernel_a_layer():
    field = look("convmixer_512_16:width=8,depth=4,kernel_size=3,patch_size=4")
    assert field.depth == 4
    for layer in range(5):
        spread = field.spread(layer)
        assert (spread.height_px // 4, spread.width_px // 4) == (1 + 2 * layer,) * 2
        assert spread.shape == "rectangle"


def test_mixer_is_global_after_one_block_and_knows_one_patch_before_it():
    field = look("mixer_s16:width=16,depth=2,token_width=8,channel_width=16,patch_size=8")
    assert field.spread(0).height_px == 8 and field.spread(0).share == (8 / 64) ** 2
    assert field.spread(1).is_global and field.spread(2).is_global


def test_cyclemlp_sees_a_cross_after_its_first_block():
    field = look("cyclemlp_b1:widths=8x16x16x16,depths=2x1x1x1,reweight=false,stem=patch,cycle_kernel=5")
    assert touched(field, 0) == {(0, 0)}
    arm = range(-2, 3)
    assert touched(field, 1) == {(step, 0) for step in arm} | {(0, step) for step in arm}
    assert field.spread(1).shape == "cross"
    # Every place of a cross has a cross of its own in the next block.
    once = touched(field, 1)
    assert touched(field, 2) == {(a + c, b + d) for a, b in once for c, d in once}


def test_reweighting_reaches_everything_at_once_but_faintly():
    field = look("cyclemlp_b1:widths=8x16x16x16,depths=1x1x1x1,reweight=true,stem=patch")
    assert field.spread(1).is_global
    assert field.spread(1, 1e-3).share < 0.1


def test_a_shift_moves_information_by_one_place_a_block():
    field = look("s2mlp_deep:width=16,depth=3,patch_size=4")
    for block in range(4):
        steps = range(-block, block + 1)
        assert touched(field, block) == {(y, x) for y in steps for x in steps if abs(y) + abs(x) <= block}


def test_the_place_that_is_asked_for_is_the_one_that_is_looked_at():
    field = look("convmixer_512_16:width=8,depth=1,kernel_size=3,patch_size=4", position=(9, 50))
    assert (field.blocks[1].row, field.blocks[1].column) == (2, 12)
    rows, columns = np.nonzero(field.maps[1])
    patch = 4 // field.cell_px
    found = (rows.min(), rows.max(), columns.min(), columns.max())
    assert tuple(int(each) // patch for each in found) == (1, 3, 11, 13)


def test_the_class_token_is_not_taken_for_a_place():
    text = "vit_ti16:width=24,depth=2,heads=2,patch_size=8"
    grid = blocks_of(case(text)).entrance
    assert (grid.rows, grid.columns, grid.prefix) == (8, 8, 1)
    field = look(text, position=(0, 0))
    rows, columns = np.nonzero(field.maps[0])
    assert (rows.max() * field.cell_px, columns.max() * field.cell_px) == (8 - field.cell_px,) * 2


def test_channels_are_not_taken_for_places_where_both_are_as_many():
    text = "convmixer_512_16:width=16,depth=1,kernel_size=3,patch_size=4"
    assert blocks_of(case(text)).entrance.axes == (2, 3)
    assert look(text).spread(1).shape == "rectangle"


def test_pyramids_have_a_place_in_every_map():
    blocks = blocks_of(case("cyclemlp_b1:widths=8x16x16x16,depths=1x2x1x1")).blocks
    assert [(each.path, each.grid.rows) for each in blocks] == [
        ("stages.0.0", 16), ("stages.1.1", 8), ("stages.1.2", 8), ("stages.2.1", 4), ("stages.3.1", 2),
    ]  # fmt: skip


def test_the_same_question_has_the_same_answer_and_more_images_another():
    text = "resmlp_s12:width=16,depth=1,patch_size=8"
    once, again, more = look(text), look(text), look(text, inputs=2)
    assert once == again
    assert more.inputs == 2 and more.blocks[1].values != once.blocks[1].values


def test_an_answer_is_heard_as_it_was_sent_and_has_few_cells():
    field = look("convmixer_512_16:width=8,depth=1,kernel_size=3,patch_size=2", side=160)
    assert max(field.maps[0].shape) <= MOST_CELLS
    event = FieldFound(-1, field)
    assert decode_event(encode(event)) == event


@pytest.mark.parametrize("position", [(64, 0), (0, -1)])
def test_a_place_outside_the_image_is_refused(position):
    with pytest.raises(MixBenchError, match="outside the image: y goes from 0 to 63"):
        look("resmlp_s12:width=16,depth=1,patch_size=8", position=position)


def test_it_tells_its_blocks_and_ends_before_the_next_when_it_is_cancelled():
    told = []
    with pytest.raises(Interrupted), followed(told.append, lambda: len(told) == 5):
        look("resmlp_s12:width=16,depth=3,patch_size=8", inputs=2)
    assert [step.words for step in told] == [
        "block 1 of 3, image 1 of 2",
        "block 2 of 3, image 1 of 2",
        "block 3 of 3, image 1 of 2",
        "block 1 of 3, image 2 of 2",
        "block 2 of 3, image 2 of 2",
    ]
    assert [step.share for step in told] == [0, 1 / 6, 2 / 6, 3 / 6, 4 / 6]


def test_what_does_not_fit_is_refused_before_it_is_run(monkeypatch):
    monkeypatch.setattr(memory, "free_bytes", lambda _: 1000)
    with pytest.raises(MixBenchError, match="the gradient through all blocks needs"):
        look("resmlp_s12:width=16,depth=1,patch_size=8")


def test_the_batch_and_the_mode_of_the_case_make_no_difference():
    asked = case("resmlp_s12:width=16,depth=1,patch_size=8")
    training = replace(asked, batch=3, conditions=replace(asked.conditions, mode="training_step"))
    assert receptive_field(training, None, 1, "") == receptive_field(asked, None, 1, "")
