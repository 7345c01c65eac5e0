"""What both RepMLP blocks are made of: partitions of a map, FC3 over each, convolutions written into it.

RepMLP (Ding et al., 2021, arXiv 2105.01883, Section 3) and RepMLPNet (arXiv 2112.11081, Section 3).
"""

from __future__ import annotations

import torch
from torch import nn

from mixbench.core.roles import Role
from mixbench.zoo.convolutions import ConvolutionNorm
from mixbench.zoo.reparameterization import enlarged, fold


def partitioned(x: torch.Tensor, height: int, width: int) -> torch.Tensor:
    """Cut maps (B, C, H, W) into partitions (B P, C, h, w), those of an image in row-major order."""
    _, channels, rows, columns = x.shape
    if (rows, columns) == (height, width):
        return x
    x = x.reshape(-1, channels, rows // height, height, columns // width, width)
    return x.permute(0, 2, 4, 1, 3, 5).reshape(-1, channels, height, width)


def assembled(parts: torch.Tensor, height: int, width: int) -> torch.Tensor:
    """Put partitions (B P, C, h, w) back where `partitioned` took them from: (B, C, H, W)."""
    _, channels, rows, columns = parts.shape
    if (rows, columns) == (height, width):
        return parts
    parts = parts.reshape(-1, height // rows, width // columns, channels, rows, columns)
    return parts.permute(0, 3, 1, 4, 2, 5).reshape(-1, channels, height, width)


class GroupedLinear(nn.Conv2d):
    """FC3: a fully-connected layer for each of g groups of inputs, (R, g I) to (R, g O).

    It holds the weight (g O, I, 1, 1) of the grouped 1 x 1 convolution that the papers write, but runs as
    one batched matrix product. `places`: the sides of what an output lies over, for each of its channels.
    """

    places: tuple[int, int]

    def __init__(self, inputs: int, outputs: int, groups: int, *, bias: bool) -> None:
        super().__init__(inputs, outputs, 1, groups=groups, bias=bias)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(R, g I) to (R, g O)."""
        by_group = x.reshape(len(x), self.groups, -1).transpose(0, 1)  # (g, R, I), nothing moves
        weight = self.weight.view(self.groups, -1, by_group.shape[-1])  # (g, O, I)
        out = torch.bmm(by_group, weight.transpose(1, 2))  # (g, R, O)
        if self.bias is not None:
            out = out + self.bias.view(self.groups, 1, -1)
        return out.transpose(0, 1).reshape(len(x), -1)


def local_branch(channels: int, kernel: int, groups: int) -> ConvolutionNorm:
    """A convolution within each partition, (R, C, h, w) to the same, which training adds to FC3.

    The border of a partition is padded with zeros: nothing comes over from its neighbours.
    """
    role = Role.SPATIAL_MIXING
    return ConvolutionNorm(channels, channels, kernel, role=role, groups=groups, convolution=nn.Conv2d)


def local_matrix(branches: nn.ModuleList, height: int, width: int) -> tuple[torch.Tensor, torch.Tensor]:
    """Matrix (C h w, I h w) and bias (C h w,) of one local branch or more together, with their norms."""
    kernels, shifts = [], []
    for branch in branches:
        assert isinstance(branch, ConvolutionNorm)
        kernel, shift = fold(branch.convolution.weight, branch.norm)
        kernels.append(kernel)
        shifts.append(shift)
    largest = max(kernel.shape[-1] for kernel in kernels)
    kernel = torch.stack([enlarged(kernel, largest) for kernel in kernels]).sum(0)
    bias = torch.stack(shifts).sum(0)
    return convolution_matrix(kernel, height, width), bias.repeat_interleave(height * width)


def convolution_matrix(kernel: torch.Tensor, height: int, width: int) -> torch.Tensor:
    """The matrix (C h w, I h w) that convolves (I, h, w) with a kernel (C, I, k, k), zero outside.

    Output place (i, j) reads input place (u, v) with the tap (u - i + k//2, v - j + k//2): every tap fills
    a diagonal of the rows times a diagonal of the columns.
    """
    outputs, inputs, size, _ = kernel.shape
    matrix = kernel.new_zeros(outputs, height, width, inputs, height, width)
    for down in range(size):
        for across in range(size):
            read = matrix.diagonal(down - size // 2, 1, 4).diagonal(across - size // 2, 1, 3)
            read.copy_(kernel[:, :, down, across, None, None].expand_as(read))  # (C, I, rows, columns)
    return matrix.view(outputs * height * width, inputs * height * width)
