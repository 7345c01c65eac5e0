"""ResMLP (Touvron et al., 2021, arXiv 2105.03404), Figure 1 and Equations 1 to 4.

Deviations: none in the arithmetic. The scale after each branch has no bias, as in the published
code (the text writes it as an affine map). Affine vectors are stored as (d,).
"""

from __future__ import annotations

import torch
from torch import nn

from mixbench.catalog.resmlp import ResMlpConfig, patch_count
from mixbench.core.roles import Role
from mixbench.zoo.layers import Affine, LayerScale, Linear, Mlp, PatchEmbedding
from mixbench.zoo.other_names import OtherName, names
from mixbench.zoo.roles import assign


class PatchMixing(nn.Module):
    """One Linear from all patches to all patches, the same for every channel; no activation (Eq. 2)."""

    def __init__(self, tokens: int) -> None:
        super().__init__()
        self.linear = Linear(tokens, tokens)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, S, d) to (B, S, d)."""
        mixed = self.linear(x.transpose(1, 2))  # (B, d, S)
        return mixed.transpose(1, 2)


class Block(nn.Module):
    """Cross-patch sublayer, then cross-channel sublayer (Eq. 2 and 3)."""

    def __init__(self, config: ResMlpConfig, tokens: int) -> None:
        super().__init__()
        width, start = config.width, config.layer_scale_init
        self.patch_affine = assign(Role.NORM, Affine(width))
        self.patch_mixing = assign(Role.SPATIAL_MIXING, PatchMixing(tokens))
        self.patch_scale = assign(Role.OTHER, LayerScale(width, start))
        self.channel_affine = assign(Role.NORM, Affine(width))
        self.channel_mixing = assign(Role.CHANNEL_MIXING, Mlp(width, config.mlp_ratio * width))
        self.channel_scale = assign(Role.OTHER, LayerScale(width, start))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, S, d) to (B, S, d)."""
        x = x + self.patch_scale(self.patch_mixing(self.patch_affine(x)))
        return x + self.channel_scale(self.channel_mixing(self.channel_affine(x)))


class ResMlp(nn.Module):
    """Patches, L blocks, Affine, mean over patches, classifier.

    Patch mixing has S x S weights: a network serves one image size.
    """

    def __init__(self, config: ResMlpConfig, height: int, width: int) -> None:
        super().__init__()
        tokens = patch_count(config, height, width)
        self.stem = assign(Role.STEM, PatchEmbedding(config.patch_size, config.width))
        self.blocks = nn.Sequential(*(Block(config, tokens) for _ in range(config.depth)))
        self.affine = assign(Role.NORM, Affine(config.width))
        self.head = assign(Role.HEAD, Linear(config.width, config.num_classes))

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, 3, H, W) to (B, classes)."""
        x = self.blocks(self.stem(image))  # (B, S, d)
        x = self.affine(x).mean(dim=1)  # (B, d)
        return self.head(x)


#: The names of timm, then those of the authors' code.
OTHER_NAMES = (
    *names(
        (r"(?:stem|patch_embed)\.proj", "stem.project"),
        (r"blocks\.(\d+)\.norm1", r"blocks.\1.patch_affine"),
        (r"blocks\.(\d+)\.(?:linear_tokens|attn)", r"blocks.\1.patch_mixing.linear"),
        (r"blocks\.(\d+)\.norm2", r"blocks.\1.channel_affine"),
        (r"blocks\.(\d+)\.(?:mlp_channels|mlp)\.fc1", r"blocks.\1.channel_mixing.expand"),
        (r"blocks\.(\d+)\.(?:mlp_channels|mlp)\.fc2", r"blocks.\1.channel_mixing.project"),
        ("norm", "affine"),
    ),
    OtherName(r"blocks\.(\d+)\.(?:ls1|gamma_1)", r"blocks.\1.patch_scale.scale"),
    OtherName(r"blocks\.(\d+)\.(?:ls2|gamma_2)", r"blocks.\1.channel_scale.scale"),
)
NETWORK = ResMlp
