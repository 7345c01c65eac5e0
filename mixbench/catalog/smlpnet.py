"""sMLPNet: every token mixes with its row and its column, and with its nearest neighbours."""

from __future__ import annotations

from typing import Annotated

from mixbench.catalog.declarations import DropPath, FourStages, MlpRatio, StageDepths
from mixbench.catalog.family import BlockLaw, Family, Paper, Variant
from mixbench.catalog.hyperparameters import ClassifierConfig, integer
from mixbench.catalog.sizes import not_divisible
from mixbench.core.cost import Cost
from mixbench.core.model import Value


class SMlpNetConfig(ClassifierConfig, frozen=True, kw_only=True):
    """What the models of the paper differ in."""

    depths: StageDepths = (2, 8, 14, 2)
    width: Annotated[
        int,
        integer(
            "Width", 4, 1024, "Channels C of the first stage; every later one has twice.", unit="channels"
        ),
    ] = 80
    mlp_ratio: MlpRatio = 3
    drop_path: DropPath = 0.0


def stages(config: SMlpNetConfig, height: int, width: int) -> tuple[tuple[int, int, int, int], ...]:
    """Depth, width C, and sides h and w in tokens of the four stages, for an image in pixels."""
    return tuple(
        (depth, config.width << stage, height >> (stage + 2), width >> (stage + 2))
        for stage, depth in enumerate(config.depths)
    )


def law(config: SMlpNetConfig, height: int, width: int) -> Cost:
    """Parameters and MACs of one image by role: h² and w² weights mix a column and a row."""
    a, k = config.mlp_ratio, config.num_classes
    rows = stages(config, height, width)
    c, n = config.width, rows[0][2] * rows[0][3]
    return Cost.of(
        tokens=n,
        stem=(48 * c, 48 * c * n),
        spatial_mixing=(
            sum(depth * (9 * ci + h**2 + h + w**2 + w + 3 * ci**2) for depth, ci, h, w in rows),
            sum(depth * h * w * (9 * ci + ci * (h + w) + 3 * ci**2) for depth, ci, h, w in rows),
        ),
        channel_mixing=(
            sum(depth * (2 * a * ci**2 + a * ci + ci) for depth, ci, _, _ in rows),
            sum(depth * 2 * a * h * w * ci**2 for depth, ci, h, w in rows),
        ),
        downsample=(
            sum(2 * ci**2 for _, ci, _, _ in rows[1:]),
            sum(2 * ci**2 * h * w for _, ci, h, w in rows[1:]),
        ),
        norm=(sum(depth * 6 * ci for depth, ci, _, _ in rows) + 16 * c, 0),
        head=(8 * c * k + k, 8 * c * k),
    )


def block_values(config: SMlpNetConfig, height: int, width: int) -> tuple[dict[str, int], ...]:
    """The symbols of the law of one block in each of the four stages."""
    rows = stages(config, height, width)
    return tuple({"n": h * w, "h": h, "w": w, "C": c, "a": config.mlp_ratio} for _, c, h, w in rows)


def refusal(config: SMlpNetConfig, height: int, width: int) -> str | None:  # noqa: ARG001
    """Patches of 4 x 4 must tile the image, and so must patches of 2 x 2 the maps, thrice."""
    return not_divisible("the overall stride", 32, height, width)


def _variant(id: str, name: str, depths: FourStages, width: int, mlp_ratio: int, drop_path: float) -> Variant:
    """A row of Table 6."""
    values: dict[str, Value] = {
        "depths": depths,
        "width": width,
        "mlp_ratio": mlp_ratio,
        "drop_path": drop_path,
    }
    return Variant(id, name, values)


FAMILY = Family(
    id="smlpnet",
    name="sMLPNet",
    group="relative",
    paper=Paper(
        "Sparse MLP for Image Recognition: Is Self-Attention Really Necessary?",
        "Tang et al.",
        2021,
        "2109.05422",
    ),
    config=SMlpNetConfig,
    law=law,
    block=BlockLaw(
        params="9 C + h^2 + h + w^2 + w + 3 C^2 + 2 a C^2 + a C + C + 6 C",
        macs="9 n C + n C (h + w) + 3 n C^2 + 2 a n C^2",
        meaning="n = h w tokens in h rows and w columns, C width of the stage, a MLP ratio",
        values=block_values,
    ),
    refusal=refusal,
    variants=(
        _variant("smlpnet_t_star", "sMLPNet-T*", (2, 8, 14, 2), 80, 2, 0.0),
        _variant("smlpnet_t", "sMLPNet-T", (2, 8, 14, 2), 80, 3, 0.0),
        _variant("smlpnet_s", "sMLPNet-S", (2, 10, 24, 2), 96, 3, 0.2),
        _variant("smlpnet_b", "sMLPNet-B", (2, 10, 24, 2), 112, 3, 0.3),
    ),
    shape="pyramid",
    mixing="rows and columns",
    spatial_mixing="A depthwise convolution, then linear layers over each row and each column",
    growth="N sqrt(N)",
    params_depend_on_size=True,
    deviations=(
        "Maps lie channels-last in memory, where the authors' code has them channels-first.",
        "An image need not be square: height and width have weights of their own, as in the paper's text.",
        "An image that 32 does not divide is refused; the authors' code drops what is left over.",
    ),
)
