"""What a scatter is drawn with: markers that tell a kind, names where there is room, words of a point."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import pyqtgraph as pg
from pyqtgraph.graphicsItems.ScatterPlotItem import drawSymbol
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from mixbench.core.scatter import Scatter, Spot
from mixbench.gui.plot_overlays import Overlay, font_of
from mixbench.gui.series_items import Transform
from mixbench.gui.theme import Theme

#: The marker of each kind; pointed ones are larger to weigh the same.
_MARKERS = (("o", 9.0), ("t1", 11.0), ("s", 9.0), ("d", 12.0), ("star", 13.0))
_FAINT_ALPHA = 85
_INTERVAL_Z, _PATH_Z, _FAINT_Z, _SPOT_Z = 8, 6, 10, 20
_PAD_PX, _LINE_PX, _NAME_GAP_PX, _SAMPLE_PX = 8, 17, 7, 18


def marker_of(kind: int) -> tuple[str, float]:
    """The symbol of a kind and its size in pixels."""
    return _MARKERS[kind % len(_MARKERS)]


class Spots:
    """The points of a scatter with their intervals and the line of the best. `places` are their positions on
    the axes, in the order of the figure's spots; NaN where an axis has none for them."""

    def __init__(self, plot: pg.PlotWidget) -> None:
        self.path = pg.PlotCurveItem(antialias=True)
        self.intervals = pg.PlotCurveItem(antialias=True, connect="pairs")
        self.points = pg.ScatterPlotItem(antialias=True, pxMode=True)
        for item, z in ((self.path, _PATH_Z), (self.intervals, _INTERVAL_Z), (self.points, _SPOT_Z)):
            item.setZValue(z)
            plot.addItem(item, ignoreBounds=True)
        self.places: list[QPointF] = []

    def show(self, theme: Theme, figure: Scatter, x_of: Transform, y_of: Transform) -> None:
        """Draw other points; faint ones lie under the others."""
        spots = figure.spots
        x = x_of(np.array([spot.x for spot in spots], float))
        y = y_of(np.array([spot.y for spot in spots], float))
        self.places = [QPointF(px, py) for px, py in zip(x, y, strict=True)]
        order = sorted(range(len(spots)), key=lambda index: spots[index].emphasis != "faint")
        drawn = [index for index in order if np.isfinite(x[index]) and np.isfinite(y[index])]
        self.points.setData([self._item(theme, spots[index], x[index], y[index]) for index in drawn])
        self._show_intervals(theme, [spot for spot in spots if spot.emphasis != "faint"], x_of, y_of)
        corners = np.array(figure.path, float).reshape(-1, 2)
        self.path.setData(x_of(corners[:, 0]), y_of(corners[:, 1]))
        self.path.setPen(pg.mkPen(theme.muted, width=1.5))

    def _item(self, theme: Theme, spot: Spot, x: float, y: float) -> dict[str, object]:
        symbol, size = marker_of(spot.kind)
        colour = spot_colour(theme, spot)
        is_open = spot.emphasis == "open"
        ring = pg.mkPen(colour if is_open else QColor(theme.panel), width=1.6 if is_open else 1)
        return {
            "pos": (x, y),
            "symbol": symbol,
            "size": size if spot.emphasis != "faint" else size - 1,
            "brush": pg.mkBrush(QColor(theme.panel) if is_open else colour),
            "pen": ring,
        }

    def _show_intervals(self, theme: Theme, spots: Sequence[Spot], x_of: Transform, y_of: Transform) -> None:
        known = [spot for spot in spots if spot.low is not None and spot.high is not None]
        ends = np.array([end for spot in known for end in (spot.low, spot.high)], float)
        heights = np.repeat(np.array([spot.y for spot in known], float), 2)
        self.intervals.setData(x_of(ends), y_of(heights), connect="pairs")
        self.intervals.setPen(pg.mkPen(theme.muted, width=1.2))


def spot_colour(theme: Theme, spot: Spot) -> QColor:
    """The colour of the model, grey for one without; faint behind the others."""
    colour = QColor(theme.muted) if spot.slot is None else theme.series_colour(spot.slot)
    if spot.emphasis == "faint":
        colour.setAlpha(_FAINT_ALPHA)
    return colour


