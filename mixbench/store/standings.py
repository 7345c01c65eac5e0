"""The measurements of a stored session below the roofs of the machine that each was taken on."""

from __future__ import annotations

from dataclasses import dataclass

from mixbench.core.measurement import Measurement, Status
from mixbench.core.model import Case
from mixbench.core.slower_pairs import Contender, contender
from mixbench.store.sessions import StoredSession


@dataclass(frozen=True)
class LeftOut:
    """A case that has no place below the roofs, and why."""

    case: Case
    reason: str


@dataclass(frozen=True)
class SessionStandings:
    """What was timed, in the order of the plan, and what has no place among it."""

    timed: tuple[Contender, ...]
    left_out: tuple[LeftOut, ...]


def standings_of(stored: StoredSession) -> SessionStandings:
    """Every measurement of a session, or why it is left out."""
    timed: list[Contender] = []
    left_out: list[LeftOut] = []
    for number, case in enumerate(stored.plan.cases()):
        measurement = stored.measurements.get(number)
        found = _contender(stored, number, measurement) if measurement else None
        if found is None:
            left_out.append(LeftOut(case, why_not(measurement)))
        else:
            timed.append(found)
    return SessionStandings(tuple(timed), tuple(left_out))


def _contender(stored: StoredSession, number: int, measurement: Measurement) -> Contender | None:
    timing, cost = measurement.timing, measurement.cost
    if timing is None or cost is None:
        return None
    return contender(
        measurement.case,
        cost.count,
        timing.estimate,
        stored.roofs.get(number),
        is_unstable=measurement.status is Status.UNSTABLE,
        end_to_end_ms=timing.end_to_end_ms,
        environment=stored.environments.get(number),
    )


def why_not(measurement: Measurement | None) -> str:
    """Why a measurement has no place below the roofs."""
    if measurement is None:
        return "not measured yet"
    if measurement.timing is None:
        return measurement.error or f"not timed: {measurement.status.value.replace('_', ' ')}"
    if measurement.cost is None:
        return "not counted, so that its MACs and bytes are not known"
    return "only its forward pass was counted, not the whole training step"
