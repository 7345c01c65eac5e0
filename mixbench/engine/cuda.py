"""Timing on a CUDA device by its own clock, and end to end."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from statistics import median
from typing import cast

import torch

from mixbench.core.measurement import DeviceState
from mixbench.engine.quiet import quiet
from mixbench.engine.watch import Lap, Program

#: The device works this long before the first call, so that its clocks are up.
SPIN_S = 0.5

#: Shorter calls are timed in blocks of at least `LEAST_BLOCK_S`.
SHORT_CALL_S, LEAST_BLOCK_S = 50e-6, 1e-3

_END_TO_END_CALLS = 5


class CudaWatch:
    """Device time of calls from pairs of events, recorded back to back and read at the end.

    `is_cancelled` is looked at between samples.
    """

    pinned_cores: tuple[int, ...] = ()

    def __init__(self, is_cancelled: Callable[[], bool], device: str) -> None:
        self._is_cancelled = is_cancelled
        self._device = torch.device(device)

    def settle(self) -> None:
        """Bring the clocks of the device up by work that is not timed."""
        square = torch.ones(1024, 1024, device=self._device)
        end = time.perf_counter() + SPIN_S
        while time.perf_counter() < end and not self._is_cancelled():
            for _ in range(10):
                square @ square
            torch.cuda.synchronize(self._device)

    def block_for(self, call_s: float) -> int:
        """One call, or enough short ones."""
        return 1 if call_s >= SHORT_CALL_S else math.ceil(LEAST_BLOCK_S / max(call_s, 1e-9))

    def laps(self, program: Program, block: int, count: int) -> Sequence[Lap]:
        """Launch everything without waiting in between, then read the events."""
        with torch.cuda.device(self._device), quiet(gradients=program.has_gradients):
            events = [_event_pair() for _ in range(count)]
            done = 0
            for start, end in events:
                if self._is_cancelled():
                    break
                start.record()
                for _ in range(block):
                    program.call()
                end.record()
                done += 1
            torch.cuda.synchronize(self._device)
            return [Lap(start.elapsed_time(end) * 1e-3) for start, end in events[:done]]

    def begin_round(self) -> None:
        """Other processes on the device are not seen."""

    def end_round(self) -> float | None:
        """Unknown."""
        return None

    def device_state(self) -> DeviceState | None:
        """Unknown."""
        return None

    def energy_j(self, program: Program) -> float | None:  # noqa: ARG002 - part of the protocol
        """Unknown."""
        return None

    def end_to_end_s(self, program: Program) -> float | None:
        """Seconds from the launch to the result, with the device waited for on each side."""
        times = []
        with torch.cuda.device(self._device), quiet(gradients=program.has_gradients):
            for _ in range(_END_TO_END_CALLS):
                torch.cuda.synchronize(self._device)
                start = time.perf_counter()
                program.call()
                torch.cuda.synchronize(self._device)
                times.append(time.perf_counter() - start)
        return median(times)


def _event_pair() -> tuple[torch.cuda.Event, torch.cuda.Event]:
    make = cast("Callable[..., torch.cuda.Event]", torch.cuda.Event)  # torch leaves it untyped
    return make(enable_timing=True), make(enable_timing=True)
