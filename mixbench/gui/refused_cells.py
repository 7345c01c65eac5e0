"""Which cells of a sweep no network will run, and the sentence that says so before the start."""

from __future__ import annotations

from dataclasses import dataclass

from mixbench.catalog import registry
from mixbench.core.errors import RequestError
from mixbench.core.model import Model
from mixbench.core.sweep import SweepPlan


@dataclass(frozen=True)
class Refusal:
    """How many cells of a model's series are refused, of how many, and why: each reason once."""

    model: Model
    cells: int
    of: int
    reasons: tuple[str, ...]


def refusals(plan: SweepPlan) -> tuple[Refusal, ...]:
    """The models of the plan that are refused somewhere, in the order of the plan."""
    found = (_refusal(plan, model) for model in plan.models)
    return tuple(refusal for refusal in found if refusal.cells)


def _refusal(plan: SweepPlan, model: Model) -> Refusal:
    sizes = len(plan.resolutions)
    try:
        resolved = registry.resolve(model)
    except RequestError as error:
        return Refusal(model, sizes * len(plan.batches), sizes * len(plan.batches), (str(error),))
    reasons = [reason for size in plan.resolutions if (reason := resolved.refusal(*size))]
    batches = len(plan.batches)
    return Refusal(model, len(reasons) * batches, sizes * batches, tuple(dict.fromkeys(reasons)))
