"""PoolFormer's pooling against its definition, place by place, and how a network starts."""

from __future__ import annotations

import pytest
import torch
from torch.nn.functional import conv2d, gelu

import mixbench
from mixbench.catalog.published import published
from mixbench.catalog.registry import families, resolve
from mixbench.core.model import Model
from mixbench.zoo.poolformer import Block, Pooling, ScaledSkip

VARIANTS = [variant.id for family in families() if family.id == "poolformer" for variant in family.variants]


def averaged(x: torch.Tensor, size: int) -> torch.Tensor:
    """The mean of the tokens of each window that lie on the map, minus the token; written as loops."""
    before, after = (size - 1) // 2, size // 2
    out = torch.zeros_like(x)
    for row in range(x.shape[1]):
        for column in range(x.shape[2]):
            window = x[
                :, max(0, row - before) : row + after + 1, max(0, column - before) : column + after + 1
            ]
            out[:, row, column] = window.mean((1, 2)) - x[:, row, column]
    return out


@pytest.mark.parametrize("size", [1, 2, 3, 4, 5, 9, 31])
@pytest.mark.parametrize("shape", [(5, 6), (1, 1), (2, 7)])
def test_pooling_is_the_mean_of_the_neighbours_minus_the_token(size, shape):
    x = torch.randn(2, *shape, 3)
    torch.testing.assert_close(Pooling(size)(x), averaged(x, size))


def test_a_uniform_map_gives_nothing_not_even_at_its_border():
    assert not Pooling(3)(torch.full((1, 4, 4, 2), 7.0)).any()  # zeros outside would pull the border down


def normed(x: torch.Tensor) -> torch.Tensor:
    """Each image (B, C, H, W) to mean 0 and variance 1 over all of its channels and places."""
    variance, mean = torch.var_mean(x, dim=(1, 2, 3), keepdim=True, correction=0)
    return (x - mean) / (variance + 1e-5).sqrt()


def test_a_block_norms_pools_and_scales_before_each_skip():
    torch.manual_seed(0)
    config = resolve(Model("poolformer_s12", {"layer_scale_init": 0.7})).config
    block, x = Block(6, 3, config, drop_path=0.0), torch.randn(2, 6, 4, 5) * 3 + 1
    pooled = averaged(normed(x).permute(0, 2, 3, 1), 3).permute(0, 3, 1, 2)
    middle = x + 0.7 * pooled
    expand, project = block.channel_mixing.expand, block.channel_mixing.project
    assert project.weight.shape == (6, 18, 1, 1)
    branch = conv2d(gelu(conv2d(normed(middle), expand.weight, expand.bias)), project.weight, project.bias)
    expected = middle + 0.7 * branch
    torch.testing.assert_close(block(x.permute(0, 2, 3, 1)), expected.permute(0, 2, 3, 1))


def test_the_last_map_is_normed_before_it_is_averaged():
    torch.manual_seed(0)
    network, image = mixbench.build("poolformer_s12", depths=(1, 1, 1, 1)), torch.randn(2, 3, 96, 70)
    with torch.no_grad():
        last = network.feature_maps(image)[-1]
        expected = network.head(normed(last).mean((2, 3)))
        torch.testing.assert_close(network(image), expected)


@pytest.mark.parametrize("variant", VARIANTS)
def test_macs_with_the_work_of_the_norms_are_the_printed_count(variant):
    """The authors print fvcore's total: MACs, and five operations for each element that is normed."""
    resolved = resolve(Model(variant))
    places = (56**2, 28**2, 14**2, 7**2)
    stages = zip(resolved.config.depths, resolved.config.widths, places, strict=True)
    elements = sum(2 * depth * width * n for depth, width, n in stages) + resolved.config.widths[3] * 49
    total = resolved.law(224, 224).macs + 5 * elements
    assert round(total / 1e9, 1) == float(published("poolformer")[variant].flops_g)


@pytest.mark.parametrize(("variant", "start"), [("poolformer_s24", 1e-5), ("poolformer_m36", 1e-6)])
def test_deeper_networks_start_with_smaller_scales(variant, start):
    network = mixbench.build(variant, image_size=32, depths=(1, 1, 1, 1))
    scales = [module.scale for module in network.modules() if isinstance(module, ScaledSkip)]
    assert len(scales) == 8
    assert all(torch.equal(scale, torch.full_like(scale, start)) for scale in scales)


def test_channel_mlps_start_narrow_and_the_other_convolutions_as_torch_has_them():
    torch.manual_seed(0)
    network = mixbench.build("poolformer_s12", image_size=32, depths=(1, 1, 1, 1))
    mlp, stem = network.stages[3][1].channel_mixing, network.stem[0]
    assert mlp.expand.weight.std().item() == pytest.approx(0.02, rel=0.02)
    assert not mlp.expand.bias.any() and not mlp.project.bias.any()
    assert stem.weight.std().item() == pytest.approx((3 * 147) ** -0.5, rel=0.05)
    assert stem.bias.any()


def test_stochastic_depth_grows_over_all_blocks():
    network = mixbench.build("poolformer_s12", device="meta")
    rates = [module.drop_path.rate for module in network.modules() if isinstance(module, Block)]
    assert rates == pytest.approx([0.1 * block / 11 for block in range(12)])
