"""Wave-MLP (Tang et al., 2021, arXiv 2111.12294), Figure 2 and Section 3.

Deviations: the sums over a window are depthwise convolutions whose neighbouring channels are then added,
where the authors' code calls a convolution in groups of two channels; the values agree. Kept from that
code: the groups pair channels 2g and 2g + 1 of all cosines followed by all sines, so a pair holds two
cosines or two sines, never both parts of one wave; and the phases have BatchNorm in every model.
"""

from __future__ import annotations

from collections.abc import Callable

import torch
from torch import nn
from torch.nn.functional import conv2d

from mixbench.catalog.wavemlp import WaveMlpConfig
from mixbench.core.roles import Role
from mixbench.zoo.convolutions import (
    ChannelsLastSequential,
    ChannelsLastStem,
    PointwiseLinear,
    batch_norm,
    group_norm,
)
from mixbench.zoo.layers import DropPath, Linear, Mlp, drop_path_rates
from mixbench.zoo.other_names import names
from mixbench.zoo.pyramid import Pyramid
from mixbench.zoo.pyramid_names import REWEIGHTED, blocks, transitions
from mixbench.zoo.roles import assign
from mixbench.zoo.weighting import Reweight, weighted_sum

HEIGHT, WIDTH = 1, 2  # axes of (B, H, W, C)

NORMS: dict[str, Callable[[int], nn.Module]] = {"batch": batch_norm, "group": group_norm}


def linear_phase(width: int) -> nn.Module:
    """The phase of each value from the channels at its place: (B, H, W, C) to (B, H, W, C)."""
    return nn.Sequential(PointwiseLinear(width, width), ChannelsLastSequential(batch_norm(width), nn.ReLU()))


def depthwise_phase(width: int) -> nn.Module:
    """The phase of each value from its channel around its place: (B, H, W, C) to (B, H, W, C)."""
    layer = nn.Conv2d(width, width, 3, padding=1, groups=width, bias=False)
    return ChannelsLastSequential(layer, batch_norm(width), nn.ReLU())


PHASES = {"linear": linear_phase, "depthwise": depthwise_phase}


