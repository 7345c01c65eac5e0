"""Sentences over the panels: what went wrong and the way out, or what was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mixbench.gui.panel import GAP, Tone, set_role, set_tone

#: Good news leaves by itself; a problem stays until it was read.
GOOD_NEWS_MS = 6000
_WIDEST_PX = 760
#: So many lie over the panels at once; older problems come back as newer ones are dismissed.
MOST_SHOWN = 3
_PASSING: tuple[Tone, ...] = ("good", "neutral")


@dataclass(frozen=True)
class MessageAction:
    """What can be done about a message: a button in it. Doing it dismisses the message."""

    text: str
    run: Callable[[], object]
    tooltip: str = ""


class MessageBar(QWidget):
    """Floats at the bottom of the panel that it lies over, so that nothing moves when messages come and go.

    The newest stands below. A sentence that is said again is counted, not repeated.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Messages"))
        self._ground: QWidget | None = None
        self._latest = ""
        self._messages: list[Message] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(GAP)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that was said last, whether or not it still stands there."""
        return self._latest

    @property
    def messages(self) -> tuple[Message, ...]:
        """What was not dismissed yet, from the oldest to the newest."""
        return tuple(self._messages)

    def float_over(self, ground: QWidget) -> None:
        """Lie over a widget, at its bottom, whatever its size."""
        self._ground = ground
        self.setParent(ground)
        ground.installEventFilter(self)

    def say(self, sentence: str, tone: Tone = "neutral", *actions: MessageAction) -> None:
        """Show a sentence below those that stand there; good news takes the place of older good news."""
        self._latest = sentence[:1].upper() + sentence[1:]
        if tone in _PASSING:
            self._drop([one for one in self._messages if one.is_passing])
        again = next((one for one in self._messages if one.sentence == self._latest), None)
        if again is None:
            self._add(Message(self._latest, tone, actions, self))
        else:
            again.count()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._latest))
        self._arrange()

    def _add(self, message: Message) -> None:
        message.dismissed.connect(lambda: self._dismiss(message))
        self._messages.append(message)
        self._layout.addWidget(message)

    def dismiss_all(self) -> None:
        """Close every message."""
        self._drop(self._messages)
        self._arrange()

    def _dismiss(self, message: Message) -> None:
        """Close one; the next takes its focus, so that a keyboard closes one after another."""
        had_focus = message.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        self._drop([message])
        self._arrange()
        if had_focus and self._messages:
            self._messages[-1].close_button.setFocus()

    def _drop(self, messages: list[Message]) -> None:
        for message in tuple(messages):
            if message in self._messages:
                self._messages.remove(message)
            self._layout.removeWidget(message)
            message.hide()
            message.deleteLater()

    def _arrange(self) -> None:
        for place, message in enumerate(reversed(self._messages)):
            message.setVisible(place < MOST_SHOWN)
        # First its place: whatever comes up in the corner is taken to lie under a mouse that rests there.
        self._place()
        self.setVisible(bool(self._messages))
        self.raise_()
        self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the widget below is resized."""
        if watched is self._ground and event.type() is QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """In the middle, as narrow as the longest sentence allows, as high as all need."""
        if self._ground is None or not self._messages:
            return
        below = self._ground.rect()
        shown = self._messages[-MOST_SHOWN:]
        width = min(_WIDEST_PX, below.width() - 4 * GAP, max(one.wanted_width() for one in shown))
        height = sum(one.heightForWidth(width) for one in shown) + GAP * (len(shown) - 1)
        self.setGeometry(below.center().x() - width // 2, below.bottom() - height - GAP, width, height)


class Message(QFrame):
    """One sentence with what can be done about it. Esc dismisses it where it has the focus."""

    dismissed = Signal()

    def __init__(
        self, sentence: str, tone: Tone, actions: tuple[MessageAction, ...], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.sentence, self.tone = sentence, tone
        self._times = 1
        self._label = QLabel(sentence, self)
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setWordWrap(True)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._buttons = [self._button(action) for action in actions]
        self.close_button = QPushButton(self.tr("Dismiss"), self)
        self.close_button.setToolTip(self.tr("Close this message (Esc)"))
        self.close_button.clicked.connect(self.dismissed)
        self._timer = QTimer(self, interval=GOOD_NEWS_MS, singleShot=True)
        self._timer.timeout.connect(self._leave)
        self._dress()
        self._lay_out()

    @property
    def is_passing(self) -> bool:
        """Whether it goes by itself: news does, but not with something that can be done about it."""
        return self.tone in _PASSING and not self._buttons

    def _button(self, action: MessageAction) -> QPushButton:
        button = QPushButton(action.text, self)
        button.setToolTip(action.tooltip or action.text)
        # Once, for it may take a while; and the message is gone before something else comes up.
        button.clicked.connect(self.dismissed)
        button.clicked.connect(lambda _=False: action.run())
        return button

    def _dress(self) -> None:
        set_role(self, "message")
        self.setAccessibleName(self.sentence)
        for widget in (self, self._label):
            set_tone(widget, self.tone)
        if self.is_passing:
            self._timer.start()

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 8, 8)
        layout.setSpacing(GAP)
        layout.addWidget(self._label, 1)
        layout.addSpacing(GAP)
        for button in (*self._buttons, self.close_button):
            layout.addWidget(button)

    def count(self) -> None:
        """The same was said again."""
        self._times += 1
        self._label.setText(self.tr("{sentence} ({n} times)").format(sentence=self.sentence, n=self._times))

    def wanted_width(self) -> int:
        """The width at which the sentence stands in one line."""
        buttons = sum(one.sizeHint().width() + GAP for one in (*self._buttons, self.close_button))
        return self._label.fontMetrics().horizontalAdvance(self._label.text()) + buttons + 5 * GAP

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc dismisses it."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
        else:
            super().keyPressEvent(event)

    def _leave(self) -> None:
        """Good news goes, unless somebody is just reading it or about to copy it."""
        focus = self.focusWidget()
        if self.underMouse() or (focus is not None and focus.hasFocus()):
            self._timer.start()
        else:
            self.dismissed.emit()
