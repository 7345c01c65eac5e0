"""Crossovers in words: which model becomes the dearer one, and where."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from PySide6.QtCore import QCoreApplication

from mixbench.core.crossovers import Crossing, crossings, through
from mixbench.core.figure import Annotation, Figure, Series
from mixbench.core.laws import Point
from mixbench.core.meetings import Encounter, encounter, may_cross
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
    """The pairs of which each may lie surely above the other somewhere: of many pairs few are worth it."""
    fitting = [series for series in measured if min(*series.x, *series.y) > 0]  # logarithms are compared
    points = [_points(series) for series in fitting]
    known = [(series, found) for series, found in zip(fitting, points, strict=True) if found]
    for one, other in may_cross([found for _, found in known]):
        yield known[one][0], known[other][0]


def _sure_overtakings(first: Series, second: Series) -> Iterator[_Overtaking]:
    """Between the neighbouring sizes at which each is surely the smaller one, as the laws have it."""
    found = _encounter(_points(first), _points(second))
    for meeting in found.sure_meetings if found else ():
        pair = (second, first) if meeting.first_is_smaller_after else (first, second)
        y = through(second.x, second.y)(meeting.x)
        yield _Overtaking(*pair, Crossing(meeting.x, y, not meeting.first_is_smaller_after), *meeting.between)


@lru_cache(maxsize=1024)
def _encounter(first: tuple[Point, ...], second: tuple[Point, ...]) -> Encounter | None:
    """Remembered: of many pairs a new point changes few."""
    return encounter(first, second)


def _points(series: Series) -> tuple[Point, ...]:
    """The points of a series with what is known of their spread; a first look is none."""
    coarse = series.coarse or (False,) * len(series.x)
    return tuple(_point(series, place) for place, is_coarse in enumerate(coarse) if not is_coarse)


def _point(series: Series, place: int) -> Point:
    x, y = series.x[place], series.y[place]
    if not series.looks:
        return Point(x, y, y, y)  # counted
    looks = series.looks[place]
    if not looks or series.low is None or series.high is None:
        return Point(x, y)
    return Point(x, y, series.low[place], series.high[place], looks)


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
