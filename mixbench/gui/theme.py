"""The colours of the window, light and dark, and who switches between them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from mixbench.core.heap import no_search
from mixbench.core.palette import (
    DARK_ROLES,
    DARK_SERIES,
    LIGHT_ROLES,
    LIGHT_SERIES,
    colour_place,
    role_place,
    slot_role,
)
from mixbench.core.roles import Role
from mixbench.gui.style import stylesheet

Mode = Literal["system", "light", "dark"]
MODES: tuple[Mode, ...] = ("system", "light", "dark")


def mode_of(word: str) -> Mode:
    """The mode that a saved word means; the system's where it means none."""
    return next((mode for mode in MODES if mode == word), "system")


#: The first that is installed is used; those behind it fill in the characters that it lacks.
FONT_FAMILIES = (
    "Inter",
    "Source Sans 3",
    "Noto Sans",
    "Segoe UI",
    "Helvetica Neue",
    "Noto Sans CJK SC",
    "Microsoft YaHei UI",
    "PingFang SC",
    "DejaVu Sans",
)
FONT_PX = 13


@dataclass(frozen=True)
class Theme:
    """Every colour by its purpose, as `#rrggbb`.

    `accent` fills what acts, `accent_ink` writes in it, `accent_wash` lies behind what is switched
    on. `series` has one colour a slot, told apart also by people who are blind to red and green; `roles`
    has one for each role in their order, told apart by people who are blind to any of the three colours.
    """

    name: Literal["light", "dark"]
    ground: str
    panel: str
    raised: str
    stripe: str
    border: str
    strong_border: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    accent_text: str
    accent_ink: str
    accent_wash: str
    good: str
    warning: str
    bad: str
    grid: str
    handle: str
    tooltip: str
    tooltip_text: str
    series: tuple[str, ...]
    roles: tuple[str, ...]

    @property
    def is_dark(self) -> bool:
        """Whether light text stands on a dark ground."""
        return self.name == "dark"

    def series_colour(self, slot: int) -> QColor:
        """The colour of a series; slots repeat after the last. Below zero, that of a role or of a bound."""
        if slot >= 0:
            return QColor(self.series[colour_place(slot)])
        role = slot_role(slot)
        return QColor(self.muted) if role is None else self.role_colour(role)

    def role_colour(self, role: Role) -> QColor:
        """The colour of what layers are for; never without the role's name or its place in an order."""
        return QColor(self.roles[role_place(role)])

    def palette(self) -> QPalette:
        """The same colours for whatever Qt draws by itself."""
        palette = QPalette()
        roles = {
            QPalette.ColorRole.Window: self.ground,
            QPalette.ColorRole.WindowText: self.text,
            QPalette.ColorRole.Base: self.panel,
            QPalette.ColorRole.AlternateBase: self.stripe,
            QPalette.ColorRole.Text: self.text,
            QPalette.ColorRole.PlaceholderText: self.muted,
            QPalette.ColorRole.Button: self.panel,
            QPalette.ColorRole.ButtonText: self.text,
            QPalette.ColorRole.BrightText: self.bad,
            QPalette.ColorRole.Light: self.raised,
            QPalette.ColorRole.Midlight: self.stripe,
            QPalette.ColorRole.Mid: self.border,
            QPalette.ColorRole.Dark: self.strong_border,
            QPalette.ColorRole.Shadow: self.strong_border,
            QPalette.ColorRole.Highlight: self.accent,
            QPalette.ColorRole.HighlightedText: self.accent_text,
            QPalette.ColorRole.Accent: self.accent,
            QPalette.ColorRole.Link: self.accent_ink,
            QPalette.ColorRole.LinkVisited: self.accent_ink,
            QPalette.ColorRole.ToolTipBase: self.tooltip,
            QPalette.ColorRole.ToolTipText: self.tooltip_text,
        }
        for role, colour in roles.items():
            palette.setColor(role, QColor(colour))
        for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(self.disabled))
        return palette


