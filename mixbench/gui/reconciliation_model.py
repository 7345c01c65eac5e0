"""The counters of a case as a table: a row a cause, a column a witness."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QObject, Qt

from mixbench.core.reconciliation import Line, LineKind, Reconciliation, places
from mixbench.core.units import percent, si
from mixbench.gui.icons import icon
from mixbench.gui.key_order import SORT_ROLE, Index, KeyOrder
from mixbench.gui.panel import Tone
from mixbench.gui.theme import ThemeManager
from mixbench.gui.trust import tone_colour

#: Columns before those of the witnesses; after them come the place and the reason.
WHAT, OPERATOR, CALLS, FIRST_WITNESS = range(4)
_NOWHERE = QModelIndex()


def kind_word(kind: LineKind) -> str:
    """What a line is, in the language of the screen."""
    return {
        "count": QCoreApplication.translate("Counters", "our count"),
        "added": QCoreApplication.translate("Counters", "added"),
        "left_out": QCoreApplication.translate("Counters", "left out"),
        "counted_otherwise": QCoreApplication.translate("Counters", "counted otherwise"),
        "explained": QCoreApplication.translate("Counters", "count and causes"),
        "figure": QCoreApplication.translate("Counters", "the counter's figure"),
        "unexplained": QCoreApplication.translate("Counters", "unexplained"),
    }[kind]


def witness_word(name: str) -> str:
    """A witness's name; only the law's is a word."""
    return QCoreApplication.translate("Counters", "law") if name == "law" else name


class ReconciliationModel(QAbstractTableModel):
    """The lines of one reconciliation, and none without one."""

    def __init__(self, themes: ThemeManager, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._found = Reconciliation((), ())
        themes.changed.connect(self._refresh_colours)

    def show_reconciliation(self, found: Reconciliation) -> None:
        """Show other counters."""
        self.beginResetModel()
        self._found = found
        self.endResetModel()

    def line(self, row: int) -> Line:
        """What stands in a row."""
        return self._found.lines[row]

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The number of lines."""
        return 0 if parent.isValid() else len(self._found.lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Three columns, the witnesses, two columns."""
        return 0 if parent.isValid() else FIRST_WITNESS + len(self._found.witnesses) + 2

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Titles of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles()[section]
        return self._alignment(section) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What Qt asks of a cell."""
        if not index.isValid():
            return None
        line, column = self.line(index.row()), index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._texts(line)[column]
            case Qt.ItemDataRole.TextAlignmentRole:
                return self._alignment(column)
            case Qt.ItemDataRole.ForegroundRole:
                tone = self._tone(line, column)
                return tone_colour(self._themes.theme, tone) if tone != "neutral" else None
            case Qt.ItemDataRole.DecorationRole if line.kind == "unexplained" and column == WHAT:
                return self._mark(line)
            case Qt.ItemDataRole.ToolTipRole:
                return self._tooltip(line, column)
        return self._key(line, column) if role == SORT_ROLE else None

    def _titles(self) -> tuple[str, ...]:
        witnesses = (
            QCoreApplication.translate("Counters", "{witness} [MACs]").format(witness=witness_word(name))
            for name in self._found.witnesses
        )
        return (
            QCoreApplication.translate("Counters", "What"),
            QCoreApplication.translate("Counters", "Operator"),
            QCoreApplication.translate("Counters", "Calls"),
            *witnesses,
            QCoreApplication.translate("Counters", "Where"),
            QCoreApplication.translate("Counters", "Reason"),
        )

    def _texts(self, line: Line) -> tuple[str, ...]:
        return (
            kind_word(line.kind),
            line.operator,
            str(line.calls) if line.is_cause else "",
            *(amount_text(line, name) for name in self._found.witnesses),
            places(line.layers) if line.is_cause else "",
            "; ".join(line.reasons),
        )

    def _witness(self, column: int) -> str | None:
        place = column - FIRST_WITNESS
        return self._found.witnesses[place] if 0 <= place < len(self._found.witnesses) else None

    def _alignment(self, column: int) -> Qt.AlignmentFlag:
        is_number = column == CALLS or self._witness(column) is not None
        side = Qt.AlignmentFlag.AlignRight if is_number else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _tone(self, line: Line, column: int) -> Tone:
        """What is left over is red; nothing left over is green."""
        if line.kind != "unexplained":
            return "neutral"
        witness = self._witness(column)
        amounts = [line.amounts.get(witness)] if witness else [*line.amounts.values()]
        return "bad" if any(amounts) else "good" if 0 in amounts else "neutral"

    def _mark(self, line: Line) -> Any:
        """A cross or a tick, for colour alone says nothing to some."""
        colour = tone_colour(self._themes.theme, self._tone(line, WHAT)).name()
        return icon("close" if any(line.amounts.values()) else "check", colour)

    def _tooltip(self, line: Line, column: int) -> str:
        witness = self._witness(column)
        amount = line.amounts.get(witness) if witness else None
        if amount is not None:
            return macs_text(amount)
        return "\n".join((*line.reasons, *line.layers[:20])) if line.is_cause else ""

    def _key(self, line: Line, column: int) -> Any:
        """Amounts by their size either way."""
        witness = self._witness(column)
        if witness:
            amount = line.amounts.get(witness)
            return None if amount is None else abs(amount)
        return line.calls if column == CALLS else self._texts(line)[column].casefold()

    def _refresh_colours(self) -> None:
        if self.rowCount():
            roles = [Qt.ItemDataRole.ForegroundRole, Qt.ItemDataRole.DecorationRole]
            last = self.index(self.rowCount() - 1, self.columnCount() - 1)
            self.dataChanged.emit(self.index(0, 0), last, roles)


def amount_text(line: Line, witness: str) -> str:
    """Exact MACs, signed where they are a cause's."""
    amount = line.amounts.get(witness)
    if amount is None:
        return ""
    text = f"{abs(amount):,}"
    if amount < 0:
        return f"−{text}"
    return f"+{text}" if amount and (line.is_cause or line.kind == "unexplained") else text


def macs_text(amount: int) -> str:
    """MACs in words, with their sign where they are negative: `4.619 GMACs`."""
    text = si(amount, 3)
    return f"{text}MACs" if text[-1].isalpha() else f"{text} MACs"


def verdict(found: Reconciliation, name: str) -> tuple[str, Tone]:
    """How a witness stands to our count, in a sentence."""
    figures = {line.kind: line.amounts.get(name) for line in found.lines if not line.is_cause}
    count, figure, left = figures["count"] or 0, figures["figure"], figures["unexplained"]
    word = witness_word(name)
    if figure is None:
        return found.notes.get(name, ""), "warning"
    if left:
        words = QCoreApplication.translate("Counters", "{witness}: {amount} are unexplained")
        return words.format(witness=word, amount=macs_text(left)), "bad"
    if figure == count:
        words = QCoreApplication.translate("Counters", "{witness} agrees to the last MAC")
        return words.format(witness=word), "good"
    return _explained_text(found, name, count, figure), "good"


def _explained_text(found: Reconciliation, name: str, count: int, figure: int) -> str:
    causes = sum(1 for line in found.causes if line.amounts.get(name))
    share = percent(abs(figure / count - 1), 2) if count else ""
    above = QCoreApplication.translate("Counters", "{witness} says {figure}, {share} above our count")
    below = QCoreApplication.translate("Counters", "{witness} says {figure}, {share} below our count")
    one = QCoreApplication.translate("Counters", "one cause explains all of it")
    several = QCoreApplication.translate("Counters", "{causes} causes explain all of it")
    difference = above if figure > count else below
    said = difference.format(witness=witness_word(name), figure=si(figure, 3), share=share)
    return f"{said}: {one if causes == 1 else several.format(causes=causes)}"


class CausesOrder(KeyOrder):
    """Sorts the causes; our count stays above them and the sums below, in either order."""

    def lessThan(self, left: Index, right: Index) -> bool:
        """Whether the left row stands before the right one in ascending order."""
        ranks = self._rank(left), self._rank(right)
        if ranks[0] != ranks[1]:
            is_ascending = self.sortOrder() is Qt.SortOrder.AscendingOrder
            return ranks[0] < ranks[1] if is_ascending else ranks[0] > ranks[1]
        return super().lessThan(left, right)

    def _rank(self, index: Index) -> int:
        model = self.sourceModel()
        assert isinstance(model, ReconciliationModel)
        line = model.line(index.row())
        if line.is_cause:
            return 0
        return -1 if line.kind == "count" else index.row() + 1
