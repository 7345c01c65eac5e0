"""A real worker, driven through whole sweeps as the command line drives it, for benchmarks."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from mixbench.core.measurement import Measurement
from mixbench.core.sweep import SweepPlan
from mixbench.jobs.client import WorkerClient
from mixbench.jobs.events import EngineChanged, RunEvent, RunFinished
from mixbench.jobs.pipe import PipeTransport
from mixbench.jobs.runner import SweepRunner
from mixbench.protocol import Answer
from mixbench.store.database import Store

#: Longer than any sweep of a benchmark.
MOST_S = 1500.0


class Sweeper:
    """A worker of its own with a store. `heard` are the worker's answers and when they came."""

    def __init__(self, path: Path) -> None:
        self.heard: list[tuple[float, Answer]] = []
        self._told: list[RunEvent] = []
        self._transports: list[PipeTransport] = []
        self._client = WorkerClient(self._transport)
        self._store = Store(path)
        self._runner = SweepRunner(self._client, self._store, self._told.append)
        self._pass_on, self._client.on_answer = self._client.on_answer, self._hear

    def _transport(self) -> PipeTransport:
        self._transports.append(PipeTransport())
        return self._transports[-1]

    def _hear(self, answer: Answer) -> None:
        self.heard.append((time.monotonic(), answer))
        self._pass_on(answer)

    def wake(self) -> None:
        """Start the worker and wait for its first word."""
        self._runner.wake()
        self._until(lambda: any(isinstance(e, EngineChanged) and e.environment for e in self._told))

    def run(self, plan: SweepPlan) -> list[Measurement]:
        """Run a plan to its end; the measurements in the order of its cases."""
        self._told.clear()
        session = self._runner.start(plan)
        self._until(lambda: any(isinstance(event, RunFinished) for event in self._told))
        return [one for _, one in sorted(self._store.load(session).measurements.items())]

    def _until(self, is_so: Callable[[], bool]) -> None:
        end = time.monotonic() + MOST_S
        while not is_so():
            assert time.monotonic() < end, f"the sweep did not end; told: {self._told[-3:]}"
            self._transports[-1].poll(0.05)
            self._runner.tick()

    def close(self) -> None:
        """End the worker, whatever it is doing."""
        self._runner.shut_down()
        self._client.kill()
        for transport in self._transports:
            transport.kill()
            transport.poll(2)
        self._store.close()


@contextmanager
def sweeper(path: Path) -> Iterator[Sweeper]:
    """A sweeper whose worker is ready, and does not outlive the block."""
    made = Sweeper(path)
    try:
        made.wake()
        yield made
    finally:
        made.close()
