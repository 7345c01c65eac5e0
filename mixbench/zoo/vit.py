"""ViT (Dosovitskiy et al., 2020, arXiv 2010.11929), Figure 1 and Equations 1 to 4.

Weights start as in the authors' JAX code: Xavier-uniform (query, key and value each on its own), class
token and head zero. Deviations: GELU is the exact erf form (that code approximates it by tanh); there
is no dropout, which some of the paper's models train with; a size that the patch does not divide is
refused (that code drops the border); positions move bicubically to another grid (that code: linearly).
"""

from __future__ import annotations

import torch
from torch import nn

from mixbench.catalog.vit import VitConfig
from mixbench.core.roles import Role
from mixbench.zoo.initialisation import start_lecun, start_zero
from mixbench.zoo.layers import Linear, XavierLinear
from mixbench.zoo.other_names import FLAX_CONVOLUTION, OtherName, flax
from mixbench.zoo.roles import assign
from mixbench.zoo.transformer import OTHER_NAMES as ENCODER_NAMES
from mixbench.zoo.transformer import Encoder, Linears


class AttentionLinear(Linear):
    """Xavier-uniform weights for each D x D part, so that a joint layer starts as three do; zero bias."""

    def reset_parameters(self) -> None:
        """Set the weights for the beginning of training."""
        if self.weight.is_meta:
            return
        for part in self.weight.detach().view(-1, self.in_features, self.in_features):
            nn.init.xavier_uniform_(part)
        nn.init.zeros_(self.bias)


class Vit(Encoder):
    """The encoder with one classifier, on the class token."""

    def __init__(self, config: VitConfig, height: int, width: int) -> None:
        super().__init__(config, height, width, Linears(AttentionLinear, XavierLinear))
        self.head = assign(Role.HEAD, nn.Linear(config.width, config.num_classes))
        self._initialise()

    def _initialise(self) -> None:
        """LeCun-normal patches and, as published, a zero head: a fresh network answers all zeros."""
        patches = self.stem.project
        start_lecun(patches, patches.weight[0].numel())
        start_zero(self.head)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, 3, H, W) to (B, classes)."""
        return self.head(self.encode(image)[:, 0])


_BLOCK = r"Transformer/encoderblock_(\d+)"
_ATTENTION = rf"{_BLOCK}/MultiHeadDotProductAttention_[01]"
_JOINT = r"blocks.\1.spatial_mixing.query_key_value"

#: The names of timm, then those of the authors' JAX code: heads have an axis of their own, and the parts of a
#: block are numbered in either of two ways, after their kind or after their place in the block.
OTHER_NAMES = (
    *ENCODER_NAMES,
    OtherName("cls", "tokens.class_token"),
    OtherName("Transformer/posembed_input/pos_embedding", "tokens.positions"),
    *flax("embedding", "stem.project", FLAX_CONVOLUTION),
    *flax(rf"{_BLOCK}/LayerNorm_0", r"blocks.\1.spatial_norm"),
    *(
        rule
        for index, theirs in enumerate(("query", "key", "value"))
        for rule in (
            OtherName(
                rf"{_ATTENTION}/{theirs}/kernel",
                f"{_JOINT}.weight",
                "i head o -> (head o) i",
                part=(index, 3),
            ),
            OtherName(
                rf"{_ATTENTION}/{theirs}/bias", f"{_JOINT}.bias", "head o -> (head o)", part=(index, 3)
            ),
        )
    ),
    *flax(rf"{_ATTENTION}/out", r"blocks.\1.spatial_mixing.project", "head i o -> o (head i)"),
    *flax(rf"{_BLOCK}/LayerNorm_[12]", r"blocks.\1.channel_norm"),
    *flax(rf"{_BLOCK}/MlpBlock_[03]/Dense_0", r"blocks.\1.channel_mixing.expand"),
    *flax(rf"{_BLOCK}/MlpBlock_[03]/Dense_1", r"blocks.\1.channel_mixing.project"),
    *flax("Transformer/encoder_norm", "norm"),
    *flax("head", "head"),
)
NETWORK = Vit
