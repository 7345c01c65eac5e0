"""What is told outside the window: the title, the task bar, and the end of a run."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from mixbench.gui.launcher_entry import LauncherEntry
from mixbench.gui.notice import Notice


class Control(QObject):
    """The signals of a run."""

    running_changed = Signal(bool)
    progress_changed = Signal(int, int, str)
    finished = Signal(str)


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    return window


@pytest.fixture
def control(qapp):
    control = Control()
    yield control
    control.deleteLater()


def test_title_and_task_bar_follow_the_run(window, control):
    sent = []
    notice = Notice(control, window, LauncherEntry(sent.append))
    assert window.windowTitle() == "MixBench"
    control.progress_changed.emit(40, 40, "of the last session")
    assert window.windowTitle() == "MixBench" and not sent
    control.running_changed.emit(True)
    for finished in (25, 25, 26):
        control.progress_changed.emit(finished, 40, "")
    assert window.windowTitle() == "65 % · MixBench"
    control.running_changed.emit(False)
    assert window.windowTitle() == "MixBench"

    assert {message.interface() for message in sent} == {"com.canonical.Unity.LauncherEntry"}
    assert {message.member() for message in sent} == {"Update"}
    arguments = [message.arguments() for message in sent]
    assert {desktop_file for desktop_file, _ in arguments} == {"application://org.mixbench.MixBench.desktop"}
    shown = [(entry["progress"], entry["progress-visible"]) for _, entry in arguments]
    assert shown == [(0.0, True), (0.625, True), (0.65, True), (0.0, False)], "no message without news"
    notice.deleteLater()


def test_the_end_is_told_to_whoever_looks_elsewhere(window, control, monkeypatch):
    alerted, told = [], []
    monkeypatch.setattr(QApplication, "alert", alerted.append)
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "supportsMessages", lambda: True)
    monkeypatch.setattr(QSystemTrayIcon, "show", lambda _: None)
    monkeypatch.setattr(QSystemTrayIcon, "showMessage", lambda _, *what: told.append(what[:2]))
    # Windows of earlier tests may still be looked at.
    monkeypatch.setattr(QApplication, "activeWindow", lambda: None)
    notice = Notice(control, window, LauncherEntry(lambda _: None))
    control.finished.emit("All 40 points measured.")
    assert alerted == [window] and told == [("MixBench", "All 40 points measured.")]

    monkeypatch.setattr(QApplication, "activeWindow", lambda: window)
    control.finished.emit("All 40 points measured.")
    assert len(alerted) == len(told) == 1
    notice.deleteLater()
