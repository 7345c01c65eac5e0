"""Budgets as a person writes them: 20ms, 1GB, 30M, 5G."""

from __future__ import annotations

import re

from mixbench.core.amounts import CostKind
from mixbench.core.errors import RequestError

_TIMES = {"us": 1e-3, "µs": 1e-3, "ms": 1.0, "s": 1e3}
_SIZES = {"kb": 1e3, "mb": 1e6, "gb": 1e9, "tb": 1e12, "kib": 2**10, "mib": 2**20, "gib": 2**30}
_COUNTS = {"": 1.0, "k": 1e3, "m": 1e6, "g": 1e9, "b": 1e9, "t": 1e12}

#: For each cost its units and an example.
_UNITS: dict[CostKind, tuple[dict[str, float], str]] = {
    "latency": (_TIMES, "20ms"),
    "memory": (_SIZES, "1GB"),
    "activation": (_SIZES, "100MB"),
    "peak": (_SIZES, "100MB"),
    "params": (_COUNTS, "30M"),
    "macs": (_COUNTS, "5G"),
    "throughput": ({"": 1.0, "img/s": 1.0}, "100img/s"),
    "energy": ({"j": 1.0, "mj": 1e-3}, "0.5J"),
}


def budget_of(option: str, text: str, kind: CostKind) -> float:
    """The amount in the unit that costs are kept in: ms, bytes, or a number; raise `RequestError`."""
    units, example = _UNITS[kind]
    found = re.fullmatch(r"\s*([0-9]*\.?[0-9]+(?:e[0-9]+)?)\s*(\D*?)\s*", text, re.IGNORECASE)
    unit = found[2].lower().replace("\u03bc", "\u00b5").removesuffix("macs") if found else ""
    if found is None or unit not in units or float(found[1]) <= 0:
        named = ", ".join(name for name in units if name) or "a number"
        raise RequestError(f"{option} does not take '{text}'; write an amount like {example} ({named})")
    return float(found[1]) * units[unit]
