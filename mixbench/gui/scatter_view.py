"""Draws a scatter: points to look at and to take, and a limit that can be dragged."""

from __future__ import annotations

from dataclasses import replace
from math import isfinite, log10

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent
from PySide6.QtWidgets import QWidget

from mixbench.core.figure import Figure
from mixbench.core.scatter import Scatter, Spot
from mixbench.gui.figure_view import Bounds, FigureView
from mixbench.gui.plot_axis import number_text
from mixbench.gui.plot_overlays import font_of, widest_box
from mixbench.gui.scatter_items import Card, KindsLegend, Names, Spots, box_of, line_box
from mixbench.gui.series_items import Transform, identity, log_positions
from mixbench.gui.theme import ThemeManager

_REACH_PX, _HALO_PX = 14, 18
_NAMES_Z, _LEGEND_Z, _BOUND_Z, _HALO_Z, _CARD_Z = 40, 45, 50, 30, 60

#: The words of a limit stand at the foot of the view.
_BOUND_ROOM_PX = 26

#: Air around the points, as a share of what they span.
_AIR = 0.05


class ScatterView(FigureView):
    """A plot of a `Scatter`. Arrow keys walk from point to point, Enter takes one, Escape lets go.

    `spot_clicked` names a point by its id, `bound_moved` is the limit that was dragged, in units of the axis.
    """

    spot_clicked = Signal(str)
    bound_moved = Signal(float)

    def __init__(self, themes: ThemeManager, parent: QWidget | None = None) -> None:
        self._is_built = self._is_drawn = False
        super().__init__(themes, parent)
        self._looked_at: int | None = None
        self._selected_key = ""
        self.spots = Spots(self.plot)
        self.names = Names(self.box, _NAMES_Z)
        self.kinds = KindsLegend(self.box, _LEGEND_Z)
        self.card = Card(self.box, _CARD_Z)
        self.card.hide()
        self.ring = pg.ScatterPlotItem(symbol="o", size=_HALO_PX, brush=None, antialias=True)
        self.ring.setZValue(_HALO_Z)
        self.plot.addItem(self.ring, ignoreBounds=True)
        self._build_bound()
        self._is_built = True
        themes.changed.connect(self._draw)
        self.box.sigRangeChanged.connect(self._place)
        self.box.sigResized.connect(self._place)
        self.plot.scene().sigMouseMoved.connect(self._hover)
        self.plot.scene().sigMouseClicked.connect(self._click)

    def _build_bound(self) -> None:
        options = {"position": 0.0, "anchors": [(1.05, 1.0), (1.05, 1.0)], "movable": False}
        self.bound = pg.InfiniteLine(angle=90, movable=True, label="", labelOpts=options)
        self.bound.setZValue(_BOUND_Z)
        self.bound.label.setFont(font_of(11))
        self.bound.setCursor(Qt.CursorShape.SizeHorCursor)
        self.plot.addItem(self.bound, ignoreBounds=True)
        self.bound.sigDragged.connect(lambda _: self.bound_moved.emit(self._value(self.bound.value())))

    # showing

    @property
    def scatter(self) -> Scatter:
        """What is drawn; an empty one before the first."""
        figure = self.figure
        return figure if isinstance(figure, Scatter) else Scatter(figure.title, figure.x, figure.y)

    def set_figure(self, figure: Figure) -> None:
        """Show other points; what is looked at stays so where it is still there."""
        looked_at = self._id(self._looked_at)
        self._is_drawn = False
        super().set_figure(figure)
        self._draw()
        ids = [spot.id for spot in self.scatter.spots]
        self.look_at(ids.index(looked_at) if looked_at in ids else None)

    def select_key(self, key: str) -> None:
        """Ring the points of the selected model."""
        self._selected_key = key
        self._ring()

    def bounds(self) -> Bounds | None:
        """The ranges that hold all points, with some air; upwards from the lowest, for accuracies do not
        begin at zero."""
        x_of, y_of = self._axes_of()
        scatter = self.scatter
        x = [float(v) for v in x_of(np.array([spot.x for spot in scatter.spots], float)) if isfinite(v)]
        y = [float(v) for v in y_of(np.array([spot.y for spot in scatter.spots], float)) if isfinite(v)]
        if not x or not y:
            return None
        return _aired(min(x), max(x)), _aired(min(y), max(y))

    def summary(self) -> str:
        """The named points in words, for those who hear it or paste it into a text."""
        scatter = self.scatter
        named = [spot for spot in scatter.spots if spot.emphasis == "named"]
        unit_x, unit_y = scatter.x.unit, scatter.y.unit
        parts = [
            f"{spot.label} {number_text(spot.y)} {unit_y}, {number_text(float(f'{spot.x:.4g}'))} {unit_x}"
            for spot in named
        ]
        return f"{scatter.title}: {'; '.join(parts) or scatter.empty}"

    def _axes_of(self) -> tuple[Transform, Transform]:
        figure = self.figure
        return (
            log_positions if figure.x.is_log else identity,
            log_positions if figure.y.is_log else identity,
        )

    def _draw(self) -> None:
        if not self._is_built:
            return
        theme = self._themes.theme
        self.spots.show(theme, self.scatter, *self._axes_of())
        self.kinds.show_kinds(theme, self.scatter)
        self.ring.setPen(pg.mkPen(theme.text, width=1.5))
        self._dress_bound()
        self._is_drawn = True
        self._ring()
        self._place()

    def _dress_bound(self) -> None:
        """Solid where it is set, dashed where it waits to be dragged."""
        theme = self._themes.theme
        self.bound.label.fill = pg.mkBrush(QColor(theme.panel))
        self.bound.label.setColor(theme.accent_ink)
        style = Qt.PenStyle.SolidLine if self.scatter.bound is not None else Qt.PenStyle.DashLine
        self.bound.setPen(pg.mkPen(theme.accent, width=1.5, style=style))
        self.bound.setHoverPen(pg.mkPen(theme.accent, width=2))
        self.bound.setVisible(bool(self.scatter.spots))
        self.bound.label.setFormat(self.scatter.bound_text)

    def _place(self) -> None:
        """Fit what lies over the points to the range and the size of the view."""
        if not self._is_drawn:
            return
        view = self.box.rect()
        self._place_bound()
        pixels = [self.box.mapFromView(place) for place in self.spots.places]
        spots = self.scatter.spots
        seen = [(at, spot) for at, spot in zip(pixels, spots, strict=True) if view.contains(at)]
        faint = [at for at, spot in seen if spot.emphasis == "faint"]
        others = [at for at, spot in seen if spot.emphasis != "faint"]
        named = sorted(
            ((at, spot.label) for at, spot in seen if spot.emphasis == "named"), key=lambda one: one[0].y()
        )
        path = [self.box.mapFromView(corner) for corner in self._corners()]
        behind = [*map(box_of, faint), *self._interval_boxes()]
        self.names.place(self._themes.theme, named, others, behind, path, view.adjusted(2, 2, -2, -2))
        size = self.kinds.box().size()
        self.kinds.setPos(view.right() - size.width() - 6, view.bottom() - size.height() - _BOUND_ROOM_PX)

    def _interval_boxes(self) -> list[QRectF]:
        """What the bars of the points take that are not faint."""
        x_of, _ = self._axes_of()
        boxes = []
        for place, spot in zip(self.spots.places, self.scatter.spots, strict=True):
            if spot.low is not None and spot.high is not None and spot.emphasis != "faint":
                ends = (QPointF(float(x), place.y()) for x in x_of(np.array([spot.low, spot.high])))
                boxes.append(line_box(*map(self.box.mapFromView, ends)))
        return boxes

    def _corners(self) -> list[QPointF]:
        """Of the line of the best, on the axes."""
        x_of, y_of = self._axes_of()
        corners = np.array(self.scatter.path, float).reshape(-1, 2)
        return [QPointF(x, y) for x, y in zip(x_of(corners[:, 0]), y_of(corners[:, 1]), strict=True)]

    def show_bound(self, bound: float | None, text: str) -> None:
        """Move the limit alone: the points stay."""
        self.figure = replace(self.scatter, bound=bound, bound_text=text)
        self._dress_bound()
        self._place_bound()

    def _place_bound(self) -> None:
        """Where it is set; a limit that is not waits at the end of the axis to be dragged."""
        (left, right), _ = self.box.viewRange()
        bound = self.scatter.bound
        if bound is None:
            self.bound.setPos(right - (right - left) * 0.004)
        elif not self.scatter.x.is_log or bound > 0:
            self.bound.setPos(log10(bound) if self.scatter.x.is_log else bound)

    def _value(self, position: float) -> float:
        value: float = 10.0**position if self.scatter.x.is_log else position
        return max(0.0, value)

    # looking at points and taking them

    def look_at(self, index: int | None) -> None:
        """Let a point say what it stands for; None for none."""
        self._looked_at = index
        if index is None or index >= len(self.spots.places):
            self.card.hide()
        else:
            spot, place = self.scatter.spots[index], self.spots.places[index]
            lines = (spot.label, *spot.remarks)
            self.card.show_lines(self._themes.theme, lines, widest_box(self.box.width()))
            self._place_card(self.box.mapFromView(place))
        self._ring()

    def nearest(self, at: QPointF) -> int | None:
        """The point within reach of a place in the pixels of the view."""
        distances = [
            (max(abs(place.x() - at.x()), abs(place.y() - at.y())), index)
            for index, place in enumerate(self.box.mapFromView(each) for each in self.spots.places)
        ]
        distance, index = min(distances, default=(float("inf"), 0))
        return index if distance <= _REACH_PX else None

    def _place_card(self, at: QPointF) -> None:
        size, view = self.card.boundingRect(), self.box.rect()
        x = at.x() + 14 if at.x() + 14 + size.width() < view.right() else at.x() - 14 - size.width()
        y = max(view.top() + 4, min(at.y() - size.height() - 8, view.bottom() - size.height() - 4))
        self.card.setPos(QPointF(max(x, view.left() + 4), y))

    def _ring(self) -> None:
        """Around the points of the selected model, and the one that is looked at."""
        spots = self.scatter.spots
        ringed = [
            place
            for index, (place, spot) in enumerate(zip(self.spots.places, spots, strict=False))
            if spot.key == self._selected_key or index == self._looked_at
        ]
        self.ring.setData([place.x() for place in ringed], [place.y() for place in ringed])

    def _id(self, index: int | None) -> str:
        spots = self.scatter.spots
        return spots[index].id if index is not None and index < len(spots) else ""

    def _hover(self, scene_place: QPointF) -> None:
        mouse = self.box.mapFromScene(scene_place)
        index = self.nearest(mouse) if self.box.rect().contains(mouse) else None
        if index != self._looked_at:
            self.look_at(index)

    def _click(self, event: object) -> None:
        button, place = event.button(), event.scenePos()  # type: ignore[attr-defined] # pyqtgraph's own
        if button == Qt.MouseButton.LeftButton:
            index = self.nearest(self.box.mapFromScene(place))
            if index is not None:
                self.spot_clicked.emit(self.scatter.spots[index].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over the points from the left to the right, take one, let go."""
        steps = {
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: 1,
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: -1,
        }
        is_plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        key = Qt.Key(event.key())
        if is_plain and key in steps and self.scatter.spots:
            self._walk(steps[key])
        elif is_plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._looked_at is not None:
            self.spot_clicked.emit(self._id(self._looked_at))
        elif is_plain and key == Qt.Key.Key_Escape and self._looked_at is not None:
            self.look_at(None)
        else:
            super().keyPressEvent(event)

    def _walk(self, step: int) -> None:
        """To the next point to the right or to the left; those that are not faint first of all."""
        spots = self.scatter.spots
        order = sorted(
            (index for index, spot in enumerate(spots) if spot.emphasis != "faint"),
            key=lambda index: spots[index].x,
        ) or list(range(len(spots)))
        if self._looked_at not in order:
            self.look_at(order[0 if step > 0 else -1])
            return
        at = order.index(self._looked_at) + step
        self.look_at(order[min(max(at, 0), len(order) - 1)])

    def spot_looked_at(self) -> Spot | None:
        """The point whose card is shown."""
        return self.scatter.spot(self._id(self._looked_at))


def _aired(low: float, high: float) -> tuple[float, float]:
    span = high - low or abs(high) * 0.1 or 1.0
    return low - span * _AIR, high + span * _AIR
