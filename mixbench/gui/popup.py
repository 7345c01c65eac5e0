"""A chip that opens a small panel of controls below itself, which stays open while they are used."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QStyle, QStyleOptionToolButton, QStylePainter, QVBoxLayout, QWidget

from mixbench.gui.panel import GAP, Chip, repolish, set_role


class Popup(QFrame):
    """The panel. It closes at Escape and at a click elsewhere."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        set_role(self, "message")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(GAP + 4, GAP + 2, GAP + 4, GAP + 2)
        self.body.setSpacing(GAP - 2)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Done with Enter as with Escape."""
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.close()
        else:
            super().keyPressEvent(event)


class PopupChip(Chip):
    """The chip. It lights up while what its panel says holds anything back."""

    def __init__(self, title: str, tooltip: str, parent: QWidget | None = None) -> None:
        super().__init__(tooltip=tooltip, parent=parent)
        self.title = title
        self.setAccessibleName(title)
        self.setCheckable(True)
        set_role(self, "switch")
        self.setProperty("hasMenu", True)
        repolish(self)
        self.popup = Popup(self)
        self.popup.setAccessibleName(title)
        self.clicked.connect(self.open)
        self._is_active = False
        self.show_state("")

    def show_state(self, state: str) -> None:
        """Say behind the title what is chosen; nothing is, where it is empty."""
        self._is_active = bool(state)
        self.setText(f"{self.title}: {state}" if state else self.title)
        self.setAccessibleDescription(state)
        self.setChecked(self._is_active)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the arrow of a door to a menu: Qt draws it for menus of its own only."""
        option = QStyleOptionToolButton()
        self.initStyleOption(option)
        option.features |= QStyleOptionToolButton.ToolButtonFeature.HasMenu
        QStylePainter(self).drawComplexControl(QStyle.ComplexControl.CC_ToolButton, option)

    def open(self) -> None:
        """Open the panel with the first control in focus, within the screen."""
        self.setChecked(self._is_active)
        self.popup.adjustSize()
        corner = self.mapToGlobal(QPoint(0, self.height() + 2))
        screen = self.screen().availableGeometry()
        corner.setX(max(screen.left(), min(corner.x(), screen.right() - self.popup.width())))
        if corner.y() + self.popup.height() > screen.bottom():
            corner.setY(self.mapToGlobal(QPoint(0, -self.popup.height() - 2)).y())
        self.popup.move(corner)
        self.popup.show()
        self.popup.focusNextChild()
