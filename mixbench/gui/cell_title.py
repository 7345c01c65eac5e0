"""The title of a plot of samples, laid over its upper left corner."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from mixbench.gui.plot_overlays import Overlay, font_of
from mixbench.gui.sample_sets import SampleSet
from mixbench.gui.theme import Theme

#: The height that a title takes of its plot.
TITLE_PX = 26
_SQUARE_PX, _PAD_PX = 9, 7


class CellTitle(Overlay):
    """A square in the colour of the series, its name, and where there is room its figure."""

    def __init__(self, parent: QGraphicsItem, z: float) -> None:
        super().__init__(parent, z)
        self._theme: Theme | None = None
        self._slot = 0
        self._name_px = 0.0
        self.words = self.remark = ""

    def show_words(self, theme: Theme, samples: SampleSet, most_px: float) -> None:
        """Show another title within a width."""
        bold, plain = QFontMetricsF(font_of(bold=True)), QFontMetricsF(font_of())
        self._theme, self._slot = theme, samples.slot
        left = most_px - _SQUARE_PX - 3 * _PAD_PX
        remark_px = plain.horizontalAdvance(samples.remark) + _PAD_PX
        is_wide = bold.horizontalAdvance(samples.title) + remark_px < left
        self.remark = samples.remark if is_wide else ""
        self.words = bold.elidedText(samples.title, Qt.TextElideMode.ElideRight, left)
        self._name_px = bold.horizontalAdvance(self.words)
        width = _SQUARE_PX + 3 * _PAD_PX + self._name_px + (remark_px if is_wide else 0)
        self._resize(width, TITLE_PX - 4)

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Draw square and words on a veil."""
        theme = self._theme
        if theme is None:
            return
        self._paint_ground(painter, theme, 205)
        height = self._size.height()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.series_colour(self._slot))
        painter.drawRoundedRect(QRectF(_PAD_PX, (height - _SQUARE_PX) / 2, _SQUARE_PX, _SQUARE_PX), 1.5, 1.5)
        left = _SQUARE_PX + 2 * _PAD_PX
        centred = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(font_of(bold=True))
        painter.setPen(QColor(theme.text))
        painter.drawText(QRectF(left, 0, self._size.width(), height), centred, self.words)
        painter.setFont(font_of())
        painter.setPen(QColor(theme.muted))
        behind = left + self._name_px + _PAD_PX
        painter.drawText(QRectF(behind, 0, self._size.width(), height), centred, self.remark)
