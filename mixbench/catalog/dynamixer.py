"""DynaMixer: tokens of a row or a column mixed by matrices that they generate themselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from mixbench.catalog.family import BlockLaw, Family, Paper, Variant
from mixbench.catalog.hyperparameters import integer, integers
from mixbench.catalog.patch_pyramid import (
    Level,
    PatchPyramidConfig,
    TwoLevels,
    levels,
    overall_stride,
    reweighting,
    skeleton,
)
from mixbench.catalog.sizes import not_divisible
from mixbench.core.cost import Cost
from mixbench.core.errors import Problem
from mixbench.core.model import Value, value_text

MOST_HEADS = 64


class DynaMixerConfig(PatchPyramidConfig, frozen=True, kw_only=True):
    """Table 1 of the paper: ViP's pyramid, and how the mixing matrices come about."""

    heads: Annotated[
        TwoLevels,
        integers("Heads", 1, MOST_HEADS, "Segments S of the channels, each mixed by a matrix of its own."),
    ] = (8, 16)
    reduced_dim: Annotated[
        int,
        integer("Reduced dimension", 1, 64, "Numbers d that a token gives to the matrix of each head."),
    ] = 2

    def conflicts(self) -> Iterator[Problem]:
        """Heads share the channels of their level equally; a level that is not there asks for nothing."""
        yield from super().conflicts()
        asked = list(zip(self.heads, self.widths, self.depths, strict=True))
        nearest = tuple(_nearest_heads(heads, width) if depth else heads for heads, width, depth in asked)
        if nearest != self.heads:
            sentence = (
                f"heads {value_text(self.heads)} do not divide widths {value_text(self.widths)}; "
                f"nearest {value_text(nearest)}"
            )
            yield Problem("heads", sentence, nearest)


def _nearest_heads(heads: int, width: int) -> int:
    """The number nearest to `heads` that divides the width; the lower of two."""
    divisors = [candidate for candidate in range(1, MOST_HEADS + 1) if width % candidate == 0]
    return min(divisors, key=lambda divisor: abs(divisor - heads))


def law(config: DynaMixerConfig, height: int, width: int) -> Cost:
    """Parameters and MACs of one image by role; generating the matrices is quadratic in the tokens."""
    found = levels(config, height, width)
    mixing = [(level.depth, *_mixing(config, level)) for level in found]
    return Cost.of(
        tokens=found[0].tokens,
        spatial_mixing=(
            sum(depth * params for depth, params, _ in mixing),
            sum(depth * macs for depth, _, macs in mixing),
        ),
        **skeleton(config, found),
    )


def _mixing(config: DynaMixerConfig, level: Level) -> tuple[int, int]:
    """Parameters and MACs of the mixing of one block: columns, rows, the place, reweighting, projection."""
    c, n = level.width, level.tokens
    own, fused = 2 * c**2 + c, reweighting(c)
    columns = _operation(config, level, level.rows, level.columns)
    rows = _operation(config, level, level.columns, level.rows)
    return columns[0] + rows[0] + own + fused[0], columns[1] + rows[1] + 2 * n * c**2 + fused[1]


def _operation(config: DynaMixerConfig, level: Level, length: int, lines: int) -> tuple[int, int]:
    """Compress C to S d, generate L d to L² for each line and head, mix, project C to C."""
    c, s, d = level.width, config.heads[level.index], config.reduced_dim
    params = (c * s * d + s * d) + (length**3 * d + length**2) + (c**2 + c)
    n = length * lines
    return params, n * c * s * d + lines * s * d * length**3 + n * length * c + n * c**2


def block_values(config: DynaMixerConfig, height: int, width: int) -> tuple[dict[str, int], ...]:
    """The symbols of the law of one block in each level."""
    return tuple(
        {
            "h": level.rows,
            "w": level.columns,
            "n": level.tokens,
            "C": level.width,
            "S": config.heads[level.index],
            "d": config.reduced_dim,
            "q": level.width // 4,
            "r": config.mlp_ratio,
        }
        for level in levels(config, height, width)
    )


def refusal(config: DynaMixerConfig, height: int, width: int) -> str | None:
    """The patches of the last level must tile the image."""
    what = "the overall stride" if config.depths[1] else "patch size"
    return not_divisible(what, overall_stride(config), height, width)


def _variant(
    letter: str, depths: TwoLevels, widths: TwoLevels, reduced_dim: int, drop_path: float
) -> Variant:
    """A column of Table 1."""
    values: dict[str, Value] = {"patch_size": 7, "depths": depths, "widths": widths, "mlp_ratio": 3}
    values |= {"heads": (8, 16), "reduced_dim": reduced_dim, "drop_path": drop_path}
    return Variant(f"dynamixer_{letter.lower()}", f"DynaMixer-{letter}", values)


FAMILY = Family(
    id="dynamixer",
    name="DynaMixer",
    group="relative",
    paper=Paper(
        "DynaMixer: A Vision MLP Architecture with Dynamic Mixing", "Wang et al.", 2022, "2201.12083"
    ),
    config=DynaMixerConfig,
    law=law,
    block=BlockLaw(
        params=(
            "2 (C S d + S d) + (h^3 + w^3) d + h^2 + w^2 + 2 (C^2 + C) + 2 C^2 + C "
            "+ C q + q + 3 C q + 3 C + 2 r C^2 + r C + C + 4 C"
        ),
        macs=("2 n C S d + S d (w h^3 + h w^3) + n C (h + w) + 2 n C^2 + 2 n C^2 + C q + 3 C q + 2 r n C^2"),
        meaning=(
            "h x w = n tokens and C width of the level, S heads, d reduced dimension, "
            "q = C/4 units of reweighting, r MLP ratio"
        ),
        values=block_values,
    ),
    refusal=refusal,
    variants=(
        _variant("S", (4, 14), (192, 384), 2, 0.1),
        _variant("M", (7, 17), (256, 512), 2, 0.1),
        _variant("L", (8, 28), (256, 512), 8, 0.3),
    ),
    shape="pyramid",
    mixing="rows and columns",
    spatial_mixing="Matrices over the tokens of a row or column, generated from them by softmax",
    growth="quadratic",
    params_depend_on_size=True,
    deviations=(
        "Columns and rows may differ in length; the authors' code has one length for both.",
        "An image that the patches of the last level do not tile is refused.",
        "L has 8 + 28 blocks, as in the authors' code; the paper's table lists 9 + 27.",
    ),
)
