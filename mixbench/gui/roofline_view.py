"""A plot whose words hide no point: they stand where nothing is, or the legend is left out."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtWidgets import QWidget

from mixbench.gui.figure_notes import FigureNotes
from mixbench.gui.figure_view import Bounds, FigureView
from mixbench.gui.theme import ThemeManager

#: Between the legend and the highest point below it, and the largest part of the height that is given away.
_GAP_PX, _LARGEST_SHARE = 16.0, 0.62
#: A point under words weighs as much as so many steps of a curve; nearer than this it touches them.
_POINT_WEIGHT, _RADIUS_PX = 50, 7.0


class PointNotes(FigureNotes):
    """Words that keep clear of points. With `may_leave_out` the legend is not shown where it has no room."""

    may_leave_out = False

    def _covers(self, view: QRectF) -> Callable[[QRectF], int]:
        curves, points = super()._covers(view), self._points()

        def hidden(box: QRectF) -> int:
            return curves(box) + _POINT_WEIGHT * _inside(box, points)

        return hidden

    def _place_legend(self, view: QRectF, covers: Callable[[QRectF], int]) -> None:
        """In the corner where it hides least."""
        if not self.may_leave_out:
            super()._place_legend(view, covers)
            return
        size = self._legend.box().size()
        right, bottom = view.right() - size.width() - 4, view.bottom() - size.height() - 4
        corners = [QPointF(x, y) for y in (8.0, bottom) for x in (12.0, right)]
        best = min(corners, key=lambda corner: covers(QRectF(corner, size)))
        self._legend.setPos(best)
        box = QRectF(best, size)
        is_free = view.contains(box) and not _inside(box, self._points())
        self._legend.setVisible(bool(self._legend.rows) and is_free)

    def _points(self) -> list[QPointF]:
        """The points that are drawn, in the pixels of the view."""
        series = [items for items in self._items.values() if items.series.style != "law"]
        return [
            self._box.mapFromView(QPointF(x, y))
            for items in series
            for x, y in zip(items.x, items.y, strict=True)
            if np.isfinite(x) and np.isfinite(y)
        ]


def _inside(box: QRectF, points: list[QPointF]) -> int:
    wide = box.adjusted(-_RADIUS_PX, -_RADIUS_PX, _RADIUS_PX, _RADIUS_PX)
    return sum(wide.contains(point) for point in points)


class RooflineView(FigureView):
    """Points of a roofline crowd below the roof, so that no corner need be free: then a picture has room for
    its legend above the data, and on the screen, where the lists of models have the markers too, it is left
    out."""

    notes_type = PointNotes

    def __init__(self, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(themes, parent)
        self.box.sigResized.connect(self._fit_again)

    def leave_legend_out(self) -> None:
        """From now on, where it would hide points."""
        assert isinstance(self.notes, PointNotes)
        self.notes.may_leave_out = True

    def bounds(self) -> Bounds | None:
        """The ranges that hold all data, and in a picture the legend above them."""
        bounds, height = super().bounds(), self.box.rect().height()
        assert isinstance(self.notes, PointNotes)
        if bounds is None or self.notes.may_leave_out or not self.legend.rows or height <= 0:
            return bounds
        x, (low, high) = bounds
        share = min(_LARGEST_SHARE, (self.legend.box().height() + _GAP_PX) / height)
        return x, (low, low + (high - low) / (1 - share))

    def _fit_again(self) -> None:
        """The legend keeps its height in pixels, so that another size of the view needs other room."""
        if not self.is_zoomed:
            self.fit()
