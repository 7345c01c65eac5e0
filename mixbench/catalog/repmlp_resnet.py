"""RepMLP-ResNet: ResNet-50 whose inner blocks mix places by fully-connected layers over partitions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from math import gcd
from typing import Annotated, Literal

from mixbench.catalog.declarations import FourStages, StageDepths
from mixbench.catalog.family import BlockLaw, Family, Paper, Variant
from mixbench.catalog.hyperparameters import ClassifierConfig, choice, integer, integers
from mixbench.catalog.repmlpnet import kernels, nearest_divisor
from mixbench.catalog.resnet import EXPANSION
from mixbench.catalog.sizes import not_divisible, places
from mixbench.core.cost import Cost
from mixbench.core.errors import Problem
from mixbench.core.model import Value

#: The stages that have RepMLP blocks after their first block, and the stride of the last of them.
REPMLP_STAGES = (1, 2)
LAST_STRIDE = 16


class RepMlpResNetConfig(ClassifierConfig, frozen=True, kw_only=True):
    """The blocks of the paper's Section 3.5 and Appendix A in their host, and the perceptrons inside them."""

    form: Annotated[
        Literal["train", "deploy"],
        choice(
            "Form",
            "The deploy form has the local perceptron inside FC3 and every norm inside its layer.",
            {"train": "Training form", "deploy": "Deploy form"},
        ),
    ] = "train"
    block: Annotated[
        Literal["light", "bottleneck"],
        choice(
            "Block",
            "What stages 2 and 3 repeat after their first block.",
            {
                "light": "Light: RepMLP between 1 x 1 convolutions",
                "bottleneck": "Bottleneck: RepMLP between 3 x 3 convolutions",
            },
        ),
    ] = "light"
    depths: StageDepths = (3, 4, 6, 3)
    widths: Annotated[
        FourStages,
        integers(
            "Widths",
            4,
            4096,
            "Channels C of the 3 x 3 convolutions of the four stages; every block puts out 4 C.",
            unit="channels",
        ),
    ] = (64, 128, 256, 512)
    reductions: Annotated[
        tuple[int, int],
        integers(
            "RepMLP reductions",
            1,
            16,
            "By what C is divided for the channels of RepMLP in the blocks of stages 2 and 3.",
            when=("block", "bottleneck"),
        ),
    ] = (2, 4)
    partition_side: Annotated[
        int,
        integer(
            "Partition side",
            1,
            128,
            "h = w: side of a partition. FC3 mixes all places of a partition; the global perceptron tells "
            "partitions of one another, which costs parameters and MACs quadratic in their number.",
            unit="tokens",
        ),
    ] = 7
    groups: Annotated[
        int,
        integer("Groups", 1, 4096, "Groups g of channels that FC3 mixes among themselves.", unit="groups"),
    ] = 4
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
    ] = 3
    global_reduction: Annotated[
        int,
        integer("Global reduction", 1, 64, "By what the global perceptron divides its hidden units."),
    ] = 1

    def conflicts(self) -> Iterator[Problem]:
        """Groups divide the channels of RepMLP in both stages."""
        channels = [repmlp_channels(self, stage) for stage in REPMLP_STAGES]
        for stage, found in zip(REPMLP_STAGES, channels, strict=True):
            if found % self.groups:
                near = nearest_divisor(self.groups, gcd(*channels))
                yield Problem(
                    "groups",
                    f"groups {self.groups} does not divide the {found} channels of RepMLP in stage "
                    f"{stage + 1}; nearest {near}",
                    near,
                )
                return


