"""ResNet against its figures, its equations written plainly, and the two places of its stride."""

from __future__ import annotations

import pytest
import torch
from torch.nn.functional import batch_norm, conv2d, max_pool2d, relu

from mixbench.catalog.registry import resolve
from mixbench.core.model import Model
from mixbench.core.roles import Role
from mixbench.zoo.construction import build
from mixbench.zoo.convolutions import ConvolutionNorm
from mixbench.zoo.resnet import ResidualBlock, basic_block, bottleneck, stem


def law(text: str):
    return resolve(Model.parse(text)).law(224, 224)


def plain(x: torch.Tensor, layer: ConvolutionNorm) -> torch.Tensor:
    """Convolution and BatchNorm of the batch, every step in memory of its own."""
    weight = layer.convolution.weight
    stride, padding = layer.convolution.stride, weight.shape[-1] // 2
    x = conv2d(x, weight, stride=stride, padding=padding)
    return batch_norm(x, None, None, layer.norm.weight, layer.norm.bias, training=True)


def plain_block(x: torch.Tensor, block: ResidualBlock) -> torch.Tensor:
    """relu(F(x) + W x) with a ReLU between all layers of F (Equations 1 and 2)."""
    *before, last = block.branch
    y = x
    for layer in before:
        y = relu(plain(y, layer))
    skip = plain(x, block.skip) if isinstance(block.skip, ConvolutionNorm) else x
    return relu(plain(y, last) + skip)


@pytest.mark.parametrize("stride", [1, 2])
@pytest.mark.parametrize("kind", [basic_block, bottleneck])
def test_a_block_and_its_gradients_are_those_of_the_equations(kind, stride):
    torch.manual_seed(0)
    width = 8 if kind is basic_block else 2  # 8 channels go out: at stride 1 the skip is the identity
    block = kind(8, width, stride).double().train()
    assert isinstance(block.skip, torch.nn.Identity) == (stride == 1)
    x = torch.randn(3, 8, 7, 6, dtype=torch.float64, requires_grad=True)
    wanted = [x, *block.parameters()]
    found, expected = block(x), plain_block(x, block)
    torch.testing.assert_close(found, expected)
    push = torch.randn_like(found)
    gradients = torch.autograd.grad(found, wanted, push)
    torch.testing.assert_close(gradients, torch.autograd.grad(expected, wanted, push))


def test_the_stem_is_the_papers():
    torch.manual_seed(0)
    layers = stem(6).train()
    image = torch.randn(2, 3, 21, 32)
    expected = max_pool2d(relu(plain(image, layers[0])), 3, stride=2, padding=1)
    torch.testing.assert_close(layers(image), expected, rtol=0, atol=1e-6)


@pytest.mark.parametrize("strides_first", [True, False])
def test_a_bottleneck_of_the_paper_never_reads_what_its_first_stride_skips(strides_first):
    torch.manual_seed(0)
    block = bottleneck(8, 4, 2, strides_first=strides_first).eval()
    x = torch.randn(1, 8, 6, 6)
    changed = x.clone()
    changed[..., 1::2, :] += 1
    changed[..., 1::2] += 1
    with torch.no_grad():
        assert torch.equal(block(x), block(changed)) == strides_first


def test_a_map_survives_what_comes_after_it():
    """In-place layers must not write into the map that `feature_maps` already gave."""
    torch.manual_seed(0)
    network, image = build("resnet50:depths=2x1x1x1", image_size=64), torch.randn(2, 3, 64, 64)
    with torch.no_grad():
        maps = network.feature_maps(image)
        x = network.stem(image)
        for stage, found in zip(network.stages, maps, strict=True):
            x = stage(x)
            assert torch.equal(found, x)
            x = x.clone()


@pytest.mark.parametrize(
    ("variant", "params"),
    [
        ("resnet18", 11_689_512),
        ("resnet34", 21_797_672),
        ("resnet50", 25_557_032),
        ("resnet101", 44_549_160),
        ("resnet152", 60_192_808),
    ],
)
def test_parameters_are_those_that_torchvision_prints(variant, params):
    assert law(variant).params == params
    assert law(f"{variant}:strides=v1").params == params


@pytest.mark.parametrize(
    ("variant", "later", "paper"),
    [("resnet50", 4.089, 3.858), ("resnet101", 7.801, 7.570), ("resnet152", 11.514, 11.282)],
)
def test_the_papers_stride_costs_less(variant, later, paper):
    assert law(variant).macs / 1e9 == pytest.approx(later, abs=5e-4)
    assert law(f"{variant}:strides=v1").macs / 1e9 == pytest.approx(paper, abs=5e-4)


def test_a_basic_block_has_no_choice_of_stride():
    assert law("resnet34:strides=v1") == law("resnet34")


@pytest.mark.parametrize(
    ("variant", "projections"),
    [
        ("resnet34", (64 * 128, 128 * 256, 256 * 512)),
        ("resnet50", (64 * 256, 256 * 512, 512 * 1024, 1024 * 2048)),
    ],
)
def test_skips_project_where_the_map_changes_shape(variant, projections):
    tokens = (28**2, 14**2, 7**2) if len(projections) == 3 else (56**2, 28**2, 14**2, 7**2)
    share = law(variant).role(Role.DOWNSAMPLE)
    assert share.params == sum(projections)
    assert share.macs == sum(weights * n for weights, n in zip(projections, tokens, strict=True))


def test_every_norm_starts_at_one():
    """Zero at the end of each branch, as some later code starts, would make the block its skip."""
    network = build("resnet50:depths=1x1x1x1")
    scales = [module.weight for module in network.modules() if isinstance(module, torch.nn.BatchNorm2d)]
    assert scales
    assert all(bool((scale == 1).all()) for scale in scales)
