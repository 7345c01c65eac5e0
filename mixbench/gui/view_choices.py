"""The entries of the menu View that can be ticked: theme, language, logarithmic axes."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton

from mixbench.gui.language import LANGUAGES, language_of, shown_language
from mixbench.gui.message_bar import MessageAction
from mixbench.gui.preferences import Preferences
from mixbench.gui.run_control import RunControl
from mixbench.gui.theme import MODES, ThemeManager, mode_of


class ViewChoices(QObject):
    """Ticks what is chosen, keeps it, and does it.

    `reopening_asked`: the window has to be built anew in another language; `said`: why not now, and
    `offered`, with a tone and what can be done, that it can be had after all.
    """

    reopening_asked = Signal()
    said = Signal(str)
    offered = Signal(str, str, object)  # sentence, Tone, MessageAction

    def __init__(
        self,
        actions: Mapping[str, QAction],
        themes: ThemeManager,
        preferences: Preferences,
        control: RunControl,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._actions, self._themes, self._preferences, self._control = actions, themes, preferences, control
        language = preferences.text("window/language", "system")
        control.running_changed.connect(self._offer_language)
        for mode in MODES:
            self._offer(f"theme_{mode}", is_chosen=mode == themes.mode)
        for each in LANGUAGES:
            self._offer(f"language_{each}", is_chosen=each == language)

    def _offer(self, id: str, *, is_chosen: bool) -> None:
        kind, _, choice = id.partition("_")
        choose = self._choose_theme if kind == "theme" else self._choose_language
        self._actions[id].setChecked(is_chosen)
        self._actions[id].triggered.connect(lambda _=False: choose(choice))

    def tie(self, id: str, chip: QAbstractButton) -> None:
        """Let an entry and a switch of a page be one."""
        action = self._actions[id]
        action.setChecked(chip.isChecked())
        action.toggled.connect(chip.setChecked)
        chip.toggled.connect(action.setChecked)

    def _choose_theme(self, mode: str) -> None:
        self._themes.set_mode(mode_of(mode))
        self._preferences.set_text("window/theme", mode)

    def _choose_language(self, choice: str) -> None:
        """A window in the chosen language takes this one's place; a run is not cut off for it."""
        self._preferences.set_text("window/language", choice)
        if language_of(choice) == shown_language():
            return
        if self._control.is_running:
            self.said.emit(self.tr("A run is being measured; the language can change when it is over."))
        else:
            self.reopening_asked.emit()

    def _offer_language(self, running: bool) -> None:
        """A language that was chosen during the run can be had now; nobody's window closes unasked."""
        chosen = language_of(self._preferences.text("window/language", "system"))
        if running or chosen == shown_language():
            return
        tooltip = self.tr("Open the window anew in it")
        change = MessageAction(self.tr("Change now"), self.reopening_asked.emit, tooltip)
        self.offered.emit(self.tr("The language that you chose can change now."), "neutral", change)
