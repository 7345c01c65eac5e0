"""The pyramid of patches that ViP has, and DynaMixer and S²-MLPv2 after it: its form, its law without mixing.

One level of p x p patches, or two, the second of 2 x 2 patches of the first. Authors' code lists four
groups of layers; groups of one resolution are one level here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

from mixbench.catalog.declarations import DropPath, MlpRatio
from mixbench.catalog.hyperparameters import ClassifierConfig, integer, integers
from mixbench.core.errors import Problem

TwoLevels = tuple[int, int]


class PatchPyramidConfig(ClassifierConfig, frozen=True, kw_only=True):
    """What the pyramids of patches differ in; the default is the paper's Small/7."""

    patch_size: Annotated[int, integer("Patch size", 2, 64, "Side p of a square patch.", unit="px")] = 7
    depths: Annotated[
        TwoLevels,
        integers(
            "Depths",
            0,
            64,
            "Blocks of the two levels; 0 at the second leaves it and its downsampling out.",
            unit="blocks",
        ),
    ] = (4, 14)
    widths: Annotated[
        TwoLevels, integers("Widths", 4, 4096, "Channels C of the two levels.", unit="channels")
    ] = (192, 384)
    mlp_ratio: MlpRatio = 3
    drop_path: DropPath = 0.1

    def conflicts(self) -> Iterator[Problem]:
        """The second level may be empty, the first may not."""
        first, second = self.depths
        if not first:
            sentence = f"depths {first}x{second} leave the first level empty; nearest 1x{second}"
            yield Problem("depths", sentence, (1, second))


@dataclass(frozen=True)
class Level:
    """The blocks of one resolution: how many, how many channels, on a map of rows x columns."""

    index: int
    depth: int
    width: int
    rows: int
    columns: int

    @property
    def tokens(self) -> int:
        """n: the places of the map."""
        return self.rows * self.columns


def levels(config: PatchPyramidConfig, height: int, width: int) -> tuple[Level, ...]:
    """The one or two levels of an image in pixels; what fills no whole patch is left out."""
    rows, columns = height // config.patch_size, width // config.patch_size
    first = Level(0, config.depths[0], config.widths[0], rows, columns)
    second = Level(1, config.depths[1], config.widths[1], rows // 2, columns // 2)
    return (first, second) if second.depth else (first,)


def overall_stride(config: PatchPyramidConfig) -> int:
    """The side in pixels of what one token of the last level stands for."""
    return config.patch_size * (2 if config.depths[1] else 1)


def skeleton(
    config: PatchPyramidConfig, found: tuple[Level, ...], *, final_norm: bool = True
) -> dict[str, tuple[int, int]]:
    """Parameters and MACs by role of all that is not mixing; `final_norm` stands before the classifier."""
    p, r, k = config.patch_size, config.mlp_ratio, config.num_classes
    stages = [(level.depth, level.width, level.tokens) for level in found]
    c0, n0, c = stages[0][1], stages[0][2], stages[-1][1]
    return {
        "stem": (3 * p**2 * c0 + c0, 3 * p**2 * c0 * n0),
        "channel_mixing": (
            sum(depth * (2 * r * ci**2 + r * ci + ci) for depth, ci, _ in stages),
            sum(depth * 2 * r * ni * ci**2 for depth, ci, ni in stages),
        ),
        "downsample": _downsample(stages),
        "norm": (sum(depth * 4 * ci for depth, ci, _ in stages) + 2 * c * final_norm, 0),
        "head": (c * k + k, c * k),
    }


def _downsample(stages: list[tuple[int, int, int]]) -> tuple[int, int]:
    """2 x 2 patches of the first level become tokens of the second, where there is one."""
    if len(stages) == 1:
        return 0, 0
    (_, c0, _), (_, c1, n1) = stages
    return 4 * c0 * c1 + c1, 4 * c0 * c1 * n1


def reweighting(c: int) -> tuple[int, int]:
    """Parameters and MACs of weighing three branches of C channels: C to q = C/4 to 3C, on one mean."""
    q = c // 4
    return (c * q + q) + (3 * c * q + 3 * c), 4 * c * q
