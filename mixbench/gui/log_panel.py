"""The log: what the engine and the window did, line by line, for whoever wants to know what happened when."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QPushButton, QWidget

from mixbench.gui.panel import Panel, set_role
from mixbench.gui.theme import monospace_font

#: Older lines give way; the file window.log keeps what went wrong.
_MOST_LINES = 2000


class LogPanel(Panel):
    """Sentences with their time, the newest last. Warnings of the program's own log come here as well."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Log"))
        self.text = QPlainTextEdit(self)
        self.text.setReadOnly(True)
        self.text.setMaximumBlockCount(_MOST_LINES)
        self.text.setAccessibleName(self.tr("Log"))
        self.text.setToolTip(self.tr("What the engine and the window said, the latest at the end"))
        set_role(self.text, "log")
        self.text.setFont(monospace_font())
        self.text.setPlaceholderText(
            self.tr("Nothing has happened yet. What the engine and the window do is noted here.")
        )
        self.body.addWidget(self.text, 1)
        self._add_button(self.tr("Copy"), self.tr("Copy the whole log"), self.copy)
        self._add_button(self.tr("Clear"), self.tr("Empty the log"), self.text.clear)
        self._last = ""
        relay = _Relay(self)
        relay.heard.connect(self.note)
        self._handler = _Handler(relay)
        logging.getLogger("mixbench").addHandler(self._handler)
        handler = self._handler
        self.destroyed.connect(lambda: logging.getLogger("mixbench").removeHandler(handler))

    def _add_button(self, text: str, tooltip: str, slot: Callable[[], object]) -> None:
        button = QPushButton(text, self)
        button.setToolTip(tooltip)
        button.setAccessibleName(tooltip)
        button.clicked.connect(slot)
        self.add_header_widget(button)

    def note(self, sentence: str) -> None:
        """Write a sentence down; the same one again at once is left out."""
        if not sentence or sentence == self._last:
            return
        self._last = sentence
        self.text.appendPlainText(f"{datetime.now():%H:%M:%S}  {sentence}")

    def copy(self) -> None:
        """Put the whole log into the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())


class _Relay(QObject):
    """Carries a sentence to the window's own thread."""

    heard = Signal(str)


class _Handler(logging.Handler):
    """What the program's own log warns of."""

    def __init__(self, relay: _Relay) -> None:
        super().__init__(logging.WARNING)
        self._relay = relay

    def emit(self, record: logging.LogRecord) -> None:
        """Pass it on in one line; the traceback is in the file."""
        self._relay.heard.emit(record.getMessage())
