"""S²-MLP: channel MLPs alone, between which channels shift to the neighbouring places."""

from __future__ import annotations

from typing import Annotated, Literal

from mixbench.catalog.declarations import DropPath
from mixbench.catalog.family import BlockLaw, Family, Paper, Variant
from mixbench.catalog.hyperparameters import ClassifierConfig, choice, integer
from mixbench.catalog.sizes import not_divisible
from mixbench.core.cost import Cost

NormKind = Literal["layer_norm", "affine"]


class S2MlpConfig(ClassifierConfig, frozen=True, kw_only=True):
    """Table 2 of the paper, and what the deep model has in the place of LayerNorm."""

    patch_size: Annotated[int, integer("Patch size", 2, 64, "Side p of a square patch.", unit="px")] = 16
    depth: Annotated[int, integer("Depth", 1, 128, "Blocks N.", unit="blocks")] = 12
    width: Annotated[
        int, integer("Width", 8, 4096, "Hidden size c: channels of every patch.", unit="channels")
    ] = 768
    mlp_ratio: Annotated[
        int,
        integer(
            "MLP ratio",
            1,
            16,
            "Expansion r: hidden units of the channel MLP for each channel.",
            unit="x width",
        ),
    ] = 4
    norm: Annotated[
        NormKind,
        choice(
            "Norm",
            "What ends each branch and follows the patches. Affine only scales and shifts each channel.",
            {"layer_norm": "LayerNorm", "affine": "Affine"},
        ),
    ] = "layer_norm"
    drop_path: DropPath = 0.1


def patch_count(config: S2MlpConfig, height: int, width: int) -> int:
    """M: the patches of an image in pixels."""
    return (height // config.patch_size) * (width // config.patch_size)


def law(config: S2MlpConfig, height: int, width: int) -> Cost:
    """Parameters and MACs of one image by role (Section 3.4); the shift itself costs none."""
    p, n_blocks, c, r = config.patch_size, config.depth, config.width, config.mlp_ratio
    m, k = patch_count(config, height, width), config.num_classes
    return Cost.of(
        tokens=m,
        stem=(3 * p**2 * c + c, 3 * p**2 * c * m),
        spatial_mixing=(n_blocks * (2 * c**2 + 2 * c), n_blocks * 2 * m * c**2),
        channel_mixing=(n_blocks * (2 * r * c**2 + r * c + c), n_blocks * 2 * r * m * c**2),
        norm=(2 * c + n_blocks * 4 * c, 0),
        head=(c * k + k, c * k),
    )


def block_values(config: S2MlpConfig, height: int, width: int) -> tuple[dict[str, int], ...]:
    """The symbols of the law of one block."""
    return ({"M": patch_count(config, height, width), "c": config.width, "r": config.mlp_ratio},)


def refusal(config: S2MlpConfig, height: int, width: int) -> str | None:
    """The patches must tile the image."""
    return not_divisible("patch size", config.patch_size, height, width)


FAMILY = Family(
    id="s2mlp",
    name="S²-MLP",
    group="core",
    paper=Paper("S²-MLP: Spatial-Shift MLP Architecture for Vision", "Yu et al.", 2021, "2106.07477"),
    config=S2MlpConfig,
    law=law,
    block=BlockLaw(
        params="(2 r + 2) c^2 + (3 + r) c + 4 c",
        macs="(2 r + 2) M c^2",
        meaning="M patches, c width, r MLP ratio",
        values=block_values,
    ),
    refusal=refusal,
    variants=(
        Variant("s2mlp_wide", "S2-MLP-wide", {"depth": 12, "width": 768, "norm": "layer_norm"}),
        Variant("s2mlp_deep", "S2-MLP-deep", {"depth": 36, "width": 384, "norm": "affine"}),
    ),
    shape="isotropic",
    mixing="shift",
    spatial_mixing="Channels shifted by one place in four directions, between fully-connected layers",
    growth="linear",
    params_depend_on_size=False,
    deviations=(
        "The shift reads from one tensor and writes to another; the paper's pseudo-code overwrites what it "
        "has still to read, and run literally smears the border over the map.",
        "The norm ends each branch, as the paper draws it; public re-implementations put it first.",
        "The paper trains with stochastic depth without printing its rate; 0.1 is that of DeiT, whose "
        "training it follows.",
        "An image that the patch size does not divide is refused.",
    ),
)
