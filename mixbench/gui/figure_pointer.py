"""The mouse over a figure: a readout of what is near, and the point that a click means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal

from mixbench.core.figure import Axis, Series
from mixbench.gui.plot_axis import number_text
from mixbench.gui.plot_overlays import Overlay, Row, RowsBox
from mixbench.gui.series_items import Array, SeriesItems
from mixbench.gui.theme import Theme

#: How near the mouse must be to a point to mean it, in pixels.
_REACH_PX = 14

#: Sizes differ between models (patches of 14 and 16): values this near are read out together.
_NEIGHBOUR_PX = 24

#: Rows of the readout; more hide the plot.
_MOST_ROWS = 5

_READOUT_Z, _LINE_Z = 60, -9


class FigurePointer(QObject):
    """Follows the mouse over a plot. `clicked` names a series' key and the x of its point; `fit_requested`
    is a double click."""

    clicked = Signal(str, float)
    fit_requested = Signal()

    def __init__(self, plot: pg.PlotWidget, items: Mapping[str, SeriesItems], parent: QObject) -> None:
        super().__init__(parent)
        self._items = items
        self._box: pg.ViewBox = plot.getViewBox()
        self._theme: Theme | None = None
        self._x, self._y = Axis(""), Axis("")
        self.line = pg.InfiniteLine(angle=90)
        self.line.setZValue(_LINE_Z)
        plot.addItem(self.line, ignoreBounds=True)
        self.readout = RowsBox(self._box, _READOUT_Z, framed=True)
        self.hide()
        plot.scene().sigMouseMoved.connect(self.hover)
        plot.scene().sigMouseClicked.connect(self._click)

    def set_axes(self, x: Axis, y: Axis) -> None:
        """Speak in the units of other axes."""
        self._x, self._y = x, y
        self.hide()

    def dress(self, theme: Theme) -> None:
        """Wear the theme."""
        self._theme = theme
        self.line.setPen(pg.mkPen(theme.strong_border, width=1))
        self.hide()

    def hide(self) -> None:
        """Say nothing."""
        self.line.hide()
        self.readout.hide()

    def hover(self, scene_place: QPointF) -> None:
        """Say what lies at the x nearest to the mouse, the series nearest to it first."""
        mouse = self._box.mapFromScene(scene_place)
        nearest = self._nearest(mouse) if self._box.rect().contains(mouse) else None
        if nearest is None or self._theme is None:
            self.hide()
            return
        items, place = nearest
        rows = sorted(self._rows(items.series.x[place], items.x[place], mouse), key=lambda pair: pair[0])
        heading = f"{number_text(items.series.x[place])} {self._x.unit}"
        shown = tuple(row for _, row in rows[:_MOST_ROWS])
        self.readout.show_rows(self._theme, shown, self._box.width() * 0.6, heading)
        self.readout.setPos(_beside(self.readout, mouse, self._box.rect()))
        self.line.setPos(items.x[place])
        self.line.show()

    def _click(self, event: Any) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        if event.double():
            self.fit_requested.emit()
            return
        mouse = self._box.mapFromScene(event.scenePos())
        nearest = self._nearest(mouse, style="measured")
        if nearest and self._distances(nearest[0], mouse)[nearest[1]] <= _REACH_PX:
            items, place = nearest
            self.clicked.emit(items.series.key, items.series.x[place])

    def _nearest(self, mouse: QPointF, *, style: str = "") -> tuple[SeriesItems, int] | None:
        """The series and the index of the point nearest to the mouse, in pixels."""
        found: list[tuple[float, SeriesItems, int]] = []
        for items in self._items.values():
            distances = self._distances(items, mouse)
            if style in ("", items.series.style) and np.isfinite(distances).any():
                place = int(np.nanargmin(distances))
                found.append((float(distances[place]), items, place))
        if not found:
            return None
        _, items, place = min(found, key=lambda entry: entry[0])
        return items, place

    def _distances(self, items: SeriesItems, mouse: QPointF) -> Array:
        at = self._box.mapToView(mouse)
        width, height = self._box.viewPixelSize()
        distances: Array = np.hypot((items.x - at.x()) / width, (items.y - at.y()) / height)
        return distances

    def _rows(self, x: float, position: float, mouse: QPointF) -> list[tuple[float, Row]]:
        """For each model its value nearest to x, a measured one before the law's, with its distance in
        pixels from the mouse."""
        width, height = self._box.viewPixelSize()
        at = self._box.mapToView(mouse).y()
        rows: dict[str, tuple[float, Row]] = {}
        for items in sorted(self._items.values(), key=lambda items: items.series.style, reverse=True):
            aside = np.where(np.isfinite(items.y), abs(items.x - position) / width, np.inf)
            place = int(np.argmin(aside))
            if items.series.key not in rows and aside[place] <= _NEIGHBOUR_PX:
                row = _row(items.series, place, self._y.unit, self._elsewhere(items.series.x[place], x))
                rows[items.series.key] = (abs(items.y[place] - at) / height, row)
        return list(rows.values())

    def _elsewhere(self, own: float, x: float) -> str:
        """A word where a value belongs to a neighbouring x."""
        return "" if own == x else f"  ({number_text(own)} {self._x.unit})"


def _row(series: Series, place: int, unit: str, elsewhere: str) -> Row:
    value = number_text(float(f"{series.y[place]:.4g}"))
    low = series.low[place] if series.low else None
    high = series.high[place] if series.high else None
    spread = ""
    if low is not None and high is not None and series.y[place]:
        spread = f" ± {(high - low) / 2 / series.y[place] * 100:.1f} %"
    is_law = series.style == "law"
    return Row(series.slot, series.label, f"{value} {unit}{spread}{elsewhere}", is_law, not is_law)


def _beside(box: Overlay, mouse: QPointF, view: QRectF) -> QPointF:
    """Right of the mouse and above it, or on the other side where that would leave the view."""
    size = box.boundingRect()
    fits = mouse.x() + 16 + size.width() < view.right()
    x = mouse.x() + 16 if fits else mouse.x() - 16 - size.width()
    y = min(max(mouse.y() - size.height() - 8, view.top() + 4), view.bottom() - size.height() - 4)
    return QPointF(max(x, view.left() + 4), y)
