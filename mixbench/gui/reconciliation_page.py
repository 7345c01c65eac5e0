"""The page of the counters: what each says of the selected model, and why they differ, to zero."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QStackedLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from mixbench.catalog import registry
from mixbench.core.model import Case
from mixbench.core.reconciliation import Reconciliation, reconcile
from mixbench.core.units import bytes_text
from mixbench.gui.counters_source import CountersSource
from mixbench.gui.help_button import HelpButton
from mixbench.gui.law_curve import law_at, resolve
from mixbench.gui.panel import GAP, Chip, muted, set_role, set_tone
from mixbench.gui.plain_table import dress
from mixbench.gui.reconciliation_model import CausesOrder, ReconciliationModel, macs_text, verdict
from mixbench.gui.side_box import SideBox
from mixbench.gui.theme import ThemeManager
from mixbench.gui.waiting import Waiting
from mixbench.gui.workbench import Workbench
from mixbench.jobs.events import Answered

_ROW_PX = 24
#: The most that a column takes before the reason, which takes what they leave.
_WIDEST_PX = 210
#: So many layers of a cause are named below the table.
_MOST_LAYERS = 4


class CountersPage(QWidget):
    """A sentence on each witness, and the table that leads from our count to its figure. It asks only while
    it is seen."""

    asked = Signal(object)  # CountTask
    withdrawn = Signal(object)  # CountTask

    def __init__(self, bench: Workbench, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._is_running = False
        self.source = CountersSource(bench, self)
        self.model = ReconciliationModel(themes, self)
        self.order = CausesOrder(self)
        self.order.setSourceModel(self.model)
        self._build_bar()
        self.table = self._build_table()
        self._build_words()
        self._lay_out()
        self._wire()
        self.refresh()

    # building

    def _build_bar(self) -> None:
        self.side = SideBox(self.tr("The resolution of the images"), self)
        self.subject = QLabel(self)
        self.copy_chip = Chip(self.tr("Copy"), self.tr("Copy the table"), parent=self)
        menu = QMenu(self)
        menu.addAction(self.tr("Copy for a spreadsheet"), self.copy)
        menu.addAction(self.tr("Copy as Markdown"), self.copy_markdown)
        self.copy_chip.setMenu(menu)
        set_role(self.copy_chip, "switch")

    def _build_table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.order)
        table.setAccessibleName(self.tr("Counters and the causes of their differences"))
        dress(table, _ROW_PX, self.copy)
        header = table.horizontalHeader()
        header.setStretchLastSection(True)
        return table

    def _build_words(self) -> None:
        self.waiting = Waiting(self)
        self.verdicts = QVBoxLayout()
        self.verdicts.setSpacing(2)
        self.offer = muted(parent=self, wrap=True)
        self.ask_fvcore = QPushButton(self.tr("Ask fvcore"), self)
        self.ask_fvcore.setToolTip(self.tr("Let fvcore run the model and count it"))
        self.detail = muted(parent=self, wrap=True)
        self.caption = muted(self.tr("MACs of one image; FLOPs = 2 × MACs"), self)

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setSpacing(GAP)
        bar.addWidget(self.side)
        bar.addWidget(self.subject, 1)
        bar.addWidget(self.copy_chip)
        bar.addWidget(HelpButton("witnesses", self))
        offer = QHBoxLayout()
        offer.setSpacing(GAP)
        offer.addWidget(self.offer, 1)
        offer.addWidget(self.ask_fvcore)
        self._known = QWidget(self)
        known = QVBoxLayout(self._known)
        known.setContentsMargins(0, 0, 0, 0)
        known.setSpacing(GAP)
        known.addLayout(self.verdicts)
        known.addLayout(offer)
        known.addWidget(self.table, 1)
        known.addWidget(self.detail)
        known.addWidget(self.caption)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.waiting)
        self._stack.addWidget(self._known)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GAP, 0, 0)
        layout.setSpacing(GAP)
        layout.addLayout(bar)
        layout.addLayout(self._stack, 1)

    def _wire(self) -> None:
        bench, source = self._bench, self.source
        bench.settled.connect(self.refresh)
        for signal in (bench.items_reset, bench.item_changed):
            signal.connect(lambda *_: source.look_at(source.case))
        self.side.chosen.connect(self.refresh)
        self.waiting.ask_again.connect(source.ask_again)
        self.ask_fvcore.clicked.connect(source.ask_fvcore)
        source.changed.connect(self._show)
        source.asked.connect(self.asked)
        source.withdrawn.connect(self.withdrawn)
        self.table.selectionModel().currentRowChanged.connect(self._explain)

    # what is looked at

    def showEvent(self, event: QShowEvent) -> None:
        """Someone looks: the engine may be asked."""
        super().showEvent(event)
        self.source.set_awake(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self.source.set_awake(False)

    def take(self, answered: Answered) -> None:
        """Hear what the engine says to a question."""
        self.source.take(answered)

    def set_running(self, is_running: bool) -> None:
        """During a run questions wait."""
        self._is_running = is_running
        self._show()

    def refresh(self) -> None:
        """Look at the selected model, at the chosen resolution or at that of the sweep."""
        model, sweep = self._bench.selected, self._bench.sweep
        side = self.side.offer(model, sweep)
        self.side.setVisible(self.side.count() > 0)
        self.subject.setText(registry.label(model) if model else "")
        # What counters say of one image depends on no condition.
        self.source.look_at(Case(model, side, side) if model and side else None)

    # what is shown

    def _show(self) -> None:
        report, case = self.source.report, self.source.case
        is_known = report is not None and case is not None
        self._stack.setCurrentWidget(self._known if is_known else self.waiting)
        self.copy_chip.setEnabled(is_known)
        if report is not None and case is not None:
            law = law_at(case.model, case.height, case.width)
            self._show_reconciliation(reconcile(report, law.macs if law else None))
        else:
            self.waiting.explain(self._waiting_text(), self.source.problem)

    def _show_reconciliation(self, found: Reconciliation) -> None:
        self.model.show_reconciliation(found)
        for column in range(self.model.columnCount() - 1):
            self.table.resizeColumnToContents(column)
            if self.table.columnWidth(column) > _WIDEST_PX:
                self.table.setColumnWidth(column, _WIDEST_PX)
        self._choose_first_cause()
        self._show_verdicts(found)
        self._show_offer()

    def _choose_first_cause(self) -> None:
        """So that the reason of the largest one is read without a click."""
        self.detail.hide()
        for row in range(self.order.rowCount()):
            index = self.order.index(row, 0)
            if self.model.line(self.order.mapToSource(index).row()).is_cause:
                self.table.selectRow(row)
                return

    def _show_verdicts(self, found: Reconciliation) -> None:
        """A sentence a witness."""
        while (item := self.verdicts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for name in found.witnesses:
            sentence, tone = verdict(found, name)
            label = QLabel(sentence, self)
            label.setWordWrap(True)
            set_tone(label, tone)
            self.verdicts.addWidget(label)

    def _show_offer(self) -> None:
        """fvcore, where it has not been asked yet: on its way, at the press of a button, or why it failed."""
        report = self.source.report
        is_missing = report is not None and report.fvcore is None
        self.offer.setVisible(is_missing)
        self.ask_fvcore.setVisible(is_missing and self.source.needs_leave)
        if report is None or not is_missing:
            return
        if self.source.problem:
            self.offer.setText(self.source.problem)
        elif self.source.is_asking:
            self.offer.setText(self._busy_text())
        else:
            words = self.tr("fvcore runs the model to trace it: {macs}, and about {memory} of memory")
            needed = bytes_text(report.count.bytes_written + report.count.memory.weight_bytes)
            self.offer.setText(words.format(macs=macs_text(report.count.macs), memory=needed))
        set_tone(self.offer, "bad" if self.source.problem else "neutral")

    def _busy_text(self) -> str:
        if self._is_running:
            return self.tr("fvcore is asked as soon as the run is over.")
        return self.tr("fvcore is running the model…")

    def _waiting_text(self) -> str:
        """Why there is nothing to see, and what to do about it."""
        model = self._bench.selected
        if model is None:
            return self.tr("Select a model at the left: what each counter says of it is shown here.")
        if self.source.case is None:
            resolved, side = resolve(model), self._bench.sweep.resolution_px
            return (resolved.refusal(side, side) if resolved else None) or ""
        if self._is_running:
            return self.tr("The counters are asked as soon as the run is over.")
        return self.tr("The counters are being asked…")

    def _explain(self, index: QModelIndex) -> None:
        """The whole reason and every layer of the current row, which its cells may cut short."""
        line = self.model.line(self.order.mapToSource(index).row()) if index.isValid() else None
        self.detail.setVisible(line is not None and line.is_cause)
        if line is not None and line.is_cause:
            more = len(line.layers) - _MOST_LAYERS
            named = line.layers[:_MOST_LAYERS]
            layers = ", ".join(layer or self.tr("the network itself") for layer in named)
            rest = self.tr(" and {more} more").format(more=more) if more > 0 else ""
            self.detail.setText(f"{'; '.join(line.reasons)}. {layers}{rest}")

    # taking it away

    def copy(self) -> None:
        """Put the table on the clipboard, for a spreadsheet."""
        QGuiApplication.clipboard().setText("\n".join("\t".join(cells) for cells in self._cells()))

    def copy_markdown(self) -> None:
        """Put the table on the clipboard, for a text."""
        header, *lines = ["| " + " | ".join(cells) + " |" for cells in self._cells()]
        rule = "|" + " --- |" * self.order.columnCount()
        QGuiApplication.clipboard().setText("\n".join((header, rule, *lines)))

    def _cells(self) -> list[list[str]]:
        """Header and rows as they stand there."""
        columns = range(self.order.columnCount())
        header = [str(self.order.headerData(column, Qt.Orientation.Horizontal)) for column in columns]
        rows = range(self.order.rowCount())
        return [header, *([str(self.order.index(row, column).data()) for column in columns] for row in rows)]
