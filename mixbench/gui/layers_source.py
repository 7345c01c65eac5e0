"""Where the layers of a case come from: what the engine was asked, and what it said."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from mixbench.core.cost import CostReport, Count
from mixbench.core.layer_times import LayerTimes
from mixbench.core.model import Case
from mixbench.gui.run_control import SETTLE_MS
from mixbench.gui.workbench import Workbench
from mixbench.jobs.events import Answered
from mixbench.protocol import CountTask, LayersTask, Question

#: A choice must hold this long before it is counted. Longer than the pause before the counts for the
#: estimate of a run are asked for, because that takes back every count that was not begun.
ASK_MS = SETTLE_MS + 50

#: Cases whose answers are kept at hand.
_MOST_KEPT = 32

T = TypeVar("T", Count, LayerTimes)


class LayersSource(QObject):
    """Looks at one case at a time. It asks only while it is awake, and takes stale questions back.

    `problem` says why there is no count, `time_problem` why there are no times.
    """

    asked = Signal(object)  # Question
    withdrawn = Signal(object)  # Question
    changed = Signal()

    def __init__(self, bench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._counts: dict[Case, Count] = {}
        self._times: dict[Case, LayerTimes] = {}
        self._is_awake = False
        self._is_counting = False
        self.case: Case | None = None
        self.is_timing = False
        self.problem = self.time_problem = ""
        self._pause = QTimer(self, interval=ASK_MS, singleShot=True)
        self._pause.timeout.connect(self._ask)

    @property
    def count(self) -> Count | None:
        """The count of the case with its layers, once it is known."""
        return self._counts.get(self.case) if self.case else None

    @property
    def times(self) -> LayerTimes | None:
        """The times of the layers of the case, once they were asked for."""
        return self._times.get(self.case) if self.case else None

    def look_at(self, case: Case | None) -> None:
        """Look at another case, or make sure that this one is still asked for."""
        is_new, was_known = case != self.case, self.count is not None
        if is_new:
            self._take_back()
            self.case, self.problem, self.time_problem = case, "", ""
        if self.count is None:
            self._look_into_run()
        if is_new or was_known != (self.count is not None):
            self.changed.emit()
        if case is not None and self.count is None and not self.problem:
            self._pause.start()

    def set_awake(self, is_awake: bool) -> None:
        """Ask from now on, or keep still: nobody looks."""
        self._is_awake = is_awake
        if is_awake:
            self.look_at(self.case)

    def ask_again(self) -> None:
        """Try once more what failed."""
        self.problem = ""
        self.changed.emit()
        self._ask()

    def time(self) -> None:
        """Have the layers timed: that runs the model."""
        if self.case is not None and not self.is_timing:
            self.is_timing, self.time_problem = True, ""
            self.changed.emit()
            self.asked.emit(LayersTask(0, self.case))

    def stop_timing(self) -> None:
        """Do without the times."""
        if self.case is not None and self.is_timing:
            self.is_timing = False
            self.withdrawn.emit(LayersTask(0, self.case))
            self.changed.emit()

    def take(self, answered: Answered) -> None:
        """Hear what the engine says to a question, whoever asked it."""
        match answered:
            case Answered(question=CountTask(case=case), answer=CostReport(count=count)) if count.layers:
                _keep(self._counts, case, count)
            case Answered(question=LayersTask(case=case), answer=LayerTimes() as times):
                _keep(self._times, case, times)
        if answered.question == self._question(CountTask):
            self._is_counting, self.problem = False, answered.error
            self.changed.emit()
        elif answered.question == self._question(LayersTask) and self.is_timing:
            self.is_timing, self.time_problem = False, answered.error
            self.changed.emit()

    def _question(self, kind: type[CountTask] | type[LayersTask]) -> Question | None:
        return kind(0, self.case) if self.case else None

    def _ask(self) -> None:
        if self._is_awake and self.case is not None and self.count is None:
            self._is_counting = True
            self.asked.emit(CountTask(0, self.case))

    def _take_back(self) -> None:
        """What was asked of a case that nobody looks at any more need not be answered."""
        self._pause.stop()
        if self.case is not None and self._is_counting and self.count is None:
            self.withdrawn.emit(CountTask(0, self.case))
        self._is_counting = False
        self.stop_timing()

    def _look_into_run(self) -> None:
        """What a run counted need not be counted again."""
        for item in self._bench.items.values():
            # The case first: a cost is read from the store when it is looked at, and there may be very many.
            cost = item.measurement.cost if item.measurement and item.case == self.case else None
            if cost is not None and cost.count.layers:
                _keep(self._counts, item.case, cost.count)


def _keep(known: dict[Case, T], case: Case, value: T) -> None:
    """Remember the newest answers, and forget the oldest."""
    known.pop(case, None)
    known[case] = value
    if len(known) > _MOST_KEPT:
        del known[next(iter(known))]
