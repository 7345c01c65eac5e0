"""MAXIM: gated MLPs over blocks and grids in a U-shaped network that restores images."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import lcm
from typing import Annotated

from mixbench.catalog.family import BlockLaw, Family, Paper, Variant
from mixbench.catalog.hyperparameters import Config, integer, integers
from mixbench.catalog.sizes import not_divisible
from mixbench.core.cost import Cost, RoleCost
from mixbench.core.roles import Role

#: The levels of encoder and decoder: height and width of the image over 1, 2 and 4. A bottleneck at 8.
LEVELS = 3
#: Levels that take the first of the block and grid sizes; the rest take the second.
FINE_LEVELS = 2
#: Pairs of a multi-axis block and a block of channel attention, in each part of the network.
PAIRS = 2
BOTTLENECKS = 2
#: Channels for each that channel attention squeezes them into.
REDUCTION = 4

#: Parameters and MACs of one part of a role.
Share = tuple[Role, int, int]


class MaximConfig(Config, frozen=True, kw_only=True):
    """What the published models differ in, and the sizes of blocks and grids."""

    features: Annotated[
        int,
        integer(
            "Width",
            4,
            1024,
            "Channels f of the finest level; the levels below have 2 f and 4 f.",
            unit="channels",
        ),
    ] = 32
    num_stages: Annotated[int, integer("Stages", 1, 3, "Whole encoders and decoders, one after another.")] = 1
    num_supervision_scales: Annotated[
        int,
        integer(
            "Supervision scales",
            1,
            LEVELS,
            "Levels, from the finest on, that see the image and give an image, in every stage.",
        ),
    ] = 3
    block_sizes: Annotated[
        tuple[int, int],
        integers(
            "Block sizes",
            1,
            32,
            "Side b of a block of neighbours: of the two fine levels, and of the coarse ones.",
            unit="tokens",
        ),
    ] = (16, 8)
    grid_sizes: Annotated[
        tuple[int, int],
        integers(
            "Grid sizes",
            1,
            32,
            "Side g of a grid over the whole map: of the two fine levels, and of the coarse ones.",
            unit="tokens",
        ),
    ] = (16, 8)


@dataclass(frozen=True)
class Level:
    """One resolution: `width` channels C, blocks of b x b places and grids of g x g."""

    width: int
    block: int
    grid: int


def levels(config: MaximConfig) -> tuple[Level, ...]:
    """Those of the encoder from fine to coarse, and that of the bottleneck, which widens no more."""
    made = []
    for index in range(LEVELS + 1):
        width = config.features * 2 ** min(index, LEVELS - 1)
        sizes = 0 if index < FINE_LEVELS else 1
        made.append(Level(width, config.block_sizes[sizes], config.grid_sizes[sizes]))
    return tuple(made)


def law(config: MaximConfig, height: int, width: int) -> Cost:
    """Parameters and MACs of one image by role; all but channel attention is linear in the places."""
    shares: dict[Role, RoleCost] = {}
    for stage in range(config.num_stages):
        for role, params, macs in _stage(config, height * width, stage):
            shares[role] = shares.get(role, RoleCost()) + RoleCost(params, macs)
    return Cost(height * width, shares)


def _stage(config: MaximConfig, n: int, stage: int) -> Iterator[Share]:
    """One encoder and decoder for n places at full resolution."""
    *scales, bottom = levels(config)
    widths = [level.width for level in scales]
    for _ in range(BOTTLENECKS):
        yield from _bottleneck(bottom, n // 4**LEVELS)
    for index, level in enumerate(scales):
        places, c = n // 4**index, level.width
        finer, coarser = widths[max(0, index - 1)], widths[min(index + 1, LEVELS - 1)]
        is_supervised = index < config.num_supervision_scales
        if is_supervised:
            yield Role.STEM, 27 * c + c, 27 * places * c
            yield from _supervision(c, places, is_last=stage == config.num_stages - 1)
        if stage and is_supervised:
            yield from _cross_gating(level, c, places)
        if stage:
            yield from _cross_gating(level, c, places)
        yield from _pairs(level, finer + c if is_supervised else finer, places)
        yield Role.DOWNSAMPLE, 16 * c**2 + c, 4 * places * c**2
        for _ in ("encoder to cross gating", "cross gating to decoder"):
            yield from (_pointwise(Role.DOWNSAMPLE, source, c, places) for source in widths)
        yield from _enlargement(coarser, c, places)
        yield from _cross_gating(level, LEVELS * c, places)
        yield from _enlargement(coarser, c, places)
        yield from _pairs(level, c + LEVELS * c, places)


def _pointwise(role: Role, source: int, c: int, n: int) -> Share:
    """A 1 x 1 convolution."""
    return role, source * c + c, n * source * c


def _enlargement(source: int, c: int, n: int) -> Iterator[Share]:
    """A transposed 2 x 2 convolution to n places: each hears one place of n / 4."""
    yield Role.DOWNSAMPLE, 4 * source * c + c, n * source * c


def _pairs(level: Level, source: int, n: int) -> Iterator[Share]:
    """An encoder's or decoder's: 1 x 1 convolution, then multi-axis and convolution blocks in turn."""
    c = level.width
    yield _pointwise(Role.CHANNEL_MIXING, source, c, n)
    for _ in range(PAIRS):
        yield from _multi_axis(level, n)
        yield Role.SPATIAL_MIXING, 18 * c**2 + 2 * c, 18 * n * c**2
        yield from _channel_attention(c)


def _bottleneck(level: Level, n: int) -> Iterator[Share]:
    """1 x 1 convolution, then multi-axis and dense blocks in turn."""
    c = level.width
    yield _pointwise(Role.CHANNEL_MIXING, c, c, n)
    for _ in range(PAIRS):
        yield from _multi_axis(level, n)
        yield Role.CHANNEL_MIXING, 2 * c**2 + 2 * c, 2 * n * c**2
        yield from _channel_attention(c)


def _channel_attention(c: int) -> Iterator[Share]:
    """The norm of its block, and two 1 x 1 convolutions of one mean: no MACs that grow with the image."""
    q = c // REDUCTION
    yield Role.NORM, 2 * c, 0
    yield Role.CHANNEL_MIXING, 2 * c * q + q + c, 2 * c * q


def _multi_axis(level: Level, n: int) -> Iterator[Share]:
    """C to 2 C, two gated MLPs (C to 2 C, places, C to C), 2 C to C; five norms."""
    c = level.width
    yield Role.NORM, 10 * c, 0
    yield Role.SPATIAL_MIXING, 10 * c**2 + 9 * c, 10 * n * c**2
    yield _places(level, n)


def _places(level: Level, n: int) -> Share:
    """A matrix with bias over the places of blocks, and one over those of grids, for all channels."""
    b, g, c = level.block, level.grid, level.width
    return Role.SPATIAL_MIXING, g**4 + g**2 + b**4 + b**2, n * c * (g**2 + b**2)


def _cross_gating(level: Level, source: int, n: int) -> Iterator[Share]:
    """1 x 1 convolutions in, four Linears, and gates from both maps (C to 2 C, places, 2 C to C)."""
    c = level.width
    yield Role.NORM, 8 * c, 0
    yield _pointwise(Role.SPATIAL_MIXING, source, c, n)
    yield Role.SPATIAL_MIXING, 13 * c**2 + 11 * c, 13 * n * c**2
    yield from (_places(level, n), _places(level, n))


def _supervision(c: int, n: int, *, is_last: bool) -> Iterator[Share]:
    """A 3 x 3 convolution to an image; but in the last stage, two more for the features handed on."""
    yield Role.HEAD, 27 * c + 3, 27 * n * c
    if not is_last:
        yield Role.HEAD, 9 * c**2 + c + 27 * c + c, n * (9 * c**2 + 27 * c)


def block_values(config: MaximConfig, height: int, width: int) -> tuple[dict[str, int], ...]:
    """The symbols of the law of one multi-axis block at each level, the bottleneck last."""
    return tuple(
        {"n": height * width // 4**index, "C": level.width, "b": level.block, "g": level.grid}
        for index, level in enumerate(levels(config))
    )


def refusal(config: MaximConfig, height: int, width: int) -> str | None:
    """Blocks must tile the map of every level, and grids must divide it."""
    step = lcm(*(2**index * lcm(level.block, level.grid) for index, level in enumerate(levels(config))))
    return not_divisible("the common step of all blocks and grids", step, height, width)


def _variant(letter: str, features: int, stages: int, name: str) -> Variant:
    """A model of the authors' code, of which the paper evaluates S-2 and S-3."""
    return Variant(
        f"maxim_{letter.lower()}{stages}", name, {"features": features, "num_stages": stages}, native_px=256
    )


