"""The page of the papers: what they print beside what the laws say, and why the two part."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from mixbench.catalog.papers import Verdict
from mixbench.core.model import Model
from mixbench.gui.panel import GAP, muted
from mixbench.gui.papers_model import PapersModel, PapersOrder, verdict_word
from mixbench.gui.plain_table import dress
from mixbench.gui.theme import ThemeManager
from mixbench.gui.workbench import Workbench

_ROW_PX = 24
#: Of the columns before the reason, which takes what they leave; wide enough for what they mostly hold.
_WIDTHS_PX = (150, 48, 110, 68, 74, 76, 132)


class PapersPage(QWidget):
    """A table to search, sort and copy; a row that is opened becomes the selected model."""

    def __init__(self, workbench: Workbench, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self.model = PapersModel(themes, self)
        self.order = PapersOrder(self)
        self.order.setSourceModel(self.model)
        self.search = QLineEdit(self)
        self.verdict = self._build_verdicts()
        self.table = self._build_table()
        self.summary = muted(parent=self, wrap=True)
        self.detail = muted(parent=self, wrap=True)
        self._lay_out()
        self.search.textChanged.connect(self._filter)
        self.verdict.currentIndexChanged.connect(self._filter)
        self.table.activated.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(self._explain)
        self._filter()

    def copy(self) -> None:
        """Put the selected rows, or all that are shown, on the clipboard, for a spreadsheet."""
        chosen = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        header = [str(self.model.headerData(column, Qt.Orientation.Horizontal)) for column in self._columns()]
        lines = [header] + [self._texts(row) for row in chosen or range(self.order.rowCount())]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))

    # building

    def _build_verdicts(self) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(self.tr("Verdict"))
        box.setToolTip(self.tr("Show only the figures of this verdict"))
        box.addItem(self.tr("All verdicts"), None)
        for verdict in Verdict:
            box.addItem(verdict_word(verdict), verdict)
        return box

    def _build_table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.order)
        table.setAccessibleName(self.tr("Printed figures beside ours"))
        dress(table, _ROW_PX, self.copy)
        header = table.horizontalHeader()
        for column, width_px in enumerate(_WIDTHS_PX):
            header.resizeSection(column, width_px)
        header.setStretchLastSection(True)
        return table

    def _lay_out(self) -> None:
        self.search.setPlaceholderText(self.tr("Search variant, family, reason…"))
        self.search.setAccessibleName(self.tr("Search the printed figures"))
        self.search.setToolTip(self.tr("Show only the figures in which every word occurs"))
        self.search.setClearButtonEnabled(True)
        bar = QHBoxLayout()
        bar.setSpacing(GAP)
        bar.addWidget(self.search, 1)
        bar.addWidget(self.verdict)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GAP, 0, 0)
        layout.setSpacing(GAP)
        layout.addLayout(bar)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.detail)
        layout.addWidget(self.summary)
        self.detail.hide()

    # what the person does

    def _filter(self) -> None:
        self.order.show_only(self.search.text(), self.verdict.currentData())
        rows = (self.order.mapToSource(self.order.index(row, 0)) for row in range(self.order.rowCount()))
        counts = Counter(self.model.rows[index.row()].verdict for index in rows)
        parts = [f"{verdict_word(verdict)}: {counts[verdict]}" for verdict in Verdict if counts[verdict]]
        self.summary.setText(" · ".join(parts) or self.tr("No printed figure matches."))

    def _explain(self, index: QModelIndex) -> None:
        """The whole reason and the source of the current row, which its cells may cut short."""
        self.detail.setVisible(index.isValid())
        if index.isValid():
            row = self.model.rows[self.order.mapToSource(index).row()]
            self.detail.setText(f"{row.reason} {row.source}".strip())

    def _open(self, index: QModelIndex) -> None:
        row = self.model.rows[self.order.mapToSource(index).row()]
        self._workbench.select(Model(row.variant))

    def _columns(self) -> range:
        return range(self.model.columnCount())

    def _texts(self, row: int) -> list[str]:
        return [str(self.order.index(row, column).data()) for column in self._columns()]
