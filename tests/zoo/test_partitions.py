"""Partitions, FC3 and convolutions as matrices against their definitions."""

from __future__ import annotations

import pytest
import torch
from torch import nn
from torch.nn.functional import conv2d

from mixbench.core.roles import Role
from mixbench.zoo.partitions import (
    GroupedLinear,
    assembled,
    convolution_matrix,
    local_branch,
    local_matrix,
    partitioned,
)
from mixbench.zoo.roles import roles_by_path


def test_a_partition_is_a_rectangle_of_one_image():
    x = torch.randn(2, 3, 4, 15)
    parts = partitioned(x, 2, 5)
    assert parts.shape == (2 * 2 * 3, 3, 2, 5)
    for image in range(2):
        for down in range(2):
            for across in range(3):
                part = parts[(image * 2 + down) * 3 + across]
                assert torch.equal(part, x[image, :, 2 * down : 2 * down + 2, 5 * across : 5 * across + 5])


@pytest.mark.parametrize("sides", [(2, 5), (4, 15), (1, 1), (4, 3)])
def test_partitions_go_back_to_where_they_came_from(sides):
    x = torch.randn(2, 3, 4, 15)
    assert torch.equal(assembled(partitioned(x, *sides), 4, 15), x)


@pytest.mark.parametrize("bias", [True, False])
@pytest.mark.parametrize("groups", [1, 3])
def test_fc3_is_a_grouped_pointwise_convolution(groups, bias):
    torch.manual_seed(0)
    layer, x = GroupedLinear(12, 6, groups, bias=bias), torch.randn(7, 12)
    expected = conv2d(x[:, :, None, None], layer.weight, layer.bias, groups=groups).flatten(1)
    assert layer.weight.shape == (6, 12 // groups, 1, 1)
    torch.testing.assert_close(layer(x), expected)


def test_a_matrix_holds_each_tap_where_the_convolution_uses_it():
    kernel, (height, width), reach = torch.randn(2, 3, 3, 3), (4, 5), 1
    matrix = convolution_matrix(kernel, height, width).view(2, height, width, 3, height, width)
    for i in range(height):
        for j in range(width):
            for u in range(height):
                for v in range(width):
                    is_near = abs(u - i) <= reach and abs(v - j) <= reach
                    tap = kernel[:, :, u - i + reach, v - j + reach] if is_near else torch.zeros(2, 3)
                    assert torch.equal(matrix[:, i, j, :, u, v], tap)


@pytest.mark.parametrize("kernel_size", [1, 3, 5, 7])
@pytest.mark.parametrize("size", [(1, 1), (2, 7), (6, 3), (9, 8)])
def test_the_matrix_convolves(kernel_size, size):
    torch.manual_seed(0)
    kernel = torch.randn(4, 3, kernel_size, kernel_size, dtype=torch.float64)
    x = torch.randn(2, 3, *size, dtype=torch.float64)
    expected = conv2d(x, kernel, padding=kernel_size // 2)
    found = (x.flatten(1) @ convolution_matrix(kernel, *size).T).view_as(expected)
    torch.testing.assert_close(found, expected)


def test_branches_with_their_norms_are_one_matrix():
    torch.manual_seed(0)
    branches = nn.ModuleList(local_branch(6, kernel, 3) for kernel in (5, 1, 3)).double().eval()
    for branch in branches:
        for vector in (*branch.norm.parameters(), branch.norm.running_mean, branch.norm.running_var):
            torch.nn.init.uniform_(vector, 0.5, 1.5)
    x = torch.randn(2, 6, 4, 7, dtype=torch.float64)
    with torch.no_grad():
        matrix, bias = local_matrix(branches, 4, 7)
        expected = sum(branch(x) for branch in branches)
    by_group = x.view(2, 3, -1).transpose(0, 1) @ matrix.view(3, 2 * 28, 2 * 28).transpose(1, 2)
    torch.testing.assert_close(by_group.transpose(0, 1).reshape(2, -1) + bias, expected.flatten(1))


def test_the_convolution_of_a_branch_mixes_places_and_its_norm_is_a_norm():
    roles = roles_by_path(local_branch(4, 3, 4))
    assert (roles["convolution"], roles["norm"]) == (Role.SPATIAL_MIXING, Role.NORM)
