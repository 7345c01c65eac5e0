"""The tools above the tree of the layers: search, how deep it stands open, columns, copies."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget

from mixbench.gui.flow_layout import FlowLayout
from mixbench.gui.layers_view import LayersView
from mixbench.gui.panel import GAP, Chip, set_role

_SEARCH_PX = 200
#: What the menu offers beside the network alone and all levels.
_DEPTHS = (1, 2, 3)


class LayersBar(QWidget):
    """Acts upon a tree. `save_requested` asks for a file."""

    save_requested = Signal()

    def __init__(self, tree: LayersView, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tree = tree
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search path, kind, role…"))
        self.search.setAccessibleName(self.tr("Search the layers"))
        self.search.setToolTip(self.tr("Show only the layers in which every word occurs"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(_SEARCH_PX)
        self.search.textChanged.connect(tree.search)
        self.levels = self._door(self.tr("Depth"), self.tr("Open the tree to a depth"))
        self._fill_levels(self.levels.menu())
        self.as_list = Chip(self.tr("List"), checkable=True, parent=self)
        self.as_list.setToolTip(self.tr("Every layer alone, so that sorting ranks all of them"))
        self.as_list.toggled.connect(self._show_list)
        self.columns = self._door(self.tr("Columns"), self.tr("Show or hide columns"))
        self.columns.menu().aboutToShow.connect(lambda: tree.fill_column_menu(self.columns.menu()))
        self.export = self._door(self.tr("Export"), self.tr("Copy or save the layers"))
        self._fill_export(self.export.menu())
        row = FlowLayout(self, GAP - 2)
        for widget in (self.search, self.levels, self.as_list, self.columns):
            row.addWidget(widget)
        row.add_at_end(self.export)

    def _door(self, text: str, tooltip: str) -> Chip:
        chip = Chip(text, tooltip, parent=self)
        menu = QMenu(chip)
        menu.setToolTipsVisible(True)
        chip.setMenu(menu)
        set_role(chip, "switch")
        return chip

    def _fill_levels(self, menu: QMenu) -> None:
        menu.addAction(self.tr("The network alone"), partial(self._tree.open_to, 0))
        for depth in _DEPTHS:
            menu.addAction(self.tr("%n level(s)", "", depth), partial(self._tree.open_to, depth))
        menu.addAction(self.tr("All levels"), partial(self._tree.open_to, -1))

    def _fill_export(self, menu: QMenu) -> None:
        menu.addAction(self.tr("Copy for a spreadsheet"), self._tree.copy)
        menu.addAction(self.tr("Copy as Markdown"), self._tree.copy_markdown)
        menu.addSeparator()
        menu.addAction(self.tr("Save as CSV…"), self.save_requested.emit)

    def _show_list(self, is_list: bool) -> None:
        self._tree.show_list(is_list)
        self.levels.setEnabled(not is_list)
