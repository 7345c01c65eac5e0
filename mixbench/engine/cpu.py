"""Timing on the processor."""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Sequence
from itertools import repeat

import torch

from mixbench.engine import cores
from mixbench.engine.quiet import quiet
from mixbench.engine.timing import Call, Lap

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

    def laps(self, call: Call, block: int, count: int) -> Sequence[Lap]:
        """Time the calls; nothing is allocated, logged or sent inside a sample."""
        wall_ns, cpu_ns = array("q", bytes(8 * count)), array("q", bytes(8 * count))
        wall, cpu = time.perf_counter_ns, time.process_time_ns
        done = 0
        with quiet():
            while done < count and not self._is_cancelled():
                cpu_start, wall_start = cpu(), wall()
                for _ in repeat(None, block):
                    call()
                wall_ns[done] = wall() - wall_start
                cpu_ns[done] = cpu() - cpu_start
                done += 1
        return [Lap(wall_ns[index] * 1e-9, cpu_ns[index] * 1e-9) for index in range(done)]

    def begin_round(self) -> None:
        """Take the cores back from the other cases and start looking at their load."""
        self.settle()
        self._meter.start()

    def end_round(self) -> float | None:
        """The share of the cores that other processes took."""
        return self._meter.other_load()

    def end_to_end_s(self, call: Call) -> float | None:  # noqa: ARG002 - part of the protocol
        """A lap on the processor is end-to-end already."""
        return None
