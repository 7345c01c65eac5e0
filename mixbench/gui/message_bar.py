"""A sentence under the toolbar: what went wrong and the way out, or what was done."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from mixbench.gui.panel import Tone, set_role, set_tone

#: Good news leaves by itself; a problem stays until it was read.
GOOD_NEWS_MS = 8000


class MessageBar(QFrame):
    """Hidden until there is something to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "panel")
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = QPushButton(self.tr("Dismiss"), self)
        self._close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 6)
        layout.addWidget(self._label, 1)
        layout.addWidget(self._close)
        self._timer = QTimer(self, interval=GOOD_NEWS_MS, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that stands in the bar."""
        return self._label.text()

    def say(self, sentence: str, tone: Tone = "neutral") -> None:
        """Show a sentence in place of the former one."""
        self._label.setText(sentence[:1].upper() + sentence[1:])
        set_tone(self._label, tone)
        self.show()
        if tone in ("good", "neutral"):
            self._timer.start()
        else:
            self._timer.stop()
