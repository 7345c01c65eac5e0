"""Memory over a pass, and the batches that fit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from mixbench.core.cost import MemoryForecast, Phase

#: What a search for a batch is after: the largest that fits, or the one with the highest throughput.
BatchGoal = Literal["largest", "fastest"]


@dataclass(frozen=True)
class MemoryTrace:
    """Live bytes after each operator of a pass or training step, forecast for a whole batch.

    The columns have one length. Weights and the optimizer's state are left out of `live_bytes`; what they
    add stands in `forecast`.
    """

    forecast: MemoryForecast
    live_bytes: tuple[int, ...]
    operators: tuple[str, ...]
    layers: tuple[str, ...]
    phases: tuple[Phase, ...]

    @property
    def peak(self) -> int:
        """The index of the operator at which the most is live."""
        return max(range(len(self.live_bytes)), key=self.live_bytes.__getitem__)


@dataclass(frozen=True)
class BatchTrial:
    """One batch of a search: what it needs, and its throughput where it was run."""

    batch: int
    forecast_bytes: int
    fits: bool
    throughput_img_s: float | None = None


@dataclass(frozen=True)
class BatchAnswer:
    """The batch that was searched for, 0 where not even one image fits.

    `forecast_bytes` is all that must fit at once, of `free_bytes` that the device has. Where the pass was
    run, `measured_bytes` is its peak without weights, beside `activation_bytes` of the forecast.
    `reason` says in a sentence why no other batch was chosen.
    """

    goal: BatchGoal
    batch: int
    forecast_bytes: int
    activation_bytes: int
    free_bytes: int
    reason: str
    measured_bytes: int | None = None
    throughput_img_s: float | None = None
    trials: tuple[BatchTrial, ...] = ()
