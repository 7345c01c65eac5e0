"""The laws of the ticked models as a table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from mixbench.catalog.law_pairs import LawPair
from mixbench.catalog.size_budgets import Fitting
from mixbench.core.amounts import Amount
from mixbench.core.growth import growth_text
from mixbench.core.laws import Law, NoLaw
from mixbench.core.prediction import Prediction
from mixbench.gui.key_order import SORT_ROLE
from mixbench.gui.laws_source import LawChoice
from mixbench.gui.laws_words import (
    break_text,
    ends_text,
    fit_text,
    fitting_text,
    law_text,
    prediction_text,
    within_title,
)
from mixbench.gui.swatch import series_swatch
from mixbench.gui.theme import ThemeManager

Index = QModelIndex | QPersistentModelIndex

MODEL, PREDICTED, MEASURED, AT, WITHIN, LOCAL, BREAK, FIT = range(8)
_NUMBERS = {PREDICTED, MEASURED, LOCAL, AT, WITHIN}
_NOWHERE = QModelIndex()


@dataclass(frozen=True)
class LawRow:
    """A line: the pair of laws under its name, in the colour of a slot, and the answers to the two
    questions."""

    pair: LawPair
    name: str
    slot: int
    at: Prediction | Amount | None
    within: Fitting | None
    reason: str = ""

    @property
    def law(self) -> Law | NoLaw:
        """The one that slopes are told of: as measured where that is known."""
        return self.pair.found_law if isinstance(self.pair.found_law, Law) else self.pair.expected_law


class LawsModel(QAbstractTableModel):
    """A row for each pair of laws, with the marker that it has in the plot."""

    def __init__(self, themes: ThemeManager, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        themes.changed.connect(self._refresh_markers)
        self.rows: tuple[LawRow, ...] = ()
        self._choice = LawChoice()

    def show_rows(self, rows: Sequence[LawRow], choice: LawChoice) -> None:
        """Show other laws; where only the values change, the selection stays."""
        rows = tuple(rows)
        if [(row.name, row.slot) for row in rows] == [(row.name, row.slot) for row in self.rows]:
            self.rows, self._choice = rows, choice
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, FIT))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, AT, WITHIN)
            return
        self.beginResetModel()
        self.rows, self._choice = rows, choice
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The number of lines."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else FIT + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Titles, and in tooltips what stands under them."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._titles()[section]
            case Qt.ItemDataRole.ToolTipRole:
                return _meanings()[section]
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(section)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What Qt asks of a cell."""
        if not index.isValid():
            return None
        row, column = self.rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.cell_text(row, column)
            case Qt.ItemDataRole.ToolTipRole:
                return self.cell_text(row, column) or row.reason
            case Qt.ItemDataRole.DecorationRole if column == MODEL:
                return series_swatch(self._themes.theme, row.slot)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
        return self._sort_key(row, column) if role == SORT_ROLE else None

    def cell_text(self, row: LawRow, column: int) -> str:
        """What stands in a cell."""
        pair = row.pair
        match column:
            case 0:
                return row.name
            case 1:
                return law_text(pair.expected_law)
            case 2:
                return law_text(pair.found_law)
            case 3:
                return self._at_text(row)
            case 4:
                return fitting_text(row.within) if row.within else ""
            case 5:
                return ends_text(row.law)
            case 6:
                return break_text(pair.found_law)
        return fit_text(pair.found_law if pair.found is not None else pair.expected_law)

    def _at_text(self, row: LawRow) -> str:
        if isinstance(row.at, Prediction):
            return prediction_text(self._choice.metric, row.at)
        if row.at is not None:
            return growth_text(self._choice.metric, row.at.value)
        return "–" if row.reason else ""

    def is_blank(self, column: int) -> bool:
        """Whether nothing stands in a column."""
        return not any(self.cell_text(row, column) for row in self.rows)

    def _refresh_markers(self) -> None:
        if self.rows:
            last = self.index(len(self.rows) - 1, MODEL)
            self.dataChanged.emit(self.index(0, MODEL), last, [Qt.ItemDataRole.DecorationRole])

    def _titles(self) -> tuple[str, ...]:
        return (
            QCoreApplication.translate("Laws", "Model"),
            QCoreApplication.translate("Laws", "Predicted"),
            QCoreApplication.translate("Laws", "Measured"),
            QCoreApplication.translate("Laws", "At {side} px").format(side=self._choice.at_px),
            within_title(self._choice.metric, self._choice.budget),
            QCoreApplication.translate("Laws", "Local slope"),
            QCoreApplication.translate("Laws", "Break"),
            QCoreApplication.translate("Laws", "Fit"),
        )

    def _sort_key(self, row: LawRow, column: int) -> Any:
        """Numbers by their size; None for what is missing."""
        laws = {PREDICTED: row.pair.expected_law, MEASURED: row.pair.found_law}
        if column in laws:
            law = laws[column]
            return law.exponent.value if isinstance(law, Law) else None
        if column == AT:
            return row.at.value if row.at else None
        if column == WITHIN:
            return row.within.side if row.within else None
        if column == LOCAL:
            return row.law.slopes[-1].value if isinstance(row.law, Law) and row.law.slopes else None
        if column == BREAK:
            found = row.pair.found_law
            return found.break_at if isinstance(found, Law) and found.break_interval else None
        return self.cell_text(row, column).casefold()


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def _meanings() -> tuple[str, ...]:
    """What stands in each column, for the tooltips of the titles."""
    return (
        "",
        QCoreApplication.translate("Laws", "Exponent by the law of the catalog; of a time that of its MACs"),
        QCoreApplication.translate("Laws", "Exponent as measured, with its 95 % interval"),
        QCoreApplication.translate(
            "Laws",
            "What it is there by law, or what one more measurement would give: 95 % prediction interval",
        ),
        QCoreApplication.translate(
            "Laws",
            "Largest size within the budget that the model accepts; in brackets at the worse and the better "
            "end of the 95 % interval",
        ),
        QCoreApplication.translate("Laws", "Exponent between the two smallest sizes, and the two largest"),
        QCoreApplication.translate("Laws", "Where one power does not fit: two that meet, and where"),
        QCoreApplication.translate("Laws", "How well the law fits, and what its interval is made of"),
    )
