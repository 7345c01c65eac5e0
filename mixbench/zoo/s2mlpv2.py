"""S²-MLPv2 (Yu et al., 2021, arXiv 2108.01072), Sections 3.2 and 4, Algorithm 1.

No code of the authors is public. Deviations: the shifts read from one tensor and write to another, where
the pseudo-code overwrites what it has still to read. Split attention sums over the places, as Equation 2
is written (the text calls it an average), and has C/4 hidden units without biases, which alone gives the
printed parameters. No norm is stated before the classifier, and there is none.
"""

from __future__ import annotations

import torch
from torch import nn

from mixbench.catalog.s2mlpv2 import S2MlpV2Config
from mixbench.zoo.layers import Linear
from mixbench.zoo.patch_pyramid import PatchPyramid
from mixbench.zoo.shifts import HEIGHT, WIDTH, spatial_shift
from mixbench.zoo.weighting import weighted_sum

PARTS = 3


class SplitAttention(nn.Module):
    """Weigh maps of one shape against one another, channel by channel, by all that they hold (Eq. 2 to 4)."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.squeeze = Linear(width, width // 4, bias=False)
        self.activation = nn.GELU()
        self.expand = Linear(width // 4, PARTS * width, bias=False)

    def forward(self, maps: tuple[torch.Tensor, ...]) -> torch.Tensor:
        """Three maps (B, H, W, C) to one."""
        total = torch.stack([each.sum(dim=(1, 2)) for each in maps]).sum(dim=0)  # (B, C)
        scores = self.expand(self.activation(self.squeeze(total)))  # (B, 3 C), channel fastest
        shares = scores.view(len(total), PARTS, -1).softmax(dim=1)
        return weighted_sum(maps, shares.transpose(0, 1)[:, :, None, None])  # weights (3, B, 1, 1, C)


class SplitShiftMixing(nn.Module):
    """Widen to three maps, shift two of them in opposite orders, weigh all three, project (Section 4.1)."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.widen = Linear(width, PARTS * width)
        self.attention = SplitAttention(width)
        self.project = Linear(width, width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        first, second, still = self.widen(x).chunk(PARTS, dim=-1)
        maps = (spatial_shift(first, HEIGHT, WIDTH), spatial_shift(second, WIDTH, HEIGHT), still)
        return self.project(self.attention(maps))


class S2MlpV2(PatchPyramid):
    """The pyramid of patches with split shifts. No weight knows the size of the image."""

    def __init__(self, config: S2MlpV2Config, height: int, width: int) -> None:
        super().__init__(config, height, width, lambda level: SplitShiftMixing(level.width), final_norm=False)


NETWORK = S2MlpV2
