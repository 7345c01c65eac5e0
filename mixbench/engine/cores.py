"""The processor cores that this process may use: which are there, which are idle, and staying on them."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Iterable, Sequence
from pathlib import Path

import psutil

from mixbench.core.errors import RequestError

_CPUS = Path("/sys/devices/system/cpu")
_TASKS = Path("/proc/self/task")
_QUOTA = Path("/sys/fs/cgroup/cpu.max")

#: How long the load of the cores is looked at before some are chosen.
_LOOK_S = 0.2


def available_cores() -> tuple[int, ...]:
    """Logical cores that the process may run on, in order."""
    if hasattr(os, "sched_getaffinity"):
        return tuple(sorted(os.sched_getaffinity(0)))
    return tuple(range(os.cpu_count() or 1))


def can_pin() -> bool:
    """Whether this system lets a process choose its cores."""
    return hasattr(os, "sched_setaffinity")


def default_threads(cores: Sequence[int]) -> int:
    """One thread for each physical core that the process has, within a container's quota."""
    physical = len({physical_core(core) for core in cores})
    if not can_pin():
        physical = psutil.cpu_count(logical=False) or physical
    quota = _quota()
    return max(1, physical if quota is None else min(physical, math.ceil(quota)))


def physical_core(core: int) -> tuple[str, str]:
    """What two logical cores share if they are one physical core: socket and number."""
    topology = _CPUS / f"cpu{core}" / "topology"
    try:
        return (topology / "physical_package_id").read_text(), (topology / "core_id").read_text()
    except OSError:
        return "", str(core)


def _quota() -> float | None:
    """Cores' worth of time that a container may use, None without a limit."""
    try:
        quota, period = _QUOTA.read_text().split()
        return None if quota == "max" else int(quota) / int(period)
    except (OSError, ValueError):
        return None


def idlest(cores: Sequence[int], count: int) -> tuple[int, ...]:
    """The `count` cores with the least load now, one of each physical core first.

    Raises `RequestError` where there are not that many.
    """
    if count > len(cores):
        raise RequestError(
            f"{count} threads were asked for, but there are {len(cores)} cores; use --threads {len(cores)}"
        )
    if count == len(cores) or not can_pin():
        return tuple(cores[:count])
    before = busy_seconds(cores)
    time.sleep(_LOOK_S)
    busy = dict(zip(cores, (b - a for a, b in zip(before, busy_seconds(cores), strict=True)), strict=True))
    taken: dict[tuple[str, str], int] = {}
    ranks = {}
    for core in sorted(cores, key=lambda core: busy[core]):
        siblings = taken.get(physical_core(core), 0)
        taken[physical_core(core)] = siblings + 1
        ranks[core] = (siblings, busy[core])
    return tuple(sorted(sorted(cores, key=lambda core: ranks[core])[:count]))


def pin(cores: Iterable[int]) -> None:
    """Put every thread of this process on the cores; threads that start later inherit them.

    Does nothing where the system cannot.
    """
    if not can_pin():
        return
    chosen = set(cores)
    for thread in _threads():
        try:
            os.sched_setaffinity(thread, chosen)
        except ProcessLookupError:  # the thread ended meanwhile
            continue


def _threads() -> list[int]:
    try:
        return [int(task.name) for task in _TASKS.iterdir()]
    except OSError:
        return [0]


def busy_seconds(cores: Sequence[int]) -> list[float]:
    """Seconds that each core was not idle since the system started, stolen time included."""
    times = psutil.cpu_times(percpu=True)
    return [_busy(times[core]) for core in cores if core < len(times)]


def _busy(times: object) -> float:
    """Guest time is part of user time on Linux already."""
    names = ("user", "nice", "system", "irq", "softirq", "steal", "interrupt", "dpc")
    return sum(getattr(times, name, 0.0) for name in names)


class LoadMeter:
    """How much of some cores other processes took between two moments."""

    #: Shorter looks see too few ticks of the system's clock (100 a second) to say anything.
    LEAST_S = 0.1

    def __init__(self, cores: Sequence[int]) -> None:
        self._cores = cores
        self.start()

    def start(self) -> None:
        """The first moment."""
        self._busy_s = sum(busy_seconds(self._cores))
        self._own_s, self._wall_s = time.process_time(), time.perf_counter()

    def other_load(self) -> float | None:
        """The share (0 to 1) of the cores since `start`; None where it is too short to tell."""
        wall_s = time.perf_counter() - self._wall_s
        own_s = time.process_time() - self._own_s
        busy_s = sum(busy_seconds(self._cores)) - self._busy_s
        if wall_s < self.LEAST_S or not self._cores or busy_s == 0 < own_s:
            return None  # a sandbox may show a clock of the cores that stands still
        return min(1.0, max(0.0, (busy_s - own_s) / (wall_s * len(self._cores))))
