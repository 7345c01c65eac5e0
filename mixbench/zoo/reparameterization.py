"""Structural re-parameterization: a network trained with branches, rewritten without them.

A convolution and the BatchNorm after it are one convolution in evaluation, and convolutions of the same
input that are added are one convolution (RepVGG, arXiv 2101.03697, Section 3.3). This holds in `eval`
mode only, where BatchNorm is a fixed scale and shift.
"""

from __future__ import annotations

from typing import Protocol, TypeVar, runtime_checkable

import torch
from torch import nn
from torch.nn.functional import pad

from mixbench.core.errors import RequestError

NetworkT = TypeVar("NetworkT", bound=nn.Module)


@runtime_checkable
class Reparameterizable(Protocol):
    """A network that has a deploy form."""

    def deployed(self) -> nn.Module:
        """A fresh network in deploy form with the same outputs; this one stays as it is."""
        ...


@runtime_checkable
class Foldable(Protocol):
    """A layer that has other weights in the deploy form."""

    def folded(self) -> dict[str, torch.Tensor]:
        """The layer's new tensors by the names that they have in its deploy form."""
        ...


def reparameterize(network: nn.Module) -> nn.Module:
    """Convert a network in training form to its deploy form, in `eval` mode and contiguous.

    Outputs agree to rounding with those of `network` in `eval` mode. Raises `RequestError` where the
    network has no deploy form, or is in it already.
    """
    if not isinstance(network, Reparameterizable):
        raise RequestError(f"{type(network).__name__} has no deploy form")
    return network.deployed().eval()


@torch.no_grad()
def fill(deploy: NetworkT, trained: nn.Module) -> NetworkT:
    """Give a fresh network in deploy form the weights of the trained one, folded where its layers fold.

    Layers have the same names in both forms; what is copied takes the place, order in memory and type of
    what it replaces.
    """
    state = dict(trained.state_dict())
    for path, layer in trained.named_modules():
        if isinstance(layer, Foldable):
            state |= {f"{path}.{name}": tensor for name, tensor in layer.folded().items()}
    deploy.load_state_dict({name: state[name] for name in deploy.state_dict()})
    return deploy


def batch_norm_scale(norm: nn.BatchNorm1d | nn.BatchNorm2d) -> tuple[torch.Tensor, torch.Tensor]:
    """The scale and the shift (C,) that a BatchNorm is in `eval` mode: y = scale * x + shift."""
    assert norm.running_mean is not None and norm.running_var is not None
    scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    return scale, norm.bias - norm.running_mean * scale


def fold(weight: torch.Tensor, norm: nn.BatchNorm1d | nn.BatchNorm2d) -> tuple[torch.Tensor, torch.Tensor]:
    """Weight (C', ...) and bias (C',) of the layer without bias and the BatchNorm after it as one layer."""
    scale, shift = batch_norm_scale(norm)
    return weight * scale.reshape(-1, *[1] * (weight.ndim - 1)), shift


def enlarged(kernel: torch.Tensor, size: int) -> torch.Tensor:
    """A kernel (C', C, k, k) of odd k in the centre of zeros (C', C, size, size): the same convolution."""
    margin = (size - kernel.shape[-1]) // 2
    return pad(kernel, (margin, margin, margin, margin))
