"""ViP's permuted mixing against its definition by indices, its totals, and the sizes that it takes."""

from __future__ import annotations

import pytest
import torch
from torch.nn.functional import gelu
from torch.utils._python_dispatch import TorchDispatchMode

import mixbench
from mixbench.catalog.registry import resolve
from mixbench.core.errors import HyperparameterError
from mixbench.core.model import Model
from mixbench.zoo.patch_pyramid import PatchDownsample
from mixbench.zoo.vip import HEIGHT, WIDTH, PermuteMixing, lines, places


def branch_by_indices(x: torch.Tensor, weight: torch.Tensor, axis: int) -> torch.Tensor:
    """For each segment and line: gather y S + j from channel s S + j of place y, multiply, put back."""
    side, channels = x.shape[axis], x.shape[-1]
    size = channels // side
    out = torch.empty_like(x)
    for line in range(side):
        for segment in range(side):
            places = [(y, line) if axis == HEIGHT else (line, y) for y in range(side)]
            names = [(*place, segment * size + j) for place in places for j in range(size)]
            vector = torch.stack([x[:, row, column, channel] for row, column, channel in names], dim=-1)
            result = vector @ weight.T
            for index, (row, column, channel) in enumerate(names):
                out[:, row, column, channel] = result[:, index]
    return out


def test_a_column_is_read_segment_by_segment():
    # Two rows, two columns, four channels: the digits are row, column and channel.
    x = torch.tensor([[[[0, 1, 2, 3], [10, 11, 12, 13]], [[100, 101, 102, 103], [110, 111, 112, 113]]]])
    by_column = [[[0, 1, 100, 101], [2, 3, 102, 103]], [[10, 11, 110, 111], [12, 13, 112, 113]]]
    by_row = [[[0, 1, 10, 11], [2, 3, 12, 13]], [[100, 101, 110, 111], [102, 103, 112, 113]]]
    assert lines(x, HEIGHT).tolist() == [by_column]
    assert lines(x, WIDTH).tolist() == [by_row]


@pytest.mark.parametrize("axis", [HEIGHT, WIDTH])
@pytest.mark.parametrize(("side", "channels"), [(1, 5), (3, 6), (4, 4), (5, 20)])
def test_vectors_return_to_their_places_as_a_view(axis, side, channels):
    x = torch.randn(2, side, side, channels)
    vectors = lines(x, axis)
    back = places(vectors, axis)
    assert torch.equal(back.flatten(3), x)
    assert back.data_ptr() == vectors.data_ptr()


@pytest.mark.parametrize(("side", "channels"), [(1, 4), (2, 8), (3, 12), (4, 4)])
def test_mixing_is_what_the_indices_say(side, channels):
    torch.manual_seed(0)
    mixing, x = PermuteMixing(channels), torch.randn(3, side, side, channels)
    for parameter in mixing.parameters():
        torch.nn.init.normal_(parameter)  # far from the start of training, where all shares are a third
    down = branch_by_indices(x, mixing.along_height.weight, HEIGHT)
    across = branch_by_indices(x, mixing.along_width.weight, WIDTH)
    branches = torch.stack([down, across, x @ mixing.in_place.weight.T])
    scores = mixing.reweight.expand(gelu(mixing.reweight.squeeze(branches.sum(0).mean((1, 2)))))
    shares = scores.reshape(3, channels, 3).softmax(-1)  # the branch is the fastest index
    expected = mixing.project(torch.einsum("kbhwc,bck->bhwc", branches, shares))
    torch.testing.assert_close(mixing(x), expected, rtol=1e-4, atol=1e-4)


class LargeCopies(TorchDispatchMode):
    """Counts the copies of whole maps."""

    def __init__(self, numel: int) -> None:
        super().__init__()
        self.numel = numel
        self.count = 0

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        out = func(*args, **(kwargs or {}))
        if func.overloadpacket in (torch.ops.aten.clone, torch.ops.aten.copy_, torch.ops.aten._to_copy):
            self.count += out.numel() >= self.numel
        return out


def test_each_permuted_branch_copies_the_map_once():
    mixing, x = PermuteMixing(12), torch.randn(2, 6, 6, 12)
    with torch.no_grad(), LargeCopies(x.numel()) as copies:
        mixing(x)
    assert copies.count == 2


