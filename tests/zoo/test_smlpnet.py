"""Sparse mixing of rows and columns against its definition, and how sMLPNet puts it together."""

from __future__ import annotations

import pytest
import torch
from torch.nn.functional import batch_norm, conv2d, gelu

import mixbench
from mixbench.catalog.registry import resolve
from mixbench.core.model import Model
from mixbench.zoo.smlpnet import HEIGHT, WIDTH, Block, LineMixing, SparseMlp


@pytest.mark.parametrize(("axis", "summed"), [(HEIGHT, "th,bhwc->btwc"), (WIDTH, "tw,bhwc->bhtc")])
def test_a_line_is_mixed_by_one_matrix_for_all_lines_and_channels(axis, summed):
    torch.manual_seed(0)
    x = torch.randn(2, 4, 6, 5)
    layer = LineMixing(x.shape[axis], axis)
    bias = layer.bias[:, None, None] if axis == HEIGHT else layer.bias[:, None]
    torch.testing.assert_close(layer(x), torch.einsum(summed, layer.weight[:, :, 0, 0], x) + bias)


def test_the_gradient_of_line_mixing_is_right():
    layer = LineMixing(3, WIDTH).double()
    x = torch.randn(2, 2, 3, 2, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(layer, x)
    layer(x).sum().backward()
    assert torch.allclose(layer.weight.grad[:, :, 0, 0], x.detach().sum((0, 1, 3)).expand(3, 3))


def test_a_token_reaches_its_row_and_its_column_and_no_other():
    torch.manual_seed(0)
    mixing, x = SparseMlp(8, rows=5, columns=7).eval(), torch.randn(1, 5, 7, 8)
    touched = x.clone()
    touched[0, 3, 2] += 1
    changed = (mixing(touched) - mixing(x)).abs().amax(-1)[0] > 1e-6
    expected = torch.zeros(5, 7, dtype=torch.bool)
    expected[3, :] = expected[:, 2] = True
    assert torch.equal(changed, expected)


def randomised(module: torch.nn.Module) -> torch.nn.Module:
    """Statistics and weights far from those of a fresh network, in eval mode."""
    for name, tensor in module.state_dict().items():
        if tensor.is_floating_point():
            torch.nn.init.uniform_(tensor, 0.5, 1.5) if "var" in name else torch.nn.init.normal_(tensor)
    return module.eval()


def test_the_fusion_takes_the_token_then_the_row_then_the_column():
    torch.manual_seed(0)
    mixing, x = randomised(SparseMlp(6, rows=4, columns=5)), torch.randn(2, 6, 4, 5)
    norm = mixing.activate[0]
    token = gelu(batch_norm(x, norm.running_mean, norm.running_var, norm.weight, norm.bias))
    wide, high = mixing.along_width, mixing.along_height
    row = conv2d(token.permute(0, 3, 1, 2), wide.weight, wide.bias).permute(0, 2, 3, 1)
    column = conv2d(token.permute(0, 2, 1, 3), high.weight, high.bias).permute(0, 2, 1, 3)
    expected = conv2d(torch.cat([token, row, column], dim=1), mixing.fuse.weight)
    torch.testing.assert_close(mixing(x.permute(0, 2, 3, 1)), expected.permute(0, 2, 3, 1))


def test_one_skip_goes_round_the_depthwise_convolution_and_the_sparse_mlp_together():
    torch.manual_seed(0)
    block, x = randomised(Block(6, 2, (4, 5), drop_path=0.0)), torch.randn(2, 4, 5, 6)
    torch.nn.init.zeros_(block.spatial_mixing[1].fuse.weight)
    torch.testing.assert_close(block(x), x + block.channel_mixing(block.channel_norm(x)))


def test_a_block_begins_with_norm_and_activation_then_a_depthwise_convolution():
    torch.manual_seed(0)
    block, x = randomised(Block(6, 2, (4, 5), drop_path=0.0)), torch.randn(2, 6, 4, 5)
    norm, _, convolution = first = block.spatial_mixing[0]
    token = gelu(batch_norm(x, norm.running_mean, norm.running_var, norm.weight, norm.bias))
    expected = conv2d(token, convolution.weight, padding=1, groups=6)
    torch.testing.assert_close(first(x.permute(0, 2, 3, 1)), expected.permute(0, 2, 3, 1))


def test_a_wide_image_has_weights_for_both_of_its_sides():
    network = mixbench.build("smlpnet_t", image_size=(64, 96), depths=(1, 1, 1, 1))
    mixing = network.stages[0][0].spatial_mixing[1]
    assert mixing.along_height.weight.shape == (16, 16, 1, 1)
    assert mixing.along_width.weight.shape == (24, 24, 1, 1)
    assert network(torch.randn(1, 3, 64, 96)).shape == (1, 1000)


def test_weights_of_lines_grow_with_the_image_and_no_other():
    resolved = resolve(Model("smlpnet_t"))
    grown = resolved.law(448, 448).params - resolved.law(224, 224).params
    lines = zip((2, 8, 14, 2), (56, 28, 14, 7), strict=True)
    assert grown == sum(depth * 2 * ((4 * side**2 + 2 * side) - (side**2 + side)) for depth, side in lines)


def test_all_weights_start_as_torch_has_them():
    torch.manual_seed(0)
    network = mixbench.build("smlpnet_t", image_size=32, depths=(1, 1, 1, 1))
    block = network.stages[3][1]
    for layer, fan_in in ((block.channel_mixing.expand, 640), (network.head, 640)):
        assert layer.weight.std().item() == pytest.approx((3 * fan_in) ** -0.5, rel=0.02)
        assert layer.bias.any()


def test_stochastic_depth_grows_over_all_blocks():
    network = mixbench.build("smlpnet_b", device="meta")
    rates = [module.drop_path.rate for module in network.modules() if isinstance(module, Block)]
    assert rates == pytest.approx([0.3 * block / 37 for block in range(38)])
