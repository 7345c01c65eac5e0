"""MobileNetV2 against its figures, its widths, and a bottleneck written plainly."""

from __future__ import annotations

from dataclasses import replace

import pytest
import torch
from torch.nn.functional import batch_norm, conv2d, relu6

from mixbench.catalog.mobilenet_v2 import Bottleneck, rounded
from mixbench.catalog.registry import resolve
from mixbench.core.model import Model
from mixbench.zoo.construction import build
from mixbench.zoo.mobilenet_v2 import InvertedResidual


def law(text: str):
    return resolve(Model.parse(text)).law(224, 224)


@pytest.mark.parametrize(
    ("variant", "params", "macs_m"),
    [("mobilenetv2_100", 3_504_872, 300.8), ("mobilenetv2_140", 6_108_776, 582.2)],
)
def test_costs_are_those_of_torchvision_timm_and_keras(variant, params, macs_m):
    assert law(variant).params == params
    assert law(variant).macs / 1e6 == pytest.approx(macs_m, abs=0.05)


@pytest.mark.parametrize(
    ("width", "channels"),
    [(3.2, 8), (11.2, 16), (18, 24), (22.4, 24), (24, 24), (33.6, 32), (44.8, 48), (1792, 1792)],
)
def test_a_width_is_rounded_to_eights_and_loses_less_than_a_tenth(width, channels):
    assert rounded(width) == channels


def test_a_small_multiplier_leaves_the_last_convolution_wide():
    narrow = build("mobilenetv2_100:width_multiplier=0.35", device="meta")
    wide = build("mobilenetv2_140", device="meta")
    assert (narrow.head.in_features, wide.head.in_features) == (1280, 1792)


def test_there_are_seventeen_bottlenecks_and_ten_skips():
    network = build("mobilenetv2_100", device="meta")
    blocks = [module for module in network.modules() if isinstance(module, InvertedResidual)]
    assert len(blocks) == 17
    assert sum(block.skips for block in blocks) == 10


def test_every_norm_has_the_eps_of_pytorch():
    network = build("mobilenetv2_100", device="meta")
    norms = [module for module in network.modules() if isinstance(module, torch.nn.BatchNorm2d)]
    assert len(norms) == 52
    assert {norm.eps for norm in norms} == {1e-5}


BLOCK = Bottleneck(row=1, incoming=4, hidden=24, c=4, stride=1, n=1, n_incoming=1)


def plain(x: torch.Tensor, block: InvertedResidual) -> torch.Tensor:
    """Table 1: the activations are ReLU6, but the last convolution is linear."""
    y = x
    *activated, last = block.layers
    for layer in (*activated, last):
        convolution, norm = layer.convolution, layer.norm
        padding = convolution.weight.shape[-1] // 2
        y = conv2d(y, convolution.weight, None, convolution.stride, padding, groups=convolution.groups)
        y = batch_norm(y, None, None, norm.weight, norm.bias, training=True)
        y = y if layer is last else relu6(y)
    return x + y if x.shape == y.shape else y


@pytest.mark.parametrize(
    ("block", "convolutions"),
    [
        (BLOCK, 3),
        (replace(BLOCK, stride=2), 3),
        (replace(BLOCK, c=5), 3),
        (replace(BLOCK, hidden=4), 2),
    ],
)
def test_a_bottleneck_and_its_gradients_are_those_of_table_1(block, convolutions):
    torch.manual_seed(0)
    module = InvertedResidual(block).double().train()
    assert len(module.layers) == convolutions
    assert module.layers[-2].convolution.groups == block.hidden
    x = torch.randn(3, 4, 6, 7, dtype=torch.float64, requires_grad=True)
    found, expected = module(x), plain(x, module)
    torch.testing.assert_close(found, expected)
    wanted, push = [x, *module.parameters()], torch.randn_like(found)
    gradients = torch.autograd.grad(found, wanted, push)
    torch.testing.assert_close(gradients, torch.autograd.grad(expected, wanted, push))


def test_a_map_survives_what_comes_after_it():
    """In-place layers must not write into the map that `feature_maps` already gave."""
    torch.manual_seed(0)
    network, image = build("mobilenetv2_100", image_size=64), torch.randn(1, 3, 64, 64)
    with torch.no_grad():
        maps = network.feature_maps(image)
        x = network.stem(image)
        for stage, found in zip(network.stages, maps, strict=True):
            x = stage(x)
            assert torch.equal(found, x)
            x = x.clone()


def test_dropout_zeroes_its_share_of_the_features_in_training_only():
    torch.manual_seed(0)
    network = build("mobilenetv2_100:dropout=0.5", image_size=32)
    seen = []
    network.head.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
    image = torch.randn(8, 3, 32, 32)
    with torch.no_grad():
        network(image)
        network.train()(image)
    without, dropped = ((features == 0).float().mean().item() for features in seen)
    assert dropped - without == pytest.approx(0.5 * (1 - without), abs=0.05)
