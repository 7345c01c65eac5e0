"""Cases, roofs and standings as the JSON of `mixbench roofline` has them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from mixbench.core.model import Case
from mixbench.core.roofline import Standing
from mixbench.core.roofs import Roof


def case_document(case: Case) -> dict[str, Any]:
    """What was timed, and under which conditions."""
    return {
        "model": case.model.key,
        "resolution_px": case.resolution,
        "batch": case.batch,
        **asdict(case.conditions),
    }


def roof_document(roof: Roof) -> dict[str, Any]:
    """Both roofs and the ridge."""
    return {**asdict(roof), "ridge_macs_per_byte": roof.ridge_macs_per_byte}


def standing_document(standing: Standing) -> dict[str, Any]:
    """Work, the rates that were achieved, and how near the roofs they are."""
    work = standing.work
    return {
        "macs": work.macs,
        "bytes_moved": work.bytes_moved,
        "macs_per_byte": work.macs_per_byte if work.bytes_moved else None,
        "achieved_macs_per_s": standing.macs_per_s,
        "achieved_bytes_per_s": standing.bytes_per_s,
        "least_ms": standing.least_ms,
        "roofline_share": standing.roofline_share,
        "bound": standing.bound,
    }
