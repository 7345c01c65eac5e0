"""S²-MLP (Yu et al., 2021, arXiv 2106.07477), Figure 1, Section 3.2 and Algorithm 1.

No code of the authors is public. Deviations: the shift reads from one tensor and writes to another, where
the pseudo-code overwrites what it has still to read. As Figure 1 draws it, the norm ends each branch and
none follows the last block; public re-implementations norm first and leave out the norm of the patches.
"""

from __future__ import annotations

import torch
from torch import nn

from mixbench.catalog.s2mlp import NormKind, S2MlpConfig
from mixbench.core.roles import Role
from mixbench.zoo.layers import Affine, DropPath, Linear, Mlp, drop_path_rates, layer_norm
from mixbench.zoo.patch_pyramid import PatchStem
from mixbench.zoo.roles import assign
from mixbench.zoo.shifts import spatial_shift

EPS = 1e-5


def norm_of(kind: NormKind, width: int) -> nn.Module:
    """LayerNorm over channels, or ResMLP's Affine in its place (Section 4.1)."""
    return layer_norm(width, EPS) if kind == "layer_norm" else assign(Role.NORM, Affine(width))


class Stem(nn.Module):
    """Patches, each projected and normed: (B, 3, H, W) to (B, H/p, W/p, C)."""

    def __init__(self, config: S2MlpConfig) -> None:
        super().__init__()
        self.patches = PatchStem(config.patch_size, config.width)
        self.norm = norm_of(config.norm, config.width)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, 3, H, W) to (B, h, w, C)."""
        return self.norm(self.patches(image))


class ShiftMixing(nn.Module):
    """Two channel layers, and between them a shift that costs no MACs and brings the neighbours in."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.enter = Linear(width, width)
        self.activation = nn.GELU()
        self.leave = Linear(width, width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        return self.leave(spatial_shift(self.activation(self.enter(x))))


class Block(nn.Module):
    """Shift mixing, then a channel MLP; each branch ends with its norm before it is added (Figure 1)."""

    def __init__(self, config: S2MlpConfig, drop_path: float) -> None:
        super().__init__()
        width = config.width
        self.spatial_mixing = assign(Role.SPATIAL_MIXING, ShiftMixing(width))
        self.spatial_norm = norm_of(config.norm, width)
        self.channel_mixing = assign(Role.CHANNEL_MIXING, Mlp(width, config.mlp_ratio * width))
        self.channel_norm = norm_of(config.norm, width)
        self.drop_path = DropPath(drop_path)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        x = x + self.drop_path(self.spatial_norm(self.spatial_mixing(x)))
        return x + self.drop_path(self.channel_norm(self.channel_mixing(x)))


class S2Mlp(nn.Module):
    """Patches, N blocks, mean over places, classifier.

    No weight knows the image size: one network serves every size that its patches tile.
    """

    def __init__(self, config: S2MlpConfig, height: int, width: int) -> None:  # noqa: ARG002
        super().__init__()
        rates = drop_path_rates(config.drop_path, config.depth)
        self.stem = assign(Role.STEM, Stem(config))
        self.blocks = nn.Sequential(*(Block(config, rate) for rate in rates))
        self.head = assign(Role.HEAD, Linear(config.width, config.num_classes))

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, 3, H, W) to (B, classes)."""
        x = self.blocks(self.stem(image))  # (B, h, w, C)
        return self.head(x.mean(dim=(1, 2)))


NETWORK = S2Mlp
