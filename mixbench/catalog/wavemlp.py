"""Wave-MLP: values as waves whose phases decide how neighbouring places add."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from mixbench.catalog.declarations import DropPath, FourStages, StageDepths, StageMlpRatios, StageWidths
from mixbench.catalog.family import BlockLaw, Family, Paper, Variant
from mixbench.catalog.hyperparameters import ClassifierConfig, choice, integer, switch
from mixbench.catalog.sizes import overlapping_maps, too_small
from mixbench.core.cost import Cost
from mixbench.core.errors import Problem
from mixbench.core.model import Value


class WaveMlpConfig(ClassifierConfig, frozen=True, kw_only=True):
    """What the models of the authors' code differ in, and the window of the sums."""

    depths: StageDepths = (2, 2, 4, 2)
    widths: StageWidths = (64, 128, 320, 512)
    mlp_ratios: StageMlpRatios = (4, 4, 4, 4)
    kernel_size: Annotated[
        int,
        integer("Kernel size", 1, 31, "Places that are summed along each axis; odd.", unit="tokens"),
    ] = 7
    phase: Annotated[
        Literal["linear", "depthwise"],
        choice(
            "Phase",
            "What the phase of a value is made from.",
            {"linear": "1 x 1 convolution", "depthwise": "3 x 3 depthwise convolution"},
        ),
    ] = "linear"
    norm: Annotated[
        Literal["batch", "group"],
        choice(
            "Norm",
            "What normalises the maps; phases have BatchNorm in either case.",
            {"batch": "BatchNorm", "group": "GroupNorm of one group"},
        ),
    ] = "batch"
    transition_norm: Annotated[
        bool, switch("Transition norm", "Normalise after the stem and after each transition.")
    ] = True
    drop_path: DropPath = 0.1

    def conflicts(self) -> Iterator[Problem]:
        """A window has a middle."""
        k = self.kernel_size
        if k % 2 == 0:
            yield Problem("kernel_size", f"kernel size {k} has no middle; nearest {k - 1} or {k + 1}", k + 1)


def grids(height: int, width: int) -> Iterator[int]:
    """n: the tokens of the four stages, for an image in pixels."""
    return (rows * columns for rows, columns in overlapping_maps(height, width))


def law(config: WaveMlpConfig, height: int, width: int) -> Cost:
    """Parameters and MACs of one image by role; all but head and reweighting is linear in the tokens."""
    n = tuple(grids(height, width))
    c, k = config.widths, config.num_classes
    stages = list(zip(config.depths, c, config.mlp_ratios, n, strict=True))
    transitions = list(zip(c, c[1:], n[1:], strict=False))
    return Cost.of(
        tokens=n[0],
        stem=(3 * 7**2 * c[0] + c[0], 3 * 7**2 * c[0] * n[0]),
        spatial_mixing=(
            sum(depth * _mixing_params(config, ci) for depth, ci, _, _ in stages),
            sum(depth * _mixing_macs(config, ci, ni) for depth, ci, _, ni in stages),
        ),
        channel_mixing=(
            sum(depth * (2 * r * ci**2 + r * ci + ci) for depth, ci, r, _ in stages),
            sum(depth * 2 * r * ni * ci**2 for depth, ci, r, ni in stages),
        ),
        downsample=(
            sum(9 * ci * following + following for ci, following, _ in transitions),
            sum(9 * ci * following * tokens for ci, following, tokens in transitions),
        ),
        norm=(_norm_params(config), 0),
        head=(c[3] * k + k, c[3] * k),
    )


def _mixing_params(config: WaveMlpConfig, c: int) -> int:
    """Two phases, two amplitudes, two windowed sums; in place, projection, reweighting C to q to 3C."""
    q = c // 4
    phase = c**2 + c if config.phase == "linear" else 9 * c
    waves = 2 * (phase + c**2 + 2 * config.kernel_size * c)
    return waves + 2 * c**2 + c + (c * q + q) + (3 * c * q + 3 * c)


