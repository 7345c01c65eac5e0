"""The dialog that saves results: in which format, which rows, which columns, and where."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QThread, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from mixbench.core.claims import Finding
from mixbench.core.errors import MixBenchError
from mixbench.gui.panel import GAP, muted, set_role
from mixbench.gui.results_export import (
    ColumnChoice,
    Exported,
    ExportRequest,
    FileKind,
    RowChoice,
    export,
    report_format,
    table_format,
)
from mixbench.gui.results_panel import ResultsPanel
from mixbench.gui.results_report import ReportRequest, ReportThread, report_language
from mixbench.report.formats import ReportFormat
from mixbench.store.exports import check_writable, has_parquet
from mixbench.store.sessions import StoredSession

_SUFFIXES: dict[FileKind, str] = {
    "csv": ".csv",
    "json": ".json",
    "parquet": ".parquet",
    "markdown": ".md",
    "latex": ".tex",
    "report-html": ".html",
    "report-markdown": ".md",
    "report-latex": ".tex",
}
_LEAST_WIDTH_PX = 520


def kind_titles() -> dict[FileKind, str]:
    """What each kind of file is for."""
    return {
        "csv": QCoreApplication.translate("Export", "CSV, for spreadsheets and programs"),
        "json": QCoreApplication.translate("Export", "JSON, for programs"),
        "parquet": QCoreApplication.translate("Export", "Parquet, for data frames"),
        "markdown": QCoreApplication.translate("Export", "Markdown table"),
        "latex": QCoreApplication.translate("Export", "LaTeX table (booktabs)"),
        "report-html": QCoreApplication.translate("Export", "Report on one page (HTML)"),
        "report-markdown": QCoreApplication.translate("Export", "Report, figures beside it (Markdown)"),
        "report-latex": QCoreApplication.translate("Export", "Report, figures beside it (LaTeX)"),
    }


class ExportDialog(QDialog):
    """Asks, writes, and says how it went. `load` gives the session of the table, `find` what was found out
    about the claims of the literature; `said` carries the good news. What was chosen last is chosen again.

    A table is written at once; a report is drawn beside the window, and the dialog waits for it."""

    said = Signal(str)

    def __init__(
        self,
        results: ResultsPanel,
        load: Callable[[], StoredSession | None],
        find: Callable[[str], Sequence[Finding]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._results, self._load, self._find = results, load, find
        self._writing: ReportThread | None = None
        self._folder, self._name = Path.home(), "mixbench"
        self.setWindowTitle(self.tr("Export results"))
        self.setMinimumWidth(_LEAST_WIDTH_PX)
        self._build_choices()
        self._build_place()
        self._lay_out()
        self.format_box.currentIndexChanged.connect(self._follow_format)
        self.path_line.textChanged.connect(self._check)
        self._check()

    # building

    def _build_choices(self) -> None:
        self.format_box = self._box(self.tr("Format"), self.tr("What the file is for"))
        for id, title in kind_titles().items():
            self.format_box.addItem(title, id)
        self.rows_box = self._box(self.tr("Rows"), self.tr("Which results go into the file"))
        self.columns_box = self._box(self.tr("Columns"), self.tr("Which figures of each result"))
        self.columns_box.addItem(self.tr("Those of the results file"), "standard")
        self.columns_box.addItem(self.tr("Those of the table, as it stands"), "shown")

    def _box(self, name: str, tooltip: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setToolTip(tooltip)
        return box

    def _build_place(self) -> None:
        self.path_line = QLineEdit(self)
        self.path_line.setAccessibleName(self.tr("File"))
        self.path_line.setToolTip(self.tr("Where the file is written"))
        self.browse_button = QPushButton(self.tr("Browse…"), self)
        self.browse_button.setToolTip(self.tr("Choose a folder and a name"))
        self.browse_button.setAutoDefault(False)
        self.browse_button.clicked.connect(self._browse)
        self.note = muted(parent=self, wrap=True)
        self.problem = QLabel(self)
        self.problem.setWordWrap(True)
        set_role(self.problem, "problem")
        self.buttons = QDialogButtonBox(self)
        cancel = self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        cancel.setToolTip(self.tr("Close without a file"))
        self.export_button = self.buttons.addButton(self.tr("Export"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.export_button.setToolTip(self.tr("Write the file"))
        set_role(self.export_button, "primary")
        for button in self.buttons.buttons():
            button.setIcon(QIcon())  # some desktops put pictures onto some of them
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)

    def _lay_out(self) -> None:
        place = QHBoxLayout()
        place.setSpacing(GAP)
        place.addWidget(self.path_line, 1)
        place.addWidget(self.browse_button)
        form = QFormLayout(self)
        form.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        form.setSpacing(GAP)
        form.addRow(self.tr("Format"), self.format_box)
        form.addRow(self.tr("Rows"), self.rows_box)
        form.addRow(self.tr("Columns"), self.columns_box)
        form.addRow(self.tr("File"), place)
        form.addRow(self.note)
        form.addRow(self.problem)
        form.addRow(self.buttons)

    # what is asked for

    @property
    def request(self) -> ExportRequest:
        """The file that the dialog describes."""
        kind: FileKind = self.format_box.currentData()
        rows: RowChoice = self.rows_box.currentData()
        columns: ColumnChoice = self.columns_box.currentData()
        return ExportRequest(kind, rows, columns, Path(self.path_line.text().strip()).expanduser())

    def ask(self, session: str) -> None:
        """Open for the results of a session."""
        self._name = f"mixbench-{session}"
        self._offer_rows()
        self._propose_path()
        self.problem.clear()
        self._check()
        self.open()

    def _offer_rows(self) -> None:
        before = self.rows_box.currentData()
        results = self._results
        self.rows_box.clear()
        every = self.tr("All results of the session ({count})")
        self.rows_box.addItem(every.format(count=results.model.total), "all")
        if results.model.filter.parts:
            left = self.tr("Those that the filter shows ({count})")
            self.rows_box.addItem(left.format(count=results.model.rowCount()), "shown")
        if results.selected_numbers:
            chosen = self.tr("The selected ones ({count})")
            self.rows_box.addItem(chosen.format(count=len(results.selected_numbers)), "selected")
        self.rows_box.setCurrentIndex(max(0, self.rows_box.findData(before)))

    def _propose_path(self) -> None:
        self.path_line.setText(str(self._folder / f"{self._name}{self._suffix}"))

    @property
    def _suffix(self) -> str:
        return _SUFFIXES[self.format_box.currentData()]

    def _follow_format(self) -> None:
        """Another format, another ending; a name that was typed stays otherwise."""
        path = Path(self.path_line.text())
        if path.suffix in _SUFFIXES.values():
            self.path_line.setText(str(path.with_suffix(self._suffix)))
        self._check()

    def _check(self) -> None:
        """Say beforehand what stands in the way, and what would be replaced."""
        is_table = table_format(self.format_box.currentData()) is not None
        self.rows_box.setEnabled(is_table)
        self.columns_box.setEnabled(is_table)
        lacks_parquet = self.format_box.currentData() == "parquet" and not has_parquet()
        self.problem.setText(
            self.tr("Parquet needs the library pyarrow: run pip install 'mixbench[parquet]'.")
            if lacks_parquet
            else ""
        )
        path = self.path_line.text().strip()
        exists = bool(path) and self.request.path.is_file()
        self._note(exists=exists, is_table=is_table)
        self.problem.setVisible(lacks_parquet)
        self.export_button.setEnabled(bool(path) and not lacks_parquet and self._writing is None)

    def _note(self, *, exists: bool, is_table: bool) -> None:
        """What will be replaced, what a report holds, and that one is being written."""
        lines = [
            self.tr("The report is being written; figures take some seconds.") if self._writing else "",
            "" if is_table else self.tr("A report is of the whole session, with all that is known of it."),
            self.tr("The file that is there will be replaced.") if exists else "",
        ]
        self.note.setText(" ".join(line for line in lines if line))
        self.note.setVisible(any(lines))

    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Export results"), self.path_line.text())
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(self._suffix.removeprefix("."))
        dialog.fileSelected.connect(self.path_line.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    # writing

    def accept(self) -> None:
        """Write the file; what is in the way is said, and the dialog stays."""
        request = self.request
        format = report_format(request.kind)
        try:
            if format is not None:
                self._begin_report(request, format)
                return
            count = export(request, self._exported(request))
        except MixBenchError as error:
            self._refuse(str(error))
            return
        self._end(request.path, self.tr("Saved %n result(s) to {path}", "", count))

    def _refuse(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()

    def _end(self, path: Path, news: str) -> None:
        self._folder = path.parent
        self.said.emit(news.format(path=path))
        super().accept()

    def _begin_report(self, request: ExportRequest, format: ReportFormat) -> None:
        """Draw and write in a thread of its own: a dozen figures take seconds."""
        stored = self._stored()
        check_writable(request.path)
        wanted = ReportRequest(stored, self._find(stored.id), format, request.path, report_language())
        self._writing = ReportThread(wanted)
        self._writing.finished.connect(self._end_report)
        self._check()
        self._writing.start(QThread.Priority.LowPriority)

    def _end_report(self) -> None:
        thread, self._writing = self._writing, None
        assert thread is not None
        self._check()
        if isinstance(thread.problem, MixBenchError):
            self._refuse(str(thread.problem))
            return
        if thread.problem is not None:
            raise thread.problem
        self._end(thread.request.path, self.tr("The report is saved to {path}"))

    def _stored(self) -> StoredSession:
        stored = self._load()
        if stored is None:
            raise MixBenchError(self.tr("There are no results to save yet; press Run first."))
        return stored

    def _exported(self, request: ExportRequest) -> Exported:
        stored = self._stored()
        results = self._results
        items = {
            "all": results.model.keys.items,
            "shown": results.model.shown_items(),
            "selected": results.selected_items,
        }[request.rows]
        return Exported(stored, tuple(items), tuple(results.columns.shown_columns()))

    # between starts

    def state(self) -> dict[str, str | bool]:
        """What was chosen, for the settings file."""
        request = self.request
        return {
            "format": request.kind,
            "rows": request.rows or "all",
            "columns": request.columns,
            "folder": str(self._folder),
        }

    def restore(self, state: Mapping[str, str | bool]) -> None:
        """Choose what was chosen last; what is unknown by now is left as it is."""
        self._offer_rows()
        boxes = (("format", self.format_box), ("rows", self.rows_box), ("columns", self.columns_box))
        for name, box in boxes:
            place = box.findData(state.get(name))
            if place >= 0:
                box.setCurrentIndex(place)
        folder = Path(str(state.get("folder", "")))
        if state.get("folder") and folder.is_dir():
            self._folder = folder
