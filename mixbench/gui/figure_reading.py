"""What a figure says at a place: the points nearest to it, and their values in words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF

from mixbench.core.figure import Axis, Series
from mixbench.gui.plot_axis import number_text
from mixbench.gui.series_items import Array, SeriesItems
from mixbench.gui.series_look import Row

#: Sizes differ between models (patches of 14 and 16): values this near are read out together.
_NEIGHBOUR_PX = 24

#: Rows of the readout; more hide the plot.
MOST_ROWS = 5

_RANK = {"measured": 0, "elsewhere": 1, "law": 2}


@dataclass(frozen=True)
class Found:
    """A point of a series in the plot."""

    items: SeriesItems
    place: int

    @property
    def position(self) -> QPointF:
        """Where it lies on the axes."""
        return QPointF(self.items.x[self.place], self.items.y[self.place])


@dataclass(frozen=True)
class Readout:
    """What is said of a place: a heading, a row for each series, and where on the horizontal axis."""

    heading: str
    rows: tuple[Row, ...]
    position: float

    def text(self) -> str:
        """The same for the clipboard, a line a row, with tabs between."""
        return "\n".join((self.heading, *(f"{row.name}\t{row.remark}" for row in self.rows)))


class FigureReader:
    """Reads the series of a plot. Places are positions of the axes: log10 of the values on a log axis."""

    def __init__(self, box: pg.ViewBox, items: Mapping[str, SeriesItems]) -> None:
        self._box = box
        self._items = items
        self.x, self.y = Axis(""), Axis("")

    def nearest(self, at: QPointF, styles: Collection[str] = ()) -> tuple[Found, float] | None:
        """The point nearest to a place, of any style or of some, with its distance in pixels."""
        found: list[tuple[float, Found]] = []
        for items in self._items.values():
            distances = self._distances(items, at)
            if (not styles or items.series.style in styles) and np.isfinite(distances).any():
                place = int(np.nanargmin(distances))
                found.append((float(distances[place]), Found(items, place)))
        if not found:
            return None
        distance, point = min(found, key=lambda entry: entry[0])
        return point, distance

    def across(self, position: float) -> list[Found]:
        """Of each series the point nearest to a position of the horizontal axis, from the lowest up."""
        found = [self._beside(items, position, None) for items in self._items.values()]
        return sorted((one for one in found if one is not None), key=lambda one: one.position.y())

    def read(self, at: QPointF) -> Readout | None:
        """What is said at a place: at the x of the point nearest to it, the nearest series first."""
        nearest = self.nearest(at)
        if nearest is None:
            return None
        point, _ = nearest
        return self.read_at(point.position.x(), at.y())

    def read_across(self, position: float, y: float | None = None) -> Readout | None:
        """What is said near a position of the horizontal axis, wherever the mouse is: the series nearest to a
        height first, else the highest."""
        columns = [items.x for items in self._items.values()]
        known = np.concatenate(columns) if columns else np.empty(0)
        known = known[np.isfinite(known)]
        if not known.size:
            return None
        x = float(known[np.argmin(abs(known - position))])
        if abs(x - position) / self._box.viewPixelSize()[0] > _NEIGHBOUR_PX:
            return None
        return self.read_at(x, self._box.viewRect().bottom() if y is None else y)

    def read_at(self, position: float, y: float) -> Readout:
        """What is said at a position that a point has, nearest to a height first."""
        value = 10.0**position if self.x.is_log else position
        rows = self._rows(value, position, y)
        return Readout(f"{_place_text(value)} {self.x.unit}".rstrip(), rows[:MOST_ROWS], position)

    def _distances(self, items: SeriesItems, at: QPointF) -> Array:
        width, height = self._box.viewPixelSize()
        distances: Array = np.hypot((items.x - at.x()) / width, (items.y - at.y()) / height)
        return distances

    def _beside(self, items: SeriesItems, position: float, y: float | None) -> Found | None:
        """The point of a series nearest in x; of several there, the one nearest to a height."""
        width, height = self._box.viewPixelSize()
        aside = np.where(np.isfinite(items.y), abs(items.x - position) / width, np.inf)
        if not aside.size or aside.min() > _NEIGHBOUR_PX:
            return None
        level = np.zeros(len(items.y)) if y is None else abs(items.y - y) / height
        close = aside <= aside.min() + 0.5
        return Found(items, int(np.argmin(np.where(close, level, np.inf))))

    def _rows(self, x: float, position: float, y: float) -> tuple[Row, ...]:
        """For each model its value nearest to x, a measured one before the law's, sorted by the distance from
        a height."""
        height = self._box.viewPixelSize()[1]
        rows: dict[str, tuple[float, Row]] = {}
        for items in sorted(self._items.values(), key=lambda items: _RANK[items.series.style]):
            found = self._beside(items, position, y) if items.series.key not in rows else None
            if found is not None:
                row = _row(
                    items.series, found.place, self.y.unit, self._elsewhere(items.series.x[found.place], x)
                )
                rows[items.series.key] = (abs(found.position.y() - y) / height, row)
        return tuple(row for _, row in sorted(rows.values(), key=lambda pair: pair[0]))

    def _elsewhere(self, own: float, x: float) -> str:
        """A word where a value belongs to a neighbouring x."""
        return "" if abs(own - x) <= 1e-9 * abs(x) else f"  ({_place_text(own)} {self.x.unit})"


def _place_text(x: float) -> str:
    """A whole number as it is, another to four digits."""
    return number_text(round(x) if abs(x - round(x)) <= 1e-9 * abs(x) else float(f"{x:.4g}"))


def _row(series: Series, place: int, unit: str, elsewhere: str) -> Row:
    value = number_text(float(f"{series.y[place]:.4g}"))
    low = series.low[place] if series.low else None
    high = series.high[place] if series.high else None
    spread = ""
    if low is not None and high is not None and series.y[place]:
        spread = f" ± {(high - low) / 2 / series.y[place] * 100:.1f} %"
    remarks = [part for part in (series.remark(place), series.unlike) if part]
    aside = f"  ({', '.join(remarks)})" if remarks else elsewhere
    is_law = series.style == "law"
    return Row(
        series.slot,
        series.label,
        f"{value} {unit}{spread}{aside}",
        is_law,
        not is_law,
        series.origin,
        bool(series.unlike),
    )
