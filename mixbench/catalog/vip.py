"""ViP: fully-connected layers along the height, the width and the channels, made possible by permutation."""

from __future__ import annotations

from collections.abc import Iterator

from mixbench.catalog.family import BlockLaw, Family, Paper, Variant
from mixbench.catalog.patch_pyramid import (
    PatchPyramidConfig,
    TwoLevels,
    levels,
    overall_stride,
    reweighting,
    skeleton,
)
from mixbench.catalog.sizes import not_one_of, not_square
from mixbench.core.cost import Cost
from mixbench.core.errors import Problem
from mixbench.core.model import Value, value_text


class VipConfig(PatchPyramidConfig, frozen=True, kw_only=True):
    """Table 1 of the paper. A level has as many segments of channels as its map has rows."""

    def conflicts(self) -> Iterator[Problem]:
        """A map that is halved has an even side, and that side divides the channels."""
        yield from super().conflicts()
        first, second = self.widths
        if self.depths[1] and first % 2:
            below, above = (value_text((side, second)) for side in (first - 1, first + 1))
            sentence = (
                f"widths {value_text(self.widths)} have an odd one on the map that is halved; "
                f"nearest {below} or {above}"
            )
            yield Problem("widths", sentence, (first - 1, second))


def law(config: VipConfig, height: int, width: int) -> Cost:
    """Parameters and MACs of one image by role; all but head and reweighting is linear in the tokens."""
    found = levels(config, height, width)
    mixing = [(level.depth, *_mixing(level.width, level.tokens)) for level in found]
    return Cost.of(
        tokens=found[0].tokens,
        spatial_mixing=(
            sum(depth * params for depth, params, _ in mixing),
            sum(depth * macs for depth, _, macs in mixing),
        ),
        **skeleton(config, found),
    )


def _mixing(c: int, n: int) -> tuple[int, int]:
    """Parameters and MACs of three branches without bias, reweighting, and the projection with bias."""
    params, macs = reweighting(c)
    return 3 * c**2 + params + c**2 + c, 4 * n * c**2 + macs


def block_values(config: VipConfig, height: int, width: int) -> tuple[dict[str, int], ...]:
    """The symbols of the law of one block in each level."""
    return tuple(
        {"n": level.tokens, "C": level.width, "q": level.width // 4, "r": config.mlp_ratio}
        for level in levels(config, height, width)
    )


def accepted_sides(config: VipConfig) -> list[int]:
    """The sides in pixels whose maps divide the channels of their levels."""
    first, second = config.widths
    if not config.depths[1]:
        return [config.patch_size * side for side in _divisors(first)]
    stride = overall_stride(config)
    return [stride * half for half in _divisors(second) if first % (2 * half) == 0]


def _divisors(number: int) -> list[int]:
    return [candidate for candidate in range(1, number + 1) if number % candidate == 0]


def refusal(config: VipConfig, height: int, width: int) -> str | None:
    """One segment of channels for each row and each column: squares whose side divides the channels."""
    widths = config.widths if config.depths[1] else config.widths[:1]
    why = f"cutting {' and '.join(map(str, widths))} channels into one segment for each row of the map"
    return not_square(height, width) or not_one_of(accepted_sides(config), why, height, width)


def _variant(size: str, patch_size: int, depths: TwoLevels, widths: TwoLevels, drop_path: float) -> Variant:
    """A row of Table 1, named by size and patch."""
    values: dict[str, Value] = {"patch_size": patch_size, "depths": depths, "widths": widths}
    name = f"{size}/{patch_size}"
    return Variant(
        f"vip_{size.lower()}_{patch_size}", f"ViP-{name}", {**values, "mlp_ratio": 3, "drop_path": drop_path}
    )


FAMILY = Family(
    id="vip",
    name="ViP",
    group="core",
    paper=Paper(
        "Vision Permutator: A Permutable MLP-Like Architecture for Visual Recognition",
        "Hou et al.",
        2021,
        "2106.12368",
    ),
    config=VipConfig,
    law=law,
    block=BlockLaw(
        params="4 C^2 + C + C q + q + 3 C q + 3 C + 2 r C^2 + r C + C + 4 C",
        macs="4 n C^2 + 4 C q + 2 r n C^2",
        meaning="n tokens and C width of the level, q = C/4 units of reweighting, r MLP ratio",
        values=block_values,
    ),
    refusal=refusal,
    variants=(
        _variant("Small", 16, (18, 0), (336, 336), 0.1),
        _variant("Small", 14, (18, 0), (384, 384), 0.1),
        _variant("Small", 7, (4, 14), (192, 384), 0.1),
        _variant("Medium", 7, (7, 17), (256, 512), 0.2),
        _variant("Large", 7, (8, 28), (256, 512), 0.3),
    ),
    shape="pyramid",
    mixing="rows and columns",
    spatial_mixing="Fully-connected layers over the rows and columns of segments of channels",
    growth="linear",
    params_depend_on_size=False,
    deviations=(
        "The number of segments follows the side of the map; the authors' code has it fixed for 224 px.",
        "Large/7 has 8 + 28 blocks, as in the authors' code; 9 + 27 of the paper would not have its 88 M.",
        "Small/14 has the 18 blocks of the paper's table and of the authors' code; the text says 16.",
        "Small/16 is not in the authors' code; it is built as its siblings are.",
    ),
)
