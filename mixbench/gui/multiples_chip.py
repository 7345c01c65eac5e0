"""The switch between one plot and small multiples."""

from __future__ import annotations

from functools import partial
from typing import Literal, get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from mixbench.gui.choice_chip import Choice, ChoiceChip, Section
from mixbench.gui.icons import icon
from mixbench.gui.panel import set_role
from mixbench.gui.theme import ThemeManager

#: One plot, one for each model, or one for each of the metrics that are most asked for.
Multiples = Literal["one", "models", "metrics"]


class MultiplesChip(ChoiceChip):
    """Says how many plots there are; it is lit where there are several. `changed`: it was switched."""

    changed = Signal()

    def __init__(self, themes: ThemeManager, parent: QWidget | None = None) -> None:
        self._choice: Multiples = "one"
        super().__init__("", self._sections_now, parent)
        self.setAccessibleName(self.tr("Small multiples"))
        self.setToolTip(
            self.tr("One plot, or a small one for each model or metric, with one cursor and one zoom")
        )
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.setCheckable(True)
        set_role(self, "switch")
        self._themes = themes
        themes.changed.connect(self._dress)
        self._dress()

    @property
    def choice(self) -> Multiples:
        """What was chosen."""
        return self._choice

    def choose(self, choice: Multiples) -> None:
        """Switch to one plot or to several."""
        if choice != self._choice:
            self._choice = choice
            self._dress()
            self.changed.emit()

    def restore(self, word: object) -> None:
        """Choose what a settings file says, where it says something known."""
        for choice in get_args(Multiples):
            if choice == word:
                self.choose(choice)

    def _sections_now(self) -> tuple[Section, ...]:
        words: dict[Multiples, str] = {
            "one": self.tr("One plot"),
            "models": self.tr("A plot for each model"),
            "metrics": self.tr("A plot for each metric"),
        }
        choices = (
            Choice(text, choice == self._choice, partial(self.choose, choice))
            for choice, text in words.items()
        )
        return (Section(self.tr("Small multiples"), tuple(choices)),)

    def _dress(self) -> None:
        is_on = self._choice != "one"
        self.setChecked(is_on)
        theme = self._themes.theme
        self.setIcon(icon("multiples", theme.accent_ink if is_on else theme.text))
