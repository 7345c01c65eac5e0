"""Split attention: branches of one map weighed against one another, channel by channel.

The weighted fusion of ViP (arXiv 2106.12368, Section 3.2), from where CycleMLP, Hire-MLP, Wave-MLP,
DynaMixer and MorphMLP have it.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import nn

from mixbench.zoo.layers import Linear


class Reweight(nn.Module):
    """How much of each branch every channel takes, decided from one mean of the whole map."""

    def __init__(
        self, width: int, branches: int = 3, linear: Callable[[int, int], nn.Module] = Linear
    ) -> None:
        super().__init__()
        self.branches = branches
        self.squeeze = linear(width, width // 4)
        self.activation = nn.GELU()
        self.expand = linear(width // 4, branches * width)

    def forward(self, mean: torch.Tensor) -> torch.Tensor:
        """The mean of the summed branches, (B, C), to weights (branches, B, C) that sum to one."""
        scores = self.expand(self.activation(self.squeeze(mean)))  # (B, branches C), branch fastest
        weights = scores.view(*mean.shape, self.branches).softmax(dim=-1)
        return weights.permute(2, 0, 1).contiguous()  # channels side by side, for loops over vectors


def weighted_sum(
    branches: tuple[torch.Tensor, ...], weights: torch.Tensor | tuple[torch.Tensor, ...]
) -> torch.Tensor:
    """Sum the branches, each times its weights (which broadcast to it), without a map for each product.

    The sum lies in memory as the first branch does.
    """
    mixed = branches[0] * weights[0]
    for branch, weight in zip(branches[1:], weights[1:], strict=True):
        mixed = torch.addcmul(mixed, branch, weight)
    return mixed
