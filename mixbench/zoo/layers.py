"""The layers that two families or more are made of."""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import nn

from mixbench.core.roles import Role
from mixbench.zoo.roles import assign


def start_narrow(layer: nn.Linear | nn.Conv2d) -> None:
    """Begin with truncated-normal weights (std 0.02) and a bias of zero; on `meta` do nothing."""
    if layer.weight.is_meta:
        return
    nn.init.trunc_normal_(layer.weight, std=0.02)
    if layer.bias is not None:
        nn.init.zeros_(layer.bias)


def start_orthogonal(weight: torch.Tensor) -> None:
    """Begin with orthonormal columns, as `nn.init.orthogonal_` does, but many times faster if it is tall.

    A tall matrix of random numbers is well conditioned, so that Cholesky's factor of its products gives
    the same Q as a QR decomposition.
    """
    matrix = weight.detach().flatten(1)  # a view
    rows, columns = matrix.shape
    if rows < 2 * columns:
        nn.init.orthogonal_(weight)
        return
    matrix.normal_()
    factor = torch.linalg.cholesky(matrix.T @ matrix, upper=True)
    matrix.copy_(torch.linalg.solve_triangular(factor, matrix, upper=True, left=False))


class Linear(nn.Linear):
    """A fully-connected layer with truncated-normal weights (std 0.02) and zero bias.

    Nearly every vision MLP starts so. On `meta` there is nothing to start, which saves most of the
    time that building takes.
    """

    def reset_parameters(self) -> None:
        """Set the weights for the beginning of training."""
        start_narrow(self)


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
