"""A chip that opens a menu of choices where it is clicked."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from mixbench.gui.panel import Chip


@dataclass(frozen=True)
class Choice:
    """One line of the menu: what it says, whether it holds now, and what choosing it does.

    `refusal` says why it cannot be chosen here; it stands in the menu all the same.
    """

    text: str
    is_current: bool
    apply: Callable[[], object]
    tooltip: str = ""
    refusal: str = ""


@dataclass(frozen=True)
class Section:
    """Choices that exclude one another, under a heading."""

    title: str
    choices: tuple[Choice, ...]


class ChoiceChip(Chip):
    """A door to choices. The menu is filled as it opens, so that it never shows what has since changed."""

    def __init__(
        self, name: str, sections: Callable[[], Iterable[Section]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self.setAccessibleName(name)
        self._sections = sections
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        menu.aboutToShow.connect(self.fill_menu)
        self.setMenu(menu)

    def fill_menu(self) -> None:
        """Put the choices of this moment into the menu."""
        menu = self.menu()
        menu.clear()
        for section in self._sections():
            self._add_section(menu, section)

    def _add_section(self, menu: QMenu, section: Section) -> None:
        heading = QAction(section.title, menu)
        heading.setEnabled(False)
        if menu.actions():
            menu.addSeparator()
        menu.addAction(heading)
        for choice in section.choices:
            action = QAction(choice.text, menu)
            action.setCheckable(True)
            action.setChecked(choice.is_current)
            action.setEnabled(not choice.refusal)
            action.setToolTip(choice.refusal or choice.tooltip or choice.text)
            action.triggered.connect(lambda _=False, choice=choice: choice.apply())
            menu.addAction(action)
