"""What a spatial shift costs: the mixing of S²-MLP, AS-MLP and CycleMLP with its shift and without.

A shift is also held against the depthwise convolution that moves the same values, with a single one in each
channel's kernel: the counter that finds no MACs in the one finds them in the other.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn

from mixbench.catalog.asmlp import AsMlpConfig
from mixbench.catalog.cyclemlp import CycleMlpConfig
from mixbench.catalog.registry import resolve
from mixbench.catalog.s2mlp import S2MlpConfig
from mixbench.core.claims import Facts
from mixbench.core.errors import RequestError
from mixbench.core.model import Model
from mixbench.engine.experiments.agreement import difference
from mixbench.engine.experiments.costs import cost_of
from mixbench.engine.experiments.racing import race
from mixbench.engine.experiments.randomness import EXACTLY, apart, noise, redrawn
from mixbench.zoo.asmlp import AxialMixing, axial_shift
from mixbench.zoo.cyclemlp import CycleMixing, cycle_shift
from mixbench.zoo.s2mlp import ShiftMixing
from mixbench.zoo.shifts import spatial_shift

HEIGHT, WIDTH = 1, 2  # axes of (B, H, W, C)

#: Farther than this no shift of the catalog moves a channel by default.
REACH = 4

Shift = Callable[[Tensor], Tensor]


class Shifting(nn.Module):
    """A shift as a layer of its own: (B, H, W, C) to the same."""

    def __init__(self, shift: Shift) -> None:
        super().__init__()
        self.shift = shift

    def forward(self, x: Tensor) -> Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        return self.shift(x)


class StillMixing(ShiftMixing):
    """The mixing of S²-MLP without its shift."""

    def forward(self, x: Tensor) -> Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        return cast("Tensor", self.leave(self.activation(self.enter(x))))


@dataclass(frozen=True)
class Mixings:
    """The shifts of a network's mixing in their order, and the mixing with them and without."""

    width: int
    stride: int
    shifts: tuple[Shift, ...]
    moving: nn.Module
    still: nn.Module


def mixings(model: str) -> Mixings:
    """Those of a network's first stage; raise `RequestError` where it has no shift."""
    resolved = resolve(Model.parse(model))
    match resolved.config:
        case S2MlpConfig(width=width, patch_size=patch):
            return Mixings(width, patch, (spatial_shift,), ShiftMixing(width), StillMixing(width))
        case AsMlpConfig(width=width, shift_size=size):
            axial = tuple(lambda x, axis=axis: axial_shift(x, size, axis) for axis in (WIDTH, HEIGHT))
            return Mixings(width, 4, axial, AxialMixing(width, size), AxialMixing(width, 1))
        case CycleMlpConfig(widths=widths, cycle_kernel=kernel, reweight=reweight):
            cycles = tuple(lambda x, axis=axis: cycle_shift(x, kernel, axis) for axis in (WIDTH, HEIGHT))
            moving, still = (CycleMixing(widths[0], each, reweight) for each in (kernel, 1))
            return Mixings(widths[0], 4, cycles, moving, still)
    raise RequestError(f"{model} moves no channels; ask for S²-MLP, AS-MLP or CycleMLP")


@apart
def shift_of_channels(*, model: str, resolution_px: int) -> Facts:
    """The cost of the shifts of one mixing, what they do, and the mixing's time with them and without."""
    found = mixings(model)
    side = resolution_px // found.stride
    x = noise(1, side, side, found.width)
    shape = tuple(x.shape)
    moving, still = redrawn(found.moving).float(), redrawn(found.still).float()
    return {
        **EXACTLY,
        "model": model,
        "resolution_px": resolution_px,
        "map_side": side,
        "width": found.width,
        "shifts": [_shift_facts(shift, x) for shift in found.shifts],
        "moving": cost_of(moving, shape),
        "still": cost_of(still, shape),
        "difference": difference(still.double()(x), moving.double()(x)),
        "time": race(moving.float(), still.float(), x.float()),
    }


def _shift_facts(shift: Shift, x: Tensor) -> Facts:
    """One shift: its cost, the places that it brings together, and the convolution that does the same."""
    kernels = response(shift, x.shape[-1])
    convolution = as_convolution(kernels)
    margin = max(kernels.shape[1:]) // 2
    inner = (slice(None), slice(margin, -margin), slice(margin, -margin))
    convolved = convolution(x.permute(0, 3, 1, 2)).permute(0, 2, 3, 1)
    channels_first = (1, x.shape[-1], *x.shape[1:3])
    return {
        "cost": cost_of(Shifting(shift), tuple(x.shape)),
        "places_brought_together": int((kernels != 0).any(0).sum()),
        "moves_channels_whole": _moves_whole(kernels),
        "difference_to_convolution": difference(convolved[inner], shift(x)[inner]),
        "convolution": cost_of(convolution, channels_first),
    }


def response(shift: Shift, channels: int) -> Tensor:
    """Where each place takes each channel from, as kernels (C, k, l) without an empty margin."""
    side = 2 * REACH + 1
    impulse = torch.zeros(1, side, side, channels, dtype=torch.float64)
    impulse[:, REACH, REACH] = 1
    kernels = shift(impulse)[0].permute(2, 0, 1).flip(1, 2)  # what came to a place is what it reads
    used = (kernels != 0).any(0).nonzero() - REACH
    down, across = (int(used[:, axis].abs().max()) for axis in (0, 1))
    return kernels[:, REACH - down : REACH + down + 1, REACH - across : REACH + across + 1]


def _moves_whole(kernels: Tensor) -> bool:
    """Whether each channel is taken from one place, and as it is."""
    return bool(((kernels != 0).sum((1, 2)) == 1).all() and (kernels.sum((1, 2)) == 1).all())


def as_convolution(kernels: Tensor) -> nn.Conv2d:
    """The depthwise convolution with these kernels (C, k, l): (B, C, H, W) to the same."""
    channels, down, across = kernels.shape
    padding = (down // 2, across // 2)
    layer = nn.Conv2d(channels, channels, (down, across), padding=padding, groups=channels, bias=False)
    layer.double().weight.copy_(kernels[:, None])
    return layer


EXPERIMENTS = {"shift_of_channels": shift_of_channels}
