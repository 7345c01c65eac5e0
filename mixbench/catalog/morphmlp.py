"""MorphMLP: fully-connected layers over chunks of places and segments of channels, longer by stage."""

from __future__ import annotations

from collections.abc import Iterator
from math import gcd, lcm
from typing import Annotated

from mixbench.catalog.declarations import DropPath, FourStages, StageDepths, StageMlpRatios, StageWidths
from mixbench.catalog.family import BlockLaw, Family, Paper, Variant
from mixbench.catalog.hyperparameters import ClassifierConfig, integers
from mixbench.catalog.sizes import not_divisible
from mixbench.core.cost import Cost
from mixbench.core.errors import Problem
from mixbench.core.model import Value, value_text

#: Branches of the four stages: columns, rows and the place; in the last, the whole map and the place.
BRANCHES: FourStages = (3, 3, 3, 2)


class MorphMlpConfig(ClassifierConfig, frozen=True, kw_only=True):
    """Table 1 of the paper and the MLP ratios of the authors' code."""

    depths: StageDepths = (3, 4, 7, 3)
    widths: StageWidths = (84, 168, 336, 588)
    mlp_ratios: StageMlpRatios = (3, 3, 3, 3)
    chunk_lengths: Annotated[
        FourStages,
        integers(
            "Chunk lengths",
            1,
            4096,
            "Places L that are mixed at once, by stage; they divide the width, which has as many segments.",
            unit="tokens",
        ),
    ] = (14, 28, 28, 49)
    drop_path: DropPath = 0.1

    def conflicts(self) -> Iterator[Problem]:
        """Each chunk length divides the width of its stage."""
        nearest = tuple(
            _nearest_divisor(c, length) for c, length in zip(self.widths, self.chunk_lengths, strict=True)
        )
        if nearest != self.chunk_lengths:
            asked, widths = value_text(self.chunk_lengths), value_text(self.widths)
            sentence = f"chunk lengths {asked} do not divide widths {widths}; nearest {value_text(nearest)}"
            yield Problem("chunk_lengths", sentence, nearest)


def _nearest_divisor(number: int, wanted: int) -> int:
    """The divisor of a number that is nearest to the wanted one, the smaller of two."""
    return min((d for d in range(1, number + 1) if number % d == 0), key=lambda d: abs(d - wanted))


