"""Xception against the author's count, its figure written plainly, and one dense convolution."""

from __future__ import annotations

from math import sqrt

import pytest
import torch
from torch.nn.functional import batch_norm, conv2d, max_pool2d, relu

from mixbench.catalog.registry import resolve
from mixbench.core.model import Model
from mixbench.core.roles import Role
from mixbench.engine.counting import count
from mixbench.zoo.construction import build, construct
from mixbench.zoo.convolutions import ConvolutionNorm
from mixbench.zoo.xception import ResidualBlock, Separable, halving, middle


def normed(x: torch.Tensor, layer: ConvolutionNorm, stride: int = 1) -> torch.Tensor:
    """A 1 x 1 convolution and the BatchNorm of the batch."""
    x = conv2d(x, layer.convolution.weight, stride=stride)
    return batch_norm(x, None, None, layer.norm.weight, layer.norm.bias, training=True)


def plain_block(x: torch.Tensor, block: ResidualBlock, *, activated: bool = True) -> torch.Tensor:
    """A block of Figure 5, every step in memory of its own: a ReLU before each separable convolution."""
    y = x
    for index, layer in enumerate(layer for layer in block.branch if isinstance(layer, Separable)):
        y = relu(y) if index or activated else y
        y = conv2d(y, layer.depthwise.weight, padding=1, groups=y.shape[1])
        y = normed(y, layer.pointwise)
    if isinstance(block.skip, torch.nn.Identity):
        return x + y
    return normed(x, block.skip, stride=2) + max_pool2d(y, 3, stride=2, padding=1)


BLOCKS = {
    "entry": (lambda: halving(4, 6, 6), True),
    "first": (lambda: halving(4, 6, 6, activated=False), False),
    "exit": (lambda: halving(4, 4, 6), True),
    "middle": (lambda: middle(4), True),
}


@pytest.mark.parametrize("name", BLOCKS)
@pytest.mark.parametrize("size", [(7, 6), (4, 8)])
def test_a_block_and_its_gradients_are_those_of_the_figure(name, size):
    torch.manual_seed(0)
    made, activated = BLOCKS[name]
    block = made().double().train()
    x = torch.randn(3, 4, *size, dtype=torch.float64, requires_grad=True)
    before = x.detach().clone()
    wanted = [x, *block.parameters()]
    found, expected = block(x), plain_block(x, block, activated=activated)
    torch.testing.assert_close(found, expected)
    assert torch.equal(x, before)  # the skip takes it as it was before the ReLU
    push = torch.randn_like(found)
    gradients = torch.autograd.grad(found, wanted, push)
    torch.testing.assert_close(gradients, torch.autograd.grad(expected, wanted, push))


def test_a_separable_convolution_is_a_dense_one_of_products():
    torch.manual_seed(0)
    layer, x = Separable(5, 7).double().eval(), torch.randn(2, 5, 6, 9, dtype=torch.float64)
    pointwise, depthwise = layer.pointwise.convolution.weight, layer.depthwise.weight
    dense = pointwise * depthwise[:, 0]  # (7, 5, 3, 3): nothing stands between the two factors
    torch.testing.assert_close(layer(x), conv2d(x, dense, padding=1) / sqrt(1 + 1e-5))


def test_the_counts_of_the_paper_and_of_its_figure():
    cost = resolve(Model("xception")).law(299, 299)
    assert cost.params == 22_855_952  # Table 3
    assert cost.role(Role.STEM).macs == 149**2 * 27 * 32 + 147**2 * 9 * 32 * 64
    flows = (147**2 * (64 + 128), 74**2 * (128 + 256), 37**2 * (256 + 728), 19**2 * 26 * 728)
    assert cost.role(Role.SPATIAL_MIXING).macs == 9 * (sum(flows) + 10**2 * (1024 + 1536))
    shortcuts = 74**2 * 64 * 128 + 37**2 * 128 * 256 + 19**2 * 256 * 728 + 10**2 * 728 * 1024
    assert cost.role(Role.DOWNSAMPLE).macs == shortcuts


@pytest.mark.parametrize(
    "overrides",
    [
        {"depth": 3, "widths": (7, 5, 12, 9)},
        {"depth": 1, "stem_widths": (5, 11), "exit_widths": (13, 4), "num_classes": 3},
    ],
)
def test_the_law_is_the_count_of_other_widths(overrides):
    resolved = resolve(Model("xception", overrides))
    found = count(construct(resolved, 90, 133, device="meta"), (1, 3, 90, 133))
    assert found.by_role == resolved.law(90, 133).by_role


def test_the_maps_are_those_of_the_figure():
    network = build("xception", device="meta")
    image = torch.empty(1, 3, 299, 299, device="meta")
    assert network.stem(image).shape == (1, 64, 147, 147)
    shapes = [tuple(found.shape[1:]) for found in network.feature_maps(image)]
    assert shapes == [(128, 74, 74), (256, 37, 37), (728, 19, 19), (2048, 10, 10)]


@pytest.fixture(scope="module")
def network() -> torch.nn.Module:
    torch.manual_seed(0)
    return build("xception", image_size=71, num_classes=5, hyperparameters={"depth": 1})


def test_seven_pixels_are_the_least(network):
    assert network(torch.randn(1, 3, 7, 8)).isfinite().all()
    said = "the stem without padding needs at least 7 px, not 6; nearest 7"
    assert resolve(Model("xception")).refusal(6, 224) == said
    with pytest.raises(RuntimeError):
        network(torch.randn(1, 3, 6, 8))


def test_dropout_stands_before_the_classifier_in_training_only(network):
    seen = []
    handle = network.head.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
    with torch.no_grad():
        for training in (False, True):
            network.train(training)(torch.randn(4, 3, 71, 71))
    network.eval()
    handle.remove()
    shares = [(features == 0).float().mean().item() for features in seen]
    assert shares[0] < 0.2  # after a ReLU some means may be zero by themselves
    assert shares[1] == pytest.approx(0.5, abs=0.1)


def test_convolutions_start_with_variance_two_by_fan_out(network):
    last = network.stages[3][2]
    assert last.depthwise.weight.std().item() == pytest.approx(sqrt(2 / 9), rel=0.03)
    assert last.pointwise.convolution.weight.std().item() == pytest.approx(sqrt(2 / 2048), rel=0.01)
    assert {norm.eps for norm in network.modules() if isinstance(norm, torch.nn.BatchNorm2d)} == {1e-5}
