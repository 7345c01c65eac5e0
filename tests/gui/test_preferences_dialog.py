"""Every choice takes effect as it is made, and says what it did."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QWidget

from mixbench.core import units
from mixbench.gui.choices import Choices
from mixbench.gui.preferences_dialog import PreferencesDialog
from mixbench.store import location

FAKE_WORKER = Path(__file__).parent.parent / "fake_worker.py"


@pytest.fixture(autouse=True)
def own_places(tmp_path, monkeypatch):
    """Folders of this test alone, none named by the environment."""
    monkeypatch.delenv(location.DATA_VARIABLE)
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))


@pytest.fixture
def open_dialog(qtbot):
    opened = []

    def open_one(choices=Choices(), folder=None):  # noqa: B008 - frozen
        dialog = PreferencesDialog(choices, "system", "light", 4, folder or location.usual_folder())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.show()
        opened.append(dialog)
        return dialog

    yield open_one
    for dialog in opened:
        dialog.close()


def choose(qtbot, box: QComboBox, row: int) -> None:
    """With the keyboard, as a person would."""
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Home)
    for _ in range(row):
        qtbot.keyClick(box, Qt.Key.Key_Down)


def test_choices_are_told_at_once(open_dialog, qtbot):
    dialog, told, themes, languages = open_dialog(), [], [], []
    dialog.choices_changed.connect(told.append)
    dialog.theme_chosen.connect(themes.append)
    dialog.language_chosen.connect(languages.append)
    choose(qtbot, dialog.digits, 3)
    choose(qtbot, dialog.threads, 2)
    choose(qtbot, dialog.precision, 0)
    choose(qtbot, dialog.theme, 2)
    choose(qtbot, dialog.language, 2)
    assert told[-1] == Choices(digits=6, threads=2, precision="quick")
    assert themes[-1] == "dark"
    assert languages[-1] == "zh_CN"


def test_it_opens_with_what_holds(open_dialog):
    dialog = open_dialog(Choices(digits=5, threads=9, precision="publish", python="/opt/python"))
    assert (dialog.digits.currentData(), dialog.precision.currentData()) == (5, "publish")
    assert dialog.threads.currentData() == 9, "more than this machine has, as on another one"
    assert dialog.python.path.text() == "/opt/python"
    assert f"{212.43817:.{units.shown_digits()}g} ms" in dialog.sample.text()


def test_every_field_has_a_name_a_tooltip_and_a_label(open_dialog):
    dialog = open_dialog()
    labelled = {label.buddy() for label in dialog.findChildren(QLabel) if label.buddy()}
    for field in (dialog.language, dialog.theme, dialog.digits, dialog.threads, dialog.precision):
        assert field.accessibleName() and field.toolTip()
        assert field in labelled
    assert {dialog.python.path, dialog.folder.open_button} <= labelled


def test_a_python_is_used_once_it_has_answered(open_dialog, qtbot, tmp_path):
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{FAKE_WORKER}"\n', encoding="utf-8")
    python.chmod(0o755)
    dialog = open_dialog()
    dialog.python.path.setText(str(python))
    with qtbot.waitSignal(dialog.choices_changed, timeout=30_000) as told:
        qtbot.mouseClick(dialog.python.check_button, Qt.MouseButton.LeftButton)
    assert told.args[0].python == str(python)
    assert "torch 0.0.0+fake" in dialog.python.answer.text()
    assert dialog.python.check_button.isEnabled()


def test_a_python_that_cannot_serve_says_why_and_the_former_stays(open_dialog, qtbot):
    dialog = open_dialog(Choices(python=sys.executable))
    dialog.python.path.setText("/nowhere/python")
    qtbot.keyClick(dialog.python.path, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "/nowhere/python" in dialog.python.answer.text(), timeout=10_000)
    assert "stays in use" in dialog.python.answer.text()
    assert dialog.choices.python == dialog.python.python == sys.executable
    assert dialog.isVisible(), "Enter in the field tries, and does not close"


def test_what_the_environment_names_comes_first_and_is_said(open_dialog, monkeypatch, tmp_path):
    monkeypatch.setenv("MIXBENCH_WORKER_COMMAND", "ssh host python -m mixbench.worker")
    monkeypatch.setenv(location.DATA_VARIABLE, str(tmp_path))
    dialog = open_dialog(folder=tmp_path)
    assert not dialog.python.path.isEnabled()
    assert "MIXBENCH_WORKER_COMMAND" in dialog.python.answer.text()
    assert not dialog.folder.change_button.isEnabled()
    assert location.DATA_VARIABLE in dialog.folder.note.text()


def test_another_folder_holds_from_the_next_start_and_loses_nothing(open_dialog, tmp_path):
    here, there = tmp_path / "here", tmp_path / "there"
    here.mkdir()
    for name in ("mixbench.sqlite3", "window.ini"):
        (here / name).write_text(name, encoding="utf-8")
    location.choose_folder(here)
    dialog = open_dialog(folder=here)
    dialog.folder.choose(there)
    assert location.data_folder() == there
    assert {path.name for path in here.iterdir()} == {"mixbench.sqlite3", "window.ini"}
    assert {path.name for path in there.iterdir()} == {"window.ini"}, "the preferences follow"
    assert str(there) in dialog.folder.note.text() and str(here) in dialog.folder.note.text()
    dialog.folder.choose(here / "mixbench.sqlite3")
    assert "choose another folder" in dialog.folder.note.text()
    assert location.data_folder() == there
    dialog.folder.choose(None)
    assert location.data_folder() == location.usual_folder()


def test_nothing_is_cut_off(open_dialog):
    dialog = open_dialog()
    for widget in dialog.findChildren(QWidget):
        if widget.isVisible() and not isinstance(widget.parentWidget(), QComboBox):
            assert widget.width() >= min(widget.minimumSizeHint().width(), dialog.width())
