"""The stored sessions and imported files as a table: tick to draw, type to rename, annotate and tag."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)

from mixbench.gui.session_entry import Entry

Index = QModelIndex | QPersistentModelIndex

NAME, BEGAN, STATE, POINTS, MACHINE, TORCH, MODELS, TAGS, NOTE = range(9)
#: What a person may type into.
EDITABLE = frozenset({NAME, TAGS, NOTE})
SORT_ROLE = int(Qt.ItemDataRole.UserRole)

_NOWHERE = QModelIndex()
_Role = Qt.ItemDataRole


class SessionsModel(QAbstractTableModel):
    """A row for each entry. What is typed or ticked goes out by signal; the rows change when it was done."""

    ticked = Signal(str, bool)  # entry, whether its results are to be drawn
    typed = Signal(str, int, str)  # entry, column, text

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.entries: tuple[Entry, ...] = ()
        self._drawn: frozenset[str] = frozenset()
        self._shown_session: str | None = None
        self._titles = (
            QCoreApplication.translate("Sessions", "Name"),
            QCoreApplication.translate("Sessions", "Began"),
            QCoreApplication.translate("Sessions", "State"),
            QCoreApplication.translate("Sessions", "Points"),
            QCoreApplication.translate("Sessions", "Machine"),
            QCoreApplication.translate("Sessions", "torch"),
            QCoreApplication.translate("Sessions", "Models"),
            QCoreApplication.translate("Sessions", "Tags"),
            QCoreApplication.translate("Sessions", "Note"),
        )

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show other entries; equal ones leave selection and scroll position alone."""
        if tuple(entry.id for entry in entries) == tuple(entry.id for entry in self.entries):
            self.entries = tuple(entries)
            self._refresh()
            return
        self.beginResetModel()
        self.entries = tuple(entries)
        self.endResetModel()

    def mark(self, drawn: Sequence[str], shown_session: str | None) -> None:
        """Say which are drawn, and which one is on the screen."""
        self._drawn, self._shown_session = frozenset(drawn), shown_session
        self._refresh()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The number of entries."""
        return 0 if parent.isValid() else len(self.entries)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Titles of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == _Role.TextAlignmentRole:
            return _alignment(section)
        return self._titles[section] if role == _Role.DisplayRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """What can be done to a cell."""
        flags = super().flags(index)
        if index.column() in EDITABLE:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == NAME else flags

    def data(self, index: Index, role: int = _Role.DisplayRole) -> Any:
        """What Qt asks of a cell."""
        if not index.isValid():
            return None
        entry, column = self.entries[index.row()], index.column()
        match role:
            case _Role.DisplayRole:
                return self._text(entry, column)
            case _Role.EditRole:
                return (
                    (entry.name if column == NAME else self._text(entry, column))
                    if column in EDITABLE
                    else None
                )
            case _Role.CheckStateRole if column == NAME:
                return Qt.CheckState.Checked if entry.id in self._drawn else Qt.CheckState.Unchecked
            case _Role.TextAlignmentRole:
                return _alignment(column)
            case _Role.ToolTipRole:
                return self._tooltip(entry, column)
        return _sort_key(entry, column, self._text(entry, column)) if role == SORT_ROLE else None

    def setData(self, index: Index, value: Any, role: int = _Role.EditRole) -> bool:
        """A tick or a text of the person."""
        if not index.isValid():
            return False
        entry = self.entries[index.row()]
        if role == _Role.CheckStateRole:
            self.ticked.emit(entry.id, Qt.CheckState(value) is Qt.CheckState.Checked)
            return True
        if role == _Role.EditRole and str(value) != index.data(_Role.EditRole):
            self.typed.emit(entry.id, index.column(), str(value))
            return True
        return False

    def _text(self, entry: Entry, column: int) -> str:
        shown = QCoreApplication.translate("Sessions", "shown")
        return (
            entry.shown_name,
            entry.began_text,
            f"{entry.state} · {shown}" if entry.id == self._shown_session else entry.state,
            entry.points_text,
            entry.machine,
            entry.torch,
            " ".join(entry.models[:8]) + (" …" if len(entry.models) > 8 else ""),
            entry.tags_text,
            entry.note,
        )[column]

    def _tooltip(self, entry: Entry, column: int) -> str:
        if column == NAME:
            draw = QCoreApplication.translate("Sessions", "Tick to draw these results over the plots")
            return "\n".join(part for part in (entry.id, entry.explanation, draw) if part)
        return self._text(entry, column)

    def _refresh(self) -> None:
        if self.entries:
            last = self.index(len(self.entries) - 1, len(self._titles) - 1)
            self.dataChanged.emit(self.index(0, 0), last)


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == POINTS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _sort_key(entry: Entry, column: int, text: str) -> Any:
    keys: dict[int, Any] = {BEGAN: entry.began_at, POINTS: entry.points}
    return keys.get(column, text.casefold())


class SessionsOrder(QSortFilterProxyModel):
    """Sorts, and shows the entries in which every typed word occurs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setSortRole(SORT_ROLE)
        self._words: list[str] = []

    def search(self, text: str) -> None:
        """Choose the words, in any order and case."""
        self.beginFilterChange()
        self._words = text.casefold().split()
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:  # noqa: ARG002 - Qt's signature
        """Qt asks this for every row."""
        model = self.sourceModel()
        assert isinstance(model, SessionsModel)
        entry = model.entries[row]
        cells = [str(model.index(row, column).data()) for column in range(model.columnCount())]
        text = " ".join((*cells, *entry.models, entry.id)).casefold()
        return all(word in text for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        """Whether the left row stands before the right one in ascending order."""
        return bool(left.data(SORT_ROLE) < right.data(SORT_ROLE))
