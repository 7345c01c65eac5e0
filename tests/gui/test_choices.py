"""What is chosen in the preferences is there at the next start, and holds where a comparison begins."""

from __future__ import annotations

import subprocess
import sys

import pytest

from mixbench.gui.choices import Choices, keep_choices, read_choices
from mixbench.gui.preferences import Preferences, restore_bench
from mixbench.gui.workbench import Workbench

CHOSEN = Choices(digits=6, python="/opt/other/bin/python", threads=3, precision="publish")


def test_choices_are_read_in_another_process(tmp_path, qapp):
    path = tmp_path / "window.ini"
    keep_choices(Preferences(path), CHOSEN)
    script = (
        "import sys; from pathlib import Path; from mixbench.gui.preferences import Preferences; "
        "from mixbench.gui.choices import read_choices; print(read_choices(Preferences(Path(sys.argv[1]))))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.strip() == repr(CHOSEN)


def test_nothing_chosen_is_the_usual(tmp_path, qapp):
    assert read_choices(Preferences(tmp_path / "window.ini")) == Choices()


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("numbers/digits", "99"),
        ("numbers/digits", "many"),
        ("measuring/threads", "-2"),
        ("measuring/precision", "exact"),
    ],
)
def test_what_a_file_says_wrongly_is_as_if_never_chosen(tmp_path, qapp, key, value):
    preferences = Preferences(tmp_path / "window.ini")
    preferences.set_text(key, value)
    assert read_choices(preferences) == Choices()


def test_a_comparison_begins_with_the_chosen_threads_and_precision(tmp_path, qapp):
    preferences = Preferences(tmp_path / "window.ini")
    keep_choices(preferences, CHOSEN)
    bench = Workbench()
    restore_bench(preferences, bench)
    assert bench.ticked
    assert bench.sweep.conditions.threads == 3
    assert bench.sweep.precision == "publish"
    bench.deleteLater()
