"""S²-MLPv2: three sets of channels, two of them shifted, weighed against one another on two levels."""

from __future__ import annotations

from mixbench.catalog.family import BlockLaw, Family, Paper, Variant
from mixbench.catalog.patch_pyramid import PatchPyramidConfig, TwoLevels, levels, overall_stride, skeleton
from mixbench.catalog.sizes import not_divisible
from mixbench.core.cost import Cost
from mixbench.core.model import Value


class S2MlpV2Config(PatchPyramidConfig, frozen=True, kw_only=True):
    """Table 1 of the paper."""


def law(config: S2MlpV2Config, height: int, width: int) -> Cost:
    """Parameters and MACs of one image by role; the shifts cost none, split attention sees one sum."""
    found = levels(config, height, width)
    stages = [(level.depth, level.width, level.width // 4, level.tokens) for level in found]
    return Cost.of(
        tokens=found[0].tokens,
        spatial_mixing=(
            sum(depth * (4 * c**2 + 4 * c + 4 * c * q) for depth, c, q, _ in stages),
            sum(depth * (4 * n * c**2 + 4 * c * q) for depth, c, q, n in stages),
        ),
        **skeleton(config, found, final_norm=False),
    )


def block_values(config: S2MlpV2Config, height: int, width: int) -> tuple[dict[str, int], ...]:
    """The symbols of the law of one block in each level."""
    return tuple(
        {"n": level.tokens, "C": level.width, "q": level.width // 4, "r": config.mlp_ratio}
        for level in levels(config, height, width)
    )


def refusal(config: S2MlpV2Config, height: int, width: int) -> str | None:
    """The patches of both levels must tile the image."""
    what = "the overall stride" if config.depths[1] else "patch size"
    return not_divisible(what, overall_stride(config), height, width)


_HIDDEN = (
    "The paper does not print how wide its split attention is; a quarter of the channels alone gives the "
    "printed parameters."
)
_ONE_LEVEL = (
    "Table 4 prints 4 and 14 blocks on the same 16 x 16 tokens; they are built as one level of 18, which has "
    "the printed parameters, but 6.9 G MACs where Table 5 prints 5.7."
)


def _variant(
    size: str, patch_size: int, depths: TwoLevels, widths: TwoLevels, inferred: str = _HIDDEN
) -> Variant:
    """A row of Table 1 or 4, named by size and patch."""
    values: dict[str, Value] = {"patch_size": patch_size, "depths": depths, "widths": widths}
    name = f"S2-MLPv2-{size}/{patch_size}"
    return Variant(f"s2mlpv2_{size.lower()}_{patch_size}", name, values, inferred=inferred)


FAMILY = Family(
    id="s2mlpv2",
    name="S²-MLPv2",
    group="core",
    paper=Paper(
        "S²-MLPv2: Improved Spatial-Shift MLP Architecture for Vision", "Yu et al.", 2021, "2108.01072"
    ),
    config=S2MlpV2Config,
    law=law,
    block=BlockLaw(
        params="3 C^2 + 3 C + 4 C q + C^2 + C + 2 r C^2 + r C + C + 4 C",
        macs="4 n C^2 + 4 C q + 2 r n C^2",
        meaning="n tokens and C width of the level, q = C/4 units of split attention, r MLP ratio",
        values=block_values,
    ),
    refusal=refusal,
    variants=(
        _variant("Small", 7, (4, 14), (192, 384)),
        _variant("Medium", 7, (7, 17), (256, 512)),
        _variant("Small", 14, (18, 0), (384, 384), f"{_HIDDEN} {_ONE_LEVEL}"),
    ),
    shape="pyramid",
    mixing="shift",
    spatial_mixing="Three sets of channels, two shifted in different orders, weighed by split attention",
    growth="linear",
    params_depend_on_size=False,
    deviations=(
        "The shifts read from one tensor and write to another; the paper's pseudo-code overwrites what it "
        "has still to read, and run literally smears the border over the map.",
        "Split attention has C/4 hidden units and no biases, inferred from the printed parameters.",
        "Split attention sums over the tokens, as its equation does; the text calls it an average.",
        "No norm is stated before the classifier, and there is none.",
        "Small/14 is one level of 18 blocks; the paper prints two levels with the same tokens.",
        "An image that the patches of both levels do not tile is refused.",
    ),
)
