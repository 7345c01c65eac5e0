"""Crossovers in words: which model becomes the dearer one, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

import numpy as np
from PySide6.QtCore import QCoreApplication

from mixbench.core.crossovers import Crossing, crossings, through
from mixbench.core.figure import Annotation, Figure, Series
from mixbench.gui.metrics import Metric

#: More sentences than this are clutter.
MOST_SENTENCES = 3


@dataclass(frozen=True)
class _Overtaking:
    """`rising` passes `other` at the crossing; `low` and `high` bound where that is sure."""

    rising: Series
    other: Series
    crossing: Crossing
    low: float
    high: float


def crossover_annotations(figure: Figure, metric: Metric) -> tuple[Annotation, ...]:
    """The few crossovers that tell most: for each model the last one that it overtakes, for from there on
    it lies above all of them. Where more models overtake, the later crossovers are left out."""
    style = "law" if metric.law is not None else "measured"
    candidates = [series for series in figure.series if series.style == style and _is_curve(series)]
    last: dict[str, _Overtaking] = {}
    pairs = combinations(candidates, 2) if style == "law" else _changing_ranks(candidates)
    for first, second in pairs:
        for found in _overtakings(first, second):
            known = last.get(found.rising.key)
            if known is None or found.crossing.x > known.crossing.x:
                last[found.rising.key] = found
    told = sorted(last.values(), key=lambda found: found.crossing.x)[:MOST_SENTENCES]
    return tuple(
        Annotation(found.crossing.x, found.crossing.y, _sentence(found, figure, metric)) for found in told
    )


def _is_curve(series: Series) -> bool:
    """Whether it runs to the right, with one value at each x: two sizes may have as many tokens, and against
    another metric it may turn back."""
    return len(series.x) > 1 and all(left < right for left, right in pairwise(series.x))


def _overtakings(first: Series, second: Series) -> Iterator[_Overtaking]:
    if first.style == "measured":
        yield from _sure_overtakings(first, second)
        return
    for crossing in _meetings(first.x, first.y, second.x, second.y):
        pair = (first, second) if crossing.rising_is_first else (second, first)
        yield _Overtaking(*pair, crossing, crossing.x, crossing.x)


@lru_cache(maxsize=1024)
def _meetings(
    x: tuple[float, ...], y: tuple[float, ...], other_x: tuple[float, ...], other_y: tuple[float, ...]
) -> tuple[Crossing, ...]:
    """Where two curves cross, remembered: of twelve curves a slider moves one and leaves 55 pairs alone."""
    if x == other_x and abs(sum(map(_sign_of_difference, y, other_y))) == len(x):
        # Between two samples both are power laws: where one lies above at both ends, it does all along.
        return ()
    low, high = max(x[0], other_x[0]), min(x[-1], other_x[-1])
    grid = sorted({at for at in (*x, *other_x) if low <= at <= high})
    return crossings(through(x, y), through(other_x, other_y), grid)


def _sign_of_difference(first: float, second: float) -> int:
    return (first > second) - (first < second)


def _changing_ranks(measured: Sequence[Series]) -> Iterator[tuple[Series, Series]]:
    """The pairs of which each lies surely above the other somewhere: of many pairs few are worth a look."""
    intervals = [_by_x(series) for series in measured]
    grid = sorted(set().union(*intervals))
    if not grid:
        return
    nowhere = (np.nan, np.nan)
    bounds = np.array([[known.get(x, nowhere) for x in grid] for known in intervals], float)
    for place, series in enumerate(measured):
        above = (bounds[place, :, 0] > bounds[place + 1 :, :, 1]).any(axis=1)
        below = (bounds[place, :, 1] < bounds[place + 1 :, :, 0]).any(axis=1)
        for other in np.flatnonzero(above & below):
            yield series, measured[place + 1 + int(other)]


def _sure_overtakings(first: Series, second: Series) -> Iterator[_Overtaking]:
    """Between neighbouring sizes at which both were measured and the intervals lie apart; values whose
    intervals overlap are not ranked."""
    one, two = _by_x(first), _by_x(second)
    ranked = [(x, _rank(one[x], two[x])) for x in sorted(one.keys() & two.keys())]
    sure = [(x, rank) for x, rank in ranked if rank]
    for (low, before), (high, after) in pairwise(sure):
        if before == after:
            continue
        curves = through(first.x, first.y), through(second.x, second.y)
        met = crossings(*curves, [low, *(x for x, _ in ranked if low < x < high), high])
        if met:
            pair = (first, second) if after > 0 else (second, first)
            yield _Overtaking(*pair, met[-1], low, high)


_Interval = tuple[float, float]


def _by_x(series: Series) -> dict[float, _Interval]:
    """The interval at each x; a first look has none, and ranks nothing."""
    lows, highs = series.low or series.y, series.high or series.y
    coarse = series.coarse or (False,) * len(series.x)
    bounds = zip(series.x, series.y, lows, highs, coarse, strict=True)
    return {
        x: (y if low is None else low, y if high is None else high)
        for x, y, low, high, is_coarse in bounds
        if not is_coarse
    }


def _rank(first: _Interval, second: _Interval) -> int:
    if first[0] > second[1]:
        return 1
    return -1 if first[1] < second[0] else 0


def _sentence(found: _Overtaking, figure: Figure, metric: Metric) -> str:
    unit = f" {figure.x.unit}" if figure.x.unit else ""
    if found.low == found.high:
        place = _place(found.low) + unit
    else:
        ends = QCoreApplication.translate("Scaling", "{low} and {high}")
        place = ends.format(low=_place(found.low), high=_place(found.high)) + unit
    return metric.overtaking.format(first=found.rising.label, second=found.other.label, x=place)


def _place(x: float) -> str:
    """A whole number, or three digits of a small one."""
    return f"{x:.0f}" if x >= 100 else f"{x:.3g}"
