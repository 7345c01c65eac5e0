"""Growth as the catalog predicts it, and as it was measured, over the sizes that a network accepts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from mixbench.catalog.registry import Resolved, resolve
from mixbench.core.amounts import Amount, Observation
from mixbench.core.errors import MixBenchError
from mixbench.core.growth import (
    FOLLOWS_MACS,
    Growth,
    GrowthMetric,
    Sized,
    as_taken,
    by_law,
    groups_of,
    looks_of,
)
from mixbench.core.model import Model
from mixbench.core.roles import Role

#: What is looked over where nobody names sizes: those of the papers and as far again.
USUAL_SIDES = tuple(range(64, 513, 32))
#: The largest side that is ever proposed, in pixels.
MOST_SIDE = 8192


def predicted_metric(metric: GrowthMetric) -> GrowthMetric | None:
    """What the law has that a metric can be held against: itself, the MACs of a clock, or nothing."""
    if metric in ("macs", "params"):
        return metric
    return "macs" if metric in FOLLOWS_MACS else None


def predicted(
    model: Model, metric: GrowthMetric, role: Role | None = None, sides: Iterable[int] = USUAL_SIDES
) -> Growth:
    """What the law says at those sides that the model accepts. Of a metric that no law knows: no size.

    Raise `MixBenchError` where the catalog does not know the model (`why_unknown`).
    """
    resolved = resolve(model)
    sizes = []
    for side in sides:
        if resolved.refusal(side, side):
            continue
        cost = resolved.law(side, side)
        value = by_law(cost, metric, role)
        if value is not None and value > 0:
            sizes.append(Sized(side, side, cost.tokens, Amount.exact(value)))
    return Growth(model, metric, tuple(sizes), role)


def measured(
    seen: Iterable[Observation], metric: GrowthMetric, role: Role | None = None
) -> tuple[Growth, ...]:
    """A growth for each model, conditions and batch of which something was taken at two sizes or more."""
    found = []
    for (model, conditions, batch), group in groups_of(seen).items():
        sizes = tuple(sorted(_sizes(group, metric, role), key=lambda size: size.height * size.width))
        if sizes:
            found.append(Growth(model, metric, sizes, role, conditions, batch))
    return tuple(found)


def _sizes(group: Iterable[Observation], metric: GrowthMetric, role: Role | None) -> Iterator[Sized]:
    for one in group:
        tokens = tokens_at(one.case.model, one.case.height, one.case.width)
        amount = as_taken(one, metric, role)
        if tokens is not None and amount is not None:
            yield Sized(one.case.height, one.case.width, tokens, amount, looks_of(one, role))


def why_unknown(model: Model) -> str:
    """Why the catalog does not take a network, which a session of an older MixBench may hold; empty where it
    does."""
    try:
        resolve(model)
    except MixBenchError as error:
        return str(error)
    return ""


def known(models: Iterable[Model]) -> tuple[Model, ...]:
    """Those that the catalog takes."""
    return tuple(model for model in models if not why_unknown(model))


@lru_cache(maxsize=65536)
def tokens_at(model: Model, height: int, width: int) -> int | None:
    """The positions of the first stage; None where the catalog refuses the model or the size."""
    try:
        resolved = resolve(model)
    except MixBenchError:
        return None
    return None if resolved.refusal(height, width) else resolved.law(height, width).tokens


@lru_cache(maxsize=512)
def accepted_sides(model: Model, most: int = MOST_SIDE) -> tuple[int, ...]:
    """Every side of a square image that the model accepts, ascending."""
    resolved: Resolved = resolve(model)
    return tuple(side for side in range(1, most + 1) if not resolved.refusal(side, side))
