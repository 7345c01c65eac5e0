"""The windows beside the main one: each opens from its action and does what it says."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMainWindow, QPushButton

from mixbench.core import units
from mixbench.gui.about_dialog import AboutDialog
from mixbench.gui.actions import build_actions, shortcut_lines
from mixbench.gui.crash_log import KEPT_NAME, crashes
from mixbench.gui.dialogs import Dialogs
from mixbench.gui.error_dialog import ErrorDialog
from mixbench.gui.message_bar import MessageBar
from mixbench.gui.preferences import Preferences
from mixbench.gui.shortcut_sheet import ShortcutSheet

FAKE_WORKER = Path(__file__).parent.parent / "fake_worker.py"


class Control(QObject):
    """A control whose worker was not started."""

    environment = None
    engine_changed = Signal(str, str)
    renewals = 0

    def renew_worker(self):
        self.renewals += 1


@pytest.fixture
def window(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    qtbot.waitExposed(window)
    return window


@pytest.fixture
def messages(window):
    bar = MessageBar(window)
    bar.float_over(window)
    return bar


@pytest.fixture
def dialogs(window, bench, themes, messages, tmp_path):
    actions = build_actions(window.menuBar())
    preferences = Preferences(tmp_path / "window.ini")
    yield Dialogs(window, bench, Control(window), preferences, themes, actions, messages.say)
    units.show_digits(units.USUAL_DIGITS)


def press(qtbot, widget, text):
    button = next(b for b in widget.findChildren(QPushButton) if b.text() == text)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_every_window_has_its_action(dialogs):
    assert set(dialogs.slots) == {"palette", "shortcuts", "preferences", "help", "report", "about"}


def test_an_unexpected_error_is_a_sentence_with_a_report_to_copy(dialogs, messages, window, qtbot, caplog):
    try:
        {}["depth"]
    except KeyError as error:
        dialogs.tell_error(error)
    assert "KeyError: 'depth'" in messages.text
    assert caplog.records[-1].exc_info
    press(qtbot, messages, "Details")
    dialog = window.findChild(ErrorDialog)
    press(qtbot, dialog, "Copy report")
    report = QGuiApplication.clipboard().text()
    assert "KeyError: 'depth'" in report and "Traceback" in report and "PySide6" in report
    assert dialog.copied.text()
    dialog.close()


def test_a_crash_is_offered_once_with_what_is_known(dialogs, messages, window, qtbot, tmp_path):
    (tmp_path / "window-1.alive").write_text("1 0.0\nMixBench 0.0.7\nFatal: Segmentation fault\n")
    (crash,) = crashes(tmp_path)
    dialogs.offer_crash(crash)
    assert "ended unexpectedly" in messages.text
    press(qtbot, messages, "Show report")
    dialog = window.findChild(ErrorDialog)
    assert "MixBench 0.0.7" in dialog.text.toPlainText()
    assert "Segmentation fault" in dialog.text.toPlainText()
    dialog.close()
    assert crashes(tmp_path) == ()
    assert (tmp_path / KEPT_NAME).exists()


def test_preferences_hold_at_once_and_at_the_next_start(dialogs, bench, qtbot, tmp_path):
    dialog = dialogs.show_preferences()
    with qtbot.waitSignal(dialogs.digits_changed):
        dialog.digits.setFocus()
        qtbot.keyClick(dialog.digits, Qt.Key.Key_End)
    dialog.precision.setFocus()
    qtbot.keyClick(dialog.precision, Qt.Key.Key_Home)
    dialog.theme.setFocus()
    qtbot.keyClick(dialog.theme, Qt.Key.Key_End)
    assert units.milliseconds(212.43817) == "212.4382"
    assert "212.4382" in dialog.sample.text()
    assert bench.sweep.precision == "quick"
    assert dialogs._actions["theme_dark"].isChecked()
    assert dialogs._control.renewals == 0
    dialog.python.python = "/opt/python"
    dialog.python.chosen.emit()
    assert dialogs._control.renewals == 1, "the worker is started in it at once"
    dialog.close()
    again = Preferences(tmp_path / "window.ini")
    assert again.number("numbers/digits", 0) == units.MOST_DIGITS
    assert again.text("measuring/precision") == "quick"
    assert again.text("engine/python") == "/opt/python"


def test_the_shortcuts_are_those_of_the_table_and_can_be_searched(qtbot):
    sheet = ShortcutSheet()
    qtbot.addWidget(sheet)
    sheet.show()
    assert sorted(line.text for line in sheet.shown) == sorted(line.text for line in shortcut_lines())
    qtbot.keyClicks(sheet.field, "redo")
    assert [line.keys for line in sheet.shown] == [("Ctrl+Shift+Z", "Ctrl+Y")]
    sheet.field.setText("ctrl+r")
    assert "Run" in [line.text for line in sheet.shown]
    sheet.field.setText("qqqq")
    assert sheet.shown == [] and sheet._nothing.isVisible()


def test_about_is_copied_as_lines(qtbot, tmp_path):
    about = AboutDialog(None, tmp_path)
    about.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(about)
    press(qtbot, about, "Copy")
    lines = dict(line.split(": ", 1) for line in QGuiApplication.clipboard().text().splitlines())
    assert lines["Results"] == str(tmp_path)
    assert lines["Worker"] == "not started yet"
    assert {"MixBench", "Python", "Qt", "Licence"} <= set(lines)


def test_a_session_that_ends_is_no_crash(tmp_path):
    environ = {
        **os.environ,
        "MIXBENCH_DATA_DIR": str(tmp_path),
        "MIXBENCH_WORKER_COMMAND": f"{sys.executable} {FAKE_WORKER}",
    }
    window = subprocess.Popen([sys.executable, "-m", "mixbench"], env=environ, stderr=subprocess.PIPE)
    until = time.monotonic() + 60
    while not list(tmp_path.glob("*.alive")) and window.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    window.send_signal(signal.SIGTERM)
    _, said = window.communicate(timeout=60)
    assert window.returncode == 0, said.decode()
    assert not list(tmp_path.glob("*.alive"))
