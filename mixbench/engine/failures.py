"""How the end of a case is told: every exception becomes a status and one sentence."""

from __future__ import annotations

import logging

import torch

from mixbench.core.errors import MixBenchError, SizeError
from mixbench.core.measurement import Status
from mixbench.core.model import Case

log = logging.getLogger(__name__)

#: What torch's allocator on the processor says in a RuntimeError.
_NO_MEMORY = ("can't allocate memory", "not enough memory", "bad allocation", "std::bad_alloc")


def outcome(error: Exception, case: Case) -> tuple[Status, str]:
    """The status and the sentence for a case that ended in `error`; what is unexpected is logged whole."""
    if isinstance(error, SizeError):
        return Status.SKIPPED, str(error)
    if isinstance(error, MixBenchError):
        return Status.FAILED, str(error)
    if is_out_of_memory(error):
        return Status.OUT_OF_MEMORY, (
            f"memory ran out at {case.resolution} px and batch {case.batch}; take a smaller size or batch"
        )
    log.error("%s at %s px failed", case.model.key, case.resolution, exc_info=error)
    return Status.FAILED, _foreign(error)


def explain(error: Exception) -> str:
    """The sentence for a question that ended in `error`; what is unexpected is logged whole."""
    if isinstance(error, MixBenchError):
        return str(error)
    if is_out_of_memory(error):
        return "memory ran out; take a smaller size or batch"
    log.error("a question could not be answered", exc_info=error)
    return _foreign(error)


def _foreign(error: Exception) -> str:
    """Type and first line of an error that is not ours."""
    message = str(error).strip().split("\n", 1)[0]
    return f"{type(error).__name__}: {message}" if message else type(error).__name__


def is_out_of_memory(error: BaseException) -> bool:
    """Whether memory ran out, on the processor or on a device."""
    if isinstance(error, MemoryError | torch.OutOfMemoryError):
        return True
    return isinstance(error, RuntimeError) and any(words in str(error) for words in _NO_MEMORY)
