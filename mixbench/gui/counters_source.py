"""Where the counters of a case come from: what the engine was asked, and what it said."""

from __future__ import annotations

import psutil
from PySide6.QtCore import QObject, QTimer, Signal

from mixbench.core.cost import CostReport, Count
from mixbench.core.model import Case
from mixbench.gui.layers_source import ASK_MS
from mixbench.gui.workbench import Workbench
from mixbench.jobs.events import Answered
from mixbench.protocol import CountTask

#: fvcore runs the model to trace it. Beyond these nobody wants that unasked: MACs of some seconds on two
#: cores, and the share of the free memory that its trace and the weights would take.
MOST_MACS, MOST_MEMORY = 50e9, 0.5


class CountersSource(QObject):
    """Looks at one case at a time: has it counted, then asks fvcore where that is light, or when told to.

    It asks only while it is awake, and takes stale questions back. `problem` says why an answer is missing.
    """

    asked = Signal(object)  # CountTask
    withdrawn = Signal(object)  # CountTask
    changed = Signal()

    def __init__(self, bench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._is_awake = False
        self._question: CountTask | None = None
        self.case: Case | None = None
        self.report: CostReport | None = None
        self.problem = ""
        self._pause = QTimer(self, interval=ASK_MS, singleShot=True)
        self._pause.timeout.connect(self._ask)

    @property
    def is_asking(self) -> bool:
        """Whether an answer is on its way, or about to be asked for."""
        return self._question is not None or self._pause.isActive()

    @property
    def needs_leave(self) -> bool:
        """Whether fvcore waits to be told to run the model."""
        return self.report is not None and self.report.fvcore is None and not self.is_asking

    def look_at(self, case: Case | None) -> None:
        """Look at another case, or make sure that this one is still asked for."""
        if case != self.case:
            self._take_back()
            self.case, self.report, self.problem = case, None, ""
        self._look_into_run()
        if self._is_awake and case is not None and not self._is_done:
            self._pause.start()
        self.changed.emit()

    def set_awake(self, is_awake: bool) -> None:
        """Ask from now on, or keep still: nobody looks."""
        self._is_awake = is_awake
        if is_awake:
            self.look_at(self.case)
        else:
            self._take_back()

    def ask_again(self) -> None:
        """Try once more what failed."""
        self.problem = ""
        self._ask()

    def ask_fvcore(self) -> None:
        """Have fvcore run the model, whatever it takes."""
        if self.case is not None:
            self.problem = ""
            self._put(CountTask(0, self.case, fvcore=True))

    def take(self, answered: Answered) -> None:
        """Hear what the engine says to a question."""
        if answered.question != self._question:
            return
        self._question = None
        if isinstance(answered.answer, CostReport):
            self.report = answered.answer
            if self.report.fvcore is None and is_light(self.report.count):
                self.ask_fvcore()
        else:
            self.problem = answered.error
        self.changed.emit()

    @property
    def _is_done(self) -> bool:
        return bool(self.problem) or self.report is not None

    def _ask(self) -> None:
        """Ask for what is missing; to ask twice for the same does no harm."""
        if self._is_awake and self.case is not None:
            self._put(self._question or CountTask(0, self.case))

    def _put(self, question: CountTask) -> None:
        self._question = question
        self.asked.emit(question)
        self.changed.emit()

    def _take_back(self) -> None:
        """What was asked of a case that nobody looks at any more need not be answered."""
        self._pause.stop()
        question, self._question = self._question, None
        if question is not None:
            self.withdrawn.emit(question)

    def _look_into_run(self) -> None:
        """A run may have asked fvcore already; it says the same under all conditions of inference."""
        if not self._is_awake:
            return
        for item in self._bench.items.values():
            # The case first: a cost is read from the store when it is looked at, and there may be very many.
            cost = item.measurement.cost if item.measurement and self._is_same(item.case) else None
            if cost is not None and _is_explained(cost):
                self._take_back()
                self.report, self.problem = cost, ""

    def _is_same(self, measured: Case) -> bool:
        case = self.case
        return (
            case is not None
            and measured.conditions.mode == "inference"
            and (measured.model, measured.height, measured.width) == (case.model, case.height, case.width)
        )


def _is_explained(cost: CostReport) -> bool:
    """Whether fvcore was heard, and its difference has causes; sessions of old have none."""
    fvcore = cost.fvcore
    return fvcore is not None and fvcore.macs is not None and fvcore.unexplained(cost.count.macs) == 0


def is_light(count: Count) -> bool:
    """Whether fvcore may run the model without being told to."""
    needed = count.bytes_written + count.memory.weight_bytes
    return count.macs <= MOST_MACS and needed <= MOST_MEMORY * psutil.virtual_memory().available
