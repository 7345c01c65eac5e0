"""Which Python runs the worker: its path, chosen or typed, and what it says when it is tried."""

from __future__ import annotations

import os

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from mixbench.core.measurement import Environment
from mixbench.gui.panel import GAP, Tone, set_role, set_tone
from mixbench.gui.python_check import PythonCheck
from mixbench.jobs.interpreter import COMMAND_VARIABLE


class PythonField(QWidget):
    """A path is used once it was tried and has answered; until then the former one holds."""

    chosen = Signal()

    def __init__(self, python: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        #: The Python that holds, empty for that of the window.
        self.python = python
        self.path = QLineEdit(python, self)
        self.browse_button = QPushButton(self.tr("Choose…"), self)
        self.check_button = QPushButton(self.tr("Try"), self)
        self.answer = QLabel(self)
        self._check = PythonCheck(self)
        self._dress()
        self._lay_out()
        self._wire()

    def _dress(self) -> None:
        self.path.setPlaceholderText(self.tr("the Python of this window"))
        self.path.setAccessibleName(self.tr("Python of the worker"))
        self.path.setToolTip(
            self.tr("A Python that has torch and mixbench, such as that of another virtual environment")
        )
        self.path.setClearButtonEnabled(True)
        self.browse_button.setToolTip(self.tr("Choose a Python from the files"))
        self.check_button.setToolTip(self.tr("Start it as the worker, and use it if it answers"))
        for button in (self.browse_button, self.check_button):
            button.setAutoDefault(False)
        self.answer.setWordWrap(True)
        set_role(self.answer, "muted")
        self._say(self.tr("Another Python lets you compare two versions of torch."))
        if os.environ.get(COMMAND_VARIABLE, "").strip():
            self._yield_to_environment()

    def _yield_to_environment(self) -> None:
        for widget in (self.path, self.browse_button, self.check_button):
            widget.setEnabled(False)
        sentence = self.tr("The environment names the worker in {variable}; that comes first.")
        self._say(sentence.format(variable=COMMAND_VARIABLE), "warning")

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(self.path, 1)
        line.addWidget(self.browse_button)
        line.addWidget(self.check_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addWidget(self.answer)
        self.setFocusProxy(self.path)

    def _wire(self) -> None:
        self.browse_button.clicked.connect(self._browse)
        self.check_button.clicked.connect(self.try_it)
        self.path.returnPressed.connect(self.try_it)
        self._check.answered.connect(self._take)
        self._check.failed.connect(self._refuse)

    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Python of the worker"), self.path.text())
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._take_file)
        dialog.open()

    def _take_file(self, path: str) -> None:
        self.path.setText(path)
        self.try_it()

    def try_it(self) -> None:
        """Start what stands in the field."""
        self.check_button.setEnabled(False)
        self._say(self.tr("Starting it; torch takes a moment to load…"), "busy")
        self._check.begin(self.path.text().strip())

    def end(self) -> None:
        """Let go of a Python that is being tried."""
        self._check.end()

    def _take(self, environment: Environment) -> None:
        self.check_button.setEnabled(True)
        words = self.tr("It has torch {torch} and Python {python}, and measures from now on.")
        self._say(words.format(torch=environment.torch, python=environment.python), "good")
        self.python = self.path.text().strip()
        self.chosen.emit()

    def _refuse(self, sentence: str) -> None:
        self.check_button.setEnabled(True)
        kept = self.tr("{sentence}. The former one stays in use.")
        self._say(kept.format(sentence=sentence.rstrip(".")), "bad")

    def _say(self, sentence: str, tone: Tone = "neutral") -> None:
        self.answer.setText(sentence[:1].upper() + sentence[1:])
        set_tone(self.answer, tone)
