"""RepMLPNet: fully-connected layers over the places of a partition, trained with convolutions beside them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import lcm
from typing import Annotated, Literal

from mixbench.catalog.declarations import FourStages, MlpRatio, StageDepths, StageWidths
from mixbench.catalog.family import BlockLaw, Family, Paper, Variant
from mixbench.catalog.hyperparameters import ClassifierConfig, choice, integer, integers
from mixbench.catalog.sizes import not_divisible
from mixbench.core.cost import Cost
from mixbench.core.errors import Problem
from mixbench.core.model import Value, value_text

#: Image pixels that one place of a stage's map stands for.
STRIDES: FourStages = (4, 8, 16, 32)

#: Partitions of the four stages that fit together only at larger images than this are refused.
LARGEST_STEP_PX = 4096


class RepMlpNetConfig(ClassifierConfig, frozen=True, kw_only=True):
    """Table 1 of the paper, the perceptrons of Section 3, and how partitions follow the image."""

    form: Annotated[
        Literal["train", "deploy"],
        choice(
            "Form",
            "The deploy form has the local perceptron's convolutions and the norms beside FC3 inside FC3.",
            {"train": "Training form", "deploy": "Deploy form"},
        ),
    ] = "train"
    depths: StageDepths = (2, 2, 6, 2)
    widths: StageWidths = (64, 128, 256, 512)
    partition_mode: Annotated[
        Literal["fixed", "proportional"],
        choice(
            "Partition mode",
            "Whether partitions keep their sides or follow the feature map, one partition at every size. "
            "Spatial mixing then costs MACs quadratic in the tokens instead of linear, and its parameters "
            "depend on the image size.",
            {"fixed": "h, w fixed", "proportional": "h, w ∝ feature map"},
        ),
    ] = "fixed"
    partition_sides: Annotated[
        FourStages,
        integers(
            "Partition sides",
            1,
            128,
            "h = w: sides of a partition in the four stages. FC3 mixes all places of a partition.",
            unit="tokens",
            when=("partition_mode", "fixed"),
        ),
    ] = (56, 28, 14, 7)
    share_sets: Annotated[
        FourStages,
        integers("Share-sets", 1, 4096, "S: matrices that the channels of a stage share.", unit="sets"),
    ] = (1, 4, 16, 128)
    local_branches: Annotated[
        int,
        integer(
            "Local branches",
            0,
            4,
            "Convolutions that training adds to FC3: of kernel 1, 3, 5 and 7, in this order.",
            unit="branches",
            when=("form", "train"),
        ),
    ] = 2
    global_reduction: Annotated[
        int,
        integer("Global reduction", 1, 64, "By what the global perceptron divides its hidden units."),
    ] = 4
    mlp_ratio: MlpRatio = 4

    def conflicts(self) -> Iterator[Problem]:
        """Share-sets divide the widths, and partitions of all stages fit into images of some size."""
        for stage, (sets, channels) in enumerate(zip(self.share_sets, self.widths, strict=True), start=1):
            if channels % sets:
                near = tuple(map(nearest_divisor, self.share_sets, self.widths))
                sentence = f"{sets} share-sets do not divide width {channels} of stage {stage}; nearest "
                yield Problem("share_sets", sentence + value_text(near), near)
                break
        if self.partition_mode == "fixed" and size_step(self) > LARGEST_STEP_PX:
            last = min(self.partition_sides[3], 16)
            near = (8 * last, 4 * last, 2 * last, last)
            sentence = (
                f"partitions of sides {value_text(self.partition_sides)} fit together only at multiples of "
                f"{size_step(self)} px; nearest {value_text(near)}"
            )
            yield Problem("partition_sides", sentence, near)


def nearest_divisor(wanted: int, number: int) -> int:
    """The divisor of `number` that is nearest to `wanted`."""
    return min((each for each in range(1, number + 1) if number % each == 0), key=lambda d: abs(d - wanted))


def kernels(branches: int) -> tuple[int, ...]:
    """The kernels of so many local branches: 1, 3, 5, 7."""
    return tuple(range(1, 2 * branches, 2))


def size_step(config: RepMlpNetConfig) -> int:
    """The pixels of which both sides of an image are multiples, so that partitions tile every map."""
    if config.partition_mode == "proportional":
        return STRIDES[-1]
    return lcm(*(stride * side for stride, side in zip(STRIDES, config.partition_sides, strict=True)))


def partitions(config: RepMlpNetConfig, height: int, width: int) -> tuple[tuple[int, int], ...]:
    """(h, w): the partitions of the four stages, for an image in pixels."""
    if config.partition_mode == "fixed":
        return tuple((side, side) for side in config.partition_sides)
    return tuple((height // stride, width // stride) for stride in STRIDES)


def block_values(config: RepMlpNetConfig, height: int, width: int) -> tuple[dict[str, int], ...]:
    """The symbols of the law of one block in each of the four stages."""
    trains = config.form == "train"
    branches = kernels(config.local_branches) if trains else ()
    shared = {
        "r": config.mlp_ratio,
        "k": sum(kernel**2 for kernel in branches),
        "b": len(branches) + 1 if trains else 0,
        "d": 0 if trains else 1,
    }
    sides = partitions(config, height, width)
    return tuple(
        {
            "n": (height // stride) * (width // stride),
            "C": channels,
            "S": sets,
            "m": side[0] * side[1],
            "q": max(1, channels // config.global_reduction),
            **shared,
        }
        for stride, channels, sets, side in zip(STRIDES, config.widths, config.share_sets, sides, strict=True)
    )


def law(config: RepMlpNetConfig, height: int, width: int) -> Cost:
    """Parameters and MACs of one image by role, in the symbols of the law of one block."""
    c, classes = config.widths, config.num_classes
    symbols = block_values(config, height, width)
    stages = list(zip(config.depths, symbols, strict=True))
    n = [stage["n"] for stage in symbols]
    transitions = [4 * ci * following for ci, following in pairwise(c)]
    return Cost.of(
        tokens=n[0],
        stem=(48 * c[0], 48 * c[0] * n[0]),
        spatial_mixing=(
            sum(depth * _mixing_params(**stage) for depth, stage in stages),
            sum(depth * _mixing_macs(**stage) for depth, stage in stages),
        ),
        channel_mixing=(
            sum(depth * 2 * stage["r"] * stage["C"] ** 2 for depth, stage in stages),
            sum(depth * 2 * stage["r"] * stage["n"] * stage["C"] ** 2 for depth, stage in stages),
        ),
        downsample=(
            sum(transitions),
            sum(weights * tokens for weights, tokens in zip(transitions, n[1:], strict=True)),
        ),
        norm=(sum(depth * _norm_params(**stage) for depth, stage in stages) + 2 * sum(c) + 2 * c[3], 0),
        head=(c[3] * classes + classes, c[3] * classes),
    )


def _mixing_params(C: int, S: int, m: int, q: int, k: int, d: int, **_: int) -> int:  # noqa: N803
    """Global perceptron; an m x m matrix a share-set, its local kernels, its bias in deploy form."""
    return 2 * C * q + q + C + S * (m**2 + k + d * m)


def _mixing_macs(n: int, C: int, m: int, q: int, k: int, **_: int) -> int:  # noqa: N803
    """FC3 and the local kernels see each place of each channel; the global perceptron sees one mean."""
    return n * C * (m + k) + 2 * C * q


def _norm_params(C: int, S: int, r: int, b: int, **_: int) -> int:  # noqa: N803
    """Two norms before the halves of a block, two inside the MLP, those of each share-set in training."""
    return 4 * C + 2 * r * C + 2 * C + 2 * b * S


def refusal(config: RepMlpNetConfig, height: int, width: int) -> str | None:
    """Partitions must tile the map of every stage."""
    what = "the overall stride" if config.partition_mode == "proportional" else "the partitions' common side"
    return not_divisible(what, size_step(config), height, width)


def _forms(
    letter: str, native_px: int, width: int, blocks: int, share_sets: FourStages
) -> tuple[Variant, Variant]:
    """A row of Table 1 in both forms: four doubling widths, partitions as large as the native maps."""
    id, name = f"repmlpnet_{letter.lower()}{native_px}", f"RepMLPNet-{letter}{native_px}"
    values: dict[str, Value] = {
        "depths": (2, 2, blocks, 2),
        "widths": (width, 2 * width, 4 * width, 8 * width),
        "partition_sides": tuple(native_px // stride for stride in STRIDES),
        "share_sets": share_sets,
    }
    deploy = values | {"form": "deploy"}
    return (
        Variant(id, name, values, native_px),
        Variant(f"{id}_deploy", f"{name} deploy", deploy, native_px, printed_as=id),
    )


FAMILY = Family(
    id="repmlpnet",
    name="RepMLPNet",
    group="core",
    paper=Paper(
        "RepMLPNet: Hierarchical Vision MLP with Re-parameterized Locality", "Ding et al.", 2021, "2112.11081"
    ),
    config=RepMlpNetConfig,
    law=law,
    block=BlockLaw(
        params="2 C q + q + C + S (m^2 + k + 2 b + d m) + 2 r C^2 + 2 r C + 6 C",
        macs="n C (m + k) + 2 C q + 2 r n C^2",
        meaning="n tokens and C width of the stage, S share-sets, m places of a partition, q hidden units of "
        "the global perceptron, r MLP ratio, k weights of the local kernels and b norms of a share-set in "
        "training form (else 0), d = 1 in deploy form, else 0",
        values=block_values,
    ),
    refusal=refusal,
    variants=(
        *_forms("T", 224, 64, 6, (1, 4, 16, 128)),
        *_forms("T", 256, 64, 6, (1, 4, 16, 128)),
        *_forms("B", 224, 96, 12, (1, 4, 32, 128)),
        *_forms("B", 256, 96, 12, (1, 4, 32, 128)),
        *_forms("D", 256, 80, 18, (1, 4, 16, 128)),
        *_forms("L", 256, 96, 18, (1, 4, 32, 256)),
    ),
    shape="pyramid",
    mixing="regions",
    spatial_mixing="Fully-connected layers over the places of a partition, shared among channels",
    growth="linear",
    params_depend_on_size=False,
    deviations=(
        "Of several partitions each is put back where it came from; the authors' code scrambles them. At the "
        "native size there is one partition, and the values agree.",
        "FC3 is a matrix product for each share-set where the authors' code calls a grouped convolution; the "
        "values agree.",
        "Convolutions are written into FC3 in closed form and contiguously; the authors convolve an identity "
        "and keep the transposed strides, which slows the deploy form down.",
        "Partitions that follow the feature map at every size are our addition; the paper does so by "
        "publishing a network for each of two sizes.",
    ),
)
