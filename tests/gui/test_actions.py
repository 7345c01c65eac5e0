"""One declaration makes menu entry, shortcut and tooltip; nothing is ambiguous."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from mixbench.gui.actions import action_specs, build_actions, menu_titles, shortcut_lines, spec


@pytest.fixture
def window(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    return window


def test_every_declared_action_stands_in_its_menu(window):
    actions = build_actions(window.menuBar())
    shown = [entry for menu in window.menuBar().actions() for entry in menu.menu().actions()]
    assert {entry.objectName() for entry in shown if not entry.isSeparator()} == set(actions)
    assert [title.text() for title in window.menuBar().actions()] == list(menu_titles().values())


def test_every_action_says_what_it_does_and_names_its_shortcut(window):
    for id, action in build_actions(window.menuBar()).items():
        assert spec(id).tooltip in action.toolTip()
        if spec(id).shortcut:
            assert spec(id).shortcut.split(";")[0] in action.toolTip()


def test_no_two_actions_share_a_shortcut_or_an_id():
    keys = Counter(key.toString() for action in action_specs() for key in action.key_sequences)
    assert all(count == 1 for count in keys.values()), keys
    assert all(key for key in keys), "a shortcut that Qt cannot read"
    assert len({action.id for action in action_specs()}) == len(action_specs())


def test_no_two_entries_of_a_menu_share_a_mnemonic():
    marks = Counter(
        (action.menu, action.text[action.text.index("&") + 1].lower()) for action in action_specs()
    )
    assert all(count == 1 for count in marks.values()), marks


@pytest.mark.parametrize(
    ("key", "modifier", "id"),
    [
        (Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier, "run"),
        (Qt.Key.Key_F5, Qt.KeyboardModifier.NoModifier, "run"),
        (Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier, "stop"),
    ],
)
def test_a_key_runs_its_action(window, qtbot, key, modifier, id):
    actions = build_actions(window.menuBar())
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    with qtbot.waitSignal(actions[id].triggered, timeout=2000):
        qtbot.keyClick(window, key, modifier)


def test_the_themes_exclude_one_another(window):
    actions = build_actions(window.menuBar())
    actions["theme_dark"].trigger()
    actions["theme_light"].trigger()
    assert [id for id, action in actions.items() if action.isChecked()] == ["theme_light"]


def test_the_list_of_shortcuts_is_plain_words():
    lines = {line.text: line for line in shortcut_lines()}
    assert lines["Export CSV"].menu == "Session"
    assert lines["Run"].keys == "Ctrl+R, F5"
    assert "Light theme" not in lines
