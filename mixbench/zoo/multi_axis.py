"""What MAXIM is made of (arXiv 2201.02973, Section 3.2 and 3.3, Figures 2 and 3): maps are (B, H, W, C).

Places are mixed along two axes: within blocks of b x b neighbours, and within grids of g x g places that
lie H / g and W / g apart. Both cost a matrix of fixed size for every channel, so all is linear in H W.
"""

from __future__ import annotations

from typing import Literal

import torch
from torch import nn
from torch.nn.functional import gelu, leaky_relu

from mixbench.catalog.maxim import REDUCTION, Level
from mixbench.core.roles import Role
from mixbench.zoo import layers
from mixbench.zoo.convolutions import PointwiseLinear
from mixbench.zoo.initialisation import start_lecun
from mixbench.zoo.layers import layer_norm
from mixbench.zoo.roles import assign

EPS = 1e-6
LEAK = 0.2  # slope of the leaky ReLU under zero

Axis = Literal["block", "grid"]


def activate(x: torch.Tensor) -> torch.Tensor:
    """GELU in its tanh approximation, which is what JAX means by the name."""
    return gelu(x, approximate="tanh")


class Linear(nn.Linear):
    """A fully-connected layer of cross gating, (..., C) to (..., C')."""

    def reset_parameters(self) -> None:
        """Set the weights for the beginning of training."""
        start_lecun(self, self.in_features)


class Pointwise(PointwiseLinear):
    """A 1 x 1 convolution, (B, H, W, C) to (B, H, W, C')."""

    def reset_parameters(self) -> None:
        """Set the weights for the beginning of training."""
        start_lecun(self, self.in_channels)


class Convolution(nn.Conv2d):
    """A convolution with bias of a map (B, H, W, C); the permutations move no memory."""

    def reset_parameters(self) -> None:
        """Set the weights for the beginning of training."""
        start_lecun(self, self.weight[0].numel())

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H', W', C')."""
        return super().forward(x.permute(0, 3, 1, 2)).permute(0, 2, 3, 1)


class Enlargement(nn.ConvTranspose2d):
    """A transposed 2 x 2 convolution of stride 2, (B, H, W, C) to (B, 2H, 2W, C')."""

    def __init__(self, width: int, next_width: int) -> None:
        super().__init__(width, next_width, 2, stride=2)

    def reset_parameters(self) -> None:
        """Set the weights for the beginning of training."""
        start_lecun(self, self.weight[:, 0].numel())

    def forward(self, x: torch.Tensor, output_size: list[int] | None = None) -> torch.Tensor:
        """(B, H, W, C) to (B, 2H, 2W, C')."""
        return super().forward(x.permute(0, 3, 1, 2), output_size).permute(0, 2, 3, 1)


def convolution3x3(width: int, next_width: int) -> Convolution:
    """A 3 x 3 convolution that keeps height and width."""
    return Convolution(width, next_width, 3, padding=1)


