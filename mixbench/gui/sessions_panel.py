"""The panel of the history: sessions of this machine and files of elsewhere, to open, draw and name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QMenu,
    QTableView,
    QWidget,
)

from mixbench.gui.file_drop import FileDrop
from mixbench.gui.overlay_choice import OverlayChoice
from mixbench.gui.panel import Chip, Panel, muted
from mixbench.gui.plain_table import dress
from mixbench.gui.presets import readable_models
from mixbench.gui.session_desk import SessionDesk
from mixbench.gui.session_dialogs import ask_for_place, ask_for_results
from mixbench.gui.session_entry import Entry, entries_of
from mixbench.gui.sessions_model import BEGAN, NAME, NOTE, TAGS, SessionsModel, SessionsOrder
from mixbench.gui.workbench import SERIES_SLOTS, Workbench
from mixbench.store.database import Store

_ROW_PX = 24
#: Of the columns before the note, which takes what they leave.
_WIDTHS_PX = (200, 152, 128, 76, 118, 72, 170, 96)
_SEARCH_PX = 240
#: What is imported by its suffix.
SUFFIXES = (".csv", ".json")


class SessionsPanel(Panel):
    """Enter or a double click opens a session, its tick draws it over the plots, F2 names it."""

    open_requested = Signal(str)  # the session to show
    said = Signal(str)
    failed = Signal(str)

    def __init__(self, workbench: Workbench, store: Store, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Sessions"))
        self._workbench, self._store = workbench, store
        self.choice = OverlayChoice(workbench, store, self)
        self.desk = SessionDesk(workbench, store, self.choice, self)
        self.model = SessionsModel(self)
        self.order = SessionsOrder(self)
        self.order.setSourceModel(self.model)
        self.search = QLineEdit(self)
        self.table = self._build_table()
        self.detail = muted(parent=self, wrap=True)
        self._build_buttons()
        self._build_menu()
        self._fill()
        self._listen()
        self.refresh()

    # building

    def _build_table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.order)
        table.setAccessibleName(self.tr("Sessions"))
        dress(table, _ROW_PX, self.copy)
        table.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header = table.horizontalHeader()
        for column, width_px in enumerate(_WIDTHS_PX):
            header.resizeSection(column, width_px)
        header.setStretchLastSection(True)
        table.sortByColumn(BEGAN, Qt.SortOrder.DescendingOrder)
        return table

    def _build_buttons(self) -> None:
        self.deleted = Chip(
            self.tr("Deleted"),
            self.tr("List what was deleted, to bring it back"),
            checkable=True,
            parent=self,
        )
        self.import_button = Chip(
            self.tr("Import…"),
            self.tr(
                "Take in results of elsewhere: our CSV or JSON, or timm's benchmarks. "
                "Files can be dropped here too"
            ),
            parent=self,
        )
        self.hide_demo_button = Chip(
            self.tr("Hide demo"), self.tr("Take the demonstration off the plots for good"), parent=self
        )

    def _build_menu(self) -> None:
        """What can be done to the selected entries, by menu and by key."""
        self.menu = QMenu(self)
        self.open_action = self._action(self.tr("Open"), self.open_current)
        self.draw_action = self._action(self.tr("Draw over the plots"), self.draw)
        self.rename_action = self._action(self.tr("Rename"), lambda: self._edit(NAME))
        self.tag_action = self._action(self.tr("Edit tags"), lambda: self._edit(TAGS))
        self.note_action = self._action(self.tr("Edit note"), lambda: self._edit(NOTE))
        self.export_action = self._action(self.tr("Export…"), self.ask_where_to_export)
        self.delete_action = self._action(self.tr("Delete"), self.delete)
        self.restore_action = self._action(self.tr("Bring back"), self.restore)
        pressed = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table, self.delete)
        pressed.setContext(Qt.ShortcutContext.WidgetShortcut)

    def _action(self, text: str, slot: Callable[[], object]) -> QAction:
        action = QAction(text, self)
        action.triggered.connect(lambda _=False: slot())
        self.menu.addAction(action)
        return action

    def _fill(self) -> None:
        self.search.setPlaceholderText(self.tr("Search sessions…"))
        self.search.setAccessibleName(self.tr("Search the sessions"))
        self.search.setToolTip(
            self.tr("Show the sessions in whose name, machine, models, tags or note every word occurs")
        )
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumWidth(_SEARCH_PX)
        for widget in (self.search, self.hide_demo_button, self.deleted, self.import_button):
            self.add_header_widget(widget)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self.detail)

    def _listen(self) -> None:
        self.search.textChanged.connect(self._filter)
        self.deleted.toggled.connect(self.refresh)
        self.import_button.clicked.connect(self.ask_what_to_import)
        self.hide_demo_button.clicked.connect(self.choice.hide_demo)
        self.table.activated.connect(self._open)
        self.table.customContextMenuRequested.connect(self._show_menu)
        self.table.selectionModel().selectionChanged.connect(self._enable)
        self.model.ticked.connect(lambda id, is_on: self.choice.choose([id], is_on))
        self.model.typed.connect(self.desk.write)
        self.desk.changed.connect(self.refresh)
        self.desk.said.connect(self.said)
        self.desk.failed.connect(self.failed)
        self.choice.changed.connect(self._mark)
        self.choice.failed.connect(self.failed)
        self._workbench.items_reset.connect(self._follow_session)
        FileDrop(self, SUFFIXES).dropped.connect(self.import_files)

    # what is listed

    def refresh(self) -> None:
        """List what is stored now."""
        chosen = self.selected_ids
        self.model.show_entries(entries_of(self._store, deleted=self.deleted.isChecked()))
        self._select(chosen)
        self._mark()
        self._filter()

    def _follow_session(self) -> None:
        """Mark the session that is on the screen now; one that has just begun is not listed yet."""
        if any(entry.id == self._workbench.session for entry in self.model.entries):
            self._mark()
        elif self.isVisible():
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """A run may have ended, or a command in a terminal may have written, while the panel was away."""
        super().showEvent(event)
        if not event.spontaneous():
            self.refresh()

    @property
    def selected_ids(self) -> tuple[str, ...]:
        """The selected entries, from top to bottom."""
        return tuple(entry.id for entry in self._selected())

    def _selected(self) -> list[Entry]:
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        return [self._entry(self.order.index(row, 0)) for row in rows]

    def _entry(self, index: QModelIndex) -> Entry:
        return self.model.entries[self.order.mapToSource(index).row()]

    def _select(self, ids: Sequence[str]) -> None:
        if ids == self.selected_ids:
            return
        selection = self.table.selectionModel()
        selection.clear()
        for row in range(self.order.rowCount()):
            if self._entry(self.order.index(row, 0)).id in ids:
                flags = selection.SelectionFlag.Select | selection.SelectionFlag.Rows
                selection.select(self.order.index(row, 0), flags)

    def _mark(self) -> None:
        self.model.mark(self.choice.chosen, self._workbench.session)
        self.hide_demo_button.setVisible(self.choice.is_demo_shown)
        self._enable()

    def _filter(self) -> None:
        self.order.search(self.search.text())
        self._enable()

    def _enable(self) -> None:
        """Offer what can be done to what is selected, and say what the selected entry is."""
        selected, is_deleted = self._selected(), self.deleted.isChecked()
        is_one = len(selected) == 1
        self.open_action.setEnabled(is_one and not is_deleted)
        for action in (self.rename_action, self.tag_action, self.note_action):
            action.setEnabled(is_one)
        for action in (self.draw_action, self.export_action, self.delete_action):
            action.setEnabled(bool(selected) and not is_deleted)
        self.delete_action.setVisible(not is_deleted)
        self.restore_action.setVisible(is_deleted)
        self.restore_action.setEnabled(bool(selected))
        self.detail.setText(self._detail(selected))
        self.detail.setVisible(bool(self.detail.text()))

    def _detail(self, selected: Sequence[Entry]) -> str:
        if len(selected) == 1:
            entry = selected[0]
            return " · ".join(part for part in (entry.note, entry.explanation) if part)
        if self.order.rowCount():
            return ""
        if self.search.text():
            return self.tr("No session matches.")
        if self.deleted.isChecked():
            return self.tr("Nothing is deleted.")
        return self.tr("No session yet. Press Run to measure the ticked models, or drop a results file here.")

    # what the person does

    def open_current(self) -> None:
        """Show the selected session; an imported file is drawn instead, for it has no samples."""
        for entry in self._selected()[:1]:
            if entry.is_reference:
                self.choice.choose([entry.id], True)
            else:
                self.open_requested.emit(entry.id)
                self._compare(entry)

    def _compare(self, entry: Entry) -> None:
        """Tick the models of a session that was opened, so that there is something of it on the plots."""
        models, _ = readable_models(entry.models)
        missing = [model for model in models if model not in self._workbench.ticked]
        if self._workbench.session == entry.id and missing and len(models) <= SERIES_SLOTS:
            self._workbench.take_all(missing)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid() and not self.deleted.isChecked():
            self.table.selectRow(index.row())
            self.open_current()

    def draw(self) -> None:
        """Draw what is selected over the plots, or no longer where all of it is drawn."""
        ids = self.selected_ids
        self.choice.choose(ids, not set(ids) <= set(self.choice.chosen))

    def _edit(self, column: int) -> None:
        rows = self.table.selectionModel().selectedRows()
        if len(rows) == 1:
            index = rows[0].siblingAtColumn(column)
            self.table.setCurrentIndex(index)
            self.table.edit(index)

    def delete(self) -> None:
        """Put what is selected away; what is deleted already stays where it is."""
        if not self.deleted.isChecked():
            self.desk.delete(self.selected_ids)

    def restore(self) -> None:
        """Bring what is selected among the deleted back."""
        self.desk.restore(self.selected_ids)

    def copy(self) -> None:
        """Put the selected entries, or all that are listed, on the clipboard, for a spreadsheet."""
        columns = range(self.model.columnCount())
        rows = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        lines = [[str(self.model.headerData(column, Qt.Orientation.Horizontal)) for column in columns]]
        lines += [
            [str(self.order.index(row, column).data()) for column in columns]
            for row in rows or range(self.order.rowCount())
        ]
        QGuiApplication.clipboard().setText("".join("\t".join(line) + "\n" for line in lines))

    # files

    def ask_what_to_import(self) -> None:
        """Ask for results files, then take them in."""
        ask_for_results(self, self.import_files)

    def import_files(self, paths: Sequence[Path]) -> None:
        """Keep results files as reference series, draw them, and select them in the list."""
        ids = self.desk.take_in(paths)
        if ids:
            self.deleted.setChecked(False)
            self._select(ids)

    def ask_where_to_export(self) -> None:
        """Ask where to, then save the results of what is selected in one file."""
        ids = self.selected_ids
        ask_for_place(self, f"mixbench-{ids[0]}", lambda path: self.desk.export(ids, path))

    def _show_menu(self, place: QPoint) -> None:
        self.menu.popup(self.table.viewport().mapToGlobal(place))
