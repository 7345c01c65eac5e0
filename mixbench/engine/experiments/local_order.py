"""Whether other kernels of a convolution can undo another order of the places of its map.

To undo order p, a layer with matrix A must become P A P' with (P x)[i] = x[p[i]]. The convolutions of one
kernel size are a linear space of matrices, whose taps are orthogonal: the nearest of *all* kernels is had in
closed form, and with it a bound for every permutation of the taps. Mirroring the map is an order that
mirrored kernels do undo.
"""

from __future__ import annotations

from copy import deepcopy
from typing import NamedTuple, cast

import torch
from torch import Tensor, nn

from mixbench.core.claims import Facts
from mixbench.core.roles import Role
from mixbench.engine.experiments.agreement import difference
from mixbench.engine.experiments.order import shuffled
from mixbench.engine.experiments.randomness import EXACTLY, apart, drawn, image, permutation
from mixbench.engine.steps import look, steps
from mixbench.zoo.partitions import convolution_matrix
from mixbench.zoo.roles import roles_by_path

#: More pairs of channels than this of a layer are not looked at: each is a matrix of its own.
MOST_PAIRS = 64


@apart
def order_in_convolutions(*, model: str, resolution_px: int, map_side: int) -> Facts:
    """How near any kernel comes to undoing a random order, a mirroring, and no order at all.

    Each value is the smallest over all spatial convolutions of the network and their channels, on maps of
    `map_side`, of the distance relative to the layer's own matrix; for the mirroring it is the largest.
    """
    network = drawn(model, resolution_px)
    places = map_side**2
    order, mirror = permutation(places), torch.arange(places).view(map_side, map_side).flip(1).flatten()
    kernels = [pairs_of(layer) for layer in spatial_convolutions(network)]
    left = [_left(each, order, mirror) for each in steps(kernels, "layer")]
    return {
        **EXACTLY,
        "model": model,
        "resolution_px": resolution_px,
        "map_side": map_side,
        "layers": len(kernels),
        "kernels": sum(map(len, kernels)),
        "kernel_sizes": sorted({kernel.shape[-1] for kernel in kernels}),
        "same_size": min(each.same_size for each in left),
        "any_size": min(each.any_size for each in left),
        "mirrored": max(each.mirrored for each in left),
    }


class _Left(NamedTuple):
    """What kernels of a layer's own size, of any size, and for the mirrored map leave at the least, the last
    at the most."""

    same_size: float
    any_size: float
    mirrored: float


def _left(kernels: Tensor, order: Tensor, mirror: Tensor) -> _Left:
    size = kernels.shape[-1]
    full = 2 * round(len(order) ** 0.5) - 1  # every place sees every other: a larger one is no other kernel
    return _Left(
        _distances(kernels, order, size).min().item(),
        _distances(kernels, order, full).min().item(),
        _distances(kernels, mirror, size).max().item(),
    )


def spatial_convolutions(network: nn.Module) -> list[nn.Conv2d]:
    """The convolutions of stride 1 and odd kernel that mix places by more than their own."""
    roles = roles_by_path(network)
    return [
        layer
        for path, layer in network.named_modules()
        if isinstance(layer, nn.Conv2d)
        and roles[path] is Role.SPATIAL_MIXING
        and layer.stride == (1, 1)
        and layer.kernel_size[0] % 2
        and layer.kernel_size != (1, 1)
    ]


def pairs_of(layer: nn.Conv2d) -> Tensor:
    """The kernels (N, 1, k, k) of the first pairs of channels."""
    return layer.weight.flatten(0, 1)[:MOST_PAIRS, None]


def _distances(kernels: Tensor, order: Tensor, size: int) -> Tensor:
    """For each kernel: what the nearest one of `size` leaves of the reordered matrix, as a share of it."""
    wanted = _wanted(kernels, order)  # (N, S S)
    taps = _taps(size, order)
    left = wanted - _shares(wanted, taps) @ taps
    shares: Tensor = left.norm(dim=1) / wanted.norm(dim=1)
    return shares


def nearest_kernels(kernels: Tensor, order: Tensor, size: int) -> Tensor:
    """The kernels (N, 1, k, k) whose matrices are nearest to those of `kernels` in the new order."""
    return _shares(_wanted(kernels, order), _taps(size, order)).view(-1, 1, size, size)


def _wanted(kernels: Tensor, order: Tensor) -> Tensor:
    """P A P' of each kernel (N, 1, k, k) on the square map that `order` is of, as a row."""
    side = round(len(order) ** 0.5)
    matrices = convolution_matrix(kernels, side, side).view(len(kernels), side**2, side**2)
    return matrices[:, order][:, :, order].flatten(1)


def _taps(size: int, order: Tensor) -> Tensor:
    """The matrix of each tap alone, as a row: zeros and ones, no place in two of them."""
    side = round(len(order) ** 0.5)
    alone = torch.eye(size**2, dtype=torch.float64).view(size**2, 1, size, size)
    return convolution_matrix(alone, side, side).view(size**2, -1)


def _shares(wanted: Tensor, taps: Tensor) -> Tensor:
    """The coefficients of the projection on the taps; a tap that never meets the map has none."""
    return wanted @ taps.T / taps.sum(dim=1).clamp(min=1)


@apart
def order_in_convmixer(*, model: str, resolution_px: int) -> Facts:
    """Shuffle the patches of a ConvMixer, and give each depthwise layer the kernels that come nearest."""
    network, pixels = drawn(model, resolution_px), image(resolution_px)
    patch_px = cast("nn.Conv2d", network.stem).kernel_size[0]
    side = resolution_px // patch_px
    order, rows = permutation(side**2), torch.arange(side**2).view(side, side)
    expected, moved = network(pixels), shuffled(pixels, patch_px, order)
    mirror = rows.flip(1).flatten()
    mirrored = shuffled(pixels, patch_px, mirror)
    return {
        **EXACTLY,
        "model": model,
        "resolution_px": resolution_px,
        "places": side**2,
        "unrepaired": difference(expected, network(moved)),
        "repaired_at_best": difference(expected, _refitted(network, order)(moved)),
        "mirrored": difference(expected, network(mirrored)),
        "mirrored_repaired": difference(expected, _refitted(network, mirror)(mirrored)),
    }


def _refitted(network: nn.Module, order: Tensor) -> nn.Module:
    """A copy whose depthwise kernels are those that come nearest to undoing the order."""
    changed = deepcopy(network)
    for layer in spatial_convolutions(changed):
        look()
        layer.weight.copy_(nearest_kernels(layer.weight, order, layer.kernel_size[0]))
    return changed


@apart
def order_in_cnn(*, model: str, resolution_px: int, patch_px: int) -> Facts:
    """Shuffle the patches of an image that a network of convolutions is shown; nothing is repaired."""
    network, pixels = drawn(model, resolution_px), image(resolution_px)
    order = permutation((resolution_px // patch_px) ** 2)
    return {
        **EXACTLY,
        "model": model,
        "resolution_px": resolution_px,
        "patch_px": patch_px,
        "unrepaired": difference(network(pixels), network(shuffled(pixels, patch_px, order))),
    }


EXPERIMENTS = {
    "order_in_convolutions": order_in_convolutions,
    "order_in_convmixer": order_in_convmixer,
    "order_in_cnn": order_in_cnn,
}
