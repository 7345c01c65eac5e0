"""Where a slider stands: the values of a hyperparameter that are worth stopping at, finer where they are
small."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import floor, log10

from mixbench.catalog.hyperparameters import Hyperparameter

#: A range whose ends are further apart than this factor is walked by octaves instead of evenly.
_WIDE = 40

#: Stops are the multiples of a power of two, at most sixteen an octave: what widths are made of.
_OCTAVE_BITS = 5

#: Real numbers have at least so many stops, a power of ten apart.
_FEWEST_STEPS = 50

#: A big step is no smaller than this share of the stops, nor larger than ten of the unit.
_PAGES, _LARGEST_PAGE = 8, 10


@lru_cache(maxsize=512)
def stops(item: Hyperparameter, *also: float) -> tuple[float, ...]:
    """The stops between the bounds of a number, with `also` among them; none where it has no bounds."""
    if item.low is None or item.high is None:
        return ()
    low, high = item.low, item.high
    within = [value for value in also if low <= value <= high]
    if item.kind == "number":
        return tuple(sorted({*_even(low, high), *within}))
    whole = range(int(low), int(high) + 1)
    found = whole if high <= _WIDE * max(low, 1) else _by_octaves(int(low), int(high))
    return tuple(sorted({*found, *map(int, within)}))


def _even(low: float, high: float) -> Iterator[float]:
    """Multiples of a power of ten, and the upper end."""
    step = 10.0 ** floor(log10((high - low) / _FEWEST_STEPS))
    for count in range(floor((high - low) / step) + 1):
        yield round(low + count * step, 12)
    yield high


def _by_octaves(low: int, high: int) -> Iterator[int]:
    """Every number up to 32, every second one up to 64, and so on."""
    value = low
    while value < high:
        yield value
        step = 1 << max(0, value.bit_length() - _OCTAVE_BITS)
        value = (value // step + 1) * step
    yield high


def nearest_stop(known: Sequence[float], value: float) -> int:
    """The place of the stop that is nearest to a value, the lower of two."""
    above = min(bisect_left(known, value), len(known) - 1)
    below = max(above - 1, 0)
    return below if value - known[below] <= known[above] - value else above


def page(known: Sequence[float], value: float, direction: int) -> float:
    """The stop that lies a big step away from a value, upwards or downwards."""
    distance = min(_LARGEST_PAGE, max(1, len(known) // _PAGES))
    if isinstance(known[0], int):
        wanted = value + direction * distance
        beyond = [stop for stop in known if (stop >= wanted if direction > 0 else stop <= wanted)]
        return (min if direction > 0 else max)(beyond, default=known[-1 if direction > 0 else 0])
    place = nearest_stop(known, value) + direction * distance
    return known[min(max(place, 0), len(known) - 1)]
