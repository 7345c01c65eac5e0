"""Both themes can be read, and switching reaches the whole application."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from mixbench.core.palette import DASHES, MARKERS
from mixbench.core.resources import resource
from mixbench.core.roles import Role
from mixbench.gui.icons import icon
from mixbench.gui.panel import Chip, Panel, Pill
from mixbench.gui.theme import DARK, LIGHT, ThemeManager
from mixbench.gui.workbench import SERIES_SLOTS

THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)

#: Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB.
DEUTERANOPIA = np.array(
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
)

BLINDNESS = {
    "none": np.eye(3),
    "red": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "green": DEUTERANOPIA,
    "blue": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}


def linear(colour: str) -> np.ndarray:
    part = np.array(QColor(colour).getRgbF()[:3])
    return np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)


def contrast(first: str, second: str) -> float:
    """The ratio of WCAG 2."""
    dark, light = sorted(linear(colour) @ (0.2126, 0.7152, 0.0722) for colour in (first, second))
    return (light + 0.05) / (dark + 0.05)


def lab(rgb: np.ndarray) -> np.ndarray:
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    x, y, z = np.cbrt(to_xyz @ np.clip(rgb, 1e-4, 1) / (0.9505, 1, 1.089))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def test_the_contrast_of_black_on_white_is_21():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@THEMES
@pytest.mark.parametrize("ink", ["text", "muted", "good", "warning", "bad", "accent_ink"])
@pytest.mark.parametrize("ground", ["ground", "panel", "raised", "stripe", "accent_wash"])
def test_text_can_be_read(theme, ink, ground):
    assert contrast(getattr(theme, ink), getattr(theme, ground)) >= 4.5


@THEMES
def test_text_on_the_accent_and_in_tooltips_can_be_read(theme):
    assert contrast(theme.accent_text, theme.accent) >= 4.5
    assert contrast(theme.tooltip_text, theme.tooltip) >= 4.5


@THEMES
def test_every_series_stands_out_from_the_plot(theme):
    assert len(theme.series) == SERIES_SLOTS == len(set(theme.series))
    assert min(contrast(colour, theme.panel) for colour in theme.series) >= 3


@THEMES
def test_the_first_series_differ_for_people_who_are_blind_to_green(theme):
    seen = [lab(DEUTERANOPIA @ linear(colour)) for colour in theme.series[:5]]
    assert min(np.linalg.norm(a - b) for a, b in combinations(seen, 2)) > 15


@THEMES
def test_every_role_stands_out_from_the_plot(theme):
    assert len(set(theme.roles)) == len(Role)
    assert theme.role_colour(Role.OTHER).name() == theme.roles[-1]
    assert min(contrast(colour, theme.panel) for colour in theme.roles) >= 3


@THEMES
@pytest.mark.parametrize("sight", BLINDNESS, ids=lambda sight: sight)
def test_roles_differ_whichever_colour_one_is_blind_to(theme, sight):
    seen = [lab(BLINDNESS[sight] @ linear(colour)) for colour in theme.roles]
    assert min(np.linalg.norm(a - b) for a, b in combinations(seen, 2)) > 15


def test_slots_differ_also_without_colour():
    assert len(set(MARKERS)) == len(set(DASHES)) == SERIES_SLOTS


@THEMES
def test_arrows_are_visible(theme):
    assert contrast("#808894", theme.panel) >= 3


def test_every_icon_can_be_coloured(qapp):
    for path in sorted(resource("icons").glob("*.svg")):
        picture = icon(path.stem, "#ff0000").pixmap(16).toImage()
        assert any(picture.pixelColor(x, y).alpha() for x in range(16) for y in range(16)), path.stem


def test_switching_dresses_the_application_once(qtbot, themes):
    with qtbot.waitSignal(themes.changed):
        themes.set_mode("dark")
    assert themes.theme is DARK
    assert QApplication.palette().color(QPalette.ColorRole.Base) == QColor(DARK.panel)
    assert DARK.panel in QApplication.instance().styleSheet()
    with qtbot.assertNotEmitted(themes.changed, wait=20):
        themes.set_mode("dark")


def test_the_system_decides_where_the_user_did_not(qapp):
    manager = ThemeManager("system")
    assert manager.theme in (LIGHT, DARK)
    assert manager.mode == "system"


def test_the_stylesheet_has_no_name_left_open(themes):
    assert "$" not in QApplication.instance().styleSheet()


def test_a_pill_says_its_state_in_a_word(qtbot, themes):
    pill = Pill("engine idle")
    qtbot.addWidget(pill)
    pill.show_state("machine quiet", "good", "load 0.02")
    assert (pill.text, pill.tone, pill.toolTip()) == ("machine quiet", "good", "load 0.02")


def test_a_chip_with_a_menu_leaves_room_for_its_arrow(qtbot, themes):
    plain, door = Chip("batch 1"), Chip("batch 1")
    for chip in (plain, door):
        qtbot.addWidget(chip)
    door.setMenu(QMenu(door))
    assert door.sizeHint().width() > plain.sizeHint().width()


def test_a_panel_without_a_title_has_no_header(qtbot, themes):
    panel = Panel("Models", "Mixer-S/16")
    qtbot.addWidget(panel)
    panel.show()
    assert panel.title.isVisible() and panel.subtitle.full_text.endswith("Mixer-S/16")
    panel.set_title("")
    assert not panel.title.isVisible() and not panel.subtitle.isVisible()


class Busy(QWidget):
    """Makes so many objects when the style changes that Python looks for cycles."""

    def event(self, event):
        if event.type() is QEvent.Type.StyleChange:
            self.objects = [[number] for number in range(3000)]
        return super().event(event)


def test_widgets_that_nobody_holds_are_not_deleted_while_all_are_dressed(qapp, themes):
    """Qt goes over all widgets by address: one that Python deleted meanwhile took the process with it."""
    for _ in range(6):
        for _ in range(30):
            forgotten = Busy()
            forgotten.itself = forgotten
        del forgotten
        kept = [Busy() for _ in range(3)]
        themes.apply(qapp)
        assert all(one.objects for one in kept)
