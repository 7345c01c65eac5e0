"""AS-MLP (Lian et al., 2021, arXiv 2107.08391), Figures 2 and 3 and Section 3.

Deviations: the axial shift copies slices, where the authors' code runs a CuPy kernel on a GPU; the
values agree. Maps are (B, H, W, C), where a 1 x 1 convolution is a Linear; theirs are (B, C, H, W).
The stem is not tied to one image size. Even shift sizes are accepted.
"""

from __future__ import annotations

import torch
from torch import nn

from mixbench.catalog.asmlp import AsMlpConfig
from mixbench.core.roles import Role
from mixbench.zoo.convolutions import (
    ChannelsLastSequential,
    ChannelsLastStem,
    PointwiseLinear,
    group_norm,
)
from mixbench.zoo.layers import DropPath, Linear, Mlp, drop_path_rates
from mixbench.zoo.other_names import InOrder, names
from mixbench.zoo.pyramid import Pyramid
from mixbench.zoo.roles import assign

HEIGHT, WIDTH = 1, 2  # axes of (B, H, W, C)


def axial_shift(x: torch.Tensor, size: int, axis: int) -> torch.Tensor:
    """Cut the channels into `size` groups and move group g by g - size//2 places along an axis.

    A group has ceil(C / size) channels, the last one fewer (few channels may make fewer groups). Where
    nothing moves in there are zeros. x is (B, H, W, C) and so is the result.
    """
    if size == 1:
        return x
    shifted = torch.zeros_like(x)
    length, channels = x.shape[axis], x.shape[-1]
    group = -(-channels // size)
    for index, start in enumerate(range(0, channels, group)):
        step = index - size // 2
        overlap = length - abs(step)
        if overlap > 0:
            source = x.narrow(axis, max(0, -step), overlap)
            target = shifted.narrow(axis, max(0, step), overlap)
            target[..., start : start + group] = source[..., start : start + group]
    return shifted


class AxialMixing(nn.Module):
    """Two paths, shifted along the width and along the height, between two projections."""

    def __init__(self, width: int, shift_size: int) -> None:
        super().__init__()
        self.shift_size = shift_size
        self.expand = PointwiseLinear(width, width)
        self.norm = ChannelsLastSequential(group_norm(width))
        self.along_width = PointwiseLinear(width, width)
        self.along_height = PointwiseLinear(width, width)
        self.activation = nn.GELU()
        self.sum_norm = ChannelsLastSequential(group_norm(width))
        self.project = PointwiseLinear(width, width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        x = self.activation(self.norm(self.expand(x)))
        across = self.activation(self.along_width(axial_shift(x, self.shift_size, WIDTH)))
        down = self.activation(self.along_height(axial_shift(x, self.shift_size, HEIGHT)))
        return self.project(self.sum_norm(across + down))

    def extra_repr(self) -> str:
        """What printing the module shows."""
        return f"shift_size={self.shift_size}"


class Block(nn.Module):
    """Axial mixing, then a channel MLP, each with its own norm and skip."""

    def __init__(self, width: int, config: AsMlpConfig, drop_path: float) -> None:
        super().__init__()
        self.spatial_norm = ChannelsLastSequential(group_norm(width))
        self.spatial_mixing = assign(Role.SPATIAL_MIXING, AxialMixing(width, config.shift_size))
        self.channel_norm = ChannelsLastSequential(group_norm(width))
        mlp = Mlp(width, config.mlp_ratio * width, PointwiseLinear)
        self.channel_mixing = assign(Role.CHANNEL_MIXING, mlp)
        self.drop_path = DropPath(drop_path)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        x = x + self.drop_path(self.spatial_mixing(self.spatial_norm(x)))
        return x + self.drop_path(self.channel_mixing(self.channel_norm(x)))


class PatchMerging(nn.Module):
    """Four neighbours side by side in the channels, GroupNorm, 1 x 1 convolution to twice the width."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm = ChannelsLastSequential(group_norm(4 * width))
        self.reduce = PointwiseLinear(4 * width, 2 * width, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H/2, W/2, 2 C)."""
        corners = [x[:, 0::2, 0::2], x[:, 1::2, 0::2], x[:, 0::2, 1::2], x[:, 1::2, 1::2]]
        return self.reduce(self.norm(torch.cat(corners, dim=-1)))


class AsMlp(Pyramid):
    """Patches of 4 x 4, four stages with a merging between, GroupNorm, mean over places, classifier.

    No weight knows the image size: one network serves every size that 32 divides.
    """

    MAPS_ARE_CHANNELS_LAST = True

    def __init__(self, config: AsMlpConfig, height: int, width: int) -> None:  # noqa: ARG002
        super().__init__()
        rates = iter(drop_path_rates(config.drop_path, sum(config.depths)))
        stem = ChannelsLastStem(nn.Conv2d(3, config.width, 4, stride=4), group_norm(config.width))
        self.stem = assign(Role.STEM, stem)
        self.stages = nn.Sequential()
        for stage, depth in enumerate(config.depths):
            channels = config.width * 2**stage
            layers: list[nn.Module] = []
            if stage:
                layers.append(assign(Role.DOWNSAMPLE, PatchMerging(channels // 2)))
            layers += [Block(channels, config, next(rates)) for _ in range(depth)]
            self.stages.append(nn.Sequential(*layers))
        self.norm = ChannelsLastSequential(group_norm(8 * config.width))
        self.head = assign(Role.HEAD, Linear(8 * config.width, config.num_classes))

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, 3, H, W) to (B, classes)."""
        x = self.stages(self.stem(image))  # (B, H/32, W/32, 8 C)
        x = self.norm(x).mean(dim=(1, 2))  # (B, 8 C)
        return self.head(x)


#: The names of the authors.
OTHER_NAMES = (
    *names(
        (r"patch_embed\.proj", "stem.0"),
        (r"patch_embed\.norm", "stem.1"),
        ("norm", "norm.0"),
    ),
    InOrder(
        r"(layers\.\d+\.blocks\.\d+\.).+",
        r"(stages\.\d+\.\d+\.)spatial_mixing\..+",
        names(
            ("norm1", "spatial_norm.0"),
            (r"axial_shift\.conv1", "spatial_mixing.expand"),
            (r"axial_shift\.norm1", "spatial_mixing.norm.0"),
            (r"axial_shift\.conv2_1", "spatial_mixing.along_width"),
            (r"axial_shift\.conv2_2", "spatial_mixing.along_height"),
            (r"axial_shift\.norm2", "spatial_mixing.sum_norm.0"),
            (r"axial_shift\.conv3", "spatial_mixing.project"),
            ("norm2", "channel_norm.0"),
            (r"mlp\.fc1", "channel_mixing.expand"),
            (r"mlp\.fc2", "channel_mixing.project"),
        ),
    ),
    InOrder(
        r"(layers\.\d+\.downsample\.).+",
        r"(stages\.\d+\.0\.)reduce\..+",
        names(("norm", "norm.0"), ("reduction", "reduce")),
    ),
)
NETWORK = AsMlp
