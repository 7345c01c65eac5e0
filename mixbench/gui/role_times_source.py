"""Having the layers of several cases timed, one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from mixbench.core.model import Case
from mixbench.jobs.events import Answered
from mixbench.protocol import LayersTask


class RoleTimesSource(QObject):
    """Asks for one case at a time, so that the engine can be taken back at any moment. `problem` is the last
    reason why a case has no times, and `failed` the case."""

    asked = Signal(object)  # LayersTask
    withdrawn = Signal(object)  # LayersTask
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[Case] = []
        self._question: LayersTask | None = None
        self.done = self.total = 0
        self.problem = ""
        self.failed: Case | None = None

    @property
    def is_timing(self) -> bool:
        """Whether the engine is asked for any."""
        return self._question is not None

    def start(self, cases: Sequence[Case]) -> None:
        """Have these timed, in their order."""
        self.stop()
        self._waiting, self.done, self.total = list(cases), 0, len(cases)
        self.problem, self.failed = "", None
        self._ask_next()

    def stop(self) -> None:
        """Do without those that were not timed yet."""
        question, self._question = self._question, None
        self._waiting = []
        if question is not None:
            self.withdrawn.emit(question)
            self.changed.emit()

    def take(self, answered: Answered) -> None:
        """Hear what the engine says to a question, whoever asked it."""
        if self._question is None or answered.question != self._question:
            return
        if answered.error:
            self.problem, self.failed = answered.error, self._question.case
        self.done += 1
        self._ask_next()

    def _ask_next(self) -> None:
        self._question = LayersTask(0, self._waiting.pop(0)) if self._waiting else None
        if self._question is not None:
            self.asked.emit(self._question)
        self.changed.emit()
