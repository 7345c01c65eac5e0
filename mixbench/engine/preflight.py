"""A look at the machine before it is timed: what is likely to spoil the numbers, in sentences."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

import torch

from mixbench.core.measurement import Environment
from mixbench.core.model import Conditions
from mixbench.core.steadiness import MOST_OTHER_LOAD
from mixbench.core.units import percent
from mixbench.engine import nvml
from mixbench.engine.cores import LoadMeter
from mixbench.engine.quiet import quiet

#: Threads that are at work for a smaller share of the time are not all there.
LEAST_GIVEN = 0.8

#: How long all threads are kept busy to see what they get; the load of others needs 0.1 s to be seen.
LOOK_S = 0.15

#: A thread's share of the product that keeps it busy: rows x side x side multiply-accumulates.
ROWS, SIDE = 256, 512

_DRIVER = Path("/sys/devices/system/cpu/cpu0/cpufreq/scaling_driver")

#: With these drivers the governor that is called powersave raises the clock as much as any other.
_SELF_GOVERNED = ("intel_pstate", "amd-pstate-epp")


def look(conditions: Conditions, cores: Sequence[int], here: Environment) -> tuple[str, ...]:
    """Warnings, none where nothing speaks against measuring now; takes a quarter of a second.

    The watch must be settled: the look is with its threads, on its `cores`.
    """
    on_device = _on_device(conditions.device) if conditions.device.startswith("cuda") else _on_cores(cores)
    return tuple(sentence for sentence in (*_power(here), *on_device) if sentence)


def _on_cores(cores: Sequence[int]) -> tuple[str, ...]:
    """Whether the threads get the cores, and who else is on them."""
    threads, meter = torch.get_num_threads(), LoadMeter(cores)
    given, load = threads_given(threads), meter.other_load()
    return _too_few(threads, given), _busy(load)


def threads_given(threads: int) -> float:
    """How many threads are at work at once in a product that all of them share: CPU over wall time."""
    rows, square = torch.ones(threads * ROWS, SIDE), torch.ones(SIDE, SIDE)
    with quiet():
        rows @ square  # starts the threads
        cpu_s, wall_s = time.process_time(), time.perf_counter()
        while time.perf_counter() - wall_s < LOOK_S:
            rows @ square
        return (time.process_time() - cpu_s) / (time.perf_counter() - wall_s)


def _too_few(threads: int, given: float) -> str:
    if given >= LEAST_GIVEN * threads:
        return ""
    asked = "1 thread was" if threads == 1 else f"{threads} threads were"
    return f"{asked} asked for, but the machine gives {given:.1f}"


def _busy(load: float | None) -> str:
    if load is None or load <= MOST_OTHER_LOAD:
        return ""
    return f"other processes took {percent(load, 0)} of the measuring cores before the first call"


def _on_device(device: str) -> tuple[str, ...]:
    """Who else has work there, and whether it holds back already."""
    gauge = nvml.gauge(device)
    if gauge is None:
        return ()
    others, throttled = gauge.other_processes or 0, gauge.read().throttled
    processes = "another process has" if others == 1 else f"{others} other processes have"
    return (
        f"{processes} work or memory on {device}" if others else "",
        f"{device} holds back already: {', '.join(throttled)}" if throttled else "",
    )


def _power(here: Environment) -> tuple[str, ...]:
    """What saves power at the cost of speed."""
    saves = here.governor == "powersave" and not _is_self_governed()
    return (
        "the machine runs on its battery" if here.on_battery else "",
        "the governor of the processor's clock is powersave" if saves else "",
    )


def _is_self_governed() -> bool:
    try:
        return _DRIVER.read_text().strip() in _SELF_GOVERNED
    except OSError:
        return False
