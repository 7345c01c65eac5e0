"""The sentences that refuse an image size, shared by the families."""

from __future__ import annotations


def not_divisible(what: str, step: int, height: int, width: int) -> str | None:
    """Refuse a side that `step` does not divide: "patch size 16 does not divide 250; nearest 240 or 256"."""
    for side in (height, width):
        if side % step or side < step:
            return f"{what} {step} does not divide {side}; nearest {_neighbours(side, step)}"
    return None


def _neighbours(side: int, step: int) -> str:
    below = side // step * step
    return f"{below} or {below + step}" if below else f"{step}"


def too_small(least: int, why: str, height: int, width: int) -> str | None:
    """Refuse a side under `least` pixels."""
    side = min(height, width)
    return f"{why} needs at least {least} px, not {side}" if side < least else None
