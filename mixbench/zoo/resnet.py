"""ResNet (He et al., 2015, arXiv 1512.03385), Figure 5 and Table 1.

Deviations: a stage's first bottleneck strides in its 3 x 3 convolution (v1.5), as later code does; the
paper strides in the first 1 x 1 convolution, `strides="v1"`. Skips project where the shape changes, which
is the paper's option B. The last BatchNorm of a branch starts at one, as in the paper, not at zero.
"""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import nn

from mixbench.catalog.resnet import EXPANSION, ResNetConfig
from mixbench.core.roles import Role
from mixbench.zoo.convolutions import ConvolutionNorm, GlobalAverage
from mixbench.zoo.other_names import names
from mixbench.zoo.pyramid import Pyramid
from mixbench.zoo.roles import assign


def relu() -> nn.ReLU:
    """A ReLU that overwrites its input, which is always what a BatchNorm put out."""
    return nn.ReLU(inplace=True)


def stem(width: int) -> nn.Sequential:
    """7 x 7 convolution of stride 2, then maximum over 3 x 3: (B, 3, H, W) to (B, C, H/4, W/4)."""
    convolution = ConvolutionNorm(3, width, 7, role=Role.STEM, stride=2, activation=relu())
    return nn.Sequential(convolution, nn.MaxPool2d(3, stride=2, padding=1))


def skip(channels: int, width: int, stride: int) -> nn.Module:
    """The identity, or a projection where channels or places change (Equation 2, option B)."""
    if channels == width and stride == 1:
        return nn.Identity()
    return ConvolutionNorm(channels, width, role=Role.DOWNSAMPLE, stride=stride)


class ResidualBlock(nn.Module):
    """ReLU(branch + skip): (B, C, H, W) to (B, C', H/stride, W/stride), C' = `width`.

    A branch ends in a BatchNorm: the sum and the ReLU overwrite what that put out and nothing else reads.
    """

    def __init__(self, branch: nn.Module, channels: int, width: int, stride: int) -> None:
        super().__init__()
        self.branch = branch
        self.skip = skip(channels, width, stride)
        self.activation = relu()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, C, H, W) to (B, C', H', W')."""
        return self.activation(self.branch(x).add_(self.skip(x)))


def basic_block(channels: int, width: int, stride: int) -> ResidualBlock:
    """3 x 3 and 3 x 3 (Figure 5, left): C channels to `width`."""
    role = Role.SPATIAL_MIXING
    branch = nn.Sequential(
        ConvolutionNorm(channels, width, 3, role=role, stride=stride, activation=relu()),
        ConvolutionNorm(width, width, 3, role=role),
    )
    return ResidualBlock(branch, channels, width, stride)


def bottleneck(channels: int, width: int, stride: int, *, strides_first: bool = False) -> ResidualBlock:
    """1 x 1 down to `width`, 3 x 3, 1 x 1 up to 4 `width` (Figure 5, right).

    `strides_first` puts the stride where the paper has it, in the first 1 x 1 convolution.
    """
    first, second = (stride, 1) if strides_first else (1, stride)
    spatial, channel, outgoing = Role.SPATIAL_MIXING, Role.CHANNEL_MIXING, EXPANSION * width
    branch = nn.Sequential(
        ConvolutionNorm(channels, width, role=channel, stride=first, activation=relu()),
        ConvolutionNorm(width, width, 3, role=spatial, stride=second, activation=relu()),
        ConvolutionNorm(width, outgoing, role=channel),
    )
    return ResidualBlock(branch, channels, outgoing, stride)


def blocks(config: ResNetConfig, channels: int, stage: int) -> Iterator[ResidualBlock]:
    """The blocks of a stage that takes in `channels`; all but the first stage begin with stride 2."""
    width, stride = config.widths[stage], 2 if stage else 1
    for _ in range(config.depths[stage]):
        if config.block == "basic":
            yield basic_block(channels, width, stride)
            channels, stride = width, 1
        else:
            yield bottleneck(channels, width, stride, strides_first=config.strides == "v1")
            channels, stride = EXPANSION * width, 1


class ResNet(Pyramid):
    """Stem, four stages of blocks, mean over places, classifier. One network serves every size."""

    def __init__(self, config: ResNetConfig, height: int, width: int) -> None:  # noqa: ARG002
        super().__init__()
        expansion = EXPANSION if config.block == "bottleneck" else 1
        self.stem = stem(config.widths[0])
        self.stages = nn.Sequential()
        channels = config.widths[0]
        for stage in range(len(config.depths)):
            self.stages.append(nn.Sequential(*blocks(config, channels, stage)))
            channels = expansion * config.widths[stage]
        self.average = GlobalAverage()
        self.head = assign(Role.HEAD, nn.Linear(channels, config.num_classes))

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, 3, H, W) to (B, classes)."""
        x = self.stages(self.stem(image))  # (B, C_4, H/32, W/32)
        return self.head(self.average(x))


#: The names of torchvision and timm: a stage is their `layer`, counted from one.
OTHER_NAMES = (
    *names(
        ("conv1", "stem.0.convolution"),
        ("bn1", "stem.0.norm"),
        ("fc", "head"),
    ),
    *(
        rule
        for stage in range(4)
        for rule in names(
            *(
                (
                    rf"layer{stage + 1}\.(\d+)\.{theirs}{place + 1}",
                    rf"stages.{stage}.\1.branch.{place}.{ours}",
                )
                for place in range(3)
                for theirs, ours in (("conv", "convolution"), ("bn", "norm"))
            ),
            (rf"layer{stage + 1}\.(\d+)\.downsample\.0", rf"stages.{stage}.\1.skip.convolution"),
            (rf"layer{stage + 1}\.(\d+)\.downsample\.1", rf"stages.{stage}.\1.skip.norm"),
        )
    ),
)
NETWORK = ResNet
