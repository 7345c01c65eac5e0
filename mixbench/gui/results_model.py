"""The results of the session as a table: a row for each case, its cost, its latency and its trust."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from mixbench.gui.results_columns import columns
from mixbench.gui.swatch import swatch
from mixbench.gui.theme import ThemeManager
from mixbench.gui.trust import tone_colour, trust
from mixbench.gui.workbench import Workbench
from mixbench.jobs.events import Item

Index = QModelIndex | QPersistentModelIndex

#: What a cell is sorted by: a number, a text, or None where nothing is known yet.
SORT_ROLE = int(Qt.ItemDataRole.UserRole)
#: The number of the row's item in the session.
NUMBER_ROLE = SORT_ROLE + 1

_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TEXT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NOWHERE = QModelIndex()


class ResultsModel(QAbstractTableModel):
    """The workbench's items in the order of running. Rows are only added until another session is shown,
    so that selection and scroll position survive every update."""

    def __init__(self, workbench: Workbench, themes: ThemeManager, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = columns(workbench)
        self._workbench = workbench
        self._themes = themes
        self._numbers: list[int] = []
        self._rows: dict[int, int] = {}
        self._take_items()
        workbench.items_reset.connect(self._reset)
        workbench.item_changed.connect(self._update)
        workbench.models_changed.connect(self._refresh_colours)
        workbench.roofs_changed.connect(self._refresh_values)
        themes.changed.connect(self._refresh_colours)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The number of items."""
        return 0 if parent.isValid() else len(self._numbers)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def item(self, row: int) -> Item:
        """The item of a row."""
        return self._workbench.items[self._numbers[row]]

    def row_of(self, number: int) -> int | None:
        """The row of an item, or None."""
        return self._rows.get(number)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What Qt asks of a cell."""
        if not index.isValid():
            return None
        item, column = self.item(index.row()), self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.text(item)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _NUMBER if column.is_number else _TEXT
            case Qt.ItemDataRole.DecorationRole if column.id == "model":
                slot = self._workbench.slot(item.case.model)
                return swatch(self._themes.theme.series_colour(slot).name())
            case Qt.ItemDataRole.ForegroundRole if column.id == "trust":
                return tone_colour(self._themes.theme, trust(item).tone)
            case Qt.ItemDataRole.ToolTipRole:
                return trust(item).sentence if column.id == "trust" else column.text(item)
        if role == SORT_ROLE:
            return column.key(item)
        return item.number if role == NUMBER_ROLE else None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
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

    def _refresh_colours(self) -> None:
        """Draw swatches and words anew, after a change of colours."""
        if self._numbers:
            roles = [Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.ForegroundRole]
            last = self.index(len(self._numbers) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last, roles)

    def _refresh_values(self) -> None:
        """Write all rows anew: the machine's roofs are known now."""
        if self._numbers:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._numbers) - 1, len(self.columns) - 1))

    def _take_items(self) -> None:
        self._numbers = sorted(self._workbench.items)
        self._rows = {number: row for row, number in enumerate(self._numbers)}

    def _reset(self) -> None:
        self.beginResetModel()
        self._take_items()
        self.endResetModel()

    def _update(self, number: int) -> None:
        """One item moved on: its row is drawn anew, or added where it is the item's first news."""
        row = self._rows.get(number)
        if row is None:
            row = len(self._numbers)
            self.beginInsertRows(QModelIndex(), row, row)
            self._numbers.append(number)
            self._rows[number] = row
            self.endInsertRows()
            return
        self.dataChanged.emit(self.index(row, 0), self.index(row, len(self.columns) - 1))


class ResultsOrder(QSortFilterProxyModel):
    """Sorts by number where the column is one; rows without a value stay at the end in either order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setSortRole(SORT_ROLE)

    def lessThan(self, left: Index, right: Index) -> bool:
        """Whether the left row stands before the right one in ascending order."""
        a, b = left.data(SORT_ROLE), right.data(SORT_ROLE)
        if a is None or b is None:
            ascending = self.sortOrder() is Qt.SortOrder.AscendingOrder
            return (b is None and a is not None) if ascending else (a is None and b is not None)
        if a == b:
            return left.row() < right.row()
        return bool(a < b)
