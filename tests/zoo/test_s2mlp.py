"""The spatial shift against its definition, place by place, and against a depthwise convolution."""

from __future__ import annotations

import pytest
import torch
from torch.nn.functional import conv2d, gelu, layer_norm, pad

import mixbench
from mixbench.catalog.registry import resolve
from mixbench.core.model import Model
from mixbench.core.roles import Role
from mixbench.zoo.layers import Affine
from mixbench.zoo.s2mlp import ShiftMixing
from mixbench.zoo.shifts import HEIGHT, WIDTH, spatial_shift

#: The taps (row, column) of the paper's four depthwise kernels, Section 3.3, with its first axis as rows.
TAPS = [(0, 1), (2, 1), (1, 0), (1, 2)]


def group_of(channel: int, channels: int) -> int:
    """Which quarter of the channels holds this one, with the bounds of Algorithm 1."""
    return sum(channel >= bound for bound in (channels // 4, channels // 2, channels * 3 // 4))


def shifted(x: torch.Tensor) -> torch.Tensor:
    """Every place reads its group's neighbour, or itself where there is none; written as loops."""
    out = torch.zeros_like(x)
    _, rows, columns, channels = x.shape
    for row in range(rows):
        for column in range(columns):
            for channel in range(channels):
                down, right = [(-1, 0), (1, 0), (0, -1), (0, 1)][group_of(channel, channels)]
                inside = 0 <= row + down < rows and 0 <= column + right < columns
                source = (row + down, column + right) if inside else (row, column)
                out[:, row, column, channel] = x[:, source[0], source[1], channel]
    return out


def test_the_worked_example():
    line = torch.tensor([1.0, 2, 3, 4, 5])
    on, back = torch.tensor([1.0, 1, 2, 3, 4]), torch.tensor([2.0, 3, 4, 5, 5])
    down = spatial_shift(line.view(1, 5, 1, 1).expand(1, 5, 1, 4))[0, :, 0]
    # The paper's assignments, run literally, would smear the first group to 1, 1, 1, 1, 1.
    assert torch.equal(down, torch.stack([on, back, line, line], dim=-1))
    across = spatial_shift(line.view(1, 1, 5, 1).expand(1, 1, 5, 4))[0, 0]
    assert torch.equal(across, torch.stack([line, line, on, back], dim=-1))


@pytest.mark.parametrize("channels", [4, 7, 12, 13])
@pytest.mark.parametrize("size", [(5, 6), (1, 3), (2, 1), (1, 1)])
def test_the_shift_reads_every_channel_from_its_neighbour(channels, size):
    x = torch.randn(2, *size, channels)
    before = x.clone()
    assert torch.equal(spatial_shift(x), shifted(x))
    assert torch.equal(x, before)


def test_with_its_axes_exchanged_it_shifts_the_transposed_map():
    x = torch.randn(2, 4, 5, 8)
    expected = shifted(x.transpose(1, 2)).transpose(1, 2)
    assert torch.equal(spatial_shift(x, WIDTH, HEIGHT), expected)


def test_it_is_the_depthwise_convolution_of_the_paper_on_a_map_whose_border_is_repeated():
    x = torch.randn(2, 12, 6, 5)
    kernels = torch.zeros(12, 1, 3, 3)
    for channel in range(12):
        row, column = TAPS[group_of(channel, 12)]
        kernels[channel, 0, row, column] = 1
    expected = conv2d(pad(x, (1, 1, 1, 1), mode="replicate"), kernels, groups=12)
    assert torch.equal(spatial_shift(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2), expected)


def test_a_gradient_flows_back_to_where_a_value_came_from():
    x = torch.randn(1, 3, 4, 5, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(spatial_shift, x)


@torch.no_grad()
@pytest.mark.parametrize("norm", ["layer_norm", "affine"])
def test_a_norm_ends_each_branch_and_follows_the_patches_but_not_the_blocks(norm):
    torch.manual_seed(0)
    network = mixbench.build("s2mlp_wide", image_size=48, depth=1, width=8, norm=norm).double()
    for parameter in network.parameters():
        torch.nn.init.normal_(parameter)
    image = torch.randn(2, 3, 48, 48, dtype=torch.float64)

    def normed(x: torch.Tensor, module: torch.nn.Module) -> torch.Tensor:
        if norm == "affine":
            return module.alpha * x + module.beta
        return layer_norm(x, (8,), module.weight, module.bias, 1e-5)

    patches = network.stem.patches.project
    x = conv2d(image, patches.weight, patches.bias, stride=16).permute(0, 2, 3, 1)
    x = normed(x, network.stem.norm)
    block = network.blocks[0]
    mixing, mlp = block.spatial_mixing, block.channel_mixing
    x = x + normed(mixing.leave(shifted(gelu(mixing.enter(x)))), block.spatial_norm)
    x = x + normed(mlp.project(gelu(mlp.expand(x))), block.channel_norm)
    torch.testing.assert_close(network(image), network.head(x.mean((1, 2))))


@torch.no_grad()
def test_one_block_sees_a_cross_of_places_and_two_a_diamond():
    torch.manual_seed(0)
    layers = torch.nn.Sequential(ShiftMixing(16), ShiftMixing(16)).double()
    x = torch.randn(1, 7, 7, 16, dtype=torch.float64)
    touched = x.clone()
    touched[0, 3, 3] += 1
    for count in (1, 2):
        differs = (layers[:count](x) != layers[:count](touched)).any(-1)[0]
        # Every shift moves by exactly one place: what remains of the place itself is left after two.
        expected = [
            [abs(row - 3) + abs(column - 3) in range(count, -1, -2) for column in range(7)]
            for row in range(7)
        ]
        assert torch.equal(differs, torch.tensor(expected))


@pytest.mark.parametrize(
    ("variant", "params", "kind"),
    [("s2mlp_wide", 72_241_384, torch.nn.LayerNorm), ("s2mlp_deep", 53_917_288, Affine)],
)
def test_parameters_and_norms_of_the_two_models(variant, params, kind):
    network = mixbench.build(variant, device="meta")
    assert sum(parameter.numel() for parameter in network.parameters()) == params
    norms = [module for module in network.modules() if isinstance(module, kind)]
    assert len(norms) == 2 * len(network.blocks) + 1


def test_macs_are_those_of_the_formula():
    wide = resolve(Model("s2mlp_wide"))
    assert wide.law(224, 224).macs == 13_989_033_984
    assert wide.law(224, 224).role(Role.SPATIAL_MIXING).macs == 12 * 2 * 196 * 768**2


@torch.no_grad()
def test_one_network_serves_every_size():
    network = mixbench.build("s2mlp_wide", image_size=32, depth=1, width=8)
    larger = mixbench.build("s2mlp_wide", image_size=(48, 80), depth=1, width=8)
    larger.load_state_dict(network.state_dict())
    image = torch.randn(1, 3, 48, 80)
    torch.testing.assert_close(network(image), larger(image))
