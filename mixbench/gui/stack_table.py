"""Beside a stack of bands: what each of them is at one size, from the top of the stack down."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from mixbench.core.figure import Band, Figure
from mixbench.gui.plot_axis import number_text
from mixbench.gui.plot_overlays import Overlay, font_of
from mixbench.gui.theme import Theme

_ROW_PX, _LINE_PX, _HEAD_PX = 36, 17, 42
_SWATCH_PX, _GAP_PX = 10, 8

_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class StackTable(Overlay):
    """Legend and readout in one: colour and name of every band with its value below."""

    def __init__(self, parent: QGraphicsItem, z: float) -> None:
        super().__init__(parent, z)
        self._theme: Theme | None = None
        self._bands: tuple[Band, ...] = ()
        self._place = 0
        #: Whether value stands behind name instead of below it, for want of height.
        self.is_low = False
        self.heading = ""
        self.total = ""

    @property
    def rows(self) -> tuple[tuple[str, str], ...]:
        """Names and values as they stand there."""
        return tuple((band.label, band.remarks[self._place]) for band in reversed(self._bands))

    def show_place(self, theme: Theme, figure: Figure, place: int) -> None:
        """Tell of the size with that index."""
        self._theme, self._bands, self._place = theme, figure.bands, place
        self.heading = f"{number_text(figure.bands[0].x[place])} {figure.x.unit}"
        self.total = figure.totals[place]
        self._resize(self._width(figure), _HEAD_PX + len(self._bands) * self._row_px)

    def fit_into(self, figure: Figure, height: float) -> None:
        """Make the best of a height in pixels, whichever size is told of."""
        self.is_low = _HEAD_PX + len(figure.bands) * _ROW_PX > height

    @property
    def _row_px(self) -> int:
        return _LINE_PX + 1 if self.is_low else _ROW_PX

    def _width(self, figure: Figure) -> float:
        """The room that it needs whichever size it tells of."""
        names = _widest((band.label for band in figure.bands), font_of())
        values = _widest((text for band in figure.bands for text in band.remarks), font_of())
        inner = names + _GAP_PX + values if self.is_low else max(names, values)
        return max(_SWATCH_PX + _GAP_PX + inner, _widest(figure.totals, font_of(bold=True))) + 4

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Draw the size, what the whole comes to, and the rows."""
        theme = self._theme
        if theme is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(font_of(bold=True))
        painter.setPen(QColor(theme.text))
        width = self._size.width()
        painter.drawText(QRectF(0, 0, width, _LINE_PX), _LEFT, self.heading)
        painter.drawText(QRectF(0, _LINE_PX, width, _LINE_PX), _LEFT, self.total)
        painter.setFont(font_of())
        for row, band in enumerate(reversed(self._bands)):
            self._paint_row(painter, theme, band, _HEAD_PX + row * self._row_px)

    def _paint_row(self, painter: QPainter, theme: Theme, band: Band, y: float) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.role_colour(band.role))
        painter.drawRoundedRect(QRectF(0, y + 4, _SWATCH_PX, _SWATCH_PX), 2, 2)
        left = _SWATCH_PX + _GAP_PX
        painter.setPen(QColor(theme.text))
        painter.drawText(QRectF(left, y, self._size.width(), _LINE_PX), _LEFT, band.label)
        painter.setPen(QColor(theme.muted))
        if self.is_low:
            painter.drawText(QRectF(0, y, self._size.width(), _LINE_PX), _RIGHT, band.remarks[self._place])
            return
        place = QRectF(left, y + _LINE_PX - 1, self._size.width(), _LINE_PX)
        painter.drawText(place, _LEFT, band.remarks[self._place])


def _widest(texts: Iterable[str], font: QFont) -> float:
    metrics = QFontMetricsF(font)
    return max((metrics.horizontalAdvance(text) for text in texts), default=0.0)
