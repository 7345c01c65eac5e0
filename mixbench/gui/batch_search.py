"""The search for a batch: the largest that fits, confirmed by a run, and the fastest."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from mixbench.core.memory import BatchAnswer, BatchTrial
from mixbench.core.memory_course import difference
from mixbench.core.model import Case
from mixbench.gui.fact_row import FactRow
from mixbench.gui.facts import Fact
from mixbench.gui.flow_layout import FlowLayout
from mixbench.gui.memory_plot import amount_text
from mixbench.gui.panel import GAP, Tone, muted, set_tone
from mixbench.jobs.events import Answered, BatchProgress
from mixbench.protocol import BatchTask

_ROW_PX = 22
#: Room for the scroll bar of the table.
_BAR_PX = 12
_COLUMNS_PX = (54, 92, 48, 72)
_NUMBER = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter

#: A forecast that is off by more than this is worth a second look.
_NEAR = 0.02


@dataclass
class _Found:
    """What is known of the batches of one case: its last answer or problem, and the trials so far."""

    answer: BatchAnswer | None = None
    problem: str = ""
    trials: tuple[BatchTrial, ...] = ()


class BatchSearch(QWidget):
    """Buttons that ask, and the answer in words. One search at a time. `trials` is the table of the batches
    that were tried, for its owner to place."""

    asked = Signal(object)  # BatchTask
    withdrawn = Signal(object)  # BatchTask

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._case: Case | None = None
        self._question: BatchTask | None = None
        self._is_running = False
        self._found: dict[Case, _Found] = {}
        self._build_buttons()
        self._build_answer()
        self._lay_out()
        self._show()

    # building

    def _build_buttons(self) -> None:
        self.largest = self._button(
            self.tr("Largest batch that fits"),
            self.tr("Search the largest batch whose forecast fits into the free memory; nothing is run"),
        )
        self.confirm = self._button(
            self.tr("Confirm by running"),
            self.tr("Run one pass of the largest batch and hold its measured peak against the forecast"),
        )
        self.fastest = self._button(
            self.tr("Fastest batch"),
            self.tr("Run growing batches for a moment each and search the highest throughput"),
        )
        self.cancel = self._button(self.tr("Cancel"), self.tr("End the search; what was tried stays"))
        self.largest.clicked.connect(lambda: self._ask("largest"))
        self.confirm.clicked.connect(lambda: self._ask("largest", is_confirmed=True))
        self.fastest.clicked.connect(lambda: self._ask("fastest"))
        self.cancel.clicked.connect(self.stop)

    def _button(self, text: str, tooltip: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(tooltip)
        return button

    def _build_answer(self) -> None:
        self.state = muted(parent=self, wrap=True)
        self.state.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.figures = FactRow(self)
        self.trials = QTableWidget(0, 4, self)
        self.trials.setAccessibleName(self.tr("Batches that were tried"))
        self.trials.setHorizontalHeaderLabels(
            [self.tr("Batch"), self.tr("Needs"), self.tr("Fits"), self.tr("Images/s")]
        )
        self.trials.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.trials.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.trials.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.trials.setShowGrid(False)
        self.trials.setAlternatingRowColors(True)
        self.trials.verticalHeader().hide()
        self.trials.verticalHeader().setDefaultSectionSize(_ROW_PX)
        self.trials.horizontalHeader().setHighlightSections(False)
        self.trials.horizontalHeader().setStretchLastSection(True)
        self.trials.horizontalHeader().setDefaultAlignment(_NUMBER)
        for column, width_px in enumerate(_COLUMNS_PX):
            self.trials.setColumnWidth(column, width_px)

    def _lay_out(self) -> None:
        buttons = FlowLayout(gap=GAP)
        for button in (self.largest, self.confirm, self.fastest, self.cancel):
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP - 2)
        layout.addLayout(buttons)
        layout.addWidget(self.figures)
        layout.addWidget(self.state)

    # asking

    def look_at(self, case: Case | None) -> None:
        """Search for another case from now on; its own batch does not matter. A search in flight ends."""
        case = replace(case, batch=1) if case else None
        if case != self._case:
            self.stop()
            self._case = case
            self._show()

    def set_running(self, is_running: bool) -> None:
        """During a run the engine cannot search."""
        self._is_running = is_running
        self._show()

    def stop(self) -> None:
        """Withdraw the search in flight."""
        if self._question is not None:
            question, self._question = self._question, None
            self.withdrawn.emit(question)
            self._entry(question.case).problem = self.tr("The search was cancelled.")
            self._show()

    @property
    def is_searching(self) -> bool:
        """Whether an answer is awaited."""
        return self._question is not None

    def _ask(self, goal: str, *, is_confirmed: bool = False) -> None:
        if self._case is None:
            return
        kept = self._entry(self._case).answer
        self._found[self._case] = _Found(answer=kept if is_confirmed else None)
        self._question = BatchTask(
            0, self._case, "fastest" if goal == "fastest" else "largest", is_confirmed=is_confirmed
        )
        self._show()
        self.asked.emit(self._question)

    # hearing

    def take_trial(self, progress: BatchProgress) -> None:
        """A batch was tried."""
        if progress.question == self._question:
            entry = self._entry(progress.question.case)
            entry.trials = (*entry.trials, progress.trial)
            self._show()

    def take(self, answered: Answered) -> None:
        """Hear what the engine says to a question, whoever asked it."""
        question = answered.question
        if not isinstance(question, BatchTask) or question != self._question:
            return
        self._question = None
        entry = self._entry(question.case)
        entry.problem = answered.error
        if isinstance(answered.answer, BatchAnswer):
            entry.answer = answered.answer
            entry.trials = answered.answer.trials or entry.trials
        self._show()

    def _entry(self, case: Case) -> _Found:
        return self._found.setdefault(case, _Found())

    # showing

    def _show(self) -> None:
        found = self._entry(self._case) if self._case else _Found()
        is_free = self._case is not None and not self.is_searching and not self._is_running
        for button in (self.largest, self.confirm, self.fastest):
            button.setEnabled(is_free)
        self.cancel.setVisible(self.is_searching)
        self.figures.show_facts(self._facts(found.answer) if found.answer else [])
        self.figures.setVisible(found.answer is not None)
        words, tone = self._words(found)
        self.state.setText(words)
        self.state.setVisible(bool(words))
        set_tone(self.state, tone)
        self._show_trials(found)

    def _words(self, found: _Found) -> tuple[str, Tone]:
        if self.is_searching:
            if not found.trials:
                return self.tr("Searching…"), "neutral"
            last = found.trials[-1]
            words = self.tr("Searching… batch {batch} needs {amount}")
            return words.format(batch=last.batch, amount=amount_text(last.forecast_bytes)), "neutral"
        if found.problem:
            return found.problem, "bad"
        if found.answer is not None:
            return self._reason(found.answer), "neutral"
        if self._is_running:
            return self.tr("Batches can be searched when the run is over."), "neutral"
        return "", "neutral"

    def _reason(self, answer: BatchAnswer) -> str:
        reason = answer.reason[:1].upper() + answer.reason[1:]
        if answer.goal == "largest" and answer.batch and answer.measured_bytes is None:
            hint = self.tr(
                "Confirming runs one pass of it: that takes the memory, and of a large batch minutes."
            )
            return f"{reason.rstrip('.')}. {hint}" if reason else hint
        return reason

    def _facts(self, answer: BatchAnswer) -> list[Fact]:
        is_fastest = answer.goal == "fastest"
        name = self.tr("Fastest batch") if is_fastest else self.tr("Largest batch")
        if not answer.batch:
            return [Fact(name, self.tr("none fits"), "bad")]
        facts = [Fact(name, f"{answer.batch:,}")]
        if answer.throughput_img_s is not None:
            facts.append(Fact(self.tr("Images/s"), f"{answer.throughput_img_s:.4g}"))
        facts += [
            Fact(self.tr("Needs, forecast"), amount_text(answer.forecast_bytes)),
            Fact(self.tr("Free"), amount_text(answer.free_bytes)),
        ]
        return facts + self._confirmed(answer)

    def _confirmed(self, answer: BatchAnswer) -> list[Fact]:
        off = difference(answer)
        if off is None or answer.measured_bytes is None:
            return []
        tooltip = self.tr("live tensors at the peak of the pass, without the weights")
        return [
            Fact(self.tr("Peak, forecast"), amount_text(answer.activation_bytes), tooltip=tooltip),
            Fact(self.tr("Peak, measured"), amount_text(answer.measured_bytes), tooltip=tooltip),
            Fact(self.tr("Difference"), f"{100 * off:+.1f} %", "good" if abs(off) <= _NEAR else "warning"),
        ]

    def _show_trials(self, found: _Found) -> None:
        trials = sorted(found.trials, key=lambda trial: trial.batch)
        chosen = found.answer.batch if found.answer else 0
        self.trials.setVisible(bool(trials))
        self.trials.setRowCount(len(trials))
        has_throughput = any(trial.throughput_img_s is not None for trial in trials)
        self.trials.setColumnHidden(3, not has_throughput)
        self.trials.setFixedWidth(sum(_COLUMNS_PX if has_throughput else _COLUMNS_PX[:3]) + _BAR_PX)
        for row, trial in enumerate(trials):
            speed = "" if trial.throughput_img_s is None else f"{trial.throughput_img_s:.4g}"
            fits = self.tr("yes") if trial.fits else self.tr("no")
            is_chosen = trial.batch == chosen
            for column, text in enumerate(
                (f"{trial.batch:,}", amount_text(trial.forecast_bytes), fits, speed)
            ):
                self.trials.setItem(row, column, _cell(text, is_bold=is_chosen))
            if is_chosen:
                self.trials.scrollTo(self.trials.model().index(row, 0))


def _cell(text: str, *, is_bold: bool) -> QTableWidgetItem:
    cell = QTableWidgetItem(text)
    cell.setTextAlignment(_NUMBER)
    if is_bold:
        font = QFont(cell.font())
        font.setWeight(QFont.Weight.Bold)
        cell.setFont(font)
    return cell
