"""A window that ends badly leaves a word of it; one that ends well leaves nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from mixbench.gui.crash_log import KEPT_NAME, CrashLog, crashes

WINDOW = """
import os, signal, sys, time
from pathlib import Path
from mixbench.gui.crash_log import CrashLog
log = CrashLog(Path(sys.argv[1]))
log.open("MixBench 1.2.3")
{ending}
"""


def run_window(folder, ending):
    script = WINDOW.format(ending=ending)
    return subprocess.run(
        [sys.executable, "-c", script, str(folder)], capture_output=True, timeout=60, check=False
    ).returncode


@pytest.mark.parametrize(
    ("ending", "number", "trace"),
    [
        ("def sink(): os.kill(os.getpid(), signal.SIGSEGV)\nsink()", signal.SIGSEGV, "in sink"),
        ("os.kill(os.getpid(), signal.SIGKILL)", signal.SIGKILL, ""),
        ("log.note('NameError: x')\nos.kill(os.getpid(), signal.SIGKILL)", signal.SIGKILL, "NameError: x"),
    ],
)
def test_a_window_that_is_taken_down_tells_where(tmp_path, ending, number, trace):
    assert run_window(tmp_path, ending) == -number
    (crash,) = crashes(tmp_path)
    assert crash.versions == "MixBench 1.2.3"
    assert trace in crash.trace
    assert bool(crash.trace) is bool(trace)
    crash.put_away()
    assert crashes(tmp_path) == ()
    assert "MixBench 1.2.3" in (tmp_path / KEPT_NAME).read_text(encoding="utf-8")


def test_a_window_that_ends_well_leaves_nothing(tmp_path):
    assert run_window(tmp_path, "log.close()") == 0
    assert list(tmp_path.iterdir()) == []


def test_a_window_that_lives_is_no_crash(tmp_path):
    import psutil

    path = CrashLog(tmp_path).path
    path.write_text(f"{os.getpid()} {psutil.Process().create_time()}\nMixBench\n", encoding="utf-8")
    assert crashes(tmp_path) == ()
    # The number of a process is used again by another one that began later.
    path.write_text(f"{os.getpid()} 1000.0\nMixBench\n", encoding="utf-8")
    assert [crash.path for crash in crashes(tmp_path)] == [path]


def test_a_file_that_was_cut_off_is_a_crash_all_the_same(tmp_path):
    (tmp_path / "window-1.alive").write_text("", encoding="utf-8")
    assert [crash.versions for crash in crashes(tmp_path)] == [""]
