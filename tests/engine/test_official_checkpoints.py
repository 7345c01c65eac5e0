"""Checkpoints of networks' authors, timm and torchvision: names and shapes as their code has them, and what
that code answered with weights that are drawn anew here. Equal answers say that each tensor found its place
and lies as it should: half of them could change places without a change of shape."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import synthetic_weights
import torch
from torch import nn

from mixbench.core.model import Case, Model
from mixbench.engine.checkpoints import network_of

pytestmark = pytest.mark.usefixtures("one_thread")

FOLDER = Path(__file__).parent / "official_checkpoints"
LISTED = sorted(path.stem for path in FOLDER.glob("*.json"))

#: Where the answer is an image, the values of it that are kept.
PIXELS = ((0, 0, 0), (1, 3, 5), (2, -1, -1), (0, 4, -2), (1, -3, 2))


def read(name):
    listed = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    side = listed["resolution_px"]
    return listed, Case(Model.parse(listed["model"]), side, side)


def written(folder, shapes):
    """A file as their code writes it: JAX code an archive, all other a state dict."""
    weights = synthetic_weights.weights(shapes)
    if any("/" in name for name in shapes):
        np.savez(folder / "official.npz", **weights)
        return str(folder / "official.npz")
    torch.save({name: torch.from_numpy(array) for name, array in weights.items()}, folder / "official.pth")
    return str(folder / "official.pth")


def answered(network, side):
    """What the network says of the image, with JAX code's GELU where that is asked for."""
    with torch.no_grad():
        answer = network(torch.from_numpy(synthetic_weights.image(side, side)))
    if isinstance(answer, list):
        image = answer[-1][-1][0]
        return torch.stack([image[pixel] for pixel in PIXELS])
    return answer[0]


def use_the_gelu_of_jax(network):
    for module in network.modules():
        if isinstance(module, nn.GELU):
            module.approximate = "tanh"


@pytest.mark.parametrize("name", LISTED)
def test_every_tensor_finds_its_place_and_the_network_answers_as_theirs_did(tmp_path, name):
    listed, case = read(name)
    file = written(tmp_path, listed["shapes"])
    network, report = network_of(case, file)
    aside = [each for each in listed["shapes"] if each.endswith(".offset")]
    assert report.is_complete and not report.unexpected and report.matched_params == report.params
    said = f"{len(aside)} tensors left aside: offsets of CycleFC, which follow from its kernel"
    assert report.notes == ((said,) if aside else ())
    if file.endswith(".npz"):
        use_the_gelu_of_jax(network)
    theirs = torch.tensor(listed["output"])
    assert torch.allclose(
        answered(network, case.height), theirs, rtol=0, atol=1e-5 * theirs.abs().max().item()
    )


def test_half_of_a_block_put_elsewhere_would_be_seen(tmp_path):
    """The check above can fail: two weights of one shape that change places change the answer."""
    listed, case = read("cyclemlp")
    weights = synthetic_weights.weights(listed["shapes"])
    first, second = "network.0.0.attn.sfc_h.weight", "network.0.0.attn.sfc_w.weight"
    weights[first], weights[second] = weights[second], weights[first]
    torch.save({name: torch.from_numpy(array) for name, array in weights.items()}, tmp_path / "c.pth")
    network, _ = network_of(case, str(tmp_path / "c.pth"))
    theirs = torch.tensor(listed["output"])
    assert (answered(network, case.height) - theirs).abs().max() > 1e-2 * theirs.abs().max()


VIT = Case(Model.parse("vit_s16:width=8,depth=1,heads=2,mlp_ratio=1,patch_size=8,num_classes=3"), 16, 16)
ATTENTION = "Transformer/encoderblock_0/MultiHeadDotProductAttention_1"


def test_heads_and_their_channels_become_rows_and_columns_by_hand(tmp_path):
    """Query, key and value are (inputs, heads, channels), the projection is (heads, channels, outputs)."""
    numbers = np.arange(64, dtype=np.float32)
    parts = {each: numbers + 100 * place for place, each in enumerate(("query", "key", "value"))}
    arrays = {f"{ATTENTION}/{each}/kernel": part.reshape(8, 2, 4) for each, part in parts.items()}
    arrays[f"{ATTENTION}/out/kernel"] = numbers.reshape(2, 4, 8)
    np.savez(tmp_path / "v.npz", **arrays)
    network, report = network_of(VIT, str(tmp_path / "v.npz"))
    attention = network.blocks[0].spatial_mixing
    weight = attention.query_key_value.weight
    assert weight.shape == (24, 8) and len(report.matched) == 2
    # Input 3 of query's head 1, channel 0: row 1 * 4 + 0, and 3 * 8 + 1 * 4 + 0 in the order of memory.
    assert weight[4, 3] == 28
    assert weight[8 + 4, 3] == 128 and weight[16 + 4, 3] == 228
    # Output 1 from head 1, channel 0.
    assert attention.project.weight[1, 4] == 33


def test_a_part_that_is_missing_leaves_the_whole_as_it_was_and_is_said(tmp_path):
    arrays = {f"{ATTENTION}/{each}/kernel": np.ones((8, 2, 4), np.float32) for each in ("query", "value")}
    arrays["head/kernel"] = np.ones((8, 3), np.float32)
    np.savez(tmp_path / "v.npz", **arrays)
    network, report = network_of(VIT, str(tmp_path / "v.npz"))
    joint = "blocks.0.spatial_mixing.query_key_value.weight"
    assert joint in report.missing and set(report.unexpected) == set(arrays) - {"head/kernel"}
    assert f"{joint} is 3 tensors in such a file, of which 2 are here" in report.notes
    assert not (network.get_parameter(joint) == 1).any()


def test_a_part_of_another_shape_is_reported_with_its_own(tmp_path):
    arrays = {f"{ATTENTION}/{each}/kernel": np.ones((8, 2, 4), np.float32) for each in ("query", "key")}
    arrays[f"{ATTENTION}/value/kernel"] = np.ones((8, 2, 3), np.float32)
    arrays["head/kernel"] = np.ones((8, 3), np.float32)
    np.savez(tmp_path / "v.npz", **arrays)
    _, report = network_of(VIT, str(tmp_path / "v.npz"))
    (misfit,) = report.misshaped
    assert (misfit.wanted, misfit.found) == ((8, 8), (6, 8))


def test_an_optimizers_state_is_left_aside_and_said(tmp_path):
    arrays = {
        "opt/target/head/kernel": np.ones((8, 3), np.float32),
        "opt/state/param_states/head/kernel/grad_ema": np.zeros((8, 3), np.float32),
    }
    np.savez(tmp_path / "v.npz", **arrays)
    network, report = network_of(VIT, str(tmp_path / "v.npz"))
    assert report.matched == ("head.weight",) and not report.unexpected
    assert report.notes == ('the weights stood under "opt/target/"; 1 tensors beside it were left aside',)
    assert (network.head.weight == 1).all()


def test_blocks_of_another_number_are_not_placed_by_chance(tmp_path):
    """The first block of a deeper network is not the first of ours only because it comes first."""
    listed, case = read("vip")
    deeper = {**listed["shapes"], "network.4.1.norm1.weight": [16]}
    _, report = network_of(case, written(tmp_path, deeper))
    assert not any(name.startswith("stages.0.0.") for name in report.matched)
    assert any("modules like network.0.0, the network 5 like stages.0.0" in note for note in report.notes)
