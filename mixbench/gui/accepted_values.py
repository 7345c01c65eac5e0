"""What a model takes: the number nearest to a wanted one, and the image sides nearest to a refused one."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from mixbench.catalog import registry
from mixbench.catalog.registry import Resolved
from mixbench.core.errors import RequestError
from mixbench.core.model import Model

#: How far is looked for a number that is accepted, and for a side in pixels.
_REACH, _REACH_PX = 64, 1024


def nearest_number(
    wanted: int, model_of: Callable[[int], Model], side: int, beyond: int | None = None
) -> int:
    """The number nearest to the wanted one whose model is accepted, at best at images of this side as well:
    a divisor of the width, a patch that tiles the image. Where nothing near is, all stays.

    With `beyond` only numbers on the wanted one's side of it are near: a step must lead away.
    """
    accepted = None
    for number in _outwards(wanted, beyond):
        resolved = _resolved(model_of(number))
        if resolved is None:
            continue
        if not resolved.refusal(side, side):
            return number
        accepted = number if accepted is None else accepted
    if accepted is not None:
        return accepted
    return wanted if beyond is None else beyond


def _outwards(wanted: int, beyond: int | None) -> Iterator[int]:
    """The number itself, then its neighbours, nearer ones first; none across the number beyond."""
    near = (wanted, *(wanted + step * sign for step in range(1, _REACH + 1) for sign in (-1, 1)))
    for number in near:
        if beyond in (None, wanted) or (number != beyond and (number > beyond) == (wanted > beyond)):
            yield number


def _resolved(model: Model) -> Resolved | None:
    try:
        return registry.resolve(model)
    except RequestError:
        return None


def nearest_sides(resolved: Resolved, side: int) -> tuple[int, ...]:
    """The accepted sides next to a refused one: the largest below, the smallest above."""
    below = (each for each in range(side - 1, max(0, side - _REACH_PX), -1) if _takes(resolved, each))
    above = (each for each in range(side + 1, side + _REACH_PX) if _takes(resolved, each))
    return tuple(found for found in (next(below, None), next(above, None)) if found is not None)


def _takes(resolved: Resolved, side: int) -> bool:
    return not resolved.refusal(side, side)
