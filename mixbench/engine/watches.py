"""The clock of each kind of device."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import torch

from mixbench.core.model import Conditions
from mixbench.engine import cores
from mixbench.engine.cpu import CpuWatch
from mixbench.engine.cuda import CudaWatch

AnyWatch = CpuWatch | CudaWatch


def watch_for(conditions: Conditions, home: Sequence[int], is_cancelled: Callable[[], bool]) -> AnyWatch:
    """A clock for the conditions' device, on some of the cores at `home`.

    Raises `RequestError` for more threads than cores.
    """
    if conditions.device.startswith("cuda"):
        return CudaWatch(is_cancelled, conditions.device)
    return CpuWatch(is_cancelled, home, conditions.threads)


@contextmanager
def borrowed_watch(conditions: Conditions, is_cancelled: Callable[[], bool]) -> Iterator[AnyWatch]:
    """A settled clock; cores and threads are afterwards as they were before."""
    home, threads = cores.available_cores(), torch.get_num_threads()
    try:
        watch = watch_for(conditions, home, is_cancelled)
        watch.settle()
        yield watch
    finally:
        cores.pin(home)
        torch.set_num_threads(threads)
