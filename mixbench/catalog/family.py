"""What a file of the catalog declares: a family, its paper, its variants, its law."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, Literal

from mixbench.catalog.hyperparameters import ConfigT, Hyperparameter, declared
from mixbench.core.cost import Cost
from mixbench.core.model import Value

#: The image side at which the variants were published, unless one says otherwise.
NATIVE_PX = 224


@dataclass(frozen=True)
class Paper:
    """Where a family comes from. `authors` as cited (`Tolstikhin et al.`)."""

    title: str
    authors: str
    year: int
    arxiv: str


@dataclass(frozen=True)
class Variant:
    """A published set of hyperparameters; `id` is its name everywhere.

    `inferred` says why, where the published facts did not settle the structure.
    """

    id: str
    name: str
    values: dict[str, Value]
    native_px: int = NATIVE_PX
    inferred: str = ""


@dataclass(frozen=True)
class Family(Generic[ConfigT]):
    """An architecture of the catalog.

    `id` is also the name of its module here and in the zoo. `law` gives the cost by role at a height
    and width in pixels; `refusal` says why a size is not accepted and what is near, or None.
    """

    id: str
    name: str
    paper: Paper
    config: type[ConfigT]
    law: Callable[[ConfigT, int, int], Cost]
    refusal: Callable[[ConfigT, int, int], str | None]
    variants: tuple[Variant, ...]
    shape: Literal["isotropic", "pyramid"]
    spatial_mixing: str
    params_depend_on_size: bool
    deviations: tuple[str, ...] = field(default=())

    @property
    def hyperparameters(self) -> tuple[Hyperparameter, ...]:
        """The declarations of the family's configuration, in the order of the form."""
        return declared(self.config)
