"""CycleFC against its definition, place by place, and against a one-hot depthwise convolution."""

from __future__ import annotations

import pytest
import torch
from torch.nn.functional import conv2d, gelu

from mixbench.zoo.cyclemlp import HEIGHT, WIDTH, CycleFC, CycleMixing, cycle_shift

#: Offsets as the specification lists them.
OFFSETS = {3: [0, 1, -1], 4: [0, 1, -2, -1], 5: [0, 1, 2, -2, -1], 7: [0, 1, 2, 3, -3, -2, -1]}


def gathered(x: torch.Tensor, kernel: int, axis: int) -> torch.Tensor:
    """Channel i at place p reads place p + d(i), or zero outside the map; written as loops."""
    out = torch.zeros_like(x)
    for place in range(x.shape[axis]):
        for channel in range(x.shape[-1]):
            source = place + OFFSETS[kernel][channel % kernel]
            if 0 <= source < x.shape[axis]:
                out.select(axis, place)[..., channel] = x.select(axis, source)[..., channel]
    return out


@pytest.mark.parametrize("axis", [HEIGHT, WIDTH])
def test_the_worked_example(axis):
    rows = torch.tensor([[1.0, 2, 3, 4], [10, 20, 30, 40], [100, 200, 300, 400]])
    wanted = torch.tensor([[1.0, 2, 3, 4], [20, 30, 40, 0], [0, 100, 200, 300]])
    shape = (1, 4, 1, 3) if axis == HEIGHT else (1, 1, 4, 3)
    layer = CycleFC(3, 3, axis)
    torch.nn.init.eye_(layer.linear.weight.data.flatten(1))
    assert torch.equal(layer(rows.T.reshape(shape)), wanted.T.reshape(shape))


@pytest.mark.parametrize("axis", [HEIGHT, WIDTH])
@pytest.mark.parametrize("kernel", OFFSETS)
@pytest.mark.parametrize("channels", [2, 7, 12])
@pytest.mark.parametrize("size", [(5, 6), (1, 2), (9, 3)])
def test_the_shift_reads_every_channel_from_its_place(kernel, axis, channels, size):
    x = torch.randn(2, *size, channels)
    assert torch.equal(cycle_shift(x, kernel, axis), gathered(x, kernel, axis))


@pytest.mark.parametrize("axis", [HEIGHT, WIDTH])
@pytest.mark.parametrize("kernel", OFFSETS)
def test_it_equals_a_one_hot_depthwise_convolution_then_a_pointwise_one(kernel, axis):
    torch.manual_seed(0)
    channels, reach = 10, kernel // 2
    layer, x = CycleFC(channels, kernel, axis), torch.randn(2, 6, 8, channels)
    one_hot = torch.zeros(channels, 1, 2 * reach + 1)
    for channel in range(channels):
        one_hot[channel, 0, reach + OFFSETS[kernel][channel % kernel]] = 1
    shape = (channels, 1, -1, 1) if axis == HEIGHT else (channels, 1, 1, -1)
    padding = (reach, 0) if axis == HEIGHT else (0, reach)
    moved = conv2d(x.permute(0, 3, 1, 2), one_hot.view(shape), padding=padding, groups=channels)
    mixed = conv2d(moved, layer.linear.weight, layer.linear.bias)
    torch.testing.assert_close(layer(x), mixed.permute(0, 2, 3, 1))


def test_a_gradient_flows_back_to_where_a_value_came_from():
    x = torch.randn(1, 3, 4, 5, dtype=torch.float64, requires_grad=True)
    assert torch.autograd.gradcheck(lambda x: cycle_shift(x, 3, WIDTH), x)


def test_reweighting_takes_a_share_of_every_branch():
    torch.manual_seed(0)
    mixing, x = CycleMixing(8, 3, reweight=True), torch.randn(2, 4, 5, 8)
    for parameter in mixing.parameters():
        torch.nn.init.normal_(parameter)  # far from the start of training, where all shares are a third
    branches = torch.stack([mixing.along_width(x), mixing.along_height(x), mixing.in_place(x)])
    mean = branches.sum(0).mean((1, 2))
    scores = mixing.reweight.expand(gelu(mixing.reweight.squeeze(mean)))
    shares = scores.reshape(2, 8, 3).softmax(-1)  # the branch is the fastest index
    expected = mixing.project(torch.einsum("kbhwc,bck->bhwc", branches, shares))
    torch.testing.assert_close(mixing(x), expected)


def test_without_reweighting_the_branches_are_added():
    torch.manual_seed(0)
    mixing, x = CycleMixing(8, 5, reweight=False), torch.randn(2, 4, 5, 8)
    expected = mixing.project(mixing.along_width(x) + mixing.along_height(x) + mixing.in_place(x))
    torch.testing.assert_close(mixing(x), expected)
