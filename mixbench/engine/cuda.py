"""Timing on a CUDA device by its own clock, and end to end.

A network of many small kernels leaves its device waiting for the processor, and events around it would
then time the launches. So each sample of such a network is launched while the device is held up by a
sleep, in which the processor gets ahead: the events enclose the device's own work without gaps, and what
the launches cost is seen in the end-to-end time.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from statistics import median
from typing import cast

import torch

from mixbench.core.measurement import DeviceState
from mixbench.engine import nvml
from mixbench.engine.quiet import quiet
from mixbench.engine.watch import Lap, Program

#: The device works this long before the first call, so that its clocks are up.
SPIN_S = 0.5

#: Shorter calls are timed in blocks of at least `LEAST_BLOCK_S`.
SHORT_CALL_S, LEAST_BLOCK_S = 50e-6, 1e-3

#: Launches that take a larger share of a call make the device wait.
MOST_LAUNCHING = 0.5

#: How much longer than the launches the device is held up, and how long at most.
AHEAD, MOST_AHEAD_S = 1.5, 0.1

#: The energy of a call is found over this long at least: the counter moves in steps of some 20 ms.
ENERGY_S = 1.0

_END_TO_END_CALLS = 5
_TRIAL_CYCLES = 1_000_000


class CudaWatch:
    """Device time of calls from events, recorded back to back and read at the end.

    `is_cancelled` is looked at between samples.
    """

    pinned_cores: tuple[int, ...] = ()

    def __init__(self, is_cancelled: Callable[[], bool], device: str) -> None:
        self._is_cancelled = is_cancelled
        self._device = torch.device(device)
        self._gauge = nvml.gauge(device)
        self._readings: list[nvml.Reading] = []
        self._is_in_round = False
        self._cycles_per_s = 0.0

    def settle(self) -> None:
        """Bring the clocks of the device up by work that is not timed."""
        square = torch.ones(1024, 1024, device=self._device)
        end = time.perf_counter() + SPIN_S
        while time.perf_counter() < end and not self._is_cancelled():
            for _ in range(10):
                square @ square
            self._wait()

    def block_for(self, call_s: float) -> int:
        """One call, or enough short ones."""
        return 1 if call_s >= SHORT_CALL_S else math.ceil(LEAST_BLOCK_S / max(call_s, 1e-9))

    def laps(self, program: Program, block: int, count: int) -> Sequence[Lap]:
        """Launch everything without waiting in between, then read the events."""
        looks = {0, count // 2, count - 1} if self._is_in_round else set()
        with self._at_work(program):
            cycles = self._head_start(program, block) if self._is_in_round else 0
            sheets = [_sheet(program, block) for _ in range(count)]
            done = 0
            while done < count and not self._is_cancelled():
                if cycles:
                    torch.cuda._sleep(cycles)  # type: ignore[no-untyped-call]  # torch leaves it untyped
                _record(program, sheets[done], block)
                if done in looks and self._gauge:
                    self._readings.append(self._gauge.read())  # while the device still works
                done += 1
            self._wait()
            return [_lap(program, sheet) for sheet in sheets[:done]]

    def begin_round(self) -> None:
        """From here on the device is asked how it does."""
        self._readings, self._is_in_round = [], True

    def end_round(self) -> float | None:
        """What others do on the device is unknown."""
        self._is_in_round = False
        return None

    def device_state(self) -> DeviceState | None:
        """Clock, power and temperature at the beginning, in the middle and at the end of the round."""
        return nvml.state(self._readings)

    def end_to_end_s(self, program: Program) -> float | None:
        """Seconds from the launch to the result, with the device waited for on each side."""
        with self._at_work(program):
            return median(self._launch_and_whole_s(program)[1] for _ in range(_END_TO_END_CALLS))

    def energy_j(self, program: Program) -> float | None:
        """Calls back to back for a second; None where the device has no counter of energy."""
        before = self._gauge.energy_j if self._gauge else None
        if self._gauge is None or before is None:
            return None
        with self._at_work(program):
            calls, end = 0, time.perf_counter() + ENERGY_S
            while time.perf_counter() < end and not self._is_cancelled():
                program.call()
                calls += 1
            self._wait()
        after = self._gauge.energy_j
        return (after - before) / calls if calls and after is not None else None

    def _head_start(self, program: Program, block: int) -> int:
        """Cycles for which to hold the device up before each sample; 0 where it is always behind."""
        launch_s, whole_s = self._launch_and_whole_s(program)
        if launch_s <= MOST_LAUNCHING * whole_s:
            return 0
        if not self._cycles_per_s:
            self._cycles_per_s = _cycles_per_s()
        return int(min(AHEAD * launch_s * block, MOST_AHEAD_S) * self._cycles_per_s)

    def _launch_and_whole_s(self, program: Program) -> tuple[float, float]:
        """Seconds of a call until the processor is done with it, and until the device is."""
        self._wait()
        start = time.perf_counter()
        program.call()
        launched = time.perf_counter()
        self._wait()
        return launched - start, time.perf_counter() - start

    def _wait(self) -> None:
        torch.cuda.synchronize(self._device)

    @contextmanager
    def _at_work(self, program: Program) -> Iterator[None]:
        with torch.cuda.device(self._device), quiet(gradients=program.has_gradients):
            yield


#: The events of one sample: its beginning, then the end of each part of each call, or only its own end.
_Sheet = Sequence[torch.cuda.Event]


def _sheet(program: Program, block: int) -> _Sheet:
    """The events of a sample, made before the first of the round is recorded."""
    return [_event() for _ in range(1 + (len(program.phases) * block or 1))]


def _event() -> torch.cuda.Event:
    make = cast("Callable[..., torch.cuda.Event]", torch.cuda.Event)  # torch leaves it untyped
    return make(enable_timing=True)


def recorded_event() -> torch.cuda.Event:
    """A moment of the current device: an event that it passes when it has done all that came before."""
    event = _event()
    event.record()
    return event


def _record(program: Program, sheet: _Sheet, block: int) -> None:
    """Launch one sample."""
    events = iter(sheet)
    next(events).record()
    for _ in range(block):
        if not program.phases:
            program.call()
        for _, part in program.phases:
            part()
            next(events).record()
    for last in events:
        last.record()


def _lap(program: Program, sheet: _Sheet) -> Lap:
    """Read a sample that is over."""
    width = len(program.phases)
    steps_s = [before.elapsed_time(after) * 1e-3 for before, after in pairwise(sheet)]
    return Lap(sum(steps_s), parts_s=tuple(sum(steps_s[part::width]) for part in range(width)))


def _cycles_per_s() -> float:
    """How many of the device's cycles a sleep of one second takes."""
    start, end = _event(), _event()
    for event in (start, end):
        torch.cuda._sleep(_TRIAL_CYCLES)  # type: ignore[no-untyped-call]  # torch leaves it untyped
        event.record()
    end.synchronize()
    taken_ms: float = start.elapsed_time(end)
    return _TRIAL_CYCLES / (taken_ms * 1e-3)
