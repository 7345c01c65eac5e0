"""How far a measurement is to be trusted, in a word."""

from __future__ import annotations

from mixbench.core.measurement import Measurement, Status


def trust_word(measurement: Measurement) -> str:
    """How far the point is to be trusted, in a word or the status's own."""
    if measurement.is_verified:
        return "verified"
    if measurement.status is Status.OK:
        return "ok"
    return str(measurement.status).replace("_", " ")
