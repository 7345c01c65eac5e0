"""The ratio of a duel on an axis around 1: its interval, the band within which both are the same, and the
pairs of rounds that it is made of."""

from __future__ import annotations

from math import exp, log

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from mixbench.core.duel import SAME_WITHIN
from mixbench.gui.duelling import Pair
from mixbench.gui.plot_axis import even_steps, number_text
from mixbench.gui.plot_overlays import font_of
from mixbench.gui.theme import ThemeManager

_HEIGHT_PX, _LEAST_PX = 190, 120
_TOP_PX, _AXIS_PX, _EDGE_PX = 24, 22, 12
#: The interval has a line of its own above the pairs.
_INTERVAL_PX = 30
_DOT_PX, _CAP_PX, _TICK_PX = 3.0, 7.0, 70
#: The axis reaches at least to these, so that the band is always seen whole.
_ALWAYS_SEEN = (0.98, 1.02)
_MARGIN = 0.06


class DuelPlot(QWidget):
    """Ratios on a logarithmic axis, so that twice and half are as far from 1. The first is faster at the
    left of it. Pairs go downwards in the order of time; crosses are disturbed ones."""

    def __init__(self, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._pairs: tuple[Pair, ...] = ()
        self._ratio: float | None = None
        self._interval: tuple[float, float] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumHeight(_LEAST_PX)
        self.setAccessibleName(self.tr("Ratio of the paired rounds"))
        themes.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Wide and flat."""
        return QSize(520, _HEIGHT_PX)

    def show_pairs(
        self, pairs: tuple[Pair, ...], ratio: float | None, interval: tuple[float, float] | None
    ) -> None:
        """Show what is known so far; `ratio` is None before the first pair."""
        self._pairs, self._ratio, self._interval = pairs, ratio, interval
        marked = sum(pair.is_marked for pair in pairs)
        words = self.tr("{pairs} pairs of rounds, the first above; crosses: {marked} disturbed ones")
        self.setToolTip(words.format(pairs=len(pairs), marked=marked) if pairs else "")
        self.update()

    def place(self, ratio: float) -> float:
        """Where a ratio lies, in pixels from the left."""
        low, high = self._limits()
        area = self._area()
        return area.left() + (log(ratio) - log(low)) / (log(high) - log(low)) * area.width()

    def dots(self) -> list[tuple[QPointF, bool]]:
        """Where each pair lies in the widget, and whether it is marked."""
        area = self._area().adjusted(0, _INTERVAL_PX, 0, -6)
        step = area.height() / max(1, len(self._pairs))
        return [
            (QPointF(self.place(pair.ratio), area.top() + (index + 0.5) * step), pair.is_marked)
            for index, pair in enumerate(self._pairs)
        ]

    def _area(self) -> QRectF:
        return QRectF(self.rect()).adjusted(_EDGE_PX, _TOP_PX, -_EDGE_PX, -_AXIS_PX)

    def _limits(self) -> tuple[float, float]:
        """Both ends of the axis: everything is in sight, and 1 with its band."""
        known = [*(pair.ratio for pair in self._pairs), *(self._interval or ()), *_ALWAYS_SEEN]
        low, high = log(min(known)), log(max(known))
        air = (high - low) * _MARGIN
        return exp(low - air), exp(high + air)

    # painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the band, the axis, the pairs, and over them the interval."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_band(painter)
        self._paint_axis(painter)
        self._paint_sides(painter)
        for centre, is_marked in self.dots():
            self._paint_dot(painter, centre, is_marked=is_marked)
        self._paint_interval(painter)
        painter.end()

    def _paint_band(self, painter: QPainter) -> None:
        theme, area = self._themes.theme, self._area()
        left, right = self.place(1 - SAME_WITHIN), self.place(1 + SAME_WITHIN)
        painter.fillRect(QRectF(left, area.top(), right - left, area.height()), QColor(theme.grid))
        painter.setPen(QPen(QColor(theme.strong_border), 1))
        one = self.place(1.0)
        painter.drawLine(QPointF(one, area.top()), QPointF(one, area.bottom()))

    def _paint_axis(self, painter: QPainter) -> None:
        theme, area, (low, high) = self._themes.theme, self._area(), self._limits()
        painter.setPen(QPen(QColor(theme.border), 1))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        painter.setFont(font_of(11))
        painter.setPen(QColor(theme.muted))
        metrics = QFontMetricsF(font_of(11))
        for tick in even_steps(low, high, max(2, int(area.width() / _TICK_PX))):
            text = number_text(tick)
            width = metrics.horizontalAdvance(text)
            left = min(max(self.place(tick) - width / 2, 0.0), self.width() - width)
            painter.drawText(QPointF(left, area.bottom() + 15), text)

    def _paint_sides(self, painter: QPainter) -> None:
        """Which way is which, and what the band means, above the axis."""
        painter.setFont(font_of(11))
        painter.setPen(QColor(self._themes.theme.muted))
        metrics, one = QFontMetricsF(font_of(11)), self.place(1.0)
        faster, slower = self.tr("← first is faster"), self.tr("first is slower →")
        same = self.tr("±1 %")
        half = metrics.horizontalAdvance(same) / 2
        gap = half + 12
        painter.drawText(QPointF(one - half, _TOP_PX - 8), same)
        if one - gap - metrics.horizontalAdvance(faster) >= 0:
            painter.drawText(QPointF(one - gap - metrics.horizontalAdvance(faster), _TOP_PX - 8), faster)
        if one + gap + metrics.horizontalAdvance(slower) <= self.width():
            painter.drawText(QPointF(one + gap, _TOP_PX - 8), slower)

    def _paint_dot(self, painter: QPainter, centre: QPointF, *, is_marked: bool) -> None:
        theme = self._themes.theme
        if is_marked:
            painter.setPen(QPen(QColor(theme.warning), 1.6))
            for way in (QPointF(_DOT_PX, _DOT_PX), QPointF(_DOT_PX, -_DOT_PX)):
                painter.drawLine(centre - way, centre + way)
            return
        fill = QColor(theme.muted)
        fill.setAlpha(200)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawEllipse(centre, _DOT_PX, _DOT_PX)

    def _paint_interval(self, painter: QPainter) -> None:
        if self._ratio is None:
            return
        theme = self._themes.theme
        y = self._area().top() + _INTERVAL_PX / 2
        painter.setPen(QPen(QColor(theme.text), 2))
        if self._interval is not None:
            low, high = (self.place(end) for end in self._interval)
            painter.drawLine(QPointF(low, y), QPointF(high, y))
            for end in (low, high):
                painter.drawLine(QPointF(end, y - _CAP_PX), QPointF(end, y + _CAP_PX))
        painter.setPen(QPen(QColor(theme.panel), 1.5))
        painter.setBrush(QColor(theme.text))
        painter.drawEllipse(QPointF(self.place(self._ratio), y), 5.0, 5.0)
