"""Image sizes: the places of a map, and the sentences that refuse a size; shared by the families."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def places(height: int, width: int, stride: int) -> int:
    """The places of a map whose sides are the image's over `stride`, rounded up: padded convolutions."""
    return -(-height // stride) * -(-width // stride)


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
    return f"{why} needs at least {least} px, not {side}; nearest {least}" if side < least else None


def not_square(height: int, width: int) -> str | None:
    """Refuse an image that is not square."""
    if height == width:
        return None
    return f"the image must be square, not {height} x {width}; nearest {height} or {width}"


def not_one_of(accepted: Iterable[int], why: str, height: int, width: int) -> str | None:
    """Refuse a side that is not in a short list of `accepted` ones, and name its neighbours."""
    sides = sorted(set(accepted))
    for side in (height, width):
        if side not in sides:
            below = [each for each in sides if each < side][-1:]
            above = [each for each in sides if each > side][:1]
            nearest = " or ".join(str(each) for each in below + above)
            return f"{why} does not take {side}; nearest {nearest}"
    return None


def overlapping_maps(height: int, width: int) -> Iterator[tuple[int, int]]:
    """The sides of four stages behind a 7 x 7 convolution of stride 4 and padding 2, for an image in pixels.

    From stage to stage a 3 x 3 convolution of stride 2 halves them, rounding up.
    """
    sides = ((height - 3) // 4 + 1, (width - 3) // 4 + 1)
    for _ in range(4):
        yield sides
        sides = ((sides[0] + 1) // 2, (sides[1] + 1) // 2)
