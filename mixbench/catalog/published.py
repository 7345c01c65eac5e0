"""What the papers print about their variants: data, read from `resources/published/`."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Literal

import msgspec

from mixbench.core.model import Value, value_text
from mixbench.core.resources import resource

#: What a network had learned from before it was tested: ImageNet-1k alone, ImageNet-1k with a larger network
#: as its teacher, or first one of the larger sets.
Training = Literal["imagenet-1k", "distilled", "imagenet-21k", "jft-300m"]

#: How often the network looks at an image before it answers: once, or at several crops or scales, whose
#: answers are averaged and whose cost is a multiple.
Crops = Literal["one", "several"]


@dataclass(frozen=True)
class PublishedAccuracy:
    """A top-1 accuracy on ImageNet-1k in percent, at a size in pixels, and how it was trained.

    `setup` is in the words of the source, `training` and `crops` are what they mean. `is_of_another_network`:
    the network was changed for it, as in an ablation, and its cost is not the variant's.
    """

    image_size: int
    top1: float
    setup: str
    training: Training
    crops: Crops = "one"
    is_of_another_network: bool = False


@dataclass(frozen=True)
class PublishedThroughput:
    """Images a second, on what."""

    throughput_img_s: float
    conditions: str


@dataclass(frozen=True)
class Published:
    """The figures of one variant as printed, None where nothing is.

    `params_m` is in millions, with the digits that are printed. `flops_g` is the printed number in
    billions, whatever the paper calls it; `flops_convention` says what it counts: MACs, MACs + norms (as
    fvcore counts), or XLA operations. `top1` with `top1_setup` is the headline accuracy in percent at
    `image_size` px (or `top1_image_size` where that is another), `further_top1` holds the others; every
    accuracy says how its network was trained (`top1_training`) and looked (`top1_crops`).
    `verification` says who saw the source. The printed counts are of the variant with the hyperparameters
    `counted_with`, its parameters `without_classifier` where that is so. `departs` says by field
    (`params_m`, `flops_g`) why print and network part by more than rounding.
    """

    id: str
    variant: str
    image_size: int
    params_m: Decimal | None
    flops_g: Decimal | None
    flops_convention: str | None
    top1: float | None
    top1_setup: str
    further_top1: tuple[PublishedAccuracy, ...]
    throughput: tuple[PublishedThroughput, ...]
    source: str
    verification: str
    notes: str
    top1_image_size: int | None = None
    top1_training: Training | None = None
    top1_crops: Crops = "one"
    counted_with: dict[str, Value] = field(default_factory=dict)
    without_classifier: bool = False
    departs: dict[str, str] = field(default_factory=dict)

    @property
    def conditions(self) -> str:
        """What the printed counts are of, where that is not the variant as it stands: `form=deploy`."""
        settings = [f"{name}={value_text(value)}" for name, value in self.counted_with.items()]
        return ", ".join([*settings, "without classifier"] if self.without_classifier else settings)


@cache
def published(family_id: str) -> dict[str, Published]:
    """The published figures of a family's variants by their ids."""
    text = resource("published", f"{family_id}.json").read_bytes()
    return {entry.id: entry for entry in msgspec.json.decode(text, type=list[Published], strict=True)}
