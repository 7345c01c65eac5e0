"""Timing on the processor."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Sequence
from itertools import repeat

import torch

from mixbench.core.measurement import DeviceState
from mixbench.engine import cores
from mixbench.engine.quiet import quiet
from mixbench.engine.watch import Lap, Program

#: A sample lasts at least this long, and this many ticks of the clock.
LEAST_SAMPLE_S, LEAST_TICKS = 1e-3, 1000


class CpuWatch:
    """Wall and CPU time of calls, on cores of their own. `is_cancelled` is looked at between samples.

    Raises `RequestError` where `threads` are more than the process has cores.
    """

    def __init__(self, is_cancelled: Callable[[], bool], home: Sequence[int], threads: int | None) -> None:
        self._is_cancelled = is_cancelled
        self._threads = threads or cores.default_threads(home)
        self._cores = cores.idlest(home, self._threads)
        self._meter = cores.LoadMeter(self._cores)

    @property
    def pinned_cores(self) -> tuple[int, ...]:
        """The cores that the measurement runs on, empty where the system cannot pin."""
        return self._cores if cores.can_pin() else ()

    def settle(self) -> None:
        """Take this watch's cores and threads; another watch may have had others."""
        if torch.get_num_threads() != self._threads:
            torch.set_num_threads(self._threads)
        cores.pin(self._cores)

    def block_for(self, call_s: float) -> int:
        """Enough calls to last 1 ms and 1,000 ticks of the clock."""
        least_s = max(LEAST_SAMPLE_S, LEAST_TICKS * time.get_clock_info("perf_counter").resolution)
        return max(1, -int(-least_s // max(call_s, 1e-9)))

    def laps(self, program: Program, block: int, count: int) -> Sequence[Lap]:
        """Time the calls; nothing is allocated, logged or sent inside a sample."""
        sheet = _Sheet(program, count)
        take = sheet.take_parts if program.phases else sheet.take_calls
        with quiet(gradients=program.has_gradients):
            while sheet.done < count and not self._is_cancelled():
                take(block)
        return sheet.laps()

    def begin_round(self) -> None:
        """Take the cores back from the other cases and start looking at their load."""
        self.settle()
        self._meter.start()

    def end_round(self) -> float | None:
        """The share of the cores that other processes took."""
        return self._meter.other_load()

    def device_state(self) -> DeviceState | None:
        """The processor's clocks are not looked at."""
        return None

    def end_to_end_s(self, program: Program) -> float | None:  # noqa: ARG002 - part of the protocol
        """A lap on the processor is end-to-end already."""
        return None

    def energy_j(self, program: Program) -> float | None:  # noqa: ARG002 - part of the protocol
        """What the processor takes for a call cannot be told from what the machine does besides."""
        return None


class _Sheet:
    """The samples of a round, on paper that was laid out before the first."""

    def __init__(self, program: Program, count: int) -> None:
        self._call = program.call
        self._parts = tuple(call for _, call in program.phases)
        self._wall_ns, self._cpu_ns = array("q", bytes(8 * count)), array("q", bytes(8 * count))
        self._parts_ns = array("q", bytes(8 * count * len(self._parts)))
        self.done = 0

    def take_calls(self, block: int) -> None:
        """One sample of whole calls."""
        wall, cpu, call = time.perf_counter_ns, time.process_time_ns, self._call
        cpu_start, wall_start = cpu(), wall()
        for _ in repeat(None, block):
            call()
        self._wall_ns[self.done] = wall() - wall_start
        self._cpu_ns[self.done] = cpu() - cpu_start
        self.done += 1

    def take_parts(self, block: int) -> None:
        """One sample of calls, with a look at the clock after each part."""
        wall, cpu, parts_ns = time.perf_counter_ns, time.process_time_ns, self._parts_ns
        first = self.done * len(self._parts)
        cpu_start, wall_start = cpu(), wall()
        before = wall_start
        for _ in repeat(None, block):
            index = first
            for part in self._parts:
                part()
                after = wall()
                parts_ns[index] += after - before
                before, index = after, index + 1
        self._wall_ns[self.done] = before - wall_start
        self._cpu_ns[self.done] = cpu() - cpu_start
        self.done += 1

    def laps(self) -> list[Lap]:
        """What was taken."""
        width = len(self._parts)
        return [
            Lap(
                self._wall_ns[index] * 1e-9,
                self._cpu_ns[index] * 1e-9,
                tuple(part * 1e-9 for part in self._parts_ns[index * width : (index + 1) * width]),
            )
            for index in range(self.done)
        ]
