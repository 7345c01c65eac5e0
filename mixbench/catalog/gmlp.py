"""gMLP: channel MLPs whose hidden units are gated by a linear layer over the tokens."""

from __future__ import annotations

from typing import Annotated

from mixbench.catalog.declarations import DropPath
from mixbench.catalog.family import BlockLaw, Family, Paper, Variant
from mixbench.catalog.hyperparameters import ClassifierConfig, integer
from mixbench.catalog.sizes import not_divisible
from mixbench.core.cost import Cost


class GMlpConfig(ClassifierConfig, frozen=True, kw_only=True):
    """What Table 1 of the paper varies, and the ratio that it keeps."""

    patch_size: Annotated[int, integer("Patch size", 2, 64, "Side p of a square patch.", unit="px")] = 16
    depth: Annotated[int, integer("Depth", 1, 128, "Blocks L.", unit="blocks")] = 30
    width: Annotated[
        int, integer("Width", 8, 4096, "d_model: channels of every token between blocks.", unit="channels")
    ] = 128
    mlp_ratio: Annotated[
        int,
        integer(
            "MLP ratio",
            1,
            16,
            "Hidden channels d_ffn of a block for each channel. Half of them gate the other half, so an odd "
            "number of them is made even by leaving one out.",
            unit="x width",
        ),
    ] = 6
    drop_path: DropPath = 0.0


def patch_count(config: GMlpConfig, height: int, width: int) -> int:
    """S: the patches of an image in pixels."""
    return (height // config.patch_size) * (width // config.patch_size)


def hidden_width(config: GMlpConfig) -> int:
    """F: the hidden channels of a block, an even number."""
    return config.mlp_ratio * config.width // 2 * 2


def law(config: GMlpConfig, height: int, width: int) -> Cost:
    """Parameters and MACs of one image by role: S² weights gate half of the F hidden channels."""
    p, n_layers, d, f = config.patch_size, config.depth, config.width, hidden_width(config)
    s, k, gated = patch_count(config, height, width), config.num_classes, f // 2
    return Cost.of(
        tokens=s,
        stem=(3 * p**2 * d + d, 3 * p**2 * d * s),
        spatial_mixing=(n_layers * (s**2 + s), n_layers * s**2 * gated),
        channel_mixing=(
            n_layers * (d * f + f + gated * d + d),
            n_layers * (s * d * f + s * gated * d),
        ),
        norm=(n_layers * (2 * d + 2 * gated) + 2 * d, 0),
        head=(d * k + k, d * k),
    )


def block_values(config: GMlpConfig, height: int, width: int) -> tuple[dict[str, int], ...]:
    """The symbols of the law of one block."""
    f = hidden_width(config)
    return ({"S": patch_count(config, height, width), "d": config.width, "F": f, "G": f // 2},)


def refusal(config: GMlpConfig, height: int, width: int) -> str | None:
    """The patches must tile the image."""
    return not_divisible("patch size", config.patch_size, height, width)


def _variant(id: str, name: str, width: int, survival: float) -> Variant:
    """A row of Table 1, which gives the probability that the last block survives."""
    return Variant(id, name, {"width": width, "drop_path": round(1 - survival, 2)})


FAMILY = Family(
    id="gmlp",
    name="gMLP",
    group="core",
    paper=Paper("Pay Attention to MLPs", "Liu et al.", 2021, "2105.08050"),
    config=GMlpConfig,
    law=law,
    block=BlockLaw(
        params="d F + F + G d + d + S^2 + S + 2 d + 2 G",
        macs="S d F + S^2 G + S G d",
        meaning="S tokens, d width, F = r d hidden channels with r the MLP ratio, G = F/2 of them gated",
        values=block_values,
    ),
    refusal=refusal,
    variants=(
        _variant("gmlp_ti", "gMLP-Ti", 128, 1.0),
        _variant("gmlp_s", "gMLP-S", 256, 0.95),
        _variant("gmlp_b", "gMLP-B", 512, 0.8),
    ),
    shape="isotropic",
    mixing="fully connected",
    spatial_mixing="Gate by one linear layer over the tokens, shared by all channels",
    growth="quadratic",
    params_depend_on_size=True,
    deviations=(
        "The authors published no vision code and print 0.4 to 0.6 % more parameters than this network has.",
        "The classifier reads the mean over the tokens, as in timm; the paper only says that it follows ViT.",
        "Norms have eps 1e-6, and 1e-5 inside the gate, as in timm; the paper does not say.",
        "Stochastic depth grows linearly from 0 to the printed rate; the paper prints one rate a model.",
        "An image that the patch size does not divide is refused.",
    ),
)
