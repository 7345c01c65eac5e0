"""Plots of samples side by side and below one another, as many as are shown, with one zoom to undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pyqtgraph as pg
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QWidget

from mixbench.gui.distribution_plots import HistogramCell, StripCell
from mixbench.gui.order_plot import OrderCell
from mixbench.gui.panel import GAP
from mixbench.gui.sample_cell import Kind, SampleCell, View
from mixbench.gui.sample_sets import SampleSet
from mixbench.gui.theme import ThemeManager

_CELLS: dict[Kind, Callable[[], SampleCell]] = {
    "strip": StripCell,
    "histogram": HistogramCell,
    "order": OrderCell,
}

#: The most plots side by side. Those below one another scroll where they are too many.
_COLUMNS: dict[Kind, int] = {"strip": 4, "histogram": 2, "order": 2}


class SampleGrid(QScrollArea):
    """A plot a set of samples. Plots are made anew only when their number or kind changes; a double click
    shows all data again. `zoom_changed` says whether any plot is zoomed."""

    zoom_changed = Signal(bool)

    def __init__(self, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._kind: Kind = "strip"
        self.cells: list[SampleCell] = []
        self.view = pg.GraphicsLayoutWidget()
        self.view.setFrameShape(self.view.Shape.NoFrame)
        self.view.ci.setContentsMargins(0, 0, 0, 0)
        self.view.ci.setSpacing(GAP)
        self.setWidget(self.view)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.scene().sigMouseClicked.connect(lambda event: self.fit() if event.double() else None)
        themes.changed.connect(self._dress)

    def show_sets(self, sets: Sequence[SampleSet], view: View) -> None:
        """Draw sets of samples."""
        if len(sets) != len(self.cells) or view.kind != self._kind:
            self._make_cells(len(sets), view.kind)
        for cell, samples in zip(self.cells, sets, strict=True):
            cell.show(samples, view)
        self._give_room()
        if view.is_relative and self.cells:
            self._share_latency()
        self._tell_zoom()

    def fit(self) -> None:
        """Show all data again."""
        for cell in self.cells:
            cell.fit()
        self._tell_zoom()

    def _make_cells(self, count: int, kind: Kind) -> None:
        for row in range(len(self._rows())):
            self.view.ci.layout.setRowMinimumHeight(row, 0)
        self.view.ci.clear()
        self._kind = kind
        self.cells = [_CELLS[kind]() for _ in range(count)]
        for row, cells in enumerate(self._rows()):
            for column, cell in enumerate(cells):
                self._place(cell, row, column)
        self._dress()

    def _place(self, cell: SampleCell, row: int, column: int) -> None:
        inner = self.view.addLayout(row=row, col=column)
        inner.setSpacing(2)
        inner.setContentsMargins(0, 0, 0, 0)
        for place, plot in enumerate(cell.plots()):
            inner.addItem(plot, row=place, col=0)
        cell.box.sigRangeChangedManually.connect(self._tell_zoom)
        cell.name_latency(self._kind != "strip" or column == 0)

    def _rows(self) -> list[list[SampleCell]]:
        """The plots as they lie: strips are high, the others broad."""
        count = len(self.cells)
        columns = max(1, min(count, _COLUMNS[self._kind]) if self._kind == "strip" or count > 2 else 1)
        return [self.cells[first : first + columns] for first in range(0, count, columns)]

    def _give_room(self) -> None:
        """Let plots scroll rather than be too low to be read."""
        heights = [max(cell.least_px() for cell in row) for row in self._rows()]
        for row, height in enumerate(heights):
            self.view.ci.layout.setRowMinimumHeight(row, height)
        self.view.setMinimumHeight(sum(heights) + GAP * max(0, len(heights) - 1))

    def _share_latency(self) -> None:
        """Give all plots one scale of latency, so that their spreads can be compared."""
        first = 0 if self._kind == "histogram" else 2
        low = min(cell.bounds[first] for cell in self.cells)
        high = max(cell.bounds[first + 1] for cell in self.cells)
        for cell in self.cells:
            bounds = list(cell.bounds)
            bounds[first : first + 2] = low, high
            left, right, bottom, top = bounds
            cell.bounds = (left, right, bottom, top)
            if not cell.is_zoomed:
                cell.fit()

    def _tell_zoom(self) -> None:
        self.zoom_changed.emit(any(cell.is_zoomed for cell in self.cells))

    def _dress(self) -> None:
        self.view.setBackground(self._themes.theme.panel)
        for cell in self.cells:
            cell.dress(self._themes.theme)
