"""Draws a figure with pyqtgraph: curves, direct legend, crossovers in words, readout under the mouse."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mixbench.core.figure import Axis, Figure
from mixbench.gui.figure_pointer import FigurePointer
from mixbench.gui.panel import Chip, muted, set_role
from mixbench.gui.plot_axis import NumberAxis
from mixbench.gui.plot_overlays import Note, Row, RowsBox, font_of, place_note
from mixbench.gui.series_items import Array, SeriesItems, Transform, identity, log_positions
from mixbench.gui.stack_items import Stack
from mixbench.gui.theme import ThemeManager

_MARGIN = 0.03
_RING_PX, _HALO_PX = 13, 17

#: How finely is looked for curves under a sentence.
_STEP_PX = 6
_GRID_Z, _RING_Z, _NOTE_Z, _LEGEND_Z = -10, 30, 40, 45


class FigureView(QWidget):
    """A plot of a `Figure`. The view fits the data until the user zooms; then new data leave it alone.

    A double click, or the small button that then appears, fits it again. `point_clicked`
    names the series' key and the x of its point, `place_clicked` the x of a stack.
    """

    point_clicked = Signal(str, float)
    place_clicked = Signal(float)

    def __init__(self, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.figure = Figure("", Axis(""), Axis(""))
        self.is_zoomed = False
        self._themes = themes
        self._items: dict[str, SeriesItems] = {}
        self._notes: list[Note] = []
        self._selected: int | None = None
        self._build_plot()
        self._build_overlays()
        self._wire()
        self._dress()

    # building

    def _build_plot(self) -> None:
        self.axes = {side: NumberAxis(side) for side in ("bottom", "left")}
        self.plot = pg.PlotWidget(axisItems=self.axes, parent=self)
        self.plot.setFrameShape(self.plot.Shape.NoFrame)
        self.box: pg.ViewBox = self.plot.getViewBox()
        self.box.disableAutoRange()
        self.plot.getPlotItem().hideButtons()
        self.plot.setMenuEnabled(False)
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
        self.rings = pg.ScatterPlotItem(symbol="o", size=_RING_PX, brush=None, antialias=True)
        self.halo = pg.ScatterPlotItem(symbol="o", size=_HALO_PX, brush=None, antialias=True)
        for item in (self.rings, self.halo):
            item.setZValue(_RING_Z)
            self.plot.addItem(item, ignoreBounds=True)
        self.legend = RowsBox(self.box, _LEGEND_Z)
        self.legend.setPos(QPointF(12, 8))
        self.pointer = FigurePointer(self.plot, self._items, self)
        self.stack = Stack(self.plot, self)

    def _wire(self) -> None:
        self._themes.changed.connect(self._dress)
        self.box.sigRangeChangedManually.connect(self._note_zoom)
        self.box.sigRangeChanged.connect(self._place_notes)
        self.box.sigResized.connect(self._lay_over)
        self.fit_button.clicked.connect(self.fit)
        self.pointer.clicked.connect(self.point_clicked)
        self.stack.clicked.connect(self.place_clicked)
        self.pointer.fit_requested.connect(self.fit)

    # showing

    def set_figure(self, figure: Figure) -> None:
        """Show a figure; items of series that stay are updated, not made anew."""
        self.pointer.set_axes(figure.x, figure.y)
        same_axes = (figure.x, figure.y) == (self.figure.x, self.figure.y)
        self.figure = figure
        for side, axis in (("bottom", figure.x), ("left", figure.y)):
            self.axes[side].set_log(axis.is_log)
            self.axes[side].setLabel(axis.title)
        self._update_series()
        self.stack.show_figure(figure, self._transforms()[0])
        self._update_overlays()
        self.empty.setText(figure.empty)
        self.empty.setVisible(bool(figure.empty))
        if not (same_axes and self.is_zoomed):
            self.fit()

    def set_selected(self, number: int | None) -> None:
        """Emphasise the point of an item."""
        self._selected = number
        self._update_halo()

    def fit(self) -> None:
        """Show all data again, and follow them from now on."""
        self.is_zoomed = False
        self.fit_button.hide()
        _, y_of = self._transforms()
        bounds = [*(items.bounds(y_of) for items in self._items.values()), self.stack.bounds()]
        x = _finite([part for part, _ in bounds])
        y = _finite([part for _, part in bounds])
        if not x.size or not y.size:
            return
        low, high = (y.min(), y.max()) if self.figure.y.is_log else (min(0.0, y.min()), y.max())
        self.box.setRange(
            xRange=_padded(x.min(), x.max()),
            yRange=(low, _padded(low, high)[1]) if low == 0 else _padded(low, high),
            padding=0,
        )
        self._place_notes()

    def _transforms(self) -> tuple[Transform, Transform]:
        x, y = (log_positions if axis.is_log else identity for axis in (self.figure.x, self.figure.y))
        return x, y

    def _update_series(self) -> None:
        wanted = {series.id: series for series in self.figure.series}
        for gone in [id for id in self._items if id not in wanted]:
            self._items.pop(gone).remove()
        x_of, y_of = self._transforms()
        for id, series in wanted.items():
            is_new = id not in self._items
            if is_new:
                self._items[id] = SeriesItems(self.plot.getPlotItem(), series)
            is_recoloured = is_new or self._items[id].series.slot != series.slot
            self._items[id].update(series, x_of, y_of)
            if is_recoloured:
                self._items[id].dress(self._themes.theme)

    def _update_overlays(self) -> None:
        self._lay_over()
        self._update_halo()
        for note in self._notes[len(self.figure.annotations) :]:
            note.scene().removeItem(note)
        del self._notes[len(self.figure.annotations) :]
        while len(self._notes) < len(self.figure.annotations):
            self._notes.append(Note(self.box, _NOTE_Z))
        for note, annotation in zip(self._notes, self.figure.annotations, strict=True):
            note.show_text(self._themes.theme, annotation.text)
        self.rings.setData(*self._positions([(note.x, note.y) for note in self.figure.annotations]))
        self._place_notes()

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
        measured = {series.key for series in self.figure.series if series.style == "measured"}
        laws = {series.key for series in self.figure.series if series.style == "law"}
        rows = tuple(
            Row(line.slot, line.label, line.fit, line.key in laws, line.key in measured)
            for line in self.figure.legend()
        )
        self.legend.show_rows(theme, rows, max(120.0, view.width() * 0.7))
        place = self.box.mapRectToScene(view).toRect()
        self.empty.setGeometry(place.adjusted(40, 20, -40, -20))
        self.fit_button.adjustSize()
        self.fit_button.move(place.right() - self.fit_button.width() - 8, place.top() + 8)
        self._place_notes()

    def _place_notes(self) -> None:
        """Put each sentence beside its ring where nothing else is; one that finds no room is left out."""
        view = self.box.rect().adjusted(4, 4, -4, -4)
        taken = [self.legend.box()]
        targets = self._pixels(*self._positions([(note.x, note.y) for note in self.figure.annotations]))
        for note, target in zip(self._notes, targets, strict=False):
            ring = QRectF(target.x() - _RING_PX / 2, target.y() - _RING_PX / 2, _RING_PX, _RING_PX)
            place = (
                place_note(note.box(), target, view, taken, self._covered) if view.contains(target) else None
            )
            note.setVisible(place is not None)
            if place is not None:
                note.point_at(place, target)
                taken += [note.box(), ring]

    def _covered(self, box: QRectF) -> int:
        """How much of the curves a box in the view would hide, in steps of some pixels along it."""
        steps = np.arange(box.left(), box.right(), _STEP_PX)
        corners = [self.box.mapToView(corner) for corner in (box.topLeft(), box.bottomRight())]
        x = np.interp(steps, (box.left(), box.right()), [corner.x() for corner in corners])
        low, high = sorted(corner.y() for corner in corners)
        covered = 0
        for items in self._items.values():
            if items.x.size:
                y = np.interp(x, items.x, items.y, left=np.nan, right=np.nan)
                covered += int(((y >= low) & (y <= high)).sum())
        return covered

    def _pixels(self, x: Array, y: Array) -> list[QPointF]:
        """Positions in the pixels of the view; those that have none lie far outside."""
        finite = np.isfinite(x) & np.isfinite(y)
        return [
            self.box.mapFromView(QPointF(px, py)) if ok else QPointF(-1e6, -1e6)
            for px, py, ok in zip(x, y, finite, strict=True)
        ]

    def _note_zoom(self) -> None:
        self.is_zoomed = True
        self.fit_button.show()

    # colours

    def _dress(self) -> None:
        """Wear the theme: pyqtgraph's own options do not reach plots that exist."""
        theme = self._themes.theme
        self.plot.setBackground(theme.panel)
        for axis in self.axes.values():
            axis.setPen(pg.mkPen(theme.grid, width=1))
            axis.setTextPen(QColor(theme.muted))
            axis.label.setFont(font_of(12))
        self.rings.setPen(pg.mkPen(theme.text, width=1.5))
        self.halo.setPen(pg.mkPen(theme.text, width=2))
        self.pointer.dress(theme)
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
