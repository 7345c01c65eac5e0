"""MobileNetV1 (Howard et al., 2017, arXiv 1704.04861), Table 1 and Section 3.

Deviations: the last depthwise layer has stride 1, because its map is 7 x 7 before and after in Table 1,
which prints stride 2. Padding is alike on both sides; Keras pads only right and below where the stride
is 2. Every BatchNorm has PyTorch's eps 1e-5 (Keras: 1e-3).
"""

from __future__ import annotations

import torch
from torch import nn

from mixbench.catalog.mobilenet_v1 import MobileNetV1Config, stem_widths, widths
from mixbench.core.roles import Role
from mixbench.zoo.convolutions import ConvolutionNorm, GlobalAverage
from mixbench.zoo.layers import Linear
from mixbench.zoo.other_names import InOrder, names
from mixbench.zoo.pyramid import Pyramid
from mixbench.zoo.roles import assign


def activation(name: str) -> nn.Module:
    """ReLU (the paper) or ReLU6 (TF-slim, Keras, timm), over what a BatchNorm put out."""
    return nn.ReLU(inplace=True) if name == "relu" else nn.ReLU6(inplace=True)


class SeparableBlock(nn.Sequential):
    """Depthwise 3 x 3 convolution, then 1 x 1 convolution, each with norm and activation (Figure 3).

    (B, C, H, W) to (B, C', H/stride, W/stride).
    """

    def __init__(self, channels: int, width: int, stride: int, activated: str) -> None:
        depthwise = ConvolutionNorm(
            channels,
            channels,
            3,
            role=Role.SPATIAL_MIXING,
            stride=stride,
            groups=channels,
            activation=activation(activated),
        )
        role = Role.CHANNEL_MIXING
        pointwise = ConvolutionNorm(channels, width, role=role, activation=activation(activated))
        super().__init__(depthwise, pointwise)


class MobileNetV1(Pyramid):
    """Strided convolution and one block as stem, four stages that begin with stride 2, mean, classifier.

    One network serves every size.
    """

    def __init__(self, config: MobileNetV1Config, height: int, width: int) -> None:  # noqa: ARG002
        super().__init__()
        first, channels = stem_widths(config)
        activated = config.activation
        self.stem = nn.Sequential(
            ConvolutionNorm(3, first, 3, role=Role.STEM, stride=2, activation=activation(activated)),
            SeparableBlock(first, channels, 1, activated),
        )
        self.stages = nn.Sequential()
        for depth, c in zip(config.depths, widths(config), strict=True):
            blocks = [SeparableBlock(channels, c, 2, activated)]
            blocks += [SeparableBlock(c, c, 1, activated) for _ in range(depth - 1)]
            self.stages.append(nn.Sequential(*blocks))
            channels = c
        self.average = GlobalAverage()
        self.head = assign(Role.HEAD, Linear(channels, config.num_classes))

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, 3, H, W) to (B, classes)."""
        x = self.stages(self.stem(image))  # (B, C_4, H/32, W/32)
        return self.head(self.average(x))


#: The names of timm, whose first block is in our stem.
OTHER_NAMES = (
    *names(
        ("conv_stem", "stem.0.convolution"),
        ("bn1", "stem.0.norm"),
        ("classifier", "head"),
    ),
    InOrder(
        r"(blocks\.\d+\.\d+\.).+",
        r"(stem\.1\.|stages\.\d+\.\d+\.).+",
        names(
            ("conv_dw", "0.convolution"),
            ("bn1", "0.norm"),
            ("conv_pw", "1.convolution"),
            ("bn2", "1.norm"),
        ),
    ),
)
NETWORK = MobileNetV1
