"""PoolFormer: the frame of a Transformer around nothing more than the average of neighbours."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Annotated

from mixbench.catalog.declarations import DropPath, FourStages, StageDepths, StageMlpRatios, StageWidths
from mixbench.catalog.family import BlockLaw, Family, Paper, Variant
from mixbench.catalog.hyperparameters import ClassifierConfig, integer, number
from mixbench.catalog.sizes import overlapping_maps, too_small
from mixbench.core.cost import Cost
from mixbench.core.model import Value


class PoolFormerConfig(ClassifierConfig, frozen=True, kw_only=True):
    """Table 1 of the paper, and how it is trained."""

    depths: StageDepths = (2, 2, 6, 2)
    widths: StageWidths = (64, 128, 320, 512)
    mlp_ratios: StageMlpRatios = (4, 4, 4, 4)
    pool_size: Annotated[
        int,
        integer("Pool size", 1, 31, "Side of the window that is averaged. It costs no MACs.", unit="tokens"),
    ] = 3
    layer_scale_init: Annotated[
        float,
        number(
            "LayerScale start", 0, 1, "Scale of each branch before training; smaller for deeper networks."
        ),
    ] = 1e-5
    drop_path: DropPath = 0.1


def grids(height: int, width: int) -> Iterator[int]:
    """n: the tokens of the four stages, for an image in pixels."""
    return (rows * columns for rows, columns in overlapping_maps(height, width))


def law(config: PoolFormerConfig, height: int, width: int) -> Cost:
    """Parameters and MACs of one image by role: spatial mixing has neither, averages only add."""
    n = tuple(grids(height, width))
    c, k = config.widths, config.num_classes
    stages = list(zip(config.depths, c, config.mlp_ratios, n, strict=True))
    steps = [9 * ci * following for ci, following in pairwise(c)]
    return Cost.of(
        tokens=n[0],
        stem=(147 * c[0] + c[0], 147 * c[0] * n[0]),
        channel_mixing=(
            sum(depth * (2 * r * ci**2 + r * ci + ci) for depth, ci, r, _ in stages),
            sum(depth * 2 * r * ni * ci**2 for depth, ci, r, ni in stages),
        ),
        downsample=(
            sum(weights + ci for weights, ci in zip(steps, c[1:], strict=True)),
            sum(weights * ni for weights, ni in zip(steps, n[1:], strict=True)),
        ),
        norm=(sum(depth * 4 * ci for depth, ci, _, _ in stages) + 2 * c[3], 0),
        other=(sum(depth * 2 * ci for depth, ci, _, _ in stages), 0),
        head=(c[3] * k + k, c[3] * k),
    )


def block_values(config: PoolFormerConfig, height: int, width: int) -> tuple[dict[str, int], ...]:
    """The symbols of the law of one block in each of the four stages."""
    stages = zip(grids(height, width), config.widths, config.mlp_ratios, strict=True)
    return tuple({"n": n, "C": c, "r": r} for n, c, r in stages)


def refusal(config: PoolFormerConfig, height: int, width: int) -> str | None:  # noqa: ARG001
    """Padded convolutions and pools take any size that the stem does."""
    return too_small(3, "the stem's convolution", height, width)


_S, _M = (64, 128, 320, 512), (96, 192, 384, 768)


def _variant(letter: str, blocks: int, widths: FourStages, start: float, drop_path: float) -> Variant:
    """A column of Table 1: half of the blocks are in the third stage."""
    sixth = blocks // 6
    values: dict[str, Value] = {
        "depths": (sixth, sixth, 3 * sixth, sixth),
        "widths": widths,
        "layer_scale_init": start,
        "drop_path": drop_path,
    }
    return Variant(f"poolformer_{letter.lower()}{blocks}", f"PoolFormer-{letter}{blocks}", values)


FAMILY = Family(
    id="poolformer",
    name="PoolFormer",
    group="relative",
    paper=Paper("MetaFormer Is Actually What You Need for Vision", "Yu et al.", 2021, "2111.11418"),
    config=PoolFormerConfig,
    law=law,
    block=BlockLaw(
        params="2 r C^2 + r C + C + 4 C + 2 C",
        macs="2 r n C^2",
        meaning="n tokens and C width of the stage, r MLP ratio",
        values=block_values,
    ),
    refusal=refusal,
    variants=(
        _variant("S", 12, _S, 1e-5, 0.1),
        _variant("S", 24, _S, 1e-5, 0.1),
        _variant("S", 36, _S, 1e-6, 0.2),
        _variant("M", 36, _M, 1e-6, 0.3),
        _variant("M", 48, _M, 1e-6, 0.4),
    ),
    shape="pyramid",
    mixing="pooling",
    spatial_mixing="The average of neighbouring tokens, minus the token itself",
    growth="none",
    params_depend_on_size=False,
    deviations=(
        "The last map is normed, then averaged, as in the authors' code; timm has it the other way round.",
        "Maps lie channels-last in memory, where the authors' code has them channels-first.",
        "A window of even side, which the paper does not have, reaches one token further right and down.",
    ),
)
