"""The panel of the results: the table with its filter, its order, its choice of columns, copy and export."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QMenu, QPushButton, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from mixbench.core.model import Case
from mixbench.gui.panel import Chip, Panel, muted, set_role
from mixbench.gui.result_notes import ResultNotes
from mixbench.gui.results_columns_menu import ColumnsMenu
from mixbench.gui.results_filter_bar import FilterBar
from mixbench.gui.results_header_menu import column_menu
from mixbench.gui.results_layout import ResultsLayout
from mixbench.gui.results_model import NUMBER_ROLE, ResultsModel
from mixbench.gui.results_order import order_of, order_text
from mixbench.gui.results_table import ResultsTable
from mixbench.gui.results_text import Markup, results_text
from mixbench.gui.theme import ThemeManager
from mixbench.gui.workbench import Workbench
from mixbench.jobs.events import Item

_Select = QItemSelectionModel.SelectionFlag


class ResultsPanel(Panel):
    """The session's results as they come. The current row and the workbench's point are one.

    `selection_changed`: other rows are selected, which `selected_cases` are of. `export_requested`,
    `csv_requested`: results shall go into a file, of any kind or of the usual one.
    """

    export_requested = Signal()
    csv_requested = Signal()
    selection_changed = Signal()

    def __init__(
        self,
        workbench: Workbench,
        themes: ThemeManager,
        parent: QWidget | None = None,
        notes: ResultNotes | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._notes = notes
        self._session: str | None = None
        self.set_title(self.tr("Results"))
        self._workbench = workbench
        self._row_actions: list[QAction] = []
        self.model = ResultsModel(workbench, themes, self, notes)
        self.table = ResultsTable(self.model, themes, self)
        self.columns = ResultsLayout(self.table, self.model, workbench)
        self.columns_menu = ColumnsMenu(self.columns, self.model, self)
        self.filter_bar = FilterBar(self.model, self)
        self._build_pages()
        self._build_buttons()
        self._listen()
        self._show_session()

    # building

    def _build_pages(self) -> None:
        """The table, or what to do where it would be empty."""
        self._empty = self._sentence(self.tr("No results yet. Press Run to measure the ticked models."))
        self._nothing_left = self._sentence(self.tr("No row meets the filter."))
        show_all = QPushButton(self.tr("Show all rows"), self)
        show_all.setToolTip(self.tr("Clear the filter"))
        show_all.clicked.connect(self.filter_bar.clear)
        filtered = QWidget(self)
        layout = QVBoxLayout(filtered)
        layout.addStretch()
        layout.addWidget(self._nothing_left)
        layout.addWidget(show_all, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch()
        self._filtered = filtered
        self._stack = QStackedLayout()
        for page in (self._empty, filtered, self.table):
            self._stack.addWidget(page)
        self.body.addWidget(self.filter_bar)
        self.body.addLayout(self._stack, 1)

    def _sentence(self, text: str) -> QLabel:
        label = muted(text, self, wrap=True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return label

    def _build_buttons(self) -> None:
        self.filter_button = Chip(self.tr("Filter"), checkable=True, parent=self)
        set_role(self.filter_button, "")
        self.filter_button.setToolTip(self.tr("Show only rows with certain words or values"))
        self.filter_button.toggled.connect(self._show_filter)
        self.filter_button.clicked.connect(self._enter_filter)
        self._show_filter(False)
        choose = QToolButton(self)
        choose.setText(self.tr("Columns"))
        choose.setAccessibleName(self.tr("Choose columns"))
        choose.setToolTip(self.tr("Show or hide columns of the table, and sort by them"))
        choose.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        choose.setProperty("hasMenu", True)
        choose.setMenu(self.columns_menu)
        self.duel_button = QToolButton(self)
        self._build_way_out()
        for button in (self.filter_button, self.duel_button, choose, self.copy_button, self.export_button):
            self.add_header_widget(button)

    def _build_way_out(self) -> None:
        """The buttons by which rows leave the table."""
        self.copy_button = self._split_button(self.tr("Copy"), self._copy_menu())
        self.copy_button.setAccessibleName(self.tr("Copy results"))
        self.copy_button.setToolTip(self.tr("Copy the selected rows, or all of them, for a spreadsheet"))
        self.copy_button.clicked.connect(lambda: self.copy())
        formats = QMenu(self)
        formats.addAction(self.tr("All results as CSV…"), self.csv_requested.emit)
        formats.addAction(self.tr("Other formats, rows and columns…"), self.export_requested.emit)
        self.export_button = self._split_button(self.tr("Export…"), formats)
        self.export_button.setAccessibleName(self.tr("Export results"))
        self.export_button.setToolTip(self.tr("Save results as a table, as data, or as a report"))
        self.export_button.clicked.connect(self.export_requested)

    def _split_button(self, text: str, menu: QMenu) -> QToolButton:
        """A button that does the usual thing, with a menu of the others at its side."""
        button = QToolButton(self)
        button.setText(text)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        button.setMenu(menu)
        return button

    def _copy_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.tr("Copy for a spreadsheet"), lambda: self.copy())
        menu.addAction(self.tr("Copy as Markdown"), lambda: self.copy("markdown"))
        menu.addAction(self.tr("Copy as LaTeX"), lambda: self.copy("latex"))
        menu.addSeparator()
        menu.addAction(self.tr("Copy all rows for a spreadsheet"), lambda: self.copy(is_whole=True))
        menu.addAction(self.tr("Copy all rows as Markdown"), lambda: self.copy("markdown", is_whole=True))
        menu.addAction(self.tr("Copy all rows as LaTeX"), lambda: self.copy("latex", is_whole=True))
        return menu

    def offer(self, duel: QAction, copy: QAction) -> None:
        """Put actions of the window where rows are: the duel at its button, both in the context menu."""
        duel.setIconText(self.tr("Duel"))
        self.duel_button.setDefaultAction(duel)
        self._row_actions = [duel, copy]

    def _listen(self) -> None:
        self._workbench.items_reset.connect(self._show_session)
        self._workbench.point_changed.connect(self._show_point)
        for signal in (self.model.arranged, self.model.taken):
            signal.connect(self._show_page)
        self.model.arranged.connect(self._find_point)
        self.table.selectionModel().currentRowChanged.connect(self._choose_point)
        self.table.selectionModel().selectionChanged.connect(self.selection_changed)
        self.filter_bar.changed.connect(self._open_filter)
        self.table.customContextMenuRequested.connect(self._open_row_menu)
        self.table.header.customContextMenuRequested.connect(self._open_column_menu)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.table, lambda: self.copy())
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table, self.delete)
        for shortcut in (copy, delete):
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)

    # the session

    def set_session_name(self, name: str) -> None:
        """Say in the title whose results these are."""
        self.set_subtitle(name)

    def _show_session(self) -> None:
        if self._workbench.session != self._session:
            self._session = self._workbench.session
            self.set_session_name("")
        self._show_page()
        self.columns.refresh()
        self._show_point()

    def _show_page(self) -> None:
        has_results = self.model.total > 0
        page = self.table if self.model.rowCount() else self._filtered if has_results else self._empty
        self._stack.setCurrentWidget(page)
        self.copy_button.setEnabled(has_results)
        self.export_button.setEnabled(has_results)

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
        if row != self.table.currentIndex().row():
            index = self.model.index(row, 0)
            flags = _Select.ClearAndSelect | _Select.Rows
            self.table.selectionModel().setCurrentIndex(index, flags)
            self.table.scrollTo(index)

    def _find_point(self) -> None:
        """Select the point again once the filter lets it through; what else is selected stays so."""
        if not self.table.selectionModel().hasSelection():
            self._show_point()

    @property
    def selected_items(self) -> tuple[Item, ...]:
        """The items of the selected rows, from top to bottom."""
        return tuple(self.model.item(row) for row in self.table.selected_rows())

    @property
    def selected_cases(self) -> tuple[Case, ...]:
        """The cases of the selected rows, from top to bottom."""
        return tuple(item.case for item in self.selected_items)

    @property
    def selected_numbers(self) -> tuple[int, ...]:
        """The numbers of the items of the selected rows, from top to bottom."""
        return tuple(item.number for item in self.selected_items)

    def select_also(self, number: int) -> None:
        """Select the row of an item beside those that are selected, as Ctrl and a click on it would."""
        row = self.model.row_of(number)
        if row is not None:
            index = self.model.index(row, 0)
            self.table.selectionModel().setCurrentIndex(index, _Select.Select | _Select.Rows)
            self.table.scrollTo(index)

    # filter and menus

    def focus_filter(self) -> None:
        """Open the line of the filter and type into it."""
        self.filter_button.setChecked(True)
        self.filter_bar.line.setFocus()
        self.filter_bar.line.selectAll()

    def _open_filter(self) -> None:
        """A filter that a menu made is to be seen."""
        if self.filter_bar.text:
            self.filter_button.setChecked(True)

    def _show_filter(self, is_shown: bool) -> None:
        """Without its line no filter holds: nothing is missing from the table for a reason out of sight."""
        self.filter_bar.setVisible(is_shown)
        if not is_shown:
            self.filter_bar.clear()

    def _enter_filter(self, is_shown: bool) -> None:
        """Whoever asks for the line wants to type into it; whoever filters by a menu does not."""
        if is_shown:
            self.filter_bar.line.setFocus()

    def _column_menu(self, section: int, parent: QWidget) -> QMenu:
        return column_menu(self.model.columns[section], self.model, self.columns, self.filter_bar, parent)

    def _open_column_menu(self, place: QPoint) -> None:
        section = self.table.header.logicalIndexAt(place)
        if section >= 0:
            self._pop_up(self._column_menu(section, self), self.table.header.viewport().mapToGlobal(place))

    def _open_row_menu(self, place: QPoint) -> None:
        index = self.table.indexAt(place)
        index = index if index.isValid() else self.table.currentIndex()
        menu = QMenu(self)
        menu.addActions(self._row_actions)
        menu.addAction(self.tr("Copy as Markdown"), lambda: self.copy("markdown"))
        menu.addAction(self.tr("Copy as LaTeX"), lambda: self.copy("latex"))
        if index.isValid():
            self._add_note_actions(menu, index)
            menu.addSeparator()
            of_column = self._column_menu(index.column(), menu)
            of_column.setTitle(
                self.tr("Column {title}").format(title=self.model.columns[index.column()].title)
            )
            menu.addMenu(of_column)
        self._pop_up(menu, self.table.viewport().mapToGlobal(place))

    def _add_note_actions(self, menu: QMenu, index: QModelIndex) -> None:
        if self._notes is None:
            return
        menu.addSeparator()
        menu.addAction(self.tr("Write a note"), lambda: self.write(index.row(), "note"))
        menu.addAction(self.tr("Write tags"), lambda: self.write(index.row(), "tags"))
        delete = menu.addAction(self.tr("Delete results"), self.delete)
        delete.setEnabled(bool(self._notes.deletable(self.selected_numbers)))

    def write(self, row: int, id: str) -> None:
        """Open the note or the tags of a row for writing."""
        self.columns.show_also(id)
        index = self.model.index(row, self.model.section(id))
        self.table.scrollTo(index)
        self.table.edit(index)

    def delete(self) -> None:
        """Put the selected results away; Undo brings them back."""
        if self._notes is not None:
            self._notes.delete(self.selected_numbers)

    def _pop_up(self, menu: QMenu, place: QPoint) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(place)

    # copying

    def copy(self, markup: Markup = "tsv", *, is_whole: bool = False) -> None:
        """Put the selected rows, or all of them, on the clipboard as a table with a header."""
        QGuiApplication.clipboard().setText(self.table_text(markup, is_whole=is_whole))

    def table_text(self, markup: Markup = "tsv", *, is_whole: bool = False) -> str:
        """The rows that `copy` takes, in the order and with the columns of the screen."""
        rows = [] if is_whole else self.table.selected_rows()
        items = [self.model.item(row) for row in rows] or self.model.shown_items()
        return results_text(self.columns.shown_columns(), items, markup)

    # between starts

    def state(self) -> dict[str, str | bool]:
        """Columns and order, for the settings file; a filter that nobody remembers would only puzzle."""
        return {**self.columns.state(), "order": order_text(self.model.sort_order)}

    def restore(self, state: dict[str, str | bool]) -> None:
        """Show columns and order as they were."""
        self.columns.restore(state)
        ids = [column.id for column in self.model.columns]
        self.model.sort_by(order_of(str(state.get("order", "")), ids))
