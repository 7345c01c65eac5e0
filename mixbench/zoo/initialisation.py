"""How weights begin, where networks agree on it. On `meta` there is nothing to begin, and no random draw."""

from __future__ import annotations

import torch
from torch import nn

#: The standard deviation of a unit normal cut off at two.
_CUT_DEVIATION = 0.87962566103423978


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


def start_lecun(layer: nn.Linear | nn.Conv2d | nn.ConvTranspose2d, fan_in: int) -> None:
    """Begin with weights from a normal cut at two deviations, of variance 1 / fan-in after the cut.

    So JAX's layers start that are not told otherwise; biases are zero.
    """
    if layer.weight.is_meta:
        return
    std = fan_in**-0.5 / _CUT_DEVIATION
    nn.init.trunc_normal_(layer.weight, std=std, a=-2 * std, b=2 * std)
    if layer.bias is not None:
        nn.init.zeros_(layer.bias)


def start_zero(layer: nn.Linear) -> None:
    """Begin with zeros: a classifier that knows nothing answers nothing."""
    if not layer.weight.is_meta:
        nn.init.zeros_(layer.weight)
        nn.init.zeros_(layer.bias)