def grids(height: int, width: int) -> Iterator[int]:
    """n: the tokens of the four stages, for an image in pixels."""
    sides = [-(-side // 4) for side in (height, width)]
    for _ in range(4):
        yield sides[0] * sides[1]
        sides = [-(-side // 2) for side in sides]


def law(config: MorphMlpConfig, height: int, width: int) -> Cost:
    """Parameters and MACs of one image by role; all but head and reweighting is linear in the tokens."""
    n = tuple(grids(height, width))
    c, k = config.widths, config.num_classes
    stages = list(zip(config.depths, c, config.mlp_ratios, BRANCHES, n, strict=True))
    transitions = list(zip(c, c[1:], n[1:], strict=False))
    halved = -(-height // 2) * -(-width // 2)
    return Cost.of(
        tokens=n[0],
        stem=_stem(c[0], halved, n[0]),
        spatial_mixing=(
            sum(depth * _mixing_params(ci, b) for depth, ci, _, b, _ in stages),
            sum(depth * _mixing_macs(ci, b, ni) for depth, ci, _, b, ni in stages),
        ),
        channel_mixing=(
            sum(depth * (2 * r * ci**2 + r * ci + ci) for depth, ci, r, _, _ in stages),
            sum(depth * 2 * r * ni * ci**2 for depth, ci, r, _, ni in stages),
        ),
        downsample=(
            sum(9 * ci * following + following for ci, following, _ in transitions),
            sum(9 * ci * following * tokens for ci, following, tokens in transitions),
        ),
        norm=(_norm_params(config), 0),
        head=(c[3] * k + k, c[3] * k),
    )


def _stem(c: int, halved: int, tokens: int) -> tuple[int, int]:
    """Parameters and MACs of two 3 x 3 convolutions, from 3 channels to C/2 to C."""
    first, second = 9 * 3 * (c // 2), 9 * (c // 2) * c
    return first + c // 2 + second + c, first * halved + second * tokens


def _mixing_params(c: int, branches: int) -> int:
    """A square without bias for each branch and a projection with; reweighting C to q to C a branch."""
    q = c // 4
    return branches * c**2 + c**2 + c + (c * q + q) + branches * (c * q + c)


def _mixing_macs(c: int, branches: int, n: int) -> int:
    """Branches and projection at each of n tokens; reweighting sees one mean of the whole map."""
    return (branches + 1) * n * c**2 + (branches + 1) * c * (c // 4)


def _norm_params(config: MorphMlpConfig) -> int:
    """Two LayerNorms a block, one in each transition, one at the end; two BatchNorms in the stem."""
    c = config.widths
    blocks = sum(depth * 4 * ci for depth, ci in zip(config.depths, c, strict=True))
    return blocks + 2 * sum(c[1:]) + 2 * c[3] + 2 * (c[0] // 2) + 2 * c[0]


def block_values(config: MorphMlpConfig, height: int, width: int) -> tuple[dict[str, int], ...]:
    """The symbols of the law of one block in each of the four stages."""
    stages = zip(grids(height, width), config.widths, config.mlp_ratios, BRANCHES, strict=True)
    return tuple({"n": n, "C": c, "r": r, "q": c // 4, "b": b} for n, c, r, b in stages)


def refusal(config: MorphMlpConfig, height: int, width: int) -> str | None:
    """The chunks of every stage must tile its map, row after row."""
    lengths = config.chunk_lengths
    if all(n % length == 0 for n, length in zip(grids(height, width), lengths, strict=True)):
        return None
    return not_divisible("the stride of whole chunks", 32 * _tiled_side(lengths), height, width)


def _tiled_side(lengths: FourStages) -> int:
    """The least side s of the last map at which whole chunks tile every map of 32 s px and its multiples.

    The maps hold 64 s², 16 s², 4 s² and s² places.
    """
    return lcm(*(_root(length // gcd(length, n)) for length, n in zip(lengths, (64, 16, 4, 1), strict=True)))


def _root(number: int) -> int:
    """The least whole number whose square the number divides."""
    return next(side for side in range(1, number + 1) if side**2 % number == 0)


def _variant(letter: str, depths: FourStages, widths: FourStages, drop_path: float) -> Variant:
    """A row of Table 1."""
    values: dict[str, Value] = {"depths": depths, "widths": widths, "drop_path": drop_path}
    values |= {"mlp_ratios": (3, 3, 3, 3), "chunk_lengths": (14, 28, 28, 49)}
    why = "The authors published only their network for video; this is that network for one frame."
    fits = " It has the parameters and MACs that the paper prints."
    if letter == "S":
        fits = " It has the MACs that the paper prints, but 40.5 M parameters where that says 38 M."
    return Variant(f"morphmlp_{letter.lower()}", f"MorphMLP-{letter}", values, inferred=why + fits)


_WIDE = (112, 224, 392, 784)

FAMILY = Family(
    id="morphmlp",
    name="MorphMLP",
    group="relative",
    paper=Paper(
        "MorphMLP: A Self-Attention Free, MLP-Like Backbone for Image and Video",
        "Zhang et al.",
        2021,
        "2111.12527",
    ),
    config=MorphMlpConfig,
    law=law,
    block=BlockLaw(
        params="b C^2 + C^2 + C + C q + q + b C q + b C + 2 r C^2 + r C + C + 4 C",
        macs="(b + 1) n C^2 + (b + 1) C q + 2 r n C^2",
        meaning=(
            "n tokens and C width of the stage, b branches: 3, in the last stage 2; q = C/4 of reweighting, "
            "r MLP ratio"
        ),
        values=block_values,
    ),
    refusal=refusal,
    variants=(
        _variant("T", (3, 4, 7, 3), (84, 168, 336, 588), 0.1),
        _variant("S", (3, 4, 9, 3), _WIDE, 0.1),
        _variant("B", (4, 6, 15, 4), _WIDE, 0.3),
        _variant("L", (4, 8, 18, 6), _WIDE, 0.4),
    ),
    shape="pyramid",
    mixing="regions",
    spatial_mixing="Fully-connected layers over chunks of places with segments of channels",
    growth="linear",
    params_depend_on_size=False,
    deviations=(
        "All models are inferred from the authors' video network: one frame, convolutions without temporal "
        "extent, blocks without the temporal layer.",
        "As in that code, the last stage has no branch along the height, and its chunks take places at even "
        "distances.",
        "The parameters of S are 40.5 M where the paper prints 38 M.",
    ),
)
