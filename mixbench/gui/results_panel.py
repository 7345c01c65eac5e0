"""The panel of the results: the table with its sort, its choice of columns, copy and export."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QAction, QFont, QFontMetrics, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QMenu,
    QPushButton,
    QStackedLayout,
    QTableView,
    QToolButton,
    QWidget,
)

from mixbench.core.model import Case
from mixbench.gui.panel import Panel, muted
from mixbench.gui.results_model import NUMBER_ROLE, ResultsModel, ResultsOrder
from mixbench.gui.theme import ThemeManager
from mixbench.gui.workbench import Workbench

_ROW_PX = 24
#: The model's name and the word of trust share what the columns of numbers leave.
_MODEL_PX = (146, 240)
_TITLE_FONT_PX = 12
_TRUST_LEAST_PX, _TRUST_PX = 104, 150
_TITLE_MARGINS_PX, _CELL_MARGINS_PX = 16, 20

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
        self._hidden: set[str] | None = None
        self._is_fitted = True
        self._is_fitting = False
        self.model = ResultsModel(workbench, themes, self)
        self.order = ResultsOrder(self)
        self.order.setSourceModel(self.model)
        self.table = self._build_table()
        self._empty = self._build_empty()
        self._stack = QStackedLayout()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self.table)
        self.body.addLayout(self._stack, 1)
        self._column_actions = self._build_buttons()
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
        table.viewport().installEventFilter(self)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), table, self.copy).setContext(
            Qt.ShortcutContext.WidgetShortcut
        )
        return table

    def _build_empty(self) -> QLabel:
        empty = muted(self.tr("No results yet. Press Run to measure the ticked models."), self, wrap=True)
        empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return empty

    def _build_buttons(self) -> dict[str, QAction]:
        choose = QToolButton(self)
        choose.setText(self.tr("Columns"))
        choose.setAccessibleName(self.tr("Choose columns"))
        choose.setToolTip(self.tr("Show or hide columns of the table"))
        choose.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        choose.setProperty("hasMenu", True)
        menu = QMenu(choose)
        choose.setMenu(menu)
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
        return self._build_column_menu(menu)

    def _build_column_menu(self, menu: QMenu) -> dict[str, QAction]:
        actions = {}
        for column in self.model.columns[1:]:
            action = QAction(column.title, menu)
            action.setCheckable(True)
            action.setChecked(True)
            action.setToolTip(column.tooltip)
            action.triggered.connect(self._take_column_choice)
            menu.addAction(action)
            actions[column.id] = action
        return actions

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
        self.table.horizontalHeader().sectionResized.connect(self._keep_widths)

    # the session

    def set_session_name(self, name: str) -> None:
        """Say in the title whose results these are."""
        self.set_subtitle(name)

    def _show_session(self) -> None:
        self.set_session_name("")
        self._show_page()
        self._hide_columns()
        self._fit_columns()
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
        shown = self._shown_sections()
        lines = [[self.model.columns[section].title for section in shown]]
        lines += [
            [str(self.order.index(row, section).data()) for section in shown]
            for row in rows or range(self.order.rowCount())
        ]
        return "".join("\t".join(line) + "\n" for line in lines)

    def _shown_sections(self) -> list[int]:
        header = self.table.horizontalHeader()
        sections = (header.logicalIndex(place) for place in range(header.count()))
        return [section for section in sections if not header.isSectionHidden(section)]

    # columns

    @property
    def hidden_columns(self) -> tuple[str, ...]:
        """The ids of the columns that are not shown."""
        return tuple(id for id, action in self._column_actions.items() if not action.isChecked())

    def set_hidden_columns(self, ids: Iterable[str]) -> None:
        """Show all columns but these; from then on the choice is the user's."""
        self._hidden = set(ids)
        self._hide_columns()
        self._fit_columns()

    def _take_column_choice(self) -> None:
        self.set_hidden_columns(self.hidden_columns)

    def _hide_columns(self) -> None:
        """Show what the user chose, or what there is room for."""
        hidden = self._spare_columns() if self._hidden is None else self._hidden
        with self._fitting():
            for section, column in enumerate(self.model.columns):
                self.table.setColumnHidden(section, column.id in hidden)
        for id, action in self._column_actions.items():
            action.setChecked(id not in hidden)

    def _spare_columns(self) -> set[str]:
        """What can be missed until the user chooses: a batch that is the same in all rows, and, so that
        the trust is always in sight, what follows from other columns."""
        batches = {item.case.batch for item in self._workbench.items.values()}
        spare = set() if len(batches) > 1 else {"batch"}
        for id in ("tokens", "macs_spatial_mixing", "throughput_img_s"):
            shown = [n for n, column in enumerate(self.model.columns) if column.id not in spare]
            if self._least_width(shown) > self.table.viewport().width():
                spare.add(id)
        return spare

    def _least_width(self, sections: Iterable[int]) -> int:
        numbers = (section for section in sections if self.model.columns[section].is_number)
        return _MODEL_PX[0] + _TRUST_LEAST_PX + sum(map(self._number_width, numbers))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Divide the width anew when there is more or less of it."""
        if event.type() == QEvent.Type.Resize and watched is self.table.viewport():
            self._hide_columns()
            self._fit_columns()
        return super().eventFilter(watched, event)

    def _fit_columns(self) -> None:
        """Give numbers the room of their header, and the rest to the model's name and the trust."""
        if not self._is_fitted or self._is_fitting:
            return
        with self._fitting():
            header = self.table.horizontalHeader()
            shown = self._shown_sections()
            numbers = [section for section in shown if self.model.columns[section].is_number]
            for section in numbers:
                header.resizeSection(section, self._number_width(section))
            left = self.table.viewport().width() - sum(header.sectionSize(section) for section in numbers)
            model = max(_MODEL_PX[0], min(_MODEL_PX[1], left - _TRUST_PX))
            header.resizeSection(0, model)
            header.resizeSection(len(self.model.columns) - 1, max(_TRUST_LEAST_PX, left - model))

    def _number_width(self, section: int) -> int:
        """Room for the title and for the widest number, each with the margins of its cell."""
        column = self.model.columns[section]
        # The stylesheet writes titles smaller than the header's own font says.
        small = QFont(self.table.font())
        small.setPixelSize(_TITLE_FONT_PX)
        title = QFontMetrics(small).horizontalAdvance(column.title)
        number = self.table.fontMetrics().horizontalAdvance(column.widest)
        return max(title + _TITLE_MARGINS_PX, number + _CELL_MARGINS_PX)

    @contextmanager
    def _fitting(self) -> Iterator[None]:
        """Mark what happens to the widths meanwhile as not done by the user."""
        self._is_fitting = True
        try:
            yield
        finally:
            self._is_fitting = False

    def _keep_widths(self) -> None:
        """Once the user has moved a border, the widths are theirs."""
        if not self._is_fitting:
            self._is_fitted = False
