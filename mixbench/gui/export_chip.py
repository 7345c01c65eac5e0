"""The door through which a plot leaves the window: into a file, or into the clipboard."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from mixbench.core.errors import MixBenchError
from mixbench.gui import picture
from mixbench.gui.figure_view import FigureView
from mixbench.gui.icons import icon
from mixbench.gui.panel import Chip, set_role
from mixbench.gui.picture import Picture, shots_of
from mixbench.gui.picture_dialog import PictureChoice, PictureDialog
from mixbench.gui.theme import Mode, ThemeManager

#: A copy is as fine as a sharp screen: it is looked at where it is pasted.
_COPY_DPI = 2 * picture.SCREEN_DPI


class ExportChip(Chip):
    """Saves or copies what some views show. `name` is asked for the first name of the file, without a suffix,
    `caption` for what is said under the plot; `failed` and `said` carry sentences to show the user."""

    failed = Signal(str)
    said = Signal(str)

    def __init__(
        self,
        views: Callable[[], Sequence[FigureView]],
        themes: ThemeManager,
        name: Callable[[], str],
        caption: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(self.tr("Export"))
        self.setToolTip(self.tr("Save or copy the plot"))
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._views, self._themes, self._name, self._caption = views, themes, name, caption
        self._choice = PictureChoice()
        self.setMenu(self._build_menu())
        set_role(self, "switch")
        themes.changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        self.setIcon(icon("export", self._themes.theme.text))

    def _build_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.tr("Save as picture…"), self.open_dialog)
        menu.addAction(self.tr("Copy as image"), self.copy)
        return menu

    def open_dialog(self) -> PictureDialog:
        """Ask how large, in which format and colours, with which words; it begins with the last answers."""
        dialog = PictureDialog(shots_of(self._views()), self._caption(), self._choice, self._name(), self)
        dialog.failed.connect(self.failed)
        dialog.saved.connect(lambda path: self.said.emit(self.tr("Saved to {path}").format(path=path)))
        dialog.finished.connect(lambda _: self._remember(dialog.choice()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()
        return dialog

    def _remember(self, choice: PictureChoice) -> None:
        self._choice = choice

    def picture(self, dpi: int = picture.SCREEN_DPI) -> Picture:
        """The plot as it stands on the screen, with its caption."""
        views = self._views()
        width = max((view.geometry().right() for view in views), default=0) + 1
        height = max((view.geometry().bottom() for view in views), default=0) + 1
        mode: Mode = "dark" if self._themes.theme.is_dark else "light"
        return Picture(shots_of(views), width, height, mode, self._caption(), dpi)

    def copy(self) -> None:
        """Put the plot into the clipboard."""
        picture.copy(self.picture(_COPY_DPI))

    def save(self, path: Path) -> None:
        """Write the plot as it stands on the screen, in the format that the suffix says."""
        try:
            picture.save(self.picture(), path)
        except MixBenchError as error:
            self.failed.emit(str(error))
