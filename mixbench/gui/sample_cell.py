"""What every plot of samples has: axes of latency, a title, dots whose shape says what they are."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from mixbench.core.measurement import GLIMPSE, Round
from mixbench.core.units import milliseconds
from mixbench.gui.plot_axis import NumberAxis
from mixbench.gui.plot_overlays import Overlay, font_of
from mixbench.gui.sample_sets import SampleSet
from mixbench.gui.series_items import Array, identity, log_positions
from mixbench.gui.theme import Theme

Kind = Literal["strip", "histogram", "order"]

#: Wide enough for five figures, and the same in plots that lie above one another.
AXIS_PX, _AXIS_TITLE_PX = 58, 18

_GRID_Z, LINE_Z, DOT_Z, _LEGEND_Z = -10, 6, 10, 45

#: The least height of a plot with its axis.
_LEAST_PX = 160

#: The height that a title takes of its plot.
TITLE_PX = 26
_SQUARE_PX, _PAD_PX = 9, 7

#: Dots let one another through; with more samples than this they are small.
_CROWD, _DOT_PX, _SMALL_DOT_PX, _DOT_ALPHA = 1500, 6.0, 3.5, 160


@dataclass(frozen=True)
class View:
    """How samples are drawn: in ms, or relative to their median; by the clock, or one after another."""

    kind: Kind = "strip"
    is_log: bool = False
    is_relative: bool = False
    is_by_clock: bool = True


class SampleCell:
    """The frame of every plot of samples: axes, a title in the colour of the series, three kinds of dots.

    Undisturbed samples are filled dots, disturbed ones hollow diamonds, those of a glimpse hollow squares.
    """

    def __init__(self) -> None:
        self.axes = {side: NumberAxis(side) for side in ("bottom", "left")}
        self.plot = pg.PlotItem(axisItems=self.axes)
        self.plot.hideButtons()
        self.plot.setMenuEnabled(False)
        self.box: pg.ViewBox = self.plot.getViewBox()
        self.box.disableAutoRange()
        for axis in self.axes.values():
            dress_axis(axis)
        self.axes["left"].setWidth(AXIS_PX)
        self.title = CellTitle(self.box, _LEGEND_Z)
        self.title.setPos(QPointF(6, 3))
        self.is_zoomed = False
        self.samples: SampleSet | None = None
        self.view = View()
        self._theme: Theme | None = None
        #: What `fit` shows, as positions: left, right, bottom, top.
        self.bounds = (0.0, 1.0, 0.0, 1.0)
        self.box.sigRangeChangedManually.connect(self._note_zoom)
        self.box.sigResized.connect(self._resized)

    def plots(self) -> list[pg.PlotItem]:
        """The plots from top to bottom."""
        return [self.plot]

    def least_px(self) -> int:
        """The height below which it cannot be read."""
        return _LEAST_PX

    def show(self, samples: SampleSet, view: View) -> None:
        """Show other samples, or the same ones otherwise; a zoom is kept while the view is the same."""
        if view != self.view:
            self.is_zoomed = False
        is_recoloured = self.samples is None or self.samples.slot != samples.slot
        self.samples, self.view = samples, view
        self._draw(samples)
        # Colours are kept by what is drawn; giving them to many dots anew takes longer than to place them.
        if self._theme is not None and is_recoloured:
            self._paint(self._theme, self._theme.series_colour(samples.slot))
        self._lay_over()
        if not self.is_zoomed:
            self.fit()

    def dress(self, theme: Theme) -> None:
        """Wear the theme."""
        self._theme = theme
        for plot in self.plots():
            for side in ("bottom", "left"):
                axis = plot.getAxis(side)
                axis.setPen(pg.mkPen(theme.grid, width=1))
                axis.setTextPen(QColor(theme.muted))
                axis.label.setFont(font_of(12))
        if self.samples is not None:
            self._paint(theme, theme.series_colour(self.samples.slot))
        self._lay_over()

    def fit(self) -> None:
        """Show everything."""
        self.is_zoomed = False
        left, right, low, high = self.bounds
        room = TITLE_PX / max(self.box.rect().height(), 3 * TITLE_PX)
        top = low + (high - low) / (1 - room)
        self.box.setRange(xRange=(left, right), yRange=(low, top), padding=0)

    # for the plots

    def _draw(self, samples: SampleSet) -> None:
        """Put the samples in their places."""
        raise NotImplementedError

    def _paint(self, theme: Theme, colour: QColor) -> None:
        """Colour what was drawn."""
        raise NotImplementedError

    def positions(self, values_ms: Sequence[float]) -> Array:
        """Latencies as positions on their axis."""
        assert self.samples is not None
        unit = 100 / self.samples.median_ms if self.view.is_relative else 1.0
        place = log_positions if self.view.is_log else identity
        return place(np.asarray(values_ms, float) * unit)

    def latency_title(self) -> str:
        """The title of the axis of latency."""
        if self.view.is_relative:
            return QCoreApplication.translate("Distribution", "latency, % of the median")
        return QCoreApplication.translate("Distribution", "latency, ms")

    def name_latency(self, is_named: bool) -> None:
        """Whether the axis of latency has its title: among plots side by side the first is enough."""
        self.axes["left"].showLabel(is_named)
        self.axes["left"].setWidth(AXIS_PX if is_named else AXIS_PX - _AXIS_TITLE_PX)

    def _note_zoom(self) -> None:
        self.is_zoomed = True

    def _resized(self) -> None:
        self._lay_over()
        if not self.is_zoomed:
            self.fit()

    def _lay_over(self) -> None:
        if self._theme is not None and self.samples is not None:
            self.title.show_words(self._theme, self.samples, self.box.rect().width() - 12)


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


@dataclass(frozen=True)
class PlacedSamples:
    """The samples of a round with their positions in a plot."""

    round: Round
    x: Array
    y: Array


class Dots:
    """Samples of a plot in three kinds that differ in shape, with a sentence under the mouse for each."""

    def __init__(self, plot: pg.PlotItem) -> None:
        self.plain, self.marked, self.coarse = (
            pg.ScatterPlotItem(symbol=symbol, size=size, antialias=True, hoverable=True, tip=self._tip)
            for symbol, size in (("o", _DOT_PX), ("d", 9.0), ("s", 7.0))
        )
        self._rounds: list[Round] = []
        self._begins: list[int] = []
        for item in (self.plain, self.marked, self.coarse):
            item.setZValue(DOT_Z)
            plot.addItem(item, ignoreBounds=True)

    def show(self, placed: Sequence[PlacedSamples]) -> None:
        """Put samples in their places. A dot carries its number among all, from which its sentence is made
        only when it is asked for."""
        sizes = [len(one.round.samples_ms) for one in placed]
        self._rounds = [one.round for one in placed]
        self._begins = list(accumulate(sizes[:-1], initial=0))
        x = np.concatenate([one.x for one in placed])
        y = np.concatenate([one.y for one in placed])
        is_coarse = np.repeat([one.round.number == GLIMPSE for one in placed], sizes)
        is_marked = np.array([mark for one in placed for mark in one.round.marked], bool) & ~is_coarse
        kinds = ((self.plain, ~is_coarse & ~is_marked), (self.marked, is_marked), (self.coarse, is_coarse))
        for item, chosen in kinds:
            item.setData(x[chosen], y[chosen], data=np.flatnonzero(chosen))
        size = _DOT_PX if len(x) < _CROWD else _SMALL_DOT_PX
        if self.plain.opts["size"] != size:
            self.plain.setSize(size)

    def words(self, item: pg.ScatterPlotItem) -> list[str]:
        """What each dot of one kind says under the mouse."""
        return [self._tip(data=carried) for carried in item.data["data"]]

    def paint(self, theme: Theme, colour: QColor) -> None:
        """Colour the dots."""
        fill = QColor(colour)
        fill.setAlpha(_DOT_ALPHA)
        self.plain.setBrush(fill)
        self.plain.setPen(None)
        self.marked.setBrush(None)
        self.marked.setPen(pg.mkPen(theme.warning, width=1.5))
        self.coarse.setBrush(None)
        self.coarse.setPen(pg.mkPen(theme.muted, width=1.2))

    def _tip(self, data: int, **_place: float) -> str:
        place = bisect_right(self._begins, data) - 1
        return _words(self._rounds[place], data - self._begins[place])


def _words(one: Round, index: int) -> str:
    if one.number == GLIMPSE:
        words = QCoreApplication.translate("Distribution", "coarse first look: {ms} ms")
    elif one.marked[index]:
        words = QCoreApplication.translate(
            "Distribution", "round {round}, sample {sample}: {ms} ms, disturbed"
        )
    else:
        words = QCoreApplication.translate("Distribution", "round {round}, sample {sample}: {ms} ms")
    return words.format(round=one.number, sample=index + 1, ms=milliseconds(one.samples_ms[index]))


def tip(data: str, **_place: float) -> str:
    """What a dot says under the mouse is what it carries."""
    return data


def dress_axis(axis: NumberAxis) -> NumberAxis:
    """A light grid and quiet figures, as in every plot of the window."""
    axis.setGrid(255)
    axis.setZValue(_GRID_Z)
    axis.setStyle(tickFont=font_of(11), tickTextOffset=6, tickLength=0)
    return axis


def name_axis(axis: pg.AxisItem, title: str) -> None:
    """Give an axis another title, in its middle: by itself pyqtgraph leaves it where the former one began."""
    axis.setLabel(title)
    axis.resizeEvent()


def span(values: Array, *, air: float) -> tuple[float, float]:
    """The range of positions with some air; a single value gets a range of its own."""
    finite = values[np.isfinite(values)]
    if not finite.size:
        return 0.0, 1.0
    low, high = float(finite.min()), float(finite.max())
    reach = (high - low) * air or abs(high) * 0.02 or 1.0
    return low - reach, high + reach
