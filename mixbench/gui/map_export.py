"""The door through which maps leave the window: as pictures, or as the numbers behind them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from mixbench.core.errors import MixBenchError
from mixbench.gui.figure_export import copy_image, save_pdf, save_png, save_svg
from mixbench.gui.icons import icon
from mixbench.gui.image_view import ImageView
from mixbench.gui.panel import Chip, set_role
from mixbench.gui.theme import ThemeManager
from mixbench.store.exports import save

#: Makes the content of a file of numbers.
Writer = Callable[[], bytes]

_PICTURES = {".png": save_png, ".svg": save_svg, ".pdf": save_pdf}


class MapExport(Chip):
    """Saves or copies what a view shows, with its caption; `numbers` are the further kinds of files by their
    suffix. `failed` and `said` carry sentences to show the user."""

    failed = Signal(str)
    said = Signal(str)

    def __init__(
        self,
        view: ImageView,
        themes: ThemeManager,
        name: str,
        caption: Callable[[], str],
        numbers: Mapping[str, Writer],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._view, self._themes, self._name, self._caption = view, themes, name, caption
        self._numbers = numbers
        self.setAccessibleName(self.tr("Export"))
        self.setToolTip(self.tr("Save or copy the maps"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.setMenu(self._build_menu())
        set_role(self, "switch")
        themes.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setIcon(icon("export", self._themes.theme.text))

    def _build_menu(self) -> QMenu:
        menu = QMenu(self)
        for suffix in (*_PICTURES, *self._numbers):
            text = self.tr("Save as {kind}…").format(kind=suffix[1:].upper())
            menu.addAction(text, partial(self._ask_path, suffix))
        menu.addSeparator()
        menu.addAction(self.tr("Copy as image"), self.copy)
        return menu

    def copy(self) -> None:
        """Put the picture into the clipboard."""
        copy_image(self._view, self._themes.theme, self._caption())

    def save(self, path: Path) -> None:
        """Write a picture or the numbers, as the suffix says; why it cannot be done is told by `failed`."""
        suffix = path.suffix.lower()
        try:
            if suffix in self._numbers:
                save(self._numbers[suffix](), path)
            elif suffix in _PICTURES:
                _PICTURES[suffix](path, self._view, self._themes.theme, self._caption())
            else:
                kinds = ", ".join((*_PICTURES, *self._numbers))
                raise MixBenchError(f"{path.name} is no file that can be written; end it in {kinds}")
        except MixBenchError as error:
            self.failed.emit(str(error))
            return
        self.said.emit(self.tr("Saved to {path}").format(path=path))

    def _ask_path(self, suffix: str) -> None:
        dialog = QFileDialog(self, self.tr("Save"), f"{self._name}{suffix}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix[1:])
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
