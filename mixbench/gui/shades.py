"""Grounds behind a plot: stretches of its horizontal axis, shaded over the whole height."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from mixbench.gui.theme import Theme

_SHADE_Z = -12


class Shades(pg.GraphicsObject):  # type: ignore[misc]  # pyqtgraph has no types
    """One tone for the stretches, another for the one `before` them: a warm-up."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(_SHADE_Z)
        self.spans: list[tuple[float, float]] = []
        self.before: tuple[float, float] | None = None
        self._ground, self._faint = QColor(), QColor()

    def show(self, spans: list[tuple[float, float]], before: tuple[float, float] | None = None) -> None:
        """Shade other stretches, each from its begin to its end."""
        self.spans, self.before = spans, before
        self.update()

    def dress(self, theme: Theme) -> None:
        """Wear the theme."""
        self._ground, self._faint = QColor(theme.stripe), QColor(theme.grid)
        self._faint.setAlpha(110)
        self.update()

    def boundingRect(self) -> QRectF:
        """All that is in view."""
        return QRectF(self.viewRect())

    def viewTransformChanged(self) -> None:
        """Another stretch came into view."""
        self.prepareGeometryChange()

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Draw the grounds."""
        view = QRectF(self.viewRect())
        painter.setPen(Qt.PenStyle.NoPen)
        for begin, end in self.spans:
            painter.fillRect(QRectF(begin, view.top(), end - begin, view.height()), self._ground)
        if self.before is not None:
            begin, end = self.before
            painter.fillRect(QRectF(begin, view.top(), end - begin, view.height()), self._faint)
