"""How the time of a pass divides among the layers of a network."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class LayerTime:
    """One module: the median over passes of the time inside it, in ms for the whole batch.

    `total_ms` includes its children, `own_ms` does not.
    """

    path: str
    calls: int
    total_ms: float
    own_ms: float


@dataclass(frozen=True)
class LayerTimes:
    """The modules of a network in its own order. `whole_ms` is the pass with the clocks in it, `plain_ms`
    the pass without them, `passes` how many passes the medians are of."""

    layers: tuple[LayerTime, ...]
    whole_ms: float
    plain_ms: float
    passes: int

    @property
    def overhead(self) -> float:
        """What looking took, relative to the plain pass."""
        return self.whole_ms / self.plain_ms - 1
