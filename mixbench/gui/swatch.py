"""The small square in a series' colour that a model carries in the tree and in the table."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap

#: Screens of one, two and three pixels a point.
_SIZES_PX = (16, 32, 48)
_SIDE = 0.7
_RADIUS = 0.1


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
