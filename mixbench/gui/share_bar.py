"""A share as a small bar with its percentage: in the tree of the layers."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from mixbench.core.breakdown import STACK
from mixbench.core.layer_tree import LayerNode
from mixbench.gui.layers_model import NODE_ROLE, VALUE_ROLE
from mixbench.gui.theme import Theme, ThemeManager

_NUMBER_PX = 60
_BAR_PX = 6
_PAD_PX = 6


class ShareBar(QStyledItemDelegate):
    """Draws a share between 0 and 1 as a bar beside its text. `is_by_role` divides it among the roles of the
    module's MACs, in the order of a stack."""

    def __init__(self, themes: ThemeManager, *, is_by_role: bool, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._themes, self._is_by_role = themes, is_by_role

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The cell as the style draws it, then the bar in the room that the number leaves."""
        self.initStyleOption(option, index)
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        share = index.data(VALUE_ROLE)
        width = option.rect.width() - _NUMBER_PX - 2 * _PAD_PX
        if not isinstance(share, int | float) or width < _BAR_PX:
            return
        top = option.rect.center().y() - _BAR_PX / 2 + 1
        track = QRectF(option.rect.left() + _PAD_PX, top, width, _BAR_PX)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._themes.theme.grid))
        painter.drawRoundedRect(track, 2, 2)
        self._paint_parts(painter, track, share, index.data(NODE_ROLE))
        painter.restore()

    def _paint_parts(self, painter: QPainter, track: QRectF, share: float, node: LayerNode) -> None:
        left = track.left()
        for colour, part in self._parts(self._themes.theme, node):
            # What is there at all is seen, if only as a line.
            wide = max(1.0, track.width() * min(1.0, share) * part)
            painter.setBrush(colour)
            painter.drawRect(QRectF(left, track.top(), wide, track.height()))
            left += wide

    def _parts(self, theme: Theme, node: LayerNode) -> list[tuple[QColor, float]]:
        """Colours with their parts in the bar."""
        whole = sum(node.macs_by_role.values())
        if not self._is_by_role or not whole:
            return [(QColor(theme.muted), 1.0)] if not self._is_by_role else []
        return [
            (theme.role_colour(role), node.macs_by_role[role] / whole)
            for role in STACK
            if role in node.macs_by_role
        ]
