"""Every printed figure of the catalog beside ours, as a table."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from mixbench.catalog.papers import Comparison, Verdict, comparisons
from mixbench.gui.key_order import SORT_ROLE, KeyOrder
from mixbench.gui.panel import Tone
from mixbench.gui.theme import ThemeManager
from mixbench.gui.trust import tone_colour

Index = QModelIndex | QPersistentModelIndex

VARIANT, PX, FIGURE, PRINTED, OURS, DIFFERENCE, VERDICT, REASON = range(8)
_NUMBERS = {PX, PRINTED, OURS, DIFFERENCE}
_TONES: dict[Verdict, Tone] = {Verdict.AGREES: "good", Verdict.ROUNDING: "good", Verdict.DIFFERS: "warning"}
_NOWHERE = QModelIndex()


def verdict_word(verdict: Verdict) -> str:
    """A verdict in the language of the screen."""
    return {
        Verdict.AGREES: QCoreApplication.translate("Papers", "agrees"),
        Verdict.ROUNDING: QCoreApplication.translate("Papers", "rounding"),
        Verdict.OTHER_CONVENTION: QCoreApplication.translate("Papers", "other convention"),
        Verdict.DIFFERS: QCoreApplication.translate("Papers", "differs"),
    }[verdict]


class PapersModel(QAbstractTableModel):
    """A row for each printed count of parameters or MACs. Nothing in it ever changes but the colours."""

    def __init__(self, themes: ThemeManager, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows = tuple(comparisons())
        self._themes = themes
        self._titles = (
            QCoreApplication.translate("Papers", "Variant"),
            QCoreApplication.translate("Papers", "px"),
            QCoreApplication.translate("Papers", "Figure"),
            QCoreApplication.translate("Papers", "Printed"),
            QCoreApplication.translate("Papers", "Ours"),
            QCoreApplication.translate("Papers", "Difference"),
            QCoreApplication.translate("Papers", "Verdict"),
            QCoreApplication.translate("Papers", "Reason"),
        )
        themes.changed.connect(self._refresh_colours)

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The number of printed figures."""
        return 0 if parent.isValid() else len(self.rows)

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
        row, column = self.rows[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return cell_text(row, column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Qt.ItemDataRole.ForegroundRole if column == VERDICT and row.verdict in _TONES:
                return tone_colour(self._themes.theme, _TONES[row.verdict])
            case Qt.ItemDataRole.ToolTipRole:
                return f"<qt>{cell_text(row, REASON)}<br>{row.source}</qt>" if row.reason else row.source
        return _sort_key(row, column) if role == SORT_ROLE else None

    def _refresh_colours(self) -> None:
        last = self.index(len(self.rows) - 1, VERDICT)
        self.dataChanged.emit(self.index(0, VERDICT), last, [Qt.ItemDataRole.ForegroundRole])


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column in _NUMBERS else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter


def cell_text(row: Comparison, column: int) -> str:
    """What stands in a cell."""
    unit = "M" if row.figure == "params_m" else "G"
    digits = max(2, 1 - int(row.printed.as_tuple().exponent))
    return (
        row.variant,
        str(row.resolution_px),
        ", ".join(part for part in (_figure(row), row.conditions) if part),
        f"{row.printed} {unit}",
        f"{row.ours:.{digits}f} {unit}",
        row.difference_text,
        verdict_word(row.verdict),
        row.reason,
    )[column]


def _figure(row: Comparison) -> str:
    return QCoreApplication.translate("Papers", "Parameters") if row.figure == "params_m" else row.convention


def _sort_key(row: Comparison, column: int) -> Any:
    """Numbers by their size, a difference by how far it is off either way."""
    keys = {
        PX: row.resolution_px,
        PRINTED: float(row.printed),
        OURS: row.ours,
        DIFFERENCE: abs(row.difference),
    }
    return keys.get(column, cell_text(row, column).casefold())


class PapersOrder(KeyOrder):
    """Sorts as the results do, and shows the rows of one verdict in which every typed word occurs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self._verdict: Verdict | None = None

    def show_only(self, text: str, verdict: Verdict | None) -> None:
        """Choose the words, in any order and case, and the verdict, None for all."""
        self.beginFilterChange()
        self._words, self._verdict = text.casefold().split(), verdict
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:  # noqa: ARG002 - Qt's signature
        """Qt asks this for every row."""
        model = self.sourceModel()
        assert isinstance(model, PapersModel)
        compared = model.rows[row]
        if self._verdict not in (None, compared.verdict):
            return False
        found = [compared.family, *(cell_text(compared, column) for column in range(model.columnCount()))]
        text = " ".join(found).casefold()
        return all(word in text for word in self._words)
