"""What is known of an item's time: the estimate over its rounds, and before them a first coarse look."""

from __future__ import annotations

from statistics import median

from mixbench.core.measurement import GLIMPSE, Estimate, Round, Status
from mixbench.jobs.events import Item, ItemState


def estimate_of(item: Item) -> Estimate | None:
    """The final estimate, or the best so far; None before the first round, a glimpse being none."""
    known = item.estimate
    if known is None and item.measurement is not None and item.measurement.timing is not None:
        known = item.measurement.timing.estimate
    return known if known is not None and known.rounds else None


def coarse_ms(item: Item) -> float | None:
    """The median of the glimpse of an item that has no rounds yet, in ms of one call. What was stopped
    before its turn keeps it; what failed has no time."""
    measurement = item.measurement
    has_ended = item.state is ItemState.FINISHED
    if measurement is None or (has_ended and measurement.status is not Status.CANCELLED):
        return None
    glimpse = next((one for one in measurement.rounds if one.number == GLIMPSE), None)
    if glimpse is None or estimate_of(item) is not None:
        return None
    return median(glimpse.samples_ms)


def counted_rounds(item: Item) -> tuple[Round, ...]:
    """The rounds that the estimate is made of: all but the glimpse."""
    rounds = item.measurement.rounds if item.measurement else ()
    return tuple(one for one in rounds if one.number != GLIMPSE)
