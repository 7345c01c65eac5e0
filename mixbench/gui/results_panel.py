"""The panel of the results: the table with its sort, its choice of columns, copy and export."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QPushButton,
    QStackedLayout,
    QTableView,
    QToolButton,
    QWidget,
)

from mixbench.core.model import Case
from mixbench.gui.panel import Panel, muted
from mixbench.gui.results_layout import ResultsLayout
from mixbench.gui.results_model import NUMBER_ROLE, ResultsModel, ResultsOrder
from mixbench.gui.theme import ThemeManager
from mixbench.gui.workbench import Workbench

_ROW_PX = 24

_Select = QItemSelectionModel.SelectionFlag


class ResultsPanel(Panel):
    """The session's results as they come. The current row and the workbench's point are one.

    `selection_changed`: other rows are selected, which `selected_cases` are of.
    """

    export_requested = Signal()
    selection_changed = Signal()

    def __init__(self, workbench: Workbench, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Results"))
        self._workbench = workbench
        self.model = ResultsModel(workbench, themes, self)
        self.order = ResultsOrder(self)
        self.order.setSourceModel(self.model)
        self.table = self._build_table()
        self.columns = ResultsLayout(self.table, self.model, workbench)
        self._empty = self._build_empty()
        self._stack = QStackedLayout()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.table)
        self.body.addLayout(self._stack, 1)
        self._build_buttons()
        self._listen()
        self._show_session()

    # building

    def _build_table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.order)
        table.setAccessibleName(self.tr("Results"))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        table.setAlternatingRowColors(True)
        table.setShowGrid(False)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        table.verticalHeader().setDefaultSectionSize(_ROW_PX)
        header = table.horizontalHeader()
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setSortIndicatorClearable(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        table.setSortingEnabled(True)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), table, self.copy).setContext(
            Qt.ShortcutContext.WidgetShortcut
        )
        return table

    def _build_empty(self) -> QLabel:
        empty = muted(self.tr("No results yet. Press Run to measure the ticked models."), self, wrap=True)
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return empty

    def _build_buttons(self) -> None:
        choose = QToolButton(self)
        choose.setText(self.tr("Columns"))
        choose.setAccessibleName(self.tr("Choose columns"))
        choose.setToolTip(self.tr("Show or hide columns of the table"))
        choose.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        choose.setProperty("hasMenu", True)
        choose.setMenu(self.columns.menu)
        self.copy_button = QPushButton(self.tr("Copy"), self)
        self.copy_button.setAccessibleName(self.tr("Copy results"))
        self.copy_button.setToolTip(self.tr("Copy the selected rows, or all of them, for a spreadsheet"))
        self.copy_button.clicked.connect(self.copy)
        self.export_button = QPushButton(self.tr("CSV"), self)
        self.export_button.setAccessibleName(self.tr("Export as CSV"))
        self.export_button.setToolTip(self.tr("Save the results of this session as a CSV file"))
        self.export_button.clicked.connect(self.export_requested)
        self.duel_button = QToolButton(self)
        for button in (self.duel_button, choose, self.copy_button, self.export_button):
            self.add_header_widget(button)

    def offer(self, duel: QAction, copy: QAction) -> None:
        """Put actions of the window where rows are: the duel at its button, both in the context menu."""
        duel.setIconText(self.tr("Duel"))
        self.duel_button.setDefaultAction(duel)
        self.table.addActions([duel, copy])
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _listen(self) -> None:
        self._workbench.items_reset.connect(self._show_session)
        self._workbench.item_changed.connect(self._show_page)
        self._workbench.point_changed.connect(self._show_point)
        self.table.selectionModel().currentRowChanged.connect(self._choose_point)
        self.table.selectionModel().selectionChanged.connect(self.selection_changed)

    # the session

    def set_session_name(self, name: str) -> None:
        """Say in the title whose results these are."""
        self.set_subtitle(name)

    def _show_session(self) -> None:
        self.set_session_name("")
        self._show_page()
        self.columns.refresh()
        self._show_point()

    def _show_page(self) -> None:
        has_rows = self.model.rowCount() > 0
        self._stack.setCurrentWidget(self.table if has_rows else self._empty)
        self.copy_button.setEnabled(has_rows)
        self.export_button.setEnabled(has_rows)

    # the selected point

    def _choose_point(self, current: QModelIndex) -> None:
        if current.isValid():
            self._workbench.choose_point(current.data(NUMBER_ROLE))

    def _show_point(self) -> None:
        number = self._workbench.point
        row = None if number is None else self.model.row_of(number)
        if row is None:
            self.table.selectionModel().clear()
            return
        index = self.order.mapFromSource(self.model.index(row, 0))
        if index.row() != self.table.currentIndex().row():
            flags = _Select.ClearAndSelect | _Select.Rows
            self.table.selectionModel().setCurrentIndex(index, flags)
            self.table.scrollTo(index)

    @property
    def selected_cases(self) -> tuple[Case, ...]:
        """The cases of the selected rows, from top to bottom."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        sources = (self.order.mapToSource(self.order.index(row, 0)) for row in rows)
        return tuple(self.model.item(source.row()).case for source in sources)

    def select_also(self, number: int) -> None:
        """Select the row of an item beside those that are selected, as Ctrl and a click on it would."""
        row = self.model.row_of(number)
        if row is not None:
            index = self.order.mapFromSource(self.model.index(row, 0))
            self.table.selectionModel().setCurrentIndex(index, _Select.Select | _Select.Rows)
            self.table.scrollTo(index)

    # copying

    def copy(self) -> None:
        """Put the selected rows, or all of them, on the clipboard as tab-separated text with a header."""
        QGuiApplication.clipboard().setText(self.table_text())

    def table_text(self) -> str:
        """The rows that `copy` takes, in the order and with the columns of the screen."""
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        shown = self.columns.shown_sections()
        lines = [[self.model.columns[section].title for section in shown]]
        lines += [
            [str(self.order.index(row, section).data()) for section in shown]
            for row in rows or range(self.order.rowCount())
        ]
        return "".join("\t".join(line) + "\n" for line in lines)
