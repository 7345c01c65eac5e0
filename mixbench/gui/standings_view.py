"""Draws who beats whom: a row a model, a column a size, in each cell its place and its ratio to the best."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QKeyEvent
from PySide6.QtWidgets import QGraphicsRectItem, QWidget

from mixbench.core.figure import Axis, Figure
from mixbench.core.law_figures import Cell, StandingsFigure
from mixbench.gui.figure_view import Bounds, FigureView
from mixbench.gui.plot_overlays import font_of
from mixbench.gui.theme import ThemeManager

_CELL_Z, _TEXT_Z = 2, 3
_STRONGEST = 150
#: A cell as wide as this has both words in one line, one as large as this in two; another the place alone.
_ONE_LINE_PX, _TWO_LINES_PX = 62.0, (44.0, 32.0)
_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class StandingsView(FigureView):
    """A picture of a `StandingsFigure`. Its words are in the tooltips of the cells and in the summary; arrow
    keys walk over the cells and speak them."""

    def __init__(self, themes: ThemeManager, parent: QWidget | None = None) -> None:
        self._cells: list[tuple[Cell, QGraphicsRectItem, pg.TextItem]] = []
        self._at = (0, 0)
        super().__init__(themes, parent)
        self.box.setMouseEnabled(x=False, y=False)
        for axis in self.axes.values():
            axis.setGrid(False)  # its lines would run through the cells
        themes.changed.connect(self._paint)
        self.box.sigResized.connect(self._fit_texts)

    @property
    def standings(self) -> StandingsFigure:
        """What is drawn; an empty one before the first."""
        figure = self.figure
        return figure if isinstance(figure, StandingsFigure) else StandingsFigure("", Axis(""), Axis(""))

    def set_figure(self, figure: Figure) -> None:
        """Show other standings."""
        super().set_figure(figure)
        self._draw()
        self.fit()

    def bounds(self) -> Bounds | None:
        """All cells."""
        found = self.standings
        if not found.cells:
            return None
        return (0.0, float(len(found.columns))), (-float(len(found.rows)), 0.0)

    def fit(self) -> None:
        """Show all cells, without air."""
        bounds = self.bounds()
        if bounds is not None:
            self.box.setRange(xRange=bounds[0], yRange=bounds[1], padding=0)
            self._fit_texts()

    def summary(self) -> str:
        """Every cell in words."""
        found = self.standings
        return "; ".join((found.title, *(cell.note for row in found.cells for cell in row))) + "."

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Walk over the cells."""
        step = _ARROWS.get(Qt.Key(event.key()))
        found = self.standings
        if step is None or not found.cells:
            super().keyPressEvent(event)
            return
        row = min(max(self._at[0] + step[0], 0), len(found.rows) - 1)
        column = min(max(self._at[1] + step[1], 0), len(found.columns) - 1)
        self._at = row, column
        self.setAccessibleDescription(found.cells[row][column].note)
        self._paint()

    # drawing

    def _draw(self) -> None:
        for _, rect, text in self._cells:
            self.plot.removeItem(rect)
            self.plot.removeItem(text)
        found = self.standings
        self._at = (0, 0)
        self._cells = [
            self._cell(cell, row, column)
            for row, cells in enumerate(found.cells)
            for column, cell in enumerate(cells)
        ]
        self.axes["bottom"].setTicks([[(place + 0.5, name) for place, name in enumerate(found.columns)]])
        self.axes["left"].setTicks([[(-place - 0.5, name) for place, name in enumerate(found.rows)]])
        self._paint()

    def _cell(self, cell: Cell, row: int, column: int) -> tuple[Cell, QGraphicsRectItem, pg.TextItem]:
        rect = QGraphicsRectItem(QRectF(column + 0.02, -row - 0.96, 0.96, 0.92))
        rect.setToolTip(cell.note)
        rect.setZValue(_CELL_Z)
        text = pg.TextItem(anchor=(0.5, 0.5))
        text.setFont(font_of(11))
        text.setPos(column + 0.5, -row - 0.5)
        text.setZValue(_TEXT_Z)
        for item in (rect, text):
            self.plot.addItem(item, ignoreBounds=True)
        return cell, rect, text

    def _paint(self) -> None:
        """The better the stronger; what has no result is hatched."""
        theme = self._themes.theme
        columns = len(self.standings.columns)
        for place, (cell, rect, text) in enumerate(self._cells):
            if cell.weight is None:
                rect.setBrush(QBrush(QColor(theme.border), Qt.BrushStyle.BDiagPattern))
            else:
                colour = QColor(theme.accent)
                colour.setAlpha(int(_STRONGEST * cell.weight))
                rect.setBrush(colour)
            is_here = self.hasFocus() and divmod(place, columns) == self._at
            rect.setPen(pg.mkPen(theme.text if is_here else theme.border, width=2 if is_here else 1))
            text.setColor(QColor(theme.text))

    def _fit_texts(self) -> None:
        """Place and ratio where a cell has room for them, else the place alone; all is in the tooltip."""
        found = self.standings
        width = self.box.width() / max(1, len(found.columns))
        height = self.box.height() / max(1, len(found.rows))
        for cell, _, text in self._cells:
            text.setText(_fitting(cell.text, width, height))


def _fitting(text: str, width_px: float, height_px: float) -> str:
    """As much of the two lines of a cell as it has room for."""
    if width_px >= _ONE_LINE_PX:
        return text.replace("\n", "  ")
    least_width, least_height = _TWO_LINES_PX
    return text if width_px >= least_width and height_px >= least_height else text.partition("\n")[0]
