"""MobileNetV2 (Sandler et al., 2018, arXiv 1801.04381), Tables 1 and 2 and Figure 4.

Deviations: none in the arithmetic. Table 2 sums to 17 bottlenecks, as all code has them; the text says
19. Padding is alike on both sides; Keras pads only right and below where the stride is 2. Every BatchNorm
has PyTorch's eps 1e-5 (Keras: 1e-3).
"""

from __future__ import annotations

import torch
from torch import nn

from mixbench.catalog.mobilenet_v2 import Bottleneck, MobileNetV2Config, bottlenecks, final_width, stem_width
from mixbench.core.roles import Role
from mixbench.zoo.convolutions import ConvolutionNorm, GlobalAverage
from mixbench.zoo.layers import Linear
from mixbench.zoo.other_names import InOrder, names
from mixbench.zoo.pyramid import Pyramid
from mixbench.zoo.roles import assign


def relu6() -> nn.ReLU6:
    """A ReLU6 that overwrites its input, which is always what a BatchNorm put out."""
    return nn.ReLU6(inplace=True)


class InvertedResidual(nn.Module):
    """1 x 1 up to `hidden` channels, depthwise 3 x 3, 1 x 1 down without activation (Table 1).

    (B, C, H, W) to (B, C', H/stride, W/stride), with a skip where the shape stays. The convolution up is
    left out where it would not widen.
    """

    def __init__(self, block: Bottleneck) -> None:
        super().__init__()
        hidden, layers = block.hidden, nn.Sequential()
        if block.widens:
            role = Role.CHANNEL_MIXING
            layers.append(ConvolutionNorm(block.incoming, hidden, role=role, activation=relu6()))
        role, stride = Role.SPATIAL_MIXING, block.stride
        layers.append(
            ConvolutionNorm(hidden, hidden, 3, role=role, stride=stride, groups=hidden, activation=relu6())
        )
        layers.append(ConvolutionNorm(hidden, block.c, role=Role.CHANNEL_MIXING))
        self.layers = layers
        self.skips = block.stride == 1 and block.incoming == block.c

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, C, H, W) to (B, C', H', W'); the sum takes the place of the last norm's output."""
        mixed = self.layers(x)
        return mixed.add_(x) if self.skips else mixed


class MobileNetV2(Pyramid):
    """Strided convolution and the bottlenecks before stride 4 as stem, four stages that begin with stride 2.

    A last 1 x 1 convolution widens the map for the mean and the classifier. One network serves every size.
    """

    def __init__(self, config: MobileNetV2Config, height: int, width: int) -> None:
        super().__init__()
        first = stem_width(config)
        convolution = ConvolutionNorm(3, first, 3, role=Role.STEM, stride=2, activation=relu6())
        parts: list[list[nn.Module]] = [[convolution], [], [], [], []]
        for block in bottlenecks(config, height, width):
            parts[block.stage].append(InvertedResidual(block))
            last = block.c
        self.stem, *stages = (nn.Sequential(*part) for part in parts)
        self.stages = nn.Sequential(*stages)
        self.final = ConvolutionNorm(last, final_width(config), role=Role.CHANNEL_MIXING, activation=relu6())
        self.average = GlobalAverage()
        self.dropout = nn.Dropout(config.dropout)
        self.head = assign(Role.HEAD, Linear(final_width(config), config.num_classes))

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, 3, H, W) to (B, classes)."""
        x = self.stages(self.stem(image))  # (B, C_7, H/32, W/32)
        x = self.average(self.final(x))  # (B, C)
        return self.head(self.dropout(x))


_STEM, _FIRST = "stem.0", "stem.1.layers"
_BLOCKS = r"(stages\.\d+\.\d+\.)layers\..+"

#: The names of torchvision, then those of timm. In both our stem holds the first block, which does not widen.
OTHER_NAMES = (
    *names(
        (r"features\.0\.0", f"{_STEM}.convolution"),
        (r"features\.0\.1", f"{_STEM}.norm"),
        (r"features\.1\.conv\.0\.0", f"{_FIRST}.0.convolution"),
        (r"features\.1\.conv\.0\.1", f"{_FIRST}.0.norm"),
        (r"features\.1\.conv\.1", f"{_FIRST}.1.convolution"),
        (r"features\.1\.conv\.2", f"{_FIRST}.1.norm"),
        (r"features\.\d+\.0", "final.convolution"),
        (r"features\.\d+\.1", "final.norm"),
        (r"classifier\.1", "head"),
    ),
    InOrder(
        r"(features\.(?:[2-9]|\d{2,})\.)conv\..+",
        _BLOCKS,
        names(
            (r"conv\.0\.0", "layers.0.convolution"),
            (r"conv\.0\.1", "layers.0.norm"),
            (r"conv\.1\.0", "layers.1.convolution"),
            (r"conv\.1\.1", "layers.1.norm"),
            (r"conv\.2", "layers.2.convolution"),
            (r"conv\.3", "layers.2.norm"),
        ),
    ),
    *names(
        ("conv_stem", f"{_STEM}.convolution"),
        ("bn1", f"{_STEM}.norm"),
        (r"blocks\.0\.0\.conv_dw", f"{_FIRST}.0.convolution"),
        (r"blocks\.0\.0\.bn1", f"{_FIRST}.0.norm"),
        (r"blocks\.0\.0\.conv_pw", f"{_FIRST}.1.convolution"),
        (r"blocks\.0\.0\.bn2", f"{_FIRST}.1.norm"),
        ("conv_head", "final.convolution"),
        ("bn2", "final.norm"),
        ("classifier", "head"),
    ),
    InOrder(
        r"(blocks\.[1-9]\d*\.\d+\.).+",
        _BLOCKS,
        names(
            ("conv_pw", "layers.0.convolution"),
            ("bn1", "layers.0.norm"),
            ("conv_dw", "layers.1.convolution"),
            ("bn2", "layers.1.norm"),
            ("conv_pwl", "layers.2.convolution"),
            ("bn3", "layers.2.norm"),
        ),
    ),
)
NETWORK = MobileNetV2
