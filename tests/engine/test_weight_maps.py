"""The weights over places are the network's own, unit by unit, and are found in any family."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from mixbench.core.errors import MixBenchError
from mixbench.core.model import Case, Model
from mixbench.engine.building import subject
from mixbench.engine.weight_maps import weight_maps

pytestmark = pytest.mark.usefixtures("one_thread")


def look(text, side=64, first=0, units=24, block=None):
    return weight_maps(Case(Model.parse(text), side, side), "", first, units, block)


MIXER = "mixer_s16:width=16,depth=3,token_width=8,channel_width=16,patch_size=8"


def test_a_unit_of_mixer_is_a_row_of_its_first_token_layer_laid_over_the_patches():
    found = look(MIXER)
    network = subject(Case(Model.parse(MIXER), 64, 64)).network
    assert found.count == 3 and found.report is None
    for number, block in enumerate(found.blocks):
        weight = network.blocks[number].token_mixing.mlp.expand.weight.detach().numpy()
        assert block.weight == f"blocks.{number}.token_mixing.mlp.expand.weight"
        assert (block.kind, block.units) == ("places", 8)
        np.testing.assert_array_equal(block.maps, weight.reshape(8, 8, 8))
        assert block.peak == pytest.approx(abs(weight).max())


def test_a_unit_of_repmlp_looks_at_its_partition():
    text = "repmlpnet_t224:widths=4x4x16x128,depths=1x1x1x1"
    block = look(text, side=224).blocks[0]
    network = subject(Case(Model.parse(text), 224, 224)).network
    layer = next(module for name, module in network.named_modules() if name.endswith("fc3"))
    side = layer.weight.shape[1] ** 0.5
    assert block.weight.endswith("fc3.weight")
    assert (block.kind, block.rows, block.columns, block.units) == ("cell", side, side, len(layer.weight))
    np.testing.assert_array_equal(block.maps, layer.weight.detach().numpy().reshape(-1, *layer.places)[:24])


def test_what_lies_over_channels_and_places_at_once_is_said():
    reasons = {block.reason for block in look("repmlp_res50_bottleneck_224:form=train", side=224).blocks}
    assert any("channels and all 7 x 7 places of a partition" in reason for reason in reasons), reasons


def test_a_weight_that_is_no_number_leaves_the_scale_of_the_others(tmp_path):
    network = subject(Case(Model.parse(MIXER), 64, 64)).network
    weights = network.state_dict()
    weights["blocks.0.token_mixing.mlp.expand.weight"][0, :2] = torch.tensor([float("nan"), -7.0])
    torch.save(weights, tmp_path / "broken.pth")
    found = weight_maps(Case(Model.parse(MIXER), 64, 64), str(tmp_path / "broken.pth"), 0, 4, 1)
    assert found.blocks[0].peak == 7.0


def test_a_page_has_the_units_that_were_asked_for():
    whole, page = look(MIXER), look(MIXER, first=6, units=4, block=2)
    (block,) = page.blocks
    assert (block.path, block.first, len(block.maps), page.count) == ("blocks.1", 6, 2, 3)
    np.testing.assert_array_equal(block.maps, whole.blocks[1].maps[6:])
    with pytest.raises(MixBenchError, match="no block 4; the network has blocks 1 to 3"):
        look(MIXER, block=4)


@pytest.mark.parametrize(
    ("text", "kind", "sides", "weight"),
    [
        ("resmlp_s12:width=16,depth=1,patch_size=8", "places", (8, 8), "patch_mixing.linear.weight"),
        ("gmlp_ti:width=16,depth=1,patch_size=8", "places", (8, 8), "gating.project.weight"),
        (
            "convmixer_512_16:width=16,depth=1,kernel_size=3,patch_size=8",
            "kernel",
            (3, 3),
            "depthwise.weight",
        ),
        ("smlpnet_t_star:width=8,depths=1x1x1x1", "line", (1, 16), "spatial_mixing.1.along_width.weight"),
    ],
)
def test_a_family_is_shown_by_what_its_weights_lie_over(text, kind, sides, weight):
    block = look(text).blocks[0]
    assert (block.kind, (block.rows, block.columns)) == (kind, sides)
    assert block.weight.endswith(weight)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("s2mlp_deep:width=16,depth=1,patch_size=8", "lie over channels"),
        ("vit_ti16:width=24,depth=1,heads=2,patch_size=8", "lie over channels"),
        ("resnet18:depths=1x1x1x1,widths=8x8x8x8", "3 x 3 convolutions mix channels and places at once"),
        ("poolformer_s12:widths=8x8x8x8,depths=1x1x1x1", "has no weights"),
    ],
)
def test_a_family_without_such_weights_says_why(text, reason):
    found = look(text)
    assert reason in found.reason and not found.blocks[0].units


def test_a_channel_layer_is_not_taken_for_one_over_places_where_both_are_as_many():
    """64 channels and 8 x 8 places: only a weight that grows with the image lies over places."""
    assert "lie over channels" in look("s2mlp_deep:width=64,depth=1,patch_size=8").reason
