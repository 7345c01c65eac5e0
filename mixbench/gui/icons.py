"""The icons that ship with MixBench, in any colour."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from mixbench.core.resources import resource

#: The grey that every drawing is stored in; the stylesheet shows them so, for it reads on both themes.
STORED_COLOUR = "#808894"

_SIZES = (16, 20, 32, 48)


@lru_cache(maxsize=128)
def icon(name: str, colour: str) -> QIcon:
    """The icon `resources/icons/NAME.svg` drawn in a colour (`#rrggbb`), greyed where it is disabled."""
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8")
    made = QIcon()
    for size in _SIZES:
        made.addPixmap(_pixmap(drawing.replace(STORED_COLOUR, colour), size), QIcon.Mode.Normal)
        made.addPixmap(_pixmap(drawing, size), QIcon.Mode.Disabled)
    return made


def _pixmap(drawing: str, size: int) -> QPixmap:
    pixmap = QPixmap(size, size)
    pixmap.fill(QColor(Qt.GlobalColor.transparent))
    painter = QPainter(pixmap)
    QSvgRenderer(QByteArray(drawing.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
