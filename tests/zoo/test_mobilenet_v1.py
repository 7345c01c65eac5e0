"""MobileNetV1 against the tables of its paper and a depthwise convolution written as a loop."""

from __future__ import annotations

import pytest
import torch
from torch.nn.functional import batch_norm, conv2d

from mixbench.catalog.registry import resolve
from mixbench.core.model import Model
from mixbench.core.roles import Role
from mixbench.zoo.construction import build
from mixbench.zoo.convolutions import ConvolutionNorm
from mixbench.zoo.mobilenet_v1 import SeparableBlock


def law(text: str, side: int = 224):
    return resolve(Model.parse(text)).law(side, side)


@pytest.mark.parametrize(
    ("model", "side", "macs_m", "params_m"),
    [
        ("mobilenetv1_100", 224, 569, 4.2),  # Table 6
        ("mobilenetv1_075", 224, 325, 2.6),
        ("mobilenetv1_050", 224, 149, 1.3),
        ("mobilenetv1_025", 224, 41, 0.5),
        ("mobilenetv1_100_r192", 192, 418, 4.2),  # Table 7
        ("mobilenetv1_100_r160", 160, 290, 4.2),
        ("mobilenetv1_100_r128", 128, 186, 4.2),
    ],
)
def test_costs_are_those_of_tables_6_and_7(model, side, macs_m, params_m):
    cost = law(model, side)
    assert macs_m - 0.5 <= cost.macs / 1e6 < macs_m + 1  # some are rounded, some truncated
    assert cost.params / 1e6 == pytest.approx(params_m, abs=0.05)


def test_parameters_are_those_that_keras_trains():
    assert law("mobilenetv1_100").params == 4_231_976


def test_shares_are_those_of_table_2():
    """The table leaves out norms and biases; its row of 1 x 1 convolutions holds no classifier."""
    cost = law("mobilenetv1_100")
    weights = cost.params - cost.role(Role.NORM).params - 1000
    printed = {
        Role.CHANNEL_MIXING: (94.86, 74.59),
        Role.SPATIAL_MIXING: (3.06, 1.06),
    }
    for role, (of_macs, of_weights) in printed.items():
        share = cost.role(role)
        assert 100 * share.macs / cost.macs == pytest.approx(of_macs, abs=0.02), role
        assert 100 * share.params / weights == pytest.approx(of_weights, abs=0.005), role


def plain(x: torch.Tensor, layer: ConvolutionNorm, depthwise: bool) -> torch.Tensor:
    """Convolution, norm of the batch and ReLU; a depthwise one channel by channel."""
    weight, stride = layer.convolution.weight, layer.convolution.stride
    if depthwise:
        channels = range(x.shape[1])
        maps = [conv2d(x[:, [i]], weight[[i]], stride=stride, padding=1) for i in channels]
        x = torch.cat(maps, dim=1)
    else:
        x = torch.einsum("oi,bihw->bohw", weight[..., 0, 0], x)
    return batch_norm(x, None, None, layer.norm.weight, layer.norm.bias, training=True).clamp(min=0)


@pytest.mark.parametrize("stride", [1, 2])
def test_a_block_and_its_gradients_are_those_of_the_definition(stride):
    torch.manual_seed(0)
    block = SeparableBlock(6, 9, stride, "relu").double().train()
    x = torch.randn(3, 6, 7, 8, dtype=torch.float64, requires_grad=True)
    found = block(x)
    expected = plain(plain(x, block[0], depthwise=True), block[1], depthwise=False)
    torch.testing.assert_close(found, expected)
    wanted, push = [x, *block.parameters()], torch.randn_like(found)
    gradients = torch.autograd.grad(found, wanted, push)
    torch.testing.assert_close(gradients, torch.autograd.grad(expected, wanted, push))


def test_the_last_depthwise_layer_keeps_its_map():
    """Table 1 prints stride 2 for a layer of 7 x 7 to 7 x 7."""
    network = build("mobilenetv1_100", device="meta")
    strides = [block[0].convolution.stride[0] for stage in network.stages for block in stage]
    assert strides == [2, 1, 2, 1, 2, 1, 1, 1, 1, 1, 2, 1]


@pytest.mark.parametrize(("activation", "highest"), [("relu6", 6), ("relu", 12)])
def test_relu6_ends_at_six_and_relu_does_not(activation, highest):
    block = SeparableBlock(4, 4, 1, activation).eval()
    torch.nn.init.constant_(block[1].norm.weight, 0)
    torch.nn.init.constant_(block[1].norm.bias, 12)
    with torch.no_grad():
        assert float(block(torch.randn(1, 4, 5, 5)).max()) == highest


def test_every_norm_has_the_eps_of_pytorch():
    network = build("mobilenetv1_025", device="meta")
    norms = [module for module in network.modules() if isinstance(module, torch.nn.BatchNorm2d)]
    assert len(norms) == 27
    assert {norm.eps for norm in norms} == {1e-5}


def test_a_multiplier_rounds_down():
    network = build("mobilenetv1_100:width_multiplier=0.3", device="meta")
    assert network.stem[0].convolution.out_channels == 9  # 9.6
    assert network.head.in_features == 307  # 307.2
