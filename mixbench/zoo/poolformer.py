"""PoolFormer (Yu et al., 2021, arXiv 2111.11418), Figure 2, Table 1 and Algorithm 1.

Deviations: none in the arithmetic. Maps are (B, H, W, C), where 1 x 1 convolutions are Linears and
averaging reads channels side by side; the authors' code has (B, C, H, W). Windows of an even side
are ours: they reach one token further right and down than left and up.
The last map is normed, then averaged, as in the authors' code; timm has it the other way round.
"""

from __future__ import annotations

import torch
from torch import nn
from torch.nn.functional import avg_pool2d

from mixbench.catalog.poolformer import PoolFormerConfig
from mixbench.core.roles import Role
from mixbench.zoo.convolutions import (
    ChannelsLastSequential,
    ChannelsLastStem,
    PointwiseLinear,
    group_norm,
)
from mixbench.zoo.layers import DropPath, Linear, Mlp, drop_path_rates
from mixbench.zoo.other_names import InOrder, OtherName, names
from mixbench.zoo.pyramid import Pyramid
from mixbench.zoo.pyramid_names import blocks, transitions
from mixbench.zoo.roles import assign


class Pooling(nn.Module):
    """The mean of the k x k tokens around each, minus the token: what the skip adds is not added twice.

    Places outside the map are no part of the mean (Algorithm 1).
    """

    def __init__(self, size: int) -> None:
        super().__init__()
        self.size = size

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        _, height, width, _ = x.shape
        channels_first = x.permute(0, 3, 1, 2)
        mean = avg_pool2d(channels_first, self.size, 1, self.size // 2, count_include_pad=False)
        mean = mean.permute(0, 2, 3, 1)[:, -height:, -width:]  # an even window gives a row and column more
        return mean - x

    def extra_repr(self) -> str:
        """What printing the module shows."""
        return f"size={self.size}"


class ScaledSkip(nn.Module):
    """The skip round a branch that LayerScale scales, x + scale * branch, in one pass over memory."""

    def __init__(self, width: int, start: float) -> None:
        super().__init__()
        self.scale = nn.Parameter(torch.full((width,), start))

    def forward(self, x: torch.Tensor, branch: torch.Tensor) -> torch.Tensor:
        """Two maps (B, H, W, C) to their sum."""
        return torch.addcmul(x, branch, self.scale)


class NarrowPointwise(PointwiseLinear):
    """A 1 x 1 convolution that starts as a Linear does: std 0.02, zero bias. On `meta` nothing starts."""

    def reset_parameters(self) -> None:
        """Set the weights for the beginning of training."""
        if self.weight.is_meta:
            return
        nn.init.trunc_normal_(self.weight, std=0.02)
        if self.bias is not None:
            nn.init.zeros_(self.bias)


class Block(nn.Module):
    """Pooling, then a channel MLP, each with its own norm, scale and skip."""

    def __init__(self, width: int, mlp_ratio: int, config: PoolFormerConfig, drop_path: float) -> None:
        super().__init__()
        start = config.layer_scale_init
        self.spatial_norm = ChannelsLastSequential(group_norm(width))
        self.spatial_mixing = assign(Role.SPATIAL_MIXING, Pooling(config.pool_size))
        self.spatial_skip = assign(Role.OTHER, ScaledSkip(width, start))
        self.channel_norm = ChannelsLastSequential(group_norm(width))
        mlp = Mlp(width, mlp_ratio * width, NarrowPointwise)
        self.channel_mixing = assign(Role.CHANNEL_MIXING, mlp)
        self.channel_skip = assign(Role.OTHER, ScaledSkip(width, start))
        self.drop_path = DropPath(drop_path)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        x = self.spatial_skip(x, self.drop_path(self.spatial_mixing(self.spatial_norm(x))))
        return self.channel_skip(x, self.drop_path(self.channel_mixing(self.channel_norm(x))))


class PoolFormer(Pyramid):
    """Stem, four stages with a convolution between, GroupNorm, mean over places, classifier.

    No weight knows the image size: one network serves every size.
    """

    MAPS_ARE_CHANNELS_LAST = True

    def __init__(self, config: PoolFormerConfig, height: int, width: int) -> None:  # noqa: ARG002
        super().__init__()
        rates = iter(drop_path_rates(config.drop_path, sum(config.depths)))
        stem = nn.Conv2d(3, config.widths[0], 7, stride=4, padding=2)
        self.stem = assign(Role.STEM, ChannelsLastStem(stem))
        self.stages = nn.Sequential()
        for stage, (depth, channels) in enumerate(zip(config.depths, config.widths, strict=True)):
            layers: list[nn.Module] = []
            if stage:
                reduce = nn.Conv2d(config.widths[stage - 1], channels, 3, stride=2, padding=1)
                layers.append(assign(Role.DOWNSAMPLE, ChannelsLastSequential(reduce)))
            ratio = config.mlp_ratios[stage]
            layers += [Block(channels, ratio, config, next(rates)) for _ in range(depth)]
            self.stages.append(nn.Sequential(*layers))
        self.norm = ChannelsLastSequential(group_norm(config.widths[-1]))
        self.head = assign(Role.HEAD, Linear(config.widths[-1], config.num_classes))

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, 3, H, W) to (B, classes)."""
        x = self.stages(self.stem(image))  # (B, H/32, W/32, C)
        x = self.norm(x).mean(dim=(1, 2))  # (B, C)
        return self.head(x)


_BLOCK = (
    *names(
        ("norm1", "spatial_norm.0"),
        ("norm2", "channel_norm.0"),
        (r"mlp\.fc1", "channel_mixing.expand"),
        (r"mlp\.fc2", "channel_mixing.project"),
    ),
    OtherName(r"layer_scale_1|layer_scale1\.scale", "spatial_skip.scale"),
    OtherName(r"layer_scale_2|layer_scale2\.scale", "channel_skip.scale"),
)

#: The names of the authors, then those of timm.
OTHER_NAMES = (
    *names(
        (r"(?:patch_embed\.proj|stem\.conv)", "stem.0"), (r"(?:head\.)?norm", "norm.0"), (r"head\.fc", "head")
    ),
    blocks(*_BLOCK, mixing="spatial_skip"),
    transitions("0", ("proj", "0")),
    InOrder(r"(stages\.\d+\.blocks\.\d+\.).+", r"(stages\.\d+\.\d+\.)spatial_skip\..+", _BLOCK),
    InOrder(r"(stages\.\d+\.downsample\.)conv\..+", r"(stages\.\d+\.0\.)0\..+", names(("conv", "0"))),
)
NETWORK = PoolFormer
