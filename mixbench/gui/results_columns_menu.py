"""The menu of the columns: which are shown, what rows are sorted by, and the way back."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QMenu, QWidget, QWidgetAction

from mixbench.gui.results_column import Column, Group
from mixbench.gui.results_layout import ResultsLayout
from mixbench.gui.results_model import ResultsModel
from mixbench.gui.results_order import Order, SortKey


def group_titles() -> dict[Group, str]:
    """What columns tell of, in the order of the table."""
    return {
        "case": QCoreApplication.translate("Results", "Case"),
        "conditions": QCoreApplication.translate("Results", "Conditions"),
        "cost": QCoreApplication.translate("Results", "Cost"),
        "time": QCoreApplication.translate("Results", "Time"),
        "evidence": QCoreApplication.translate("Results", "Evidence"),
        "memory": QCoreApplication.translate("Results", "Memory"),
        "judgement": QCoreApplication.translate("Results", "Judgement"),
    }


class ColumnsMenu(QMenu):
    """A switch for every column but the first, in groups, with a line to find one; it stays open while
    switches are turned. Below, sorting for those who use no mouse."""

    def __init__(self, layout: ResultsLayout, model: ResultsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout, self._model = layout, model
        self.setToolTipsVisible(True)
        self.search = self._add_search()
        self.search.installEventFilter(self)
        self._headings: dict[Group, QAction] = {}
        self._switches: dict[str, QAction] = {}
        for column in model.columns[1:]:
            self._add_switch(column)
        self.addSeparator()
        self.sort_menu = self._build_sort_menu()
        self.addMenu(self.sort_menu)
        self.addAction(self.tr("Reset columns"), layout.reset)
        self.aboutToShow.connect(self._open)
        layout.changed.connect(self._show_choice)
        self._show_choice()

    def _add_search(self) -> QLineEdit:
        line = QLineEdit(self)
        line.setPlaceholderText(self.tr("Find a column"))
        line.setAccessibleName(self.tr("Find a column"))
        line.setToolTip(self.tr("Show only the columns whose name or meaning has these words"))
        line.setClearButtonEnabled(True)
        line.textChanged.connect(self._show_found)
        holder = QWidgetAction(self)
        holder.setDefaultWidget(line)
        self.addAction(holder)
        return line

    def _add_switch(self, column: Column) -> None:
        if column.group not in self._headings:
            heading = self.addAction(group_titles()[column.group])
            heading.setEnabled(False)
            self._headings[column.group] = heading
        action = self.addAction(column.title)
        action.setCheckable(True)
        action.setToolTip(column.tooltip)
        action.triggered.connect(self._take_choice)
        self._switches[column.id] = action

    def _build_sort_menu(self) -> QMenu:
        menu = QMenu(self.tr("Sort by"), self)
        menu.aboutToShow.connect(self._fill_sort_menu)
        return menu

    def _fill_sort_menu(self) -> None:
        self.sort_menu.clear()
        order = {key.id: key for key in self._model.sort_order}
        none = self.sort_menu.addAction(self.tr("Order of running"), lambda: self._model.sort_by(()))
        none.setCheckable(True)
        none.setChecked(not order)
        for column in self._layout.shown_columns():
            menu = self.sort_menu.addMenu(column.title)
            fill_sort_actions(menu, column, self._model)

    # searching

    def _open(self) -> None:
        self.search.clear()
        self._show_found("")

    def _show_found(self, text: str) -> None:
        words = text.casefold().split()
        found: set[Group] = set()
        for column in self._model.columns[1:]:
            told = f"{column.title} {column.tooltip} {column.id}".casefold()
            is_found = all(word in told for word in words)
            self._switches[column.id].setVisible(is_found)
            if is_found:
                found.add(column.group)
        for group, heading in self._headings.items():
            heading.setVisible(group in found)

    # choosing

    def _take_choice(self) -> None:
        self._layout.hide(id for id, action in self._switches.items() if not action.isChecked())

    def _show_choice(self) -> None:
        hidden = self._layout.hidden
        for id, action in self._switches.items():
            action.setChecked(id not in hidden)

    def mouseReleaseEvent(self, event: QEvent) -> None:
        """A switch is turned with the menu left open, for seldom one column alone is wanted."""
        action = self.activeAction()
        if action is not None and action in self._switches.values():
            action.trigger()
            return
        super().mouseReleaseEvent(event)  # type: ignore[arg-type]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """From the line to what it found: Down goes on to the first switch, Return turns it."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            first = next((action for action in self._switches.values() if action.isVisible()), None)
            if event.key() == Qt.Key.Key_Down and first is not None:
                self.setFocus()
                self.setActiveAction(first)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and first is not None:
                if self.search.text():
                    first.trigger()
                return True
        return super().eventFilter(watched, event)


def fill_sort_actions(menu: QMenu, column: Column, model: ResultsModel) -> None:
    """Offer to sort by a column, upwards or downwards, alone or after the present keys."""
    order = model.sort_order
    others = tuple(key for key in order if key.id != column.id)
    up, down = SortKey(column.id), SortKey(column.id, is_descending=True)
    alone: list[tuple[str, Order]] = [
        (QCoreApplication.translate("Results", "Sort upwards"), (up,)),
        (QCoreApplication.translate("Results", "Sort downwards"), (down,)),
    ]
    further: list[tuple[str, Order]] = [
        (QCoreApplication.translate("Results", "Then upwards by it"), (*others, up)),
        (QCoreApplication.translate("Results", "Then downwards by it"), (*others, down)),
    ]
    for text, wanted in (*alone, *(further if others else ())):
        action = menu.addAction(text, partial(model.sort_by, wanted))
        action.setCheckable(True)
        action.setChecked(order == wanted)
    if len(others) < len(order):
        menu.addAction(
            QCoreApplication.translate("Results", "Do not sort by it"), lambda: model.sort_by(others)
        )
