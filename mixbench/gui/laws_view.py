"""Draws laws with their bands."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF
from PySide6.QtGui import QPolygonF
from PySide6.QtWidgets import QGraphicsPolygonItem, QWidget

from mixbench.core.figure import Figure
from mixbench.core.law_figures import Corridor, LawFigure
from mixbench.gui.figure_view import FigureView
from mixbench.gui.theme import ThemeManager

_CORRIDOR_Z, _OPACITY = 2, 45


class LawsView(FigureView):
    """A plot of a `LawFigure`: behind each series the interval about its law."""

    def __init__(self, themes: ThemeManager, parent: QWidget | None = None) -> None:
        self._corridors: list[tuple[Corridor, QGraphicsPolygonItem]] = []
        super().__init__(themes, parent)
        themes.changed.connect(self._paint_corridors)

    def set_figure(self, figure: Figure) -> None:
        """Show other laws."""
        super().set_figure(figure)
        for _, item in self._corridors:
            self.plot.removeItem(item)
        corridors = figure.corridors if isinstance(figure, LawFigure) else ()
        self._corridors = [(one, self._item(one)) for one in corridors]
        self._paint_corridors()

    def _item(self, corridor: Corridor) -> QGraphicsPolygonItem:
        x_of, y_of = self._transforms()
        x = x_of(np.array([*corridor.x, *reversed(corridor.x)], float))
        y = y_of(np.array([*corridor.low, *reversed(corridor.high)], float))
        points = [QPointF(float(left), float(up)) for left, up in zip(x, y, strict=True)]
        item = QGraphicsPolygonItem(QPolygonF(points))
        item.setZValue(_CORRIDOR_Z)
        self.plot.addItem(item, ignoreBounds=True)
        return item

    def _paint_corridors(self) -> None:
        for corridor, item in self._corridors:
            colour = self._themes.theme.series_colour(corridor.slot)
            colour.setAlpha(_OPACITY)
            item.setBrush(pg.mkBrush(colour))
            item.setPen(pg.mkPen(None))
