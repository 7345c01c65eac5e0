"""How convolutions of the zoo start, and what one with a norm computes."""

from __future__ import annotations

import pytest
import torch
from torch import nn
from torch.nn.functional import batch_norm, conv2d, relu6

from mixbench.core.roles import Role
from mixbench.zoo.convolutions import ConvolutionNorm, HeConvolution
from mixbench.zoo.roles import params_by_role


@pytest.mark.parametrize(
    ("channels", "width", "kernel_size", "groups", "fan_out"),
    [(128, 64, 3, 1, 64 * 9), (64, 512, 1, 1, 512), (4096, 4096, 3, 4096, 9), (256, 512, 3, 4, 128 * 9)],
)
def test_a_convolution_starts_with_the_variance_of_its_fan_out(channels, width, kernel_size, groups, fan_out):
    torch.manual_seed(0)
    layer = HeConvolution(channels, width, kernel_size, groups=groups)
    weight = layer.weight.detach()
    assert float(weight.var()) == pytest.approx(2 / fan_out, rel=0.05)
    assert float(weight.mean()) == pytest.approx(0, abs=0.01)
    assert not layer.bias.any()


@pytest.mark.parametrize(("kernel_size", "stride", "groups"), [(1, 1, 1), (3, 2, 1), (3, 1, 4), (7, 2, 1)])
def test_convolution_norm_and_activation_come_in_this_order(kernel_size, stride, groups):
    torch.manual_seed(0)
    layer = ConvolutionNorm(
        8, 12, kernel_size, role=Role.STEM, stride=stride, groups=groups, activation=nn.ReLU6(inplace=True)
    ).eval()
    norm = layer.norm
    for vector in (norm.weight, norm.bias, norm.running_mean, norm.running_var):
        nn.init.uniform_(vector, 0.5, 2)
    x = torch.randn(2, 8, 9, 11)
    y = conv2d(x, layer.convolution.weight, stride=stride, padding=(kernel_size - 1) // 2, groups=groups)
    y = relu6(batch_norm(y, norm.running_mean, norm.running_var, norm.weight, norm.bias))
    torch.testing.assert_close(layer(x), y)


def test_the_convolution_has_the_role_that_is_asked_for_and_the_norm_its_own():
    layer = ConvolutionNorm(8, 12, 3, role=Role.SPATIAL_MIXING)
    assert params_by_role(layer) == {Role.SPATIAL_MIXING: 8 * 12 * 9, Role.NORM: 24}
