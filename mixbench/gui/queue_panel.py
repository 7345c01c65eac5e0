"""The panel of the queue: where every point of the run is, what is next, and what a person changes of it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedLayout,
    QToolButton,
    QTreeView,
    QWidget,
)

from mixbench.gui.icons import STORED_COLOUR, icon
from mixbench.gui.interval_bar import IntervalBar
from mixbench.gui.panel import Panel, muted
from mixbench.gui.queue_model import INTERVAL, NUMBER_ROLE, POINT, REST, ROUNDS, STATE, TURN, QueueModel
from mixbench.gui.queue_order import Move
from mixbench.gui.run_control import RunControl
from mixbench.gui.theme import ThemeManager
from mixbench.gui.workbench import Workbench
from mixbench.jobs.events import ItemState, QueueChanged
from mixbench.jobs.session import is_skipped_by_hand

_Select = QItemSelectionModel.SelectionFlag
#: The room of the columns behind the first, which takes what they leave.
_WIDTHS_PX = {STATE: 112, ROUNDS: 58, INTERVAL: 184, REST: 76, TURN: 96}
#: So many points are looked over at a glance; more are opened where somebody looks.
_LOOKED_OVER = 1000
#: A queue longer than that is gathered when results and plots have had the time to be painted.
_AFTER_MS = 60
#: What gives way, in this order, where names of models would be cut off.
_SPARE, _NAME_PX = (ROUNDS, REST), 170


class QueuePanel(Panel):
    """The points of the session as the run visits them. The current row and the workbench's point are one.

    What is asked for goes out by signal; the rows change when the run has done it.
    """

    run_requested = Signal()
    pause_requested = Signal(bool)
    stop_requested = Signal()
    skip_requested = Signal(object)  # the numbers of the points
    put_back_requested = Signal(object)  # the numbers of the points
    move_requested = Signal(object, object)  # the numbers, and before which one they go (None: to the end)
    selection_changed = Signal()

    def __init__(self, workbench: Workbench, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Queue"))
        self._workbench = workbench
        self._is_running = False
        self._remembered: tuple[int, ...] = ()
        #: Whether the rows are still to be gathered; a list that nobody may see yet asks for none.
        self._is_stale = False
        self._catching_up = QTimer(self, interval=_AFTER_MS, singleShot=True)
        self._catching_up.timeout.connect(self._catch_up)
        self.model = QueueModel(workbench, themes, self)
        self.view = self._build_view(themes)
        self.progress = QProgressBar(self)
        self._empty = self._build_empty()
        self._stack = QStackedLayout()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.view)
        self._pause = QWidget(self)
        self._stack.addWidget(self._pause)
        self.body.addWidget(self.progress)
        self.body.addLayout(self._stack, 1)
        self._build_buttons()
        self._dress()
        self._listen()
        self.set_running(False)
        self._show_page()

    # building

    def _build_view(self, themes: ThemeManager) -> QTreeView:
        view = QTreeView(self)
        view.setModel(self.model)
        view.setAccessibleName(self.tr("Queue"))
        view.setUniformRowHeights(True)
        view.setAllColumnsShowFocus(True)
        view.setAlternatingRowColors(True)
        view.setIndentation(14)
        view.setIconSize(QSize(12, 12))
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        view.setDropIndicatorShown(True)
        view.setItemDelegateForColumn(INTERVAL, IntervalBar(themes, view))
        header = view.header()
        header.setStretchLastSection(False)
        header.setHighlightSections(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(POINT, QHeaderView.ResizeMode.Stretch)
        for section, width in _WIDTHS_PX.items():
            header.resizeSection(section, width)
        return view

    def _build_empty(self) -> QLabel:
        empty = muted(self.tr("Nothing is queued. Press Run to measure the ticked models."), self, wrap=True)
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return empty

    def _build_buttons(self) -> None:
        self.run_button = QPushButton(self.tr("Run"), self)
        self.pause_button = QPushButton(self.tr("Pause"), self)
        self.stop_button = QPushButton(self.tr("Stop"), self)
        self.skip_button = QPushButton(self.tr("Skip"), self)
        self.put_back_button = QPushButton(self.tr("Put back"), self)
        self.earlier_button = self._arrow("chevron-up", self.tr("Earlier"), "Alt+Up")
        self.later_button = self._arrow("chevron-down", self.tr("Later"), "Alt+Down")
        self.pause_button.setCheckable(True)
        for button in (
            self.earlier_button,
            self.later_button,
            self.skip_button,
            self.put_back_button,
            self.run_button,
            self.pause_button,
            self.stop_button,
        ):
            self.add_header_widget(button)

    def _arrow(self, drawing: str, name: str, keys: str) -> QToolButton:
        """A button beside whose click the keys work wherever the queue has the focus."""
        button = QToolButton(self)
        button.setIcon(icon(drawing, STORED_COLOUR))
        button.setAccessibleName(name)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        together = self.tr("{name}: what is timed together moves together ({keys})")
        button.setToolTip(together.format(name=name, keys=shown))
        pressed = QShortcut(QKeySequence(keys), self.view, button.click)
        pressed.setContext(Qt.ShortcutContext.WidgetShortcut)
        return button

    def _dress(self) -> None:
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Points that are finished"))
        self.run_button.setToolTip(self.tr("Measure the ticked models over the sweep"))
        self.pause_button.setToolTip(
            self.tr("Let the machine rest from the next sample on; every completed round is kept")
        )
        self.stop_button.setToolTip(self.tr("Stop the run; everything measured so far is kept"))
        self.skip_button.setToolTip(
            self.tr(
                "Take the selected points out of the run; what they have is kept, and they can be put back"
            )
        )
        self.put_back_button.setToolTip(
            self.tr("Measure the selected points that were skipped by hand after all")
        )

    def _listen(self) -> None:
        self.run_button.clicked.connect(self.run_requested)
        self.pause_button.clicked.connect(self.pause_requested)
        self.stop_button.clicked.connect(self.stop_requested)
        self.skip_button.clicked.connect(self.skip)
        self.put_back_button.clicked.connect(lambda: self.put_back_requested.emit(self.skipped))
        self.earlier_button.clicked.connect(lambda: self._shift(-1))
        self.later_button.clicked.connect(lambda: self._shift(1))
        self.model.dropped.connect(self._drop)
        self.model.refreshed.connect(self.view.viewport().update)
        self.model.modelAboutToBeReset.connect(self._remember_selection)
        self.model.modelReset.connect(self._follow_order)
        self._workbench.point_changed.connect(self._show_point)
        self._workbench.item_changed.connect(self._follow_item)
        selection = self.view.selectionModel()
        selection.currentChanged.connect(self._choose_point)
        selection.selectionChanged.connect(self._enable)

    def join(self, control: RunControl) -> None:
        """Ask this control for what a person wants, and hear from it how the run goes."""
        self.run_requested.connect(control.run)
        self.pause_requested.connect(control.pause)
        self.stop_requested.connect(control.stop)
        self.skip_requested.connect(control.skip)
        self.put_back_requested.connect(control.take_up)
        self.move_requested.connect(control.move)
        control.queue_changed.connect(self.set_queue)
        control.rest_changed.connect(self.set_rest)
        control.progress_changed.connect(self.set_progress)
        control.running_changed.connect(self.set_running)
        control.paused_changed.connect(self.set_paused)

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while nobody looked."""
        super().showEvent(event)
        self._catch_up()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the names: what is known from elsewhere gives way where it is narrow."""
        super().resizeEvent(event)
        missing = sum(_WIDTHS_PX.values()) + _NAME_PX - self.view.viewport().width()
        for section in _SPARE:
            self.view.setColumnHidden(section, missing > 0)
            missing -= _WIDTHS_PX[section]

    # what the run tells

    def set_queue(self, queue: QueueChanged) -> None:
        """Follow the order of the run."""
        self.model.set_queue(queue)
        self._enable()

    def set_rest(self, rest_s: Mapping[int, float]) -> None:
        """Know what each point still takes."""
        self.model.set_rest(rest_s)

    def set_progress(self, finished: int, total: int, sentence: str) -> None:
        """Show how far the run is, and say it."""
        self.progress.setMaximum(max(1, total))
        self.progress.setValue(finished)
        self.set_subtitle(sentence)

    def set_running(self, running: bool) -> None:
        """Let the run be changed, or another be started."""
        self._is_running = running
        if running:
            self.model.set_precision(self._workbench.sweep.precision)
        else:
            self.model.rest()
            self.set_paused(False)
        self.progress.setVisible(running)
        self.run_button.setEnabled(not running)
        for button in (self.pause_button, self.stop_button):
            button.setEnabled(running)
        self._enable()

    def set_paused(self, is_paused: bool) -> None:
        """Say that the run pauses, and offer to go on."""
        self.pause_button.setChecked(is_paused)
        self.pause_button.setText(self.tr("Go on") if is_paused else self.tr("Pause"))

    # what is selected

    @property
    def selected(self) -> tuple[int, ...]:
        """The points of the selected rows, a comparison standing for all of its own."""
        return self.model.numbers_at(self.view.selectionModel().selectedRows())

    @property
    def skippable(self) -> tuple[int, ...]:
        """The selected points that are still to be measured by the run."""
        items = self._workbench.items
        return tuple(
            n for n in self.selected if self._is_running and items[n].state is not ItemState.FINISHED
        )

    @property
    def skipped(self) -> tuple[int, ...]:
        """The selected points that were skipped by hand."""
        items = self._workbench.items
        return tuple(n for n in self.selected if is_skipped_by_hand(items[n].measurement))

    def skip(self) -> None:
        """Take what is selected out of the run."""
        if self.skippable:
            self.skip_requested.emit(self.skippable)

    def _enable(self) -> None:
        self.skip_button.setEnabled(bool(self.skippable))
        self.put_back_button.setEnabled(bool(self.skipped))
        self.earlier_button.setEnabled(self._move(-1) is not None)
        self.later_button.setEnabled(self._move(1) is not None)
        self.selection_changed.emit()

    def _follow_item(self, number: int) -> None:
        if number in self.selected:
            self._enable()

    def _choose_point(self, current: QModelIndex) -> None:
        number = current.data(NUMBER_ROLE)
        if number is not None:
            self._workbench.choose_point(number)

    def _show_point(self) -> None:
        if self._is_stale or not self.isVisible():
            return
        number = self._workbench.point
        if number is None:
            self.view.selectionModel().clear()
            return
        index = self.model.index_of(number)
        if index.isValid() and self.view.currentIndex().data(NUMBER_ROLE) != number:
            self.view.selectionModel().setCurrentIndex(index, _Select.ClearAndSelect | _Select.Rows)
            self.view.scrollTo(index)

    def _remember_selection(self) -> None:
        if not self._is_stale:
            self._remembered = self.selected
        if self._is_long():  # a list that is seen would lay out its new rows at once
            self._stack.setCurrentWidget(self._pause)

    def _is_long(self) -> bool:
        return len(self._workbench.items) > _LOOKED_OVER

    def _follow_order(self) -> None:
        """Other rows, or the same ones elsewhere. To gather and open those of a very long queue takes a
        while: one that is not looked at waits for that, and one that is comes after results and plots."""
        self._is_stale = self._is_long() or not self.isVisible()
        self._show_page()
        if not self._is_stale:
            self._recall_selection()
            return
        self._enable()
        if self.isVisible():
            self._catching_up.start()

    def _catch_up(self) -> None:
        if self._is_stale and self.isVisible():
            self._recall_selection()
            self._show_page()
        self._show_point()

    def _recall_selection(self) -> None:
        """Rows that stand elsewhere now stay open and selected."""
        self._is_stale = False
        self._expand()
        selection = self.view.selectionModel()
        for number in self._remembered:
            index = self.model.index_of(number)
            selection.select(index, _Select.Select | _Select.Rows)
        if self._workbench.point is not None:
            current = self.model.index_of(self._workbench.point)
            selection.setCurrentIndex(current, _Select.NoUpdate)
        self._enable()

    def _expand(self) -> None:
        """Show all points of a queue that can be looked over; of a very long one those that still wait."""
        order = self.model.order
        if not self._is_long():
            self.view.expandAll()
            return
        for place in range(len(order.comparisons)):
            if order.is_open(place):
                self.view.expand(self.model.index(place, 0))

    def _show_page(self) -> None:
        shown = self._pause if self._is_stale else self.view
        self._stack.setCurrentWidget(shown if self._workbench.items else self._empty)

    # moving

    def _shift(self, step: int) -> None:
        """Move what is selected past the next comparison that is still to be measured."""
        move = self._move(step)
        if move is not None:
            self.move_requested.emit(move.numbers, move.before)

    def _drop(self, move: Move) -> None:
        if self._is_running:
            self.move_requested.emit(move.numbers, move.before)

    def _move(self, step: int) -> Move | None:
        return self.model.order.shift(self.selected, step) if self._is_running else None
