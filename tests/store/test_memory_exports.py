"""The course of memory as a file."""

from __future__ import annotations

import csv
import io

from mixbench.core.cost import MemoryForecast
from mixbench.core.memory import MemoryTrace
from mixbench.store.memory_exports import trace_text


def test_every_operator_has_a_line():
    forecast = MemoryForecast(90, 10, "head", "addmm")
    trace = MemoryTrace(forecast, (50, 90), ("input", "addmm"), ("", "head"), ("forward", "forward"))
    lines = list(csv.DictReader(io.StringIO(trace_text(trace))))
    assert lines == [
        {"index": "0", "phase": "forward", "layer": "", "operator": "input", "live_bytes": "50"},
        {"index": "1", "phase": "forward", "layer": "head", "operator": "addmm", "live_bytes": "90"},
    ]
