"""Hire-MLP (Guo et al., 2021, arXiv 2108.13341), Figures 1 and 2 and Section 3.

Deviations: regions are folded by a convolution whose stride is its kernel, and unfolded by one Linear
for each place of a region, where the authors' code copies places into channels and back; the values
agree. A map smaller than its padding goes round as often as it takes, where that code refuses it. The
branches are reweighted as in that code; the first version of the paper adds them.
"""

from __future__ import annotations

import torch
from torch import nn
from torch.nn.functional import conv2d, linear

from mixbench.catalog.hiremlp import HireMlpConfig
from mixbench.core.roles import Role
from mixbench.zoo.convolutions import ChannelsLastSequential, ChannelsLastStem, PointwiseLinear, batch_norm
from mixbench.zoo.layers import DropPath, Linear, Mlp, drop_path_rates
from mixbench.zoo.other_names import names
from mixbench.zoo.pyramid import Pyramid
from mixbench.zoo.pyramid_names import REWEIGHTED, blocks, transitions
from mixbench.zoo.roles import assign
from mixbench.zoo.weighting import Reweight, weighted_sum

HEIGHT, WIDTH = 1, 2  # axes of (B, H, W, C)


def circular(x: torch.Tensor, axis: int, start: int, length: int) -> torch.Tensor:
    """`length` places of x along an axis from `start` on, going round at its end as often as it takes.

    Rolling by s and padding by p places is one copy: from -s on, p places more than there are.
    """
    size = x.shape[axis]
    parts, start = [], start % size
    while length > 0:
        part = x.narrow(axis, start, min(length, size - start))
        parts.append(part)
        length, start = length - part.shape[axis], 0
    return parts[0] if len(parts) == 1 else torch.cat(parts, axis)


class RegionFold(nn.Conv2d):
    """A fully-connected layer from the p C values of a region to C'; one region after the other.

    The weight is (C', p C, 1, 1) with the place as the fastest index: seen as (C', C, p), it is the kernel
    of a convolution of stride p, which reads the regions where they lie.
    """

    def __init__(self, width: int, hidden: int, region: int, axis: int) -> None:
        super().__init__(region * width, hidden, 1, bias=False)
        self.step = (region, 1) if axis == HEIGHT else (1, region)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H', W', C'), with p times fewer places along the axis."""
        kernel = self.weight.reshape(self.out_channels, -1, *self.step)  # (C', C, p, 1) or (C', C, 1, p)
        return conv2d(x.permute(0, 3, 1, 2), kernel, stride=self.step).permute(0, 2, 3, 1)


class RegionUnfold(nn.Conv2d):
    """A fully-connected layer from C' values to the p C values of a region; one region after the other.

    The weight is (p C, C', 1, 1) with the place as the fastest index. Each place of a region has its
    own rows of it, so what a place gets is a Linear, and the map is those stacked.
    """

    def __init__(self, hidden: int, width: int, region: int, axis: int) -> None:
        super().__init__(hidden, region * width, 1)
        self.region = region
        self.axis = axis

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H', W', C') to (B, H, W, C), with p times more places along the axis."""
        assert self.bias is not None
        weights = self.weight.view(-1, self.region, self.in_channels).unbind(1)  # p of (C, C')
        biases = self.bias.view(-1, self.region).unbind(1)  # p of (C,)
        places = [linear(x, weight, bias) for weight, bias in zip(weights, biases, strict=True)]
        return torch.stack(places, self.axis + 1).flatten(self.axis, self.axis + 1)


