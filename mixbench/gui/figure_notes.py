"""The sentences in a figure: a ring at a point, and beside it a note where it hides least."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF

from mixbench.core.figure import Annotation
from mixbench.gui.curve_cover import CurveCover
from mixbench.gui.plot_overlays import Note, RowsBox, place_note
from mixbench.gui.series_items import Array, SeriesItems
from mixbench.gui.theme import Theme

_RING_PX, _RING_Z, _NOTE_Z = 13, 30, 40


class FigureNotes:
    """The rings and notes of a plot. They keep clear of the legend, of one another, and of curves where they
    can; a note that finds no room is left out, its ring stays."""

    def __init__(self, plot: pg.PlotWidget, legend: RowsBox, items: Mapping[str, SeriesItems]) -> None:
        self._box: pg.ViewBox = plot.getViewBox()
        self._legend, self._items = legend, items
        self.notes: list[Note] = []
        #: While a figure is taken over, notes are not placed: it would be done for each step of it.
        self.is_settling = False
        self._x = self._y = np.empty(0)
        self.rings = pg.ScatterPlotItem(symbol="o", size=_RING_PX, brush=None, antialias=True)
        self.rings.setZValue(_RING_Z)
        plot.addItem(self.rings, ignoreBounds=True)

    def dress(self, theme: Theme) -> None:
        """Wear the theme."""
        self.rings.setPen(pg.mkPen(theme.text, width=1.5))

    def show(self, theme: Theme, annotations: Sequence[Annotation], x: Array, y: Array) -> None:
        """Show other sentences, at these positions of the axes."""
        for note in self.notes[len(annotations) :]:
            note.scene().removeItem(note)
        del self.notes[len(annotations) :]
        while len(self.notes) < len(annotations):
            self.notes.append(Note(self._box, _NOTE_Z))
        for note, annotation in zip(self.notes, annotations, strict=True):
            note.show_text(theme, annotation.text)
        self._x, self._y = x, y
        self.rings.setData(x, y)
        self.place()

    def place(self) -> None:
        """Put the legend where it hides little, and each note where nothing else is."""
        view = self._box.rect().adjusted(4, 4, -4, -4)
        if self.is_settling:
            return
        covers = self._covers(view)
        self._place_legend(view, covers)
        taken = [self._legend.box()] if self._legend.isVisible() else []
        for note, target in zip(self.notes, self._targets(), strict=True):
            ring = QRectF(target.x() - _RING_PX / 2, target.y() - _RING_PX / 2, _RING_PX, _RING_PX)
            place = place_note(note.box(), target, view, taken, covers) if view.contains(target) else None
            note.setVisible(place is not None)
            if place is not None:
                note.point_at(place, target)
                taken += [note.box(), ring]

    def _place_legend(self, view: QRectF, covers: Callable[[QRectF], int]) -> None:
        """At the left, unless curves fall from there and it hides far fewer of them at the right."""
        size = self._legend.box().size()
        left, right = QPointF(12, 8), QPointF(view.right() - size.width() - 4, 8)
        hidden = [covers(QRectF(corner, size)) for corner in (left, right)]
        self._legend.setPos(right if 2 * hidden[1] < hidden[0] else left)

    def _covers(self, view: QRectF) -> Callable[[QRectF], int]:
        """How much a box in the view hides that it should not: here steps of curves."""
        origin, unit = (self._box.mapFromView(QPointF(at, at)) for at in (0.0, 1.0))
        across, down = unit.x() - origin.x(), unit.y() - origin.y()
        curves = [items for items in self._items.values() if items.is_curve]
        cover = CurveCover(
            view, ((origin.x() + across * each.x, origin.y() + down * each.y) for each in curves)
        )
        return cover.hidden

    def _targets(self) -> list[QPointF]:
        """The rings in the pixels of the view; those that have no place lie far outside."""
        finite = np.isfinite(self._x) & np.isfinite(self._y)
        return [
            self._box.mapFromView(QPointF(px, py)) if ok else QPointF(-1e6, -1e6)
            for px, py, ok in zip(self._x, self._y, finite, strict=True)
        ]
