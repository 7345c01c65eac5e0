"""ResMLP: one linear layer over patches, an MLP over channels, and no normalisation."""

from __future__ import annotations

from typing import Annotated

from mixbench.catalog.declarations import MlpRatio
from mixbench.catalog.family import BlockLaw, Family, Paper, Variant
from mixbench.catalog.hyperparameters import ClassifierConfig, integer, number
from mixbench.catalog.sizes import not_divisible
from mixbench.core.cost import Cost
from mixbench.core.model import Value


class ResMlpConfig(ClassifierConfig, frozen=True, kw_only=True):
    """What the models of the paper differ in."""

    patch_size: Annotated[int, integer("Patch size", 2, 64, "Side p of a square patch.", unit="px")] = 16
    depth: Annotated[int, integer("Depth", 1, 128, "Residual blocks L.", unit="blocks")] = 12
    width: Annotated[
        int, integer("Width", 8, 4096, "Embedding dimension d: channels of every patch.", unit="channels")
    ] = 384
    mlp_ratio: MlpRatio = 4
    layer_scale_init: Annotated[
        float,
        number(
            "LayerScale start", 0, 1, "Scale of each branch before training; smaller for deeper networks."
        ),
    ] = 0.1


def patch_count(config: ResMlpConfig, height: int, width: int) -> int:
    """S: the patches of an image in pixels."""
    return (height // config.patch_size) * (width // config.patch_size)


def law(config: ResMlpConfig, height: int, width: int) -> Cost:
    """Parameters and MACs of one image by role: S² weights mix the patches, the same for each channel."""
    p, n_layers, d, r = config.patch_size, config.depth, config.width, config.mlp_ratio
    s, k = patch_count(config, height, width), config.num_classes
    return Cost.of(
        tokens=s,
        stem=(3 * p**2 * d + d, 3 * p**2 * d * s),
        spatial_mixing=(n_layers * (s**2 + s), n_layers * s**2 * d),
        channel_mixing=(n_layers * (2 * r * d**2 + r * d + d), n_layers * 2 * r * s * d**2),
        norm=(n_layers * 4 * d + 2 * d, 0),
        other=(n_layers * 2 * d, 0),
        head=(d * k + k, d * k),
    )


def block_values(config: ResMlpConfig, height: int, width: int) -> tuple[dict[str, int], ...]:
    """The symbols of the law of one block."""
    return ({"S": patch_count(config, height, width), "d": config.width, "r": config.mlp_ratio},)


def refusal(config: ResMlpConfig, height: int, width: int) -> str | None:
    """The patches must tile the image."""
    return not_divisible("patch size", config.patch_size, height, width)


def _variant(id: str, name: str, patch_size: int, depth: int, width: int, start: float) -> Variant:
    """A model of the paper; `start` is the LayerScale's."""
    values: dict[str, Value] = {
        "patch_size": patch_size,
        "depth": depth,
        "width": width,
        "layer_scale_init": start,
    }
    return Variant(id, name, values)


FAMILY = Family(
    id="resmlp",
    name="ResMLP",
    group="core",
    paper=Paper(
        "ResMLP: Feedforward networks for image classification with data-efficient training",
        "Touvron et al.",
        2021,
        "2105.03404",
    ),
    config=ResMlpConfig,
    law=law,
    block=BlockLaw(
        params="S^2 + S + 2 r d^2 + r d + d + 6 d",
        macs="S^2 d + 2 r S d^2",
        meaning="S tokens, d width, r MLP ratio",
        values=block_values,
    ),
    refusal=refusal,
    variants=(
        _variant("resmlp_s12", "ResMLP-S12", 16, 12, 384, 0.1),
        _variant("resmlp_s24", "ResMLP-S24", 16, 24, 384, 1e-5),
        _variant("resmlp_s36", "ResMLP-S36", 16, 36, 384, 1e-6),
        _variant("resmlp_b24_16", "ResMLP-B24/16", 16, 24, 768, 1e-6),
        _variant("resmlp_b24_8", "ResMLP-B24/8", 8, 24, 768, 1e-6),
        _variant("resmlp_s12_14", "ResMLP-S12/14", 14, 12, 384, 0.1),
        _variant("resmlp_s12_8", "ResMLP-S12/8", 8, 12, 384, 0.1),
    ),
    shape="isotropic",
    mixing="fully connected",
    spatial_mixing="One linear layer over the tokens, shared by all channels",
    growth="quadratic",
    params_depend_on_size=True,
    deviations=(
        "The scale after each branch has no bias, as in the authors' code; the text writes an affine map.",
        "LayerScale starts of the authors' code; 1e-6 for B24/16, which has no released code.",
        "An image that the patch size does not divide is refused.",
    ),
)
