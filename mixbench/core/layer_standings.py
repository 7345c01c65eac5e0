"""Where each layer of a network stands below the roofs, from its counted work and its own time.

The clocks at the layers take time themselves, and a layer's time holds part of what its own clock and
those directly below it take. A layer that is not long against that was not timed honestly: it is marked. Its
time is a median over passes, which are no rounds: it has no interval.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mixbench.core.cost import Count, LayerCost
from mixbench.core.layer_times import LayerTime, LayerTimes
from mixbench.core.roles import Role
from mixbench.core.roofline import Standing
from mixbench.core.roofs import Roof, Work

#: Entering and leaving a module through two hooks never takes less than this, in ms.
LEAST_CLOCK_MS = 0.002

#: A time is trusted from so many times what the clocks in it take: the error is then at most a tenth.
TRUSTED_CLOCKS = 10.0


@dataclass(frozen=True)
class LayerStanding:
    """One module alone, without those below it. `clock_ms` is what the clocks took of its time."""

    path: str
    kind: str
    role: Role
    calls: int
    standing: Standing
    clock_ms: float

    @property
    def is_too_short(self) -> bool:
        """Whether its time is largely that of looking at it."""
        return self.standing.time_ms < TRUSTED_CLOCKS * self.clock_ms

    @property
    def has_macs(self) -> bool:
        """Whether it has an intensity; what has none is held against the bandwidth of memory."""
        return self.standing.work.macs > 0


@dataclass(frozen=True)
class LayerStandings:
    """The layers of a network that do work, in its own order.

    `untimed` are the paths of those that do work but left no time of their own. Times are of the whole batch:
    of all these layers, of the modules between them, which only call others, of the pass with the clocks in
    it, and of the plain pass.
    """

    layers: tuple[LayerStanding, ...]
    untimed: tuple[str, ...]
    between_ms: float
    whole_ms: float
    plain_ms: float

    @property
    def layers_ms(self) -> float:
        """The sum of the layers."""
        return sum(layer.standing.time_ms for layer in self.layers)

    @property
    def told_share(self) -> float:
        """The part of the pass with the clocks in it that all these medians come to; each is its own, so that
        they need not add up."""
        return (self.layers_ms + self.between_ms) / self.whole_ms

    @property
    def least_ms(self) -> float | None:
        """What the roofs allow, layer by layer; None without a roof."""
        least = [layer.standing.least_ms for layer in self.layers]
        known = [ms for ms in least if ms is not None]
        return sum(known) if known and len(known) == len(least) else None

    @property
    def too_short(self) -> tuple[LayerStanding, ...]:
        """Those that were not timed honestly."""
        return tuple(layer for layer in self.layers if layer.is_too_short)


def layer_standings(count: Count, batch: int, times: LayerTimes, roof: Roof | None) -> LayerStandings:
    """Bring the counted work of the layers of a forward pass and their times together."""
    timed = {time.path: time for time in times.layers if time.own_ms > 0}
    clocks = clocks_ms(times)
    working = [cost for cost in count.layers if cost.is_at_work]
    layers = tuple(
        _standing(cost, batch, timed[cost.path], clocks[cost.path], roof)
        for cost in working
        if cost.path in timed
    )
    known = {layer.path for layer in layers}
    return LayerStandings(
        layers=layers,
        untimed=tuple(cost.path for cost in working if cost.path not in timed),
        between_ms=sum(time.own_ms for time in times.layers if time.path not in known),
        whole_ms=times.whole_ms,
        plain_ms=times.plain_ms,
    )


def _standing(
    cost: LayerCost, batch: int, time: LayerTime, clock_ms: float, roof: Roof | None
) -> LayerStanding:
    work = Work(cost.macs * batch, (cost.bytes_read + cost.bytes_written) * batch)
    return LayerStanding(
        cost.path, cost.kind, cost.role, time.calls, Standing(work, time.own_ms, roof=roof), clock_ms
    )


def clocks_ms(times: LayerTimes) -> Mapping[str, float]:
    """What clocks took of each module's own time: its own, and those of the modules directly below it."""
    calls = {time.path: time.calls for time in times.layers}
    one_ms = max(LEAST_CLOCK_MS, (times.whole_ms - times.plain_ms) / max(1, sum(calls.values())))
    looks: dict[str, int] = defaultdict(int, calls)
    for path, times_called in calls.items():
        if path:
            looks[_caller(path, calls)] += times_called
    return {path: one_ms * looks[path] for path in calls}


def _caller(path: str, timed: Mapping[str, int]) -> str:
    """The nearest module above that was timed; the network itself at last."""
    parts: Sequence[str] = path.split(".")[:-1]
    while parts and ".".join(parts) not in timed:
        parts = parts[:-1]
    return ".".join(parts)
