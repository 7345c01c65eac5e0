"""The session on the screen as a CSV file, in one question."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from mixbench.core.errors import MixBenchError
from mixbench.gui.run_control import RunControl
from mixbench.gui.workbench import Workbench
from mixbench.store.exports import write


class SessionCsv(QObject):
    """Asks where to, and saves every measured case. `refused`: there is nothing yet; `failed`: why not."""

    said = Signal(str)
    refused = Signal(str)
    failed = Signal(str)

    def __init__(self, bench: Workbench, control: RunControl, window: QWidget) -> None:
        super().__init__(window)
        self._bench, self._control, self._window = bench, control, window

    def ask(self) -> None:
        """Ask where to, then save the results of the session that is shown."""
        if not any(item.measurement for item in self._bench.items.values()):
            self.refused.emit(self.tr("There are no results to save yet; press Run first."))
            return
        name = f"mixbench-{self._bench.session}.csv"
        dialog = QFileDialog(self._window, self.tr("Export results"), name)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.setNameFilter(self.tr("Comma-separated values (*.csv)"))
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def save(self, path: Path) -> None:
        """Write the file; a path that cannot be written is a sentence, and costs nothing."""
        try:
            rows = self._control.shown.rows()
            write(rows, "csv", path)
        except MixBenchError as error:
            self.failed.emit(str(error))
            return
        self.said.emit(self.tr("Saved %n result(s) to {path}", "", len(rows)).format(path=path))
