"""A worker is started anew where how it is started has changed; a run keeps the one that it has."""

from __future__ import annotations

from mixbench.core.model import Model
from mixbench.core.sweep import SweepPlan
from mixbench.jobs.events import RunFinished

SMALL = SweepPlan((Model("mixer_s16"),), ((64, 64),), name="test")


def test_an_idle_worker_gives_way_to_one_with_the_new_command(bench):
    b = bench()
    b.runner.wake()
    b.until(lambda: b.client.is_ready)
    b.command = [*b.command, "--round-s", "0.01"]
    b.runner.renew()
    b.until(lambda: len(b.transports) == 2 and b.client.is_ready)
    assert b.transports[1]._command == tuple(b.command)
    assert not b.transports[0]._process.returncode


def test_a_worker_that_does_not_live_is_started(bench):
    b = bench()
    b.runner.renew()
    b.until(lambda: b.client.is_ready)
    assert len(b.transports) == 1


def test_a_run_keeps_its_worker(bench):
    b = bench()
    b.runner.start(SMALL)
    b.runner.renew()
    b.until(lambda: any(isinstance(event, RunFinished) for event in b.told))
    assert len(b.transports) == 1
    assert b.last(RunFinished).outcome == "done"
