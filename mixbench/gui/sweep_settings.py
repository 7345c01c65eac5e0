"""What the sweep panel says: along which axis, over which values, and what is held fixed."""

from __future__ import annotations

from dataclasses import dataclass, field

from mixbench.core.measurement import Precision
from mixbench.core.model import Conditions, Model
from mixbench.core.sweep import SweepPlan, with_hyperparameter

RESOLUTION, BATCH = "resolution", "batch"
#: The largest side in pixels and the largest batch that are swept.
LARGEST = {RESOLUTION: 8192, BATCH: 4096}


@dataclass(frozen=True)
class SweepSettings:
    """What the sweep panel says. `axis` is `resolution`, `batch`, or an integer hyperparameter's name;
    `resolution_px` and `batch` hold where they are not the axis."""

    axis: str = RESOLUTION
    values: tuple[int, ...] = tuple(range(64, 513, 64))
    resolution_px: int = 224
    batch: int = 1
    conditions: Conditions = field(default_factory=Conditions)
    precision: Precision = "normal"

    def plan(self, models: tuple[Model, ...], name: str = "") -> SweepPlan:
        """The sweep of these settings over the models."""
        sides = self.values if self.axis == RESOLUTION else (self.resolution_px,)
        batches = self.values if self.axis == BATCH else (self.batch,)
        if self.axis not in (RESOLUTION, BATCH):
            models = with_hyperparameter(models, self.axis, self.values)
        sizes = tuple((side, side) for side in sides)
        return SweepPlan(models, sizes, batches, self.conditions, self.precision, name)
