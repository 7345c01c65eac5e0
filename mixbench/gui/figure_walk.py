"""The keyboard over a figure: a cursor that walks from point to point and from line to line."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyqtgraph as pg

from mixbench.gui.figure_pointer import FigurePointer
from mixbench.gui.figure_reading import Found
from mixbench.gui.series_items import SeriesItems
from mixbench.gui.theme import Theme

_CURSOR_PX, _CURSOR_Z = 15, 31


class PointWalk:
    """A ring at one point, moved by steps. What it stands at is read out as if the mouse were there."""

    def __init__(self, plot: pg.PlotWidget, items: Mapping[str, SeriesItems], pointer: FigurePointer) -> None:
        self._items = items
        self._pointer = pointer
        self._series: str | None = None
        self._place = 0
        self.ring = pg.ScatterPlotItem(symbol="s", size=_CURSOR_PX, brush=None, antialias=True)
        self.ring.setZValue(_CURSOR_Z)
        plot.addItem(self.ring, ignoreBounds=True)

    def dress(self, theme: Theme) -> None:
        """Wear the theme."""
        self.ring.setPen(pg.mkPen(theme.accent_ink, width=1.5))

    @property
    def found(self) -> Found | None:
        """The point that it stands at."""
        items = self._items.get(self._series) if self._series else None
        if items is None or self._place >= len(items.x) or not np.isfinite(items.x[self._place]):
            return None
        return Found(items, self._place)

    def begin(self, series: str | None = None, place: int = 0) -> None:
        """Stand at a point, else at the first one that was measured."""
        ranked = sorted(self._items.values(), key=lambda items: items.series.style == "law")
        first = next((items.series.id for items in ranked if _order(items)), None)
        self._series = series if series in self._items else first
        start = self._items[self._series] if self._series else None
        self._place = place if series in self._items else _order(start)[0] if start else 0
        self._show()

    def along(self, steps: int) -> None:
        """Go to the next point of the line, to the right or to the left."""
        found = self.found
        if found is None:
            self.begin()
            return
        order = _order(found.items)
        at = order.index(self._place) + steps
        self._place = order[min(max(at, 0), len(order) - 1)]
        self._show()

    def over(self, steps: int) -> None:
        """Go to the line above or below at the same place."""
        found = self.found
        if found is None:
            self.begin()
            return
        beside = self._pointer.reader.across(found.position.x())
        ids = [one.items.series.id for one in beside]
        at = min(max(ids.index(found.items.series.id) + steps, 0), len(ids) - 1)
        self._series, self._place = ids[at], beside[at].place
        self._show()

    def choose(self) -> None:
        """Take the point, as a click at it does."""
        if self.found is not None:
            self._pointer.choose(self.found)

    def end(self) -> None:
        """Stand nowhere."""
        self._series = None
        self._show()

    def follow_data(self) -> None:
        """Stay at the point, which may lie elsewhere by now."""
        self._show(is_reading=False)

    def _show(self, *, is_reading: bool = True) -> None:
        found = self.found
        at = found.position if found else None
        self.ring.setData([at.x()] if at else [], [at.y()] if at else [])
        if at is not None and is_reading:
            self._pointer.point_at(at)


def _order(items: SeriesItems) -> list[int]:
    """The places of a line's points from the left to the right; of those without a position none."""
    return [int(place) for place in np.argsort(items.x, kind="stable") if np.isfinite(items.x[place])]
