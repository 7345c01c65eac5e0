"""The menu of one column of the results: sort by it, filter by its values, hide it."""

from __future__ import annotations

from functools import partial

import numpy as np
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QMenu, QWidget

from mixbench.gui.results_column import Column
from mixbench.gui.results_columns_menu import fill_sort_actions
from mixbench.gui.results_filter import (
    FilterError,
    Numbers,
    Words,
    names_of,
    parse_filter,
    parts_on,
    quoted,
)
from mixbench.gui.results_filter_bar import FilterBar
from mixbench.gui.results_layout import ResultsLayout
from mixbench.gui.results_model import ResultsModel

#: A column with more values than this is filtered by a range or by typing.
_MOST_VALUES = 20


def column_menu(
    column: Column, model: ResultsModel, layout: ResultsLayout, bar: FilterBar, parent: QWidget
) -> QMenu:
    """What can be done with one column."""
    menu = QMenu(parent)
    menu.setToolTipsVisible(True)
    fill_sort_actions(menu, column, model)
    menu.addSeparator()
    _fill_filter_actions(menu, column, model, bar)
    menu.addSeparator()
    hide = menu.addAction(QCoreApplication.translate("Results", "Hide column"))
    hide.triggered.connect(lambda: layout.hide((*layout.hidden, column.id)))
    hide.setEnabled(column is not model.columns[0])
    return menu


def _fill_filter_actions(menu: QMenu, column: Column, model: ResultsModel, bar: FilterBar) -> None:
    name, values = names_of(column)[0], values_of(column, model)
    chosen = {text for text in values if _is_chosen(text, column, model)}
    if len(values) > 1:
        only = menu.addMenu(QCoreApplication.translate("Results", "Show only"))
        for text in values:
            action = only.addAction(text)
            action.setCheckable(True)
            action.setChecked(text in chosen)
            wanted = [value for value in values if (value in chosen) != (value == text)]
            condition = _one_of(name, wanted) if len(wanted) < len(values) else ""
            action.triggered.connect(partial(bar.set_condition, column, condition))
    if column.is_number:
        between = menu.addAction(QCoreApplication.translate("Results", "Filter by range…"))
        between.triggered.connect(lambda: RangeDialog(column, model, bar).open())
    clear = menu.addAction(QCoreApplication.translate("Results", "Clear filter of this column"))
    clear.triggered.connect(lambda: bar.set_condition(column, ""))
    clear.setEnabled(bool(parts_on(model.filter, column)))


def _one_of(name: str, values: list[str]) -> str:
    """The condition that a column has one of the values; none of them is no condition."""
    return f"{name}={','.join(map(quoted, values))}" if values else ""


def values_of(column: Column, model: ResultsModel) -> list[str]:
    """The values that rows have in a column, as they are written; none where there are too many."""
    if not column.is_number:
        texts = {text.partition("\n")[0] for text in model.keys.words(column.id).texts} - {""}
        return sorted(texts, key=str.casefold) if len(texts) <= _MOST_VALUES else []
    numbers = model.keys.order(column.id).values
    values, rows = np.unique(numbers[~np.isnan(numbers)], return_index=True)
    if len(values) > _MOST_VALUES:
        return []
    items = [model.keys.items[row] for row in np.flatnonzero(~np.isnan(numbers))[rows]]
    return list(dict.fromkeys(column.text(item) for item in items))


def _is_chosen(text: str, column: Column, model: ResultsModel) -> bool:
    """Whether the filter names a value of a column."""
    for part in parts_on(model.filter, column):
        if isinstance(part, Words) and part.is_whole and text.casefold() in part.texts:
            return True
        if isinstance(part, Numbers):
            wanted = _numbers_of(text, column, model)
            if wanted is not None and set(wanted.spans) <= set(part.spans):
                return True
    return False


def _numbers_of(text: str, column: Column, model: ResultsModel) -> Numbers | None:
    try:
        parts = parse_filter(f"{names_of(column)[0]}={quoted(text)}", model.columns).parts
    except FilterError:
        return None
    return parts[0] if isinstance(parts[0], Numbers) else None


class RangeDialog(QDialog):
    """From and to, either of which may stay empty."""

    def __init__(self, column: Column, model: ResultsModel, bar: FilterBar) -> None:
        super().__init__(bar.window())
        self._column, self._model, self._bar = column, model, bar
        self.setWindowTitle(self.tr("Filter by {column}").format(column=column.title))
        self.low, self.high = QLineEdit(self), QLineEdit(self)
        self.low.setAccessibleName(self.tr("From"))
        self.high.setAccessibleName(self.tr("To"))
        for line in (self.low, self.high):
            line.setToolTip(self.tr("A number in the unit of the column; empty: without this end"))
            line.textChanged.connect(self._check)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        for button in self.buttons.buttons():
            button.setIcon(QIcon())  # some desktops put pictures onto some of them
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.addRow(self.tr("From"), self.low)
        form.addRow(self.tr("To"), self.high)
        form.addRow(self.buttons)
        self.finished.connect(self.deleteLater)
        self._check()

    @property
    def condition(self) -> str:
        """The condition that the two ends make, empty where both are open."""
        low, high = self.low.text().strip(), self.high.text().strip()
        return f"{names_of(self._column)[0]}:{low}..{high}" if low or high else ""

    def _check(self) -> None:
        """Two ends that make no range cannot be taken; why not stands at the button."""
        reason = ""
        try:
            parse_filter(self.condition, self._model.columns)
        except FilterError as error:
            reason = str(error)
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        ok.setEnabled(not reason)
        ok.setToolTip(reason)

    def accept(self) -> None:
        """Put the range into the filter."""
        self._bar.set_condition(self._column, self.condition)
        super().accept()
