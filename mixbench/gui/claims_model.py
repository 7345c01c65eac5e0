"""The claims of the literature as a table: number, statement, verdict."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)

from mixbench.claims.registry import Check, checks
from mixbench.core.claims import Finding, Verdict
from mixbench.gui.claims_words import TONES, verdict_word, word
from mixbench.gui.theme import ThemeManager
from mixbench.gui.trust import tone_colour

Index = QModelIndex | QPersistentModelIndex

NUMBER, STATEMENT, VERDICT = range(3)
_NOWHERE = QModelIndex()
#: The order of the verdicts: what fails is looked for first.
_URGENCY = (Verdict.DOES_NOT_HOLD, Verdict.CANNOT_TELL, Verdict.HOLDS_WITH_CONDITION, Verdict.HOLDS)


class ClaimsModel(QAbstractTableModel):
    """A row for each claim, with what its check came to last. Empty until `load`, which reads all checks."""

    def __init__(self, themes: ThemeManager, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Check, ...] = ()
        self._themes = themes
        self._findings: dict[str, Finding] = {}
        self._waiting: tuple[str, ...] = ()
        self._titles = (
            QCoreApplication.translate("Claims", "No."),
            QCoreApplication.translate("Claims", "Statement"),
            QCoreApplication.translate("Claims", "Verdict"),
        )
        themes.changed.connect(self._refresh)

    def load(self) -> None:
        """Find the checks; the window starts without them."""
        if not self.rows:
            self.beginResetModel()
            self.rows = checks()
            self.endResetModel()

    def finding(self, row: int) -> Finding | None:
        """What the check of a row came to."""
        return self._findings.get(self.rows[row].claim.id)

    def show(self, findings: dict[str, Finding]) -> None:
        """Show these findings and no others."""
        self._findings = dict(findings)
        self._refresh()

    def known(self, claim: str) -> Finding | None:
        """What the check of a claim came to."""
        return self._findings.get(claim)

    def put(self, finding: Finding) -> None:
        """A check came to something."""
        self._findings[finding.claim] = finding
        self._refresh()

    def set_waiting(self, claims: tuple[str, ...]) -> None:
        """The first of these checks runs, the others wait."""
        if claims != self._waiting:
            self._waiting = claims
            self._refresh()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """The number of claims."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """The number of columns."""
        return 0 if parent.isValid() else len(self._titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Titles of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(section)
        return self._titles[section] if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What Qt asks of a cell."""
        if not index.isValid():
            return None
        check, column = self.rows[index.row()], index.column()
        finding = self._findings.get(check.claim.id)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.text(index.row(), column)
            case Qt.ItemDataRole.TextAlignmentRole:
                return _alignment(column)
            case Qt.ItemDataRole.ForegroundRole if column == VERDICT and finding is not None:
                return tone_colour(self._themes.theme, TONES[finding.verdict])
            case Qt.ItemDataRole.ToolTipRole:
                return f"<qt>{word(check.claim.title)}</qt>"
            case Qt.ItemDataRole.UserRole:
                return self._sort_key(check, finding, column)
        return None

    def text(self, row: int, column: int) -> str:
        """What stands in a cell."""
        check = self.rows[row]
        if column == NUMBER:
            return str(check.claim.number)
        return word(check.claim.title) if column == STATEMENT else self._verdict_text(check)

    def _verdict_text(self, check: Check) -> str:
        finding = self._findings.get(check.claim.id)
        if check.claim.id in self._waiting[:1]:
            return QCoreApplication.translate("Claims", "checking…")
        if check.claim.id in self._waiting:
            return QCoreApplication.translate("Claims", "waits")
        return (
            verdict_word(finding.verdict) if finding else QCoreApplication.translate("Claims", "not checked")
        )

    def _sort_key(self, check: Check, finding: Finding | None, column: int) -> Any:
        if column == VERDICT:
            return _URGENCY.index(finding.verdict) if finding else len(_URGENCY)
        return check.claim.number if column == NUMBER else word(check.claim.title).casefold()

    def _refresh(self) -> None:
        if self.rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.rows) - 1, VERDICT))


class ClaimsOrder(QSortFilterProxyModel):
    """Sorts by what a column means, and shows the claims in which every typed word occurs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setSortRole(Qt.ItemDataRole.UserRole)
        self._words: list[str] = []

    def show_only(self, text: str) -> None:
        """Choose the words, in any order and case."""
        self.beginFilterChange()
        self._words = text.casefold().split()
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: Index) -> bool:  # noqa: ARG002 - Qt's signature
        """Qt asks this for every row."""
        model = self.sourceModel()
        assert isinstance(model, ClaimsModel)
        claim = model.rows[row].claim
        papers = (f"{source.paper} {source.arxiv}" for source in claim.sources)
        own = (model.text(row, column) for column in range(model.columnCount()))
        text = " ".join((claim.id, *own, word(claim.computed), *papers)).casefold()
        return all(each in text for each in self._words)


def _alignment(column: int) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column == NUMBER else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
