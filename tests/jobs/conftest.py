"""A runner over the fake worker, driven as the command line drives it."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from mixbench.jobs.client import WorkerClient
from mixbench.jobs.events import RunFinished
from mixbench.jobs.pipe import PipeTransport
from mixbench.jobs.runner import SweepRunner
from mixbench.store.database import Store

FAKE_WORKER = Path(__file__).parent.parent / "fake_worker.py"


def fake_command(*options: str) -> list[str]:
    return [sys.executable, str(FAKE_WORKER), *options]


class Bench:
    """A store, a runner, and everything that the runner told."""

    def __init__(self, path: Path, *options: str, command: list[str] | None = None):
        self.transports: list[PipeTransport] = []
        self.command = command or fake_command(*options)
        self.client = WorkerClient(self.make_transport)
        self.store = Store(path)
        self.told = []
        self.runner = SweepRunner(self.client, self.store, self.told.append)

    def make_transport(self):
        self.transports.append(PipeTransport(self.command))
        return self.transports[-1]

    def until(self, condition, limit_s: float = 30):
        """Serve the worker until the condition holds."""
        end = time.monotonic() + limit_s
        while not condition():
            assert time.monotonic() < end, f"never came true; told: {self.told[-5:]}"
            self.transports[-1].poll(0.05)
            self.runner.tick()

    def run(self, plan):
        """Run a plan to its end; the finished measurements by number."""
        session = self.runner.start(plan)
        self.until(lambda: any(isinstance(event, RunFinished) for event in self.told))
        return self.store.load(session).measurements

    def last(self, kind):
        """The last thing told of a kind."""
        return [event for event in self.told if isinstance(event, kind)][-1]

    def close(self):
        self.runner.shut_down()
        self.client.kill()
        for transport in self.transports:
            if transport._process is not None and transport._process.poll() is None:
                transport.kill()
                transport.poll(2)
        self.store.close()


@pytest.fixture
def bench(tmp_path):
    """Make benches whose workers do not outlive the test."""
    made = []

    def make(*options: str, command: list[str] | None = None) -> Bench:
        made.append(Bench(tmp_path / "bench.sqlite3", *options, command=command))
        return made[-1]

    yield make
    for each in made:
        each.close()
