"""The layers of a network as rows: a tree of modules, or a list of those that do work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from mixbench.core.layer_tree import LayerNode, working_layers
from mixbench.gui.layer_columns import Dissection, Value, layer_columns, role_text
from mixbench.gui.results_model import SORT_ROLE, ResultsOrder
from mixbench.gui.swatch import swatch
from mixbench.gui.theme import ThemeManager

Index = QModelIndex | QPersistentModelIndex

#: The `LayerNode` of a row.
NODE_ROLE = SORT_ROLE + 1
#: What a row can be found by.
SEARCH_ROLE = SORT_ROLE + 2

_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TEXT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NOWHERE = QModelIndex()


@dataclass(frozen=True)
class _Row:
    """A node with its place: the numbers of its parent (-1 at the top) and of its children, and its row."""

    node: LayerNode
    parent: int
    place: int
    children: tuple[int, ...]


class LayersModel(QAbstractItemModel):
    """Rows carry their number, parents first. A network of the same modules keeps what stands open."""

    def __init__(self, themes: ThemeManager, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = layer_columns()
        self.whole: Dissection | None = None
        self.is_list = False
        self._themes = themes
        self._rows: list[_Row] = []
        self._top: tuple[int, ...] = ()
        themes.changed.connect(self._repaint)

    def show_layers(self, whole: Dissection | None) -> None:
        """Show another network, or the same one in other figures."""
        self._take(whole, self.is_list)

    def set_list(self, is_list: bool) -> None:
        """Show each module that does work alone, below one another, or the tree with its sums."""
        if is_list != self.is_list:
            self._take(self.whole, is_list)

    def _take(self, whole: Dissection | None, is_list: bool) -> None:
        rows, top = _numbered(whole, is_list)
        is_same = [row.node.path for row in rows] == [row.node.path for row in self._rows]
        if is_same and is_list == self.is_list:
            self.layoutAboutToBeChanged.emit()
            self.whole, self._rows = whole, rows
            self.layoutChanged.emit()
            return
        self.beginResetModel()
        self.whole, self.is_list, self._rows, self._top = whole, is_list, rows, top
        self.endResetModel()

    def index_of(self, path: str) -> QModelIndex:
        """Where a module stands; an invalid index where it does not."""
        for number, row in enumerate(self._rows):
            if row.node.path == path:
                return self.createIndex(row.place, 0, number)
        return QModelIndex()

    # what Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The number of children."""
        if not parent.isValid():
            return len(self._top)
        return 0 if parent.column() else len(self._rows[parent.internalId()].children)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: ARG002 - Qt's signature
        """The number of columns."""
        return len(self.columns)

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """An index carries the number of its row."""
        children = self._rows[parent.internalId()].children if parent.isValid() else self._top
        if not (0 <= row < len(children) and 0 <= column < len(self.columns)):
            return QModelIndex()
        return self.createIndex(row, column, children[row])

    def parent(self, child: Index) -> QModelIndex:  # type: ignore[override]  # Qt overloads it by arity
        """The module that holds it."""
        number = self._rows[child.internalId()].parent if child.isValid() else -1
        return QModelIndex() if number < 0 else self.createIndex(self._rows[number].place, 0, number)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Titles and tooltips of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.title
            case Qt.ItemDataRole.ToolTipRole:
                return column.tooltip
            case Qt.ItemDataRole.TextAlignmentRole:
                return _NUMBER if column.is_number else _TEXT
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What Qt asks of a cell."""
        if not index.isValid() or self.whole is None:
            return None
        node, column = self._rows[index.internalId()].node, self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                if self.is_list and column.id == "layer":
                    return node.path or self.whole.name
                return column.text(node, self.whole)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _NUMBER if column.is_number else _TEXT
            case Qt.ItemDataRole.DecorationRole if column.id == "role" and node.role:
                return swatch(self._themes.theme.role_colour(node.role).name())
            case Qt.ItemDataRole.ForegroundRole:
                return self._ink(node, column.id, column.value(node, self.whole))
            case Qt.ItemDataRole.ToolTipRole:
                return node.path if column.id == "layer" else column.text(node, self.whole)
        if role == SORT_ROLE:
            return self._sort_key(column.id, column.value(node, self.whole), index.internalId())
        if role == SEARCH_ROLE:
            return f"{node.path} {node.kind} {role_text(node)} {node.role or ''}"
        return node if role == NODE_ROLE else None

    # cells

    def _ink(self, node: LayerNode, id: str, value: Value) -> QColor | None:
        """What is nothing is written quietly, so that what is something stands out."""
        theme = self._themes.theme
        if id == "kind" or (id == "role" and node.role is None):
            return QColor(theme.muted)
        return QColor(theme.disabled) if value == 0 or value is None else None

    def _sort_key(self, id: str, value: Value, number: int) -> Value:
        """Layers stand in the order of the network, not of the alphabet."""
        return number if id == "layer" else value

    def _repaint(self) -> None:
        self.layoutChanged.emit()


def _numbered(whole: Dissection | None, is_list: bool) -> tuple[list[_Row], tuple[int, ...]]:
    """Rows, parents first, and the numbers of those at the top."""
    rows: list[_Row] = []
    if whole is None:
        return rows, ()
    top = working_layers(whole.root) if is_list else (whole.root,)
    return rows, _add(rows, top, -1)


def _add(rows: list[_Row], nodes: Sequence[LayerNode], parent: int) -> tuple[int, ...]:
    numbers = []
    for place, node in enumerate(nodes):
        number = len(rows)
        numbers.append(number)
        rows.append(_Row(node, parent, place, ()))
        rows[number] = _Row(node, parent, place, _add(rows, node.children, number))
    return tuple(numbers)


class LayersOrder(ResultsOrder):
    """Sorts siblings as the results are sorted; a search keeps what holds the layers that it finds."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self.setRecursiveFilteringEnabled(True)

    def set_words(self, text: str) -> None:
        """Show only layers in which all words of the text occur, in any order and case."""
        self.beginFilterChange()
        self._words = text.casefold().split()
        self.endFilterChange()

    def lessThan(self, left: Index, right: Index) -> bool:
        """Equal layers, as those of identical blocks are, stay in the order of the network either way."""
        return left.data(SORT_ROLE) != right.data(SORT_ROLE) and super().lessThan(left, right)

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:
        """Qt asks this for every row."""
        if not self._words:
            return True
        text = str(self.sourceModel().index(row, 0, parent).data(SEARCH_ROLE)).casefold()
        return all(word in text for word in self._words)
