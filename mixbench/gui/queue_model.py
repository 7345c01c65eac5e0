"""The queue as rows: what is timed together, in the order of the run, and under each its points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QCoreApplication,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont

from mixbench.core.measurement import PRECISION_TARGETS, Precision
from mixbench.gui.condition_words import model_label
from mixbench.gui.item_times import estimate_of
from mixbench.gui.queue_order import Move, QueueOrder
from mixbench.gui.queue_words import (
    comparison_title,
    interval_text,
    narrowness,
    rest_text,
    state_of,
    visit_text,
)
from mixbench.gui.swatch import series_swatch
from mixbench.gui.theme import ThemeManager
from mixbench.gui.trust import tone_colour
from mixbench.gui.workbench import Workbench
from mixbench.jobs.agenda import Group
from mixbench.jobs.events import Item, ItemState, QueueChanged

Index = QModelIndex | QPersistentModelIndex

POINT, STATE, ROUNDS, INTERVAL, REST, TURN = range(6)
#: The number of a point; of a comparison that of its first point.
NUMBER_ROLE = int(Qt.ItemDataRole.UserRole)
#: The share of the way to its target that an interval has come, None where there is none.
NARROWNESS_ROLE = NUMBER_ROLE + 1

_MIME = "application/x-mixbench-queue"
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_TEXT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ROW_FLAGS = (
    Qt.ItemFlag.ItemIsEnabled
    | Qt.ItemFlag.ItemIsSelectable
    | Qt.ItemFlag.ItemIsDragEnabled
    | Qt.ItemFlag.ItemIsDropEnabled
)
_NOWHERE = QModelIndex()
_IDLE = QueueChanged((), None, None)
#: The id of an index without a parent; those of points are the rows of their comparisons, from 1 on.
_TOP = 0


class QueueModel(QAbstractItemModel):
    """The workbench's items, gathered as the run visits them. `dropped`: points were dragged elsewhere.
    `refreshed`: any cell may read otherwise.
    """

    refreshed = Signal()
    dropped = Signal(object)  # Move

    def __init__(self, workbench: Workbench, themes: ThemeManager, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench, self._themes = workbench, themes
        self._queue = _IDLE
        self._rest: Mapping[int, float] = {}
        self._target = PRECISION_TARGETS["normal"].half_width
        self._order: QueueOrder | None = None
        workbench.items_reset.connect(self._begin_anew)
        workbench.item_changed.connect(self._update)
        workbench.models_changed.connect(self.refreshed)
        themes.changed.connect(self.refreshed)

    @property
    def order(self) -> QueueOrder:
        """The comparisons, gathered when first asked for; a queue that is not looked at never asks."""
        if self._order is None:
            self._order = QueueOrder(self._workbench.items, self._queue.order)
        return self._order

    # what the run tells

    def set_queue(self, queue: QueueChanged) -> None:
        """Follow the order of the run, and what it does now and next."""
        is_new_order = queue.order != self._queue.order
        self._queue = queue
        if is_new_order:
            self._arrange()
        else:
            self.refreshed.emit()

    def set_rest(self, rest_s: Mapping[int, float]) -> None:
        """Know what each point still takes."""
        self._rest = rest_s
        self.refreshed.emit()

    def set_precision(self, precision: Precision) -> None:
        """Know how narrow intervals are to become."""
        self._target = PRECISION_TARGETS[precision].half_width
        self.refreshed.emit()

    def rest(self) -> None:
        """The run is over: nothing is now and nothing next."""
        self._queue = QueueChanged(self._queue.order, None, None)
        self._rest = {}
        self.refreshed.emit()

    def _begin_anew(self) -> None:
        self._queue, self._rest = _IDLE, {}
        self._arrange()

    def _arrange(self) -> None:
        self.beginResetModel()
        self._order = None
        self.endResetModel()

    def _update(self, number: int) -> None:
        """One point moved on: its row and that of its comparison are drawn anew."""
        if self._order is None:
            return
        if number not in self.order:
            self._arrange()
            return
        place, row = self.order.place_of(number)
        above = self.index(place, 0)
        self.dataChanged.emit(self.index(row, 0, above), self.index(row, TURN, above))
        self.dataChanged.emit(above, self.index(place, TURN))

    # which points

    def index_of(self, number: int) -> QModelIndex:
        """Where a point stands; an invalid index where it does not."""
        if number not in self.order:
            return QModelIndex()
        place, row = self.order.place_of(number)
        return self.index(row, 0, self.index(place, 0))

    def numbers_at(self, indexes: Iterable[QModelIndex]) -> tuple[int, ...]:
        """The points of some rows, a comparison standing for all of its own."""
        found = (number for index in indexes for number in self._numbers_of(index))
        return tuple(dict.fromkeys(found))

    def _numbers_of(self, index: Index) -> tuple[int, ...]:
        if not index.isValid():
            return ()
        if index.internalId() == _TOP:
            return self.order.comparisons[index.row()]
        return (self.order.comparisons[index.internalId() - 1][index.row()],)

    def _item(self, number: int) -> Item:
        return self._workbench.items[number]

    # what Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The comparisons, or the points of one."""
        if not parent.isValid():
            return len(self.order.comparisons)
        is_comparison = parent.internalId() == _TOP and parent.column() == 0
        return len(self.order.comparisons[parent.row()]) if is_comparison else 0

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: ARG002 - Qt's signature
        """The same columns everywhere."""
        return TURN + 1

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """The index of a comparison or of a point."""
        if not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else _TOP)

    def parent(self, child: Index) -> QModelIndex:  # type: ignore[override]  # Qt overloads it by arity
        """The comparison that a point belongs to."""
        if not child.isValid() or child.internalId() == _TOP:
            return QModelIndex()
        return self.createIndex(child.internalId() - 1, 0, _TOP)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Titles of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _NUMBER if section in (ROUNDS, REST) else _TEXT
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tooltips()[section]
        return _titles()[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What Qt asks of a cell."""
        numbers = self._numbers_of(index)
        if not numbers:
            return None
        if role == NUMBER_ROLE:
            return numbers[0]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _NUMBER if index.column() in (ROUNDS, REST) else _TEXT
        if index.internalId() == _TOP:
            return self._of_comparison(index.row(), index.column(), role)
        return self._of_point(self._item(numbers[0]), index.column(), role)

    def _of_comparison(self, place: int, column: int, role: int) -> Any:
        numbers = self.order.comparisons[place]
        items = [self._item(number) for number in numbers]
        if role == Qt.ItemDataRole.DisplayRole:
            match column:
                case 0:
                    return comparison_title(items)
                case 1:
                    done = sum(item.state is ItemState.FINISHED for item in items)
                    words = QCoreApplication.translate("Queue", "{done} of {total} done")
                    return words.format(done=done, total=len(items))
                case 4:
                    return rest_text(self._rest_of(numbers))
                case 5:
                    return self._turn(numbers)
        if role == Qt.ItemDataRole.FontRole and column == POINT:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        if role == Qt.ItemDataRole.ToolTipRole:
            return QCoreApplication.translate(
                "Queue", "Timed together, in rounds of random order: they move through the queue together"
            )
        is_quiet = role == Qt.ItemDataRole.ForegroundRole and column != TURN
        return QColor(self._themes.theme.muted) if is_quiet and not self.order.is_open(place) else None

    def _of_point(self, item: Item, column: int, role: int) -> Any:
        state = state_of(item)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(item, column)
            case Qt.ItemDataRole.DecorationRole if column == POINT:
                slot = self._workbench.slot(item.case.model)
                return series_swatch(self._themes.theme, slot)
            case Qt.ItemDataRole.ForegroundRole if column == STATE:
                return tone_colour(self._themes.theme, state.tone)
            case Qt.ItemDataRole.ToolTipRole:
                return state.sentence if column == STATE else self._text(item, column) or None
        if role == NARROWNESS_ROLE and column == INTERVAL:
            return narrowness(item, self._target)
        return None

    def _text(self, item: Item, column: int) -> str:
        match column:
            case 0:
                return model_label(item.case.model)
            case 1:
                return state_of(item).word
            case 2:
                estimate = estimate_of(item)
                return str(estimate.rounds) if estimate else ""
            case 3:
                return interval_text(item, self._target)
            case 4:
                return rest_text(self._rest_of((item.number,)))
        return self._turn_of(item.number)

    def _rest_of(self, numbers: Sequence[int]) -> float | None:
        known = [self._rest[n] for n in numbers if n in self._rest and not self._is_finished(n)]
        return sum(known) if known else None

    def _is_finished(self, number: int) -> bool:
        return self._item(number).state is ItemState.FINISHED

    def _turn(self, numbers: Group) -> str:
        """Whether one of the points is being visited, or comes next."""
        return next(filter(None, map(self._turn_of, numbers)), "")

    def _turn_of(self, number: int) -> str:
        now, following = self._queue.now, self._queue.next
        if now is not None and number in now.numbers:
            return visit_text(now.visit, is_now=True)
        if following is not None and number in following.numbers:
            return visit_text(following.visit, is_now=False)
        return ""

    # dragging

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Whatever still waits can be dragged, and dropped between comparisons."""
        return _ROW_FLAGS if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        """A drag moves."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """What a drag carries."""
        return [_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The numbers of the points that are dragged."""
        data = QMimeData()
        data.setData(_MIME, " ".join(map(str, self.numbers_at(indexes))).encode())
        return data

    def dropMimeData(
        self, data: QMimeData, _action: Qt.DropAction, row: int, _column: int, parent: Index
    ) -> bool:
        """Ask for the move; the rows follow when the run has made it."""
        if not data.hasFormat(_MIME):
            return False
        numbers = tuple(int(word) for word in bytes(data.data(_MIME).data()).split())
        self.dropped.emit(Move(numbers, self._before(row, parent)))
        # Qt would take the dragged rows away where a move was accepted.
        return False

    def _before(self, row: int, parent: Index) -> int | None:
        """The point before whose comparison something was dropped: onto it, or into the gap above it."""
        place = row if not parent.isValid() else parent.row()
        if parent.isValid() and parent.internalId() != _TOP:
            place = parent.internalId() - 1
        return self.order.first_at(place)


def _titles() -> tuple[str, ...]:
    return (
        QCoreApplication.translate("Queue", "Point"),
        QCoreApplication.translate("Queue", "State"),
        QCoreApplication.translate("Queue", "Rounds"),
        QCoreApplication.translate("Queue", "Interval"),
        QCoreApplication.translate("Queue", "Time left"),
        QCoreApplication.translate("Queue", "Turn"),
    )


def _tooltips() -> tuple[str, ...]:
    return (
        QCoreApplication.translate("Queue", "What is timed, under the size at which it is compared"),
        QCoreApplication.translate("Queue", "How far the point has come"),
        QCoreApplication.translate("Queue", "Rounds that the estimate is made of so far"),
        QCoreApplication.translate("Queue", "Half the 95 % interval beside its target; full bar: reached"),
        QCoreApplication.translate("Queue", "What the point is expected to take until its stop rule ends it"),
        QCoreApplication.translate("Queue", "What is being measured now, and what comes next"),
    )
