"""The course of memory over a pass as text: a line an operator."""

from __future__ import annotations

import csv
import io

from mixbench.core.memory import MemoryTrace

COLUMNS = ("index", "phase", "layer", "operator", "live_bytes")


def trace_text(trace: MemoryTrace) -> str:
    """CSV with a header. The bytes are without weights and the optimizer's state; line 0 is the input."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    columns = (trace.phases, trace.layers, trace.operators, trace.live_bytes)
    writer.writerows((index, *line) for index, line in enumerate(zip(*columns, strict=True)))
    return file.getvalue()
