"""MorphMLP (Zhang et al., 2021, arXiv 2111.12527), Section 3, for images.

The authors published their video network only. This one is that network for one frame: convolutions
without their temporal extent, blocks without the temporal layer. Its parameters and MACs are those that
the paper prints for images, but for the parameters of S; see the catalog.

Deviations: none in the arithmetic of what is left. As in that code, the last stage has no branch along
the height, and its chunks take places at even distances; the other stages take neighbouring ones.
"""

from __future__ import annotations

import torch
from torch import nn

from mixbench.catalog.morphmlp import MorphMlpConfig
from mixbench.core.roles import Role
from mixbench.zoo.convolutions import ChannelsLastSequential, ChannelsLastStem, batch_norm
from mixbench.zoo.layers import DropPath, Linear, Mlp, drop_path_rates, layer_norm
from mixbench.zoo.pyramid import Pyramid
from mixbench.zoo.roles import assign
from mixbench.zoo.weighting import Reweight, weighted_sum

EPS = 1e-5


def chunks(x: torch.Tensor, length: int) -> torch.Tensor:
    """Runs of `length` places of a map that is read row by row: (B, H, W, C) to (B, a, b, i, j, C).

    A run is i x j places, part of a row or whole rows, so that the runs of a transposed map are a view
    of it too. Where a run starts within a row and goes on in the next, a transposed map is copied.
    """
    rows, columns = x.shape[1:3]
    if columns % length == 0:
        shape = (rows, columns // length, 1, length)
    elif length % columns == 0:
        shape = (rows * columns // length, 1, length // columns, columns)
    else:
        shape = (rows * columns // length, 1, 1, length)
    return x.reshape(x.shape[0], *shape, x.shape[3])


class ChunkFC(nn.Module):
    """A fully-connected layer over L places and a segment of C / L channels at once (MorphFC).

    The C values of a chunk's places and one segment go in and come out; index place * (C / L) + channel.
    """

    def __init__(self, width: int, length: int) -> None:
        super().__init__()
        self.length = length
        self.linear = Linear(width, width, bias=False)

    def mix(self, runs: torch.Tensor) -> torch.Tensor:
        """(B, a, b, i, j, C) to the same, with the L = ij places of each run mixed; copies in and out."""
        batch, a, b, i, j, width = runs.shape
        segments = runs.reshape(batch, a, b, i, j, self.length, -1).permute(0, 1, 2, 5, 3, 4, 6)
        mixed = self.linear(segments.flatten(4))  # (B, a, b, L segments, C)
        places = mixed.view(batch, a, b, self.length, i, j, -1).permute(0, 1, 2, 4, 5, 3, 6)
        return places.reshape(batch, a, b, i, j, width)

    def extra_repr(self) -> str:
        """What printing the module shows."""
        return f"length={self.length}"


class RowFC(ChunkFC):
    """Chunks of places that follow one another in the rows."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        return self.mix(chunks(x, self.length)).reshape(x.shape)


class ColumnFC(ChunkFC):
    """Chunks of places that follow one another in the columns."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        x = x.transpose(1, 2)
        return self.mix(chunks(x, self.length)).reshape(x.shape).transpose(1, 2)


class StridedFC(ChunkFC):
    """Chunks of L places at even distances over the whole map, which are all places where it has L."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        apart = x.reshape(x.shape[0], self.length, -1, x.shape[3])  # (B, L, places between, C)
        runs = apart.transpose(1, 2)[:, :, None, None]  # (B, places between, 1, 1, L, C)
        return self.mix(runs)[:, :, 0, 0].transpose(1, 2).reshape(x.shape)


class MorphMixing(nn.Module):
    """Branches along chunks and one at the place itself; reweighted and projected."""

    def __init__(self, width: int, along: list[nn.Module]) -> None:
        super().__init__()
        self.along = nn.ModuleList(along)
        self.in_place = Linear(width, width, bias=False)
        self.reweight = Reweight(width, len(along) + 1)
        self.project = Linear(width, width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        branches = (*(layer(x) for layer in self.along), self.in_place(x))
        # The mean of a sum is the sum of means: the sum itself need not be written to memory.
        mean = torch.stack([branch.mean((1, 2)) for branch in branches]).sum(0)  # (B, C)
        weights = self.reweight(mean)[:, :, None, None]  # (branches, B, 1, 1, C)
        # The last branch first: the sum takes its order in memory, which the projection needs.
        return self.project(weighted_sum(branches[::-1], weights.unbind()[::-1]))


def mixing(width: int, length: int, is_last_stage: bool) -> MorphMixing:
    """Columns, rows and places; in the last stage chunks of the whole map and places."""
    if is_last_stage:
        return MorphMixing(width, [StridedFC(width, length)])
    return MorphMixing(width, [ColumnFC(width, length), RowFC(width, length)])


class Block(nn.Module):
    """Mixing, then a channel MLP, each with its own LayerNorm and skip."""

    def __init__(self, config: MorphMlpConfig, stage: int, drop_path: float) -> None:
        super().__init__()
        width, length = config.widths[stage], config.chunk_lengths[stage]
        hidden = config.mlp_ratios[stage] * width
        self.spatial_norm = layer_norm(width, EPS)
        self.spatial_mixing = assign(Role.SPATIAL_MIXING, mixing(width, length, stage == 3))
        self.channel_norm = layer_norm(width, EPS)
        self.channel_mixing = assign(Role.CHANNEL_MIXING, Mlp(width, hidden))
        self.drop_path = DropPath(drop_path)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        x = x + self.drop_path(self.spatial_mixing(self.spatial_norm(x)))
        return x + self.drop_path(self.channel_mixing(self.channel_norm(x)))


def stem(width: int) -> ChannelsLastStem:
    """Two convolutions of stride 2, the first to half the channels: (B, 3, H, W) to (B, H/4, W/4, C)."""
    return ChannelsLastStem(
        nn.Conv2d(3, width // 2, 3, stride=2, padding=1),
        batch_norm(width // 2),
        nn.GELU(),
        nn.Conv2d(width // 2, width, 3, stride=2, padding=1),
        batch_norm(width),
    )


def downsample(width: int, next_width: int) -> nn.Module:
    """Between stages, a convolution and a LayerNorm: (B, H, W, C) to (B, H/2, W/2, C')."""
    reduce = nn.Conv2d(width, next_width, 3, stride=2, padding=1)
    return nn.Sequential(ChannelsLastSequential(reduce), layer_norm(next_width, EPS))


class MorphMlp(Pyramid):
    """Stem, four stages with a transition between, LayerNorm, mean over places, classifier.

    No weight knows the image size, but the chunks of every stage must tile its map.
    """

    MAPS_ARE_CHANNELS_LAST = True

    def __init__(self, config: MorphMlpConfig, height: int, width: int) -> None:  # noqa: ARG002
        super().__init__()
        rates = iter(drop_path_rates(config.drop_path, sum(config.depths)))
        self.stem = assign(Role.STEM, stem(config.widths[0]))
        self.stages = nn.Sequential()
        for stage, (depth, channels) in enumerate(zip(config.depths, config.widths, strict=True)):
            layers: list[nn.Module] = []
            if stage:
                transition = downsample(config.widths[stage - 1], channels)
                layers.append(assign(Role.DOWNSAMPLE, transition))
            layers += [Block(config, stage, next(rates)) for _ in range(depth)]
            self.stages.append(nn.Sequential(*layers))
        self.norm = layer_norm(config.widths[-1], EPS)
        self.head = assign(Role.HEAD, Linear(config.widths[-1], config.num_classes))

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, 3, H, W) to (B, classes)."""
        x = self.stages(self.stem(image))  # (B, H/32, W/32, C)
        x = self.norm(x).mean(dim=(1, 2))  # (B, C)
        return self.head(x)


NETWORK = MorphMlp
