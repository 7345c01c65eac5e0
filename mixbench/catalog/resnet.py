"""ResNet: convolutions of 3 x 3 with a skip around every two or three."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from mixbench.catalog.declarations import FourStages, StageDepths
from mixbench.catalog.family import BlockLaw, Family, Paper, Variant
from mixbench.catalog.hyperparameters import ClassifierConfig, choice, integers
from mixbench.catalog.sizes import places
from mixbench.core.cost import Cost
from mixbench.core.model import Value

#: How many times its width a bottleneck puts out.
EXPANSION = 4


class ResNetConfig(ClassifierConfig, frozen=True, kw_only=True):
    """Table 1 of the paper, and the place of the stride, in which later code differs from it."""

    block: Annotated[
        Literal["basic", "bottleneck"],
        choice(
            "Block",
            "What the skip goes around.",
            {
                "basic": "Two 3 x 3 convolutions",
                "bottleneck": "Bottleneck: 1 x 1, 3 x 3 and 1 x 1 convolution",
            },
        ),
    ] = "bottleneck"
    depths: StageDepths = (3, 4, 6, 3)
    widths: Annotated[
        FourStages,
        integers(
            "Widths",
            4,
            4096,
            "Channels C of the 3 x 3 convolutions of the four stages; a bottleneck puts out 4 C.",
            unit="channels",
        ),
    ] = (64, 128, 256, 512)
    strides: Annotated[
        Literal["v1.5", "v1"],
        choice(
            "Stride of a bottleneck",
            "Which convolution of a stage's first bottleneck halves the sides; v1 is the paper's.",
            {"v1.5": "3 x 3 convolution (v1.5)", "v1": "First 1 x 1 convolution (v1)"},
            when=("block", "bottleneck"),
        ),
    ] = "v1.5"


@dataclass(frozen=True)
class Stage:
    """A stage: its depth, its width C, channels before and after it, places n after it and before it."""

    depth: int
    c: int
    incoming: int
    outgoing: int
    n: int
    n_incoming: int
    stride: int

    @property
    def projects(self) -> bool:
        """Whether the skip of the first block is a 1 x 1 convolution: where its map changes shape."""
        return self.stride > 1 or self.incoming != self.outgoing


def stages(config: ResNetConfig, height: int, width: int) -> Iterator[Stage]:
    """The four stages, for an image in pixels. The first keeps the size that the stem gives."""
    incoming, n_incoming = config.widths[0], places(height, width, 4)
    for index, (depth, c) in enumerate(zip(config.depths, config.widths, strict=True)):
        outgoing = EXPANSION * c if config.block == "bottleneck" else c
        n = places(height, width, 4 * 2**index)
        yield Stage(depth, c, incoming, outgoing, n, n_incoming, stride=2 if index else 1)
        incoming, n_incoming = outgoing, n


def law(config: ResNetConfig, height: int, width: int) -> Cost:
    """Parameters and MACs of one image by role; all but the head is linear in the places."""
    parts = list(stages(config, height, width))
    first, last, k = parts[0], parts[-1], config.num_classes
    stem = 3 * 7**2 * first.c
    projecting = [(part.incoming * part.outgoing, part.n) for part in parts if part.projects]
    return Cost.of(
        tokens=first.n,
        stem=(stem, stem * places(height, width, 2)),
        spatial_mixing=_spatial_mixing(config, parts),
        channel_mixing=_channel_mixing(config, parts),
        downsample=(sum(weights for weights, _ in projecting), sum(weights * n for weights, n in projecting)),
        norm=(2 * first.c + sum(_norm_params(config, part) for part in parts), 0),
        head=(last.outgoing * k + k, last.outgoing * k),
    )


def _spatial_mixing(config: ResNetConfig, parts: list[Stage]) -> tuple[int, int]:
    """3 x 3 convolutions: one a bottleneck, two a basic block, whose first takes in the stage before."""
    if config.block == "bottleneck":
        weights = [part.depth * 9 * part.c**2 for part in parts]
    else:
        weights = [9 * part.incoming * part.c + (2 * part.depth - 1) * 9 * part.c**2 for part in parts]
    return sum(weights), sum(w * part.n for w, part in zip(weights, parts, strict=True))


def _channel_mixing(config: ResNetConfig, parts: list[Stage]) -> tuple[int, int]:
    """1 x 1 convolutions into and out of each bottleneck; a stage's first comes before the stride in v1.5."""
    if config.block == "basic":
        return 0, 0
    params = macs = 0
    for part in parts:
        entering = part.incoming * part.c
        others = part.depth * part.c * part.outgoing + (part.depth - 1) * part.outgoing * part.c
        params += entering + others
        macs += entering * (part.n if config.strides == "v1" else part.n_incoming) + others * part.n
    return params, macs


def _norm_params(config: ResNetConfig, part: Stage) -> int:
    """A BatchNorm after every convolution of the stage."""
    block = 2 * (2 * part.c + part.outgoing) if config.block == "bottleneck" else 2 * 2 * part.c
    return part.depth * block + (2 * part.outgoing if part.projects else 0)


def block_values(config: ResNetConfig, height: int, width: int) -> tuple[dict[str, int], ...]:
    """The symbols of the law of one block (not a stage's first) in each of the four stages."""
    a = int(config.block == "basic")
    return tuple({"n": part.n, "C": part.c, "a": a, "b": 1 - a} for part in stages(config, height, width))


def refusal(config: ResNetConfig, height: int, width: int) -> str | None:  # noqa: ARG001
    """Padded convolutions take every image."""
    return None


def _variant(layers: int, block: str, depths: FourStages) -> Variant:
    """A column of Table 1."""
    values: dict[str, Value] = {"block": block, "depths": depths}
    return Variant(f"resnet{layers}", f"ResNet-{layers}", values)


FAMILY = Family(
    id="resnet",
    name="ResNet",
    group="rival",
    paper=Paper("Deep Residual Learning for Image Recognition", "He et al.", 2015, "1512.03385"),
    config=ResNetConfig,
    law=law,
    block=BlockLaw(
        params="18 a C^2 + 4 a C + 17 b C^2 + 12 b C",
        macs="18 a n C^2 + 17 b n C^2",
        meaning="n places and C width of the stage; a = 1 for basic blocks, b = 1 for bottlenecks, else 0",
        values=block_values,
    ),
    refusal=refusal,
    variants=(
        _variant(18, "basic", (2, 2, 2, 2)),
        _variant(34, "basic", (3, 4, 6, 3)),
        _variant(50, "bottleneck", (3, 4, 6, 3)),
        _variant(101, "bottleneck", (3, 4, 23, 3)),
        _variant(152, "bottleneck", (3, 8, 36, 3)),
    ),
    shape="pyramid",
    mixing="convolution",
    spatial_mixing="Dense 3 x 3 convolution",
    growth="linear",
    params_depend_on_size=False,
    deviations=(
        "A stage's first bottleneck strides in its 3 x 3 convolution (v1.5), as later code; v1 is a choice.",
        "Where a map changes shape the skip is a 1 x 1 convolution with BatchNorm: the paper's option B.",
    ),
)