def repmlp_channels(config: RepMlpResNetConfig, stage: int) -> int:
    """R: the channels that RepMLP sees in a stage (1 or 2, counted from 0)."""
    if config.block == "light":
        return config.widths[stage] // 2
    return max(1, config.widths[stage] // config.reductions[stage - 1])


def hidden_channels(config: RepMlpResNetConfig, stage: int) -> int:
    """M: the channels between the two 1 x 1 convolutions around a RepMLP."""
    return config.widths[stage] // 2 if config.block == "light" else config.widths[stage]


def partition_grid(config: RepMlpResNetConfig, stage: int, height: int, width: int) -> tuple[int, int]:
    """The partitions of a stage's map down and across, for an image in pixels."""
    step = 4 * 2**stage * config.partition_side
    return height // step, width // step


@dataclass(frozen=True)
class Stage:
    """A stage: C, channels before it, places n after and before its stride, blocks of either kind.

    `plain` are ResNet's bottlenecks, of which the first changes the shape; `inner` have a RepMLP.
    """

    c: int
    incoming: int
    n: int
    n_incoming: int
    plain: int
    inner: int


@dataclass(frozen=True)
class Convolutions:
    """`times` convolutions of one role in a stage: weights and outputs of each, at n places."""

    role: str
    times: int
    weights: int
    outputs: int
    n: int


def stages(config: RepMlpResNetConfig, height: int, width: int) -> Iterator[Stage]:
    """The four stages, for an image in pixels. The first keeps the size that the stem gives."""
    incoming, n_incoming = config.widths[0], places(height, width, 4)
    for index, (depth, c) in enumerate(zip(config.depths, config.widths, strict=True)):
        n = places(height, width, 4 * 2**index)
        inner = depth - 1 if index in REPMLP_STAGES else 0
        yield Stage(c, incoming, n, n_incoming, depth - inner, inner)
        incoming, n_incoming = EXPANSION * c, n


def convolutions(config: RepMlpResNetConfig, height: int, width: int) -> Iterator[Convolutions]:
    """Every convolution of the host and of the blocks around RepMLP."""
    spatial, channel, first = "spatial_mixing", "channel_mixing", config.widths[0]
    yield Convolutions("stem", 1, 147 * first, first, places(height, width, 2))
    for index, part in enumerate(stages(config, height, width)):
        c, n, outgoing = part.c, part.n, EXPANSION * part.c
        yield Convolutions("downsample", 1, part.incoming * outgoing, outgoing, n)
        yield Convolutions(channel, 1, part.incoming * c, c, part.n_incoming)  # before the stride
        yield Convolutions(channel, part.plain - 1, outgoing * c, c, n)
        yield Convolutions(spatial, part.plain, 9 * c**2, c, n)
        yield Convolutions(channel, part.plain, c * outgoing, outgoing, n)
        if part.inner:
            hidden, r = hidden_channels(config, index), repmlp_channels(config, index)
            yield Convolutions(channel, part.inner, outgoing * hidden, hidden, n)
            yield Convolutions(channel, part.inner, hidden * outgoing, outgoing, n)
            if config.block == "bottleneck":
                yield Convolutions(spatial, part.inner, 9 * c * r, r, n)
                yield Convolutions(spatial, part.inner, 9 * r * c, c, n)


def law(config: RepMlpResNetConfig, height: int, width: int) -> Cost:
    """Parameters and MACs of one image by role; in deploy form a bias takes the place of each norm."""
    trains, last, k = config.form == "train", EXPANSION * config.widths[3], config.num_classes
    shares = dict.fromkeys(("stem", "spatial_mixing", "channel_mixing", "downsample", "norm"), (0, 0))

    def add(role: str, times: int, params: int, macs: int) -> None:
        have = shares[role]
        shares[role] = have[0] + times * params, have[1] + times * macs

    for each in convolutions(config, height, width):
        add(each.role, each.times, each.weights + (0 if trains else each.outputs), each.weights * each.n)
        add("norm", each.times, 2 * each.outputs if trains else 0, 0)
    for part, symbols in zip(stages(config, height, width), block_values(config, height, width), strict=True):
        add("spatial_mixing", part.inner, *_repmlp(trains, **symbols))
        add("norm", part.inner, 2 * symbols["R"] * (symbols["m"] + symbols["b"]) if trains else 0, 0)
    return Cost.of(tokens=places(height, width, 4), **shares, head=(last * k + k, last * k))


def _repmlp(
    trains: bool,
    n: int,
    R: int,  # noqa: N803
    G: int,  # noqa: N803
    m: int,
    L: int,  # noqa: N803
    v: int,
    q: int,
    **_: int,
) -> tuple[int, int]:
    """Parameters and MACs of FC3, the local perceptron and the global one, without norms."""
    bias = 0 if trains else R * m
    return R * G * (m**2 + L) + bias + 2 * v * q + q + v, n * R * G * (m + L) + 2 * v * q


def block_values(config: RepMlpResNetConfig, height: int, width: int) -> tuple[dict[str, int], ...]:
    """The symbols of the law of one block (not a stage's first) in each of the four stages."""
    values = []
    for index, part in enumerate(stages(config, height, width)):
        symbols = _plain_symbols(part.c)
        if index in REPMLP_STAGES:
            symbols = _repmlp_symbols(config, index, height, width)
        values.append({"n": part.n, "C": part.c, "x": 2 if config.form == "train" else 1, **symbols})
    return tuple(values)


def _plain_symbols(c: int) -> dict[str, int]:
    """A bottleneck of ResNet: C to C by 3 x 3, no RepMLP."""
    return {"M": c, "D": c**2, "Z": c, **dict.fromkeys(("R", "G", "m", "L", "b", "v", "q"), 0)}


def _repmlp_symbols(config: RepMlpResNetConfig, index: int, height: int, width: int) -> dict[str, int]:
    """A block with a RepMLP of R channels; only the bottleneck has 3 x 3 convolutions, C to R and back."""
    c, r = config.widths[index], repmlp_channels(config, index)
    down, across = partition_grid(config, index, height, width)
    v = down * across * r if down * across > 1 else 0
    branches = kernels(config.local_branches) if config.form == "train" else ()
    narrow = config.block == "bottleneck"
    return {
        "M": hidden_channels(config, index),
        "D": 2 * c * r if narrow else 0,
        "Z": r + c if narrow else 0,
        "R": r,
        "G": r // config.groups,
        "m": config.partition_side**2,
        "L": sum(kernel**2 for kernel in branches),
        "b": len(branches) + (1 if v else 0) if config.form == "train" else 0,
        "v": v,
        "q": max(1, v // config.global_reduction) if v else 0,
    }


def refusal(config: RepMlpResNetConfig, height: int, width: int) -> str | None:
    """Partitions must tile the maps of stages 2 and 3."""
    return not_divisible("the partitions' common side", LAST_STRIDE * config.partition_side, height, width)


def _forms(kind: str, groups: int) -> tuple[Variant, Variant]:
    """A published network in both forms."""
    id, name = f"repmlp_res50_{kind.lower()}_224", f"RepMLP-Res50-{kind}-224"
    values: dict[str, Value] = {"block": kind.lower(), "groups": groups}
    deploy = values | {"form": "deploy"}
    return Variant(id, name, values), Variant(f"{id}_deploy", f"{name} deploy", deploy, printed_as=id)


FAMILY = Family(
    id="repmlp_resnet",
    name="RepMLP-ResNet",
    group="core",
    paper=Paper(
        "RepMLP: Re-parameterizing Convolutions into Fully-connected Layers for Image Recognition",
        "Ding et al.",
        2021,
        "2105.01883",
    ),
    config=RepMlpResNetConfig,
    law=law,
    block=BlockLaw(
        params="8 C M + 9 D + x (M + 4 C + Z + R m) + R G (m^2 + L) + 2 b R + 2 v q + q + v",
        macs="n (8 C M + 9 D) + n R G (m + L) + 2 v q",
        meaning="n places and C width of the stage, M channels between the 1 x 1 convolutions, D pairs of "
        "channels and Z outputs of 3 x 3 convolutions; of RepMLP (0 in stages 1 and 4) R channels, G of them "
        "in a group, m places of a partition, v inputs and q hidden units of the global perceptron; in "
        "training form x = 2 with L local taps and b norms of R channels, in deploy form x = 1 without",
        values=block_values,
    ),
    refusal=refusal,
    variants=(*_forms("Light", 4), *_forms("Bottleneck", 8)),
    shape="pyramid",
    mixing="regions",
    spatial_mixing="Fully-connected layers over groups of channels and places of a partition, in a ResNet",
    growth="quadratic",
    params_depend_on_size=True,
    deviations=(
        "The host strides in the 3 x 3 convolution of a stage's first block (ResNet v1.5), as the authors' "
        "code does.",
        "FC3 is a matrix product for each group where the authors' code calls a grouped convolution; the "
        "values agree.",
        "The deploy form's FC3 starts as PyTorch's layers do, not orthogonal: it is filled from a trained "
        "network.",
        "Convolutions are written into FC3 in closed form; the authors' code convolves an identity.",
    ),
)
