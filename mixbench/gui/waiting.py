"""What stands in a page's place as long as it has nothing to show."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from mixbench.gui.panel import muted, set_tone


class Waiting(QWidget):
    """A sentence in the middle: why there is nothing yet, or what went wrong with a button to ask again."""

    ask_again = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.message = muted(parent=self, wrap=True)
        self.message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.again = QPushButton(self.tr("Ask again"), self)
        self.again.setToolTip(self.tr("Put the question to the engine once more"))
        self.again.clicked.connect(self.ask_again)
        layout = QVBoxLayout(self)
        layout.addStretch(1)
        layout.addWidget(self.message)
        layout.addWidget(self.again, 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(1)

    def explain(self, reason: str, problem: str = "") -> None:
        """Say the problem where there is one, which may be asked about again; else the reason."""
        self.message.setText(problem or reason)
        set_tone(self.message, "bad" if problem else "neutral")
        self.again.setVisible(bool(problem))