FAMILY = Family(
    id="maxim",
    name="MAXIM",
    group="core",
    paper=Paper("MAXIM: Multi-Axis MLP for Image Processing", "Tu et al.", 2022, "2201.02973"),
    config=MaximConfig,
    law=law,
    block=BlockLaw(
        params="10 C^2 + 19 C + g^4 + g^2 + b^4 + b^2",
        macs="10 n C^2 + n C (g^2 + b^2)",
        meaning="a multi-axis block: n places and C channels of the level, b block side, g grid side",
        values=block_values,
    ),
    refusal=refusal,
    variants=(
        _variant("S", 32, 1, "MAXIM-1S (S-1)"),
        _variant("S", 32, 2, "MAXIM-2S (S-2)"),
        _variant("S", 32, 3, "MAXIM-3S (S-3)"),
        _variant("M", 64, 1, "MAXIM M-1"),
        _variant("M", 64, 2, "MAXIM M-2"),
        _variant("M", 64, 3, "MAXIM M-3"),
    ),
    shape="encoder-decoder",
    mixing="regions",
    spatial_mixing="Gated MLPs over the places of blocks and of dilated grids",
    growth="linear",
    params_depend_on_size=False,
    task="restoration",
    deviations=(
        "A size that blocks and grids do not divide is refused; the authors' evaluation pads the image.",
        "The coarse grid size is a setting; the authors' code takes the coarse block size for both (8).",
        "Supervision scales are 3, as in the authors' evaluation; the default of their network is 1.",
        "Shrinking with anti-aliasing is written as sums of slices; the values agree.",
    ),
)
