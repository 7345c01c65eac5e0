"""Take the pictures of the README from the real window, with a real run on this machine.

`python packaging/screenshots.py [FOLDER]` runs the first-start comparison at the quick target and saves
`first-start.png`, `running.png`, `finished-light.png`, `finished-dark.png` and `comparison.csv`.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from mixbench.gui.main_window import MainWindow
from mixbench.gui.preferences import Preferences
from mixbench.gui.theme import ThemeManager
from mixbench.jobs.events import ItemState
from mixbench.store.database import Store

HERE = Path(__file__).resolve().parent
SIZE = (1440, 900)


def wait(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def finished_share(window: MainWindow) -> float:
    """How much of the run is done."""
    items = window.bench.items.values()
    return sum(item.state is ItemState.FINISHED for item in items) / max(1, len(items))


def take(window: MainWindow, path: Path) -> None:
    """Save the window as it stands."""
    wait(700)
    window.grab().save(str(path))
    sys.stdout.write(f"{path}\n")


def choose_shown_point(window: MainWindow) -> None:
    """Select what the inspector should explain: ResMLP at the largest size it was measured at."""
    numbers = [n for n, item in window.bench.items.items() if item.case.model.variant == "resmlp_s12"]
    window.bench.choose_point(numbers[-2])


def main(folder: Path) -> None:
    """The story of a first visit: open, run, look, in both themes."""
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    themes = ThemeManager("light", app)
    themes.apply(app)
    with tempfile.TemporaryDirectory() as data:
        window = MainWindow(
            Store(Path(data) / "shots.sqlite3"), Preferences(Path(data) / "shots.ini"), themes
        )
        window.resize(*SIZE)
        window.show()
        wait(8000)
        take(window, folder / "first-start.png")
        window.toolbar.set_precision("quick")
        window.control.run()
        while finished_share(window) < 0.6:
            wait(500)
        choose_shown_point(window)
        take(window, folder / "running.png")
        while window.control.is_running:
            wait(500)
        take(window, folder / "finished-light.png")
        themes.set_mode("dark")
        take(window, folder / "finished-dark.png")
        window.export_csv(folder / "comparison.csv")
        window.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "screenshots")
