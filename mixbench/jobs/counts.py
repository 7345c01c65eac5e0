"""Counts that are asked for beside a run: the inspector's witnesses, the forecast of peak memory."""

from __future__ import annotations

from collections.abc import Callable

from mixbench.core.cost import CostReport
from mixbench.core.model import Case
from mixbench.jobs.client import WorkerClient
from mixbench.jobs.events import CostKnown, RunEvent
from mixbench.protocol import Answer, Counted, CountTask, Failed


class CountQueue:
    """Cases to count, one at a time; each distinct case is counted once and then remembered."""

    def __init__(self, client: WorkerClient, listener: Callable[[RunEvent], None]) -> None:
        self._client, self._tell = client, listener
        self._waiting: dict[Case, None] = {}
        self._known: dict[Case, CostReport] = {}
        self._asked: Case | None = None
        self._id = 0

    @property
    def is_busy(self) -> bool:
        """Whether the worker is counting for us."""
        return self._asked is not None

    def add(self, case: Case) -> None:
        """Answer from memory, or queue the case."""
        if case in self._known:
            self._tell(CostKnown(case, self._known[case]))
        elif case != self._asked:
            self._waiting[case] = None

    def clear(self) -> None:
        """Drop what was not begun."""
        self._waiting.clear()

    def work(self) -> None:
        """Send the next case to the idle worker."""
        if self._waiting and not self.is_busy:
            case = next(iter(self._waiting))
            del self._waiting[case]
            # Negative, so that it can never be taken for a measurement's.
            self._asked, self._id = case, self._id - 1
            self._client.send(CountTask(self._id, case))

    def hear(self, answer: Answer) -> bool:
        """Take in an answer; False where it is none of ours."""
        if answer.id >= 0:
            return False
        if self._asked is None or answer.id != self._id:
            return True
        if isinstance(answer, Counted):
            self._known[self._asked] = answer.cost
            self._answer(answer.cost)
        elif isinstance(answer, Failed):
            self._answer(None, answer.error)
        return True

    def worker_gone(self, sentence: str) -> None:
        """The case in flight may be what ended the worker: it is not asked again by itself."""
        if self._asked is not None:
            self._answer(None, sentence)

    def _answer(self, cost: CostReport | None, error: str = "") -> None:
        assert self._asked is not None
        case, self._asked = self._asked, None
        self._tell(CostKnown(case, cost, error))
