"""MobileNetV2: depthwise 3 x 3 convolutions between a widening and a narrowing 1 x 1 convolution."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from mixbench.catalog.family import BlockLaw, Family, Paper, Variant
from mixbench.catalog.hyperparameters import ClassifierConfig, integer, integers, number
from mixbench.catalog.sizes import places
from mixbench.core.cost import Cost

SevenRows = tuple[int, int, int, int, int, int, int]

STEM_WIDTH, FINAL_WIDTH = 32, 1280
#: Rows 2 to 8 of Table 2: channels c, and the stride of the row's output in the image.
WIDTHS: SevenRows = (16, 24, 32, 64, 96, 160, 320)
STRIDES: SevenRows = (2, 4, 8, 16, 16, 32, 32)
#: The stage of the feature pyramid that a row is part of; 0 is the stem.
STAGES: SevenRows = (0, 1, 2, 3, 3, 4, 4)


class MobileNetV2Config(ClassifierConfig, frozen=True, kw_only=True):
    """Table 2 of the paper and its width multiplier."""

    width_multiplier: Annotated[
        float,
        number(
            "Width multiplier",
            0.1,
            4,
            "Factor on the channels of every layer, rounded to eights.",
            unit="x",
        ),
    ] = 1.0
    depths: Annotated[
        SevenRows,
        integers("Depths", 1, 64, "Bottlenecks of the seven rows of Table 2.", unit="blocks"),
    ] = (1, 2, 3, 4, 3, 3, 1)
    expansion: Annotated[
        int,
        integer(
            "Expansion",
            1,
            16,
            "Channels of the depthwise convolution for each that comes in; 1 in the first row.",
            unit="x width",
        ),
    ] = 6
    dropout: Annotated[
        float, number("Dropout", 0, 0.9, "Share of the features that training drops before the classifier.")
    ] = 0.2


def rounded(width: float) -> int:
    """The multiple of 8 that is nearest, but at least 8 and at least 90 % of the width."""
    nearest = max(8, int(width + 4) // 8 * 8)
    return nearest if nearest >= 0.9 * width else nearest + 8


def stem_width(config: MobileNetV2Config) -> int:
    """The channels of the strided convolution."""
    return rounded(STEM_WIDTH * config.width_multiplier)


def final_width(config: MobileNetV2Config) -> int:
    """The channels before the classifier, which a multiplier below 1 does not reduce."""
    return rounded(FINAL_WIDTH * max(1.0, config.width_multiplier))


@dataclass(frozen=True)
class Bottleneck:
    """A block: `incoming` channels widened to `hidden`, then C; n places come out, of `n_incoming`."""

    row: int
    incoming: int
    hidden: int
    c: int
    stride: int
    n: int
    n_incoming: int

    @property
    def stage(self) -> int:
        """The stage that the block is part of; 0 is the stem."""
        return STAGES[self.row]

    @property
    def widens(self) -> bool:
        """Whether there is a 1 x 1 convolution before the depthwise one."""
        return self.hidden != self.incoming


def bottlenecks(config: MobileNetV2Config, height: int, width: int) -> Iterator[Bottleneck]:
    """All blocks in order, for an image in pixels."""
    incoming, stride = stem_width(config), 2
    for row, depth in enumerate(config.depths):
        c, t = rounded(WIDTHS[row] * config.width_multiplier), config.expansion if row else 1
        for _ in range(depth):
            n, n_incoming = (places(height, width, each) for each in (STRIDES[row], stride))
            yield Bottleneck(row, incoming, t * incoming, c, STRIDES[row] // stride, n, n_incoming)
            incoming, stride = c, STRIDES[row]


def law(config: MobileNetV2Config, height: int, width: int) -> Cost:
    """Parameters and MACs of one image by role; all but the head is linear in the places."""
    blocks = list(bottlenecks(config, height, width))
    first, final, k = stem_width(config), final_width(config), config.num_classes
    stem, last = 3 * 3**2 * first, blocks[-1].c * final
    up = [block.incoming * block.hidden if block.widens else 0 for block in blocks]
    down = [block.hidden * block.c for block in blocks]
    return Cost.of(
        tokens=places(height, width, 4),
        stem=(stem, stem * places(height, width, 2)),
        spatial_mixing=(
            sum(9 * block.hidden for block in blocks),
            sum(9 * block.n * block.hidden for block in blocks),
        ),
        channel_mixing=(
            sum(up) + sum(down) + last,
            sum(weights * block.n_incoming for weights, block in zip(up, blocks, strict=True))
            + sum(weights * block.n for weights, block in zip(down, blocks, strict=True))
            + last * blocks[-1].n,
        ),
        norm=(2 * first + sum(_norm_params(block) for block in blocks) + 2 * final, 0),
        head=(final * k + k, final * k),
    )


def _norm_params(block: Bottleneck) -> int:
    """A BatchNorm after each of the two or three convolutions."""
    return 2 * ((2 if block.widens else 1) * block.hidden + block.c)


def block_values(config: MobileNetV2Config, height: int, width: int) -> tuple[dict[str, int], ...]:
    """The symbols of the law of one block (not a row's first) in each of the seven rows."""
    symbols = []
    for row, stride in enumerate(STRIDES):
        c, t = rounded(WIDTHS[row] * config.width_multiplier), config.expansion if row else 1
        symbols.append({"n": places(height, width, stride), "C": c, "t": t, "a": int(t > 1)})
    return tuple(symbols)


def refusal(config: MobileNetV2Config, height: int, width: int) -> str | None:  # noqa: ARG001
    """Padded convolutions take every image."""
    return None


def _variant(multiplier: float) -> Variant:
    """A row of Table 4."""
    id, name = f"mobilenetv2_{round(100 * multiplier):03d}", f"MobileNetV2 {multiplier}"
    return Variant(id, name, {"width_multiplier": multiplier})


FAMILY = Family(
    id="mobilenet_v2",
    name="MobileNetV2",
    group="rival",
    paper=Paper(
        "MobileNetV2: Inverted Residuals and Linear Bottlenecks", "Sandler et al.", 2018, "1801.04381"
    ),
    config=MobileNetV2Config,
    law=law,
    block=BlockLaw(
        params="(1 + a) t C^2 + 9 t C + 2 (1 + a) t C + 2 C",
        macs="(1 + a) n t C^2 + 9 n t C",
        meaning="n places and C width of the row, t expansion, a = 1 where t is over 1, else 0",
        values=block_values,
    ),
    refusal=refusal,
    variants=(_variant(1.0), _variant(1.4)),
    shape="pyramid",
    mixing="depthwise convolution",
    spatial_mixing="Depthwise 3 x 3 convolution",
    growth="linear",
    params_depend_on_size=False,
    deviations=(
        "17 bottlenecks, as Table 2 sums to and all code has; the text says 19.",
        "Convolutions of stride 2 are padded on both sides, as in PyTorch; Keras pads right and below only.",
        "BatchNorms have eps 1e-5, as in PyTorch; Keras has 1e-3.",
    ),
)
