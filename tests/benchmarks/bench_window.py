"""How fast the window answers, as ratios within one run. Run with
`packaging/test -s tests/benchmarks/bench_window.py`; nothing here asserts a time."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from mixbench.catalog import registry
from mixbench.core.model import Model

FAKE_WORKER = Path(__file__).parent.parent / "fake_worker.py"
REPEATS = 5
FRAME_MS = 16.0

#: The window as `mixbench` opens it, closed as soon as it has been painted.
WINDOW = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from mixbench.gui.main_window import MainWindow
from mixbench.gui.preferences import Preferences
from mixbench.gui.theme import ThemeManager
from mixbench.store.database import Store
app = QApplication([])
themes = ThemeManager("light", app)
themes.apply(app)
folder = Path(sys.argv[1])
window = MainWindow(Store(folder / "db.sqlite3"), Preferences(folder / "window.ini"), themes)
window.show()
app.processEvents()
window.grab()
print("shown", flush=True)
window.close()
"""


def _seconds_until_line(command: list[str], environ: dict[str, str]) -> float:
    begun = time.perf_counter()
    with subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
        assert process.stdout is not None
        assert process.stdout.readline(), "the process ended before it said anything"
        return time.perf_counter() - begun


def test_window_against_import_torch(tmp_path):
    """Both from a cold interpreter, in turn, so that a busy moment of the machine meets both.

    Both from compiled bytecode, as installed programs run: pip has compiled torch, the first window, which
    is not counted, compiles ours.
    """
    environ = {**os.environ, "MIXBENCH_WORKER_COMMAND": f"{sys.executable} {FAKE_WORKER}"}
    environ.pop("PYTHONDONTWRITEBYTECODE", None)
    torch = [sys.executable, "-c", "import torch; print('loaded', flush=True)"]
    window = [sys.executable, "-c", WINDOW, str(tmp_path)]
    _seconds_until_line(window, environ)
    pairs = [
        (_seconds_until_line(window, environ), _seconds_until_line(torch, environ)) for _ in range(REPEATS)
    ]
    ratios = sorted(shown / loaded for shown, loaded in pairs)
    shown, loaded = (statistics.median(column) for column in zip(*pairs, strict=True))
    print(
        f"\nwindow painted after {shown:.2f} s, import torch done after {loaded:.2f} s; "
        f"ratio {statistics.median(ratios):.2f} ({ratios[0]:.2f} to {ratios[-1]:.2f}, {REPEATS} pairs)"
    )


def test_law_preview_against_a_frame():
    """A curve of 64 points for every variant, against one frame of 16 ms."""
    sides = range(64, 64 + 64 * 16, 16)
    slowest: list[tuple[float, str]] = []
    for family in registry.families():
        for variant in family.variants:
            resolved = registry.resolve(Model(variant.id))
            begun = time.perf_counter()
            for side in sides:
                if resolved.refusal(side, side) is None:
                    resolved.law(side, side)
            slowest.append(((time.perf_counter() - begun) * 1000, variant.name))
    slowest.sort(reverse=True)
    typical = statistics.median(ms for ms, _ in slowest)
    print(
        f"\n64-point law curve: slowest {slowest[0][1]} {slowest[0][0]:.2f} ms, median {typical:.2f} ms; "
        f"{slowest[0][0] / FRAME_MS:.2f} of a {FRAME_MS:g} ms frame at worst"
    )
