"""The range next to one that some network refuses: the way out that is offered beside the sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache

from mixbench.core.model import Model
from mixbench.gui.law_curve import resolve
from mixbench.gui.sweep_settings import LARGEST, RESOLUTION, SweepSettings
from mixbench.jobs.planning import refusal

#: How far from a refused value another is looked for.
_REACH = 64


def accepted_range(sweep: SweepSettings, models: Sequence[Model]) -> tuple[int, ...]:
    """The values of the sweep, each that some model refuses replaced by the nearest that all accept, or left
    out where none is near; empty where nothing is refused, or nothing would be left."""

    if not models:
        return ()
    takes = _taken_sides(sweep, models) if sweep.axis == RESOLUTION else _taken_values(sweep, models)
    most = LARGEST.get(sweep.axis, max(sweep.values, default=1) + _REACH)
    found = [_nearest(value, most, takes) for value in sweep.values]
    accepted = tuple(dict.fromkeys(value for value in found if value is not None))
    return () if accepted == sweep.values else accepted


def _taken_sides(sweep: SweepSettings, models: Sequence[Model]) -> Callable[[int], bool]:
    """Whether all models take an image of a side: asked of many sides while a slider is dragged."""
    most = max(sweep.values, default=1) + _REACH
    published = [model for model in models if not model.overrides]
    changed = [network for model in models if model.overrides and (network := resolve(model)) is not None]
    common = frozenset(range(1, most + 1)).intersection(*(_accepted_sides(one, most) for one in published))

    def takes(side: int) -> bool:
        return side in common and not any(network.refusal(side, side) for network in changed)

    return takes


@lru_cache(maxsize=256)
def _accepted_sides(model: Model, most: int) -> frozenset[int]:
    """The sides up to a largest one that a published model takes: worth remembering, unlike those of the
    copies that a slider makes."""
    network = resolve(model)
    if network is None:
        return frozenset()
    return frozenset(side for side in range(1, most + 1) if not network.refusal(side, side))


def _taken_values(sweep: SweepSettings, models: Sequence[Model]) -> Callable[[int], bool]:
    """Whether all cases of a value of the axis are accepted."""

    def takes(value: int) -> bool:
        plan = replace(sweep, values=(value,)).plan(tuple(models))
        return all(refusal(case) is None for case in plan.cases())

    return takes


def _nearest(value: int, most: int, takes: Callable[[int], bool]) -> int | None:
    for distance in range(_REACH + 1):
        for near in (value - distance, value + distance):
            if 0 < near <= most and takes(near):
                return near
    return None