class Names(Overlay):
    """Names beside points: right or left, above or below, where they hide neither a point nor one another;
    a name without room is left out, for the point says it under the mouse."""

    def __init__(self, parent: QGraphicsItem, z: float) -> None:
        super().__init__(parent, z)
        self._theme: Theme | None = None
        self.shown: list[tuple[QRectF, str]] = []

    def place(
        self,
        theme: Theme,
        named: Sequence[tuple[QPointF, str]],
        kept_free: Sequence[QPointF],
        behind: Sequence[QRectF],
        path: Sequence[QPointF],
        view: QRectF,
    ) -> None:
        """Find room for the names, the earlier first, clear of the line of the `path`, over what lies
        `behind` only where there is no other; all in pixels of the view."""
        self._theme = theme
        metrics = QFontMetricsF(font_of(11))
        boxes = [box_of(point) for point in kept_free] + [line_box(*ends) for ends in pairwise(path)]
        self.shown = []
        for point, text in named:
            size = metrics.boundingRect(text).size()
            beside = (_moved_into(view, box) for box in _beside(point, size.width() + 2, size.height()))
            places = [box for box in beside if view.contains(box)]
            free = [box for box in places if not _hits(box, boxes)]
            box = next((box for box in free if not _hits(box, behind)), free[0] if free else None)
            if box is not None:
                self.shown.append((box, text))
                boxes.append(box)
        self._resize(view.right(), view.bottom())

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Write the names."""
        if self._theme is None:
            return
        painter.setFont(font_of(11))
        painter.setPen(QColor(self._theme.text))
        for box, text in self.shown:
            painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), text)


def box_of(point: QPointF) -> QRectF:
    """What the marker of a point takes."""
    return QRectF(point.x() - 5, point.y() - 5, 10, 10)


def _moved_into(view: QRectF, box: QRectF) -> QRectF:
    """A box that leaves the view at a side comes to lie beside that side."""
    left = max(view.left(), min(box.left(), view.right() - box.width()))
    return QRectF(left, box.top(), box.width(), box.height())


def line_box(start: QPointF, end: QPointF) -> QRectF:
    """What a level or upright line takes with a pixel of air."""
    return QRectF(start, end).normalized().adjusted(-1, -1, 1, 1)


def _hits(box: QRectF, others: Sequence[QRectF]) -> bool:
    return any(box.intersects(other) for other in others)


def _beside(point: QPointF, width: float, height: float) -> tuple[QRectF, ...]:
    """The places of a name, the best first: a front rises to the right, so that above left is free."""
    x, y, gap = point.x(), point.y(), _NAME_GAP_PX
    return (
        QRectF(x - gap - width, y - height - 2, width, height),
        QRectF(x - width / 2, y - height - gap, width, height),
        QRectF(x - gap - width, y - height / 2, width, height),
        QRectF(x + gap, y - height / 2, width, height),
        QRectF(x - width / 2, y + gap, width, height),
        QRectF(x - gap, y - height - gap, width, height),
        QRectF(x - gap, y + gap, width, height),
    )


class Card(Overlay):
    """Lines of text on a ground of their own, the first one bold: what a point says."""

    def __init__(self, parent: QGraphicsItem, z: float) -> None:
        super().__init__(parent, z)
        self._theme: Theme | None = None
        self.lines: tuple[str, ...] = ()

    def show_lines(self, theme: Theme, lines: tuple[str, ...], most_px: float) -> None:
        """Say something else; lines too long for the view end in dots."""
        heading, metrics = QFontMetricsF(font_of(bold=True)), QFontMetricsF(font_of())
        cut = tuple(metrics.elidedText(line, Qt.TextElideMode.ElideRight, most_px) for line in lines)
        self._theme, self.lines = theme, cut
        widths = [heading.horizontalAdvance(cut[0]), *map(metrics.horizontalAdvance, cut[1:])]
        self._resize(max(widths) + 2 * _PAD_PX, len(cut) * _LINE_PX + 2 * _PAD_PX - 4)
        self.show()

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Draw the ground and the lines."""
        if self._theme is None:
            return
        self._paint_ground(painter, self._theme, 255, framed=True)
        for number, line in enumerate(self.lines):
            painter.setFont(font_of(bold=not number))
            painter.setPen(QColor(self._theme.text if number < 2 else self._theme.muted))
            box = QRectF(_PAD_PX, _PAD_PX - 2 + number * _LINE_PX, self._size.width(), _LINE_PX)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), line)


class KindsLegend(Overlay):
    """Which marker is which kind, in a column; only of the kinds that are drawn."""

    def __init__(self, parent: QGraphicsItem, z: float) -> None:
        super().__init__(parent, z)
        self._theme: Theme | None = None
        self.kinds: tuple[tuple[int, str], ...] = ()

    def show_kinds(self, theme: Theme, figure: Scatter) -> None:
        """Name the kinds of a figure."""
        drawn = sorted({spot.kind for spot in figure.spots})
        self._theme, self.kinds = theme, tuple((kind, figure.kinds[kind]) for kind in drawn)
        metrics = QFontMetricsF(font_of())
        width = max((metrics.horizontalAdvance(word) for _, word in self.kinds), default=0.0)
        self._resize(width + _SAMPLE_PX + 2 * _PAD_PX, len(drawn) * _LINE_PX + 6 if drawn else 0)
        self.setVisible(bool(drawn))

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Draw a marker and its word in each line."""
        if self._theme is None:
            return
        self._paint_ground(painter, self._theme, 215)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, (kind, word) in enumerate(self.kinds):
            y = 3 + number * _LINE_PX + _LINE_PX / 2
            self._paint_marker(painter, self._theme, kind, QPointF(_PAD_PX + 5, y))
            painter.setFont(font_of())
            painter.setPen(QColor(self._theme.muted))
            box = QRectF(_PAD_PX + _SAMPLE_PX, y - _LINE_PX / 2, self._size.width(), _LINE_PX)
            painter.drawText(box, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), word)

    def _paint_marker(self, painter: QPainter, theme: Theme, kind: int, centre: QPointF) -> None:
        symbol, size = marker_of(kind)
        painter.save()
        painter.translate(centre)
        drawSymbol(painter, symbol, size, pg.mkPen(None), pg.mkBrush(theme.muted))
        painter.restore()
