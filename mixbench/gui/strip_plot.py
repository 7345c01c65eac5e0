"""Every raw sample of a timing as a dot, a line a round: the eye finds what a median hides."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mixbench.core.measurement import Round
from mixbench.gui.plot_axis import even_steps, number_text
from mixbench.gui.plot_overlays import font_of
from mixbench.gui.theme import ThemeManager

_HEIGHT_PX, _AXIS_PX, _EDGE_PX = 92, 20, 8
_DOT_PX = 2.6
_TICK_PX = 44


class StripPlot(QWidget):
    """Samples over milliseconds. Dots are undisturbed, crosses are marked ones; rounds go downwards, and
    the thin line is the median."""

    def __init__(self, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._rounds: tuple[Round, ...] = ()
        self._median = 0.0
        self._slot = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themes.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Flat and as wide as the panel."""
        return QSize(200, _HEIGHT_PX)

    def show_rounds(self, rounds: tuple[Round, ...], median_ms: float, slot: int) -> None:
        """Show the samples of a timing in the colour of its series."""
        self._rounds, self._median, self._slot = rounds, median_ms, slot
        marked = sum(sum(one.marked) for one in rounds)
        words = self.tr("{samples} samples in milliseconds, a line a round; crosses: {marked} disturbed ones")
        samples = sum(len(one.samples_ms) for one in rounds)
        self.setToolTip(words.format(samples=samples, marked=marked))
        self.update()

    def dots(self) -> list[tuple[QPointF, bool]]:
        """Where each sample lies in the widget, and whether it is marked."""
        area, (low, high) = self._area(), self._limits()
        dots = []
        for index, one in enumerate(self._rounds):
            y = area.top() + (index + 0.5) * area.height() / len(self._rounds)
            for sample, is_marked in zip(one.samples_ms, one.marked, strict=True):
                x = area.left() + (sample - low) / (high - low) * area.width()
                dots.append((QPointF(x, y), is_marked))
        return dots

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_EDGE_PX, 4, -_EDGE_PX, -_AXIS_PX)

    def _limits(self) -> tuple[float, float]:
        samples = [sample for one in self._rounds for sample in one.samples_ms]
        low, high = min(samples, default=0.0), max(samples, default=1.0)
        return (low, high) if high > low else (low * 0.99 - 1e-9, high * 1.01 + 1e-9)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw axis, median and samples."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, area = self._themes.theme, self._area()
        self._paint_axis(painter, area)
        painter.setPen(QPen(QColor(theme.strong_border), 1))
        low, high = self._limits()
        x = area.left() + (self._median - low) / (high - low) * area.width()
        painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        colour = theme.series_colour(self._slot)
        for centre, is_marked in self.dots():
            if is_marked:
                _cross(painter, QColor(theme.warning), centre)
            else:
                fill = QColor(colour)
                fill.setAlpha(190)
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(fill)
                painter.drawEllipse(centre, _DOT_PX, _DOT_PX)
        painter.end()

    def _paint_axis(self, painter: QPainter, area: QRectF) -> None:
        theme, (low, high) = self._themes.theme, self._limits()
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setFont(font_of(11))
        painter.setPen(QColor(theme.muted))
        metrics = QFontMetricsF(font_of(11))
        for tick in even_steps(low, high, max(2, int(area.width() / _TICK_PX))):
            x = area.left() + (tick - low) / (high - low) * area.width()
            text = number_text(tick)
            half = metrics.horizontalAdvance(text) / 2
            left = min(max(x - half, 0.0), self.width() - 2 * half)
            painter.drawText(QPointF(left, area.bottom() + 14), text)


def _cross(painter: QPainter, colour: QColor, centre: QPointF) -> None:
    painter.setPen(QPen(colour, 1.6))
    for way in (QPointF(_DOT_PX, _DOT_PX), QPointF(_DOT_PX, -_DOT_PX)):
        painter.drawLine(centre - way, centre + way)
