"""Keeping the interpreter's own housekeeping out of what must not be interrupted."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

import torch


@contextmanager
def without_collection() -> Iterator[None]:
    """No garbage collection: with torch loaded, a full one takes a tenth of a second."""
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()


@contextmanager
def quiet(*, gradients: bool = False) -> Iterator[None]:
    """No garbage collection, and unless `gradients` are needed no autograd bookkeeping: the state in which
    calls are timed."""
    with without_collection(), torch.inference_mode(not gradients):
        yield
