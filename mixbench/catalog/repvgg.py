"""RepVGG: a plain stack of 3 x 3 convolutions, trained with a 1 x 1 convolution and a skip beside each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import gcd
from typing import Annotated, Literal

from msgspec.structs import replace

from mixbench.catalog.declarations import FourStages, StageDepths
from mixbench.catalog.family import BlockLaw, Family, Paper, Variant
from mixbench.catalog.hyperparameters import ClassifierConfig, choice, integer, integers, switch
from mixbench.catalog.sizes import places
from mixbench.core.cost import Cost
from mixbench.core.errors import Problem
from mixbench.core.model import Value

#: The stem is no wider than this.
WIDEST_STEM = 64
#: Layers with groups, counted from the stem, which is layer 0.
GROUPED_LAYERS = range(2, 27, 2)
#: Channels for each hidden unit of squeeze and excitation.
SQUEEZE = 16
#: The largest number of groups.
MOST_GROUPS = 64


class RepVggConfig(ClassifierConfig, frozen=True, kw_only=True):
    """Tables 2 and 3 of the paper, squeeze and excitation of the later D2se, and the form."""

    form: Annotated[
        Literal["train", "deploy"],
        choice(
            "Form",
            "The deploy form has the three branches of a block and their norms as one 3 x 3 convolution.",
            {"train": "Training form", "deploy": "Deploy form"},
        ),
    ] = "train"
    depths: StageDepths = (2, 4, 14, 1)
    widths: Annotated[
        FourStages,
        integers(
            "Widths",
            SQUEEZE,
            4096,
            f"Channels C of the four stages; the stem has those of the first, but at most {WIDEST_STEM}.",
            unit="channels",
        ),
    ] = (48, 96, 192, 1280)
    groups: Annotated[
        int,
        integer(
            "Groups",
            1,
            MOST_GROUPS,
            "Groups g of every second block's convolutions, from layer 2 to 26. Each sees C/g channels.",
            unit="groups",
        ),
    ] = 1
    squeeze_excitation: Annotated[
        bool,
        switch("Squeeze-and-excitation", "Scale the channels of each block by what their means say."),
    ] = False

    def conflicts(self) -> Iterator[Problem]:
        """Groups must divide the widths."""
        common = gcd(*self.widths)
        if common % self.groups:
            width = next(width for width in self.widths if width % self.groups)
            divisors = [each for each in range(1, MOST_GROUPS + 1) if common % each == 0]
            below = max(each for each in divisors if each < self.groups)
            above = [str(each) for each in divisors if each > self.groups][:1]
            near = " or ".join([str(below), *above])
            sentence = f"groups {self.groups} does not divide width {width}; nearest {near}"
            yield Problem("groups", sentence, below)


@dataclass(frozen=True)
class Layer:
    """A block: channels in and out, groups g, stride, and the places n of its output. Layer 0 is the stem."""

    stage: int
    incoming: int
    c: int
    g: int
    stride: int
    n: int

    @property
    def keeps_shape(self) -> bool:
        """Whether the block has a skip while it trains."""
        return self.incoming == self.c and self.stride == 1


def layers(config: RepVggConfig, height: int, width: int) -> Iterator[Layer]:
    """Stem (stage 0) and all blocks of stages 1 to 4, for an image in pixels."""
    incoming = min(WIDEST_STEM, config.widths[0])
    yield Layer(0, 3, incoming, 1, 2, places(height, width, 2))
    index = 1
    for stage, (depth, c) in enumerate(zip(config.depths, config.widths, strict=True), start=1):
        for block in range(depth):
            g = config.groups if index in GROUPED_LAYERS else 1
            stride = 1 if block else 2
            yield Layer(stage, incoming, c, g, stride, places(height, width, 2 * 2**stage))
            incoming, index = c, index + 1


def law(config: RepVggConfig, height: int, width: int) -> Cost:
    """Parameters and MACs of one image by role; all but the head and the excitation is linear in places."""
    stem, *blocks = layers(config, height, width)
    trains, k, last = config.form == "train", config.num_classes, config.widths[-1]
    spatial = [9 * _pairs(layer) for layer in blocks]
    pointwise = [_pairs(layer) if trains else 0 for layer in blocks]
    squeezes = [_squeeze(config, layer.c) for layer in (stem, *blocks)]
    stem_weights = (10 if trains else 9) * _pairs(stem)
    n = [layer.n for layer in blocks]
    return Cost.of(
        tokens=blocks[0].n,
        stem=(stem_weights + (0 if trains else stem.c), stem_weights * stem.n),
        spatial_mixing=(sum(spatial) + (0 if trains else sum(layer.c for layer in blocks)), _dot(spatial, n)),
        channel_mixing=(
            sum(pointwise) + sum(params for params, _ in squeezes),
            _dot(pointwise, n) + sum(macs for _, macs in squeezes),
        ),
        norm=(sum(_norm_params(layer) for layer in (stem, *blocks)) if trains else 0, 0),
        head=(last * k + k, last * k),
    )


def _dot(weights: list[int], n: list[int]) -> int:
    return sum(w * places for w, places in zip(weights, n, strict=True))


def _pairs(layer: Layer) -> int:
    """Weights of a 1 x 1 convolution: pairs of channels in and out that see one another."""
    return layer.incoming // layer.g * layer.c


def _squeeze(config: RepVggConfig, c: int) -> tuple[int, int]:
    """Parameters and MACs of C to q = C/16 to C, which see the mean of the whole map."""
    q = c // SQUEEZE if config.squeeze_excitation else 0
    return (2 * c * q + q + c if q else 0), 2 * c * q


def _norm_params(layer: Layer) -> int:
    """A BatchNorm for each of the two or three branches."""
    return (3 if layer.keeps_shape else 2) * 2 * layer.c


def block_values(config: RepVggConfig, height: int, width: int) -> tuple[dict[str, int], ...]:
    """The symbols of the law of one block more at the end of each of the four stages."""
    t = int(config.form == "train")
    return tuple(_symbols(config, height, width, stage, t) for stage in range(1, 5))


def _symbols(config: RepVggConfig, height: int, width: int, stage: int, t: int) -> dict[str, int]:
    depths = list(config.depths)
    depths[stage - 1] += 1
    deeper = list(layers(replace(config, depths=tuple(depths)), height, width))
    added = [layer for layer in deeper if layer.stage == stage][-1]
    before = [layer for layer in layers(config, height, width) if layer.stage > stage]
    after = [layer for layer in deeper if layer.stage > stage]
    c, s = added.c, int(config.squeeze_excitation)
    shifted = [(_pairs(new) - _pairs(old), old.n) for old, new in zip(before, after, strict=True)]
    return {
        "n": added.n,
        "C": c,
        "G": c // added.g,
        "t": t,
        "s": s,
        "q": s * (c // SQUEEZE),
        "D": sum(pairs for pairs, _ in shifted),
        "E": sum(pairs * n for pairs, n in shifted),
    }


def refusal(config: RepVggConfig, height: int, width: int) -> str | None:  # noqa: ARG001
    """Padded convolutions take every image."""
    return None


A, B, D = (2, 4, 14, 1), (4, 6, 16, 1), (8, 14, 24, 1)
#: Name, depths, multipliers a (stages 1 to 3) and b (stage 4) of the widths 64, 128, 256 and 512, groups.
_TABLE = (
    ("A0", A, 0.75, 2.5, 1),
    ("A1", A, 1, 2.5, 1),
    ("A2", A, 1.5, 2.75, 1),
    ("B0", B, 1, 2.5, 1),
    ("B1", B, 2, 4, 1),
    ("B1g2", B, 2, 4, 2),
    ("B1g4", B, 2, 4, 4),
    ("B2", B, 2.5, 5, 1),
    ("B2g2", B, 2.5, 5, 2),
    ("B2g4", B, 2.5, 5, 4),
    ("B3", B, 3, 5, 1),
    ("B3g2", B, 3, 5, 2),
    ("B3g4", B, 3, 5, 4),
    ("D2se", D, 2.5, 5, 1),
)


def _variants() -> Iterator[Variant]:
    """Every published network in both forms; the printed figures are of the deploy form."""
    for name, depths, a, b, groups in _TABLE:
        id, shown = f"repvgg_{name.lower()}", f"RepVGG-{name}"
        widths = (int(64 * a), int(128 * a), int(256 * a), int(512 * b))
        values: dict[str, Value] = {"depths": depths, "widths": widths, "groups": groups}
        values["squeeze_excitation"] = name.endswith("se")
        yield Variant(id, shown, values)
        yield Variant(f"{id}_deploy", f"{shown} deploy", {**values, "form": "deploy"}, printed_as=id)


FAMILY = Family(
    id="repvgg",
    name="RepVGG",
    group="rival",
    paper=Paper("RepVGG: Making VGG-style ConvNets Great Again", "Ding et al.", 2021, "2101.03697"),
    config=RepVggConfig,
    law=law,
    block=BlockLaw(
        params="(9 + t) G C + 6 t C + (1 - t) C + 2 C q + q + s C + (9 + t) D",
        macs="(9 + t) n G C + 2 C q + (9 + t) E",
        meaning=(
            "n places and C width of the stage, G = C/g channels that a group sees, t = 1 in training form, "
            "else 0; s = 1 and q = C/16 with squeeze-and-excitation, else 0. D and E: pairs of channels, and "
            "their products with places, that later stages gain as their groups move on by one layer; 0 "
            "without groups"
        ),
        values=block_values,
    ),
    refusal=refusal,
    variants=tuple(_variants()),
    shape="pyramid",
    mixing="convolution",
    spatial_mixing="Dense or grouped 3 x 3 convolution",
    growth="linear",
    params_depend_on_size=False,
    deviations=(
        "Squeeze-and-excitation takes the mean of the whole map; the authors' code assumes a square one.",
        "The conversion to the deploy form computes in float64 and keeps the training network.",
    ),
)
