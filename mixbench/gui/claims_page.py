"""The page of the claims: the literature's statements, run here, with their evidence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSplitter,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from mixbench.claims.documents import markdown
from mixbench.claims.registry import Check
from mixbench.core.claims import Finding
from mixbench.core.errors import MixBenchError
from mixbench.core.measurement import Environment
from mixbench.core.sweep import SweepPlan
from mixbench.gui.claims_detail import ClaimDetail
from mixbench.gui.claims_model import NUMBER, STATEMENT, VERDICT, ClaimsModel, ClaimsOrder
from mixbench.gui.claims_source import ClaimsSource
from mixbench.gui.claims_state import ClaimsState
from mixbench.gui.export_chip import ExportChip
from mixbench.gui.flow_layout import chain_focus
from mixbench.gui.help_button import HelpButton
from mixbench.gui.panel import GAP, Chip
from mixbench.gui.plain_table import dress
from mixbench.gui.theme import ThemeManager
from mixbench.gui.workbench import Workbench
from mixbench.jobs.events import Answered
from mixbench.store.rows import Row

#: A row holds two lines of a statement.
_ROW_PX, _NUMBER_PX, _VERDICT_PX = 42, 38, 112
#: Steps of the progress bar.
_FINE = 1000
#: Of the width: the list, and what is said of the selected claim.
_SHARES = (5, 6)


class ClaimsPage(QWidget):
    """A list to search and sort, beside it the selected claim. `findings_of` and `rows_of` give what is
    stored for the session that is shown, `rows_in` what another holds, `rows_before` what was measured for a
    claim once already; `measure` begins a run and says whether it did. `failed` and `said` carry sentences
    to show the user."""

    asked = Signal(object)  # Question
    withdrawn = Signal(object)  # Question
    found = Signal(object)  # Finding, to be kept
    halted = Signal()  # the run that `measure` began need not go on
    failed = Signal(str)
    said = Signal(str)

    def __init__(self, bench: Workbench, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.findings_of: Callable[[], dict[str, Finding]] = dict
        self.rows_of: Callable[[], Sequence[Row]] = tuple
        self.rows_in: Callable[[str], Sequence[Row]] = lambda _: ()
        self.rows_before: Callable[[SweepPlan], Sequence[Row]] = lambda _: ()
        self.measure: Callable[[SweepPlan], bool] = lambda _: False
        self._bench = bench
        self._is_running, self._is_stale = False, True
        self.model, self.order, self.source = ClaimsModel(themes, self), ClaimsOrder(self), ClaimsSource(self)
        self.order.setSourceModel(self.model)
        self.detail = ClaimDetail(bench, themes, self)
        self.export = ExportChip(self.detail.views, themes, self._file_name, self._caption, self)
        self._make_bar()
        self.table = self._make_table()
        self.state = ClaimsState(self.source, self)
        self._lay_out()
        self._wire(bench)
        self._show_state()

    # building

    def _make_bar(self) -> None:
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search statement, paper, verdict…"))
        self.search.setAccessibleName(self.tr("Search the claims"))
        self.search.setToolTip(self.tr("Show only the claims in which every word occurs"))
        self.search.setClearButtonEnabled(True)
        self.run_one = QPushButton(self.tr("Check"), self)
        self.run_one.setToolTip(self.tr("Check the selected claims here"))
        self.run_all = QPushButton(self.tr("Check all"), self)
        self.run_all.setToolTip(self.tr("Check all claims that are listed, one after the other"))
        self.stop = QPushButton(self.tr("Stop"), self)
        self.stop.setToolTip(self.tr("Stop checking; findings that are there are kept"))
        self.copy_chip = Chip(self.tr("Copy"), self.tr("Copy the selected claim as text"), parent=self)
        self.save_chip = Chip(
            self.tr("Save…"), self.tr("Save the findings of the listed claims as Markdown"), parent=self
        )
        self.progress = QProgressBar(self)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(self.tr("Claims checked"))
        self.progress.setToolTip(self.tr("How many of the claims that were asked for are checked"))

    def _make_table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.order)
        table.setAccessibleName(self.tr("Claims of the literature"))
        dress(table, _ROW_PX, self.copy)
        header = table.horizontalHeader()
        header.setSectionResizeMode(STATEMENT, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(NUMBER, _NUMBER_PX)
        header.resizeSection(VERDICT, _VERDICT_PX)
        table.setWordWrap(True)
        return table

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(GAP)
        bar.addWidget(self.search, 1)
        buttons = (self.run_one, self.run_all, self.stop, self.copy_chip, self.save_chip)
        row: tuple[QWidget, ...] = (*buttons, HelpButton("claims", self), self.export)
        for widget in row:
            bar.addWidget(widget)
        chain_focus((self.search, *row, self.table))
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        for place, part in enumerate((self.table, self.detail)):
            self.splitter.addWidget(part)
            self.splitter.setStretchFactor(place, _SHARES[place])
        self.splitter.setSizes([100 * share for share in _SHARES])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GAP, 0, 0)
        layout.setSpacing(GAP)
        layout.addLayout(bar)
        layout.addWidget(self.progress)
        layout.addWidget(self.splitter, 1)
        layout.addWidget(self.state)

    def _wire(self, bench: Workbench) -> None:
        self.search.textChanged.connect(self._filter)
        self.run_one.clicked.connect(lambda: self._run(self._selected()))
        self.run_all.clicked.connect(lambda: self._run(self._listed()))
        self.state.measure.clicked.connect(lambda: self._run(self._timed(), is_measuring=True))
        self.stop.clicked.connect(self.source.stop)
        self.copy_chip.clicked.connect(self.copy)
        self.save_chip.clicked.connect(self.ask_where)
        self.table.selectionModel().selectionChanged.connect(self._show_selected)
        self.table.activated.connect(lambda _: self._run(self._selected()))
        bench.items_reset.connect(self._forget)
        self.source.asked.connect(self.asked)
        self.source.withdrawn.connect(self.withdrawn)
        self.source.found.connect(self._take_finding)
        self.source.changed.connect(self._show_state)
        self.source.lacking.connect(self._have_measured)
        self.source.halted.connect(self.halted)
        self.export.failed.connect(self.failed)
        self.export.said.connect(self.said)

    # what is stored

    def showEvent(self, event: QShowEvent) -> None:
        """Someone looks: what was found before is shown again."""
        super().showEvent(event)
        if self._is_stale:
            self._load()

    def _forget(self) -> None:
        """Another session is on the screen; what belongs to it is read when someone looks."""
        self._is_stale = True
        if self.isVisible():
            self._load()

    def _load(self) -> None:
        self._is_stale = False
        self.model.load()
        if not self.table.selectionModel().hasSelection():
            self.table.selectRow(0)
        try:
            self.model.show(self.findings_of())
        except MixBenchError as error:
            self.failed.emit(str(error))
        self._show_selected()
        self._show_state()

    # checking

    def take(self, answered: Answered) -> None:
        """Hear what the engine says to a question."""
        self.source.take(answered)

    def set_environment(self, environment: Environment) -> None:
        """The machine as the engine sees it."""
        self.source.environment = environment

    def set_running(self, is_running: bool) -> None:
        """While a run is measured, claims wait for its end."""
        self._is_running = is_running
        self._show_state()

    def show_measuring(self, finished: int, total: int, sentence: str) -> None:
        """How far a run is; told where it is one of this page's."""
        self.state.measuring_text = sentence
        if self.source.is_measuring:
            self.source.measured_share = finished / max(1, total)
            self._show_state()

    def take_measured(self, session: str, outcome: str) -> None:
        """A run of this page's is over. One that was stopped stops the checks that wait for it."""
        if outcome == "cancelled":
            self.source.stop()
        elif self.source.is_measuring:
            self.source.take_measured(self._read(lambda: self.rows_in(session)))

    def _have_measured(self, plan: SweepPlan) -> None:
        self.state.measuring_text = ""
        earlier = self._read(lambda: self.rows_before(plan))
        if earlier:
            self.source.take_measured(earlier)
        elif not self.measure(plan):
            self.source.take_measured(None)

    def _read(self, read: Callable[[], Sequence[Row]]) -> Sequence[Row] | None:
        """Stored rows; None where the reason why there are none was told."""
        try:
            return read()
        except MixBenchError as error:
            self.failed.emit(str(error))
            return None

    def _timed(self) -> list[Check]:
        """The selected claims that rest on measurements."""
        return [check for check in self._selected() if check.claim.is_timed]

    def _run(self, checks: Sequence[Check], *, is_measuring: bool = False) -> None:
        if self._is_running or self.source.is_checking:
            return
        rows = self._read(self.rows_of)
        if rows is not None:
            self.source.start(checks, rows, self._bench.session or "", is_measuring=is_measuring)

    def _take_finding(self, finding: Finding) -> None:
        """A check that broke takes the place of no finding, here as in the store."""
        known = self.model.known(finding.claim)
        if finding.failure and known is not None and not known.failure:
            text = self.tr("The claim was not checked again, what was found before stays. {reason}")
            self.failed.emit(text.format(reason=finding.failure))
        else:
            self.model.put(finding)
        self.found.emit(finding)
        self._show_selected()

    def _show_state(self) -> None:
        """Buttons, progress and the line below, as the checks stand."""
        is_checking = self.source.is_checking
        self.model.set_waiting(tuple(check.claim.id for check in self.source.waiting))
        may_run = not is_checking and not self._is_running
        self.run_one.setEnabled(may_run)
        self.run_all.setEnabled(may_run)
        self.stop.setEnabled(is_checking)
        self.progress.setVisible(is_checking)
        self.progress.setRange(0, _FINE)
        self.progress.setValue(round(_FINE * self.source.share))
        self._show_words()

    def _show_words(self) -> None:
        """The line below."""
        known = sum(self.model.finding(row) is not None for row in range(self.model.rowCount()))
        claims = [check.claim for check in self.model.rows]
        selected = [check.claim for check in self._selected()]
        self.state.show_state(claims, selected, known, is_running=self._is_running)

    # what is looked at

    def _filter(self) -> None:
        self.order.show_only(self.search.text())
        if not self.table.selectionModel().hasSelection() and self.order.rowCount():
            self.table.selectRow(0)
        self._show_selected()

    def _show_selected(self) -> None:
        rows = self._selected_rows()
        if rows:
            self.detail.show_claim(self.model.rows[rows[0]].claim, self.model.finding(rows[0]))
        else:
            self.detail.show_nothing(self.tr("No claim matches; clear the search."))
        self._show_words()

    def _selected_rows(self) -> list[int]:
        indexes: list[QModelIndex] = self.table.selectionModel().selectedRows()
        return sorted(self.order.mapToSource(index).row() for index in indexes)

    def _listed_rows(self) -> list[int]:
        return [
            self.order.mapToSource(self.order.index(row, 0)).row() for row in range(self.order.rowCount())
        ]

    def _selected(self) -> list[Check]:
        return [self.model.rows[row] for row in self._selected_rows()]

    def _listed(self) -> list[Check]:
        return [self.model.rows[row] for row in self._listed_rows()]

    # what leaves the page

    def text_of(self, rows: Sequence[int]) -> str:
        """The findings of some claims as Markdown, those that were not checked by their statement."""
        return "\n".join(self._text(row) for row in rows)

    def copy(self) -> None:
        """Put the selected claims on the clipboard."""
        QGuiApplication.clipboard().setText(self.text_of(self._selected_rows()))

    def ask_where(self) -> QFileDialog:
        """Ask for the file that the findings are saved to."""
        dialog = QFileDialog(self, self.tr("Save findings"), "mixbench-claims.md")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters(["Markdown (*.md)"])
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))
        dialog.open()
        return dialog

    def save(self, path: Path) -> None:
        """Write the findings of the listed claims to a file."""
        try:
            path.write_text(self.text_of(self._listed_rows()), encoding="utf-8")
        except OSError as error:
            self.failed.emit(self.tr("{path} cannot be written: {reason}").format(path=path, reason=error))
        else:
            self.said.emit(self.tr("Saved to {path}").format(path=path))

    def _text(self, row: int) -> str:
        claim, finding = self.model.rows[row].claim, self.model.finding(row)
        if finding is not None:
            return markdown(claim, finding)
        return f"## {claim.number}. {claim.title}\n\n{self.model.text(row, VERDICT)}\n"

    def _file_name(self) -> str:
        rows = self._selected_rows()
        return f"mixbench-claim-{self.model.rows[rows[0]].claim.number}" if rows else "mixbench-claim"

    def _caption(self) -> str:
        rows = self._selected_rows()
        return self.model.text(rows[0], STATEMENT) if rows else ""
