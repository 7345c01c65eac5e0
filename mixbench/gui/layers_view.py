"""The tree of the layers on the screen: what stands open, which columns fit, what is copied."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QSize, Qt
from PySide6.QtGui import QAction, QFont, QFontMetrics, QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTreeView, QWidget

from mixbench.core.layer_tree import LayerNode
from mixbench.gui.layer_columns import Dissection, LayerColumn, Value
from mixbench.gui.layers_model import NODE_ROLE, LayersModel
from mixbench.gui.share_bar import ShareBar
from mixbench.gui.theme import ThemeManager
from mixbench.store.tables import grid

#: As many levels are open at first as make no more rows than this.
_FIRST_ROWS = 40

#: The room of the columns of words; the first takes what the others leave.
_LAYER_PX, _LAYER_LIST_PX = 140, 220
_WORDS_PX = {"kind": 120, "role": 126}
_TITLE_FONT_PX, _ARROW_PX, _CELL_MARGINS_PX = 12, 14, 20

#: Given up, in this order, where the width does not suffice and nobody chose.
_SPARE = ("other_operations", "bytes_moved", "kind", "params", "held_bytes", "macs")


class LayersView(QTreeView):
    """Rows of a `LayersModel`, sorted and searched. Ctrl+C copies the selected rows, or all of them."""

    def __init__(self, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.layers = LayersModel(themes, self)
        self._choices: dict[str, bool] = {}
        self._open: set[str] | None = None
        self.setModel(self.layers)
        self._dress(themes)
        self.layers.modelReset.connect(self._reopen)

    def _dress(self, themes: ThemeManager) -> None:
        self.setAccessibleName(self.tr("Layers"))
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setAlternatingRowColors(True)
        self.setIndentation(14)
        self.setIconSize(QSize(12, 12))
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        header = self.header()
        header.setStretchLastSection(False)
        header.setHighlightSections(False)
        header.setSortIndicatorClearable(True)
        # At the right end the arrow would hide the end of a title over numbers.
        header.setStyleSheet(
            "QHeaderView::up-arrow, QHeaderView::down-arrow { subcontrol-position: center left; }"
        )
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        bars = {"share_of_macs": True, "share_of_time": False}
        for section, column in enumerate(self.layers.columns):
            if column.id in bars:
                self.setItemDelegateForColumn(
                    section, ShareBar(themes, is_by_role=bars[column.id], parent=self)
                )
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self, self.copy)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)

    # what is shown

    def show_layers(self, whole: Dissection | None) -> None:
        """Show another network, or the same one in other figures: then what stands open stays so."""
        self.layers.show_layers(whole)
        self.fit_columns()

    def show_list(self, is_list: bool) -> None:
        """Show a list of the layers that do work, or the tree."""
        self.layers.set_list(is_list)
        self.setRootIsDecorated(not is_list)
        self.fit_columns()

    def search(self, text: str) -> None:
        """Show what the words find, with all that holds it opened; without words, what stood open before."""
        if text.strip() and self._open is None:
            self._open = {node.path for index, node in self._rows() if self.isExpanded(index)}
        self.layers.search(text)

    def _reopen(self) -> None:
        """A reset closes everything."""
        if self.layers.is_searching:
            self.expandAll()
        elif self._open is None:
            self.open_to(self._first_depth())
        else:
            for index, node in self._rows():
                self.setExpanded(index, node.path in self._open)
            self._open = None

    def open_to(self, depth: int) -> None:
        """Open that many levels below the network, all of them where it is negative."""
        self._open = None
        if depth < 0:
            self.expandAll()
        else:
            self.collapseAll()
            self.expandToDepth(depth - 1)

    def _first_depth(self) -> int:
        """As deep as can be seen at a glance."""
        level = [self.layers.whole.root] if self.layers.whole else []
        rows = depth = 0
        while level and rows + len(level) <= _FIRST_ROWS:
            rows, depth = rows + len(level), depth + 1
            level = [child for node in level for child in node.children]
        return max(0, depth - 1)

    def _rows(self) -> Iterator[tuple[QModelIndex, LayerNode]]:
        """Every row that the search left, open or not, from top to bottom."""
        waiting = [QModelIndex()]
        while waiting:
            parent = waiting.pop()
            if parent.isValid():
                yield parent, parent.data(NODE_ROLE)
            count = self.layers.rowCount(parent)
            waiting += [self.layers.index(row, 0, parent) for row in reversed(range(count))]

    # columns

    def fill_column_menu(self, menu: QMenu) -> None:
        """Fill a menu with a switch for every column but the first."""
        menu.clear()
        for section, column in enumerate(self.layers.columns[1:], start=1):
            action = QAction(column.title, menu)
            action.setCheckable(True)
            action.setChecked(not self.isColumnHidden(section))
            action.setToolTip(column.tooltip)
            action.triggered.connect(lambda is_on, id=column.id: self.choose_column(id, is_on))
            menu.addAction(action)

    def choose_column(self, id: str, is_shown: bool) -> None:
        """Show a column or hide it, whatever the width."""
        self._choices[id] = is_shown
        self.fit_columns()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide another width anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.fit_columns()

    def fit_columns(self) -> None:
        """Hide what says nothing or has no room, unless it was asked for; give the first what is left."""
        columns, header = self.layers.columns, self.header()
        widths = {column.id: self._width(column) for column in columns}
        hidden = self._hidden(widths)
        for section, column in enumerate(columns):
            self.setColumnHidden(section, column.id in hidden)
            if section:
                header.resizeSection(section, widths[column.id])
        taken = sum(width for id, width in widths.items() if id not in hidden and id != "layer")
        header.resizeSection(0, max(widths["layer"], self.viewport().width() - taken))

    def _hidden(self, widths: dict[str, int]) -> set[str]:
        hidden = {id for id in widths if not self._choices.get(id, self._says_something(id))}
        for id in _SPARE:
            if sum(width for name, width in widths.items() if name not in hidden) <= self.viewport().width():
                break
            if id not in self._choices:
                hidden.add(id)
        return hidden

    def _says_something(self, id: str) -> bool:
        whole = self.layers.whole
        if id == "backward_macs":
            return whole is not None and whole.root.total.backward_macs > 0
        if id in ("total_ms", "share_of_time"):
            return whole is not None and whole.times is not None
        return True

    def _width(self, column: LayerColumn) -> int:
        """Room for the title and for the widest number, each with the margins of its cell."""
        if column.id == "layer":
            return _LAYER_LIST_PX if self.layers.is_list else _LAYER_PX
        small = QFont(self.font())
        small.setPixelSize(_TITLE_FONT_PX)  # as the stylesheet writes titles
        title = QFontMetrics(small).horizontalAdvance(column.title) + _ARROW_PX
        number = self.fontMetrics().horizontalAdvance(column.widest)
        return max(_WORDS_PX.get(column.id, 0), max(title, number) + _CELL_MARGINS_PX)

    # copying

    def copy(self) -> None:
        """Put the selected rows, or all, on the clipboard for a spreadsheet: numbers in base units."""
        columns = self._shown_columns()
        lines = [[column.raw_title or column.id for column in columns]]
        lines += [[_raw(value) for value in self._values(node, columns)] for node in self._chosen()]
        QGuiApplication.clipboard().setText("".join("\t".join(line) + "\n" for line in lines))

    def copy_markdown(self) -> None:
        """Put the selected rows, or all of them, on the clipboard as a table to be read."""
        columns, whole = self._shown_columns(), self.layers.whole
        assert whole is not None
        cells = [
            [node.path or whole.name, *(column.text(node, whole) for column in columns[1:])]
            for node in self._chosen()
        ]
        headers = [(column.title, column.is_number) for column in columns]
        QGuiApplication.clipboard().setText(grid(headers, cells, "markdown") + "\n")

    def _chosen(self) -> list[LayerNode]:
        chosen = {index.data(NODE_ROLE).path for index in self.selectionModel().selectedRows()}
        return [node for _, node in self._rows() if not chosen or node.path in chosen]

    def _values(self, node: LayerNode, columns: list[LayerColumn]) -> list[Value]:
        assert self.layers.whole is not None
        return [column.value(node, self.layers.whole) for column in columns]

    def _shown_columns(self) -> list[LayerColumn]:
        header = self.header()
        sections = (header.logicalIndex(place) for place in range(header.count()))
        return [self.layers.columns[section] for section in sections if not header.isSectionHidden(section)]


def _raw(value: Value) -> str:
    return "" if value is None else f"{value:.6g}" if isinstance(value, float) else str(value)
