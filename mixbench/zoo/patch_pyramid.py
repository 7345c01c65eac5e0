"""The pyramid of patches of ViP (arXiv 2106.12368, Section 3), as DynaMixer and S²-MLPv2 have it too.

Patches become tokens by a convolution whose stride is its kernel; maps are (B, H, W, C) throughout.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import nn

from mixbench.catalog.patch_pyramid import Level, PatchPyramidConfig, levels
from mixbench.core.roles import Role
from mixbench.zoo.layers import DropPath, Linear, Mlp, drop_path_rates, layer_norm
from mixbench.zoo.pyramid import Pyramid
from mixbench.zoo.roles import assign

EPS = 1e-5


class PatchStem(nn.Module):
    """Cut the image into p x p patches and project each: (B, 3, H, W) to (B, H/p, W/p, C)."""

    def __init__(self, patch_size: int, width: int) -> None:
        super().__init__()
        self.project = nn.Conv2d(3, width, patch_size, stride=patch_size)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, 3, H, W) to (B, h, w, C)."""
        # Channels last from the start: the small image is reordered, not the large map.
        image = image.contiguous(memory_format=torch.channels_last)
        return self.project(image).permute(0, 2, 3, 1)


class PatchDownsample(nn.Module):
    """Project 2 x 2 neighbours to one token of the next level: (B, H, W, C) to (B, H/2, W/2, C')."""

    def __init__(self, width: int, next_width: int) -> None:
        super().__init__()
        self.project = nn.Conv2d(width, next_width, 2, stride=2)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, h, w, C) to (B, h/2, w/2, C'); the permutations move no memory."""
        return self.project(x.permute(0, 3, 1, 2)).permute(0, 2, 3, 1)


class Block(nn.Module):
    """Spatial mixing, then a channel MLP, each with its own norm and skip."""

    def __init__(self, width: int, mlp_ratio: int, mixing: nn.Module, drop_path: float) -> None:
        super().__init__()
        self.spatial_norm = layer_norm(width, EPS)
        self.spatial_mixing = assign(Role.SPATIAL_MIXING, mixing)
        self.channel_norm = layer_norm(width, EPS)
        self.channel_mixing = assign(Role.CHANNEL_MIXING, Mlp(width, mlp_ratio * width))
        self.drop_path = DropPath(drop_path)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        x = x + self.drop_path(self.spatial_mixing(self.spatial_norm(x)))
        return x + self.drop_path(self.channel_mixing(self.channel_norm(x)))


class PatchPyramid(Pyramid):
    """Patches, one or two levels of blocks, LayerNorm, mean over places, classifier.

    `mixing` makes the spatial mixing of one block of a level, a module from (B, H, W, C) to (B, H, W, C).
    Without `final_norm` the mean is taken of the last map as it is.
    """

    MAPS_ARE_CHANNELS_LAST = True

    def __init__(
        self,
        config: PatchPyramidConfig,
        height: int,
        width: int,
        mixing: Callable[[Level], nn.Module],
        *,
        final_norm: bool = True,
    ) -> None:
        super().__init__()
        found = levels(config, height, width)
        rates = iter(drop_path_rates(config.drop_path, sum(config.depths)))
        self.stem = assign(Role.STEM, PatchStem(config.patch_size, found[0].width))
        self.stages = nn.Sequential()
        for level in found:
            layers: list[nn.Module] = []
            if level.index:
                transition = PatchDownsample(found[level.index - 1].width, level.width)
                layers.append(assign(Role.DOWNSAMPLE, transition))
            layers += [
                Block(level.width, config.mlp_ratio, mixing(level), next(rates)) for _ in range(level.depth)
            ]
            self.stages.append(nn.Sequential(*layers))
        self.norm = layer_norm(found[-1].width, EPS) if final_norm else nn.Identity()
        self.head = assign(Role.HEAD, Linear(found[-1].width, config.num_classes))

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, 3, H, W) to (B, classes)."""
        x = self.stages(self.stem(image))  # (B, h, w, C)
        x = self.norm(x).mean(dim=(1, 2))  # (B, C)
        return self.head(x)
