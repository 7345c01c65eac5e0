"""Exporting in the window: the dialog, with the session of the table beside it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from mixbench.core.claims import Finding
from mixbench.gui.export_dialog import ExportDialog
from mixbench.gui.preferences import Preferences
from mixbench.gui.results_panel import ResultsPanel
from mixbench.gui.workbench import Workbench
from mixbench.store.database import Store
from mixbench.store.sessions import StoredSession

_GROUP = "export"


class ExportControl(QObject):
    """Opens the dialog. `said`: what was saved; `refused`: why there is nothing to save."""

    said = Signal(str)
    refused = Signal(str)

    def __init__(
        self,
        bench: Workbench,
        store: Store,
        preferences: Preferences,
        results: ResultsPanel,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._bench, self._store, self._preferences = bench, store, preferences
        self.dialog = ExportDialog(results, self._stored, self._findings, parent)
        self.dialog.restore(preferences.flags(_GROUP))
        self.dialog.said.connect(self.said)
        self.dialog.accepted.connect(self._keep)

    def ask(self) -> None:
        """Ask in which format, which rows, which columns and where to."""
        if self._bench.session is None or not any(item.measurement for item in self._bench.items.values()):
            self.refused.emit(self.tr("There are no results to save yet; press Run first."))
            return
        self.dialog.ask(self._bench.session)

    def _stored(self) -> StoredSession | None:
        return None if self._bench.session is None else self._store.load(self._bench.session)

    def _findings(self, session: str) -> tuple[Finding, ...]:
        """What was found out about the claims of the literature, of this session or of none."""
        return tuple(self._store.findings.known(session).values())

    def _keep(self) -> None:
        self._preferences.set_flags(_GROUP, self.dialog.state())
