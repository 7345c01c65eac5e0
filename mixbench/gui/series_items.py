"""What one series looks like: its line, its markers, its error bars, made once and updated."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pyqtgraph as pg
from PySide6.QtGui import QColor

from mixbench.core.figure import Series
from mixbench.core.palette import marker
from mixbench.gui.series_look import has_line, line_pen, marker_px, series_colour
from mixbench.gui.theme import Theme

Array = npt.NDArray[np.float64]

#: Data to positions: log10 on a logarithmic axis. The one place where that is done.
Transform = Callable[[Array], Array]

_CROSS_PX = 15

#: What lies over what: laws under bars under lines and markers under crosses.
_LAW_Z, _BARS_Z, _POINTS_Z, _CROSS_Z = 10, 18, 20, 24


def identity(values: Array) -> Array:
    """Positions on a linear axis."""
    return values


def log_positions(values: Array) -> Array:
    """Positions on a logarithmic axis; what is not positive has none."""
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(values > 0, np.log10(np.where(values > 0, values, 1.0)), np.nan)


class SeriesItems:
    """The items of one series in a plot. `x` and `y` are positions, `series` what they stand for."""

    def __init__(self, plot: pg.PlotItem, series: Series, theme: Theme) -> None:
        self._plot = plot
        self.series = series
        self._theme = theme
        self.x = self.y = np.empty(0)
        #: Whether it runs to the right and never turns back.
        self.is_curve = False
        self._shown: tuple[Series, Transform, Transform] | None = None
        self._filling: tuple[str, str, set[bool]] | None = None
        self._items: list[pg.GraphicsObject] = []
        is_law = series.style == "law"
        self._line = self._made(pg.PlotCurveItem(antialias=True), _LAW_Z if is_law else _POINTS_Z - 1)
        self._line.setPen(line_pen(theme, series))
        # To make an item takes long, and each is asked to draw with every repaint: none without a use.
        self._points: pg.ScatterPlotItem | None = None
        self._bars: pg.PlotCurveItem | None = None
        self._cross: pg.ScatterPlotItem | None = None

    def _made(self, item: pg.GraphicsObject, depth: float) -> Any:
        item.setZValue(depth)
        self._plot.addItem(item, ignoreBounds=True)
        self._items.append(item)
        return item

    def remove(self) -> None:
        """Take the series off the plot."""
        for item in self._items:
            self._plot.removeItem(item)

    def looks_like(self, series: Series) -> bool:
        """Whether another series wears what this one does."""
        own = self.series
        return (own.slot, own.origin, own.unlike) == (series.slot, series.origin, series.unlike)

    def may_show(self, series: Series) -> bool:
        """Whether another series could take over these items as they are."""
        return (self.series.style == "law") == (series.style == "law") and self.looks_like(series)

    def update(self, series: Series, x_of: Transform, y_of: Transform) -> None:
        """Show other values on the axes as they are now; the same again costs nothing."""
        shown = series, x_of, y_of
        if shown == self._shown:
            return
        self._shown, self.series = shown, series
        x, y = x_of(np.array(series.x, float)), y_of(np.array(series.y, float))
        drawn = np.isfinite(x) & np.isfinite(y)
        self.x, self.y = np.where(drawn, x, np.nan), np.where(drawn, y, np.nan)
        self.is_curve = bool(drawn.any()) and bool((np.diff(self.x[drawn]) >= 0).all())
        if has_line(series.slot):
            self._line.setData(self.x, self.y, connect="finite")
        if series.style != "law":
            self._show_points(drawn)
            self._show_bars(x_of, y_of)
        self._show_cross(x_of, y_of)

    def _show_points(self, drawn: npt.NDArray[np.bool_]) -> None:
        """Full points with a gap to their line; those of a first look only, or of elsewhere, are hollow."""
        if self._points is None:
            self._points = self._made(pg.ScatterPlotItem(antialias=True, pxMode=True), _POINTS_Z)
            self._shape_points()
        hollows = self._hollows(drawn)
        # One pen for all of them is set once, before there is anything to set it on, and costs nothing then.
        if hollows.all() or not hollows.any():
            self._fill_points(hollows)
            self._points.setData(self.x[drawn], self.y[drawn])
        else:
            self._points.setData(self.x[drawn], self.y[drawn])
            self._fill_points(hollows)

    def _hollows(self, drawn: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
        """Which of the points that are drawn are hollow."""
        series = self.series
        hollows = np.full(len(drawn), series.style == "elsewhere")
        if series.coarse:
            hollows |= np.array(series.coarse, bool)
        return np.array(hollows[drawn])

    def _fill_points(self, hollows: npt.NDArray[np.bool_]) -> None:
        if self._points is None:
            return
        theme = self._theme
        colour = self._colour(theme)
        full, hollow = pg.mkBrush(colour), pg.mkBrush(theme.panel)
        gap, ring = pg.mkPen(theme.panel, width=1), pg.mkPen(colour, width=1.5)
        kinds = set(hollows.tolist())
        filling = (theme.name, colour.name(), kinds)
        if len(kinds) > 1:
            self._points.setBrush([hollow if is_hollow else full for is_hollow in hollows])
            self._points.setPen([ring if is_hollow else gap for is_hollow in hollows])
        elif kinds and filling != self._filling:
            self._points.setBrush(hollow if True in kinds else full)
            self._points.setPen(ring if True in kinds else gap)
        self._filling = filling

    def _show_bars(self, x_of: Transform, y_of: Transform) -> None:
        """Pairs of ends, one a point that has an interval; a bar drawn by hand knows its log axis."""
        series = self.series
        known = [
            (x, low, high)
            for x, low, high in zip(series.x, series.low or (), series.high or (), strict=False)
            if low is not None and high is not None
        ]
        if self._bars is None:
            if not known:
                return
            self._bars = self._made(pg.PlotCurveItem(antialias=True, connect="pairs"), _BARS_Z)
            self._dress_bars()
        x = np.repeat([x for x, _, _ in known], 2).astype(float)
        ends = np.array([end for _, low, high in known for end in (low, high)], float)
        self._bars.setData(x_of(x), y_of(ends), connect="pairs")
        self._bars.setVisible(bool(known))

    def _show_cross(self, x_of: Transform, y_of: Transform) -> None:
        """Where a larger one ran out of memory."""
        place = self.series.last_fitting
        if place is not None:
            if self._cross is None:
                cross = pg.ScatterPlotItem(antialias=True, symbol="x", size=_CROSS_PX)
                self._cross = self._made(cross, _CROSS_Z)
                self._dress_cross()
            self._cross.setData(x_of(np.array(place[:1])), y_of(np.array(place[1:])))
        if self._cross is not None:
            self._cross.setVisible(place is not None)

    def bounds(self, y_of: Transform) -> tuple[Array, Array]:
        """Every position that must be visible: the points and the ends of their bars."""
        ends = [end for side in (self.series.low, self.series.high) for end in side or () if end is not None]
        return self.x, np.concatenate([self.y, y_of(np.array(ends, float))]) if ends else self.y

    def _colour(self, theme: Theme) -> QColor:
        series = self.series
        return series_colour(theme, series.slot, series.origin, is_grey=bool(series.unlike))

    def dress(self, theme: Theme) -> None:
        """Wear the theme's colours; pens stay within 2 px, wider ones are slow."""
        self._theme = theme
        self._line.setPen(line_pen(theme, self.series))
        self._shape_points()
        self._fill_points(self._hollows(np.isfinite(self.x) & np.isfinite(self.y)))
        self._dress_bars()
        self._dress_cross()

    def _shape_points(self) -> None:
        if self._points is not None:
            self._points.setSymbol(marker(self.series.slot))
            self._points.setSize(marker_px(self.series.slot))

    def _dress_bars(self) -> None:
        if self._bars is not None:
            self._bars.setPen(pg.mkPen(self._colour(self._theme), width=1.5))

    def _dress_cross(self) -> None:
        if self._cross is not None:
            self._cross.setPen(pg.mkPen(self._theme.bad, width=2))
            self._cross.setBrush(QColor(self._theme.bad))
