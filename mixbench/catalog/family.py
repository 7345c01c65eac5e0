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

#: The vision MLPs that MixBench is about, the networks they argue with, and their relatives.
Group = Literal["core", "rival", "relative"]

#: Maps of one size throughout, maps that shrink from stage to stage, or down and up again.
Shape = Literal["isotropic", "pyramid", "encoder-decoder"]

#: The kind of a spatial mixing, for whoever looks for networks of a kind: layers over all places, along rows
#: and columns, or within regions of the map; channels shifted to other places, or taken from a cycle of them.
Mixing = Literal[
    "fully connected",
    "rows and columns",
    "regions",
    "shift",
    "cycle FC",
    "pooling",
    "attention",
    "depthwise convolution",
    "convolution",
]

#: How the MACs of spatial mixing grow with the number of tokens N when the sides of the image do.
Growth = Literal["none", "linear", "N sqrt(N)", "quadratic"]


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

    `inferred` says why, where the published facts did not settle the structure. `printed_as` names the
    variant under which the papers' figures are filed, where that is another (the deploy forms).
    """

    id: str
    name: str
    values: dict[str, Value]
    native_px: int = NATIVE_PX
    inferred: str = ""
    printed_as: str = ""


@dataclass(frozen=True)
class BlockLaw:
    """What one more block costs, in the paper's symbols, for a person to read.

    `params` and `macs` are sums of products with spaces between the factors and ^ for powers:
    "4 n C^2 + C^2". `meaning` explains the symbols; `values` gives their values for each stage that a
    block can be added to (one for an isotropic network), at a height and width in pixels.
    """

    params: str
    macs: str
    meaning: str
    values: Callable[..., tuple[dict[str, int], ...]]


@dataclass(frozen=True)
class Family(Generic[ConfigT]):
    """An architecture of the catalog.

    `id` is also the name of its module here and in the zoo. `law` gives the cost by role at a height
    and width in pixels; `refusal` says why a size is not accepted and what is near, or None. `mixing` is the
    kind of `spatial_mixing`, which says it in a sentence.
    """

    id: str
    name: str
    group: Group
    paper: Paper
    config: type[ConfigT]
    law: Callable[[ConfigT, int, int], Cost]
    block: BlockLaw
    refusal: Callable[[ConfigT, int, int], str | None]
    variants: tuple[Variant, ...]
    shape: Shape
    mixing: Mixing
    spatial_mixing: str
    growth: Growth
    params_depend_on_size: bool
    task: Literal["classification", "restoration"] = "classification"
    deviations: tuple[str, ...] = field(default=())

    @property
    def hyperparameters(self) -> tuple[Hyperparameter, ...]:
        """The declarations of the family's configuration, in the order of the form."""
        return declared(self.config)

    @property
    def is_any_resolution(self) -> bool:
        """Whether one set of weights serves every size that the network accepts."""
        return not self.params_depend_on_size

    def printed_id(self, variant: Variant) -> str:
        """The id under which the figures printed about a variant are filed."""
        return variant.printed_as or variant.id
