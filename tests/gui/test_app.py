"""What cannot start says why, in one sentence with the way out."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
from PySide6.QtCore import QtMsgType

from mixbench.core.display import binding_problem, display_problem
from mixbench.gui.app import log_of_qt


def test_no_display_names_the_command_line():
    assert "mixbench --help" in display_problem({}, "linux", lambda name: True)
    assert display_problem({"DISPLAY": ":0"}, "linux", lambda name: True) is None
    assert display_problem({"WAYLAND_DISPLAY": "wayland-0"}, "linux", lambda name: False) is None
    assert display_problem({"QT_QPA_PLATFORM": "offscreen"}, "linux", lambda name: True) is None
    assert display_problem({}, "darwin", lambda name: False) is None


def test_the_missing_library_is_named_with_its_package():
    problem = display_problem({"DISPLAY": ":0"}, "linux", lambda name: "cursor" not in name)
    assert "Debian, Ubuntu: libxcb-cursor0)" in problem
    assert "mixbench --help" in problem


@pytest.mark.parametrize(
    ("python", "pyside", "is_refused"),
    [
        ((3, 11, 7), (6, 12, 0), True),
        ((3, 11, 7), (6, 11, 3), False),
        ((3, 12, 1), (6, 12, 0), False),
        ((3, 13, 0), (6, 13, 1), False),
    ],
)
def test_the_pair_that_crashes_is_refused(python, pyside, is_refused):
    assert bool(binding_problem(python, pyside)) is is_refused


def test_without_a_display_the_window_is_refused_in_a_sentence():
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environ = {name: value for name, value in os.environ.items() if name not in hidden}
    done = subprocess.run(
        [sys.executable, "-m", "mixbench"],
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert done.stderr.startswith("mixbench: the window cannot open: there is no display")
    assert "Traceback" not in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_a_newer_database_is_refused_untouched(tmp_path):
    import sqlite3

    from mixbench.store.database import Store

    path = tmp_path / "mixbench.sqlite3"
    Store(path).close()
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA user_version = 999")
    database.close()
    before = path.read_bytes()
    done = subprocess.run(
        [sys.executable, "-m", "mixbench"],
        env={**os.environ, "MIXBENCH_DATA_DIR": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 1
    assert "newer MixBench" in done.stderr
    assert "Traceback" not in done.stderr
    assert path.read_bytes() == before


def test_what_qt_complains_of_stands_in_the_log(caplog):
    log_of_qt(QtMsgType.QtWarningMsg, None, "a layout has two parents")
    log_of_qt(QtMsgType.QtFatalMsg, None, None)
    assert [(record.name, record.levelname) for record in caplog.records] == [
        ("mixbench.gui", "WARNING"),
        ("mixbench.gui", "CRITICAL"),
    ]
    assert "a layout has two parents" in caplog.text
