"""Predicted curves: true values of a law at sizes that the network accepts, remembered once computed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import gcd

from mixbench.catalog import registry
from mixbench.catalog.registry import Resolved
from mixbench.core.cost import Cost
from mixbench.core.errors import MixBenchError
from mixbench.core.model import Model

#: Enough for a smooth line, few enough to be computed within a frame.
MOST_POINTS = 64

#: With fewer even steps than this, every accepted size is looked for.
_FEW_POINTS = 24

#: The overall stride of the pyramids: a side that it divides needs no padding in any stage.
_HALVING, _FEW_HALVINGS = 32, 8


@lru_cache(maxsize=4096)
def resolve(model: Model) -> Resolved | None:
    """The checked configuration of a model, or None where it is refused."""
    try:
        return registry.resolve(model)
    except MixBenchError:
        return None


@lru_cache(maxsize=65536)
def law_at(model: Model, height: int, width: int) -> Cost | None:
    """The cost of a model at a size in pixels, or None where either is refused."""
    resolved = resolve(model)
    if resolved is None or resolved.refusal(height, width):
        return None
    return resolved.law(height, width)


def limits(values: tuple[int, ...]) -> tuple[int, int]:
    """The range that a curve spans: that of the sweep, widened where it is a single value."""
    low, high = min(values), max(values)
    return (low, high) if low < high else (max(1, low // 2), high + high // 2)


@lru_cache(maxsize=1024)
def sides(model: Model, values: tuple[int, ...]) -> tuple[int, ...]:
    """At most 64 image sides over the sweep's range that the model accepts.

    They meet the sweep's own values wherever those are accepted, so that the curve runs through the
    measured points. Between them a pyramid is asked at sides that halve evenly: elsewhere its padded maps
    make steps that hide the trend. Where even steps are few (patches of 14), all accepted sides are
    thinned out.
    """
    resolved = resolve(model)
    if resolved is None or not values:
        return ()
    low, high = limits(values)
    if resolved.family.shape == "pyramid":
        halving = range(-(-low // _HALVING) * _HALVING, high + 1, _HALVING)
        if len(halving) >= _FEW_HALVINGS:
            return _accepted(resolved, thin(sorted({*halving, *values})))
    even = _accepted(resolved, range(low, high + 1, _step(values)))
    return even if len(even) >= _FEW_POINTS else thin(_accepted(resolved, range(low, high + 1)))


def _accepted(resolved: Resolved, candidates: Iterable[int]) -> tuple[int, ...]:
    return tuple(side for side in candidates if not resolved.refusal(side, side))


def _step(values: tuple[int, ...]) -> int:
    """The smallest step that meets every value of the sweep and makes at most 64 points."""
    low, high = limits(values)
    between = gcd(*(value - low for value in values))
    fine = [step for step in range(1, between + 1) if between % step == 0]
    enough = [step for step in fine if (high - low) // step < MOST_POINTS]
    return enough[0] if enough else -(-(high - low) // (MOST_POINTS - 1))


def thin(values: Sequence[int]) -> tuple[int, ...]:
    """At most 64 of the values, evenly spread, the first and the last among them."""
    if len(values) <= MOST_POINTS:
        return tuple(values)
    share = (len(values) - 1) / (MOST_POINTS - 1)
    return tuple(values[round(place * share)] for place in range(MOST_POINTS))
