"""The layers of a network as rows: a tree of modules, or a list of those that do work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor

from mixbench.core.layer_tree import LayerNode, working_layers
from mixbench.gui.layer_columns import Dissection, Value, layer_columns, role_text
from mixbench.gui.swatch import swatch
from mixbench.gui.theme import ThemeManager

Index = QModelIndex | QPersistentModelIndex

#: The value of a cell in its base unit, None where nothing is known.
VALUE_ROLE = int(Qt.ItemDataRole.UserRole)
#: The `LayerNode` of a row.
NODE_ROLE = VALUE_ROLE + 1

_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TEXT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NOWHERE = QModelIndex()


@dataclass(frozen=True)
class _Row:
    """A node with the numbers of its parent (-1 at the top) and of its children, and what it is found by."""

    node: LayerNode
    parent: int
    children: tuple[int, ...]
    search_text: str


class LayersModel(QAbstractItemModel):
    """Every module has a number, parents first; an index carries it. The model itself sorts and searches:
    a proxy asks Python for each comparison, which takes seconds where there are thousands of layers.

    A network of the same modules keeps what stands open.
    """

    def __init__(self, themes: ThemeManager, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = layer_columns()
        self.whole: Dissection | None = None
        self.is_list = False
        self._themes = themes
        self._rows: list[_Row] = []
        self._words: list[str] = []
        self._sorting = (-1, Qt.SortOrder.AscendingOrder)
        #: What is shown, as the search and the order have it: the children of each number (the top is that
        #: of -1), and the row in which a number stands.
        self._shown: dict[int, list[int]] = {}
        self._places: dict[int, int] = {}
        themes.changed.connect(self.layoutChanged)

    @property
    def is_searching(self) -> bool:
        """Whether only what words find is shown."""
        return bool(self._words)

    def show_layers(self, whole: Dissection | None) -> None:
        """Show another network, or the same one in other figures."""
        self._take(whole, self.is_list)

    def set_list(self, is_list: bool) -> None:
        """Show each module that does work alone, below one another, or the tree with its sums."""
        if is_list != self.is_list:
            self._take(self.whole, is_list)

    def search(self, text: str) -> None:
        """Show only layers in which all words of the text occur, in any order or case, with their parents."""
        words = text.casefold().split()
        if words != self._words:
            self.beginResetModel()
            self._words = words
            self._arrange()
            self.endResetModel()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order siblings by a column, or by their place in the network where it is negative."""
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        self._sorting = (column, order)
        self._arrange()
        self.changePersistentIndexList(
            before, [self._index(index.internalId(), index.column()) for index in before]
        )
        self.layoutChanged.emit()

    def index_of(self, path: str) -> QModelIndex:
        """Where a module stands; an invalid index where it does not."""
        numbers = (number for number in self._places if self._rows[number].node.path == path)
        return self._index(next(numbers, -1))

    def _take(self, whole: Dissection | None, is_list: bool) -> None:
        rows = _numbered(whole, is_list)
        is_same = [row.node.path for row in rows] == [row.node.path for row in self._rows]
        if is_same and is_list == self.is_list:
            self.whole, self._rows = whole, rows
            self.sort(*self._sorting)
            return
        self.beginResetModel()
        self.whole, self.is_list, self._rows = whole, is_list, rows
        self._arrange()
        self.endResetModel()

    def _arrange(self) -> None:
        """Choose and order what is shown."""
        kept: set[int] = set()
        for number in reversed(range(len(self._rows))):
            row = self._rows[number]
            if number in kept or all(word in row.search_text for word in self._words):
                kept |= {number, row.parent}
        top = [number for number in kept if number >= 0 and self._rows[number].parent < 0]
        self._shown = {-1: self._ordered(sorted(top))}
        for number in kept - {-1}:
            children = [child for child in self._rows[number].children if child in kept]
            self._shown[number] = self._ordered(children)
        self._places = {
            number: place for siblings in self._shown.values() for place, number in enumerate(siblings)
        }

    def _ordered(self, siblings: list[int]) -> list[int]:
        """Equal layers, as those of identical blocks are, keep the order of the network; so do those of which
        nothing is known, at the end in either order."""
        column, order = self._sorting
        if column < 0 or self.whole is None:
            return siblings
        keys = {number: self._sort_key(number, self.columns[column].id, column) for number in siblings}
        known = [number for number in siblings if keys[number] is not None]
        known.sort(key=keys.__getitem__, reverse=order is Qt.SortOrder.DescendingOrder)
        return known + [number for number in siblings if keys[number] is None]

    def _sort_key(self, number: int, id: str, column: int) -> Any:
        assert self.whole is not None
        # Layers stand in the order of the network, not of the alphabet.
        return number if id == "layer" else self.columns[column].value(self._rows[number].node, self.whole)

    def _index(self, number: int, column: int = 0) -> QModelIndex:
        place = self._places.get(number)
        return QModelIndex() if place is None else self.createIndex(place, column, number)

    # what Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The number of children."""
        if parent.isValid() and parent.column():
            return 0
        return len(self._shown.get(parent.internalId() if parent.isValid() else -1, ()))

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: ARG002 - Qt's signature
        """The number of columns."""
        return len(self.columns)

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """The index of a child."""
        siblings = self._shown.get(parent.internalId() if parent.isValid() else -1, [])
        if not (0 <= row < len(siblings) and 0 <= column < len(self.columns)):
            return QModelIndex()
        return self.createIndex(row, column, siblings[row])

    def parent(self, child: Index) -> QModelIndex:  # type: ignore[override]  # Qt overloads it by arity
        """The module that holds it."""
        return self._index(self._rows[child.internalId()].parent) if child.isValid() else QModelIndex()

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
        if role == VALUE_ROLE:
            return column.value(node, self.whole)
        return node if role == NODE_ROLE else None

    # cells

    def _ink(self, node: LayerNode, id: str, value: Value) -> QColor | None:
        """What is nothing is written quietly, so that what is something stands out."""
        theme = self._themes.theme
        if id == "kind" or (id == "role" and node.role is None):
            return QColor(theme.muted)
        return QColor(theme.disabled) if value == 0 or value is None else None


def _numbered(whole: Dissection | None, is_list: bool) -> list[_Row]:
    """Rows, parents first."""
    rows: list[_Row] = []
    if whole is not None:
        _add(rows, working_layers(whole.root) if is_list else (whole.root,), -1)
    return rows


def _add(rows: list[_Row], nodes: Sequence[LayerNode], parent: int) -> tuple[int, ...]:
    numbers = []
    for node in nodes:
        number = len(rows)
        numbers.append(number)
        text = f"{node.path} {node.kind} {role_text(node)} {node.role or ''}".casefold()
        rows.append(_Row(node, parent, (), text))
        rows[number] = replace(rows[number], children=_add(rows, node.children, number))
    return tuple(numbers)
