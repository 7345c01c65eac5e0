"""What the window finds again at its next start: theme, layout, pages, comparison, drawn sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from mixbench.gui.preferences import Preferences, restore_bench, save_bench
from mixbench.gui.theme import ThemeManager, mode_of

if TYPE_CHECKING:
    from mixbench.gui.main_window import MainWindow


def restore(window: MainWindow, preferences: Preferences) -> None:
    """The layout and the choices of the last time; the comparison of the first start otherwise."""
    window.restoreGeometry(preferences.blob("window/geometry"))
    window.layouts.restore()
    window.pages.scaling.restore(preferences.flags("scaling"))
    window.pages.laws.restore(preferences.flags("laws"))
    window.results.restore(preferences.flags("results"))
    restore_bench(preferences, window.bench)
    window.control.show_last_session()
    window.sessions.choice.restore(preferences.text("sessions/drawn"))


def save(window: MainWindow, preferences: Preferences) -> None:
    """Keep all of it."""
    preferences.set_blob("window/geometry", window.saveGeometry())
    window.layouts.save()
    preferences.set_flags("scaling", window.pages.scaling.state())
    preferences.set_flags("laws", window.pages.laws.state())
    preferences.set_flags("results", window.results.state())
    preferences.set_text("sessions/drawn", window.sessions.choice.state())
    save_bench(preferences, window.bench)
    preferences.save()


def worn_themes(preferences: Preferences) -> ThemeManager:
    """The theme that the user chose, worn by the application."""
    app = QApplication.instance()
    themes = ThemeManager(mode_of(preferences.text("window/theme")), app)
    if isinstance(app, QApplication):
        themes.apply(app)
    return themes