class WaveSum(nn.Conv2d):
    """Sums over a window along one axis, with two channels for each that comes out.

    The weight is (C, 2, 1, k) or (C, 2, k, 1), of a convolution in C groups. Each group is two depthwise
    convolutions added, and those are quick where groups of two channels are not.
    """

    def __init__(self, width: int, kernel_size: int, axis: int) -> None:
        kernel = (kernel_size, 1) if axis == HEIGHT else (1, kernel_size)
        padding = (kernel[0] // 2, kernel[1] // 2)
        super().__init__(2 * width, width, kernel, padding=padding, groups=width, bias=False)

    def forward(self, waves: torch.Tensor) -> torch.Tensor:
        """(B, H, W, 2 C) to (B, H, W, C)."""
        kernel = self.weight.reshape(self.in_channels, 1, *self.weight.shape[2:])
        maps = waves.permute(0, 3, 1, 2)
        terms = conv2d(maps, kernel, padding=self.padding, groups=self.in_channels)
        terms = terms.permute(0, 2, 3, 1)  # (B, H, W, 2 C)
        return terms[..., 0::2] + terms[..., 1::2]


class WaveMixing(nn.Module):
    """Values as waves, amplitude times the cosine and sine of a phase, summed along one axis.

    Values of like phase add, others cancel: the phase decides, from the content, what is mixed.
    """

    def __init__(self, width: int, phase: str, kernel_size: int, axis: int) -> None:
        super().__init__()
        self.phase = PHASES[phase](width)
        self.amplitude = PointwiseLinear(width, width, bias=False)
        self.sum = WaveSum(width, kernel_size, axis)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        phase, amplitude = self.phase(x), self.amplitude(x)
        waves = torch.cat((amplitude * phase.cos(), amplitude * phase.sin()), dim=-1)  # (B, H, W, 2 C)
        return self.sum(waves)


class PhaseAwareMixing(nn.Module):
    """Waves along the width, waves along the height, and the place itself; reweighted and projected."""

    def __init__(self, width: int, phase: str, kernel_size: int) -> None:
        super().__init__()
        self.along_width = WaveMixing(width, phase, kernel_size, WIDTH)
        self.along_height = WaveMixing(width, phase, kernel_size, HEIGHT)
        self.in_place = PointwiseLinear(width, width, bias=False)
        self.reweight = Reweight(width, linear=PointwiseLinear)
        self.project = PointwiseLinear(width, width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        across, down, here = self.along_width(x), self.along_height(x), self.in_place(x)
        # The mean of a sum is the sum of means: the sum itself need not be written to memory.
        mean = across.mean((1, 2)) + down.mean((1, 2)) + here.mean((1, 2))  # (B, C)
        weights = self.reweight(mean)[:, :, None, None]  # (3, B, 1, 1, C)
        return self.project(weighted_sum((across, down, here), weights))


class Block(nn.Module):
    """Phase-aware mixing, then a channel MLP, each with its own norm and skip."""

    def __init__(self, width: int, mlp_ratio: int, config: WaveMlpConfig, drop_path: float) -> None:
        super().__init__()
        norm = NORMS[config.norm]
        mixing = PhaseAwareMixing(width, config.phase, config.kernel_size)
        self.spatial_norm = ChannelsLastSequential(norm(width))
        self.spatial_mixing = assign(Role.SPATIAL_MIXING, mixing)
        self.channel_norm = ChannelsLastSequential(norm(width))
        self.channel_mixing = assign(Role.CHANNEL_MIXING, Mlp(width, mlp_ratio * width, PointwiseLinear))
        self.drop_path = DropPath(drop_path)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        x = x + self.drop_path(self.spatial_mixing(self.spatial_norm(x)))
        return x + self.drop_path(self.channel_mixing(self.channel_norm(x)))


def stem(width: int, config: WaveMlpConfig) -> ChannelsLastStem:
    """Overlapping patches: (B, 3, H, W) to (B, H/4, W/4, C)."""
    project = nn.Conv2d(3, width, 7, stride=4, padding=2)
    return ChannelsLastStem(project, *transition_norm(width, config))


def downsample(width: int, next_width: int, config: WaveMlpConfig) -> ChannelsLastSequential:
    """Between stages: (B, H, W, C) to (B, H/2, W/2, C')."""
    reduce = nn.Conv2d(width, next_width, 3, stride=2, padding=1)
    return ChannelsLastSequential(reduce, *transition_norm(next_width, config))


def transition_norm(width: int, config: WaveMlpConfig) -> list[nn.Module]:
    """The norm after the stem and after a transition, if there is one."""
    return [NORMS[config.norm](width)] if config.transition_norm else []


class WaveMlp(Pyramid):
    """Stem, four stages with a transition between, norm, mean over places, classifier.

    No weight knows the image size: one network serves every size.
    """

    MAPS_ARE_CHANNELS_LAST = True

    def __init__(self, config: WaveMlpConfig, height: int, width: int) -> None:  # noqa: ARG002
        super().__init__()
        rates = iter(drop_path_rates(config.drop_path, sum(config.depths)))
        self.stem = assign(Role.STEM, stem(config.widths[0], config))
        self.stages = nn.Sequential()
        for stage, (depth, channels) in enumerate(zip(config.depths, config.widths, strict=True)):
            layers: list[nn.Module] = []
            if stage:
                transition = downsample(config.widths[stage - 1], channels, config)
                layers.append(assign(Role.DOWNSAMPLE, transition))
            ratio = config.mlp_ratios[stage]
            layers += [Block(channels, ratio, config, next(rates)) for _ in range(depth)]
            self.stages.append(nn.Sequential(*layers))
        self.norm = ChannelsLastSequential(NORMS[config.norm](config.widths[-1]))
        self.head = assign(Role.HEAD, Linear(config.widths[-1], config.num_classes))

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, 3, H, W) to (B, classes)."""
        x = self.stages(self.stem(image))  # (B, H/32, W/32, C)
        x = self.norm(x).mean(dim=(1, 2))  # (B, C)
        return self.head(x)


#: The names of the authors, who call the waves along the width h and those along the height w.
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
                (rf"attn\.{theirs.format(letter)}", f"spatial_mixing.along_{axis}.{ours}")
                for letter, axis in (("h", "width"), ("w", "height"))
                for theirs, ours in (
                    ("fc_{}", "amplitude"),
                    ("tfc_{}", "sum"),
                    (r"theta_{}_conv\.0", "phase.0"),
                    (r"theta_{}_conv\.1", "phase.1"),
                    (r"theta_{}_conv\.1", "phase.1.0"),
                )
            ),
            (r"attn\.fc_c", "spatial_mixing.in_place"),
            ("norm2", "channel_norm.0"),
        ),
        *REWEIGHTED,
    ),
    transitions("0", ("proj", "0"), ("norm", "1")),
)
NETWORK = WaveMlp
