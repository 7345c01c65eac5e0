"""Published accuracies as points to be held against a cost: of which network, at which size, trained how.

An accuracy belongs to the network that it was measured with and to the size at which it was tested. A cost is
taken of the same network at the same size, or not at all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from mixbench.catalog.family import Family, Variant
from mixbench.catalog.published import Crops, Published, PublishedAccuracy, Training, published
from mixbench.catalog.registry import families, label, normal
from mixbench.core.model import Model

TRAININGS: tuple[Training, ...] = get_args(Training)

#: Like with like: what is compared unless a person asks for more.
USUAL_TRAININGS: frozenset[Training] = frozenset(("imagenet-1k",))


@dataclass(frozen=True)
class Accuracy:
    """A top-1 accuracy on ImageNet-1k in percent. `model` is the network that was tested, `setup` how, in the
    words of the source; `source` is where it is printed. `nth` counts the accuracies of a model."""

    model: Model
    family: str
    name: str
    resolution_px: int
    top1: float
    training: Training
    crops: Crops
    setup: str
    source: str
    nth: int

    @property
    def id(self) -> str:
        """Its name among all: a model may have several."""
        return f"{self.model.key}@{self.resolution_px}#{self.nth}"

    @property
    def cost_key(self) -> str:
        """What its cost is one of: a model at a size."""
        return f"{self.model.key}@{self.resolution_px}"


@dataclass(frozen=True)
class AccuracyFilter:
    """Which accuracies are compared. `several_crops` lets those in that were averaged over several looks at
    an image, whose cost is a multiple of the one that is drawn."""

    trainings: frozenset[Training] = USUAL_TRAININGS
    several_crops: bool = False

    def holds(self, one: Accuracy) -> bool:
        """Whether an accuracy is compared."""
        return one.training in self.trainings and (self.several_crops or one.crops == "one")


@cache
def accuracies() -> tuple[Accuracy, ...]:
    """Every published accuracy of a network of the catalog, in the order of the catalog."""
    return tuple(one for family in families() for variant in family.variants for one in _of(family, variant))


def accuracies_of(models: Collection[Model]) -> tuple[Accuracy, ...]:
    """The published accuracies of these models; a changed network has none."""
    keys = {normal(model).key for model in models}
    return tuple(one for one in accuracies() if one.model.key in keys or one.model.variant in keys)


def _of(family: Family[Any], variant: Variant) -> Iterator[Accuracy]:
    """What is printed of a variant. The training and the deploy form of a network give the same answers, so
    that both have its accuracies, each at its own cost."""
    figures = published(family.id)[family.printed_id(variant)]
    tested = _tested(family, variant, figures)
    for nth, (is_headline, printed) in enumerate(_printed(figures)):
        model = tested if is_headline else Model(variant.id)
        yield Accuracy(
            model=model,
            family=family.name,
            name=label(model),
            resolution_px=printed.image_size,
            top1=printed.top1,
            training=printed.training,
            crops=printed.crops,
            setup=printed.setup,
            source=figures.source,
            nth=nth,
        )


def _printed(figures: Published) -> Iterator[tuple[bool, PublishedAccuracy]]:
    """The headline, then the further ones that are of the network as it stands."""
    if figures.top1 is not None and figures.top1_training is not None:
        side = figures.top1_image_size or figures.image_size
        yield (
            True,
            PublishedAccuracy(
                side, figures.top1, figures.top1_setup, figures.top1_training, figures.top1_crops
            ),
        )
    yield from ((False, each) for each in figures.further_top1 if not each.is_of_another_network)


def _tested(family: Family[Any], variant: Variant, figures: Published) -> Model:
    """The network of the headline: the variant, with what the paper built otherwise than it stands here."""
    twins = [each for each in family.variants if family.printed_id(each) == family.printed_id(variant)]
    if len(twins) > 1:
        return Model(variant.id)
    return normal(Model(variant.id, dict(figures.counted_with)))