class RegionMixing(nn.Module):
    """Both rearrangements along one axis (Section 3): roll, pad, mix in regions, undo.

    p neighbouring places are mixed; the roll by `shift` places moves what regions meet. Padding is
    circular, and what comes out at padded places is dropped.
    """

    def __init__(self, width: int, region: int, shift: int, axis: int) -> None:
        super().__init__()
        self.region = region
        self.shift = shift
        self.axis = axis
        self.fold = RegionFold(width, width // 2, region, axis)
        self.norm = ChannelsLastSequential(batch_norm(width // 2))
        self.activation = nn.ReLU()
        self.unfold = RegionUnfold(width // 2, width, region, axis)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        size = x.shape[self.axis]
        padded = -(-size // self.region) * self.region
        rolled = circular(x, self.axis, -self.shift, padded)
        mixed = self.unfold(self.activation(self.norm(self.fold(rolled))))
        return circular(mixed.narrow(self.axis, 0, size), self.axis, self.shift, size)

    def extra_repr(self) -> str:
        """What printing the module shows."""
        axis = "height" if self.axis == HEIGHT else "width"
        return f"region={self.region}, shift={self.shift}, axis={axis}"


class HireMixing(nn.Module):
    """Along the height, along the width and at the place itself; summed or reweighted; projected."""

    def __init__(self, width: int, region: int, shift: int, reweight: bool) -> None:
        super().__init__()
        self.along_height = RegionMixing(width, region, shift, HEIGHT)
        self.along_width = RegionMixing(width, region, shift, WIDTH)
        self.in_place = PointwiseLinear(width, width)
        self.reweight = Reweight(width, linear=PointwiseLinear) if reweight else None
        self.project = PointwiseLinear(width, width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        down, across, here = self.along_height(x), self.along_width(x), self.in_place(x)
        if self.reweight is None:
            mixed = down + across + here
        else:
            # The mean of a sum is the sum of means: the sum itself need not be written to memory.
            mean = down.mean((1, 2)) + across.mean((1, 2)) + here.mean((1, 2))  # (B, C)
            weights = self.reweight(mean)[:, :, None, None]  # (3, B, 1, 1, C)
            mixed = weighted_sum((down, across, here), weights)
        return self.project(mixed)


class Block(nn.Module):
    """Region mixing, then a channel MLP, each with its own BatchNorm and skip."""

    def __init__(self, config: HireMlpConfig, stage: int, index: int, drop_path: float) -> None:
        super().__init__()
        width = config.widths[stage]
        shift = index % config.shift_cycles[stage] * config.shift_steps[stage]
        mixing = HireMixing(width, config.region_sizes[stage], shift, config.reweight)
        hidden = config.mlp_ratios[stage] * width
        self.spatial_norm = ChannelsLastSequential(batch_norm(width))
        self.spatial_mixing = assign(Role.SPATIAL_MIXING, mixing)
        self.channel_norm = ChannelsLastSequential(batch_norm(width))
        self.channel_mixing = assign(Role.CHANNEL_MIXING, Mlp(width, hidden, PointwiseLinear))
        self.drop_path = DropPath(drop_path)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        x = x + self.drop_path(self.spatial_mixing(self.spatial_norm(x)))
        return x + self.drop_path(self.channel_mixing(self.channel_norm(x)))


def stem(width: int) -> ChannelsLastStem:
    """Overlapping patches: (B, 3, H, W) to (B, H/4, W/4, C)."""
    return ChannelsLastStem(nn.Conv2d(3, width, 7, stride=4, padding=2), batch_norm(width), nn.ReLU())


def downsample(width: int, next_width: int) -> ChannelsLastSequential:
    """Between stages: (B, H, W, C) to (B, H/2, W/2, C')."""
    reduce = nn.Conv2d(width, next_width, 3, stride=2, padding=1)
    return ChannelsLastSequential(reduce, batch_norm(next_width), nn.ReLU())


def start(module: nn.Module) -> None:
    """Set a convolution for the beginning of training as the authors do: truncated normal, zero bias."""
    if isinstance(module, nn.Conv2d) and not module.weight.is_meta:
        nn.init.trunc_normal_(module.weight, std=0.02)
        if module.bias is not None:
            nn.init.zeros_(module.bias)


class HireMlp(Pyramid):
    """Stem, four stages with a transition between, BatchNorm, mean over places, classifier.

    No weight knows the image size: one network serves every size.
    """

    MAPS_ARE_CHANNELS_LAST = True

    def __init__(self, config: HireMlpConfig, height: int, width: int) -> None:  # noqa: ARG002
        super().__init__()
        rates = iter(drop_path_rates(config.drop_path, sum(config.depths)))
        self.stem = assign(Role.STEM, stem(config.widths[0]))
        self.stages = nn.Sequential()
        for stage, (depth, channels) in enumerate(zip(config.depths, config.widths, strict=True)):
            layers: list[nn.Module] = []
            if stage:
                transition = downsample(config.widths[stage - 1], channels)
                layers.append(assign(Role.DOWNSAMPLE, transition))
            layers += [Block(config, stage, index, next(rates)) for index in range(depth)]
            self.stages.append(nn.Sequential(*layers))
        self.norm = ChannelsLastSequential(batch_norm(config.widths[-1]))
        self.head = assign(Role.HEAD, Linear(config.widths[-1], config.num_classes))
        self.apply(start)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, 3, H, W) to (B, classes)."""
        x = self.stages(self.stem(image))  # (B, H/32, W/32, C)
        x = self.norm(x).mean(dim=(1, 2))  # (B, C)
        return self.head(x)


#: The names of the authors.
OTHER_NAMES = (
    *names(
        (r"patch_embed\.proj", "stem.0"),
        (r"patch_embed\.norm", "stem.1"),
        ("norm", "norm.0"),
    ),
    blocks(
        *names(
            ("norm1", "spatial_norm.0"),
            *(
                (rf"attn\.mlp_{letter}{theirs}", f"spatial_mixing.along_{axis}.{ours}")
                for letter, axis in (("h", "height"), ("w", "width"))
                for theirs, ours in (("1", "fold"), ("1_norm", "norm.0"), ("2", "unfold"))
            ),
            (r"attn\.mlp_c", "spatial_mixing.in_place"),
            ("norm2", "channel_norm.0"),
        ),
        *REWEIGHTED,
    ),
    transitions("0", ("proj", "0"), ("norm", "1")),
)
NETWORK = HireMlp
