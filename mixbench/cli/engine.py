"""A worker for the length of one command, heard by polling."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Self, overload

from mixbench.core.claims import ExperimentResult
from mixbench.core.cost import CostReport
from mixbench.core.errors import MixBenchError
from mixbench.core.layer_times import LayerTimes
from mixbench.core.learning import LearningProbe, LearningRun
from mixbench.core.measurement import Environment
from mixbench.core.memory import BatchAnswer, BatchTrial, MemoryTrace
from mixbench.core.model import Case
from mixbench.core.receptive_field import ReceptiveField
from mixbench.core.roofs import Roof
from mixbench.core.steps import Step
from mixbench.core.weight_maps import WeightMaps
from mixbench.jobs.client import Gone, WorkerClient
from mixbench.jobs.events import (
    Answered,
    AnswerValue,
    BatchProgress,
    LearningProgress,
    QuestionProgress,
    RunEvent,
)
from mixbench.jobs.pipe import PipeTransport
from mixbench.jobs.questions import QuestionQueue
from mixbench.protocol import (
    Answer,
    BatchTask,
    CountTask,
    ExperimentTask,
    FieldTask,
    LayersTask,
    LearnTask,
    MemoryTask,
    Question,
    RoofTask,
    WeightsTask,
)

#: How long one look for news may wait.
POLL_S = 0.2

#: Hears the steps of a search for a batch.
OnTrial = Callable[[BatchTrial], None]
#: Hears the trainings of a learning probe, as far as they are.
OnRun = Callable[[LearningRun], None]
#: Hears how far a question is that takes its time.
OnStep = Callable[[Step], None]


def _ignore(_: object) -> None:
    """Nobody listens."""


class EngineError(MixBenchError):
    """The engine is not to be had; the message says why."""


class CaseError(EngineError):
    """The engine has no answer to one question; it is ready for the next."""


class Engine:
    """Starts a worker on demand and ends it with the `with` block."""

    def __init__(self) -> None:
        self._transport: PipeTransport | None = None
        self.client = WorkerClient(self._make_transport)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave no worker behind: it keeps no state that a polite end could lose."""
        if kind is None:
            self.client.stop()
        else:
            self.client.kill()
        while self.client.is_alive:
            self.poll()

    def poll(self, timeout_s: float = POLL_S) -> None:
        """Take in what the worker says, waiting for the first line, and drive the kill ladder."""
        if self._transport is not None:
            self._transport.poll(timeout_s)
        self.client.tick()

    def greet(self) -> Environment:
        """Start a worker and wait for its hello: its machine and libraries. Raise `EngineError`."""
        ends: list[Gone] = []
        self.client.on_gone = ends.append
        self.client.start()
        while self.client.environment is None:
            if ends:
                raise EngineError(
                    f"the engine does not start: {ends[0].sentence}; `mixbench doctor` says more"
                )
            self.poll()
        return self.client.environment

    def count(self, case: Case) -> CostReport:
        """Let the worker count a case; raise `CaseError` where it cannot, `EngineError` without a worker."""
        return self.ask(CountTask(0, case))

    @overload
    def ask(self, question: CountTask, on_trial: OnTrial = ..., *, on_step: OnStep = ...) -> CostReport: ...
    @overload
    def ask(self, question: MemoryTask, on_trial: OnTrial = ..., *, on_step: OnStep = ...) -> MemoryTrace: ...
    @overload
    def ask(self, question: BatchTask, on_trial: OnTrial = ..., *, on_step: OnStep = ...) -> BatchAnswer: ...
    @overload
    def ask(self, question: LayersTask, on_trial: OnTrial = ..., *, on_step: OnStep = ...) -> LayerTimes: ...
    @overload
    def ask(self, question: RoofTask, on_trial: OnTrial = ..., *, on_step: OnStep = ...) -> Roof: ...
    @overload
    def ask(
        self, question: FieldTask, on_trial: OnTrial = ..., *, on_step: OnStep = ...
    ) -> ReceptiveField: ...
    @overload
    def ask(self, question: WeightsTask, on_trial: OnTrial = ..., *, on_step: OnStep = ...) -> WeightMaps: ...
    @overload
    def ask(
        self, question: ExperimentTask, on_trial: OnTrial = ..., *, on_step: OnStep = ...
    ) -> ExperimentResult: ...
    @overload
    def ask(
        self, question: LearnTask, on_trial: OnTrial = ..., on_run: OnRun = ..., *, on_step: OnStep = ...
    ) -> LearningProbe: ...

    def ask(
        self,
        question: Question,
        on_trial: OnTrial = _ignore,
        on_run: OnRun = _ignore,
        *,
        on_step: OnStep = _ignore,
    ) -> AnswerValue:
        """Ask the worker, with the id 0, and wait. `on_trial` hears the steps of a search for a batch,
        `on_run` the trainings of a learning probe, `on_step` how far a field or an experiment is.

        Raises `CaseError` where there is no answer, `EngineError` without a worker.
        """
        if not self.client.is_ready:
            self.greet()
        heard: list[Answered] = []

        def listen(event: RunEvent) -> None:
            if isinstance(event, Answered):
                heard.append(event)
            elif isinstance(event, BatchProgress):
                on_trial(event.trial)
            elif isinstance(event, LearningProgress):
                on_run(event.run)
            elif isinstance(event, QuestionProgress):
                on_step(event.step)

        def hear(answer: Answer) -> None:
            questions.hear(answer)

        questions = QuestionQueue(self.client, listen)
        self.client.on_answer = hear
        self.client.on_gone = lambda gone: questions.worker_gone(gone.sentence)
        questions.add(question)
        questions.work()
        while not heard:
            self.poll()
        if heard[0].answer is None:
            raise CaseError(heard[0].error)
        return heard[0].answer

    def _make_transport(self) -> PipeTransport:
        self._transport = PipeTransport()
        return self._transport
