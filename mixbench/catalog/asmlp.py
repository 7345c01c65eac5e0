"""AS-MLP: groups of channels move along an axis, then every token mixes its channels."""

from __future__ import annotations

from typing import Annotated

from mixbench.catalog.declarations import DropPath, FourStages, MlpRatio, StageDepths
from mixbench.catalog.family import BlockLaw, Family, Paper, Variant
from mixbench.catalog.hyperparameters import ClassifierConfig, integer
from mixbench.catalog.sizes import not_divisible
from mixbench.core.cost import Cost
from mixbench.core.model import Value


class AsMlpConfig(ClassifierConfig, frozen=True, kw_only=True):
    """What the models of the paper differ in, and the shift that its ablation varies."""

    depths: StageDepths = (2, 2, 6, 2)
    width: Annotated[
        int,
        integer(
            "Width", 4, 1024, "Channels C of the first stage; every later one has twice.", unit="channels"
        ),
    ] = 96
    mlp_ratio: MlpRatio = 4
    shift_size: Annotated[
        int,
        integer(
            "Shift size",
            1,
            31,
            "Groups that the channels are cut into, each moved one place further. It costs no MACs.",
            unit="tokens",
        ),
    ] = 5
    drop_path: DropPath = 0.2


def stages(config: AsMlpConfig, height: int, width: int) -> tuple[tuple[int, int, int], ...]:
    """Depth, width C and tokens n of the four stages, for an image in pixels."""
    tokens = [(height >> level) * (width >> level) for level in range(2, 6)]
    widths = [config.width << stage for stage in range(4)]
    return tuple(zip(config.depths, widths, tokens, strict=True))


def law(config: AsMlpConfig, height: int, width: int) -> Cost:
    """Parameters and MACs of one image by role; shifts are free, and all but the head is linear in n."""
    r, k = config.mlp_ratio, config.num_classes
    rows = stages(config, height, width)
    _, c, n = rows[0]
    return Cost.of(
        tokens=n,
        stem=(48 * c + c, 48 * c * n),
        spatial_mixing=(
            sum(depth * (4 * ci**2 + 4 * ci) for depth, ci, _ in rows),
            sum(depth * 4 * ni * ci**2 for depth, ci, ni in rows),
        ),
        channel_mixing=(
            sum(depth * (2 * r * ci**2 + r * ci + ci) for depth, ci, _ in rows),
            sum(depth * 2 * r * ni * ci**2 for depth, ci, ni in rows),
        ),
        downsample=(
            sum(8 * ci**2 for _, ci, _ in rows[:3]),
            sum(8 * ci**2 * ni // 4 for _, ci, ni in rows[:3]),
        ),
        norm=(
            18 * c + sum(depth * 8 * ci for depth, ci, _ in rows) + sum(8 * ci for _, ci, _ in rows[:3]),
            0,
        ),
        head=(8 * c * k + k, 8 * c * k),
    )


def block_values(config: AsMlpConfig, height: int, width: int) -> tuple[dict[str, int], ...]:
    """The symbols of the law of one block in each of the four stages."""
    return tuple({"n": n, "C": c, "r": config.mlp_ratio} for _, c, n in stages(config, height, width))


def refusal(config: AsMlpConfig, height: int, width: int) -> str | None:  # noqa: ARG001
    """Patches of 4 x 4 must tile the image, and merging needs even sides thrice."""
    return not_divisible("the overall stride", 32, height, width)


def _variant(id: str, name: str, depths: FourStages, width: int, drop_path: float) -> Variant:
    """A model of Table 1 or 2."""
    values: dict[str, Value] = {"depths": depths, "width": width, "drop_path": drop_path}
    return Variant(id, name, values)


FAMILY = Family(
    id="asmlp",
    name="AS-MLP",
    group="core",
    paper=Paper("AS-MLP: An Axial Shifted MLP Architecture for Vision", "Lian et al.", 2021, "2107.08391"),
    config=AsMlpConfig,
    law=law,
    block=BlockLaw(
        params="4 C^2 + 4 C + 2 r C^2 + r C + C + 8 C",
        macs="4 n C^2 + 2 r n C^2",
        meaning="n tokens and C width of the stage, r MLP ratio",
        values=block_values,
    ),
    refusal=refusal,
    variants=(
        _variant("asmlp_t", "AS-MLP-T", (2, 2, 6, 2), 96, 0.2),
        _variant("asmlp_s", "AS-MLP-S", (2, 2, 18, 2), 96, 0.3),
        _variant("asmlp_b", "AS-MLP-B", (2, 2, 18, 2), 128, 0.5),
        _variant("asmlp_mobile", "AS-MLP (mobile)", (2, 2, 2, 2), 64, 0.1),
    ),
    shape="pyramid",
    mixing="shift",
    spatial_mixing="Groups of channels shifted along an axis, then mixed at each token",
    growth="linear",
    params_depend_on_size=False,
    deviations=(
        "Shifts are slices, where the authors' code needs CuPy and a GPU; the values agree.",
        "Maps lie channels-last in memory, where the authors' code has them channels-first.",
        "One network serves every size that 32 divides; the authors' code takes one size only.",
        "Even shift sizes, which the authors' code refuses, follow the same rule.",
        "The stochastic depth of the mobile model is not published; 0.1 is the default of the authors' code.",
    ),
)
