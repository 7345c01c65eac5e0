"""Duels in the window: two selected results are held against one another, in a dialog beside the rest."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from mixbench.gui.duel_dialog import DuelDialog
from mixbench.gui.duel_words import outcome_sentence
from mixbench.gui.duelling import Bout
from mixbench.gui.results_panel import ResultsPanel
from mixbench.gui.run_control import RunControl


class DuelControl(QObject):
    """Begins duels, repeats them, and follows them in the dialog. `said`: how one ended out of sight."""

    said = Signal(str)
    refused = Signal(str)

    def __init__(
        self, control: RunControl, results: ResultsPanel, dialog: DuelDialog, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._control, self._results, self._dialog = control, results, dialog
        dialog.again_requested.connect(self._repeat)
        dialog.stop_requested.connect(control.stop)
        control.duel_changed.connect(self._follow)

    def begin(self) -> None:
        """Hold the two selected results against one another."""
        self._control.duel(*self._results.selected_cases)

    def show_last(self) -> None:
        """Bring the window of the latest duel back."""
        bout = self._control.last_duel()
        if bout is None:
            sentence = self.tr("There has been no duel yet; select two rows of the results and press Duel.")
            self.refused.emit(sentence)
            return
        self._dialog.show_bout(bout)
        self._raise()

    def _raise(self) -> None:
        self._dialog.show()
        self._dialog.activateWindow()

    def _repeat(self) -> None:
        bout = self._dialog.bout
        if bout is not None:
            self._control.duel(bout.first.case, bout.second.case)

    def _follow(self, bout: Bout) -> None:
        """Show a duel as it begins; whoever closed its window is told how it ended."""
        is_new = self._dialog.bout is None or self._dialog.bout.session != bout.session
        self._dialog.show_bout(bout)
        if is_new:
            self._raise()
        elif bout.is_over and not self._dialog.isVisible():
            self.said.emit(outcome_sentence(bout))
