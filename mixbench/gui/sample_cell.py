"""What every plot of samples has: how it is asked to draw, its axes, its title, its zoom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QPointF
from PySide6.QtGui import QColor

from mixbench.gui.cell_title import TITLE_PX, CellTitle
from mixbench.gui.plot_axis import NumberAxis
from mixbench.gui.plot_overlays import font_of
from mixbench.gui.sample_sets import SampleSet
from mixbench.gui.series_items import Array, identity, log_positions
from mixbench.gui.theme import Theme

Kind = Literal["strip", "histogram", "order"]

#: Wide enough for five figures, and the same in plots that lie above one another.
AXIS_PX, _AXIS_TITLE_PX = 58, 18

_GRID_Z, LINE_Z, _TITLE_Z = -10, 6, 45

#: The least height of a plot with its axis.
_LEAST_PX = 160


@dataclass(frozen=True)
class View:
    """How samples are drawn: in ms, or relative to their median; by the clock, or one after another."""

    kind: Kind = "strip"
    is_log: bool = False
    is_relative: bool = False
    is_by_clock: bool = True


class SampleCell:
    """The frame of every plot of samples. A zoom is kept while rounds arrive, until `fit`."""

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
        self.title = CellTitle(self.box, _TITLE_Z)
        self.title.setPos(QPointF(6, 3))
        self.is_zoomed = False
        self._is_latency_named = True
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
        """The title of the axis of latency; an empty one takes no room."""
        if not self._is_latency_named:
            return ""
        if self.view.is_relative:
            return QCoreApplication.translate("Distribution", "latency, % of the median")
        return QCoreApplication.translate("Distribution", "latency, ms")

    def name_latency(self, is_named: bool) -> None:
        """Whether the axis of latency has its title: among plots side by side the first is enough."""
        self._is_latency_named = is_named
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
