"""MobileNetV1: depthwise 3 x 3 and pointwise convolutions in alternation."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from mixbench.catalog.declarations import FourStages, StageDepths
from mixbench.catalog.family import NATIVE_PX, BlockLaw, Family, Paper, Variant
from mixbench.catalog.hyperparameters import ClassifierConfig, choice, number
from mixbench.catalog.sizes import places
from mixbench.core.cost import Cost

#: Channels of the strided convolution and of the first block, which come before stride 4.
STEM_WIDTHS = (32, 64)
#: Channels of the stages of stride 4, 8, 16 and 32.
WIDTHS: FourStages = (128, 256, 512, 1024)


class MobileNetV1Config(ClassifierConfig, frozen=True, kw_only=True):
    """Table 1 of the paper, its width multiplier, and the activation that later code has."""

    width_multiplier: Annotated[
        float,
        number("Width multiplier", 0.1, 4, "Factor on the channels of every layer, rounded down.", unit="x"),
    ] = 1.0
    depths: StageDepths = (2, 2, 6, 2)
    activation: Annotated[
        Literal["relu", "relu6"],
        choice(
            "Activation",
            "The paper has ReLU; TF-slim, Keras and timm have ReLU6.",
            {"relu": "ReLU", "relu6": "ReLU6"},
        ),
    ] = "relu"


def stem_widths(config: MobileNetV1Config) -> tuple[int, int]:
    """The channels of the strided convolution and of the first block."""
    first, second = (int(width * config.width_multiplier) for width in STEM_WIDTHS)
    return first, second


def widths(config: MobileNetV1Config) -> tuple[int, ...]:
    """C: the channels of the four stages."""
    return tuple(int(width * config.width_multiplier) for width in WIDTHS)


@dataclass(frozen=True)
class Block:
    """Depthwise convolution over `incoming` channels, then 1 x 1 convolution to C; n places come out."""

    incoming: int
    c: int
    n: int


def blocks(config: MobileNetV1Config, height: int, width: int) -> Iterator[Block]:
    """The block of the stem, then those of the four stages, for an image in pixels."""
    first, incoming = stem_widths(config)
    yield Block(first, incoming, places(height, width, 2))
    for stage, (depth, c) in enumerate(zip(config.depths, widths(config), strict=True)):
        for _ in range(depth):
            yield Block(incoming, c, places(height, width, 4 * 2**stage))
            incoming = c


def law(config: MobileNetV1Config, height: int, width: int) -> Cost:
    """Parameters and MACs of one image by role; all but the head is linear in the places."""
    parts = list(blocks(config, height, width))
    first, last, k = parts[0].incoming, parts[-1].c, config.num_classes
    stem = 3 * 3**2 * first
    return Cost.of(
        tokens=places(height, width, 4),
        stem=(stem, stem * places(height, width, 2)),
        spatial_mixing=(
            sum(9 * part.incoming for part in parts),
            sum(9 * part.n * part.incoming for part in parts),
        ),
        channel_mixing=(
            sum(part.incoming * part.c for part in parts),
            sum(part.n * part.incoming * part.c for part in parts),
        ),
        norm=(2 * first + sum(2 * (part.incoming + part.c) for part in parts), 0),
        head=(last * k + k, last * k),
    )


def block_values(config: MobileNetV1Config, height: int, width: int) -> tuple[dict[str, int], ...]:
    """The symbols of the law of one block (not a stage's first) in each of the four stages."""
    return tuple({"n": places(height, width, 4 * 2**stage), "C": c} for stage, c in enumerate(widths(config)))


def refusal(config: MobileNetV1Config, height: int, width: int) -> str | None:  # noqa: ARG001
    """Padded convolutions take every image."""
    return None


def _variant(multiplier: float, native_px: int = NATIVE_PX) -> Variant:
    """A row of Table 6 (multipliers) or 7 (resolutions)."""
    id, name = f"mobilenetv1_{round(100 * multiplier):03d}", f"MobileNetV1 {multiplier}"
    if native_px != NATIVE_PX:
        id, name = f"{id}_r{native_px}", f"{name} @{native_px}"
    return Variant(id, name, {"width_multiplier": multiplier}, native_px)


FAMILY = Family(
    id="mobilenet_v1",
    name="MobileNetV1",
    group="rival",
    paper=Paper(
        "MobileNets: Efficient Convolutional Neural Networks for Mobile Vision Applications",
        "Howard et al.",
        2017,
        "1704.04861",
    ),
    config=MobileNetV1Config,
    law=law,
    block=BlockLaw(
        params="9 C + C^2 + 4 C",
        macs="9 n C + n C^2",
        meaning="n places and C width of the stage",
        values=block_values,
    ),
    refusal=refusal,
    variants=(
        *(_variant(multiplier) for multiplier in (1.0, 0.75, 0.5, 0.25)),
        *(_variant(1.0, native_px) for native_px in (192, 160, 128)),
    ),
    shape="pyramid",
    mixing="depthwise convolution",
    spatial_mixing="Depthwise 3 x 3 convolution",
    growth="linear",
    params_depend_on_size=False,
    deviations=(
        "The last depthwise layer has stride 1: Table 1 prints 2, but its map is 7 x 7 before and after.",
        "Convolutions of stride 2 are padded on both sides, as in PyTorch; Keras pads right and below only.",
        "BatchNorms have eps 1e-5, as in PyTorch; Keras has 1e-3.",
    ),
)
