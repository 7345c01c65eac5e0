"""Take the pictures of the README from the real window, after a real run on this machine.

`python packaging/screenshots.py [FOLDER] [--data FOLDER]` runs the first-start comparison at the quick
target and saves `first-start.png`, `running.png` and `queue.png` meanwhile, `finished-light.png`,
`finished-dark.png`, one of each other page (the claims checked, the probe trained), `multiples.png`,
`sessions.png`, `palette.png`, and `comparison.csv`. With `--data` the results are kept there, and a second
call takes the pictures after the run from them without another.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QWidget

from mixbench.core.measurement import Status
from mixbench.core.model import Model
from mixbench.gui.language import install_language
from mixbench.gui.main_window import MainWindow
from mixbench.gui.preferences import Preferences
from mixbench.gui.theme import ThemeManager
from mixbench.jobs.events import ItemState
from mixbench.store.database import Store

HERE = Path(__file__).resolve().parent
SIZE = (1440, 900)
#: Long enough for torch to load and the sweep's peak memory to be counted.
WAKE_MS = 9000
#: Long enough for the engine to answer a page.
ANSWER_MS = 6000
#: Longer than all claims take.
LONGEST_S = 600


def wait(milliseconds: int) -> None:
    """Let the window live for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def wait_while(is_busy: Callable[[], bool]) -> None:
    """Let the window live until it is done with something, or has taken very long."""
    began = monotonic()
    wait(ANSWER_MS)
    while is_busy() and monotonic() - began < LONGEST_S:
        wait(500)


def take(window: MainWindow, path: Path, over: QWidget | None = None) -> None:
    """Save the window as it stands, with another that is over it."""
    wait(900)
    window.messages.hide()
    QApplication.processEvents()  # what has just changed its words finds its room
    picture = window.grab()
    if over is not None:
        painter = QPainter(picture)
        painter.drawPixmap(window.mapFromGlobal(over.mapToGlobal(over.rect().topLeft())), over.grab())
        painter.end()
    picture.save(str(path))
    sys.stdout.write(f"{path}\n")
    sys.stdout.flush()


def show_metric(window: MainWindow, key: str, *, log: bool) -> None:
    """Choose what the plot shows."""
    box = window.pages.scaling.metric_box
    box.setCurrentIndex(box.findData(key))
    for switch in (window.pages.scaling.log_x, window.pages.scaling.log_y):
        switch.setChecked(log)


def explain_last(window: MainWindow, variant: str) -> None:
    """Select the largest size at which a variant was measured."""
    measured = [
        number
        for number, item in window.bench.items.items()
        if item.state is ItemState.FINISHED
        and item.case.model.variant == variant
        and item.measurement is not None
        and item.measurement.status in (Status.OK, Status.UNSTABLE)
    ]
    window.bench.choose_point(measured[-1] if measured else None)


def begun_share(window: MainWindow) -> float:
    """How many of the points have rounds already, and not only a first look."""
    items = window.bench.items.values()
    return sum(item.estimate is not None for item in items) / max(1, len(items))


def tour(window: MainWindow, folder: Path) -> None:
    """A picture of each page beside the plot, of the selected model and point."""
    pages = window.pages
    simple = ("laws", "breakdown", "layers", "counters", "memory", "distribution", "roofline", "pareto")
    for name in (*simple, "papers"):
        pages.setCurrentWidget(getattr(pages, name))
        wait(ANSWER_MS)
        take(window, folder / f"{name}.png")
    pages.setCurrentWidget(pages.fields)
    wait_while(pages.fields.line.isVisible)
    take(window, folder / "fields.png")
    selected = window.bench.selected
    window.bench.select(Model("mixer_s16"))
    pages.setCurrentWidget(pages.weights)
    wait(ANSWER_MS)
    take(window, folder / "weights.png")
    window.bench.select(selected)
    pages.setCurrentWidget(pages.learning)
    pages.learning.start()
    wait_while(lambda: pages.learning.source.is_training)
    take(window, folder / "learning.png")
    pages.setCurrentWidget(pages.claims)
    pages.claims.run_all.click()
    wait_while(lambda: pages.claims.stop.isEnabled())
    take(window, folder / "claims.png")
    pages.setCurrentWidget(pages.scaling)
    pages.scaling.multiples.choose("metrics")
    take(window, folder / "multiples.png")
    pages.scaling.multiples.choose("one")


def beside_the_results(window: MainWindow, panel: str, path: Path) -> None:
    """A picture of a panel that shares the place of the results."""
    window.docks.show_panel(panel)
    take(window, path)
    window.docks.show_panel("results")


def find_an_action(window: MainWindow, path: Path) -> None:
    """A picture of the command palette at work."""
    palette = window.dialogs.palette
    palette.come_up()
    palette.field.setText("mi")
    take(window, path, palette)
    palette.close()


def run(window: MainWindow, folder: Path) -> None:
    """The first visit: the comparison as it greets, then a run."""
    take(window, folder / "first-start.png")
    window.toolbar.set_precision("quick")
    window.control.run()
    while begun_share(window) < 0.6:
        wait(500)
    show_metric(window, "latency", log=False)
    explain_last(window, "cyclemlp_b1")
    take(window, folder / "running.png")
    beside_the_results(window, "queue", folder / "queue.png")
    while window.control.is_running:
        wait(500)


def shoot(folder: Path, data: Path) -> None:
    """Open, run where there is nothing yet, and look at the results in both themes."""
    app = QApplication([])
    install_language(app, "en")
    themes = ThemeManager("light", app)
    themes.apply(app)
    window = MainWindow(Store(data / "shots.sqlite3"), Preferences(data / "shots.ini"), themes)
    window.resize(*SIZE)
    window.show()
    wait(WAKE_MS)
    if not window.bench.items:
        run(window, folder)
    show_metric(window, "macs", log=False)
    explain_last(window, "resmlp_s12")
    take(window, folder / "finished-light.png")
    tour(window, folder)
    beside_the_results(window, "sessions", folder / "sessions.png")
    find_an_action(window, folder / "palette.png")
    show_metric(window, "latency", log=True)
    themes.set_mode("dark")
    take(window, folder / "finished-dark.png")
    window.csv.save(folder / "comparison.csv")
    window.close()


def main() -> None:
    """Read the two folders and take the pictures."""
    parser = argparse.ArgumentParser(description="Take the pictures of the README.")
    parser.add_argument("folder", nargs="?", type=Path, default=HERE / "screenshots")
    parser.add_argument("--data", type=Path, help="keep the results here and use them the next time")
    asked = parser.parse_args()
    asked.folder.mkdir(parents=True, exist_ok=True)
    if asked.data is not None:
        asked.data.mkdir(parents=True, exist_ok=True)
        shoot(asked.folder, asked.data)
        return
    with tempfile.TemporaryDirectory() as data:
        shoot(asked.folder, Path(data))


if __name__ == "__main__":
    main()
