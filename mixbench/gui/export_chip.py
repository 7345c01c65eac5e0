"""The door through which a plot leaves the window: into a file, or into the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from mixbench.core.errors import MixBenchError
from mixbench.gui.figure_export import copy_image, save_pdf, save_png, save_svg
from mixbench.gui.figure_view import FigureView
from mixbench.gui.icons import icon
from mixbench.gui.panel import Chip, set_role
from mixbench.gui.theme import ThemeManager

_WRITERS: dict[str, Callable[..., None]] = {".svg": save_svg, ".pdf": save_pdf}


class ExportChip(Chip):
    """Saves or copies the plot of a view. `name` is asked for the first name of its file, without a suffix;
    `failed` carries a sentence to show the user."""

    failed = Signal(str)

    def __init__(
        self, view: FigureView, themes: ThemeManager, name: Callable[[], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(self.tr("Export"))
        self.setToolTip(self.tr("Save or copy the plot"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._view, self._themes, self._name = view, themes, name
        self.setMenu(self._build_menu())
        set_role(self, "switch")
        themes.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setIcon(icon("export", self._themes.theme.text))

    def _build_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.tr("Save as PNG…"), lambda: self._ask_path("png"))
        menu.addAction(self.tr("Save as SVG…"), lambda: self._ask_path("svg"))
        menu.addAction(self.tr("Save as PDF…"), lambda: self._ask_path("pdf"))
        menu.addAction(self.tr("Copy as image"), self.copy)
        return menu

    def copy(self) -> None:
        """Put the plot into the clipboard."""
        copy_image(self._view.plot, self._themes.theme, self._view.figure.caption)

    def save(self, path: Path) -> None:
        """Write the plot as the suffix says, PNG unless it is another's."""
        write = _WRITERS.get(path.suffix.lower(), save_png)
        try:
            write(path, self._view.plot, self._themes.theme, self._view.figure.caption)
        except MixBenchError as error:
            self.failed.emit(str(error))

    def _ask_path(self, suffix: str) -> None:
        dialog = QFileDialog(self, self.tr("Save the plot"), f"{self._name()}.{suffix}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
