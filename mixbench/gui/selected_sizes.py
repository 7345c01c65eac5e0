"""At which resolutions the selected model can be looked at, and at which it is unless someone chooses."""

from __future__ import annotations

from mixbench.catalog.family import NATIVE_PX
from mixbench.core.model import Model
from mixbench.gui.law_curve import resolve
from mixbench.gui.workbench import RESOLUTION, SweepSettings


def offered_sides(model: Model, sweep: SweepSettings) -> tuple[int, ...]:
    """Sides in pixels that the model accepts: those of the sweep, and the one it was published at."""
    resolved = resolve(model)
    if resolved is None:
        return ()
    swept = sweep.values if sweep.axis == RESOLUTION else (sweep.resolution_px,)
    candidates = {*swept, NATIVE_PX, resolved.variant.native_px}
    return tuple(side for side in sorted(candidates) if not resolved.refusal(side, side))


def usual_side(model: Model, sweep: SweepSettings) -> int | None:
    """The side that the tree of the models speaks of, or the nearest that this model accepts; None where
    it accepts none of those offered."""
    wanted = NATIVE_PX if sweep.axis == RESOLUTION else sweep.resolution_px
    return min(offered_sides(model, sweep), key=lambda side: abs(side - wanted), default=None)
