"""Where results are kept: the folder, a door to it, and another one for the next start."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from mixbench.core.errors import MixBenchError
from mixbench.gui.elided_label import ElidedLabel
from mixbench.gui.panel import GAP, Tone, set_role, set_tone
from mixbench.gui.preferences import SETTINGS_NAME
from mixbench.store.location import DATA_VARIABLE, choose_folder, chosen_folder, usual_folder


class DataFolderField(QWidget):
    """A change holds from the next start on. Nothing is moved or deleted: what was measured stays where it
    is, and is found again there."""

    def __init__(self, current: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        #: The folder that is in use until the window is closed.
        self.current = current
        self._shown = ElidedLabel(self)
        self.open_button = QPushButton(self.tr("Open"), self)
        self.change_button = QPushButton(self.tr("Change…"), self)
        self.usual_button = QPushButton(self.tr("Usual folder"), self)
        self.note = QLabel(self)
        self._dress()
        self._lay_out()
        self._wire()
        self._refresh()

    def _dress(self) -> None:
        self._shown.show_text(str(self.current))
        self.open_button.setToolTip(self.tr("Show the folder among the files"))
        self.change_button.setToolTip(self.tr("Keep results elsewhere from the next start on"))
        self.usual_button.setToolTip(
            self.tr("From the next start on, keep results in {folder} again").format(folder=usual_folder())
        )
        for button in (self.open_button, self.change_button, self.usual_button):
            button.setAutoDefault(False)
        self.note.setWordWrap(True)
        set_role(self.note, "muted")

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(GAP)
        line.addWidget(self._shown, 1)
        for button in (self.open_button, self.change_button, self.usual_button):
            line.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(line)
        layout.addWidget(self.note)
        self.setFocusProxy(self.open_button)

    def _wire(self) -> None:
        self.open_button.clicked.connect(self._open)
        self.change_button.clicked.connect(self._ask)
        self.usual_button.clicked.connect(lambda: self.choose(None))

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.current)))

    def _ask(self) -> None:
        dialog = QFileDialog(self, self.tr("Where to keep results"), str(self.current))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(lambda path: self.choose(Path(path)))
        dialog.open()

    def choose(self, folder: Path | None) -> None:
        """Keep results in a folder from the next start on; None: where the platform wants them."""
        try:
            choose_folder(folder)
            self._bring_settings(folder or usual_folder())
        except (MixBenchError, OSError) as error:
            self._say(str(error), "bad")
            return
        self._refresh()

    def _bring_settings(self, folder: Path) -> None:
        """The preferences follow, unless there are some already."""
        here, there = self.current / SETTINGS_NAME, folder / SETTINGS_NAME
        if here.is_file() and not there.exists():
            folder.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(here, there)

    def _refresh(self) -> None:
        next_one = chosen_folder() or usual_folder()
        self.usual_button.setVisible(chosen_folder() is not None)
        if os.environ.get(DATA_VARIABLE, "").strip():
            self.change_button.setEnabled(False)
            self.usual_button.setEnabled(False)
            sentence = self.tr("The environment names the folder in {variable}; that comes first.")
            self._say(sentence.format(variable=DATA_VARIABLE), "warning")
        elif next_one != self.current:
            words = self.tr("From the next start on: {folder}. What was measured so far stays in {here}.")
            self._say(words.format(folder=next_one, here=self.current), "warning")
        else:
            told = self.tr("Results, settings and the log lie here. A change holds from the next start on.")
            self._say(told)

    def _say(self, sentence: str, tone: Tone = "neutral") -> None:
        self.note.setText(sentence[:1].upper() + sentence[1:])
        set_tone(self.note, tone)