@pytest.mark.parametrize(
    ("variant", "params", "macs"),
    [
        ("vip_small_7", 25_114_984, 6_901_767_168),
        ("vip_medium_7", 55_272_488, 16_284_307_456),
        ("vip_large_7", 87_784_936, 24_340_320_256),
        # 18 blocks of 10 C² + q (4 C + 1) + 12 C at one resolution, patches, LayerNorm and classifier.
        (
            "vip_small_14",
            18 * (10 * 384**2 + 96 * (4 * 384 + 1) + 12 * 384) + 589 * 384 + 768 + 385_000,
            18 * (256 * 10 * 384**2 + 384**2) + 256 * 588 * 384 + 384_000,
        ),
        (
            "vip_small_16",
            18 * (10 * 336**2 + 84 * (4 * 336 + 1) + 12 * 336) + 769 * 336 + 672 + 337_000,
            18 * (196 * 10 * 336**2 + 336**2) + 196 * 768 * 336 + 336_000,
        ),
    ],
)
def test_totals(variant, params, macs):
    cost = resolve(Model(variant)).law(224, 224)
    assert (cost.params, cost.macs) == (params, macs)


def test_the_depths_of_the_papers_table_would_not_have_the_parameters_of_large():
    params = resolve(Model("vip_large_7", {"depths": (9, 27)})).law(224, 224).params
    assert params / 1e6 == pytest.approx(85.6, abs=0.05)  # 88 M are printed


def test_one_network_serves_every_square_whose_maps_divide_the_channels():
    torch.manual_seed(0)
    network = mixbench.build("vip_small_7", image_size=56, depths=(1, 1))
    resolved = resolve(Model("vip_small_7"))
    taken = [side for side in range(1, 700) if resolved.refusal(side, side) is None]
    assert taken == [7 * side for side in (2, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96)]
    for side in (14, 42, 112):
        other = mixbench.build("vip_small_7", image_size=side, depths=(1, 1))
        other.load_state_dict(network.state_dict())
        image = torch.randn(1, 3, side, side)
        assert torch.equal(other(image), network(image))


@pytest.mark.parametrize(
    ("size", "sentence"),
    [
        (
            (225, 225),
            "cutting 192 and 384 channels into one segment for each row of the map does not take 225; "
            "nearest 224 or 336",
        ),
        ((224, 448), "the image must be square, not 224 x 448; nearest 224 or 448"),
    ],
)
def test_other_sizes_are_refused_with_what_is_near(size, sentence):
    assert resolve(Model("vip_small_7")).refusal(*size) == sentence


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"widths": (193, 384)}, "widths 193x384 have an odd one on the map that is halved; nearest 192x384"),
        ({"depths": (0, 14)}, "depths 0x14 leave the first level empty; nearest 1x14"),
    ],
)
def test_what_fits_no_image_is_refused(values, sentence):
    with pytest.raises(HyperparameterError) as refused:
        resolve(Model("vip_small_7", values))
    assert str(refused.value).startswith(sentence)
    resolve(Model("vip_small_14", {**values, "depths": (1, 0)}))  # one level halves no map


def test_a_second_level_without_blocks_is_not_there():
    network = mixbench.build("vip_small_14", device="meta")
    (only,) = network.feature_maps(torch.empty(1, 3, 224, 224, device="meta"))
    assert only.shape == (1, 384, 16, 16)
    assert not any(isinstance(module, PatchDownsample) for module in network.modules())


@pytest.mark.parametrize(
    ("variant", "rate"), [("vip_small_7", 0.1), ("vip_medium_7", 0.2), ("vip_large_7", 0.3)]
)
def test_stochastic_depth_grows_through_both_levels(variant, rate):
    network = mixbench.build(variant, device="meta")
    blocks = [layer for stage in network.stages for layer in stage if not isinstance(layer, PatchDownsample)]
    rates = [block.drop_path.rate for block in blocks]
    assert rates == pytest.approx([rate * index / (len(rates) - 1) for index in range(len(rates))])


def test_branches_have_no_bias_and_linear_layers_start_narrow():
    mixing = PermuteMixing(256)
    for layer in (mixing.along_height, mixing.along_width, mixing.in_place):
        assert layer.bias is None
        assert layer.weight.std().item() == pytest.approx(0.02, rel=0.05)
    assert not mixing.project.bias.any()
