"""sMLPNet (Tang et al., 2021, arXiv 2109.05422), Figures 2 and 3 and Section 3.

Deviations: none in the arithmetic. Maps are (B, H, W, C), so that both axes are mixed where they lie;
the authors' code moves (B, C, H, W) about for each. The two sides of an image may differ.
"""

from __future__ import annotations

from math import prod

import torch
from torch import nn

from mixbench.catalog.smlpnet import SMlpNetConfig, stages
from mixbench.core.roles import Role
from mixbench.zoo.convolutions import (
    ChannelsLastSequential,
    ChannelsLastStem,
    PointwiseLinear,
    batch_norm,
)
from mixbench.zoo.layers import DropPath, Mlp, drop_path_rates, layer_norm
from mixbench.zoo.other_names import InOrder, names
from mixbench.zoo.pyramid import Pyramid
from mixbench.zoo.roles import assign

EPS = 1e-5
HEIGHT, WIDTH = 1, 2  # axes of (B, H, W, C)


class LineMixing(nn.Conv2d):
    """One linear layer over the places of an axis, the same for every line along it and every channel.

    The weight has the shape of the authors' 1 x 1 convolution, (L, L, 1, 1) for lines of L places.
    """

    def __init__(self, length: int, axis: int) -> None:
        super().__init__(length, length, 1)
        self.axis = axis

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        assert self.bias is not None
        lines = x.reshape(prod(x.shape[: self.axis]), x.shape[self.axis], -1)  # moves nothing
        # `matmul` would fold the lines into one product, and copy the map to do so.
        weight = self.weight.flatten(1).expand(lines.shape[0], -1, -1)
        return (torch.bmm(weight, lines) + self.bias[:, None]).reshape(x.shape)


class SparseMlp(nn.Module):
    """The token itself, its row mixed and its column mixed, fused to one (Section 3.2)."""

    def __init__(self, width: int, rows: int, columns: int) -> None:
        super().__init__()
        self.activate = ChannelsLastSequential(batch_norm(width), nn.GELU())
        self.along_width = LineMixing(columns, WIDTH)
        self.along_height = LineMixing(rows, HEIGHT)
        self.fuse = PointwiseLinear(3 * width, width, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        x = self.activate(x)
        return self.fuse(torch.cat((x, self.along_width(x), self.along_height(x)), dim=-1))


def depthwise(width: int) -> nn.Module:
    """BatchNorm, GELU and a depthwise 3 x 3 convolution: (B, H, W, C) to (B, H, W, C)."""
    convolution = nn.Conv2d(width, width, 3, padding=1, groups=width, bias=False)
    return ChannelsLastSequential(batch_norm(width), nn.GELU(), convolution)


class Block(nn.Module):
    """Neighbours, then row and column, under one skip; then a channel MLP under another."""

    def __init__(self, width: int, mlp_ratio: int, sides: tuple[int, int], drop_path: float) -> None:
        super().__init__()
        mixing = nn.Sequential(depthwise(width), SparseMlp(width, *sides))
        self.spatial_mixing = assign(Role.SPATIAL_MIXING, mixing)
        self.channel_norm = layer_norm(width, EPS)
        self.channel_mixing = assign(Role.CHANNEL_MIXING, Mlp(width, mlp_ratio * width, nn.Linear))
        self.drop_path = DropPath(drop_path)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        x = x + self.drop_path(self.spatial_mixing(x))
        return x + self.drop_path(self.channel_mixing(self.channel_norm(x)))


def reduction(width: int) -> nn.Module:
    """Patches of 2 x 2 tokens to one of twice the width: (B, H, W, C) to (B, H/2, W/2, 2 C)."""
    return ChannelsLastSequential(nn.Conv2d(width, 2 * width, 2, stride=2, bias=False))


class SMlpNet(Pyramid):
    """Patches of 4 x 4, four stages with a reduction between, BatchNorm, mean over places, classifier.

    Lines are mixed by L x L weights: a network serves one image size. All weights start as torch's
    layers do, because the authors' do.
    """

    MAPS_ARE_CHANNELS_LAST = True

    def __init__(self, config: SMlpNetConfig, height: int, width: int) -> None:
        super().__init__()
        rates = iter(drop_path_rates(config.drop_path, sum(config.depths)))
        stem = nn.Conv2d(3, config.width, 4, stride=4, bias=False)
        self.stem = assign(Role.STEM, ChannelsLastStem(stem))
        self.stages = nn.Sequential()
        for depth, channels, *sides in stages(config, height, width):
            layers: list[nn.Module] = []
            if len(self.stages):
                layers.append(assign(Role.DOWNSAMPLE, reduction(channels // 2)))
            rows, columns = sides
            layers += [Block(channels, config.mlp_ratio, (rows, columns), next(rates)) for _ in range(depth)]
            self.stages.append(nn.Sequential(*layers))
        self.norm = ChannelsLastSequential(batch_norm(8 * config.width))
        self.head = assign(Role.HEAD, nn.Linear(8 * config.width, config.num_classes))

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, 3, H, W) to (B, classes)."""
        x = self.stages(self.stem(image))  # (B, H/32, W/32, 8 C)
        x = self.norm(x).mean(dim=(1, 2))  # (B, 8 C)
        return self.head(x)


_BLOCKS = r"(stages\.\d+\.\d+\.)spatial_mixing\..+"

#: The names of the authors, who count the blocks of all stages through.
OTHER_NAMES = (
    *names((r"to_patch_embedding\.0\.0", "stem.0"), ("batch_norm", "norm.0"), (r"mlp_head\.0", "head")),
    InOrder(
        r"(token_mix\.\d+\.).+",
        _BLOCKS,
        names(
            (r"0\.conv_merge\.BN", "spatial_mixing.0.0"),
            (r"0\.conv_merge\.Conv", "spatial_mixing.0.2"),
            (r"1\.BN", "spatial_mixing.1.activate.0"),
            (r"1\.proj_h", "spatial_mixing.1.along_width"),
            (r"1\.proh_w", "spatial_mixing.1.along_height"),
            (r"1\.fuse", "spatial_mixing.1.fuse"),
        ),
    ),
    InOrder(
        r"(channel_mix\.\d+\.).+",
        _BLOCKS,
        names(
            ("1", "channel_norm"),
            (r"2\.net\.0", "channel_mixing.expand"),
            (r"2\.net\.3", "channel_mixing.project"),
        ),
    ),
    InOrder(r"(to_patch_embedding\.[1-9]\.).+", r"(stages\.\d+\.0\.)0\.weight", names(("0", "0"))),
)
NETWORK = SMlpNet
