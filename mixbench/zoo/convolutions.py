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
    """A 1 x 1 convolution with bias over maps that stay (B, H, W, C): there it is a Linear.

    The weight keeps a convolution's shape (C', C, 1, 1), as the published networks hold it.
    """

    def __init__(self, width: int, next_width: int) -> None:
        super().__init__(width, next_width, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C')."""
        return linear(x, self.weight.flatten(1), self.bias)


class PointwiseMlp(nn.Module):
    """1 x 1 convolution, GELU, 1 x 1 convolution: (B, C, H, W) to (B, C, H, W)."""

    def __init__(self, width: int, hidden: int) -> None:
        super().__init__()
        self.expand = nn.Conv2d(width, hidden, 1)
        self.activation = nn.GELU()
        self.project = nn.Conv2d(hidden, width, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, C, H, W) to (B, C, H, W)."""
        return self.project(self.activation(self.expand(x)))


class GlobalAverage(nn.Module):
    """The mean over all places: (B, C, H, W) to (B, C)."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, C, H, W) to (B, C)."""
        return x.mean(dim=(2, 3))
