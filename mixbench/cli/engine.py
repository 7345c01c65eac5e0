"""A worker for the length of one command, heard by polling."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from mixbench.core.cost import CostReport
from mixbench.core.errors import MixBenchError
from mixbench.core.measurement import Environment
from mixbench.core.model import Case
from mixbench.jobs.client import Gone, WorkerClient
from mixbench.jobs.pipe import PipeTransport
from mixbench.protocol import Answer, Counted, CountTask, Failed

#: How long one look for news may wait.
POLL_S = 0.2


class EngineError(MixBenchError):
    """The engine is not to be had; the message says why."""


class CaseError(EngineError):
    """The engine could not count one case; it is ready for the next."""


class Engine:
    """Starts a worker on demand and ends it with the `with` block."""

    def __init__(self) -> None:
        self._transport: PipeTransport | None = None
        self._task = 0
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
        if not self.client.is_ready:
            self.greet()
        answers: list[Answer] = []
        ends: list[Gone] = []
        self.client.on_answer, self.client.on_gone = answers.append, ends.append
        self._task += 1
        self.client.send(CountTask(self._task, case))
        while True:
            for answer in answers:
                if isinstance(answer, Counted):
                    return answer.cost
                if isinstance(answer, Failed):
                    raise CaseError(answer.error)
            if ends:
                raise CaseError(ends[0].sentence)
            self.poll()

    def _make_transport(self) -> PipeTransport:
        self._transport = PipeTransport()
        return self._transport
