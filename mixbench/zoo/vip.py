"""ViP (Hou et al., 2021, arXiv 2106.12368), Figure 2 and Section 3.2.

Deviations: the number of segments follows the side of the map, where the authors' code has it fixed for
224 px, so that one network serves every accepted size. The paper's pseudo-code calls N and S what that
code has the other way round; S is the channels of a segment here. Branches are not put back in place
before they are added: a view of each does.
"""

from __future__ import annotations

import torch
from torch import nn, unflatten

from mixbench.catalog.vip import VipConfig
from mixbench.zoo.layers import Linear
from mixbench.zoo.other_names import names
from mixbench.zoo.patch_pyramid import PatchPyramid
from mixbench.zoo.pyramid_names import REWEIGHTED, blocks, transitions
from mixbench.zoo.weighting import Reweight, weighted_sum

HEIGHT, WIDTH = 1, 2  # axes of (B, H, W, C)


def lines(x: torch.Tensor, axis: int) -> torch.Tensor:
    """The vectors that one fully-connected layer sees: (B, L, L, C) to (B, L, L segments, L S).

    The map is L x L and a segment has S = C/L channels. For every line across `axis` and every segment
    s, entry y S + j is channel s S + j at place y along `axis`.
    """
    segments = unflatten(x, -1, (x.shape[axis], -1))  # (B, H, W, s, S)
    return segments.movedim(axis, 3).flatten(3)  # the one copy; line before segment keeps its reads close


def places(vectors: torch.Tensor, axis: int) -> torch.Tensor:
    """Undo `lines` without a copy: (B, L, L segments, L S) to a view (B, L, L, s, S)."""
    side = vectors.shape[2]
    return unflatten(vectors, -1, (side, -1)).movedim(3, axis)


def mean_over_places(vectors: torch.Tensor) -> torch.Tensor:
    """The mean over the map of what `lines` gave, (B, L, L segments, L S) to (B, C)."""
    side = vectors.shape[2]
    by_place = unflatten(vectors.mean(dim=1), -1, (side, -1))  # (B, s, L, S): long rows first, they are fast
    return by_place.mean(dim=2).flatten(1)


class PermuteMixing(nn.Module):
    """Down the columns, across the rows and at the place itself, reweighted and projected (Algorithm 1)."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.along_height = Linear(width, width, bias=False)
        self.along_width = Linear(width, width, bias=False)
        self.in_place = Linear(width, width, bias=False)
        self.reweight = Reweight(width)
        self.project = Linear(width, width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, L, L, C) to (B, L, L, C); L divides C."""
        down = self.along_height(lines(x, HEIGHT))  # (B, column, s, C)
        across = self.along_width(lines(x, WIDTH))  # (B, row, s, C)
        here = self.in_place(x)  # (B, L, L, C)
        mean = mean_over_places(down) + mean_over_places(across) + here.mean(dim=(1, 2))  # (B, C)
        side = x.shape[HEIGHT]
        shares = unflatten(self.reweight(mean), -1, (side, -1))  # (3, B, s, S)
        of_down, of_across, of_here = shares[:, :, None, None]  # (B, 1, 1, s, S) each
        # The branch that lies in place comes first: the sum then lies as it does, ready to be projected.
        branches = (unflatten(here, -1, (side, -1)), places(down, HEIGHT), places(across, WIDTH))
        mixed = weighted_sum(branches, (of_here, of_down, of_across))
        return self.project(mixed.flatten(3))


class Vip(PatchPyramid):
    """The pyramid of patches with permuted mixing. No weight knows the size of the image."""

    def __init__(self, config: VipConfig, height: int, width: int) -> None:
        super().__init__(config, height, width, lambda level: PermuteMixing(level.width))


#: The names of the authors.
OTHER_NAMES = (
    *names((r"patch_embed\.proj", "stem.project")),
    blocks(
        *names(
            ("norm1", "spatial_norm"),
            (r"attn\.mlp_h", "spatial_mixing.along_height"),
            (r"attn\.mlp_w", "spatial_mixing.along_width"),
            (r"attn\.mlp_c", "spatial_mixing.in_place"),
            ("norm2", "channel_norm"),
        ),
        *REWEIGHTED,
    ),
    transitions("project", ("proj", "project")),
)
NETWORK = Vip
