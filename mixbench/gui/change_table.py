"""The change against the published variant as a small table: a line a role, and the whole."""

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
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFont, QGuiApplication, QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from mixbench.gui.model_change import Change, ModelChange
from mixbench.gui.panel import set_role
from mixbench.gui.plain_table import dress
from mixbench.gui.role_words import role_word

Index = QModelIndex | QPersistentModelIndex

ROLE, PARAMS, MACS, MEMORY = range(4)
#: The `Change` behind a cell; None where it is not known.
CHANGE_ROLE = int(Qt.ItemDataRole.UserRole)

_ROW_PX, _BAR_PX, _PAD_PX = 21, 3, 3
#: Room for three digits, their sign, point and unit; fixed, for figures that move are hard to follow.
_WIDTHS_PX = {PARAMS: 62, MACS: 62, MEMORY: 72}
_NOWHERE = QModelIndex()
_COMING, _UNKNOWN = "…", "–"

#: The columns of what is copied, by the names that a results file gives them.
_COPIED_HEADER = (
    "role",
    *("params", "params_published"),
    *("macs", "macs_published"),
    *("memory_bytes", "memory_bytes_published"),
)


@dataclass(frozen=True)
class ChangeLine:
    """A line of the table: its name, its changes in the order of the columns, and what its name means.

    A change that is None is on its way, unless `problem` says why it will not come.
    """

    name: str
    changes: tuple[Change | None, ...]
    tooltip: str = ""
    problem: str = ""
    is_whole: bool = False


def change_lines(change: ModelChange, peak: Change | None, problem: str = "") -> tuple[ChangeLine, ...]:
    """The roles that either network has, what lies in memory beside the weights, and the whole.

    `peak` is of all that must fit into memory at once, None until it was counted.
    """
    weights = change.weight_bytes
    beside = Change(peak.own - weights.own, peak.published - weights.published) if peak is not None else None
    nothing = Change(0, 0)
    told = QCoreApplication.translate(
        "ChangeTable",
        "Most bytes alive at once beside the weights, as the worker counts them: activations, the input, "
        "buffers; in a training step gradients and the optimizer's state as well",
    )
    return (
        *(
            ChangeLine(role_word(line.role), (line.params, line.macs, line.memory_bytes))
            for line in change.roles
        ),
        ChangeLine(
            QCoreApplication.translate("ChangeTable", "beside weights"),
            (nothing, nothing, beside),
            told,
            problem,
        ),
        ChangeLine(
            QCoreApplication.translate("ChangeTable", "the whole"),
            (change.params, change.macs, peak),
            problem=problem,
            is_whole=True,
        ),
    )


