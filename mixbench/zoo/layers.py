"""The layers that two families or more are made of."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import nn

from mixbench.core.roles import Role
from mixbench.zoo.initialisation import start_narrow
from mixbench.zoo.roles import assign


class Linear(nn.Linear):
    """A fully-connected layer with truncated-normal weights (std 0.02) and zero bias.

    Nearly every vision MLP starts so. On `meta` there is nothing to start, which saves most of the
    time that building takes.
    """

    def reset_parameters(self) -> None:
        """Set the weights for the beginning of training."""
        start_narrow(self)


class XavierLinear(Linear):
    """A fully-connected layer as Mixer's and ViT's MLPs start: Xavier-uniform weights, biases almost zero."""

    def reset_parameters(self) -> None:
        """Set the weights for the beginning of training."""
        if not self.weight.is_meta:
            nn.init.xavier_uniform_(self.weight)
            nn.init.normal_(self.bias, std=1e-6)


class Mlp(nn.Module):
    """Linear, GELU, Linear over the last axis: (..., C) to (..., C), with `hidden` units between."""

    def __init__(self, width: int, hidden: int, linear: Callable[[int, int], nn.Module] = Linear) -> None:
        super().__init__()
        self.expand = linear(width, hidden)
        self.activation = nn.GELU()
        self.project = linear(hidden, width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(..., C) to (..., C)."""
        return self.project(self.activation(self.expand(x)))


class PatchEmbedding(nn.Module):
    """Cut the image into p x p patches and project each: (B, 3, H, W) to (B, S, C), S = HW / p².

    A convolution whose stride is its kernel is exactly that Linear over flattened patches.
    """

    def __init__(self, patch_size: int, width: int) -> None:
        super().__init__()
        self.project = nn.Conv2d(3, width, patch_size, stride=patch_size)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, 3, H, W) to (B, S, C), patches in row-major order."""
        return self.project(image).flatten(2).transpose(1, 2).contiguous()


class Affine(nn.Module):
    """alpha * x + beta for each channel: in the place of a norm, but without statistics (ResMLP, Eq. 1)."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.alpha = nn.Parameter(torch.ones(width))
        self.beta = nn.Parameter(torch.zeros(width))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(..., d) to (..., d)."""
        return torch.addcmul(self.beta, self.alpha, x)


class LayerScale(nn.Module):
    """A learned scale for each channel of a branch, nearly zero at the start of training."""

    def __init__(self, width: int, start: float) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.full((width,), start))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(..., d) to (..., d)."""
        return x * self.scale


class DropPath(nn.Module):
    """Stochastic depth (Huang et al., 2016): while training, drop a branch for some of the images.

    What is kept is divided by the probability of being kept, so that the expectation stays.
    """

    def __init__(self, rate: float) -> None:
        super().__init__()
        self.rate = rate

    def forward(self, branch: torch.Tensor) -> torch.Tensor:
        """The branch (B, ...), in evaluation untouched."""
        if not self.training or self.rate == 0:
            return branch
        kept = 1 - self.rate
        mask = branch.new_empty((branch.shape[0],) + (1,) * (branch.ndim - 1)).bernoulli_(kept)
        return branch * mask.div_(kept)

    def extra_repr(self) -> str:
        """What printing the module shows."""
        return f"rate={self.rate:.3g}"


def drop_path_rates(highest: float, depth: int) -> list[float]:
    """The rate of each block, growing linearly from 0 at the first to `highest` at the last."""
    return [highest * block / max(1, depth - 1) for block in range(depth)]


def layer_norm(width: int, eps: float) -> nn.LayerNorm:
    """A LayerNorm over channels that says its role."""
    return assign(Role.NORM, nn.LayerNorm(width, eps=eps))
