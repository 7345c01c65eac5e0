"""Where the peak of a model's memory comes from: what the engine was asked to count, and what it said."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from mixbench.core.cost import CostReport
from mixbench.core.model import Case
from mixbench.gui.layers_source import ASK_MS
from mixbench.jobs.events import Answered
from mixbench.protocol import CountTask

#: Cases whose answers are kept at hand.
_MOST_KEPT = 64


class PeakSource(QObject):
    """Has cases counted once the person pauses. What is asked about a case that nobody looks at any more is
    taken back, and its answer never shown for another."""

    asked = Signal(object)  # CountTask
    withdrawn = Signal(object)  # CountTask
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cases: tuple[Case, ...] = ()
        self._asked: set[Case] = set()
        self._peaks: dict[Case, int] = {}
        self._problems: dict[Case, str] = {}
        self._pause = QTimer(self, interval=ASK_MS, singleShot=True)
        self._pause.timeout.connect(self._ask)

    def look_at(self, cases: tuple[Case, ...]) -> None:
        """Want to know the peaks of these cases; asked for a second time, they are asked for again."""
        for stale in self._asked - set(cases):
            self.withdrawn.emit(CountTask(0, stale))
        self._asked &= set(cases)
        self._cases = cases
        if self._missing():
            self._pause.start()
        else:
            self._pause.stop()

    def peak_bytes(self, case: Case) -> int | None:
        """All that must fit into memory at once, once it is known."""
        return self._peaks.get(case)

    def problem(self, case: Case) -> str:
        """Why it will not be known."""
        return self._problems.get(case, "")

    def take(self, answered: Answered) -> None:
        """Hear what the engine says to a question, whoever asked it."""
        if not isinstance(answered.question, CountTask):
            return
        case = answered.question.case
        was_asked = case in self._asked
        self._asked.discard(case)
        if isinstance(answered.answer, CostReport):
            self._keep(case, answered.answer.count.memory.total_bytes)
        elif was_asked:
            self._problems[case] = answered.error
        if case in self._cases:
            self.changed.emit()

    def _keep(self, case: Case, peak_bytes: int) -> None:
        self._problems.pop(case, None)
        self._peaks.pop(case, None)
        self._peaks[case] = peak_bytes
        if len(self._peaks) > _MOST_KEPT:
            del self._peaks[next(iter(self._peaks))]

    def _missing(self) -> list[Case]:
        return [case for case in self._cases if case not in self._peaks and case not in self._problems]

    def _ask(self) -> None:
        """To ask twice for the same does no harm, and a question may have been dropped."""
        for case in self._missing():
            self._asked.add(case)
            self.asked.emit(CountTask(0, case))
