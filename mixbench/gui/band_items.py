"""A band of a stack: its area, its name, and the room that it has for it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QStyleOptionGraphicsItem, QWidget

from mixbench.gui.plot_overlays import Overlay, font_of
from mixbench.gui.series_items import Array

#: What a name needs across, in pixels.
LABEL_PX = 18


@dataclass(frozen=True)
class BandRoom:
    """The room for a name of some `width` between the lines `floor` and `roof` of a band, centred `at` some
    places; all in pixels of the view, downwards."""

    x: Array
    floor: Array
    roof: Array
    at: Array
    width: float

    def level(self) -> tuple[QPointF, float] | None:
        """The best place for a level name, with its angle of 0; None where a name would come near an edge."""
        offsets = np.linspace(-self.width / 2, self.width / 2, 9)[:, np.newaxis]
        floor = np.interp(self.at + offsets, self.x, self.floor).min(axis=0)
        roof = np.interp(self.at + offsets, self.x, self.roof).max(axis=0)
        best = _last_best(floor - roof)
        if floor[best] - roof[best] < 1.5 * LABEL_PX:
            return None
        return QPointF(self.at[best], (floor[best] + roof[best]) / 2), 0.0

    def along(self) -> tuple[QPointF, float] | None:
        """The best place for a name that follows the middle of the band, with its angle in degrees."""
        middle = (self.floor + self.roof) / 2
        half = self.width / 2
        rise = np.interp(self.at + half, self.x, middle) - np.interp(self.at - half, self.x, middle)
        slope = np.arctan2(rise, self.width)
        thickness = [
            np.interp(self.at + side * half * np.cos(slope), self.x, self.floor - self.roof)
            for side in (-1, 0, 1)
        ]
        room = np.min(thickness, axis=0) * np.cos(slope)
        best = _last_best(room)
        if room[best] < LABEL_PX:
            return None
        centre = QPointF(self.at[best], float(np.interp(self.at[best], self.x, middle)))
        return centre, float(np.degrees(slope[best]))


class BandArea(QGraphicsPathItem):
    """The filled area of a band. pyqtgraph's own curves fill in pieces, whose seams are seen."""

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Draw it with smooth edges."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        super().paint(painter, option, widget)


def _last_best(room: Array) -> int:
    """The place with most room; of equals, to a pixel, the rightmost, where stacks are high."""
    return int(np.flatnonzero(room.round() == room.max().round())[-1])


def filled(x: Array, y: Array) -> QPainterPath:
    """The area between a line and zero."""
    path = QPainterPath(QPointF(x[0], 0.0))
    for px, py in zip(x, y, strict=True):
        path.lineTo(px, py)
    path.lineTo(x[-1], 0.0)
    path.closeSubpath()
    return path


class BandLabel(Overlay):
    """The name of a band, within it."""

    def __init__(self, parent: QGraphicsItem, z: float) -> None:
        super().__init__(parent, z)
        self._text, self._ink = "", QColor()

    @property
    def text(self) -> str:
        """The name."""
        return self._text

    def show_text(self, text: str, ink: QColor) -> None:
        """Say a name."""
        self._text, self._ink = text, ink
        self._resize(QFontMetricsF(font_of()).horizontalAdvance(text) + 2, 16)

    def lie(self, centre: QPointF, degrees: float) -> None:
        """Lie around a place of the view, turned clockwise."""
        middle = self.boundingRect().center()
        self.setTransformOriginPoint(middle)
        self.setRotation(degrees)
        self.setPos(centre - middle)

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Write it."""
        painter.setFont(font_of())
        painter.setPen(self._ink)
        painter.drawText(QRectF(self.boundingRect()), int(Qt.AlignmentFlag.AlignCenter), self._text)