class ChangeModel(QAbstractTableModel):
    """Lines of changes. Other figures for the same lines only repaint, so that a slider can be followed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[ChangeLine, ...] = ()
        self.is_in_percent = False

    @property
    def lines(self) -> tuple[ChangeLine, ...]:
        """What is shown."""
        return self._lines

    def set_lines(self, lines: Sequence[ChangeLine]) -> None:
        """Show other changes."""
        is_same_shape = [line.name for line in lines] == [line.name for line in self._lines]
        if is_same_shape:
            self._lines = tuple(lines)
            self._repaint()
            return
        self.beginResetModel()
        self._lines = tuple(lines)
        self.endResetModel()

    def set_in_percent(self, is_in_percent: bool) -> None:
        """Show parts of what was published, or amounts."""
        self.is_in_percent = is_in_percent
        self._repaint()

    def _repaint(self) -> None:
        if self._lines:
            self.dataChanged.emit(self.index(0, ROLE), self.index(len(self._lines) - 1, MEMORY))

    # what Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """A line a role."""
        return 0 if parent.isValid() else len(self._lines)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Role, parameters, MACs, memory."""
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The figures that are compared."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return ("Δ", self.tr("params"), self.tr("MACs"), self.tr("memory"))[section]
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._told(section)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section == ROLE else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def _told(self, section: int) -> str:
        return (
            self.tr("What the layers are for"),
            self.tr("Trainable parameters more than published, by law"),
            self.tr("MACs of one image more than published, by law"),
            self.tr(
                "Bytes more than published: of a role its weights, by law; beside them and in the whole the "
                "peak of one call of the batch, counted"
            ),
        )[section]

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows."""
        if not index.isValid():
            return None
        line, column = self._lines[index.row()], index.column()
        if role == Qt.ItemDataRole.FontRole and line.is_whole:
            font = QFont()
            font.setWeight(QFont.Weight.DemiBold)
            return font
        return self._name_data(line, role) if column == ROLE else self._change_data(line, column, role)

    def _name_data(self, line: ChangeLine, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name
        return line.tooltip or None if role == Qt.ItemDataRole.ToolTipRole else None

    def _change_data(self, line: ChangeLine, column: int, role: int) -> Any:
        change = line.changes[column - 1]
        if role == CHANGE_ROLE:
            return change
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(line, change, column)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._story(line, change, column)
        return None

    def _text(self, line: ChangeLine, change: Change | None, column: int) -> str:
        if change is None:
            return _UNKNOWN if line.problem else _COMING
        if not change.own and not change.published:
            return ""
        return change.percent if self.is_in_percent else change.amount(is_memory=column == MEMORY)

    def _story(self, line: ChangeLine, change: Change | None, column: int) -> str:
        """Both figures to the last digit, and their difference as an amount and as a part."""
        if change is None:
            return line.problem or self.tr("The worker is asked to count it.")
        told = self.tr("{own:,}, published {published:,}: {change}")
        return told.format(
            own=change.own, published=change.published, change=change.text(is_memory=column == MEMORY)
        )


class ChangeBar(QStyledItemDelegate):
    """Draws below a figure how large a part it is: to the right of the middle for more, to the left for
    less; a full half is a change by as much as was published."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The cell as the style draws it, then the bar."""
        super().paint(painter, option, index)
        change = index.data(CHANGE_ROLE)
        if not isinstance(change, Change) or not change.difference:
            return
        share = 1.0 if change.share is None else max(-1.0, min(1.0, change.share))
        half = (option.rect.width() - 2 * _PAD_PX) / 2
        middle = option.rect.left() + _PAD_PX + half
        # What changed at all is seen, if only as a line.
        length = max(1.0, abs(share) * half)
        left = middle if share > 0 else middle - length
        top = option.rect.bottom() - _BAR_PX
        palette = option.palette
        painter.fillRect(
            QRectF(left, top, length, _BAR_PX), palette.color(QPalette.ColorRole.PlaceholderText)
        )
        painter.fillRect(QRectF(middle, top - 1, 1, _BAR_PX + 1), palette.color(QPalette.ColorRole.Dark))


class ChangeTable(QTableView):
    """The table at its full height; where that is too much, it scrolls."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.changes = ChangeModel(self)
        self.setModel(self.changes)
        self.setItemDelegate(ChangeBar(self))
        dress(self, _ROW_PX, self.copy)
        set_role(self, "small")
        self.setSortingEnabled(False)
        self.setAccessibleName(self.tr("Change against the published variant, by role"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        header = self.horizontalHeader()
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(ROLE, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS_PX.items():
            header.resizeSection(column, width)
        self.changes.modelReset.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """All lines, without scrolling."""
        height = self.horizontalHeader().sizeHint().height() + self.changes.rowCount() * _ROW_PX
        return QSize(super().sizeHint().width(), height + 2 * self.frameWidth())

    def minimumSizeHint(self) -> QSize:
        """The header and two lines."""
        return QSize(0, self.horizontalHeader().sizeHint().height() + 2 * _ROW_PX)

    def copy(self) -> None:
        """Put the table into the clipboard: every figure and the published one to the last digit, by tabs."""
        rows: list[tuple[str, ...]] = [_COPIED_HEADER]
        for line in self.changes.lines:
            figures = [
                ("", "") if one is None else (str(one.own), str(one.published)) for one in line.changes
            ]
            rows.append((line.name, *(text for pair in figures for text in pair)))
        QGuiApplication.clipboard().setText("\n".join("\t".join(row) for row in rows))
