"""The layers of networks that keep their maps as (B, C, H, W)."""

from __future__ import annotations

import torch
from torch import nn
from torch.nn.functional import linear

from mixbench.core.roles import Role
from mixbench.zoo.roles import assign


def batch_norm(width: int, eps: float = 1e-5) -> nn.BatchNorm2d:
    """A BatchNorm over channels that says its role."""
    return assign(Role.NORM, nn.BatchNorm2d(width, eps=eps))


def group_norm(width: int) -> nn.GroupNorm:
    """A GroupNorm of one group, which norms channels and places of an image together; says its role."""
    return assign(Role.NORM, nn.GroupNorm(1, width))


class PointwiseLinear(nn.Conv2d):
    """A 1 x 1 convolution over maps that stay (B, H, W, C): there it is a Linear.

    The weight keeps a convolution's shape (C', C, 1, 1), as the published networks hold it.
    """

    def __init__(self, width: int, next_width: int, bias: bool = True) -> None:
        super().__init__(width, next_width, 1, bias=bias)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C')."""
        return linear(x, self.weight.flatten(1), self.bias)


class ChannelsLastSequential(nn.Sequential):
    """Layers of (B, C, H, W) maps one after the other, over maps that stay (B, H, W, C).

    In memory such a map is one in torch's channels-last order: the permutations move nothing.
    """

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H', W', C')."""
        x = x.permute(0, 3, 1, 2)
        for layer in self:
            x = layer(x)
        return x.permute(0, 2, 3, 1)


class ChannelsLastStem(nn.Sequential):
    """The first layers of a network whose maps are (B, H, W, C)."""

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, 3, H, W) to (B, h, w, C)."""
        # Channels last from the start: the small image is reordered, not the large map.
        x = image.contiguous(memory_format=torch.channels_last)
        for layer in self:
            x = layer(x)
        return x.permute(0, 2, 3, 1)


class HeConvolution(nn.Conv2d):
    """A convolution whose weights start with variance 2 / fan-out, for ReLU nets (arXiv 1502.01852, Eq. 14).

    The fan-out of a grouped one is that of one group. On `meta` there is nothing to start.
    """

    def reset_parameters(self) -> None:
        """Set the weights for the beginning of training, and the bias to zero where there is one."""
        if self.weight.is_meta:
            return
        fan_out = self.weight[:, 0].numel() // self.groups
        nn.init.normal_(self.weight, std=(2 / fan_out) ** 0.5)
        if self.bias is not None:
            nn.init.zeros_(self.bias)


class ConvolutionNorm(nn.Module):
    """Convolution without bias, BatchNorm and, where one is given, an activation.

    (B, C, H, W) to (B, C', ceil(H / stride), ceil(W / stride)): an odd kernel is padded by its half. The
    convolution gets `role`. The activation may work in place: nothing else reads what the norm puts out.
    """

    def __init__(
        self,
        channels: int,
        width: int,
        kernel_size: int = 1,
        *,
        role: Role,
        stride: int = 1,
        groups: int = 1,
        activation: nn.Module | None = None,
        convolution: type[nn.Conv2d] = HeConvolution,
    ) -> None:
        super().__init__()
        padding = kernel_size // 2
        layer = convolution(channels, width, kernel_size, stride, padding, groups=groups, bias=False)
        self.convolution = assign(role, layer)
        self.norm = batch_norm(width)
        self.activation = activation

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, C, H, W) to (B, C', H', W')."""
        x = self.norm(self.convolution(x))
        return x if self.activation is None else self.activation(x)


class GlobalAverage(nn.Module):
    """The mean over all places: (B, C, H, W) to (B, C)."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, C, H, W) to (B, C)."""
        return x.mean(dim=(2, 3))
