"""Exporting in the window: the dialog, with the session of the table and the plot of the page beside it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from mixbench.gui.export_dialog import ExportDialog
from mixbench.gui.preferences import Preferences
from mixbench.gui.results_panel import ResultsPanel
from mixbench.gui.results_report import drawing_of
from mixbench.gui.scaling_page import ScalingPage
from mixbench.gui.theme import ThemeManager
from mixbench.gui.workbench import Workbench
from mixbench.store.database import Store
from mixbench.store.reports import Drawing
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
        page: ScalingPage,
        themes: ThemeManager,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._bench, self._store, self._preferences = bench, store, preferences
        self._page, self._themes = page, themes
        self.dialog = ExportDialog(results, self._stored, self._drawings, parent)
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

    def _drawings(self) -> tuple[Drawing, ...]:
        """The plot as it stands on the page; none where there is nothing on it."""
        view = self._page.view
        if view.figure.empty:
            return ()
        return (drawing_of(view.plot, self._themes.theme, view.figure.caption),)

    def _keep(self) -> None:
        self._preferences.set_flags(_GROUP, self.dialog.state())
