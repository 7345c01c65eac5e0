"""Hire-MLP: fully-connected layers over regions of places, which the map rolls through."""

from __future__ import annotations

from typing import Annotated

from mixbench.catalog.declarations import DropPath, FourStages, StageDepths, StageMlpRatios, StageWidths
from mixbench.catalog.family import BlockLaw, Family, Paper, Variant
from mixbench.catalog.hyperparameters import ClassifierConfig, integers, switch
from mixbench.catalog.sizes import overlapping_maps, too_small
from mixbench.core.cost import Cost
from mixbench.core.model import Value


class HireMlpConfig(ClassifierConfig, frozen=True, kw_only=True):
    """What the models of the authors' code differ in, and what their regions are."""

    depths: StageDepths = (2, 2, 4, 2)
    widths: StageWidths = (64, 128, 320, 512)
    mlp_ratios: StageMlpRatios = (4, 4, 4, 4)
    region_sizes: Annotated[
        FourStages,
        integers(
            "Region sizes",
            1,
            32,
            "Neighbouring places p that are mixed along each axis, by stage.",
            unit="tokens",
        ),
    ] = (4, 3, 3, 2)
    shift_cycles: Annotated[
        FourStages,
        integers(
            "Shift cycles",
            1,
            16,
            "After how many blocks of a stage the shift of the map starts again at 0; 1 never shifts.",
            unit="blocks",
        ),
    ] = (2, 2, 3, 2)
    shift_steps: Annotated[
        FourStages,
        integers(
            "Shift steps",
            1,
            16,
            "Places that the shift grows by from block to block of a stage.",
            unit="tokens",
        ),
    ] = (2, 2, 1, 1)
    reweight: Annotated[
        bool, switch("Reweight", "Weigh the three branches by split attention instead of adding them.")
    ] = True
    drop_path: DropPath = 0.0


def folded(region: int, height: int, width: int) -> int:
    """Places of both branches when each axis is padded to whole regions: one branch pads one axis."""
    return width * padded(height, region) + height * padded(width, region)


