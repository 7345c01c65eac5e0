"""A stack of bands in a plot: filled areas with their names in them, and a table of one size beside them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QObject, QPointF, Qt, Signal
from PySide6.QtGui import QColor

from mixbench.core.figure import Band, Figure
from mixbench.gui.band_items import LABEL_PX, BandArea, BandLabel, BandRoom, filled
from mixbench.gui.series_items import Array, Transform
from mixbench.gui.stack_table import StackTable
from mixbench.gui.theme import Theme

#: Fewer sizes than this are drawn as bars: there is nothing between them.
_FEW_SIZES = 8
#: The part of the way to the next bar that a bar is wide.
_BAR_SHARE = 0.5

_STACK_Z, _LABEL_Z, _LINE_Z, _TABLE_Z = 4, 25, 22, 40
_TABLE_GAP_PX = 14
#: What is written on a band, and the luminance from which the dark ink is the better one (WCAG 2).
_DARK, _BRIGHT, _MIDDLE = "#14171b", "#ffffff", 0.18
#: How finely is looked for the place of a name.
_STEP_PX = 8


class Stack(QObject):
    """The bands of a figure, bottom first. The table speaks of the size under the mouse, else of `here`.

    `clicked` names the size that was clicked at.
    """

    clicked = Signal(float)

    def __init__(self, plot: pg.PlotWidget, parent: QObject) -> None:
        super().__init__(parent)
        self._plot: pg.PlotItem = plot.getPlotItem()
        self._box: pg.ViewBox = plot.getViewBox()
        self._figure: Figure | None = None
        self._theme: Theme | None = None
        self._x = np.empty(0)
        self._edges: list[Array] = []
        self._areas: list[BandArea] = []
        self._labels: list[BandLabel] = []
        self.table = StackTable(self._plot, _TABLE_Z)
        self.here, self.under_mouse = (pg.InfiniteLine(angle=90) for _ in range(2))
        for line in (self.here, self.under_mouse):
            line.setZValue(_LINE_Z)
            line.hide()
            plot.addItem(line, ignoreBounds=True)
        self._box.sigResized.connect(self.lay_over)
        self._box.sigRangeChanged.connect(self.lay_over)
        plot.scene().sigMouseMoved.connect(self.hover)
        plot.scene().sigMouseClicked.connect(self._click)

    # showing

    def show_figure(self, figure: Figure, x_of: Transform) -> None:
        """Show the bands of a figure, or nothing where it has none. They stand on zero, so that the axis
        upwards is linear."""
        self._figure = figure
        bands = figure.bands
        self._x = x_of(np.array(bands[0].x, float)) if bands else np.empty(0)
        self._edges = [np.array(edge, float) for edge in figure.edges()]
        self._make(len(bands))
        for area, edge in zip(self._areas, self._edges, strict=True):
            area.setPath(filled(*self._outline(edge)))
        at = None if figure.here is None or not bands else x_of(np.array([figure.here]))[0]
        self.here.setVisible(at is not None)
        self.under_mouse.hide()
        if at is not None:
            self.here.setPos(at)
        self.lay_over()
        if self._theme is not None:
            self.dress(self._theme)

    def _make(self, wanted: int) -> None:
        """As many items as there are bands; the lower a band, the further in front."""
        for gone in self._areas[wanted:]:
            self._box.removeItem(gone)
        for label in self._labels[wanted:]:
            label.scene().removeItem(label)
        del self._areas[wanted:], self._labels[wanted:]
        while len(self._areas) < wanted:
            area = BandArea()
            area.setZValue(_STACK_Z - len(self._areas) / 100)
            self._box.addItem(area, ignoreBounds=True)
            self._areas.append(area)
            self._labels.append(BandLabel(self._box, _LABEL_Z))

    def _outline(self, edge: Array) -> tuple[Array, Array]:
        """The upper line of an area; where sizes are few, that of bars around each of them."""
        if len(self._x) >= _FEW_SIZES:
            return self._x, edge
        half = self._bar_px() / 2
        corners = [
            (x + side * half, y) for x, top in zip(self._x, edge, strict=True) for side, y in _bar(top)
        ]
        x, y = np.array(corners, float).reshape(-1, 2).T
        return x, y

    def _bar_px(self) -> float:
        """How wide bars are, in positions of the axis."""
        gaps = [right - left for left, right in pairwise(self._x)]
        return _BAR_SHARE * min(gaps) if gaps else abs(self._x[0]) * 0.1 or 1.0

    def bounds(self) -> tuple[Array, Array]:
        """Every position that must be visible."""
        if not self._edges:
            return np.empty(0), np.empty(0)
        outline, _ = self._outline(self._edges[-1])
        return outline, np.concatenate([[0.0], self._edges[-1]])

    # laying over

    def lay_over(self, *_: object) -> None:
        """Put the table beside the view, and each name into its band where that is thick enough."""
        figure = self._figure
        has_bands = figure is not None and bool(figure.bands)
        self.table.setVisible(has_bands)
        if figure is None or self._theme is None or not has_bands:
            self._plot.layout.setColumnFixedWidth(2, 0)
            return
        view = self._box.geometry()
        self.table.fit_into(figure, view.height())
        self._tell(self._place_of_here())
        self._plot.layout.setColumnFixedWidth(2, self.table.boundingRect().width() + 2 * _TABLE_GAP_PX)
        self.table.setPos(QPointF(view.right() + _TABLE_GAP_PX, view.top() + 4))
        self._place_labels(figure)

    def _place_labels(self, figure: Figure) -> None:
        """A name lies along the middle of its band."""
        below = np.zeros(len(self._x))
        for band, edge, label in zip(figure.bands, self._edges, self._labels, strict=True):
            label.show_text(band.label, self._ink(band))
            slot = self._slot(below, edge, label.boundingRect().width())
            label.setVisible(slot is not None)
            if slot is not None:
                label.lie(*slot)
            below = edge

    def _slot(self, below: Array, above: Array, width: float) -> tuple[QPointF, float] | None:
        """Where a band has room for a name: the centre in pixels of the view and the angle in degrees; None
        where it is too thin or drawn as bars."""
        view = self._box.rect()
        x, low = self._to_pixels(below)
        _, high = self._to_pixels(above)
        reach = width / 2 + LABEL_PX
        at = np.arange(max(view.left(), x[0]) + reach, min(view.right(), x[-1]) - reach, _STEP_PX)
        if len(self._x) < _FEW_SIZES:
            return None
        floor, roof = (np.clip(edge, view.top(), view.bottom()) for edge in (low, high))
        line = self._box.mapFromView(QPointF(self.here.value(), 0)).x()
        clear = at[abs(at - line) > reach] if self.here.isVisible() else at
        rooms = [BandRoom(x, floor, roof, places, width) for places in (clear, at) if places.size]
        slots = (slot for room in rooms for slot in (room.level(), room.along()) if slot is not None)
        return next(slots, None)

    def _to_pixels(self, edge: Array) -> tuple[Array, Array]:
        points = [self._box.mapFromView(QPointF(a, b)) for a, b in zip(self._x, edge, strict=True)]
        return np.array([point.x() for point in points]), np.array([point.y() for point in points])

    # the mouse

    def hover(self, scene_place: QPointF) -> None:
        """Tell of the size nearest to the mouse."""
        mouse = self._box.mapFromScene(scene_place)
        is_over = bool(len(self._x)) and self._box.rect().contains(mouse)
        place = self._nearest(mouse) if is_over else self._place_of_here()
        self.under_mouse.setVisible(is_over)
        if place is not None:
            self.under_mouse.setPos(self._x[place])
            self._tell(place)

    def _click(self, event: pg.GraphicsScene.mouseEvents.MouseClickEvent) -> None:
        mouse = self._box.mapFromScene(event.scenePos())
        if (
            self._figure is None
            or not len(self._x)
            or event.button() != Qt.MouseButton.LeftButton
            or event.double()
            or not self._box.rect().contains(mouse)
        ):
            return
        self.clicked.emit(self._figure.bands[0].x[self._nearest(mouse)])

    def _nearest(self, mouse: QPointF) -> int:
        return int(np.argmin(abs(self._x - self._box.mapToView(mouse).x())))

    def _place_of_here(self) -> int | None:
        if self._figure is None or not self._figure.bands:
            return None
        x = np.array(self._figure.bands[0].x)
        return int(np.argmin(abs(x - (x[-1] if self._figure.here is None else self._figure.here))))

    def _tell(self, place: int | None) -> None:
        if self._figure is not None and self._theme is not None and place is not None:
            self.table.show_place(self._theme, self._figure, place)

    # colours

    def dress(self, theme: Theme) -> None:
        """Wear the theme; a thin line in the colour of the ground keeps neighbours apart."""
        self._theme = theme
        self.here.setPen(pg.mkPen(theme.text, width=1.5, style=Qt.PenStyle.DashLine))
        self.under_mouse.setPen(pg.mkPen(theme.text, width=1))
        for area, band in zip(self._areas, self._figure.bands if self._figure else (), strict=True):
            area.setBrush(theme.role_colour(band.role))
            area.setPen(pg.mkPen(theme.panel, width=1))
        self.lay_over()

    def _ink(self, band: Band) -> QColor:
        """Dark or white, whichever stands out from the band's colour."""
        assert self._theme is not None
        colour = self._theme.role_colour(band.role)
        red, green, blue = (part**2.2 for part in (colour.redF(), colour.greenF(), colour.blueF()))
        return QColor(_DARK if 0.2126 * red + 0.7152 * green + 0.0722 * blue > _MIDDLE else _BRIGHT)


def _bar(top: float) -> tuple[tuple[int, float], ...]:
    """The outline of a bar: up at its left side, down at its right."""
    return ((-1, 0.0), (-1, top), (1, top), (1, 0.0))
