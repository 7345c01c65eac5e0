"""The results of the session as a table: a row for each case, its cost, its latency and its trust."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from mixbench.gui.result_notes import ResultNotes
from mixbench.gui.results_columns import columns
from mixbench.gui.results_filter import Filter
from mixbench.gui.results_keys import ResultKeys
from mixbench.gui.results_order import Order, ShownRows
from mixbench.gui.swatch import series_swatch
from mixbench.gui.theme import ThemeManager
from mixbench.gui.trust import tone_colour, trust
from mixbench.gui.workbench import Workbench
from mixbench.jobs.events import Item

Index = QModelIndex | QPersistentModelIndex

#: The number of the row's item in the session.
NUMBER_ROLE = int(Qt.ItemDataRole.UserRole) + 1

#: News are gathered for one frame of the screen; more than so many at a time are sorted in all together.
_FRAME_MS, _ONE_BY_ONE = 16, 64
#: Rows that are read before a session is shown; the rest is read while nobody waits.
_FIRST_ROWS = 2000

#: Qt asks for many more; most of what it asks is answered before a row is looked up.
_ROLES = frozenset(
    (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.EditRole,
        Qt.ItemDataRole.TextAlignmentRole,
        Qt.ItemDataRole.DecorationRole,
        Qt.ItemDataRole.ForegroundRole,
        Qt.ItemDataRole.ToolTipRole,
        NUMBER_ROLE,
    )
)
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TEXT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_NOWHERE = QModelIndex()
#: Only rows change places. Without the hint the header would look for its hidden columns in the first row,
#: which a filter may have taken away.
_ROWS = QAbstractTableModel.LayoutChangeHint.VerticalSortHint
_HINTED = ("QList<QPersistentModelIndex>", "QAbstractItemModel::LayoutChangeHint")


class ResultsModel(QAbstractTableModel):
    """The workbench's items, those that a filter lets through, in the order that was asked for.

    Until another session is shown rows come, go and move one by one, so that selection and scroll position
    survive every update. `arranged`: filter or order changed. `about_to_take` and `taken`: news of items
    are worked in; `read`: all that columns are judged by is known now.
    """

    arranged = Signal()
    about_to_take = Signal()
    taken = Signal()
    read = Signal()

    def __init__(
        self,
        workbench: Workbench,
        themes: ThemeManager,
        parent: QObject | None = None,
        notes: ResultNotes | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = columns(workbench, notes)
        self._notes = notes
        self._names = workbench.arrangement.names
        self._workbench = workbench
        self._themes = themes
        self._pending: dict[int, None] = {}
        self._frame = QTimer(self, interval=_FRAME_MS, singleShot=True)
        self._frame.timeout.connect(self.take_news)
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._read_ahead)
        self._take_items(Filter(), ())
        workbench.items_reset.connect(self._reset)
        workbench.item_changed.connect(self._note)
        workbench.models_changed.connect(self._refresh_models)
        workbench.roofs_changed.connect(self._refresh_values)
        themes.changed.connect(self._refresh_colours)
        if notes is not None:
            notes.changed.connect(self._note)

    # what Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The number of items that are shown."""
        return 0 if parent.isValid() else len(self._shown.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What Qt asks of a cell."""
        if role not in _ROLES or not index.isValid():
            return None
        item, column = self.item(index.row()), self.columns[index.column()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.EditRole:
                return column.text(item)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _NUMBER if column.is_number else _TEXT
            case Qt.ItemDataRole.DecorationRole if column.id == "model":
                slot = self._workbench.slot(item.case.model)
                return series_swatch(self._themes.theme, slot)
            case Qt.ItemDataRole.ForegroundRole if column.id == "trust":
                return tone_colour(self._themes.theme, trust(item).tone)
            case Qt.ItemDataRole.ToolTipRole:
                return trust(item).sentence if column.id == "trust" else column.text(item)
        return item.number if role == NUMBER_ROLE else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Notes and tags are written into the table."""
        flags = super().flags(index)
        is_written = index.isValid() and self.columns[index.column()].id in ("note", "tags")
        return flags | Qt.ItemFlag.ItemIsEditable if is_written else flags

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Take over what was written into a cell."""
        if self._notes is None or role != Qt.ItemDataRole.EditRole or not index.isValid():
            return False
        write = {"note": self._notes.write_note, "tags": self._notes.write_tags}
        write[self.columns[index.column()].id](self.item(index.row()).number, str(value))
        return True

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Titles and tooltips of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        column = self.columns[section]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return column.title
            case Qt.ItemDataRole.ToolTipRole:
                return "\n".join(filter(None, (column.tooltip, self._order_words(column.id))))
            case Qt.ItemDataRole.TextAlignmentRole:
                return _NUMBER if column.is_number else _TEXT
        return None

    def _order_words(self, id: str) -> str:
        """What the mark of a header says, in words."""
        order = self.sort_order
        place = next((place for place, key in enumerate(order, start=1) if key.id == id), 0)
        if not place:
            return ""
        upwards = self.tr("Sorted upwards by it, as key {place} of {count}")
        downwards = self.tr("Sorted downwards by it, as key {place} of {count}")
        words = downwards if order[place - 1].is_descending else upwards
        return words.format(place=place, count=len(order))

    # rows

    @property
    def keys(self) -> ResultKeys:
        """What rows are sorted and filtered by."""
        return self._keys

    @property
    def total(self) -> int:
        """How many items there are, shown or not."""
        return len(self._keys.items)

    def item(self, row: int) -> Item:
        """The item of a row, as it is now."""
        return self._workbench.items[self._keys.items[self._shown.rows[row]].number]

    def shown_items(self) -> list[Item]:
        """The items that are shown, from top to bottom."""
        return [self.item(row) for row in range(self.rowCount())]

    def row_of(self, number: int) -> int | None:
        """The row of an item, None where it is not shown."""
        if number in self._pending:
            self.take_news()
        row = self._rows.get(number)
        return None if row is None else self._shown.place_of(row)

    def section(self, id: str) -> int:
        """The number of a column."""
        return next(number for number, column in enumerate(self.columns) if column.id == id)

    # filter and order

    @property
    def filter(self) -> Filter:
        """What is let through."""
        return self._shown.filter

    @property
    def sort_order(self) -> Order:
        """What rows are sorted by."""
        return self._shown.order

    def set_filter(self, filter: Filter) -> None:
        """Show only what a filter lets through."""
        self._shown.filter = filter
        self._arrange()

    def sort_by(self, order: Order) -> None:
        """Sort by columns, the first of which decides; by none, in the order of running."""
        self._shown.order = order
        self._arrange()

    def _arrange(self) -> None:
        """Choose and sort all rows anew; what is selected stays so."""
        self._work_in_all()
        self._rearranging(self._shown.arrange)
        self.arranged.emit()

    def _rearranging(self, arrange: Callable[[], None]) -> None:
        self.layoutAboutToBeChanged[_HINTED].emit([], _ROWS)  # type: ignore[index]
        before = self.persistentIndexList()
        rows = [self._shown.rows[index.row()] for index in before]
        arrange()
        places = self._shown.places_of(rows)
        after = [
            QModelIndex() if place < 0 else self.index(place, index.column())
            for place, index in zip(places, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged[_HINTED].emit([], _ROWS)  # type: ignore[index]

    # news

    def _note(self, number: int) -> None:
        """One item moved on; that is worked in with the next frame."""
        self._pending[number] = None
        if not self._frame.isActive():
            self._frame.start()

    def take_news(self) -> None:
        """Work in what became of items since the last frame."""
        self._frame.stop()
        if not self._pending:
            return
        self.about_to_take.emit()
        if len(self._pending) > _ONE_BY_ONE:
            self._rearranging(self._take_all)
            self._refresh_rows()
        else:
            pending, self._pending = self._pending, {}
            for number in pending:
                self._take(self._workbench.items[number])
        self.taken.emit()

    def _take_all(self) -> None:
        self._work_in_all()
        self._shown.arrange()

    def _work_in_all(self) -> None:
        """Know all items as they are, before all rows are sorted anew."""
        pending, self._pending = self._pending, {}
        for number in pending:
            self._work_in(self._workbench.items[number])

    def _work_in(self, item: Item) -> int:
        row = self._rows.get(item.number)
        if row is None:
            row = self._rows[item.number] = self._keys.append(item)
        else:
            self._keys.put(row, item)
        return row

    def _take(self, item: Item) -> None:
        """Put one row in its place: new, moved, gone, or where it was."""
        known = self._rows.get(item.number)
        before = None if known is None else self._shown.place_of(known)
        if before is None:
            row = self._work_in(item)
            if self._shown.accepts(row):
                self._insert(row)
            return
        assert known is not None
        shown = self._shown.rows
        # It is looked for without itself: the list is sorted by what was, not by what is.
        del shown[before]
        self._keys.put(known, item)
        after = self._shown.place_for(known)
        is_accepted = self._shown.accepts(known)
        shown.insert(before, known)
        if not is_accepted:
            self._remove(before)
        elif after != before:
            self._move(before, after)
        else:
            self.dataChanged.emit(self.index(after, 0), self.index(after, len(self.columns) - 1))

    def _insert(self, row: int) -> None:
        place = self._shown.place_for(row)
        self.beginInsertRows(_NOWHERE, place, place)
        self._shown.rows.insert(place, row)
        self.endInsertRows()

    def _remove(self, place: int) -> None:
        self.beginRemoveRows(_NOWHERE, place, place)
        del self._shown.rows[place]
        self.endRemoveRows()

    def _move(self, before: int, after: int) -> None:
        """Qt counts the place to move to with the row still in its old one."""
        self.beginMoveRows(_NOWHERE, before, before, _NOWHERE, after + (after > before))
        self._shown.rows.insert(after, self._shown.rows.pop(before))
        self.endMoveRows()
        self.dataChanged.emit(self.index(after, 0), self.index(after, len(self.columns) - 1))

    # the session

    def _take_items(self, filter: Filter, order: Order) -> None:
        items = [self._workbench.items[number] for number in sorted(self._workbench.items)]
        self._pending = {}
        self._rows = {item.number: row for row, item in enumerate(items)}
        self._keys = ResultKeys(self.columns, items)
        self._keys.fill_first(_FIRST_ROWS)
        self._shown = ShownRows(self._keys)
        self._shown.filter, self._shown.order = filter, order
        self._shown.arrange()
        self._begin_reading()

    def _reset(self) -> None:
        self.beginResetModel()
        self._take_items(self.filter, self.sort_order)
        self.endResetModel()

    def _begin_reading(self) -> None:
        if not self._keys.is_whole:
            self._idle.start()

    def _read_ahead(self) -> None:
        """A little at a time, so that the window stays quick."""
        self._keys.fill()
        if self._keys.is_whole:
            self._idle.stop()
            self.read.emit()

    def _refresh_colours(self) -> None:
        """Draw swatches and words anew, after a change of colours."""
        self._refresh_rows([Qt.ItemDataRole.DecorationRole, Qt.ItemDataRole.ForegroundRole])

    def _refresh_models(self) -> None:
        """After a change of ticks, colours or names of models."""
        names = self._workbench.arrangement.names
        if names != self._names:
            self._names = names
            self._read_anew(["model"])
        self._refresh_colours()

    def _refresh_values(self) -> None:
        """Write all rows anew: the machine's roofs are known now."""
        self._read_anew([column.id for column in self.columns if column.group == "evidence"])
        self._refresh_rows()

    def _read_anew(self, ids: Sequence[str]) -> None:
        """What columns are read off has changed, and with it what rows are sorted and filtered by."""
        self._keys.forget(ids)
        self._keys.fill_first(_FIRST_ROWS)
        self._begin_reading()
        if self.sort_order or self.filter.parts:
            self._arrange()

    def _refresh_rows(self, roles: Sequence[int] = ()) -> None:
        if self._shown.rows:
            last = self.index(len(self._shown.rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last, list(roles))
