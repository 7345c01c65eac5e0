"""Whatever can be done is found by typing, in either language, and done with Enter."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow

from mixbench.core.model import Model
from mixbench.gui.actions import action_specs, allow, build_actions
from mixbench.gui.command_palette import CommandPalette
from mixbench.gui.fuzzy import score
from mixbench.gui.language import install_language, remove_language
from mixbench.gui.palette_entries import action_entries, model_entries
from mixbench.gui.preferences import Preferences


@pytest.mark.parametrize(
    ("query", "better", "worse"),
    [
        ("run", "Run", "Run the last sweep again"),
        ("lay", "Reset layout", "Replay"),
        ("theme dark", "Dark theme", "Light theme"),
        ("rl", "Reset layout", "Relay"),
        ("relay", "Reset layout", "Prelate y"),
    ],
)
def test_the_better_answer_comes_first(query, better, worse):
    assert score(query, better) is not None
    assert score(query, better) > (score(query, worse) or -1)


@pytest.mark.parametrize(("query", "text"), [("xyz", "Reset layout"), ("run stop", "Run"), ("out set", "")])
def test_what_lacks_a_word_is_no_answer(query, text):
    assert score(query, text) is None


@pytest.fixture
def window(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def actions(window):
    return build_actions(window.menuBar())


@pytest.fixture
def palette(window, actions, bench, tmp_path):
    return CommandPalette(
        lambda: (*action_entries(actions), *model_entries(bench)),
        Preferences(tmp_path / "window.ini"),
        window,
    )


def titles(palette):
    return [entry.title for entry in palette.shown]


def test_it_offers_every_action_and_no_model_before_something_is_typed(palette):
    palette.come_up()
    assert {entry.id for entry in palette.shown} == {one.id for one in action_specs()} - {"palette"}
    run = next(entry for entry in palette.shown if entry.id == "run")
    assert (run.title, run.place, run.keys) == ("Run", "Session", "Ctrl+R")
    palette.reject()


def test_typing_and_enter_do_it_and_the_palette_is_gone(palette, actions, qtbot):
    palette.come_up()
    qtbot.keyClicks(palette.field, "dark")
    assert titles(palette)[0] == "Dark theme"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert actions["theme_dark"].isChecked()
    assert not palette.isVisible()
    palette.come_up()
    assert titles(palette)[0] == "Dark theme", "what was used lately comes first"
    assert palette.shown[0].is_checked
    palette.reject()


def test_chinese_words_find_english_actions_and_the_other_way_round(palette, qapp, window, actions, qtbot):
    palette.come_up()
    palette.field.insert("运行")  # an input method commits it at once
    assert palette.shown[0].id == "run"
    palette.reject()
    install_language(qapp, "zh_CN")
    try:
        entries = {entry.id: entry for entry in action_entries(build_actions(window.menuBar()))}
        assert entries["reset_layout"].title != "Reset layout"
        assert score("reset layout", entries["reset_layout"].words) is not None
    finally:
        remove_language(qapp)


def test_what_cannot_be_done_says_why_and_is_not_done(palette, actions, qtbot):
    allow(actions["stop"], "Nothing is running")
    done = []
    actions["stop"].triggered.connect(lambda: done.append(1))
    palette.come_up()
    qtbot.keyClicks(palette.field, "stop")
    assert palette.shown[0].refusal == "Nothing is running"
    assert "Nothing is running" in palette.list.model().index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    with qtbot.waitSignal(palette.refused) as said:
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert said.args == ["Nothing is running"]
    assert palette.isVisible() and not done
    palette.reject()


def test_arrows_move_while_the_text_keeps_the_focus(palette, qtbot):
    palette.come_up()
    qtbot.keyClicks(palette.field, "theme")
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.list.currentIndex().row() == 1
    assert palette.field.accessibleDescription() == palette.shown[1].spoken
    assert palette.field.text() == "theme"
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_a_model_is_ticked_and_unticked(palette, bench, qtbot):
    model = Model("mixer_b16")
    for is_ticked in (True, False):
        palette.come_up()
        qtbot.keyClicks(palette.field, "mixer b/16")
        assert palette.shown[0].id == "model:mixer_b16"
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
        assert (model in bench.ticked) is is_ticked
    assert bench.selected == model


def test_nothing_found_is_said(palette, qtbot):
    palette.come_up()
    qtbot.keyClicks(palette.field, "qqqq")
    assert palette.shown == ()
    assert palette._nothing.isVisible()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    palette.reject()
