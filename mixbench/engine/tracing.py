"""Live memory over a pass or training step, operator by operator, forecast on meta tensors."""

from __future__ import annotations

from mixbench.core.memory import MemoryTrace
from mixbench.core.model import Case
from mixbench.engine.quiet import without_collection
from mixbench.engine.recording import record_case


def trace_memory(case: Case) -> MemoryTrace:
    """Live bytes after each operator of the case's pass or step, the first of them the input alone.

    Views allocate nothing and are left out. Raises `RequestError` where the case is refused.
    """
    with without_collection():
        recording = record_case(case)
    live_bytes, layers, operators, phases = zip(*recording.live.moments, strict=True)
    return MemoryTrace(recording.forecast, live_bytes, operators, layers, phases)
