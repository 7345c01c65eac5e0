"""The chip of the presets: comparisons that come with MixBench, and those that people save and share."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from mixbench.core.errors import RequestError
from mixbench.gui.catalog_words import word
from mixbench.gui.edit_words import preset_text
from mixbench.gui.panel import Chip
from mixbench.gui.presets import Preset, lay_out, preset_of, read_preset, shipped_presets, write_preset
from mixbench.gui.workbench import Workbench


class PresetChip(Chip):
    """Lays presets out on the bench, as one edit each, and saves the comparison as one."""

    said = Signal(str)
    failed = Signal(str)

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._bench = workbench
        self.setText(self.tr("Presets"))
        self.setToolTip(self.tr("Comparisons that come with MixBench, and those of your own as files"))
        self.setAccessibleName(self.tr("Presets"))
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self.fill_menu)
        self.setMenu(menu)

    def fill_menu(self) -> None:
        """Offer what can be opened, and to save what can be saved now."""
        menu = self.menu()
        menu.clear()
        for preset in shipped_presets():
            action = menu.addAction(word(preset.name))
            action.setToolTip(word(preset.about))
            action.triggered.connect(lambda _=False, preset=preset: self.lay_out(preset, word(preset.name)))
        menu.addSeparator()
        menu.addAction(self.tr("Open preset…")).triggered.connect(lambda: self.ask_which())
        save = menu.addAction(self.tr("Save preset…"))
        save.setEnabled(bool(self._bench.ticked))
        save.setToolTip(self.tr("Save the ticked models and the sweep as a file"))
        save.triggered.connect(lambda: self.ask_where())

    def lay_out(self, preset: Preset, name: str) -> None:
        """Put a preset onto the bench; Undo brings back what lay there."""
        laid = lay_out(preset, self._bench.arrangement)
        self._bench.edit(laid.arrangement, preset_text(name))
        if laid.left_out:
            text = self.tr("%n model(s) of {name} are left out: {why}", "", len(laid.left_out))
            self.failed.emit(text.format(name=name, why="; ".join(laid.left_out)))
        else:
            self.said.emit(self.tr("{name} is laid out; press Run to measure it").format(name=name))

    def open(self, path: Path) -> None:
        """Put a preset of a file onto the bench; a file that is none is a sentence and changes nothing."""
        try:
            preset = read_preset(path)
            self.lay_out(preset, preset.name)
        except RequestError as error:
            self.failed.emit(str(error))

    def save(self, path: Path) -> None:
        """Save the ticked models and the sweep under the name of the file."""
        try:
            write_preset(preset_of(self._bench.arrangement, path.stem.replace("_", " ")), path)
        except RequestError as error:
            self.failed.emit(str(error))
        else:
            self.said.emit(self.tr("Saved the comparison to {path}").format(path=path))

    def ask_which(self) -> None:
        """Ask for a file to open."""
        dialog = QFileDialog(self.window(), self.tr("Open preset"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._begin(dialog, self.open)

    def ask_where(self) -> None:
        """Ask for a file to save to."""
        dialog = QFileDialog(self.window(), self.tr("Save preset"), "comparison.json")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        self._begin(dialog, self.save)

    def _begin(self, dialog: QFileDialog, take: Callable[[Path], None]) -> None:
        dialog.setNameFilter(self.tr("Presets of MixBench (*.json)"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: take(Path(path)))
        dialog.open()
