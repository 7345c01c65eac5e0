"""Samples in the order in which they were taken, with what the device did meanwhile beneath."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor

from mixbench.core.chronology import (
    PlacedRound,
    by_clock,
    by_number,
    is_clocked,
    parts,
    warm_up_places,
)
from mixbench.core.measurement import GLIMPSE, DeviceState
from mixbench.core.units import milliseconds
from mixbench.gui.plot_axis import NumberAxis
from mixbench.gui.plot_overlays import font_of
from mixbench.gui.sample_cell import AXIS_PX, LINE_Z, SampleCell, dress_axis, name_axis, span
from mixbench.gui.sample_dots import DOT_Z, Dots, PlacedSamples, tip
from mixbench.gui.sample_sets import SampleSet
from mixbench.gui.shades import Shades
from mixbench.gui.theme import Theme

_DEVICE_PX = 74

#: Words at neighbouring visits keep so far from one another; what has no room is left out.
_WORD_GAP_PX = 10


class OrderCell(SampleCell):
    """Rounds alternately shaded, a line where another visit or process begins, the warm-up before all.

    A call of the warm-up that is longer than the plot is high is an arrow at its upper edge.
    """

    def __init__(self) -> None:
        super().__init__()
        self.shades = Shades()
        self.plot.addItem(self.shades, ignoreBounds=True)
        self.warm_up = pg.ScatterPlotItem(symbol="o", size=5.0, antialias=True, hoverable=True, tip=tip)
        self.beyond = pg.ScatterPlotItem(symbol="t1", size=9.0, antialias=True, hoverable=True, tip=tip)
        for item in (self.warm_up, self.beyond):
            item.setZValue(DOT_Z)
            self.plot.addItem(item, ignoreBounds=True)
        self.dots = Dots(self.plot)
        self.limits: list[pg.InfiniteLine] = []
        self.clock = DeviceRow("MHz", lambda device: device.clock_mhz)
        self.temperature = DeviceRow("°C", lambda device: device.temperature_c)
        for row in self._rows():
            row.plot.setXLink(self.plot)
        self.box.sigRangeChanged.connect(self._place_words)

    def _rows(self) -> list[DeviceRow]:
        return [self.clock, self.temperature]

    def least_px(self) -> int:
        """Room for what the device said as well."""
        return super().least_px() + sum(_DEVICE_PX for row in self._rows() if row.plot.isVisible())

    def plots(self) -> list[pg.PlotItem]:
        """The samples, and below them what the device said."""
        return [self.plot, *(row.plot for row in self._rows())]

    def _draw(self, samples: SampleSet) -> None:
        clocked = self.view.is_by_clock and is_clocked(samples.rounds)
        placed = by_clock(samples.rounds) if clocked else by_number(samples.rounds)
        samples_at = [
            PlacedSamples(one.round, np.array(one.places), self.positions(one.round.samples_ms))
            for one in placed
        ]
        self.dots.show(samples_at)
        low, high = span(np.concatenate([one.y for one in samples_at]), air=0.1)
        first = self._draw_warm_up(samples.warm_up_ms, high, in_seconds=clocked)
        counted = [one for one in placed if one.round.number != GLIMPSE]
        self.shades.show(
            [(one.begin, one.end) for one in counted[1::2]], None if first is None else (first, 0.0)
        )
        self._draw_parts(placed)
        self._draw_device(placed)
        end = placed[-1].end
        begin = 0.0 if first is None else first
        air = (end - begin) * 0.012
        self.bounds = (begin - air, end + air, low, high)
        self.axes["left"].set_log(self.view.is_log)
        name_axis(self.axes["left"], self.latency_title())
        self._label_time(clocked)

    def _draw_warm_up(self, calls_ms: Sequence[float], high: float, *, in_seconds: bool) -> float | None:
        """Draw the calls before the first round; the answer is where they begin, None without any."""
        x = np.asarray(warm_up_places(calls_ms, in_seconds=in_seconds), float)
        y = self.positions(calls_ms)
        words = [_warm_words(number, call) for number, call in enumerate(calls_ms, 1)]
        inside = y <= high
        for item, chosen in ((self.warm_up, inside), (self.beyond, ~inside)):
            data = [word for word, is_chosen in zip(words, chosen, strict=True) if is_chosen]
            edge = np.minimum(y[chosen], high)
            item.setData(x[chosen], edge, data=data)
        if not len(x):
            return None
        return float(x[0] - calls_ms[0] / 2e3) if in_seconds else float(x[0] - 0.5)

    def _draw_parts(self, placed: Sequence[PlacedRound]) -> None:
        found = parts(placed)
        shown = found if len(found) > 1 else []
        while len(self.limits) < len(shown):
            self.limits.append(self._limit())
        for line, one, words in zip(self.limits, shown, _part_words(shown), strict=False):
            line.setPos(one.begin)
            line.label.setFormat(words)
        for place, line in enumerate(self.limits):
            line.setVisible(place < len(shown))
        if self._theme is not None:
            self._paint_limits(self._theme)

    def _limit(self) -> pg.InfiniteLine:
        options = {"position": 0.05, "anchors": [(0, 0.5), (0, 0.5)], "movable": False}
        line = pg.InfiniteLine(angle=90, label="", labelOpts=options)
        line.label.setFont(font_of(11))
        line.setZValue(LINE_Z)
        self.plot.addItem(line, ignoreBounds=True)
        return line

    def _place_words(self) -> None:
        """Put words right of their line, left of it at the edge, and leave out what has no room."""
        end, edge = -np.inf, self.box.rect().width()
        for line in self.limits:
            if not line.isVisible():
                continue
            x = self.box.mapFromView(pg.Point(line.value(), 0)).x()
            width = line.label.boundingRect().width()
            fits = x + width <= edge
            begin = x if fits else x - width
            line.label.anchors = [(0, 0.5)] * 2 if fits else [(1, 0.5)] * 2
            line.label.setVisible(begin >= end)
            line.label.updatePosition()
            if begin >= end:
                end = begin + width + _WORD_GAP_PX

    def _draw_device(self, placed: Sequence[PlacedRound]) -> None:
        for row in self._rows():
            row.show(placed)

    def _label_time(self, clocked: bool) -> None:
        """Name the axis of time under the lowest plot that is seen."""
        if clocked:
            title = QCoreApplication.translate("Distribution", "seconds since the first sample")
        else:
            title = QCoreApplication.translate("Distribution", "sample")
        seen = [plot for plot in self.plots() if plot.isVisible()]
        for plot in seen:
            axis = plot.getAxis("bottom")
            is_lowest = plot is seen[-1]
            axis.setStyle(showValues=is_lowest)
            name_axis(axis, title if is_lowest else "")
            axis.showLabel(is_lowest)

    def _paint(self, theme: Theme, colour: QColor) -> None:
        self.shades.dress(theme)
        self.dots.paint(theme, colour)
        for item in (self.warm_up, self.beyond):
            item.setBrush(None)
            item.setPen(pg.mkPen(theme.disabled, width=1.2))
        for row in self._rows():
            row.dress(theme)
        self._paint_limits(theme)

    def _paint_limits(self, theme: Theme) -> None:
        for line in self.limits:
            line.setPen(pg.mkPen(theme.muted, width=1, style=Qt.PenStyle.DashLine))
            line.label.setColor(theme.muted)
            line.label.fill = pg.mkBrush(QColor(theme.panel))
        self._place_words()


def _part_words(parts_of_time: Sequence[PlacedRound]) -> list[str]:
    """`process 2, visit 3, +41 s` for each part: the process where it is another, the time if it is known."""
    words, process = [], 1
    for one in parts_of_time:
        named = [_visit_word(one)]
        if one.round.process != process:
            process = one.round.process
            another = QCoreApplication.translate("Distribution", "process {process}")
            named.insert(0, another.format(process=process))
        began, first = one.round.began_s, parts_of_time[0].round.began_s
        if began is not None and first is not None and began - first >= 1:
            named.append(f"+{began - first:.0f} s")
        words.append(", ".join(named))
    return words


def _visit_word(one: PlacedRound) -> str:
    if one.round.number == GLIMPSE:
        return QCoreApplication.translate("Distribution", "coarse")
    return QCoreApplication.translate("Distribution", "visit {visit}").format(visit=one.round.visit)


def _warm_words(number: int, call_ms: float) -> str:
    words = QCoreApplication.translate("Distribution", "warm-up, call {number}: {ms} ms")
    return words.format(number=number, ms=milliseconds(call_ms))


class DeviceRow:
    """One figure of the device over the rounds, as a step curve; nothing where no round knows it.

    A round in which the device held back is a hollow triangle that names why.
    """

    def __init__(self, unit: str, read: Callable[[DeviceState], float | None]) -> None:
        self._read = read
        self.axis = NumberAxis("left")
        self.plot = pg.PlotItem(axisItems={"left": self.axis, "bottom": NumberAxis("bottom")})
        self.plot.hideButtons()
        self.plot.setMenuEnabled(False)
        self.plot.setMouseEnabled(x=True, y=False)
        self.plot.setFixedHeight(_DEVICE_PX)
        self.axis.setLabel(unit)
        self.axis.setWidth(AXIS_PX)
        for side in ("left", "bottom"):
            dress_axis(self.plot.getAxis(side))
        self.curve = pg.PlotCurveItem(connect="pairs", antialias=True)
        self.held = pg.ScatterPlotItem(symbol="t", size=9.0, antialias=True, hoverable=True, tip=tip)
        for item in (self.curve, self.held):
            self.plot.addItem(item, ignoreBounds=True)
        self.plot.hide()

    def show(self, placed: Sequence[PlacedRound]) -> None:
        """Show what the device said of itself in each round."""
        known: list[tuple[PlacedRound, float, DeviceState]] = []
        for one in placed:
            value = self._read(one.round.device) if one.round.device else None
            if one.round.device is not None and value is not None:
                known.append((one, value, one.round.device))
        self.plot.setVisible(bool(known))
        self.plot.setMaximumHeight(_DEVICE_PX if known else 0)
        self.plot.setMinimumHeight(_DEVICE_PX if known else 0)
        ends = np.array([end for one, _, _ in known for end in (one.begin, one.end)], float)
        values = np.repeat(np.array([value for _, value, _ in known], float), 2)
        self.curve.setData(ends, values, connect="pairs")
        held = [entry for entry in known if entry[2].throttled]
        self.held.setData(
            [(one.begin + one.end) / 2 for one, _, _ in held],
            [value for _, value, _ in held],
            data=[", ".join(device.throttled) for _, _, device in held],
        )
        if known:
            self.plot.getViewBox().setYRange(*span(values, air=0.15), padding=0)

    def dress(self, theme: Theme) -> None:
        """Wear the theme."""
        self.curve.setPen(pg.mkPen(theme.muted, width=1.6))
        self.held.setBrush(None)
        self.held.setPen(pg.mkPen(theme.warning, width=1.5))
        for side in ("left", "bottom"):
            axis: Any = self.plot.getAxis(side)
            axis.setPen(pg.mkPen(theme.grid, width=1))
            axis.setTextPen(QColor(theme.muted))
