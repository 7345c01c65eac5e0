"""A question mark beside something that needs explaining."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QToolButton, QWidget

from mixbench.gui.help_topics import help_url
from mixbench.gui.panel import set_role


class HelpButton(QToolButton):
    """Opens the help window at a topic. It knows no window: the address is enough."""

    def __init__(self, topic: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.topic = topic
        self.setText("?")
        self.setToolTip(self.tr("What does this mean?"))
        self.setAccessibleName(self.tr("Help"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        set_role(self, "quiet")
        self.clicked.connect(lambda: QDesktopServices.openUrl(help_url(topic)))
