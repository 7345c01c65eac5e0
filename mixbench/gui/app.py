"""Starting the window: refuse what cannot work in a sentence, then open it."""

from __future__ import annotations

import importlib.metadata
import logging
import os
import re
import signal
import sys
from collections.abc import Sequence
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from mixbench.core.display import binding_problem, display_problem
from mixbench.core.errors import MixBenchError
from mixbench.core.heap import set_aside
from mixbench.core.units import show_digits
from mixbench.gui.error_report import LOG_NAME, trace_text
from mixbench.jobs.interpreter import worker_command
from mixbench.store.database import Store
from mixbench.store.location import data_folder, default_database_path

if TYPE_CHECKING:
    from PySide6.QtCore import QtMsgType
    from PySide6.QtWidgets import QApplication

    from mixbench.gui.main_window import MainWindow
    from mixbench.gui.preferences import Preferences
    from mixbench.gui.theme import ThemeManager

log = logging.getLogger("mixbench.gui")


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window and stay until it is closed; the exit code of the process."""
    problem = startup_problem()
    if problem:
        sys.stderr.write(f"mixbench: the window cannot open: {problem}\n")
        return 1
    try:
        return _run(list(argv if argv is not None else sys.argv))
    except MixBenchError as error:
        sys.stderr.write(f"mixbench: {error}\n")
        return 1


def startup_problem() -> str | None:
    """Why no window can be opened here, with the way out; None where one can."""
    try:
        pyside = importlib.metadata.version("PySide6_Essentials")
    except importlib.metadata.PackageNotFoundError:
        return "PySide6 is not installed; run `pip install PySide6-Essentials`, or use the command line"
    found = tuple(int(part) for part in re.findall(r"\d+", pyside)[:3])
    return binding_problem(sys.version_info[:3], found) or display_problem(os.environ)


def _run(argv: list[str]) -> int:
    from PySide6.QtCore import qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    from mixbench.gui.crash_log import CrashLog
    from mixbench.gui.preferences import Preferences, default_settings_path
    from mixbench.gui.remembrance import worn_themes
    from mixbench.gui.versions import versions_line

    QApplication.setApplicationName("mixbench")
    QApplication.setApplicationDisplayName("MixBench")
    QApplication.setDesktopFileName("org.mixbench.MixBench")
    app = QApplication(argv)
    store = Store(default_database_path())
    keep_log(data_folder())
    qInstallMessageHandler(log_of_qt)
    end_on_signals(app)
    preferences = Preferences(default_settings_path())
    crash_log = CrashLog(data_folder())
    crash_log.open(versions_line())
    try:
        code = show_windows(app, store, preferences, worn_themes(preferences))
    except Exception as error:
        crash_log.note(trace_text(error))
        raise
    crash_log.close()
    return code


def show_windows(app: QApplication, store: Store, preferences: Preferences, themes: ThemeManager) -> int:
    """Stay until the window is closed for good: one that closes for a new language is built anew in it."""
    from PySide6.QtCore import QTimer

    from mixbench.gui.choices import read_choices
    from mixbench.gui.crash_log import crashes
    from mixbench.gui.language import install_language
    from mixbench.gui.main_window import MainWindow
    from mixbench.gui.pseudo_language import install_pseudo_language, is_wanted
    from mixbench.gui.worker_process import ProcessTransport

    def make_transport() -> ProcessTransport:
        """A worker in the Python that is preferred at the moment when it is started."""
        return ProcessTransport(command=worker_command(python=read_choices(preferences).python))

    show_digits(read_choices(preferences).digits)
    while True:
        install_language(app, preferences.text("window/language", "system"))
        if is_wanted():
            install_pseudo_language(app)
        window = MainWindow(store, preferences, themes, make_transport)
        report_errors(window)
        window.show()
        QTimer.singleShot(0, set_aside)
        for crash in crashes(preferences.folder):
            window.dialogs.offer_crash(crash)
        code = app.exec()
        if window.isVisible():
            window.leave()
        if not window.is_reopening:
            return code
        window.deleteLater()
        store = Store(store.path)


def keep_log(folder: Path) -> None:
    """Write what goes wrong to a file beside the results, bounded in size."""
    handler = RotatingFileHandler(folder / LOG_NAME, maxBytes=1_000_000, backupCount=1, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.getLogger("mixbench").addHandler(handler)


def log_of_qt(kind: QtMsgType, _context: object, message: str | None) -> None:
    """What Qt complains of stands in the same log."""
    level = {"QtWarningMsg": logging.WARNING, "QtCriticalMsg": logging.ERROR, "QtFatalMsg": logging.CRITICAL}
    log.log(level.get(kind.name, logging.INFO), "Qt: %s", message or "")


def end_on_signals(app: QApplication) -> None:
    """A session that ends, or Ctrl+C, closes the window as it should be: that is no crash.

    Python looks at signals between its own instructions only; the window's timers see to it that there are
    some.
    """
    from PySide6.QtCore import QTimer

    for number in (signal.SIGTERM, signal.SIGINT):
        # Through the event loop, for the signal may come before it runs.
        signal.signal(number, lambda *_: QTimer.singleShot(0, lambda: app.exit(0)))


def report_errors(window: MainWindow) -> None:
    """An error of ours in a slot becomes a sentence on the screen and a traceback in the log."""

    def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
        else:
            window.dialogs.tell_error(error)

    sys.excepthook = report
