"""The results of the bench below the roofs, read once and kept while they do not change."""

from __future__ import annotations

from dataclasses import dataclass

from mixbench.core.cost import Count
from mixbench.core.measurement import Estimate, Measurement, Status
from mixbench.core.roofs import Roof
from mixbench.core.slower_pairs import Contender, contender
from mixbench.gui.item_times import coarse_ms, estimate_of
from mixbench.gui.workbench import Workbench
from mixbench.jobs.events import Item


@dataclass(frozen=True)
class Spot:
    """An item of the bench as a point of the roofline. `is_coarse`: it is a first look only."""

    number: int
    contender: Contender
    is_coarse: bool


class Spots:
    """Remembers what it read: the costs of a stored session are read one by one as they are looked at."""

    def __init__(self, bench: Workbench) -> None:
        self._bench = bench
        self._read: dict[int, tuple[Item, Roof | None, Spot | None]] = {}

    def read(self) -> tuple[Spot, ...]:
        """The points of the items as they are now."""
        self._read = {number: self._known(number, item) for number, item in self._bench.items.items()}
        return tuple(spot for _, _, spot in self._read.values() if spot is not None)

    def _known(self, number: int, item: Item) -> tuple[Item, Roof | None, Spot | None]:
        roof = self._bench.roofs.get(item.case.conditions)
        known = self._read.get(number)
        if known is not None and known[0] is item and known[1] == roof:
            return known
        return item, roof, self._spot(item, roof)

    def _spot(self, item: Item, roof: Roof | None) -> Spot | None:
        measurement, estimate = item.measurement, _estimate(item)
        count = _count(measurement) if estimate else None
        if measurement is None or estimate is None or count is None:
            return None
        timing = measurement.timing
        found = contender(
            item.case,
            count,
            estimate,
            roof,
            is_unstable=measurement.status is Status.UNSTABLE,
            end_to_end_ms=timing.end_to_end_ms if timing else None,
        )
        return Spot(item.number, found, not estimate.rounds) if found is not None else None


def _estimate(item: Item) -> Estimate | None:
    """The best value so far; a first look has no interval."""
    coarse = coarse_ms(item)
    return estimate_of(item) or (Estimate(coarse, None, None, 0, 0, 0.0) if coarse else None)


def _count(measurement: Measurement | None) -> Count | None:
    cost = measurement.cost if measurement else None
    return cost.count if cost else None
