"""How each metric is read off a result: a value, its interval, and whether it is a first look only."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from mixbench.core import statistics
from mixbench.core.cost import Count, Phase, RoleCost
from mixbench.core.laws import Point
from mixbench.core.measurement import Estimate, Round, Status, Timing
from mixbench.core.roles import Role
from mixbench.core.roofs import Roof, work_of
from mixbench.gui.item_times import coarse_ms, counted_rounds, estimate_of
from mixbench.jobs.events import Item


@dataclass(frozen=True)
class Sight:
    """What is looked at: an item, whether spatial mixing alone is meant, and the machine's roof over it."""

    item: Item
    spatial_only: bool = False
    roof: Roof | None = None


@dataclass(frozen=True)
class Reading:
    """A value in the metric's base unit with its 95 % interval, where it has one; what has no chance in it is
    its own. `is_coarse`: it is a first look, which no fit is made of. `looks` is over how many rounds or
    processes the interval was taken, 0 where it cannot be relied on."""

    value: float
    low: float | None = None
    high: float | None = None
    is_coarse: bool = False
    looks: int = 0

    @classmethod
    def exact(cls, value: float) -> Reading:
        """What was counted."""
        return cls(value, value, value)

    @property
    def is_exact(self) -> bool:
        """Whether chance has no part in it."""
        return self.low == self.value == self.high

    def times(self, factor: float) -> Reading:
        """The same in another unit."""
        low, high = (None if end is None else end * factor for end in (self.low, self.high))
        return Reading(self.value * factor, low, high, self.is_coarse, self.looks)

    def point(self, x: float) -> Point:
        """The same for a law, or for a crossing."""
        if self.looks or self.is_exact:
            return Point(x, self.value, self.low, self.high, self.looks or None)
        return Point(x, self.value)


Read = Callable[[Sight], Reading | None]

# what was counted


def macs(sight: Sight) -> Reading | None:
    """MACs of one image."""
    count = _count(sight.item)
    if count is None:
        return None
    return Reading.exact(_spatial(count).macs if sight.spatial_only else count.macs)


def params(sight: Sight) -> Reading | None:
    """Trainable parameters."""
    count = _count(sight.item)
    if count is None:
        return None
    return Reading.exact(_spatial(count).params if sight.spatial_only else count.trainable_params)


def _spatial(count: Count) -> RoleCost:
    return count.by_role.get(Role.SPATIAL_MIXING, RoleCost())


def spatial_share(sight: Sight) -> Reading | None:
    """The share of spatial mixing in the MACs, in %."""
    whole, part = macs(replace(sight, spatial_only=False)), macs(replace(sight, spatial_only=True))
    return Reading.exact(100 * part.value / whole.value) if whole and part and whole.value else None


def _count(item: Item) -> Count | None:
    cost = item.measurement.cost if item.measurement else None
    return cost.count if cost else None


# what was timed


def latency(sight: Sight) -> Reading | None:
    """Milliseconds of one call of the whole batch."""
    estimate, coarse = estimate_of(sight.item), coarse_ms(sight.item)
    if estimate is not None:
        ends = estimate.ci_low_ms, estimate.ci_high_ms
        return Reading(estimate.median_ms, *ends, looks=_looks(sight.item, estimate))
    return Reading(coarse, is_coarse=True) if coarse is not None else None


def _looks(item: Item, estimate: Estimate) -> int:
    """Nothing follows for sure from a timing that was disturbed."""
    is_unstable = item.measurement is not None and item.measurement.status is Status.UNSTABLE
    return 0 if is_unstable or estimate.ci_low_ms is None else estimate.looks


def throughput(sight: Sight) -> Reading | None:
    """Images in a second."""
    return _per_second(sight, sight.item.case.batch)


def mac_rate(sight: Sight) -> Reading | None:
    """MACs in a second."""
    count = _count(sight.item)
    work = work_of(count, sight.item.case) if count else None
    return _per_second(sight, work.macs) if work else None


def roof_share(sight: Sight) -> Reading | None:
    """The rate in % of what this machine reaches in a large matrix product."""
    rate = mac_rate(sight)
    return rate.times(100 / sight.roof.macs_per_s) if rate and sight.roof else None


def _per_second(sight: Sight, amount: float) -> Reading | None:
    """An amount a call as a rate; the interval of the latency turns round."""
    time_ms = latency(sight)
    if time_ms is None or not time_ms.value:
        return None
    low, high = (1000 * amount / end if end else None for end in (time_ms.high, time_ms.low))
    return Reading(1000 * amount / time_ms.value, low, high, time_ms.is_coarse, time_ms.looks)


def of_phase(phase: Phase) -> Read:
    """How the time of one part of a training step is read, in milliseconds."""

    def read(sight: Sight) -> Reading | None:
        known = estimate_of(sight.item)
        parts = [_part(one, phase) for one in counted_rounds(sight.item) if phase in one.phases_ms]
        if known is None or not parts:
            return None
        found = statistics.estimate(parts, known.processes if known.is_over_processes else 1)
        ends = found.ci_low_ms, found.ci_high_ms
        return Reading(found.median_ms, *ends, looks=_looks(sight.item, found))

    return read


def _part(one: Round, phase: Phase) -> Round:
    """The round as if only this part had been timed."""
    return replace(one, samples_ms=one.phases_ms[phase], phases_ms={})


def compile_time(sight: Sight) -> Reading | None:
    """Seconds before the first call."""
    timing = _timing(sight.item)
    return Reading(timing.compile_ms / 1e3) if timing and timing.compile_ms is not None else None


def energy(sight: Sight) -> Reading | None:
    """Joule that the device takes for one image."""
    timing = _timing(sight.item)
    return Reading(timing.energy_j / sight.item.case.batch) if timing and timing.energy_j else None


def _timing(item: Item) -> Timing | None:
    return item.measurement.timing if item.measurement else None


# memory


def activation(sight: Sight) -> Reading | None:
    """Bytes alive at the peak by forecast, without weights."""
    count = _count(sight.item)
    return Reading.exact(count.memory.activation_bytes) if count else None


def peak(sight: Sight) -> Reading | None:
    """Bytes alive at the peak as measured, without weights."""
    cost = sight.item.measurement.cost if sight.item.measurement else None
    return Reading.exact(cost.peak_memory_bytes) if cost and cost.peak_memory_bytes is not None else None


def peak_against_forecast(sight: Sight) -> Reading | None:
    """The measured peak in % of the forecast one."""
    measured, forecast = peak(sight), activation(sight)
    return measured.times(100 / forecast.value) if measured and forecast and forecast.value else None
