"""The rows of the results: which are shown, in which order, and how news of items are worked in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, QTimer, Signal

from mixbench.gui.results_column import Column
from mixbench.gui.results_filter import Filter
from mixbench.gui.results_keys import ResultKeys
from mixbench.gui.results_order import Order, ShownRows
from mixbench.gui.workbench import Workbench
from mixbench.jobs.events import Item

Index = QModelIndex | QPersistentModelIndex

#: News are gathered for one frame of the screen; more than so many at a time are sorted in all together.
_FRAME_MS, _ONE_BY_ONE = 16, 64
#: Rows that are read before a session is shown; the rest is read while nobody waits.
_FIRST_ROWS = 64

_NOWHERE = QModelIndex()
#: Only rows change places. Without the hint the header would look for its hidden columns in the first row,
#: which a filter may have taken away.
_ROWS = QAbstractTableModel.LayoutChangeHint.VerticalSortHint
_HINTED = ("QList<QPersistentModelIndex>", "QAbstractItemModel::LayoutChangeHint")


class ResultRows(QAbstractTableModel):
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
        self, workbench: Workbench, columns: Sequence[Column], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._workbench = workbench
        self._pending: dict[int, None] = {}
        self._frame = QTimer(self, interval=_FRAME_MS, singleShot=True)
        self._frame.timeout.connect(self.take_news)
        self._idle = QTimer(self, interval=0)
        self._idle.timeout.connect(self._read_ahead)
        self._take_items(Filter(), ())
        workbench.items_reset.connect(self._reset)
        workbench.item_changed.connect(self.note)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The number of items that are shown."""
        return 0 if parent.isValid() else len(self._shown.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(self.columns)

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

    def note(self, number: int) -> None:
        """One item moved on, or something else is said of it; that is worked in with the next frame."""
        if number not in self._workbench.items:
            return
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
            self.refresh_rows()
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

    def read_anew(self, ids: Sequence[str]) -> None:
        """What columns are read off has changed, and with it what rows are sorted and filtered by."""
        self._keys.forget(ids)
        self._keys.fill_first(_FIRST_ROWS)
        self._begin_reading()
        if self.sort_order or self.filter.parts:
            self._arrange()

    def refresh_rows(self, roles: Sequence[int] = ()) -> None:
        """Draw all rows anew, or only what is under these roles."""
        if self._shown.rows:
            last = self.index(len(self._shown.rows) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last, list(roles))
