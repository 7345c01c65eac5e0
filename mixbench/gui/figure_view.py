"""Draws a figure with pyqtgraph: curves, direct legend, crossovers in words, readout under the mouse."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QContextMenuEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mixbench.core.figure import Axis, Figure
from mixbench.gui.figure_commands import FigureCommands
from mixbench.gui.figure_notes import FigureNotes
from mixbench.gui.figure_pointer import FigurePointer
from mixbench.gui.figure_walk import PointWalk
from mixbench.gui.figure_words import figure_summary, legend_rows
from mixbench.gui.figure_zoom import FigureBox, Zoom
from mixbench.gui.panel import Chip, muted, set_role
from mixbench.gui.plot_axis import NumberAxis
from mixbench.gui.plot_overlays import RowsBox, font_of, widest_box
from mixbench.gui.series_items import Array, SeriesItems, Transform, identity, log_positions
from mixbench.gui.stack_items import Stack
from mixbench.gui.theme import ThemeManager

_MARGIN = 0.03
_HALO_PX = 17

_GRID_Z, _HALO_Z, _LEGEND_Z = -10, 30, 45

#: The part of the plot that the legend may cover, and what a row of it takes.
_LEGEND_SHARE, _LEGEND_ROW_PX = 0.6, 20

#: The range of both axes, in positions: low and high of the horizontal, then of the vertical.
Bounds = tuple[tuple[float, float], tuple[float, float]]


class FigureView(QWidget):
    """A plot of a `Figure`. The view fits the data until the user zooms; then new data leave it alone.

    A double click, or the small button that then appears, fits it again; dragging with Shift zooms into a
    frame. Arrow keys walk over the points, Enter takes one, P pins the readout, Ctrl+C copies it.
    `point_clicked` names a series and the place of its point in it, `place_clicked` the x of a stack.
    """

    #: What places the legend and the sentences.
    notes_type: type[FigureNotes] = FigureNotes

    point_clicked = Signal(str, int)
    place_clicked = Signal(float)

    def __init__(self, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figure = Figure("", Axis(""), Axis(""))
        #: The ranges that several plots fit together; None where each fits its own.
        self.bounds_of_others: Callable[[], Bounds | None] = lambda: None
        #: Whether the legend names the lines; otherwise another plot beside this one does.
        self.names_lines = True
        #: Whether the legend lies over the plot; otherwise it stands beside it, and only pictures have it.
        self.has_legend = True
        self._themes = themes
        self._items: dict[str, SeriesItems] = {}
        self._selected: int | None = None
        self._build_plot()
        self._build_overlays()
        self._wire()
        self._dress()

    # building

    def _build_plot(self) -> None:
        self.axes = {side: NumberAxis(side) for side in ("bottom", "left")}
        self.box = FigureBox()
        self.plot = pg.PlotWidget(viewBox=self.box, axisItems=self.axes, parent=self)
        self.plot.setFrameShape(self.plot.Shape.NoFrame)
        self.box.disableAutoRange()
        self.plot.getPlotItem().hideButtons()
        self.plot.setMenuEnabled(False)
        # Keys and the menu are the whole view's.
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.plot.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.zoom = Zoom(self.box, self)
        self.empty = muted(parent=self.plot, wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.fit_button = Chip(
            self.tr("Fit"), self.tr("Show all data again; so does a double click"), parent=self.plot
        )
        set_role(self.fit_button, "switch")
        self.fit_button.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plot)
        for axis in self.axes.values():
            axis.setGrid(255)
            axis.setZValue(_GRID_Z)
            axis.setStyle(tickFont=font_of(11), tickTextOffset=6, tickLength=0)

    def _build_overlays(self) -> None:
        self.halo = pg.ScatterPlotItem(symbol="o", size=_HALO_PX, brush=None, antialias=True)
        self.halo.setZValue(_HALO_Z)
        self.plot.addItem(self.halo, ignoreBounds=True)
        self.legend = RowsBox(self.box, _LEGEND_Z)
        self.legend.setPos(QPointF(12, 8))
        self.notes = self.notes_type(self.plot, self.legend, self._items)
        self.pointer = FigurePointer(self.plot, self._items, self.legend, self)
        self.walk = PointWalk(self.plot, self._items, self.pointer)
        self.stack = Stack(self.plot, self)
        self.commands = FigureCommands(self.zoom, self.walk, self.pointer, self.summary, self)

    def _wire(self) -> None:
        self._themes.changed.connect(self._dress)
        self.zoom.changed.connect(self.fit_button.setVisible)
        self.zoom.fit_requested.connect(self.fit)
        self.box.sigRangeChanged.connect(self.notes.place)
        self.box.sigResized.connect(self._lay_over)
        self.fit_button.clicked.connect(self.zoom.show_whole)
        self.pointer.clicked.connect(self.point_clicked)
        self.stack.clicked.connect(self.place_clicked)
        self.pointer.fit_requested.connect(self.zoom.show_whole)
        self.pointer.menu_requested.connect(self._open_menu_at)

    # showing

    @property
    def is_zoomed(self) -> bool:
        """Whether the user chose a part of the figure."""
        return self.zoom.is_zoomed

    def set_figure(self, figure: Figure) -> None:
        """Show a figure; items of series that stay are updated, not made anew."""
        same_axes = (figure.x, figure.y) == (self.figure.x, self.figure.y)
        self.figure = figure
        self.notes.is_settling = True
        self.pointer.set_axes(figure.x, figure.y)
        for side, axis in (("bottom", figure.x), ("left", figure.y)):
            self.axes[side].set_log(axis.is_log)
            self.axes[side].set_name(axis.title)
        self._update_series()
        self.stack.show_figure(figure, self._transforms()[0])
        self._update_overlays()
        self.empty.setText(figure.empty)
        self.empty.setVisible(bool(figure.empty))
        if not same_axes:
            self.zoom.reset()
        if not self.is_zoomed:
            self.fit()
        self.notes.is_settling = False
        self.notes.place()
        self.walk.follow_data()
        self.pointer.follow_data()
        self.setAccessibleName(figure.title or figure.y.label)
        self.setAccessibleDescription(self.summary())

    def first_part(self, figure: Figure, most: int) -> Figure:
        """A figure with at most so many series that have no items yet, for these take long to make; the whole
        figure where it has no more."""
        wanted = [series.id for series in figure.series]
        heirs = len(self._items.keys() - set(wanted))
        later = set([id for id in wanted if id not in self._items][most + heirs :])
        if not later:
            return figure
        return replace(figure, series=tuple(series for series in figure.series if series.id not in later))

    def summary(self) -> str:
        """The figure in words."""
        return figure_summary(self.figure)

    def set_selected(self, number: int | None) -> None:
        """Emphasise the point of an item. News of the same one come with the next figure: to move the halo
        ahead of it would paint the plot twice, while a core is measured."""
        if number != self._selected:
            self._selected = number
            self._update_halo()

    def fit(self) -> None:
        """Show all data again, and follow them from now on."""
        self.zoom.fit()
        bounds = self.bounds_of_others() or self.bounds()
        if bounds is None:
            return
        (left, right), (low, high) = bounds
        self.box.setRange(
            xRange=_padded(left, right),
            yRange=(low, _padded(low, high)[1]) if low == 0 else _padded(low, high),
            padding=0,
        )
        self.notes.place()

    def bounds(self) -> Bounds | None:
        """The ranges that hold all data; a linear axis upwards begins at zero. None where there are none."""
        _, y_of = self._transforms()
        bounds = [*(items.bounds(y_of) for items in self._items.values()), self.stack.bounds()]
        x = _finite([part for part, _ in bounds])
        y = _finite([part for _, part in bounds])
        if not x.size or not y.size:
            return None
        low = float(y.min()) if self.figure.y.is_log else min(0.0, float(y.min()))
        return (float(x.min()), float(x.max())), (low, float(y.max()))

    def _transforms(self) -> tuple[Transform, Transform]:
        x, y = (log_positions if axis.is_log else identity for axis in (self.figure.x, self.figure.y))
        return x, y

    def _update_series(self) -> None:
        wanted = {series.id: series for series in self.figure.series}
        idle = [self._items.pop(id) for id in [id for id in self._items if id not in wanted]]
        x_of, y_of = self._transforms()
        for id, series in wanted.items():
            # A model whose hyperparameter is dragged has another name with every step, but its own look.
            heir = next((items for items in idle if id not in self._items and items.may_show(series)), None)
            if heir is not None:
                idle.remove(heir)
                self._items[id] = heir
            if id not in self._items:
                self._items[id] = SeriesItems(self.plot.getPlotItem(), series, self._themes.theme)
            is_recoloured = not self._items[id].looks_like(series)
            self._items[id].update(series, x_of, y_of)
            if is_recoloured:
                self._items[id].dress(self._themes.theme)
        for items in idle:
            items.remove()

    def _update_overlays(self) -> None:
        self._lay_over()
        self._update_halo()
        places = self._positions([(note.x, note.y) for note in self.figure.annotations])
        self.notes.show(self._themes.theme, self.figure.annotations, *places)

    def _positions(self, points: list[tuple[float, float]]) -> tuple[Array, Array]:
        x_of, y_of = self._transforms()
        x, y = np.array(points, float).reshape(-1, 2).T
        return x_of(x), y_of(y)

    def _update_halo(self) -> None:
        points = [
            (x, y)
            for series in self.figure.series
            for number, x, y in zip(series.numbers, series.x, series.y, strict=False)
            if number == self._selected
        ]
        self.halo.setData(*self._positions(points))

    # laying over

    def _lay_over(self) -> None:
        """Fit legend and empty sentence to the size of the view."""
        theme, view = self._themes.theme, self.box.rect()
        most = max(2, int(view.height() * _LEGEND_SHARE / _LEGEND_ROW_PX))
        rows = legend_rows(self.figure, most, with_names=self.names_lines) if self.has_legend else ()
        self.legend.show_rows(theme, rows, widest_box(view.width()))
        place = self.box.mapRectToScene(view).toRect()
        self.empty.setGeometry(place.adjusted(40, 20, -40, -20))
        self.fit_button.adjustSize()
        self.fit_button.move(place.right() - self.fit_button.width() - 8, place.top() + 8)
        self.notes.place()

    # keys and menu

    def event(self, event: QEvent) -> bool:
        """Keep the keys of the plot from the shortcuts of the window while it has the focus."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and self.commands.slot_of(event) is not None
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk, take, pin, copy, zoom."""
        slot = self.commands.slot_of(event)
        if slot is None:
            super().keyPressEvent(event)
        else:
            slot()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes by the Tab key sees where the keys will act."""
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.box.setBorder(pg.mkPen(self._themes.theme.accent, width=1))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The keys act elsewhere."""
        super().focusOutEvent(event)
        self.box.setBorder(None)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The key for it opens the menu in the middle; the mouse does where its button is let go."""
        if event.reason() is QContextMenuEvent.Reason.Keyboard:
            self._open_menu_at(self.box.mapRectToScene(self.box.rect()).center())
        event.accept()

    def _open_menu_at(self, scene_place: QPointF) -> None:
        menu = self.commands.build_menu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.plot.viewport().mapToGlobal(self.plot.mapFromScene(scene_place)))

    # colours

    def _dress(self) -> None:
        """Wear the theme: pyqtgraph's own options do not reach plots that exist."""
        theme = self._themes.theme
        self.plot.setBackground(theme.panel)
        for axis in self.axes.values():
            axis.setPen(pg.mkPen(theme.grid, width=1))
            axis.setTextPen(QColor(theme.muted))
            axis.label.setFont(font_of(12))
        self.notes.dress(theme)
        self.halo.setPen(pg.mkPen(theme.text, width=2))
        self.pointer.dress(theme)
        self.walk.dress(theme)
        self.stack.dress(theme)
        for items in self._items.values():
            items.dress(theme)
        self._update_overlays()


def _finite(parts: list[Array]) -> Array:
    values = np.concatenate(parts) if parts else np.empty(0)
    return values[np.isfinite(values)]


def _padded(low: float, high: float) -> tuple[float, float]:
    """The range with a little air; a single value gets a range of its own."""
    span = high - low or abs(high) or 1.0
    return low - span * _MARGIN, high + span * _MARGIN