class PlaceMixing(layers.Linear):
    """One matrix over the places of every block, or of every grid, the same for all channels."""

    def __init__(self, axis: Axis, side: int) -> None:
        super().__init__(side**2, side**2)
        self.axis = axis
        self.side = side
        self.places = (side, side)  # of the cell that a unit looks at

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to the same in cells, (B, H1, H2, W1, W2, C) with H1 H2 = H and W1 W2 = W."""
        batch, height, width, channels = x.shape
        side, rows, columns = self.side, height // self.side, width // self.side
        # Places first: one copy makes all of them one product, whose result needs no copy back.
        if self.axis == "block":
            cells = x.view(batch, rows, side, columns, side, channels).permute(2, 4, 0, 1, 3, 5)
        else:
            cells = x.view(batch, side, rows, side, columns, channels).permute(1, 3, 0, 2, 4, 5)
        mixed = torch.addmm(self.bias[:, None], self.weight, cells.reshape(side**2, -1))
        mixed = mixed.view(side, side, batch, rows, columns, channels)
        return mixed.permute(2, 3, 0, 4, 1, 5) if self.axis == "block" else mixed.permute(2, 0, 3, 1, 4, 5)


class GatedMlp(nn.Module):
    """gMLP (arXiv 2105.08050) over the places of blocks or of grids, with its own norm and skip."""

    def __init__(self, axis: Axis, side: int, width: int) -> None:
        super().__init__()
        self.norm = layer_norm(width, EPS)
        self.expand = layers.Linear(width, 2 * width)
        self.gate_norm = layer_norm(width, EPS)
        self.gate = PlaceMixing(axis, side)
        self.project = layers.Linear(width, width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        kept, gating = activate(self.expand(self.norm(x))).chunk(2, dim=-1)
        gates = self.gate(self.gate_norm(gating))
        kept = kept.view(gates.shape)
        gated = torch.addcmul(kept, kept, gates)  # kept * (gates + 1)
        return x + self.project(gated.reshape(x.shape))


class MultiAxis(nn.Module):
    """The multi-axis gated MLP block: half of the channels to grids, half to blocks, in parallel."""

    def __init__(self, level: Level) -> None:
        super().__init__()
        width = level.width
        self.norm = layer_norm(width, EPS)
        self.expand = layers.Linear(width, 2 * width)
        self.grid = GatedMlp("grid", level.grid, width)
        self.block = GatedMlp("block", level.block, width)
        self.project = layers.Linear(2 * width, width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        far, near = activate(self.expand(self.norm(x))).chunk(2, dim=-1)
        return x + self.project(torch.cat([self.grid(far), self.block(near)], dim=-1))


class ChannelAttention(nn.Module):
    """Squeeze and excitation: every channel times a factor that the mean of the map decides."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.squeeze = Pointwise(width, width // REDUCTION)
        self.expand = Pointwise(width // REDUCTION, width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        mean = x.mean(dim=(1, 2), keepdim=True)
        return x * self.expand(self.squeeze(mean).relu()).sigmoid()


class ConvolutionBlock(nn.Module):
    """The authors' RCAB: norm, two 3 x 3 convolutions, channel attention, skip."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm = layer_norm(width, EPS)
        self.first = assign(Role.SPATIAL_MIXING, convolution3x3(width, width))
        self.second = assign(Role.SPATIAL_MIXING, convolution3x3(width, width))
        self.attention = assign(Role.CHANNEL_MIXING, ChannelAttention(width))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        inner = leaky_relu(self.first(self.norm(x)), LEAK)
        return x + self.attention(self.second(inner))


class DenseBlock(nn.Module):
    """The authors' RDCAB, for the bottleneck: the same with two Linears over channels."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.norm = layer_norm(width, EPS)
        self.first = assign(Role.CHANNEL_MIXING, layers.Linear(width, width))
        self.second = assign(Role.CHANNEL_MIXING, layers.Linear(width, width))
        self.attention = assign(Role.CHANNEL_MIXING, ChannelAttention(width))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        return x + self.attention(self.second(activate(self.first(self.norm(x)))))


class PlaceGates(nn.Module):
    """Gates from one map for the other of a cross gating: as multi-axis, but with bare matrices."""

    def __init__(self, level: Level) -> None:
        super().__init__()
        width = level.width
        self.norm = layer_norm(width, EPS)
        self.expand = Linear(width, 2 * width)
        self.grid = PlaceMixing("grid", level.grid)
        self.block = PlaceMixing("block", level.block)
        self.project = Linear(2 * width, width)
        for mixing in (self.grid, self.block):
            nn.init.ones_(mixing.bias)  # a gate that is open at the start

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        far, near = activate(self.expand(self.norm(x))).chunk(2, dim=-1)
        far, near = self.grid(far).reshape(x.shape), self.block(near).reshape(x.shape)
        return self.project(torch.cat([far, near], dim=-1))


class CrossGating(nn.Module):
    """Two maps gate one another (Section 3.3): each times the place gates of the other.

    The second map is made twice as high and wide before, where `coarser_width` gives its channels.
    """

    def __init__(self, level: Level, x_width: int, coarser_width: int | None = None) -> None:
        super().__init__()
        width = level.width
        enlarge = nn.Identity() if coarser_width is None else Enlargement(coarser_width, width)
        self.enlarge = assign(Role.DOWNSAMPLE, enlarge)
        self.x_input, self.y_input = Pointwise(x_width, width), Pointwise(width, width)
        self.x_norm, self.y_norm = layer_norm(width, EPS), layer_norm(width, EPS)
        self.x_expand, self.y_expand = Linear(width, width), Linear(width, width)
        self.x_gates, self.y_gates = PlaceGates(level), PlaceGates(level)
        self.x_project, self.y_project = Linear(width, width), Linear(width, width)

    def forward(self, x: torch.Tensor, y: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """(B, H, W, C') and (B, H, W, C), or (B, H/2, W/2, C''), to twice (B, H, W, C)."""
        x, y = self.x_input(x), self.y_input(self.enlarge(y))
        x_inner = activate(self.x_expand(self.x_norm(x)))
        y_inner = activate(self.y_expand(self.y_norm(y)))
        y = y + self.y_project(y_inner * self.x_gates(x_inner))
        x = x + y + self.x_project(x_inner * self.y_gates(y_inner))
        return x, y
