"""The table of the results on the screen: whole rows, a header that sorts, rows that stay under the eyes."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from mixbench.gui.results_header import ResultsHeader
from mixbench.gui.results_model import NUMBER_ROLE, ResultsModel
from mixbench.gui.theme import ThemeManager

_ROW_PX = 24
_Edit = QAbstractItemView.EditTrigger


class ResultsTable(QTableView):
    """Rows of a `ResultsModel`. News that come in above leave the topmost row where it is."""

    def __init__(self, model: ResultsModel, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._results = model
        self._top: tuple[int, int] | None = None  # the number of the topmost item, and its row
        self.header = ResultsHeader(model, themes, self)
        self.setHorizontalHeader(self.header)
        self.setModel(model)
        self._dress()
        self.header.order_chosen.connect(model.sort_by)
        model.about_to_take.connect(self._note_top)
        model.taken.connect(self._keep_top)

    def _dress(self) -> None:
        self.setAccessibleName(self.tr("Results"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setEditTriggers(_Edit.DoubleClicked | _Edit.EditKeyPressed)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(_ROW_PX)
        # The header sorts by several columns, which Qt's own sorting does not know of; that is switched on
        # because a click on a header would select the column otherwise.
        self.setSortingEnabled(True)
        self.header.setSortIndicatorShown(False)

    def selected_rows(self) -> list[int]:
        """The selected rows from top to bottom."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def _note_top(self) -> None:
        """Whoever looks at the beginning wants to see what comes there."""
        is_scrolled = self.verticalScrollBar().value() > 0
        top = self.indexAt(self.viewport().rect().topLeft())
        self._top = (top.data(NUMBER_ROLE), top.row()) if is_scrolled and top.isValid() else None

    def _keep_top(self) -> None:
        if self._top is None:
            return
        number, before = self._top
        row = self._results.row_of(number)
        if row is not None and row != before:
            self.updateGeometries()  # so that there is room to scroll to
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + row - before)
