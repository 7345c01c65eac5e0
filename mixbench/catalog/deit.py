"""DeiT: ViT trained on ImageNet alone, and taught by another network through a token of its own."""

from __future__ import annotations

from typing import Annotated

from mixbench.catalog.family import NATIVE_PX, Family, Paper, Variant
from mixbench.catalog.hyperparameters import switch
from mixbench.catalog.transformer import BLOCK, SPATIAL_MIXING, EncoderConfig, law, refusal
from mixbench.core.model import Value


class DeitConfig(EncoderConfig, frozen=True, kw_only=True):
    """The encoder of ViT, and whether it has a distillation token."""

    distilled: Annotated[
        bool,
        switch(
            "Distillation token",
            "A second learned token with a classifier of its own; the output is the mean of both.",
        ),
    ] = False

    @property
    def prefix_tokens(self) -> int:
        """The class token and, distilled, the distillation token."""
        return 2 if self.distilled else 1


def _variant(
    id: str, name: str, width: int, heads: int, *, distilled: bool = False, native_px: int = NATIVE_PX
) -> Variant:
    """A row of Table 1 of the paper; stochastic depth of Table 9."""
    values: dict[str, Value] = {"patch_size": 16, "depth": 12, "width": width, "heads": heads}
    return Variant(id, name, {**values, "drop_path": 0.1, "distilled": distilled}, native_px)


FAMILY = Family(
    id="deit",
    name="DeiT",
    group="rival",
    paper=Paper(
        "Training data-efficient image transformers & distillation through attention",
        "Touvron et al.",
        2021,
        "2012.12877",
    ),
    config=DeitConfig,
    law=law,
    block=BLOCK,
    refusal=refusal,
    variants=(
        _variant("deit_ti", "DeiT-Ti", 192, 3),
        _variant("deit_s", "DeiT-S", 384, 6),
        _variant("deit_b", "DeiT-B", 768, 12),
        _variant("deit_ti_distilled", "DeiT-Ti distilled", 192, 3, distilled=True),
        _variant("deit_s_distilled", "DeiT-S distilled", 384, 6, distilled=True),
        _variant("deit_b_distilled", "DeiT-B distilled", 768, 12, distilled=True),
        _variant("deit_b_384", "DeiT-B 384", 768, 12, native_px=384),
        _variant("deit_b_distilled_384", "DeiT-B distilled 384", 768, 12, distilled=True, native_px=384),
    ),
    shape="isotropic",
    mixing="attention",
    spatial_mixing=SPATIAL_MIXING,
    growth="quadratic",
    params_depend_on_size=True,
    deviations=(
        "A distilled network answers with the mean of its two heads in training too; the authors' code then "
        "gives both, for a loss that our networks offer them to separately.",
        "That mean is of logits, as in the authors' code; the paper adds the softmax of both heads.",
        "The class token starts almost at zero, as in timm; the authors' code drew it like the weights.",
        "An image that the patch size does not divide is refused.",
    ),
)
