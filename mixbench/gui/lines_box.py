"""A box of words that shows whole lines: the last one is never cut in half."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QEvent
from PySide6.QtGui import QFontMetrics, QShowEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget


class LinesBox(QPlainTextEdit):
    """As high as so many lines of its type; the others are scrolled to."""

    def __init__(self, lines: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self.setReadOnly(True)
        self.textChanged.connect(self._fit)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        """By now the stylesheet has said how much room it takes around the text."""
        super().showEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Another type has other lines."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def _fit(self) -> None:
        around = self.height() - self.viewport().height()
        text = self._lines * self._line_px() + self.document().documentMargin()
        self.setFixedHeight(ceil(text) + around)

    def _line_px(self) -> float:
        """The height of a line as it is laid out: letters of another script make it higher than its type."""
        block = self.document().firstBlock()
        self.blockBoundingRect(block)  # lays it out
        layout = block.layout()
        usual = float(QFontMetrics(self.font()).lineSpacing())
        return max((layout.lineAt(place).height() for place in range(layout.lineCount())), default=usual)
