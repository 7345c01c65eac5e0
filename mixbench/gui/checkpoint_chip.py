"""Whose weights a network is looked at with: those it starts with, or those of a file."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from mixbench.core.model import Model
from mixbench.gui.choice_chip import Choice, ChoiceChip, Section
from mixbench.gui.workbench import Workbench

#: What the engine can read.
_KINDS = "*.safetensors *.pth *.pt *.bin *.ckpt *.npz"

_NAME_LETTERS = 22


class Checkpoints(QObject):
    """The file of each model, as long as the window is open; `changed` says that one was chosen."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files: dict[Model, str] = {}

    def file(self, model: Model) -> str:
        """The file of a model, empty at initialisation."""
        return self._files.get(model, "")

    def choose(self, model: Model, file: str) -> None:
        """Look at a model with the weights of a file from now on; empty for those it starts with."""
        if file:
            self._files[model] = file
        else:
            self._files.pop(model, None)
        self.changed.emit()


class CheckpointChip(ChoiceChip):
    """Chooses the weights of the selected model."""

    def __init__(self, bench: Workbench, checkpoints: Checkpoints, parent: QWidget | None = None) -> None:
        super().__init__("", self._sections_now, parent)
        self.setAccessibleName(self.tr("Weights"))
        self._bench, self._checkpoints = bench, checkpoints
        checkpoints.changed.connect(self.refresh)
        bench.selection_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Say whose weights they are."""
        model = self._bench.selected
        file = self._checkpoints.file(model) if model else ""
        name = Path(file).name
        short = name if len(name) <= _NAME_LETTERS else f"…{name[-_NAME_LETTERS:]}"
        self.setText(short or self.tr("At initialisation"))
        self.setToolTip(file or self.tr("The weights of the selected model: random, or from a file"))
        self.setEnabled(model is not None)

    def open_dialog(self) -> QFileDialog:
        """Ask for a file of weights."""
        dialog = QFileDialog(self, self.tr("Weights"))
        dialog.setNameFilter(self.tr("Weights ({kinds})").format(kinds=_KINDS))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.load)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def load(self, file: str) -> None:
        """Take the weights of a file for the selected model; empty for those it starts with."""
        if self._bench.selected is not None:
            self._checkpoints.choose(self._bench.selected, file)

    def _sections_now(self) -> tuple[Section, ...]:
        model = self._bench.selected
        file = self._checkpoints.file(model) if model else ""
        choices = [Choice(self.tr("At initialisation"), not file, lambda: self.load(""))]
        if file:
            choices.append(Choice(Path(file).name, True, lambda: None, file))
        choices.append(Choice(self.tr("Load a file…"), False, self.open_dialog))
        return (Section(self.tr("Weights of the selected model"), tuple(choices)),)
