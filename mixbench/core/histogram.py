"""How many samples lie where: bins as wide as the samples themselves ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

#: A single sample far off must not make millions of bins of the rest.
MOST_BINS = 80


@dataclass(frozen=True)
class Histogram:
    """`counts[i]` values, `marked[i]` of them disturbed, lie from `edges[i]` to `edges[i + 1]`, in their own
    unit."""

    edges: tuple[float, ...]
    counts: tuple[int, ...]
    marked: tuple[int, ...]


def histogram(values: Sequence[float], marked: Sequence[bool], *, is_log: bool = False) -> Histogram:
    """Count positive values, at least one, in bins by Freedman and Diaconis (Zeitschrift für
    Wahrscheinlichkeitstheorie 57, 1981): 2 IQR / n^(1/3) wide, at most 80; of equal ratio where `is_log`."""
    places = np.log10(values) if is_log else np.asarray(values, float)
    low, high = float(places.min()), float(places.max())
    if low == high:
        low, high = low - _reach(low), high + _reach(high)
    edges = np.linspace(low, high, _bins(places, high - low) + 1)
    counts, _ = np.histogram(places, edges)
    disturbed, _ = np.histogram(places[np.asarray(marked, bool)], edges)
    shown = 10.0**edges if is_log else edges
    return Histogram(tuple(shown.tolist()), tuple(counts.tolist()), tuple(disturbed.tolist()))


def _reach(value: float) -> float:
    """Half the width of the one bin that a lone value gets."""
    return abs(value) * 0.005 or 0.5


def _bins(places: np.ndarray[tuple[int, ...], np.dtype[np.float64]], span: float) -> int:
    """The width is reckoned here and not by numpy's own edges, which would be made before any limit.

    Where half of the values are one and the same, their root stands in for the width that has none."""
    upper, lower = np.percentile(places, (75, 25))
    width = 2 * (upper - lower) / places.size ** (1 / 3)
    wanted = span / width if width > 0 else places.size**0.5
    return int(min(MOST_BINS, max(1, np.ceil(wanted))))
