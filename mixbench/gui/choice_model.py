"""The ranked list of a choice as a table: a place for those that keep the budgets, a reason for every one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor

from mixbench.catalog.candidates import Applicant
from mixbench.core.amounts import amount_text
from mixbench.core.choosing import Choice, Quantity
from mixbench.gui.key_order import SORT_ROLE
from mixbench.gui.pareto_figure import conditions_text
from mixbench.gui.pareto_words import reason_text, spread_text
from mixbench.gui.theme import ThemeManager

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()

PLACE, MODEL, TOP1, PX, REASON, LATENCY, MEMORY, PARAMS, MACS = range(9)
AMOUNTS: dict[int, Quantity] = {LATENCY: "latency", MEMORY: "memory", PARAMS: "params", MACS: "macs"}
_TEXTS = (MODEL, REASON)


class ChoiceModel(QAbstractTableModel):
    """A row for each model. What is out is grey and has a dash for its place."""

    def __init__(self, themes: ThemeManager, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.choices: tuple[Choice, ...] = ()
        self._known: dict[str, Applicant] = {}
        self._titles = (
            "#",
            QCoreApplication.translate("Pareto", "Model"),
            QCoreApplication.translate("Pareto", "Top-1, %"),
            QCoreApplication.translate("Pareto", "px"),
            QCoreApplication.translate("Pareto", "Because"),
            QCoreApplication.translate("Pareto", "Latency"),
            QCoreApplication.translate("Pareto", "Memory"),
            QCoreApplication.translate("Pareto", "Params"),
            QCoreApplication.translate("Pareto", "MACs"),
        )
        themes.changed.connect(self._refresh_colours)

    def show_choices(self, choices: Sequence[Choice], known: Mapping[str, Applicant]) -> None:
        """Show another list."""
        if tuple(choices) == self.choices:
            return
        self.beginResetModel()
        self.choices, self._known = tuple(choices), dict(known)
        self.endResetModel()

    def applicant(self, row: int) -> Applicant:
        """What is known of the model of a row."""
        return self._known[self.choices[row].candidate.key]

    def is_blank(self, column: int) -> bool:
        """Whether nothing is known in a column of amounts."""
        quantity = AMOUNTS.get(column)
        return quantity is not None and not any(quantity in one.candidate.amounts for one in self.choices)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The number of models."""
        return 0 if parent.isValid() else len(self.choices)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Titles of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What Qt asks of a cell."""
        if not index.isValid():
            return None
        choice = self.choices[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(index.row(), index.column())
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(index.column())
            case Qt.ItemDataRole.ToolTipRole:
                return self._tooltip(index.row(), index.column())
            case Qt.ItemDataRole.ForegroundRole if not choice.is_in:
                return QColor(self._themes.theme.muted)
        return self._sort_key(index.row(), index.column()) if role == SORT_ROLE else None

    def text(self, row: int, column: int) -> str:
        """What stands in a cell."""
        choice, known = self.choices[row], self.applicant(row)
        if column in AMOUNTS:
            amount = choice.candidate.amounts.get(AMOUNTS[column])
            text = "" if amount is None else amount_text(AMOUNTS[column], amount.value)
            return text.removesuffix("MACs")
        accuracy = choice.candidate.accuracy
        return {
            PLACE: str(choice.rank) if choice.is_in else "–",
            MODEL: known.name,
            TOP1: "" if accuracy is None else str(accuracy),
            PX: str(known.resolution_px),
            REASON: reason_text(choice),
        }[column]

    def _sort_key(self, row: int, column: int) -> Any:
        """Numbers by their size; what is not known has none."""
        choice = self.choices[row]
        if column in AMOUNTS:
            amount = choice.candidate.amounts.get(AMOUNTS[column])
            return None if amount is None else amount.value
        if column == PX:
            return self.applicant(row).resolution_px
        keys = {PLACE: choice.rank, TOP1: choice.candidate.accuracy}
        return keys[column] if column in keys else self.text(row, column).casefold()

    def _tooltip(self, row: int, column: int) -> str:
        """The whole of what a cell may cut short, the interval of an amount, the source of an accuracy."""
        known, choice = self.applicant(row), self.choices[row]
        if column in AMOUNTS:
            amount = choice.candidate.amounts.get(AMOUNTS[column])
            text = self.text(row, column)
            return text + spread_text(amount) if amount else reason_text(choice)
        if column == TOP1 and known.accuracy is not None:
            return f"{conditions_text(known.accuracy)}\n{known.accuracy.source}"
        return self.text(row, column)

    def _refresh_colours(self) -> None:
        last = self.index(len(self.choices) - 1, MACS)
        self.dataChanged.emit(self.index(0, 0), last, [Qt.ItemDataRole.ForegroundRole])


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column in _TEXTS else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter
