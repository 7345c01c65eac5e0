"""ViT: self-attention over patches, the vision transformer that the MLPs argue with."""

from __future__ import annotations

from mixbench.catalog.family import Family, Paper, Variant
from mixbench.catalog.transformer import BLOCK, SPATIAL_MIXING, EncoderConfig, law, refusal


class VitConfig(EncoderConfig, frozen=True, kw_only=True):
    """The encoder with a class token; nothing else varies."""


def _variant(
    id: str, name: str, patch_size: int, depth: int, width: int, heads: int, native_px: int = 384
) -> Variant:
    """A row of Table 1; without stochastic depth, which the paper does not use."""
    values = {"patch_size": patch_size, "depth": depth, "width": width, "heads": heads}
    return Variant(id, name, {**values, "drop_path": 0.0}, native_px)


FAMILY = Family(
    id="vit",
    name="ViT",
    group="rival",
    paper=Paper(
        "An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale",
        "Dosovitskiy et al.",
        2020,
        "2010.11929",
    ),
    config=VitConfig,
    law=law,
    block=BLOCK,
    refusal=refusal,
    variants=(
        _variant("vit_ti16", "ViT-Ti/16", 16, 12, 192, 3),
        _variant("vit_s32", "ViT-S/32", 32, 12, 384, 6),
        _variant("vit_s16", "ViT-S/16", 16, 12, 384, 6),
        _variant("vit_b32", "ViT-B/32", 32, 12, 768, 12),
        _variant("vit_b16", "ViT-B/16", 16, 12, 768, 12),
        _variant("vit_l32", "ViT-L/32", 32, 24, 1024, 16),
        _variant("vit_l16", "ViT-L/16", 16, 24, 1024, 16),
        _variant("vit_h14", "ViT-H/14", 14, 32, 1280, 16, native_px=224),
    ),
    shape="isotropic",
    mixing="attention",
    spatial_mixing=SPATIAL_MIXING,
    growth="quadratic",
    params_depend_on_size=True,
    deviations=(
        "GELU is the exact erf form; the authors' JAX code approximates it by tanh.",
        "There is no dropout; some of the paper's models train with a rate of 0.1.",
        "The classifier is one layer, as in the published configurations; the paper pre-trains with a tanh "
        "layer before it.",
        "An image that the patch size does not divide is refused; the authors' code leaves out its border.",
        "Positions move to another grid bicubically; the authors' code interpolates them linearly.",
        "Ti and S are not in the paper; the authors trained them later (arXiv 2106.10270).",
    ),
)
