"""Driving one run from the terminal: through the engine, with progress, until it ends or Ctrl-C."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from types import FrameType

from mixbench.cli.engine import Engine
from mixbench.cli.progress import ProgressScreen
from mixbench.cli.screen import say
from mixbench.core.errors import RequestError
from mixbench.core.measurement import Device, Environment
from mixbench.core.model import Conditions
from mixbench.core.sweep import SweepPlan
from mixbench.core.units import duration
from mixbench.jobs.runner import SweepRunner
from mixbench.store.database import Store

_STOPPING = (signal.SIGINT, signal.SIGTERM)


def run(
    task: SweepPlan | str, store: Store, complete: Callable[[Engine, SweepPlan], SweepPlan] | None = None
) -> str:
    """Measure a plan, or go on with a stored session, until it ends; the answer is the session.

    What the plan still lacks, `complete` finds out with the engine. The first Ctrl-C stops at the next
    sample, the second ends the worker at once.
    """
    plan = store.load(task).plan if isinstance(task, str) else task
    with Engine() as engine, ProgressScreen() as screen:
        here = engine.greet()
        ready = check_conditions(plan, here)
        if complete is not None:
            ready = complete(engine, ready)
        runner = SweepRunner(engine.client, store, screen.show)
        if isinstance(task, SweepPlan):
            count = len(ready.cases())
            points = "1 point" if count == 1 else f"{count} points"
            say(f"{points}, about {duration(runner.seconds(ready))}")
        with _interruptible(runner.stop, runner.abort) as obey:
            session = runner.resume(task) if isinstance(task, str) else runner.start(ready)
            while runner.is_running:
                engine.poll()
                obey()
    return session


def check_conditions(plan: SweepPlan, here: Environment) -> SweepPlan:
    """Name devices as the worker does; raise `RequestError` where a case cannot run under its conditions."""
    named = replace(plan, conditions=settled(plan.conditions, here))
    if plan.duel is None:
        return named
    first, second = (replace(case, conditions=settled(case.conditions, here)) for case in plan.duel)
    return replace(named, duel=(first, second))


def settled(asked: Conditions, here: Environment) -> Conditions:
    """The conditions with the device's own name; raise `RequestError` where nothing can run under them."""
    known = {device.id: device for device in here.devices}
    found = known.get(asked.device) or known.get(f"{asked.device}:0")
    if found is None:
        raise RequestError(
            f"there is no device '{asked.device}' here; choose one of {', '.join(known)} with --device"
        )
    if asked.dtype not in found.dtypes:
        choices = ", ".join(found.dtypes)
        raise RequestError(f"{found.id} does not compute in {asked.dtype}; choose {choices} with --dtype")
    if asked.runtime == "cuda_graph":
        _refuse_graph(asked, found)
    if found.id == "cpu" and asked.threads and asked.threads > here.logical_cores:
        raise RequestError(
            f"{asked.threads} threads were asked for, but there are {here.logical_cores} cores; "
            f"use --threads {here.logical_cores}"
        )
    return replace(asked, device=found.id)


def _refuse_graph(asked: Conditions, device: Device) -> None:
    """Raise `RequestError` where no CUDA graph can be made."""
    if not device.id.startswith("cuda"):
        raise RequestError(
            f"a CUDA graph needs a CUDA device, not {device.id}; choose eager or compile with --runtime"
        )
    if asked.mode != "inference":
        raise RequestError(
            "a CUDA graph holds a forward pass, not a training step; choose eager or compile with --runtime"
        )


@contextmanager
def _interruptible(stop: Callable[[], None], abort: Callable[[], None]) -> Iterator[Callable[[], None]]:
    """While the block runs, Ctrl-C (and SIGTERM) is a wish that the yielded function fulfils.

    The handler itself only counts: it may run in the midst of a write to the store.
    """
    presses: list[int] = []
    obeyed = 0

    def note(number: int, _frame: FrameType | None) -> None:
        presses.append(number)

    def obey() -> None:
        nonlocal obeyed
        if len(presses) > obeyed:
            obeyed = len(presses)
            if obeyed == 1:
                say("stopping at the next sample; once more ends the worker at once")
                stop()
            else:
                abort()

    before = {number: signal.signal(number, note) for number in _STOPPING}
    try:
        yield obey
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
