"""The spatial shift of S²-MLP (Yu et al., arXiv 2106.07477, Section 3.2), which S²-MLPv2 has too.

The papers' pseudo-code assigns slices of a tensor to overlapping slices of itself. Run literally it
smears the first row over the whole map, so this reads from one tensor and writes to another.
"""

from __future__ import annotations

import torch

HEIGHT, WIDTH = 1, 2  # axes of (B, H, W, C)


def spatial_shift(x: torch.Tensor, first: int = HEIGHT, second: int = WIDTH) -> torch.Tensor:
    """Move four groups of channels by one place: on and back along axis `first`, then along `second`.

    Where nothing moves in, at the border, the old value stays. x is (B, H, W, C), and so is the result.
    """
    shifted = torch.empty_like(x)
    bounds = [group * x.shape[-1] // 4 for group in range(5)]
    moves = ((first, 1), (first, -1), (second, 1), (second, -1))
    for low, high, (axis, step) in zip(bounds, bounds[1:], moves, strict=False):
        _move(x[..., low:high], shifted[..., low:high], axis, step)
    return shifted


def _move(source: torch.Tensor, target: torch.Tensor, axis: int, step: int) -> None:
    """Write the source one place on (`step` 1) or back (-1), and its border where it was."""
    moving = source.shape[axis] - 1
    border = 0 if step > 0 else moving
    target.narrow(axis, border, 1).copy_(source.narrow(axis, border, 1))
    target.narrow(axis, max(0, step), moving).copy_(source.narrow(axis, max(0, -step), moving))
