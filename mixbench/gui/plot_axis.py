"""Ticks that read as people write numbers: 1, 2, 5 times powers of ten, linear or logarithmic."""

from __future__ import annotations

from math import ceil, floor, log10

import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF

#: The room that a tick with its number takes, in pixels.
_TICK_PX = {"bottom": 80, "left": 44}
_NAME_MARGIN_PX = 16

#: A logarithmic axis with fewer ticks than this is divided evenly instead.
_FEWEST = 3


def even_steps(low: float, high: float, most: int) -> list[float]:
    """Multiples of 1, 2, 2.5 or 5 times a power of ten within [low, high], at most about `most`."""
    span = high - low
    if span <= 0 or most < 1:
        return []
    power: float = 10.0 ** floor(log10(span / most))
    step = next((power * nice for nice in (1, 2, 2.5, 5, 10) if span / (power * nice) <= most), power * 10)
    return [index * step for index in range(ceil(low / step), floor(high / step) + 1)]


def log_steps(low: float, high: float, most: int) -> list[float]:
    """Positive values to mark within [low, high]: decades, or 1-2-5, or even steps over a short range."""
    decades = range(floor(log10(low)), ceil(log10(high)) + 1)
    for digits in ((1, 2, 3, 5), (1, 2, 5), (1, 3), (1,)):
        marks = [digit * 10.0**power for power in decades for digit in digits]
        within = [mark for mark in marks if low <= mark <= high]
        if _FEWEST <= len(within) <= most:
            return within
    if len(within) < _FEWEST:
        return [mark for mark in even_steps(low, high, most) if mark > 0]
    every = ceil(len(within) / most)
    return within[::every]


def number_text(value: float) -> str:
    """A tick's number: no exponent where it can be read, thousands set apart."""
    if value and not 1e-4 <= abs(value) < 1e7:
        return f"{value:.3g}"
    return f"{value:,.6g}".replace(",", "\u2009") if abs(value) >= 10_000 else f"{value:.6g}"


def _cut(name: str, metrics: QFontMetricsF, length: float) -> str:
    """A name without what is too long of its words; its unit stays."""
    words, comma, unit = name.rpartition(", ")
    if metrics.horizontalAdvance(name) <= length:
        return name
    if not words:
        return metrics.elidedText(name, Qt.TextElideMode.ElideRight, length)
    rest = comma + unit
    room = max(0.0, length - metrics.horizontalAdvance(rest))
    return metrics.elidedText(words, Qt.TextElideMode.ElideRight, room) + rest


class NumberAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """An axis whose positions are log10 of the values where `is_log` is set."""

    _name = ""  # pyqtgraph resizes it while it is made

    def __init__(self, orientation: str) -> None:
        super().__init__(orientation)
        self.is_log = False
        self._is_named = True
        self.enableAutoSIPrefix(False)

    def set_name(self, name: str) -> None:
        """Say what stands on the axis; where it is too short for that, its tooltip does."""
        self._name = name
        self._fit_name()

    def show_name(self, is_named: bool) -> None:
        """Show the name, or leave it to another plot over the same axis."""
        self._is_named = is_named
        self.showLabel(is_named)

    def resizeEvent(self, ev: object = None) -> None:
        """Cut the name to the length of the axis."""
        super().resizeEvent(ev)
        if self._name:
            self._fit_name()

    def _fit_name(self) -> None:
        length = self.width() if self.orientation == "bottom" else self.height()
        cut = _cut(self._name, QFontMetricsF(self.label.font()), max(0.0, length - _NAME_MARGIN_PX))
        if cut != self.labelText:
            self.setLabel(cut)
            self.showLabel(self._is_named)
            super().resizeEvent(None)  # pyqtgraph centres a name only where the axis is resized
            self.label.setToolTip(self._name if cut != self._name else "")

    def set_log(self, is_log: bool) -> None:
        """Say how positions are to be read."""
        if is_log != self.is_log:
            self.is_log = is_log
            self.picture = None
            self.update()

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:  # noqa: N803
        """Positions of the ticks, as one level."""
        most = max(2, int(size / _TICK_PX[self.orientation]))
        if not self.is_log:
            return [(1.0, even_steps(minVal, maxVal, most))]
        if maxVal > 300 or minVal < -300:
            return []
        return [(1.0, [log10(mark) for mark in log_steps(10.0**minVal, 10.0**maxVal, most)])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG002
        """The number at each position."""
        return [number_text(round(10.0**value, 12) if self.is_log else value) for value in values]
