"""Finding families and variants, and turning a request into a checked configuration."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import Any, get_args

import mixbench.catalog as package
from mixbench.catalog.family import Family, Group, Variant
from mixbench.catalog.hyperparameters import Config, configure, values_of
from mixbench.core.cost import Cost
from mixbench.core.errors import RequestError, SizeError
from mixbench.core.model import Model, Value, value_text


@dataclass(frozen=True)
class Resolved:
    """A model whose variant exists and whose hyperparameters are accepted."""

    family: Family[Any]
    variant: Variant
    config: Config

    def refusal(self, height: int, width: int) -> str | None:
        """Why the size is not accepted and what is near, or None."""
        return self.family.refusal(self.config, height, width)

    def law(self, height: int, width: int) -> Cost:
        """The cost by role in closed form; raise `SizeError` where the size is not accepted."""
        reason = self.refusal(height, width)
        if reason:
            raise SizeError(f"{self.variant.name}: {reason}")
        return self.family.law(self.config, height, width)


@cache
def families() -> tuple[Family[Any], ...]:
    """Every family: a module of this package that declares `FAMILY`. A name taken twice is an error.

    The vision MLPs come first, then their rivals, then their relatives; in each group by name.
    """
    found = []
    for module in pkgutil.iter_modules(package.__path__):
        loaded = importlib.import_module(f"{package.__name__}.{module.name}")
        family: Family[Any] | None = getattr(loaded, "FAMILY", None)
        if family is None:
            continue
        if family.id != module.name:
            raise ValueError(f"family {family.id} must be declared in {family.id}.py")
        found.append(family)
    _refuse_twice([variant.id for family in found for variant in family.variants])
    groups = get_args(Group)
    return tuple(sorted(found, key=lambda family: (groups.index(family.group), family.name.lower())))


def _refuse_twice(names: list[str]) -> None:
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ValueError(f"variants declared twice: {', '.join(twice)}")


@cache
def _variants() -> dict[str, tuple[Family[Any], Variant]]:
    return {variant.id: (family, variant) for family in families() for variant in family.variants}


def find_family(id: str) -> Family[Any]:
    """The family of that id; raise `RequestError` naming the nearest where there is none."""
    known = {each.id: each for each in families()}
    if id not in known:
        near = get_close_matches(id, known, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else f"there are {', '.join(known)}"
        raise RequestError(f"there is no family '{id}'; {hint}")
    return known[id]


def is_known(variant: str) -> bool:
    """Whether there is a variant of that name; asked before `find` where many names are foreign, for its
    refusal looks for the nearest."""
    return variant in _variants()


def find(variant: str) -> tuple[Family[Any], Variant]:
    """The variant and its family; raise `RequestError` naming the nearest where there is none."""
    known = _variants()
    if variant not in known:
        near = get_close_matches(variant, known, n=3, cutoff=0.5)
        hint = f"did you mean {' or '.join(near)}?" if near else "`mixbench list` shows them all"
        raise RequestError(f"there is no variant '{variant}'; {hint}")
    return known[variant]


@lru_cache(maxsize=4096)
def resolve(model: Model) -> Resolved:
    """Check a request; raise `RequestError` or `HyperparameterError` with what to change. What was accepted
    once is remembered."""
    family, variant = find(model.variant)
    return Resolved(family, variant, configure(family.config, {**variant.values, **model.overrides}))


def changed(resolved: Resolved) -> dict[str, Value]:
    """The hyperparameters that differ from the published variant."""
    published = values_of(configure(resolved.family.config, resolved.variant.values))
    return {name: value for name, value in values_of(resolved.config).items() if value != published[name]}


def normal(model: Model) -> Model:
    """The same model with values in their declared types and without overrides that change nothing."""
    return Model(model.variant, changed(resolve(model)))


def label(model: Model) -> str:
    """The model's name on the screen: `Mixer-S/16 · token width ∝ tokens`."""
    family, variant = find(model.variant)
    by_name = {item.name: item for item in family.hyperparameters}
    parts = [variant.name]
    for name, value in sorted(model.overrides.items()):
        item = by_name.get(name)
        if item is not None and item.kind == "choice" and value in item.choices:
            parts.append(item.label_of(str(value)))
        else:
            parts.append(f"{item.label.lower() if item else name} {value_text(value)}")
    return " · ".join(parts)
