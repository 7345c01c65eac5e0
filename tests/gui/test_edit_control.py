"""Undo and Redo say what they would do, and why they cannot."""

from __future__ import annotations

from PySide6.QtWidgets import QMainWindow

from mixbench.core.model import Model
from mixbench.gui.actions import build_actions, why_not
from mixbench.gui.arrangement import Arrangement
from mixbench.gui.edit_control import join_edits
from mixbench.gui.workbench import Workbench


def test_the_menu_names_the_edit_that_is_next(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    bench = Workbench(window)
    bench.restore(Arrangement(ticked=(Model("mixer_s16"),)))
    actions = build_actions(window.menuBar())
    join_edits(actions, bench.edits)
    undo, redo = actions["undo"], actions["redo"]
    assert not undo.isEnabled() and why_not(undo) == "Nothing has been changed yet."
    bench.tick(Model("mixer_s16"), False)
    assert undo.isEnabled() and undo.text() == "&Undo untick Mixer-S/16"
    undo.trigger()
    assert bench.ticked == (Model("mixer_s16"),)
    assert undo.text() == "&Undo" and not undo.isEnabled()
    assert redo.text() == "&Redo untick Mixer-S/16"
    redo.trigger()
    assert bench.ticked == ()
    assert why_not(redo) == "Nothing has been taken back."


def test_typing_on_renames_the_entry_no_further(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    bench = Workbench(window)
    bench.restore(Arrangement(selected=Model("mixer_s16")))
    actions = build_actions(window.menuBar())
    join_edits(actions, bench.edits)
    for depth in (1, 12):
        bench.change_model(bench.selected, Model("mixer_s16", {"depth": depth}), "depth")
    assert actions["undo"].text() == "&Undo change depth of Mixer-S/16"
    bench.change_model(bench.selected, Model("mixer_s16"), "depth")
    assert actions["undo"].text() == "&Undo" and not actions["undo"].isEnabled()
