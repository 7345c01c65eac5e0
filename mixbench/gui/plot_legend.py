"""The legend of a small plot, below it: a sample, a name and a remark for each line."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from mixbench.core.figure import Figure
from mixbench.gui.figure_words import legend_rows
from mixbench.gui.flow_layout import FlowLayout
from mixbench.gui.panel import GAP
from mixbench.gui.plot_overlays import font_of
from mixbench.gui.series_look import SAMPLE_PX, Row, paint_sample
from mixbench.gui.theme import ThemeManager

_HEIGHT_PX, _MOST_ROWS = 18, 99
_TEXT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class PlotLegend(QWidget):
    """Names the lines of a figure where a legend over them would hide them."""

    def __init__(self, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.entries: list[_Entry] = []
        self._flow = FlowLayout(self, gap=GAP)
        self.setAccessibleName(self.tr("Legend"))
        themes.changed.connect(self._repaint)

    def show_figure(self, figure: Figure) -> None:
        """Name other lines."""
        for entry in self.entries:
            self._flow.removeWidget(entry)
            entry.deleteLater()
        self.entries = [_Entry(self._themes, row, self) for row in legend_rows(figure, _MOST_ROWS)]
        for entry in self.entries:
            self._flow.addWidget(entry)
            entry.show()
        self.setAccessibleDescription("; ".join(entry.text for entry in self.entries))
        self.fit_width(self.width())

    def fit_width(self, width_px: int) -> None:
        """Ask for as many rows as a width makes; what lies in a scroll area does not ask by itself."""
        self.setFixedHeight(max(0, self._flow.heightForWidth(width_px)))

    def _repaint(self) -> None:
        for entry in self.entries:
            entry.update()


class _Entry(QWidget):
    """A sample of one line with its words."""

    def __init__(self, themes: ThemeManager, row: Row, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes, self._row = themes, row
        self.text = f"{row.name} {row.remark}".rstrip()
        self.setToolTip(self.text)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """All words in one line."""
        metrics = QFontMetrics(font_of())
        words = metrics.horizontalAdvance(self._row.name) + metrics.horizontalAdvance(self._row.remark)
        return QSize(SAMPLE_PX + words + 3 * GAP, _HEIGHT_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the sample, the name, and the remark in grey."""
        theme, row = self._themes.theme, self._row
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_sample(painter, theme, row, QPointF(0, _HEIGHT_PX / 2))
        painter.setFont(font_of())
        painter.setPen(QColor(theme.text))
        left = SAMPLE_PX + GAP
        painter.drawText(QRectF(left, 0, self.width(), _HEIGHT_PX), _TEXT, row.name)
        left += QFontMetrics(font_of()).horizontalAdvance(row.name) + GAP
        painter.setPen(QColor(theme.muted))
        painter.drawText(QRectF(left, 0, self.width(), _HEIGHT_PX), _TEXT, row.remark)
