"""Samples drawn as a strip, a dot a sample, and as a histogram; the order of time has a file of its own."""

from __future__ import annotations

from itertools import pairwise
from math import ceil
from statistics import median

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QPen

from mixbench.core.histogram import Histogram, histogram
from mixbench.core.measurement import Round
from mixbench.core.rounds import percentile, samples_of
from mixbench.core.units import milliseconds
from mixbench.gui.plot_axis import NumberAxis
from mixbench.gui.plot_overlays import font_of
from mixbench.gui.sample_cell import LINE_Z, SampleCell, dress_axis, name_axis, span
from mixbench.gui.sample_dots import DOT_Z, Dots, PlacedSamples
from mixbench.gui.sample_sets import SampleSet
from mixbench.gui.series_items import Array
from mixbench.gui.theme import Theme

_BAND_Z = 2

#: Where each sample lies within the column of its round: the golden section spreads any number evenly.
_GOLDEN, _COLUMN = 0.6180339887, 0.66

#: The room of a round's number below its column.
_NUMBER_PX = 26


class StripCell(SampleCell):
    """A column a round, a short line at its median; across them the estimate with its 95 % interval."""

    def __init__(self) -> None:
        super().__init__()
        self.rounds = RoundAxis()
        self.plot.setAxisItems({"bottom": self.rounds})
        self.axes["bottom"] = dress_axis(self.rounds)
        self.band = pg.LinearRegionItem(orientation="horizontal", movable=False)
        self.middle = pg.InfiniteLine(angle=0)
        self.medians = pg.PlotCurveItem(connect="pairs", antialias=True)
        self.limits = pg.PlotCurveItem(connect="pairs", antialias=True)
        self.dots = Dots(self.plot)
        depths = (
            (self.band, _BAND_Z),
            (self.limits, LINE_Z),
            (self.middle, LINE_Z),
            (self.medians, DOT_Z + 2),
        )
        for item, depth in depths:
            item.setZValue(depth)
            self.plot.addItem(item, ignoreBounds=True)

    def _draw(self, samples: SampleSet) -> None:
        columns = _columns(samples)
        placed = [
            PlacedSamples(one, _spread(place, len(one.samples_ms)), self.positions(one.samples_ms))
            for place, one in columns
        ]
        self.dots.show(placed)
        counted = [(place, one) for place, one in columns if place > 0]
        self._draw_medians(counted)
        self._draw_parts(counted)
        self._draw_estimate(samples)
        self.axes["left"].set_log(self.view.is_log)
        name_axis(self.axes["left"], self.latency_title())
        name_axis(self.axes["bottom"], _round_title(samples))
        self.rounds.show_columns({place: one.number for place, one in columns})
        low, high = span(np.concatenate([one.y for one in placed]), air=0.1)
        first = min(place for place, _ in columns)
        self.bounds = (first - 0.7, max(place for place, _ in columns) + 0.7, low, high)

    def _draw_medians(self, columns: list[tuple[int, Round]]) -> None:
        x = [end for place, _ in columns for end in (place - 0.4, place + 0.4)]
        y = np.repeat(self.positions([median(one.samples_ms) for _, one in columns]), 2)
        self.medians.setData(np.asarray(x, float), y, connect="pairs")

    def _draw_parts(self, columns: list[tuple[int, Round]]) -> None:
        """A thin line between visits, for a network that is built anew may run otherwise."""
        pairs = pairwise(columns)
        cuts = [
            place - 0.5
            for (_, before), (place, one) in pairs
            if (one.process, one.visit) != (before.process, before.visit)
        ]
        x = np.repeat(np.asarray(cuts, float), 2)
        self.limits.setData(x, np.tile([-1e9, 1e9], len(cuts)), connect="pairs")

    def _draw_estimate(self, samples: SampleSet) -> None:
        estimate = samples.estimate
        self.middle.setVisible(estimate is not None)
        has_band = estimate is not None and estimate.ci_low_ms is not None and estimate.ci_high_ms is not None
        self.band.setVisible(has_band)
        if estimate is not None:
            self.middle.setPos(float(self.positions([estimate.median_ms])[0]))
        if (
            has_band
            and estimate is not None
            and estimate.ci_low_ms is not None
            and estimate.ci_high_ms is not None
        ):
            # An interval that reaches below zero has no end on a logarithmic axis.
            low = (
                max(estimate.ci_low_ms, samples.median_ms * 1e-3) if self.view.is_log else estimate.ci_low_ms
            )
            self.band.setRegion(self.positions([low, estimate.ci_high_ms]).tolist())

    def _paint(self, theme: Theme, colour: QColor) -> None:
        self.dots.paint(theme, colour)
        wash = QColor(colour)
        wash.setAlpha(46 if theme.is_dark else 34)
        self.band.setBrush(wash)
        for line in self.band.lines:
            line.setPen(pg.mkPen(None))
        self.middle.setPen(pg.mkPen(colour, width=1.2))
        self.medians.setPen(pg.mkPen(theme.text, width=2))
        self.limits.setPen(_dashed(theme))


