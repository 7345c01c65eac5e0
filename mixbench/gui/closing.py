"""Closing during a run: asked once whether to stop it. `cut_off` finds it again at the next start."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMessageBox, QWidget

from mixbench.gui.run_control import RunControl


class Closing(QObject):
    """Whether the window may close now. `decided`: it may, where it could not when it was asked."""

    decided = Signal()
    postponed = Signal(str)  # that the window closes later, in a sentence

    def __init__(self, control: RunControl, window: QWidget) -> None:
        super().__init__(window)
        self._control, self._window = control, window
        self._box: QMessageBox | None = None
        self._is_decided = self._waits_for_end = False
        control.running_changed.connect(self._follow)

    def may_close(self) -> bool:
        """True where nothing is cut off by it, or that was agreed to; else ask."""
        if self._is_decided or not self._control.is_running:
            return True
        self._ask()
        return False

    def agree(self) -> None:
        """Close, whatever is cut off."""
        self._is_decided = True
        self.decided.emit()

    def _ask(self) -> None:
        if self._box is None:
            self._box = self._question()
            self._box.finished.connect(self._forget)
            self._box.open()
        self._box.activateWindow()

    def _question(self) -> QMessageBox:
        box = QMessageBox(self._window)
        box.setWindowTitle(self.tr("A run is being measured"))
        box.setText(self.tr("Close MixBench while a run is being measured?"))
        box.setInformativeText(
            self.tr(
                "What has been measured is kept, whatever you choose. After a stop the next start offers to "
                "go on with the rest."
            )
        )
        stop = box.addButton(self.tr("Stop and close"), QMessageBox.ButtonRole.AcceptRole)
        later = box.addButton(self.tr("Close when it is done"), QMessageBox.ButtonRole.ActionRole)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        # Some styles put coloured pictures on buttons of their own.
        cancel.setIcon(QIcon())
        stop.clicked.connect(self.agree)
        later.clicked.connect(self._wait_for_end)
        cancel.clicked.connect(self._stay)
        box.setDefaultButton(cancel)
        box.setEscapeButton(cancel)
        return box

    def _forget(self) -> None:
        if self._box is not None:
            self._box.deleteLater()
        self._box = None

    def _stay(self) -> None:
        self._waits_for_end = False

    def _wait_for_end(self) -> None:
        self._waits_for_end = self._control.is_running
        if self._waits_for_end:
            self.postponed.emit(self.tr("MixBench closes when the run is done."))
        else:
            self.agree()

    def _follow(self, running: bool) -> None:
        """The run may end while the question stands, or is what a close waits for."""
        if running:
            return
        if self._box is not None:
            self._box.close()
        if self._waits_for_end:
            # The run's end is still being told to the others.
            QTimer.singleShot(0, self, self.agree)