def _mixing_macs(config: WaveMlpConfig, c: int, n: int) -> int:
    """Each of n tokens through the same; reweighting sees one mean of the whole map."""
    phase = c**2 if config.phase == "linear" else 9 * c
    waves = 2 * n * (phase + c**2 + 2 * config.kernel_size * c)
    return waves + 2 * n * c**2 + 4 * c * (c // 4)


def _norm_params(config: WaveMlpConfig) -> int:
    """Two norms a block and one in each of its two phases, one at the end, and those of the transitions."""
    c = config.widths
    blocks = sum(depth * 8 * ci for depth, ci in zip(config.depths, c, strict=True))
    return blocks + (2 * sum(c) if config.transition_norm else 0) + 2 * c[3]


def block_values(config: WaveMlpConfig, height: int, width: int) -> tuple[dict[str, int], ...]:
    """The symbols of the law of one block in each of the four stages."""
    linear = int(config.phase == "linear")
    stages = zip(grids(height, width), config.widths, config.mlp_ratios, strict=True)
    return tuple(
        {"n": n, "C": c, "r": r, "q": c // 4, "k": config.kernel_size, "f": linear, "d": 1 - linear}
        for n, c, r in stages
    )


def refusal(config: WaveMlpConfig, height: int, width: int) -> str | None:  # noqa: ARG001
    """Convolutions take any size."""
    return too_small(3, "the stem's convolution", height, width)


def _variant(id: str, name: str, depths: FourStages, *, group: bool, **values: Value) -> Variant:
    """A model of the authors' code; `group` says whether its norms are GroupNorms."""
    shared: dict[str, Value] = {"depths": depths, "norm": "group" if group else "batch", "drop_path": 0.1}
    return Variant(f"wavemlp_{id}", f"Wave-MLP-{name}", {**_SMALLEST, **shared, **values})


_SMALLEST: dict[str, Value] = {
    "widths": (64, 128, 320, 512),
    "mlp_ratios": (4, 4, 4, 4),
    "phase": "linear",
    "transition_norm": True,
}

FAMILY = Family(
    id="wavemlp",
    name="Wave-MLP",
    group="relative",
    paper=Paper("An Image Patch is a Wave: Phase-Aware Vision MLP", "Tang et al.", 2021, "2111.12294"),
    config=WaveMlpConfig,
    law=law,
    block=BlockLaw(
        params=("4 C^2 + 2 f (C^2 + C) + 18 d C + 4 k C + C + 4 C q + q + 3 C + 2 r C^2 + r C + C + 8 C"),
        macs="4 n C^2 + 2 f n C^2 + 18 d n C + 4 k n C + 4 C q + 2 r n C^2",
        meaning=(
            "n tokens and C width of the stage, k kernel size, r MLP ratio, q = C/4, f = 1 with linear "
            "phases and d = 1 with depthwise ones, else 0"
        ),
        values=block_values,
    ),
    refusal=refusal,
    variants=(
        _variant("t_star", "T*", (2, 2, 4, 2), group=False, phase="depthwise"),
        _variant("t", "T", (2, 2, 4, 2), group=False),
        _variant("s", "S", (2, 3, 10, 3), group=True),
        _variant("m", "M", (3, 4, 18, 3), group=True, transition_norm=False, mlp_ratios=(8, 8, 4, 4)),
        _variant("b", "B", (2, 2, 18, 2), group=True, transition_norm=False, widths=(96, 192, 384, 768)),
    ),
    shape="pyramid",
    mixing="rows and columns",
    spatial_mixing="Waves of learned phase, summed along rows and columns",
    growth="linear",
    params_depend_on_size=False,
    deviations=(
        "The windowed sums are depthwise convolutions whose neighbouring channels are added, where the "
        "authors' code calls a convolution in groups of two; the values agree.",
        "As in the authors' code, a group holds two cosines or two sines; the paper writes both parts of one "
        "wave.",
        "Stochastic depth of B is that of the others; it is not published.",
    ),
)
