"""What is told outside the window: the share in the title and on the task bar, and the end of a run."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from mixbench.gui.launcher_entry import LauncherEntry
from mixbench.gui.run_control import RunControl

#: How long a notification may stand before its icon leaves the tray.
_NOTICE_MS = 12_000


class Notice(QObject):
    """Keeps whoever looks at something else informed of the run."""

    def __init__(self, control: RunControl, window: QWidget, entry: LauncherEntry | None = None) -> None:
        super().__init__(window)
        self._window, self._entry = window, entry or LauncherEntry()
        self._is_running = False
        self._share = 0.0
        self._tray: QSystemTrayIcon | None = None
        control.running_changed.connect(self._follow)
        control.progress_changed.connect(self._show_progress)
        control.finished.connect(self.tell)
        self._entitle()

    def _follow(self, running: bool) -> None:
        self._is_running, self._share = running, 0.0
        if running:
            self._entry.show(0.0)
        else:
            self._entry.clear()
        self._entitle()

    def _show_progress(self, finished: int, total: int, _: str) -> None:
        share = finished / total if total else 0.0
        if self._is_running and share != self._share:
            self._share = share
            self._entry.show(share)
            self._entitle()

    def _entitle(self) -> None:
        """The title says the share first, for it is cut at its end in a task bar."""
        share = self.tr("{n} %").format(n=round(100 * self._share))
        self._window.setWindowTitle(f"{share} · MixBench" if self._is_running else "MixBench")

    def tell(self, sentence: str) -> None:
        """Tell the end of a run to whoever does not look at a window of ours."""
        if QApplication.activeWindow() is not None:
            return
        QApplication.alert(self._window)
        if QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages():
            self._notify(sentence)

    def _notify(self, sentence: str) -> None:
        tray = self._tray or QSystemTrayIcon(self._window.windowIcon(), self)
        if self._tray is None:
            self._tray = tray
            tray.setToolTip("MixBench")
            tray.messageClicked.connect(self._come_forward)
            tray.activated.connect(self._come_forward)
        tray.show()
        tray.showMessage("MixBench", sentence, self._window.windowIcon(), _NOTICE_MS)
        QTimer.singleShot(_NOTICE_MS, tray, tray.hide)

    def _come_forward(self) -> None:
        if self._window.isMinimized():
            self._window.showNormal()
        self._window.activateWindow()
