"""What is asked beside a run: counts, memory over a pass, batches that fit, times of layers, roofs."""

from __future__ import annotations

from collections.abc import Callable

import msgspec

from mixbench.jobs.client import WorkerClient
from mixbench.jobs.events import (
    Answered,
    AnswerValue,
    BatchProgress,
    LearningProgress,
    QuestionProgress,
    RunEvent,
)
from mixbench.protocol import (
    Answer,
    BatchFound,
    BatchTask,
    BatchTried,
    Cancel,
    Counted,
    CountTask,
    ExperimentDone,
    Failed,
    FieldFound,
    LayersTimed,
    Learned,
    LearningMoved,
    LearnTask,
    MemoryTask,
    MemoryTraced,
    Question,
    QuestionMoved,
    RoofMeasured,
    WeightsSeen,
)

#: Questions whose answer is the same each time they are asked.
_REMEMBERED = (CountTask, MemoryTask)


class QuestionQueue:
    """Questions for the worker, one at a time, in the order in which they were asked.

    A question is asked with the id 0 and known by all else that it says.
    """

    def __init__(self, client: WorkerClient, listener: Callable[[RunEvent], None]) -> None:
        self._client, self._tell = client, listener
        self._waiting: dict[Question, None] = {}
        self._known: dict[Question, AnswerValue] = {}
        self._urgent: set[Question] = set()
        self._asked: Question | None = None
        self._is_withdrawn = False
        self._id = 0

    @property
    def is_busy(self) -> bool:
        """Whether the worker is at one of our questions."""
        return self._asked is not None

    @property
    def is_urgent(self) -> bool:
        """Whether the next question must not wait for the end of a run."""
        return next(iter(self._waiting), None) in self._urgent

    def add(self, question: Question, *, is_urgent: bool = False) -> None:
        """Answer from memory, or queue the question; an urgent one goes before all others."""
        if question in self._known:
            self._tell(Answered(question, self._known[question]))
        elif question != self._asked or self._is_withdrawn:
            if is_urgent:
                self._urgent.add(question)
                self._waiting = {question: None, **self._waiting}
            else:
                self._waiting[question] = None

    def withdraw(self, question: Question) -> None:
        """Drop a question; one that the worker is at ends at its next gap."""
        self._waiting.pop(question, None)
        if question == self._asked:
            self._is_withdrawn = True
            self._client.send(Cancel(self._id))

    def clear(self, *kinds: type[Question]) -> None:
        """Drop what was not begun, of some kinds or all."""
        self._waiting = {q: None for q in self._waiting if kinds and not isinstance(q, kinds)}

    def work(self) -> None:
        """Send the next question to the idle worker."""
        if self._waiting and not self.is_busy:
            question = next(iter(self._waiting))
            del self._waiting[question]
            self._urgent.discard(question)
            # Negative, so that it can never be taken for a measurement's.
            self._asked, self._id = question, self._id - 1
            self._is_withdrawn = False
            self._client.send(msgspec.structs.replace(question, id=self._id))

    def hear(self, answer: Answer) -> bool:
        """Take in an answer; False where it is none of ours."""
        if answer.id >= 0:
            return False
        if self._asked is None or answer.id != self._id:
            return True
        match answer:
            case Counted(cost=value):
                self._answer(value)
            case MemoryTraced(trace=trace):
                self._answer(trace)
            case BatchFound(answer=found):
                self._answer(found)
            case LayersTimed(times=times):
                self._answer(times)
            case RoofMeasured(roof=roof):
                self._answer(roof)
            case FieldFound(field=field):
                self._answer(field)
            case WeightsSeen(maps=maps):
                self._answer(maps)
            case ExperimentDone(result=result):
                self._answer(result)
            case Learned(probe=probe):
                self._answer(probe)
            case QuestionMoved(step=step):
                self._tell(QuestionProgress(self._asked, step))
            case LearningMoved(run=run) if isinstance(self._asked, LearnTask):
                self._tell(LearningProgress(self._asked, run))
            case BatchTried(trial=trial) if isinstance(self._asked, BatchTask):
                self._tell(BatchProgress(self._asked, trial))
            case Failed(error=error):
                self._answer(None, error)
        return True

    def worker_gone(self, sentence: str) -> None:
        """The question in flight may be what ended the worker: it is not asked again by itself."""
        if self._asked is not None:
            self._answer(None, sentence)

    def _answer(self, value: AnswerValue | None, error: str = "") -> None:
        assert self._asked is not None
        question, self._asked = self._asked, None
        if value is not None and isinstance(question, _REMEMBERED):
            self._known[question] = value
        if value is None and question in self._waiting:
            return  # it was withdrawn and asked once more: its answer is to come
        self._waiting.pop(question, None)
        self._tell(Answered(question, value, error))
