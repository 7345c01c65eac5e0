"""What one series looks like: its line, its markers, its error bars, made once and updated."""

from __future__ import annotations

from collections.abc import Callable

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

    def __init__(self, plot: pg.PlotItem, series: Series) -> None:
        self._plot = plot
        self.series = series
        self._theme: Theme | None = None
        self.x = self.y = np.empty(0)
        #: Whether it runs to the right and never turns back.
        self.is_curve = False
        self._shown: tuple[Series, Transform, Transform] | None = None
        self._filling: tuple[str, str, set[bool]] | None = None
        self._line = pg.PlotCurveItem(antialias=True)
        self._points = pg.ScatterPlotItem(antialias=True, pxMode=True)
        self._bars = pg.PlotCurveItem(antialias=True, connect="pairs")
        self._cross = pg.ScatterPlotItem(antialias=True, symbol="x", size=_CROSS_PX)
        is_law = series.style == "law"
        depths = (_LAW_Z if is_law else _POINTS_Z - 1, _POINTS_Z, _BARS_Z, _CROSS_Z)
        for item, depth in zip(self._items(), depths, strict=True):
            item.setZValue(depth)
            # What has nothing to draw is not asked to with every repaint.
            item.setVisible(item is self._line)
            plot.addItem(item, ignoreBounds=True)

    def _items(self) -> tuple[pg.GraphicsObject, ...]:
        return self._line, self._points, self._bars, self._cross

    def remove(self) -> None:
        """Take the series off the plot."""
        for item in self._items():
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
            self._points.setData(self.x[drawn], self.y[drawn])
            self._points.setVisible(True)
            self._fill_points(drawn)
            self._update_bars(x_of, y_of)
        cross = series.last_fitting
        if cross is not None or self._cross.data.size:
            at = ([], []) if cross is None else (x_of(np.array(cross[:1])), y_of(np.array(cross[1:])))
            self._cross.setData(*at)
            self._cross.setVisible(cross is not None)

    def _fill_points(self, drawn: npt.NDArray[np.bool_]) -> None:
        """Full points with a gap to their line; those of a first look only, or of elsewhere, are hollow. One
        pen for all of them is set once and costs nothing with new data."""
        theme, series = self._theme, self.series
        if theme is None or series.style == "law":
            return
        colour = self._colour(theme)
        full, hollow = pg.mkBrush(colour), pg.mkBrush(theme.panel)
        gap, ring = pg.mkPen(theme.panel, width=1), pg.mkPen(colour, width=1.5)
        hollows = np.full(len(drawn), series.style == "elsewhere")
        if series.coarse:
            hollows |= np.array(series.coarse, bool)
        are_hollow = set(hollows[drawn].tolist())
        filling = (theme.name, colour.name(), are_hollow)
        if len(are_hollow) > 1:
            self._points.setBrush([hollow if is_hollow else full for is_hollow in hollows[drawn]])
            self._points.setPen([ring if is_hollow else gap for is_hollow in hollows[drawn]])
        elif are_hollow and filling != self._filling:
            self._points.setBrush(hollow if True in are_hollow else full)
            self._points.setPen(ring if True in are_hollow else gap)
        self._filling = filling

    def _update_bars(self, x_of: Transform, y_of: Transform) -> None:
        """Pairs of ends, one a point that has an interval; a bar drawn by hand knows its log axis."""
        series = self.series
        if series.low is None or series.high is None:
            self._bars.setData([], [])
            self._bars.hide()
            return
        known = [
            (x, low, high)
            for x, low, high in zip(series.x, series.low, series.high, strict=True)
            if low is not None and high is not None
        ]
        x = np.repeat([x for x, _, _ in known], 2).astype(float)
        ends = np.array([end for _, low, high in known for end in (low, high)], float)
        self._bars.setData(x_of(x), y_of(ends), connect="pairs")
        self._bars.show()

    def bounds(self, y_of: Transform) -> tuple[Array, Array]:
        """Every position that must be visible: the points and the ends of their bars."""
        ends = [end for side in (self.series.low, self.series.high) for end in side or () if end is not None]
        return self.x, np.concatenate([self.y, y_of(np.array(ends, float))]) if ends else self.y

    def _colour(self, theme: Theme) -> QColor:
        series = self.series
        return series_colour(theme, series.slot, series.origin, is_grey=bool(series.unlike))

    def dress(self, theme: Theme) -> None:
        """Wear the theme's colours; pens stay within 2 px, wider ones are slow."""
        colour = self._colour(theme)
        self._line.setPen(line_pen(theme, self.series))
        self._points.setSymbol(marker(self.series.slot))
        self._points.setSize(marker_px(self.series.slot))
        self._theme = theme
        self._fill_points(np.isfinite(self.x) & np.isfinite(self.y))
        self._bars.setPen(pg.mkPen(colour, width=1.5))
        self._cross.setPen(pg.mkPen(theme.bad, width=2))
        self._cross.setBrush(QColor(theme.bad))