LIGHT = Theme(
    name="light",
    ground="#f4f6f8",
    panel="#ffffff",
    raised="#ffffff",
    stripe="#f5f7f9",
    border="#dfe3e8",
    strong_border="#c3cad2",
    text="#1b1f24",
    muted="#5b6570",
    disabled="#98a1ab",
    accent="#1f6feb",
    accent_hover="#1a62d3",
    accent_text="#ffffff",
    accent_ink="#1a5fd0",
    accent_wash="#e6effd",
    good="#16794a",
    warning="#8f5400",
    bad="#c22f2f",
    grid="#e9ecf0",
    handle="#d3d9df",
    tooltip="#23272e",
    tooltip_text="#f2f4f7",
    series=LIGHT_SERIES,
    roles=LIGHT_ROLES,
)

DARK = Theme(
    name="dark",
    ground="#1b1d21",
    panel="#24272d",
    raised="#2b2e35",
    stripe="#292c33",
    border="#383c44",
    strong_border="#4d535d",
    text="#e6e9ed",
    muted="#a3abb6",
    disabled="#6f7782",
    accent="#2a6fdb",
    accent_hover="#3a7de6",
    accent_text="#ffffff",
    accent_ink="#6cb0ff",
    accent_wash="#1c3350",
    good="#4cc48a",
    warning="#e3a13c",
    bad="#ff7b72",
    grid="#30343b",
    handle="#434851",
    tooltip="#e9ecf0",
    tooltip_text="#1b1f24",
    series=DARK_SERIES,
    roles=DARK_ROLES,
)


def application_font() -> QFont:
    """The window's type, with figures of one width so that columns of numbers line up."""
    font = QFont()
    font.setFamilies([*FONT_FAMILIES, *QFont().families()])
    font.setPixelSize(FONT_PX)
    font.setFeature(QFont.Tag("tnum"), 1)
    return font


def monospace_font() -> QFont:
    """For what is meant to be typed: commands and code."""
    font = QFont()
    font.setFamilies(["JetBrains Mono", "Cascadia Mono", "Noto Sans Mono", "Menlo", "DejaVu Sans Mono"])
    font.setStyleHint(QFont.StyleHint.Monospace)
    font.setPixelSize(FONT_PX - 2)
    return font


class ThemeManager(QObject):
    """Which theme is worn: the system's, or the one that the user fixed. `changed` says to repaint."""

    changed = Signal()

    def __init__(self, mode: Mode = "system", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._mode: Mode = mode
        self._worn: Theme | None = None
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._wear)

    @property
    def mode(self) -> Mode:
        """What the user chose."""
        return self._mode

    @property
    def theme(self) -> Theme:
        """The colours that hold now."""
        if self._mode != "system":
            return DARK if self._mode == "dark" else LIGHT
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT

    def set_mode(self, mode: Mode) -> None:
        """Fix a theme or follow the system again."""
        self._mode = mode
        self._tell_platform()
        self._wear()

    def apply(self, app: QApplication) -> None:
        """Dress the application: style, font, palette, stylesheet."""
        # Qt goes over a list of all widgets, and what it sends them runs Python: a search for cycles in the
        # midst of it could delete some of those that are still to come.
        with no_search():
            app.setStyle(QStyleFactory.create("Fusion"))
            app.setFont(application_font())
        self._tell_platform()
        self._worn = None
        self._wear()

    def _tell_platform(self) -> None:
        """Let title bars and native dialogs follow; some platforms ignore it, so the palette is ours."""
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        hints = QGuiApplication.styleHints()
        if self._mode in schemes:
            hints.setColorScheme(schemes[self._mode])
        else:
            hints.unsetColorScheme()

    def _wear(self) -> None:
        """Repaint everything, once a change; the platform may announce the same scheme twice."""
        theme = self.theme
        app = QApplication.instance()
        if theme is self._worn or not isinstance(app, QApplication):
            return
        self._worn = theme
        with no_search():
            app.setPalette(theme.palette())
            # To polish every widget anew takes half a second.
            if app.styleSheet() != (sheet := stylesheet(theme)):
                app.setStyleSheet(sheet)
        self.changed.emit()
