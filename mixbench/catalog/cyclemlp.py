"""CycleMLP: fully-connected layers over channels whose channels come from a cycle of places."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from mixbench.catalog.declarations import DropPath, FourStages, StageDepths, StageMlpRatios, StageWidths
from mixbench.catalog.family import BlockLaw, Family, Paper, Variant
from mixbench.catalog.hyperparameters import ClassifierConfig, choice, integer, switch
from mixbench.catalog.sizes import not_divisible, too_small
from mixbench.core.cost import Cost
from mixbench.core.model import Value


class CycleMlpConfig(ClassifierConfig, frozen=True, kw_only=True):
    """Table 1 of the paper, and the two choices in which the inferred T, S and B differ."""

    depths: StageDepths = (2, 2, 4, 2)
    widths: StageWidths = (64, 128, 320, 512)
    mlp_ratios: StageMlpRatios = (4, 4, 4, 4)
    cycle_kernel: Annotated[
        int,
        integer(
            "Cycle kernel",
            1,
            31,
            "Pseudo-kernel length S: over how many places the channels are spread. It costs no MACs.",
            unit="tokens",
        ),
    ] = 3
    reweight: Annotated[
        bool, switch("Reweight", "Weigh the three branches by split attention instead of adding them.")
    ] = True
    stem: Annotated[
        Literal["convolution", "patch"],
        choice(
            "Stem",
            "How the image becomes tokens.",
            {"convolution": "7 x 7 convolution, stride 4", "patch": "4 x 4 patches and LayerNorm"},
        ),
    ] = "convolution"
    downsample: Annotated[
        Literal["convolution", "merging"],
        choice(
            "Downsampling",
            "How a stage passes to the next.",
            {"convolution": "3 x 3 convolution, stride 2", "merging": "Patch merging"},
        ),
    ] = "convolution"
    drop_path: DropPath = 0.1


def grids(config: CycleMlpConfig, height: int, width: int) -> Iterator[int]:
    """n: the tokens of the four stages, for an image in pixels."""
    sides = [side // 4 if config.stem == "patch" else (side - 3) // 4 + 1 for side in (height, width)]
    for _ in range(4):
        yield sides[0] * sides[1]
        sides = [side // 2 if config.downsample == "merging" else (side + 1) // 2 for side in sides]


def law(config: CycleMlpConfig, height: int, width: int) -> Cost:
    """Parameters and MACs of one image by role; all but head and reweighting is linear in the tokens."""
    n = tuple(grids(config, height, width))
    c, k = config.widths, config.num_classes
    stages = list(zip(config.depths, c, config.mlp_ratios, n, strict=True))
    patch = 3 * 4**2 if config.stem == "patch" else 3 * 7**2
    return Cost.of(
        tokens=n[0],
        stem=(patch * c[0] + c[0], patch * c[0] * n[0]),
        spatial_mixing=(
            sum(depth * _mixing_params(ci, config.reweight) for depth, ci, _, _ in stages),
            sum(depth * _mixing_macs(ci, ni, config.reweight) for depth, ci, _, ni in stages),
        ),
        channel_mixing=(
            sum(depth * (2 * r * ci**2 + r * ci + ci) for depth, ci, r, _ in stages),
            sum(depth * 2 * r * ni * ci**2 for depth, ci, r, ni in stages),
        ),
        downsample=_downsample(config, n),
        norm=(_norm_params(config), 0),
        head=(c[3] * k + k, c[3] * k),
    )


def _mixing_params(c: int, reweight: bool) -> int:
    """Two CycleFC and the projection with bias, the channel FC without; reweighting C to q to 3C."""
    q = c // 4
    return 4 * c**2 + 3 * c + ((c * q + q) + (3 * c * q + 3 * c) if reweight else 0)


def _mixing_macs(c: int, n: int, reweight: bool) -> int:
    """Four FCs at each of n tokens; reweighting sees one mean of the whole map."""
    q = c // 4
    return 4 * n * c**2 + (4 * c * q if reweight else 0)


def _downsample(config: CycleMlpConfig, n: tuple[int, ...]) -> tuple[int, int]:
    """Parameters and MACs of the three transitions, without their norms."""
    merges = config.downsample == "merging"
    params = macs = 0
    for ci, following, tokens in zip(config.widths, config.widths[1:], n[1:], strict=False):
        weights = (4 if merges else 9) * ci * following
        params += weights + (0 if merges else following)
        macs += weights * tokens
    return params, macs


def _norm_params(config: CycleMlpConfig) -> int:
    """Two LayerNorms a block, one at the end, and those of the Swin-like stem and transitions."""
    c = config.widths
    blocks = sum(depth * 4 * ci for depth, ci in zip(config.depths, c, strict=True))
    stem = 2 * c[0] if config.stem == "patch" else 0
    transitions = sum(8 * ci for ci in c[:3]) if config.downsample == "merging" else 0
    return blocks + stem + transitions + 2 * c[3]


def block_values(config: CycleMlpConfig, height: int, width: int) -> tuple[dict[str, int], ...]:
    """The symbols of the law of one block in each of the four stages."""
    stages = zip(grids(config, height, width), config.widths, config.mlp_ratios, strict=True)
    return tuple(
        {"n": n, "C": c, "r": r, "q": c // 4 if config.reweight else 0, "a": int(config.reweight)}
        for n, c, r in stages
    )


def refusal(config: CycleMlpConfig, height: int, width: int) -> str | None:
    """Convolutions take any size; patches must tile the image, and merging needs even sides thrice."""
    if config.downsample == "merging":
        return not_divisible("the overall stride", 32, height, width)
    if config.stem == "patch":
        return not_divisible("patch size", 4, height, width)
    return too_small(3, "the stem's convolution", height, width)


def _b(number: int, depths: FourStages, ratios: FourStages, widths: FourStages) -> Variant:
    """A row of Table 1."""
    values: dict[str, Value] = {"depths": depths, "mlp_ratios": ratios, "widths": widths}
    return Variant(f"cyclemlp_b{number}", f"CycleMLP-B{number}", values)


def _swin_like(letter: str, depths: FourStages, widths: FourStages) -> Variant:
    """A model whose weights were published without its code."""
    values: dict[str, Value] = {"depths": depths, "widths": widths, "mlp_ratios": (4, 4, 4, 4)}
    values |= {"reweight": False, "stem": "patch", "downsample": "merging"}
    why = (
        "The authors published weights and figures, but not the structure. Swin's frame with blocks of 12 C² "
        "weights (no reweighting) gives the published parameters; with reweighting it would not."
    )
    return Variant(f"cyclemlp_{letter.lower()}", f"CycleMLP-{letter}", values, inferred=why)


_PVT = (64, 128, 320, 512)
_R4, _R84 = (4, 4, 4, 4), (8, 8, 4, 4)

FAMILY = Family(
    id="cyclemlp",
    name="CycleMLP",
    group="core",
    paper=Paper("CycleMLP: A MLP-like Architecture for Dense Prediction", "Chen et al.", 2021, "2107.10224"),
    config=CycleMlpConfig,
    law=law,
    block=BlockLaw(
        params="4 C^2 + 3 C + 4 C q + q + 3 a C + 2 r C^2 + r C + C + 4 C",
        macs="4 n C^2 + 4 C q + 2 r n C^2",
        meaning="n tokens and C width of the stage, r MLP ratio, q = C/4 and a = 1 with reweighting, else 0",
        values=block_values,
    ),
    refusal=refusal,
    variants=(
        _b(1, (2, 2, 4, 2), _R4, _PVT),
        _b(2, (2, 3, 10, 3), _R4, _PVT),
        _b(3, (3, 4, 18, 3), _R84, _PVT),
        _b(4, (3, 8, 27, 3), _R84, _PVT),
        _b(5, (3, 4, 24, 3), _R4, (96, 192, 384, 768)),
        _swin_like("T", (2, 2, 6, 2), (96, 192, 384, 768)),
        _swin_like("S", (2, 2, 18, 2), (96, 192, 384, 768)),
        _swin_like("B", (2, 2, 18, 2), (128, 256, 512, 1024)),
    ),
    shape="pyramid",
    mixing="cycle FC",
    spatial_mixing="Fully-connected layers over channels taken from a cycle of places",
    growth="linear",
    params_depend_on_size=False,
    deviations=(
        "CycleFC shifts by slices where the authors' code calls a deformable convolution; the values agree.",
        "Offsets are centred, as in the authors' code; the text of the paper leaves the centring out.",
        "T, S and B are inferred: their structure is not published.",
    ),
)
