"""The mouse over a figure: a readout of what is near, to be pinned, and the point that a click means."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pyqtgraph as pg
from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal

from mixbench.core.figure import Axis
from mixbench.gui.figure_reading import FigureReader, Found, Readout
from mixbench.gui.plot_overlays import Overlay, RowsBox, widest_box
from mixbench.gui.series_items import SeriesItems
from mixbench.gui.theme import Theme

#: How near the mouse must be to a point to mean it, in pixels.
_REACH_PX = 14

_READOUT_Z, _PINNED_Z, _LINE_Z = 60, 58, -9


class FigurePointer(QObject):
    """Follows the mouse over a plot. `clicked` names a series and the place of its point in it, `moved` where
    on the horizontal axis the cursor stands (None: it left), `fit_requested` is a double click,
    `menu_requested` a click with the right button, with its place in the scene."""

    clicked = Signal(str, int)
    moved = Signal(object)
    fit_requested = Signal()
    menu_requested = Signal(QPointF)

    def __init__(
        self, plot: pg.PlotWidget, items: Mapping[str, SeriesItems], legend: RowsBox, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._box: pg.ViewBox = plot.getViewBox()
        self.reader = FigureReader(self._box, items)
        self._legend = legend
        self._theme: Theme | None = None
        self._linked: float | None = None  # where the cursor of another plot stands
        self._at: QPointF | None = None  # where the mouse or the keyboard is, in positions of the axes
        self._said: Readout | None = None
        self._pinned_at: QPointF | None = None
        self._pinned: Readout | None = None
        self.line, self.pinned_line = (pg.InfiniteLine(angle=90) for _ in range(2))
        for line in (self.line, self.pinned_line):
            line.setZValue(_LINE_Z)
            line.hide()
            plot.addItem(line, ignoreBounds=True)
        self.readout = RowsBox(self._box, _READOUT_Z, framed=True)
        self.pinned = RowsBox(self._box, _PINNED_Z, framed=True)
        self.pinned.hide()
        self.hide()
        plot.scene().sigMouseMoved.connect(self.hover)
        plot.scene().sigMouseClicked.connect(self._click)
        self._box.sigRangeChanged.connect(self._place_pinned)

    # what is shown

    def set_axes(self, x: Axis, y: Axis) -> None:
        """Speak in the units of other axes; what was said on the former ones no longer holds."""
        if (x, y) != (self.reader.x, self.reader.y):
            self.reader.x, self.reader.y = x, y
            self.unpin()
            self.leave()

    def follow_data(self) -> None:
        """Say again what is at the same places, for the data are others."""
        if self._linked is not None:
            self.show_line(self._linked)
        elif self._at is not None:
            self._say(self.reader.read(self._at), self._at)
        if self._pinned_at is not None and self._pinned is not None:
            self._pinned = self.reader.read_across(self._pinned.position, self._pinned_at.y())
            self._show_pinned()

    def dress(self, theme: Theme) -> None:
        """Wear the theme."""
        self._theme = theme
        self.line.setPen(pg.mkPen(theme.strong_border, width=1))
        self.pinned_line.setPen(pg.mkPen(theme.strong_border, width=1, style=Qt.PenStyle.DashLine))
        self.follow_data()

    def hide(self) -> None:
        """Say nothing."""
        self._said = None
        self.line.hide()
        self.readout.hide()

    def leave(self) -> None:
        """The mouse is elsewhere."""
        was_here = self._at is not None
        self._at = None
        self.hide()
        if was_here:
            self.moved.emit(None)

    # the mouse

    def hover(self, scene_place: QPointF) -> None:
        """Say what lies at the x nearest to the mouse, the series nearest to it first."""
        mouse = self._box.mapFromScene(scene_place)
        if self._box.rect().contains(mouse):
            self.point_at(self._box.mapToView(mouse))
        else:
            self.leave()

    def point_at(self, at: QPointF) -> None:
        """Say what lies at a place, in positions of the axes."""
        self._at = at
        self._link(None)
        self._say(self.reader.read(at), at)
        self.moved.emit(self._said.position if self._said else None)

    def show_line(self, position: float | None) -> None:
        """Show the cursor of another plot, and what this one says there in place of its legend."""
        readout = None if position is None else self.reader.read_across(position)
        self._link(position)
        self._say(readout, QPointF(position or 0.0, self._box.viewRect().bottom()))
        if readout is not None:
            self.readout.setPos(self._legend.pos())
            self._legend.hide()

    def _link(self, position: float | None) -> None:
        self._linked = position
        self._legend.setVisible(bool(self._legend.rows))

    def _say(self, readout: Readout | None, at: QPointF) -> None:
        if readout is None or self._theme is None:
            self.hide()
            return
        self._said = readout
        self.readout.show_rows(self._theme, readout.rows, widest_box(self._box.width()), readout.heading)
        self.readout.setPos(_beside(self.readout, self._box.mapFromView(at), self._box.rect()))
        self.line.setPos(readout.position)
        self.line.show()

    def _click(self, event: Any) -> None:
        if event.button() == Qt.MouseButton.RightButton:
            self.menu_requested.emit(event.scenePos())
            return
        mouse = self._box.mapFromScene(event.scenePos())
        if event.button() != Qt.MouseButton.LeftButton or not self._box.rect().contains(mouse):
            return
        if event.double():
            self.fit_requested.emit()
            return
        at = self._box.mapToView(mouse)
        nearest = self.reader.nearest(at, ("measured",))
        if nearest is not None and nearest[1] <= _REACH_PX:
            self.choose(nearest[0])
        else:
            self.point_at(at)
            self.toggle_pin()

    def choose(self, found: Found) -> None:
        """Take a point, as a click at it does."""
        self.clicked.emit(found.items.series.id, found.place)

    # pinning

    @property
    def said(self) -> Readout | None:
        """What is said now, else what is pinned."""
        return self._said or self._pinned

    @property
    def is_pinned(self) -> bool:
        """Whether a readout is held fast."""
        return self._pinned is not None

    def toggle_pin(self) -> None:
        """Hold the readout fast, or let the one go that is held."""
        if self.is_pinned or self._said is None or self._at is None:
            self.unpin()
            return
        self._pinned_at, self._pinned = self._at, self._said
        self._show_pinned()
        self.hide()

    def unpin(self) -> None:
        """Let go of what is held fast."""
        self._pinned_at = self._pinned = None
        self.pinned.hide()
        self.pinned_line.hide()

    def _show_pinned(self) -> None:
        if self._pinned is None or self._theme is None:
            self.unpin()
            return
        heading = self.tr("{place} · pinned").format(place=self._pinned.heading)
        self.pinned.show_rows(self._theme, self._pinned.rows, widest_box(self._box.width()), heading)
        self.pinned_line.setPos(self._pinned.position)
        self.pinned_line.show()
        self._place_pinned()

    def _place_pinned(self) -> None:
        """It stays at its place on the axes while they move."""
        if self._pinned_at is not None:
            at = self._box.mapFromView(self._pinned_at)
            self.pinned.setPos(_beside(self.pinned, at, self._box.rect()))


def _beside(box: Overlay, mouse: QPointF, view: QRectF) -> QPointF:
    """Right of the mouse and above it, or on the other side where that would leave the view."""
    size = box.boundingRect()
    fits = mouse.x() + 16 + size.width() < view.right()
    x = mouse.x() + 16 if fits else mouse.x() - 16 - size.width()
    y = min(max(mouse.y() - size.height() - 8, view.top() + 4), view.bottom() - size.height() - 4)
    return QPointF(max(x, view.left() + 4), y)
