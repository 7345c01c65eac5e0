"""How the time of a pass divides among the layers of a network."""

from __future__ import annotations

from dataclasses import dataclass, field

from mixbench.core.roles import Role


@dataclass(frozen=True)
class LayerTime:
    """One module: the median over passes of the time inside it, in ms for the whole batch.

    `total_ms` includes its children, `own_ms` does not. `role` is that of a module that does work itself,
    None of one that only calls others.
    """

    path: str
    calls: int
    total_ms: float
    own_ms: float
    role: Role | None = None


@dataclass(frozen=True)
class LayerTimes:
    """The modules of a network in its own order. `whole_ms` is the pass with the clocks in it, `plain_ms`
    the pass without them, `passes` how many passes the medians are of.

    Pass by pass, in the order of time: `by_role_ms` is what the layers of each role took themselves,
    `whole_passes_ms` and `plain_passes_ms` the passes with and without the clocks. `other_load` is the share
    of the measuring cores that other processes took meanwhile, None where it cannot be known.
    """

    layers: tuple[LayerTime, ...]
    whole_ms: float
    plain_ms: float
    passes: int
    by_role_ms: dict[Role, tuple[float, ...]] = field(default_factory=dict)
    whole_passes_ms: tuple[float, ...] = ()
    plain_passes_ms: tuple[float, ...] = ()
    other_load: float | None = None

    @property
    def overhead(self) -> float:
        """What looking took, relative to the plain pass."""
        return self.whole_ms / self.plain_ms - 1
