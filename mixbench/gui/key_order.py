"""The order of a small table: by number where a column has numbers, what has no value at the end."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

Index = QModelIndex | QPersistentModelIndex

#: What a cell is sorted by: a number, a text, or None where nothing is known.
SORT_ROLE = int(Qt.ItemDataRole.UserRole)


class KeyOrder(QSortFilterProxyModel):
    """Sorts by what cells have under `SORT_ROLE`; rows without a value stay at the end in either order."""

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
