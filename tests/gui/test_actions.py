"""One declaration makes menu entry, shortcut and tooltip; nothing is ambiguous."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QMenu

from mixbench.gui.actions import (
    action_specs,
    allow,
    build_actions,
    menu_titles,
    shortcut_lines,
    spec,
    tooltip_of,
    why_not,
)


@pytest.fixture
def window(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    return window


def test_every_declared_action_stands_in_its_menu(window):
    actions = build_actions(window.menuBar())
    shown = {
        entry.objectName(): menu.objectName()
        for menu in window.menuBar().findChildren(QMenu)
        for entry in menu.actions()
        if not entry.isSeparator() and entry.menu() is None
    }
    assert shown == {id: spec(id).menu for id in actions}
    outer = [title for id, title in menu_titles().items() if "." not in id]
    assert [title.text() for title in window.menuBar().actions()] == outer


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
        (action.menu, action.text[action.text.index("&") + 1].lower())
        for action in action_specs()
        if "&" in action.text
    )
    assert len(marks) > 20
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
    assert lines["Run"].keys == ("Ctrl+R", "F5")
    assert "Light theme" not in lines


def test_an_action_that_cannot_be_used_says_why_and_forgets_it(window):
    run = build_actions(window.menuBar())["run"]
    allow(run, "Tick a model first")
    assert not run.isEnabled()
    assert why_not(run) == run.toolTip() == "Tick a model first"
    allow(run)
    assert run.isEnabled()
    assert not why_not(run)
    assert run.toolTip() == tooltip_of(spec("run"))
