"""The rows of the tree of models: families, their variants, the copies of each, and what is known of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from mixbench.catalog import registry
from mixbench.catalog.family import Family
from mixbench.core.model import Model
from mixbench.gui.arrangement import Arrangement
from mixbench.gui.law_curve import law_at
from mixbench.gui.model_filters import Traits


@dataclass(frozen=True)
class ModelRow:
    """A model in the tree, or the duplicate of one in which nothing is changed yet."""

    model: Model
    is_draft: bool = False


@dataclass(frozen=True)
class Branch:
    """A family with the rows below it."""

    family: Family[Any]
    rows: tuple[ModelRow, ...]

    def lightest(self, side: int, amount: str) -> int | None:
        """The fewest `params` or `macs` of its models at a side in pixels; None where it refuses the side."""
        laws = (law_at(row.model, side, side) for row in self.rows)
        return min((getattr(law, amount) for law in laws if law is not None), default=None)


@cache
def _published_row(variant: str) -> ModelRow:
    """The row of a published variant: the same object each time, for equality is then seen at once."""
    return ModelRow(Model(variant))


def read_branches(arrangement: Arrangement) -> tuple[Branch, ...]:
    """A copy stands right below the variant that it was made of, a duplicate below its original."""
    branches = []
    for family in registry.families():
        rows: list[ModelRow] = []
        for variant in family.variants:
            copies = (ModelRow(model) for model in arrangement.custom if model.variant == variant.id)
            for row in (_published_row(variant.id), *copies):
                rows.append(row)
                if arrangement.draft is not None and row.model == arrangement.draft:
                    rows.append(ModelRow(row.model, is_draft=True))
        branches.append(Branch(family, tuple(rows)))
    return tuple(branches)


@lru_cache(maxsize=4096)
def traits_of(model: Model, label: str, side: int) -> Traits:
    """What a model can be found by, its costs at a side in pixels."""
    family, _ = registry.find(model.variant)
    law = law_at(model, side, side)
    return Traits(
        f"{_family_text(family)} {model.key} {registry.label(model)} {label}".casefold(),
        family.shape,
        family.mixing,
        family.is_any_resolution,
        law.params if law else None,
        law.macs if law else None,
    )


def _family_text(family: Family[Any]) -> str:
    paper = family.paper
    words = (family.name, family.id, paper.title, paper.authors, str(paper.year), paper.arxiv)
    return " ".join((*words, family.group, family.shape, family.mixing, family.spatial_mixing))
