"""Xception (Chollet, 2017, arXiv 1610.02357), Figure 5: separable convolutions with skips around them.

Deviations: where a map has even sides, its maximum is padded on all sides, as in PyTorch's networks; the
author's Keras code pads only below and on the right. BatchNorm has PyTorch's eps (1e-5) and momentum; that
code has 1e-3 and 0.99. Convolutions start by He's rule, in that code by Glorot's; the paper names none.
"""

from __future__ import annotations

from collections.abc import Iterator

import torch
from torch import nn

from mixbench.catalog.xception import XceptionConfig
from mixbench.core.roles import Role
from mixbench.zoo.convolutions import ConvolutionNorm, GlobalAverage, HeConvolution, batch_norm
from mixbench.zoo.other_names import InOrder, names
from mixbench.zoo.pyramid import Pyramid
from mixbench.zoo.roles import assign


def stem(widths: tuple[int, int]) -> nn.Sequential:
    """Two 3 x 3 convolutions without padding: (B, 3, H, W) to (B, C, H/2 - 2, W/2 - 2), for 299 px 147."""
    first, second = widths
    return nn.Sequential(
        HeConvolution(3, first, 3, stride=2, bias=False),
        batch_norm(first),
        nn.ReLU(inplace=True),  # overwrites what the norm put out
        HeConvolution(first, second, 3, bias=False),
        batch_norm(second),
        nn.ReLU(inplace=True),
    )


class Separable(nn.Module):
    """Depthwise 3 x 3, then 1 x 1 with nothing between, BatchNorm: (B, C, H, W) to (B, C', H, W).

    The paper finds that an activation between the two harms (Section 4.7). One may follow the norm.
    """

    def __init__(self, channels: int, width: int, *, activated: bool = False) -> None:
        super().__init__()
        depthwise = HeConvolution(channels, channels, 3, padding=1, groups=channels, bias=False)
        self.depthwise = assign(Role.SPATIAL_MIXING, depthwise)
        activation = nn.ReLU(inplace=True) if activated else None
        self.pointwise = ConvolutionNorm(channels, width, role=Role.CHANNEL_MIXING, activation=activation)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, C, H, W) to (B, C', H, W)."""
        return self.pointwise(self.depthwise(x))


class ResidualBlock(nn.Module):
    """branch(ReLU(x)) + skip(x), where the skip takes x before the ReLU, which so needs its own memory.

    The sum overwrites what the branch put out and nothing else reads.
    """

    def __init__(self, branch: nn.Module, skip: nn.Module, *, activated: bool = True) -> None:
        super().__init__()
        self.activation = nn.ReLU() if activated else nn.Identity()
        self.branch = branch
        self.skip = skip

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, C, H, W) to (B, C', H', W')."""
        return self.branch(self.activation(x)).add_(self.skip(x))


def halving(channels: int, between: int, width: int, *, activated: bool = True) -> ResidualBlock:
    """Two separable convolutions and a maximum of stride 2: (B, C, H, W) to (B, C', H/2, W/2)."""
    branch = nn.Sequential(
        Separable(channels, between, activated=True),
        Separable(between, width),
        nn.MaxPool2d(3, stride=2, padding=1),
    )
    skip = ConvolutionNorm(channels, width, role=Role.DOWNSAMPLE, stride=2)
    return ResidualBlock(branch, skip, activated=activated)


def middle(width: int) -> ResidualBlock:
    """Three separable convolutions: (B, C, H, W) to (B, C, H, W)."""
    branch = nn.Sequential(
        Separable(width, width, activated=True),
        Separable(width, width, activated=True),
        Separable(width, width),
    )
    return ResidualBlock(branch, nn.Identity())


def stages(config: XceptionConfig) -> Iterator[nn.Sequential]:
    """Entry flow in three stages, the third with the middle flow; exit flow in the last."""
    incoming = config.stem_widths[-1]
    first, second, third, last = config.widths
    yield nn.Sequential(halving(incoming, first, first, activated=False))  # the stem ends in a ReLU
    yield nn.Sequential(halving(first, second, second))
    yield nn.Sequential(halving(second, third, third), *(middle(third) for _ in range(config.depth)))
    before, after = config.exit_widths
    yield nn.Sequential(
        halving(third, third, last),
        Separable(last, before, activated=True),
        Separable(before, after, activated=True),
    )


class Xception(Pyramid):
    """Stem, four stages, mean over places, classifier. One network serves every size."""

    def __init__(self, config: XceptionConfig, height: int, width: int) -> None:  # noqa: ARG002
        super().__init__()
        self.stem = assign(Role.STEM, stem(config.stem_widths))
        self.stages = nn.Sequential(*stages(config))
        self.average = GlobalAverage()
        self.dropout = nn.Dropout(config.dropout)
        self.head = assign(Role.HEAD, nn.Linear(config.exit_widths[-1], config.num_classes))

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, 3, H, W) to (B, classes)."""
        x = self.stages(self.stem(image))  # (B, C, H/32, W/32)
        return self.head(self.dropout(self.average(x)))


#: The names of timm's port. In its blocks, but for the first, a ReLU is before each separable convolution.
OTHER_NAMES = (
    *names(
        ("conv1", "stem.0"),
        ("bn1", "stem.1"),
        ("conv2", "stem.3"),
        ("bn2", "stem.4"),
        *(
            pair
            for place, theirs in ((1, 3), (2, 4))
            for pair in (
                (rf"conv{theirs}\.conv1", f"stages.3.{place}.depthwise"),
                (rf"conv{theirs}\.pointwise", f"stages.3.{place}.pointwise.convolution"),
                (f"bn{theirs}", f"stages.3.{place}.pointwise.norm"),
            )
        ),
        ("fc", "head"),
    ),
    InOrder(
        r"(block\d+\.).+",
        r"(stages\.\d+\.\d+\.)branch\..+",
        names(
            ("skip", "skip.convolution"),
            ("skipbn", "skip.norm"),
            *(
                pair
                for place, layer, norm in ((0, "[01]", "[12]"), (1, "[34]", "[45]"), (2, "7", "8"))
                for pair in (
                    (rf"rep\.{layer}\.conv1", f"branch.{place}.depthwise"),
                    (rf"rep\.{layer}\.pointwise", f"branch.{place}.pointwise.convolution"),
                    (rf"rep\.{norm}", f"branch.{place}.pointwise.norm"),
                )
            ),
        ),
    ),
)
NETWORK = Xception
