"""A report that can be read and copied: of an unexpected error, of a crash, or of a problem in general."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from mixbench.gui.panel import GAP, muted, set_role
from mixbench.gui.theme import monospace_font

_FIRST_SIZE = (760, 520)


class ErrorDialog(QDialog):
    """Says what happened in a sentence, then the whole report."""

    def __init__(self, sentence: str, report: str, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Report"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._folder = folder
        self._sentence = QLabel(sentence, self)
        self.text = QPlainTextEdit(report, self)
        self.copied = muted(parent=self)
        self.copy_button = QPushButton(self.tr("Copy report"), self)
        self.folder_button = QPushButton(self.tr("Open folder of the log"), self)
        self.close_button = QPushButton(self.tr("Close"), self)
        self._dress()
        self._lay_out()
        self.copy_button.clicked.connect(self.copy)
        self.folder_button.clicked.connect(self._open_folder)
        self.close_button.clicked.connect(self.close)
        self.resize(*_FIRST_SIZE)

    def _dress(self) -> None:
        self._sentence.setWordWrap(True)
        self._sentence.setTextFormat(Qt.TextFormat.PlainText)
        set_role(self._sentence, "heading")
        self.text.setReadOnly(True)
        self.text.setFont(monospace_font())
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.text.setAccessibleName(self.tr("The report"))
        self.text.setToolTip(self.tr("Everything that Copy report copies; nothing is sent anywhere"))
        self.copy_button.setToolTip(self.tr("Put the report on the clipboard, for where you ask for help"))
        self.folder_button.setToolTip(self.tr("Show window.log among the files of MixBench"))
        self.close_button.setToolTip(self.tr("Close this window (Esc)"))
        for button in (self.folder_button, self.close_button):
            button.setAutoDefault(False)
        self.copy_button.setDefault(True)

    def _lay_out(self) -> None:
        kept = self.tr("Your results are safe: each was stored when it was finished.")
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        for button in (self.copy_button, self.folder_button):
            buttons.addWidget(button)
        buttons.addWidget(self.copied, 1)
        buttons.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        layout.setSpacing(GAP)
        layout.addWidget(self._sentence)
        layout.addWidget(muted(kept, self, wrap=True))
        layout.addWidget(self.text, 1)
        layout.addLayout(buttons)

    def copy(self) -> None:
        """Put the report on the clipboard."""
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.copied.setText(self.tr("Copied"))

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