def padded(side: int, region: int) -> int:
    """The next multiple of the region."""
    return -(-side // region) * region


def law(config: HireMlpConfig, height: int, width: int) -> Cost:
    """Parameters and MACs of one image by role; all but head and reweighting is linear in the tokens."""
    sides = tuple(overlapping_maps(height, width))
    n = tuple(h * w for h, w in sides)
    c, k = config.widths, config.num_classes
    stages = list(zip(config.depths, c, config.mlp_ratios, config.region_sizes, sides, strict=True))
    transitions = list(zip(c, c[1:], n[1:], strict=False))
    return Cost.of(
        tokens=n[0],
        stem=(3 * 7**2 * c[0] + c[0], 3 * 7**2 * c[0] * n[0]),
        spatial_mixing=(
            sum(depth * _mixing_params(ci, p, config.reweight) for depth, ci, _, p, _ in stages),
            sum(depth * _mixing_macs(ci, p, *side, config.reweight) for depth, ci, _, p, side in stages),
        ),
        channel_mixing=(
            sum(depth * (2 * r * ci**2 + r * ci + ci) for depth, ci, r, _, _ in stages),
            sum(depth * 2 * r * h * w * ci**2 for depth, ci, r, _, (h, w) in stages),
        ),
        downsample=(
            sum(9 * ci * following + following for ci, following, _ in transitions),
            sum(9 * ci * following * tokens for ci, following, tokens in transitions),
        ),
        norm=(_norm_params(config), 0),
        head=(c[3] * k + k, c[3] * k),
    )


def _mixing_params(c: int, p: int, reweight: bool) -> int:
    """Two region MLPs pC to m to pC, the channel FC and the projection; reweighting C to q to 3C."""
    m, q = c // 2, c // 4
    regions = 2 * (2 * p * c * m + p * c)
    return regions + 2 * c**2 + 2 * c + ((c * q + q) + (3 * c * q + 3 * c) if reweight else 0)


def _mixing_macs(c: int, p: int, height: int, width: int, reweight: bool) -> int:
    """Both layers of a region MLP see every place of the padded map once; two FCs see the map itself."""
    m, q = c // 2, c // 4
    regions = 2 * m * c * folded(p, height, width)
    return regions + 2 * height * width * c**2 + (4 * c * q if reweight else 0)


def _norm_params(config: HireMlpConfig) -> int:
    """BatchNorms: two a block and one within each of its region MLPs, stem, transitions, end."""
    c = config.widths
    blocks = sum(depth * (4 * ci + 4 * (ci // 2)) for depth, ci in zip(config.depths, c, strict=True))
    return blocks + 2 * sum(c) + 2 * c[3]


def block_values(config: HireMlpConfig, height: int, width: int) -> tuple[dict[str, int], ...]:
    """The symbols of the law of one block in each of the four stages."""
    stages = zip(
        overlapping_maps(height, width), config.widths, config.mlp_ratios, config.region_sizes, strict=True
    )
    a = int(config.reweight)
    return tuple(
        {
            "n": h * w,
            "e": folded(p, h, w),
            "C": c,
            "m": c // 2,
            "p": p,
            "r": r,
            "q": a * (c // 4),
            "a": a,
        }
        for (h, w), c, r, p in stages
    )


def refusal(config: HireMlpConfig, height: int, width: int) -> str | None:  # noqa: ARG001
    """Convolutions take any size, and a region that the map does not fill goes round."""
    return too_small(3, "the stem's convolution", height, width)


def _variant(name: str, depths: FourStages, widths: FourStages, drop_path: float) -> Variant:
    """A model of the authors' code; regions and shifts are the same in all."""
    values: dict[str, Value] = {"depths": depths, "widths": widths, "drop_path": drop_path}
    values |= {"mlp_ratios": (4, 4, 4, 4), "region_sizes": (4, 3, 3, 2)}
    values |= {"shift_cycles": (2, 2, 3, 2), "shift_steps": (2, 2, 1, 1)}
    return Variant(f"hiremlp_{name.lower()}", f"Hire-MLP-{name}", values)


_PVT = (64, 128, 320, 512)

FAMILY = Family(
    id="hiremlp",
    name="Hire-MLP",
    group="relative",
    paper=Paper("Hire-MLP: Vision MLP via Hierarchical Rearrangement", "Guo et al.", 2021, "2108.13341"),
    config=HireMlpConfig,
    law=law,
    block=BlockLaw(
        params="4 p m C + 2 p C + 2 C^2 + 2 C + 4 C q + q + 3 a C + 2 r C^2 + r C + C + 4 C + 4 m",
        macs="2 m C e + 2 n C^2 + 4 C q + 2 r n C^2",
        meaning=(
            "n tokens and C width of the stage, p region size, e tokens of the two branches once padded to "
            "whole regions, m = C/2 hidden units of a region, r MLP ratio, q = C/4 and a = 1 with "
            "reweighting, else 0"
        ),
        values=block_values,
    ),
    refusal=refusal,
    variants=(
        _variant("Tiny", (2, 2, 4, 2), _PVT, 0.0),
        _variant("Small", (3, 4, 10, 3), _PVT, 0.1),
        _variant("Base", (4, 6, 24, 3), _PVT, 0.2),
        _variant("Large", (4, 6, 24, 3), (96, 192, 384, 768), 0.2),
    ),
    shape="pyramid",
    mixing="regions",
    spatial_mixing="MLPs over regions of neighbouring places, through which the map rolls",
    growth="linear",
    params_depend_on_size=False,
    deviations=(
        "A region is folded by a convolution whose stride is its kernel where the authors' code moves the "
        "places into channels; the values agree.",
        "A map smaller than its padding goes round as often as it takes; the authors' code refuses it.",
        "The branches are reweighted as in the authors' code; the first version of the paper adds them.",
        "Stochastic depth of Small is the default of the authors' code, that of Large is Base's; neither is "
        "published.",
    ),
)
