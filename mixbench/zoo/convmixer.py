"""ConvMixer (Trockman and Kolter, 2022, arXiv 2201.09792), Figure 2 and Equations 1 and 2.

Deviations: none in the arithmetic. "Same" padding is written as whole numbers, because counters lose
convolutions whose padding is the word.
"""

from __future__ import annotations

import torch
from torch import nn

from mixbench.catalog.convmixer import ConvMixerConfig
from mixbench.core.roles import Role
from mixbench.zoo.convolutions import batch_norm
from mixbench.zoo.other_names import names
from mixbench.zoo.roles import assign


def activation(name: str) -> nn.Module:
    """GELU (the paper) or ReLU (the released 768/32 weights)."""
    return nn.GELU() if name == "gelu" else nn.ReLU()


def depthwise_convolution(width: int, kernel_size: int) -> nn.Module:
    """A depthwise convolution that keeps the size: (B, h, H, W) to (B, h, H, W).

    An even kernel needs one row and column more after the image than before it.
    """
    before, after = (kernel_size - 1) // 2, kernel_size // 2
    if before == after:
        return nn.Conv2d(width, width, kernel_size, groups=width, padding=before)
    return nn.Sequential(
        nn.ZeroPad2d((before, after, before, after)),
        nn.Conv2d(width, width, kernel_size, groups=width),
    )


class Block(nn.Module):
    """Depthwise convolution with a skip, then pointwise convolution; activation before BatchNorm."""

    def __init__(self, config: ConvMixerConfig) -> None:
        super().__init__()
        width = config.width
        self.depthwise = assign(Role.SPATIAL_MIXING, depthwise_convolution(width, config.kernel_size))
        self.depthwise_activation = activation(config.activation)
        self.depthwise_norm = batch_norm(width)
        self.pointwise = assign(Role.CHANNEL_MIXING, nn.Conv2d(width, width, 1))
        self.pointwise_activation = activation(config.activation)
        self.pointwise_norm = batch_norm(width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, h, H, W) to (B, h, H, W)."""
        x = x + self.depthwise_norm(self.depthwise_activation(self.depthwise(x)))  # Eq. 1
        return self.pointwise_norm(self.pointwise_activation(self.pointwise(x)))  # Eq. 2


class ConvMixer(nn.Module):
    """Patch convolution, L blocks, global average, classifier. One network serves every size."""

    def __init__(self, config: ConvMixerConfig, height: int, width: int) -> None:  # noqa: ARG002
        super().__init__()
        stem = nn.Conv2d(3, config.width, config.patch_size, stride=config.patch_size)
        self.stem = assign(Role.STEM, stem)
        self.stem_activation = activation(config.activation)
        self.stem_norm = batch_norm(config.width)
        self.blocks = nn.Sequential(*(Block(config) for _ in range(config.depth)))
        self.head = assign(Role.HEAD, nn.Linear(config.width, config.num_classes))

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, 3, H, W) to (B, classes)."""
        x = self.stem_norm(self.stem_activation(self.stem(image)))  # (B, h, H/p, W/p)
        x = self.blocks(x).mean(dim=(2, 3))  # (B, h)
        return self.head(x)


#: The names of timm; an even kernel stands behind its padding.
OTHER_NAMES = names(
    (r"stem\.0", "stem"),
    (r"stem\.2", "stem_norm"),
    (r"blocks\.(\d+)\.0\.fn\.0", r"blocks.\1.depthwise"),
    (r"blocks\.(\d+)\.0\.fn\.0", r"blocks.\1.depthwise.1"),
    (r"blocks\.(\d+)\.0\.fn\.2", r"blocks.\1.depthwise_norm"),
    (r"blocks\.(\d+)\.1", r"blocks.\1.pointwise"),
    (r"blocks\.(\d+)\.3", r"blocks.\1.pointwise_norm"),
)
NETWORK = ConvMixer
