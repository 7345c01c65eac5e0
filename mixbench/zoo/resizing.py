"""Resizing maps (B, H, W, C) by powers of two, pixel centres at half places, as JAX's image library does.

Enlarging is bilinear. Shrinking is bilinear with anti-aliasing: a triangle over twice the places that fall
together, what lies outside the map left out of the mean. torch has both, but the second neither for
half precision on the CPU nor as fast as slices, which is what it is here.
"""

from __future__ import annotations

import torch
from torch.nn.functional import interpolate, pad

HEIGHT, WIDTH = 1, 2  # axes of (B, H, W, C)


def resized(x: torch.Tensor, doublings: int) -> torch.Tensor:
    """(B, H, W, C) to (B, 2^d H, 2^d W, C) for d = `doublings`, which may be negative."""
    if doublings > 0:
        # The permutations move no memory: torch knows maps whose channels lie last.
        larger = interpolate(x.permute(0, 3, 1, 2), scale_factor=float(2**doublings), mode="bilinear")
        return larger.permute(0, 2, 3, 1)
    if doublings < 0:
        for axis in (HEIGHT, WIDTH):
            x = _shrunk(x, 2**-doublings, axis)
    return x


def nearest(x: torch.Tensor, halvings: int) -> torch.Tensor:
    """(B, H, W, C) to (B, H / 2^h, W / 2^h, C), the place after each middle: a view, "nearest-exact"."""
    step = 2**halvings
    return x[:, step // 2 :: step, step // 2 :: step]


def _shrunk(x: torch.Tensor, step: int, axis: int) -> torch.Tensor:
    """One axis divided by `step`; at the borders the weights that are left sum to one as well."""
    ones = x.new_ones([length if place == axis else 1 for place, length in enumerate(x.shape)])
    return _triangle(x, step, axis) / _triangle(ones, step, axis)


def _triangle(x: torch.Tensor, step: int, axis: int) -> torch.Tensor:
    """Sums over 2 `step` places, weighted 1, 3, 5, ..., 5, 3, 1, zeros outside."""
    length = x.shape[axis]
    margins = (0, 0) * (x.ndim - 1 - axis) + (step // 2, step // 2)  # the last axis first
    padded = pad(x, margins)
    # A strided view of one place in each window; windows begin `step` apart.
    tap = [_every(padded, first, length, step, axis) for first in range(2 * step)]
    total = tap[0] + tap[-1]
    for inner in range(1, step):
        total = torch.add(total, tap[inner] + tap[-1 - inner], alpha=2 * inner + 1)
    return total


def _every(x: torch.Tensor, first: int, length: int, step: int, axis: int) -> torch.Tensor:
    """The places first, first + step, ... of an axis: `length` / `step` of them."""
    stretch = x.narrow(axis, first, length - step + 1)
    return stretch[:, ::step] if axis == HEIGHT else stretch[:, :, ::step]
