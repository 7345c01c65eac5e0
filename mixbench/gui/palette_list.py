"""The lines of the command palette: a model of entries, and how one is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mixbench.gui.palette_entries import PaletteEntry

Index = QModelIndex | QPersistentModelIndex

_ROOT = QModelIndex()
_LINE_PX, _INDENT_PX, _SIDE_PX, _GAP_PX = 30, 22, 10, 16


class PaletteModel(QAbstractListModel):
    """The entries that are shown now. Texts are those that a screen reader reads."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: Sequence[PaletteEntry] = ()

    def show(self, entries: Sequence[PaletteEntry]) -> None:
        """Show other entries."""
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """One line an entry."""
        return 0 if parent.isValid() else len(self.entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The title, and all of it for who hears or hovers."""
        entry = self.entries[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.title
            case Qt.ItemDataRole.AccessibleTextRole | Qt.ItemDataRole.ToolTipRole:
                return entry.spoken
            case Qt.ItemDataRole.UserRole:
                return entry
        return None


class PaletteLine(QStyledItemDelegate):
    """Title, then its menu or why it cannot be used, and at the right its keys."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """All lines are as high."""
        return QSize(0, _LINE_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one line."""
        entry: PaletteEntry = index.data(Qt.ItemDataRole.UserRole)
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        painter.save()
        room = option.rect.adjusted(_SIDE_PX, 0, -_SIDE_PX, 0)
        if entry.is_checked:
            painter.setPen(_pen(option.palette, QPalette.ColorRole.Link))
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, "✓")
        room.setLeft(room.left() + _INDENT_PX)
        self._paint_texts(painter, option, entry, room)
        painter.restore()

    def _paint_texts(
        self, painter: QPainter, option: QStyleOptionViewItem, entry: PaletteEntry, room: QRect
    ) -> None:
        metrics = painter.fontMetrics()
        painter.setPen(_pen(option.palette, QPalette.ColorRole.PlaceholderText))
        if entry.keys:
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, entry.keys)
            room.setRight(room.right() - metrics.horizontalAdvance(entry.keys) - _GAP_PX)
        behind = entry.refusal or entry.place
        title = metrics.elidedText(entry.title, Qt.TextElideMode.ElideRight, room.width())
        rest = QRect(room)
        rest.setLeft(room.left() + metrics.horizontalAdvance(title) + _GAP_PX)
        elided = metrics.elidedText(behind, Qt.TextElideMode.ElideRight, max(0, rest.width()))
        painter.drawText(rest, Qt.AlignmentFlag.AlignVCenter, elided)
        group = QPalette.ColorGroup.Disabled if entry.refusal else QPalette.ColorGroup.Active
        # Of the application: the stylesheet gives a view one colour for all groups.
        painter.setPen(QApplication.palette().color(group, QPalette.ColorRole.Text))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)


def _pen(palette: QPalette, role: QPalette.ColorRole) -> QColor:
    return palette.color(QPalette.ColorGroup.Active, role)
