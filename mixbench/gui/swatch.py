"""The small mark that a series carries in the tree and the tables: its marker of the plot, in its colour."""

from __future__ import annotations

from functools import lru_cache

from pyqtgraph.graphicsItems.ScatterPlotItem import drawSymbol
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from mixbench.core.palette import marker
from mixbench.gui.series_look import marker_px
from mixbench.gui.theme import Theme

#: Screens of one, two and three pixels a point.
_SIZES_PX = (16, 32, 48)
_SIDE = 0.7
_RADIUS = 0.1
#: The side of the square that a marker of the plot is drawn into, in its own pixels.
_MARKER_ROOM_PX = 14


@lru_cache(maxsize=64)
def swatch(colour: str) -> QIcon:
    """A rounded square in a colour (`#rrggbb`), the same on a selected row."""
    icon = QIcon()
    for size in _SIZES_PX:
        pixmap = _square(colour, size)
        icon.addPixmap(pixmap, QIcon.Mode.Normal)
        icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return icon


def _square(colour: str, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    margin = size * (1 - _SIDE) / 2
    side = size * _SIDE
    painter.drawRoundedRect(QRectF(margin, margin, side, side), size * _RADIUS, size * _RADIUS)
    painter.end()
    return pixmap


@lru_cache(maxsize=256)
def series_swatch(theme: Theme, slot: int) -> QIcon:
    """The marker of a slot in its colour, so that rows are found on the plot without seeing colours."""
    icon = QIcon()
    for size in _SIZES_PX:
        pixmap = _marked(theme.series_colour(slot), slot, size)
        icon.addPixmap(pixmap, QIcon.Mode.Normal)
        icon.addPixmap(pixmap, QIcon.Mode.Selected)
    return icon


def _marked(colour: QColor, slot: int, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(QPointF(size / 2, size / 2))
    painter.scale(size / _MARKER_ROOM_PX, size / _MARKER_ROOM_PX)
    pen = QPen(Qt.PenStyle.NoPen)
    drawSymbol(painter, marker(slot), marker_px(slot), pen, colour)
    painter.end()
    return pixmap
