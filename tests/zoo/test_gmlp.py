"""gMLP's gate against its definition, and how a fresh one starts."""

from __future__ import annotations

import pytest
import torch
from torch.nn.functional import gelu, layer_norm

import mixbench
from mixbench.catalog.registry import resolve
from mixbench.core.model import Model
from mixbench.zoo.gmlp import SpatialGating, TokenProjection


def randomise(module: torch.nn.Module) -> None:
    """Far from the start of training, where every gate is one."""
    torch.manual_seed(0)
    for parameter in module.parameters():
        torch.nn.init.normal_(parameter)


def gated(z: torch.Tensor, unit: SpatialGating) -> torch.Tensor:
    """The first half of the channels, each value times the projection of the second half; as loops."""
    batch, tokens, width = z.shape
    half = width // 2
    weight, bias = unit.project.weight, unit.project.bias
    out = torch.zeros(batch, tokens, half)
    for image in range(batch):
        gate = layer_norm(z[image, :, half:], (half,), unit.norm.weight, unit.norm.bias, 1e-5)
        for token in range(tokens):
            for channel in range(half):
                projected = sum(weight[token, other] * gate[other, channel] for other in range(tokens))
                out[image, token, channel] = z[image, token, channel] * (projected + bias[token])
    return out


@torch.no_grad()
def test_the_second_half_of_the_channels_gates_the_first():
    unit = SpatialGating(tokens=5, width=6)
    randomise(unit)
    z = torch.randn(2, 5, 6)
    torch.testing.assert_close(unit(z), gated(z, unit))


@torch.no_grad()
def test_the_projection_is_a_linear_layer_over_the_transposed_map():
    layer, z = TokenProjection(7), torch.randn(3, 7, 4)
    randomise(layer)
    expected = torch.nn.functional.linear(z.transpose(1, 2), layer.weight, layer.bias).transpose(1, 2)
    torch.testing.assert_close(layer(z), expected)


@torch.no_grad()
def test_a_block_activates_all_hidden_channels_before_the_gate_and_none_after():
    block = mixbench.build("gmlp_ti", image_size=32, depth=1, width=8).blocks[0]
    randomise(block)
    x = torch.randn(2, 4, 8)
    z = gelu(block.expand(layer_norm(x, (8,), block.norm.weight, block.norm.bias, 1e-6)))
    torch.testing.assert_close(block(x), x + block.project(gated(z, block.gating)))


@torch.no_grad()
def test_a_fresh_block_is_a_plain_channel_mlp():
    torch.manual_seed(0)
    block = mixbench.build("gmlp_ti", image_size=64, depth=1).blocks[0]
    weight, bias = block.gating.project.weight, block.gating.project.bias
    assert torch.equal(bias, torch.ones(16))
    assert 0 < weight.std() < 2e-6
    x = torch.randn(1, 16, 128)
    passed = gelu(block.expand(block.norm(x)))[..., : 3 * 128]
    torch.testing.assert_close(block(x), x + block.project(passed))


@pytest.mark.parametrize(
    ("variant", "params", "rate"),
    [("gmlp_ti", 5_867_328, 0.0), ("gmlp_s", 19_422_656, 0.05), ("gmlp_b", 73_075_392, 0.2)],
)
def test_parameters_are_those_of_timm_and_rates_those_of_the_paper(variant, params, rate):
    resolved = resolve(Model(variant))
    assert resolved.law(224, 224).params == params
    assert resolved.config.drop_path == rate  # one minus the survival probability of Table 1
    blocks = mixbench.build(variant, device="meta").blocks
    assert [blocks[0].drop_path.rate, blocks[-1].drop_path.rate] == [0.0, rate]


@pytest.mark.parametrize(
    ("variant", "at_112", "at_224", "at_448"),
    [("gmlp_ti", 0.249, 1.329, 10.626), ("gmlp_b", 3.599, 15.720, 84.123)],
)
def test_macs_grow_faster_than_the_pixels(variant, at_112, at_224, at_448):
    found = [resolve(Model(variant)).law(side, side).macs / 1e9 for side in (112, 224, 448)]
    assert found == pytest.approx([at_112, at_224, at_448], abs=5e-4)


def test_an_odd_number_of_hidden_channels_is_made_even():
    block = mixbench.build("gmlp_ti", image_size=32, device="meta", width=9, mlp_ratio=3).blocks[0]
    assert block.expand.weight.shape == (26, 9)  # 27 without one
    assert block.project.weight.shape == (9, 13)
