"""A sentence over the panels: what went wrong and the way out, or what was done."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from mixbench.gui.panel import GAP, Tone, set_role, set_tone

#: Good news leaves by itself; a problem stays until it was read.
GOOD_NEWS_MS = 6000
_WIDEST_PX = 760


class MessageBar(QFrame):
    """Floats at the bottom of the panel that it lies over, so that nothing moves when it comes and goes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "message")
        self._ground: QWidget | None = None
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._close = QPushButton(self.tr("Dismiss"), self)
        self._close.clicked.connect(self.hide)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 8, 8)
        layout.setSpacing(2 * GAP)
        layout.addWidget(self._label, 1)
        layout.addWidget(self._close)
        self._timer = QTimer(self, interval=GOOD_NEWS_MS, singleShot=True)
        self._timer.timeout.connect(self.hide)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that stands in the bar."""
        return self._label.text()

    def float_over(self, ground: QWidget) -> None:
        """Lie over a widget, at its bottom, whatever its size."""
        self._ground = ground
        self.setParent(ground)
        ground.installEventFilter(self)

    def say(self, sentence: str, tone: Tone = "neutral") -> None:
        """Show a sentence in place of the former one."""
        self._label.setText(sentence[:1].upper() + sentence[1:])
        for widget in (self, self._label):
            set_tone(widget, tone)
        self._place()
        self.show()
        self.raise_()
        if tone in ("good", "neutral"):
            self._timer.start()
        else:
            self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the widget below is resized."""
        if watched is self._ground and event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """In the middle, as narrow as the sentence allows, as high as it needs."""
        if self._ground is None:
            return
        below = self._ground.rect()
        most = min(_WIDEST_PX, below.width() - 4 * GAP)
        needed = self._label.fontMetrics().horizontalAdvance(self.text) + self._close.sizeHint().width() + 60
        width = min(most, needed)
        height = self.heightForWidth(width) if self.hasHeightForWidth() else self.sizeHint().height()
        self.resize(width, height)
        self.move(below.center().x() - width // 2, below.bottom() - height - GAP)
