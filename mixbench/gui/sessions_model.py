"""The stored sessions and imported files as a table: tick to draw, type to rename, annotate and tag."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
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
        before, after = self.entries, tuple(entries)
        if [entry.id for entry in before] == [entry.id for entry in after]:
            self.entries = after
            pairs = enumerate(zip(before, after, strict=True))
            self._tell(row for row, (old, new) in pairs if old != new)
            return
        self.beginResetModel()
        self.entries = after
        self.endResetModel()

    def mark(self, drawn: Sequence[str], shown_session: str | None) -> None:
        """Say which are drawn, and which one is on the screen."""
        before = {*self._drawn, self._shown_session}
        self._drawn, self._shown_session = frozenset(drawn), shown_session
        concerned = before | {*self._drawn, shown_session}
        self._tell(row for row, entry in enumerate(self.entries) if entry.id in concerned)

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
        return None

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

    def sort_key(self, row: int, column: int) -> Any:
        """What an entry is sorted by: a moment, a number, or the text of the cell."""
        entry = self.entries[row]
        keys: dict[int, Any] = {BEGAN: entry.began_at, POINTS: entry.points}
        return keys.get(column) if column in keys else self._text(entry, column).casefold()

    def _tell(self, rows: Iterable[int]) -> None:
        """Let these rows be drawn anew; of thousands of sessions few change at once."""
        for row in rows:
            self.dataChanged.emit(self.index(row, 0), self.index(row, len(self._titles) - 1))


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == POINTS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


class SessionsOrder(QSortFilterProxyModel):
    """Sorts, and shows the entries in which every typed word occurs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
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
        return all(word in model.entries[row].searched for word in self._words)

    def lessThan(self, left: Index, right: Index) -> bool:
        """Whether the left row stands before the right one in ascending order."""
        model, column = self.sourceModel(), left.column()
        assert isinstance(model, SessionsModel)
        return bool(model.sort_key(left.row(), column) < model.sort_key(right.row(), column))
