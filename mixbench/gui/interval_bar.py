"""An interval on its way to its target, as a small bar behind its text: in the queue."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mixbench.gui.queue_model import NARROWNESS_ROLE
from mixbench.gui.theme import ThemeManager

_BAR_PX, _BAR_WIDTH_PX, _PAD_PX = 6, 44, 6


class IntervalBar(QStyledItemDelegate):
    """Draws how near an interval is to its target before the text that says so."""

    def __init__(self, themes: ThemeManager, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._themes = themes

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The cell as the style draws it, the bar at its left, and the text in the room beside it."""
        share = index.data(NARROWNESS_ROLE)
        if share is None:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        text, option.text = option.text, ""
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        beside = option.rect.adjusted(_BAR_WIDTH_PX + 2 * _PAD_PX, 0, -_PAD_PX, 0)
        shown = option.fontMetrics.elidedText(text, Qt.TextElideMode.ElideRight, beside.width())
        alignment = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        ink = QPalette.ColorRole.Text
        style.drawItemText(painter, beside, alignment, option.palette, True, shown, ink)
        self._paint_bar(painter, option, share)

    def _paint_bar(self, painter: QPainter, option: QStyleOptionViewItem, share: float) -> None:
        top = option.rect.center().y() - _BAR_PX / 2 + 1
        track = QRectF(option.rect.left() + _PAD_PX, top, _BAR_WIDTH_PX, _BAR_PX)
        theme = self._themes.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.border))
        painter.drawRoundedRect(track, 2, 2)
        track.setWidth(max(2.0, track.width() * share))
        painter.setBrush(QColor(theme.muted))
        painter.drawRoundedRect(track, 2, 2)
        painter.restore()
