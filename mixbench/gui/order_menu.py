"""The orders of the tree of models, and the column that not everybody wants to see."""

from __future__ import annotations

from PySide6.QtWidgets import QMenu, QWidget

from mixbench.gui.models_tree import MACS, NAME, PARAMS, YEAR
from mixbench.gui.models_view import ModelsView


class OrderMenu(QMenu):
    """What a click on the header does, for the keyboard and for columns that are hidden."""

    def __init__(self, tree: ModelsView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Sort by"))
        self._tree = tree
        self._add(self.tr("Order of the catalog"), None)
        self._add(self.tr("Name"), NAME)
        self._add(self.tr("Params"), PARAMS)
        self._add(self.tr("GMACs"), MACS)
        self._add(self.tr("Year"), YEAR)
        self.addSeparator()
        year = self.addAction(self.tr("Show the year"))
        year.setCheckable(True)
        year.setChecked(not tree.isColumnHidden(YEAR))
        year.toggled.connect(lambda on: tree.setColumnHidden(YEAR, not on))

    def _add(self, text: str, column: int | None) -> None:
        action = self.addAction(text)
        action.setCheckable(True)
        action.setChecked(self._tree.header().sortIndicatorSection() == (-1 if column is None else column))
        action.triggered.connect(lambda: self._tree.sort_by(column))
