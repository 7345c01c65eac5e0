"""The windows beside the main one that are not about a result: palette, shortcuts, preferences, help, about,
reports."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Protocol

import psutil
from PySide6.QtCore import QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QWidget

from mixbench.core.units import show_digits
from mixbench.gui.about_dialog import AboutDialog
from mixbench.gui.choices import Choices, keep_choices, read_choices
from mixbench.gui.command_palette import CommandPalette
from mixbench.gui.crash_log import Crash
from mixbench.gui.error_dialog import ErrorDialog
from mixbench.gui.error_report import LOG_NAME, report_text, trace_text
from mixbench.gui.help_topics import SCHEME, TOPICS
from mixbench.gui.help_window import HelpWindow
from mixbench.gui.message_bar import MessageAction
from mixbench.gui.palette_entries import PaletteEntry, action_entries, model_entries
from mixbench.gui.panel import Tone
from mixbench.gui.preferences import Preferences
from mixbench.gui.preferences_dialog import PreferencesDialog
from mixbench.gui.run_control import RunControl
from mixbench.gui.shortcut_sheet import ShortcutSheet
from mixbench.gui.theme import ThemeManager
from mixbench.gui.versions import versions_line
from mixbench.gui.workbench import Workbench

log = logging.getLogger("mixbench.gui")


class Say(Protocol):
    """Says a sentence over the panels, with what can be done about it."""

    def __call__(self, sentence: str, tone: Tone = "neutral", *actions: MessageAction) -> None:
        """Say it."""


class Dialogs(QObject):
    """Opens each window when it is asked for, and does what is chosen in it."""

    #: Numbers are to be written anew: a person wants more digits of them, or fewer.
    digits_changed = Signal()

    def __init__(
        self,
        window: QWidget,
        bench: Workbench,
        control: RunControl,
        preferences: Preferences,
        themes: ThemeManager,
        actions: Mapping[str, QAction],
        say: Say,
    ) -> None:
        super().__init__(window)
        self._window, self._bench, self._control = window, bench, control
        self._preferences, self._themes, self._actions, self._say = preferences, themes, actions, say
        self._help: HelpWindow | None = None
        self._sheet: ShortcutSheet | None = None
        self.palette = CommandPalette(self._entries, preferences, window)
        self.palette.refused.connect(lambda why: say(why, "warning"))
        # The binding takes the slot by its name; its stub says bytes.
        QDesktopServices.setUrlHandler(SCHEME, self, "open_help")  # type: ignore[arg-type]

    @property
    def slots(self) -> dict[str, Callable[[], object]]:
        """What the actions of these ids do."""
        return {
            "palette": self.palette.come_up,
            "shortcuts": self.show_shortcuts,
            "preferences": self.show_preferences,
            "help": self.show_help,
            "report": self.show_report,
            "about": self.show_about,
        }

    def _entries(self) -> Iterator[PaletteEntry]:
        yield from action_entries(self._actions)
        yield from model_entries(self._bench)

    # reading

    def show_help(self, topic: str = TOPICS[0]) -> None:
        """Bring the help up at a topic."""
        if self._help is None:
            self._help = HelpWindow(self._themes, self._window)
        self._help.open_topic(topic)
        self._help.show()
        self._help.activateWindow()

    @Slot(QUrl)
    def open_help(self, url: QUrl) -> None:
        """Bring the help up at the address that was clicked somewhere in the window."""
        self.show_help(url.path())

    def show_shortcuts(self) -> ShortcutSheet:
        """Bring the list of shortcuts up."""
        if self._sheet is None:
            self._sheet = ShortcutSheet(self._window)
        self._sheet.show()
        self._sheet.activateWindow()
        return self._sheet

    def show_about(self) -> AboutDialog:
        """Say what this is and which versions it runs on."""
        about = AboutDialog(self._control.environment, self._preferences.folder, self._window)
        about.open()
        return about

    # choosing

    def show_preferences(self) -> PreferencesDialog:
        """Let the person choose; each choice holds at once."""
        dialog = PreferencesDialog(
            read_choices(self._preferences),
            self._preferences.text("window/language", "system"),
            self._themes.mode,
            psutil.cpu_count() or 1,
            self._preferences.folder,
            self._window,
        )
        dialog.language_chosen.connect(lambda language: self._change_language(dialog, language))
        dialog.theme_chosen.connect(lambda theme: self._actions[f"theme_{theme}"].trigger())
        dialog.choices_changed.connect(self._apply)
        dialog.open()
        return dialog

    def _change_language(self, dialog: PreferencesDialog, language: str) -> None:
        """The window is built anew in the language, so this one goes first."""
        dialog.close()
        QTimer.singleShot(0, self, self._actions[f"language_{language}"].trigger)

    def _apply(self, choices: Choices) -> None:
        """Keep what was chosen, and let it hold from now on."""
        before = read_choices(self._preferences)
        keep_choices(self._preferences, choices)
        if choices.digits != before.digits:
            show_digits(choices.digits)
            self.digits_changed.emit()
        sweep = self._bench.sweep
        if choices.threads != before.threads:
            sweep = replace(sweep, conditions=replace(sweep.conditions, threads=choices.threads))
        if choices.precision != before.precision:
            sweep = replace(sweep, precision=choices.precision)
        self._bench.set_sweep(sweep)
        if choices.python != before.python:
            self._control.renew_worker()

    # what went wrong

    def show_report(self, what: str = "", details: str = "") -> ErrorDialog:
        """Show a text that can be copied to ask for help with."""
        folder = self._preferences.folder
        sentence = what or self.tr("What to send when you ask for help")
        versions = versions_line(self._control.environment)
        report = report_text(what or versions, versions if what else "", details, folder / LOG_NAME)
        dialog = ErrorDialog(sentence, report, folder, self._window)
        dialog.open()
        return dialog

    def tell_error(self, error: BaseException) -> None:
        """An error of ours becomes a sentence with a door to its details; the log has them as well."""
        log.error("unexpected error", exc_info=error)
        what = self.tr("Something went wrong inside MixBench: {error}").format(
            error=f"{type(error).__name__}: {error}".rstrip(": ")
        )
        details = MessageAction(
            self.tr("Details"),
            lambda: self.show_report(what, trace_text(error)),
            self.tr("Show a report that can be copied"),
        )
        self._say(what, "bad", details)

    def offer_crash(self, crash: Crash) -> None:
        """An earlier window did not end by itself: offer what it left, once."""
        what = self.tr("MixBench ended unexpectedly last time.")
        unknown = self.tr("It was ended from outside, or the machine was switched off: it left no word.")
        details = f"{crash.versions}\n\n{crash.trace or unknown}"
        crash.put_away()
        show = MessageAction(
            self.tr("Show report"),
            lambda: self.show_report(what, details),
            self.tr("Show a report that can be copied"),
        )
        self._say(what, "warning", show)