def _columns(samples: SampleSet) -> list[tuple[int, Round]]:
    """Each round with the place of its column: 1 and up for those that count, 0 and below for glimpses."""
    glimpses = samples.glimpses
    coarse = [(place - len(glimpses) + 1, one) for place, one in enumerate(glimpses)]
    return [*coarse, *enumerate(samples.counted, 1)]


def _spread(place: int, count: int) -> Array:
    """Places across a column, the same each time."""
    numbers = np.arange(count, dtype=np.float64)
    places: Array = place + ((numbers * _GOLDEN + 0.5) % 1.0 - 0.5) * _COLUMN
    return places


class RoundAxis(NumberAxis):
    """The numbers of rounds under their columns, as many as there is room for; a glimpse is 0."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self._numbers: dict[int, int] = {}

    def show_columns(self, numbers: dict[int, int]) -> None:
        """Say which round stands at each place."""
        self._numbers = numbers
        self.picture = None
        self.update()

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:  # noqa: N803
        """Places that have a round, with room between."""
        every = max(1, ceil(_NUMBER_PX / size * (maxVal - minVal)))
        return [(1.0, [float(place) for place in list(self._numbers)[::every] if minVal <= place <= maxVal])]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG002
        """The number at each place."""
        return [str(self._numbers[round(value)]) for value in values]


def _round_title(samples: SampleSet) -> str:
    if samples.glimpses:
        return QCoreApplication.translate("Distribution", "round (0: coarse)")
    return QCoreApplication.translate("Distribution", "round")


class HistogramCell(SampleCell):
    """How many samples are how long; the hollow part of a bar is disturbed. Glimpses are left out."""

    def __init__(self) -> None:
        super().__init__()
        self.bars = pg.BarGraphItem(x0=[], x1=[], y0=[], height=[])
        self.disturbed = pg.BarGraphItem(x0=[], x1=[], y0=[], height=[])
        for item in (self.bars, self.disturbed):
            self.plot.addItem(item, ignoreBounds=True)
        self.lines = [self._line(place) for place in range(4)]
        self._found: Histogram | None = None

    def _line(self, place: int) -> pg.InfiniteLine:
        """A line at a percentile; the words of neighbours stand at different heights."""
        options = {"position": 0.74 - 0.11 * place, "anchors": [(0, 0.5), (1, 0.5)], "movable": False}
        line = pg.InfiniteLine(angle=90, label="", labelOpts=options)
        line.label.setFont(font_of(12))
        line.setZValue(LINE_Z + 4 - place)
        self.plot.addItem(line, ignoreBounds=True)
        return line

    def marks(self) -> list[str]:
        """The words at the lines, from the fastest."""
        return [line.label.toPlainText() for line in self.lines if line.isVisible()]

    def _draw(self, samples: SampleSet) -> None:
        rounds = samples.counted
        values = samples_of(rounds)
        for line in self.lines:
            line.setVisible(bool(values))
        marked = [mark for one in rounds for mark in one.marked]
        found = histogram(values, marked, is_log=self.view.is_log) if values else Histogram((), (), ())
        edges = self.positions(found.edges)
        counts, hollow = np.asarray(found.counts, float), np.asarray(found.marked, float)
        solid = counts - hollow
        self.bars.setOpts(x0=edges[:-1], x1=edges[1:], y0=np.zeros_like(solid), height=solid)
        some = hollow > 0
        left, right = edges[:-1][some], edges[1:][some]
        self.disturbed.setOpts(x0=left, x1=right, y0=solid[some], height=hollow[some])
        if values:
            self._draw_percentiles(values)
            low, high = span(edges, air=0.04)
            self.bounds = (low, high, 0.0, float(counts.max()) * 1.15)
        self.axes["bottom"].set_log(self.view.is_log)
        name_axis(self.axes["bottom"], self.latency_title())
        name_axis(self.axes["left"], QCoreApplication.translate("Distribution", "samples"))

    def _draw_percentiles(self, values: list[float]) -> None:
        words = ("p5", QCoreApplication.translate("Distribution", "median"), "p95", "p99")
        for line, share, word in zip(self.lines, (0.05, 0.5, 0.95, 0.99), words, strict=True):
            value = percentile(values, share)
            line.setPos(float(self.positions([value])[0]))
            line.label.setFormat(f"{word} {milliseconds(value)} ms")

    def _paint(self, theme: Theme, colour: QColor) -> None:
        fill = QColor(colour)
        fill.setAlpha(150)
        self.bars.setOpts(brush=fill, pen=pg.mkPen(theme.panel, width=1))
        self.disturbed.setOpts(brush=pg.mkBrush(None), pen=pg.mkPen(theme.warning, width=1.2))
        for place, line in enumerate(self.lines):
            is_median = place == 1
            line.setPen(pg.mkPen(theme.text, width=1.6) if is_median else _dashed(theme))
            line.label.setColor(theme.text if is_median else theme.muted)
            line.label.fill = pg.mkBrush(_veil(theme))


def _dashed(theme: Theme) -> QPen:
    pen: QPen = pg.mkPen(theme.muted, width=1, style=Qt.PenStyle.DashLine)
    return pen


def _veil(theme: Theme) -> QColor:
    """The colour of the panel, nearly opaque: words on it stay legible over bars."""
    veil = QColor(theme.panel)
    veil.setAlpha(210)
    return veil
