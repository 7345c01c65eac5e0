"""DynaMixer (Wang et al., 2022, arXiv 2201.12083), Section 3 and Algorithm 1.

Deviations: columns and rows may differ in length, where the authors' code has one length for both; each
has an operation of its own there too, so that a square image gives the same.
"""

from __future__ import annotations

import torch
from torch import nn, unflatten

from mixbench.catalog.dynamixer import DynaMixerConfig
from mixbench.catalog.patch_pyramid import Level
from mixbench.zoo.layers import Linear
from mixbench.zoo.other_names import names
from mixbench.zoo.patch_pyramid import PatchPyramid
from mixbench.zoo.pyramid_names import REWEIGHTED, blocks, transitions
from mixbench.zoo.weighting import Reweight, weighted_sum

HEIGHT, WIDTH = 1, 2  # axes of (B, H, W, C)


class DynamicMixing(nn.Module):
    """Mix the L tokens of every line along one axis, head by head, by matrices that they generate.

    Each token is compressed to d numbers a head; all L d numbers of a line and head become its L x L
    matrix, whose columns softmax makes sum to one: column m weighs the tokens that make up token m.
    """

    def __init__(self, width: int, length: int, heads: int, reduced_dim: int, axis: int) -> None:
        super().__init__()
        self.heads = heads
        self.length = length
        self.axis = axis
        self.compress = Linear(width, heads * reduced_dim)
        self.generate = Linear(length * reduced_dim, length**2)
        self.project = Linear(width, width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        mixed = self.matrices(x).mT @ self.by_line(x)  # (B, line, head, L, C / heads)
        return self.project(mixed.movedim(3, self.axis).flatten(3))

    def matrices(self, x: torch.Tensor) -> torch.Tensor:
        """The mixing matrices of (B, H, W, C): (B, line, head, L, L), in which every column sums to one."""
        compressed = self.by_line(self.compress(x)).flatten(3)  # (B, line, head, L d)
        scores = unflatten(self.generate(compressed), -1, (self.length, self.length))
        return scores.softmax(dim=-2)

    def by_line(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) as a view (B, line, head, L, C / heads): every line with the places along it."""
        return unflatten(x, -1, (self.heads, -1)).movedim(self.axis, 3)

    def extra_repr(self) -> str:
        """What printing the module shows."""
        return f"heads={self.heads}, axis={'height' if self.axis == HEIGHT else 'width'}"


class DynaMixing(nn.Module):
    """Down the columns, across the rows and at the place itself, reweighted and projected."""

    def __init__(self, config: DynaMixerConfig, level: Level) -> None:
        super().__init__()
        width, heads, reduced = level.width, config.heads[level.index], config.reduced_dim
        self.along_height = DynamicMixing(width, level.rows, heads, reduced, HEIGHT)
        self.along_width = DynamicMixing(width, level.columns, heads, reduced, WIDTH)
        self.in_place = Linear(width, width, bias=False)
        self.reweight = Reweight(width)
        self.project = Linear(width, width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        down, across, here = self.along_height(x), self.along_width(x), self.in_place(x)
        mean = down.mean((1, 2)) + across.mean((1, 2)) + here.mean((1, 2))  # (B, C), as of the sum
        weights = self.reweight(mean)[:, :, None, None]  # (3, B, 1, 1, C)
        return self.project(weighted_sum((down, across, here), weights))


class DynaMixer(PatchPyramid):
    """The pyramid of patches with dynamic mixing. A network serves one image size."""

    def __init__(self, config: DynaMixerConfig, height: int, width: int) -> None:
        super().__init__(config, height, width, lambda level: DynaMixing(config, level))


#: The names of the authors.
OTHER_NAMES = (
    *names((r"patch_embed\.proj", "stem.project")),
    blocks(
        *names(
            ("norm1", "spatial_norm"),
            *(
                (rf"attn\.mix_{letter}\.{theirs}", f"spatial_mixing.along_{axis}.{ours}")
                for letter, axis in (("h", "height"), ("w", "width"))
                for theirs, ours in (("compress", "compress"), ("generate", "generate"), ("out", "project"))
            ),
            (r"attn\.mlp_c", "spatial_mixing.in_place"),
            ("norm2", "channel_norm"),
        ),
        *REWEIGHTED,
    ),
    transitions("project", ("proj", "project")),
)
NETWORK = DynaMixer
