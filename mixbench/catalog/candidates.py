"""The models of the catalog as candidates for a choice, with what is known of each at a resolution."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from mixbench.catalog.accuracies import Accuracy, AccuracyFilter, accuracies
from mixbench.catalog.registry import Resolved, families, label, resolve
from mixbench.catalog.weighing import Scales, Weighed, law_at
from mixbench.core.amounts import Amount
from mixbench.core.choosing import Candidate, Objection, Quantity
from mixbench.core.cost import Cost
from mixbench.core.model import Model

_BYTES = {"float32": 4, "bfloat16": 2, "float16": 2}
_MEASURED: tuple[Quantity, ...] = ("latency", "memory")


@dataclass(frozen=True)
class Wish:
    """What is asked of a model beside its budgets. `resolution_px` is the side at which it is to be used;
    None takes each model at the size of its best accuracy."""

    accepts: AccuracyFilter = field(default_factory=AccuracyFilter)
    resolution_px: int | None = None
    any_resolution: bool = False


@dataclass(frozen=True)
class Applicant:
    """A candidate with what is shown of it: its model, its name, the size that it was looked at, and the
    accuracy that it is chosen by, None where none counts."""

    candidate: Candidate
    model: Model
    name: str
    resolution_px: int
    accuracy: Accuracy | None


def models_of_catalog() -> tuple[Model, ...]:
    """Every published network that tells images apart."""
    chosen = (family for family in families() if family.task == "classification")
    return tuple(Model(variant.id) for family in chosen for variant in family.variants)


def applicants(models: Iterable[Model], wish: Wish, scales: Scales) -> tuple[Applicant, ...]:
    """Each model as it stands to the wish, with its costs at the size in question."""
    known: dict[str, list[Accuracy]] = {}
    for one in accuracies():
        known.setdefault(one.model.key, []).append(one)
    return tuple(_applicant(model, known.get(model.key, []), wish, scales) for model in models)


def _applicant(model: Model, printed: list[Accuracy], wish: Wish, scales: Scales) -> Applicant:
    resolved = resolve(model)
    fitting = [one for one in printed if wish.accepts.holds(one)]
    at_size = [
        one
        for one in fitting
        if wish.resolution_px in (None, one.resolution_px) and law_at(model, one.resolution_px) is not None
    ]
    best = max(at_size, key=lambda one: one.top1, default=None)
    side = best.resolution_px if best else wish.resolution_px or resolved.variant.native_px
    objections = tuple(_objections(resolved, printed, fitting, best, wish))
    candidate = Candidate(
        model.key,
        best.top1 if best else None,
        _amounts(law_at(model, side), best, scales),
        _floors(law_at(model, side), scales),
        objections,
    )
    return Applicant(candidate, model, label(model), side, best)


def _objections(
    resolved: Resolved,
    printed: list[Accuracy],
    fitting: list[Accuracy],
    best: Accuracy | None,
    wish: Wish,
) -> Iterable[Objection]:
    if not printed:
        yield Objection.NO_ACCURACY
    elif not fitting:
        yield Objection.OTHER_TRAINING
    elif best is None:
        yield Objection.OTHER_SIZE
    if wish.any_resolution and not resolved.family.is_any_resolution:
        yield Objection.FIXED_SIZE


def _amounts(law: Cost | None, best: Accuracy | None, scales: Scales) -> dict[Quantity, Amount]:
    """By law where the network takes the size, and as it was measured there."""
    if law is None:
        return {}
    amounts: dict[Quantity, Amount] = {"params": Amount.exact(law.params), "macs": Amount.exact(law.macs)}
    if best is None:
        return amounts
    for quantity in _MEASURED:
        found = scales.weigh(best, quantity)
        if isinstance(found, Weighed):
            amounts[quantity] = found.cost
    return amounts


def _floors(law: Cost | None, scales: Scales) -> dict[Quantity, float]:
    """The bytes of the weights: memory holds them in any case."""
    if law is None:
        return {}
    dtype = scales.setting[0].dtype if scales.setting else "float32"
    return {"memory": law.params * _BYTES[dtype]}
