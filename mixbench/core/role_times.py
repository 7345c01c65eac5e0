"""How the time of a forward pass divides among the roles of its layers.

The clocks at the layers are in these times: a role's time holds what looking at its layers took. So the
pass without clocks stands beside that with them, and a role whose time is largely that of its clocks is
marked. The intervals are over the passes of one stay, which are alike as rounds are not: they are stretched
by how alike neighbours are, and still say nothing of another day.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from mixbench.core.intervals import median_interval, neighbour_correlation
from mixbench.core.layer_standings import TRUSTED_CLOCKS, clocks_ms
from mixbench.core.layer_times import LayerTimes
from mixbench.core.model import Case
from mixbench.core.roles import Role
from mixbench.core.statistics import interval_of_durations
from mixbench.core.steadiness import MOST_OTHER_LOAD


@dataclass(frozen=True)
class PassTime:
    """The median over passes with its 95 % interval over them, in ms for the whole batch."""

    median_ms: float
    low_ms: float | None = None
    high_ms: float | None = None


@dataclass(frozen=True)
class RoleTime:
    """What all layers of a role took themselves; `clock_ms` of it is what their clocks took, by estimate."""

    role: Role
    time: PassTime
    clock_ms: float

    @property
    def is_too_short(self) -> bool:
        """Whether its time is largely that of looking at it."""
        return self.time.median_ms < TRUSTED_CLOCKS * self.clock_ms


@dataclass(frozen=True)
class RoleTimes:
    """A forward pass by role, over so many `passes`.

    `rest` is what belongs to no layer: modules that only call others, and the calling. `whole` is the pass
    with the clocks in it, of which roles and rest are the parts; `plain` the pass without clocks. Every
    median is its own, so that the parts need not add up to the last digit. `other_load` is the share of the
    measuring cores that other processes took, None where it cannot be known.
    """

    roles: tuple[RoleTime, ...]
    rest: PassTime
    whole: PassTime
    plain: PassTime
    passes: int
    other_load: float | None = None

    @property
    def overhead(self) -> float:
        """What the clocks took, relative to the plain pass."""
        return self.whole.median_ms / self.plain.median_ms - 1

    @property
    def is_disturbed(self) -> bool:
        """Whether others used the cores, so that the intervals cannot be relied on."""
        return self.other_load is not None and self.other_load > MOST_OTHER_LOAD

    def of(self, role: Role) -> RoleTime | None:
        """The time of a role; None where no layer of it ran."""
        return next((one for one in self.roles if one.role is role), None)

    def share(self, part: PassTime) -> float:
        """A part of the pass with the clocks in it."""
        return part.median_ms / self.whole.median_ms


def is_divisible(case: Case) -> bool:
    """Whether the layers that are timed are those of the case: an eager forward pass, as it stands."""
    return case.conditions.runtime == "eager" and case.conditions.mode == "inference"


def role_times(times: LayerTimes) -> RoleTimes | None:
    """Bring the passes together by role; None where nothing is known of the single passes."""
    if not times.by_role_ms:
        return None
    in_layers = [sum(parts) for parts in zip(*times.by_role_ms.values(), strict=True)]
    rest = [whole - parts for whole, parts in zip(times.whole_passes_ms, in_layers, strict=True)]
    clocks = clocks_ms(times)
    return RoleTimes(
        roles=tuple(
            RoleTime(
                role, _over_passes(taken), sum(clocks[one.path] for one in times.layers if one.role is role)
            )
            for role, taken in times.by_role_ms.items()
        ),
        rest=_over_passes(rest),
        whole=_over_passes(times.whole_passes_ms),
        plain=_over_passes(times.plain_passes_ms),
        passes=times.passes,
        other_load=times.other_load,
    )


def _over_passes(taken_ms: Sequence[float]) -> PassTime:
    """A difference of clocks may be nothing at all: then there is no logarithm to build the interval on."""
    correlation = neighbour_correlation(taken_ms)
    interval = median_interval if min(taken_ms) <= 0 else interval_of_durations
    low, high = interval(taken_ms, correlation) or (None, None)
    return PassTime(median(taken_ms), low, high)
