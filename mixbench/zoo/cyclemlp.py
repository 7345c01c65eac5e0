"""CycleMLP (Chen et al., 2021, arXiv 2107.10224), Figures 2 to 4 and Section 3.

Deviations: CycleFC shifts channels by slices where the authors' code calls a deformable convolution;
offsets are whole numbers, so both select the same values. Offsets are centred as in that code (the
text leaves the centring out), and are no buffer here. T, S and B are inferred; see the catalog.
"""

from __future__ import annotations

import torch
from torch import nn

from mixbench.catalog.cyclemlp import CycleMlpConfig
from mixbench.core.roles import Role
from mixbench.zoo.convolutions import PointwiseLinear
from mixbench.zoo.initialisation import start_narrow
from mixbench.zoo.layers import DropPath, Linear, Mlp, drop_path_rates, layer_norm
from mixbench.zoo.other_names import LeftAside, names
from mixbench.zoo.pyramid import Pyramid
from mixbench.zoo.pyramid_names import REWEIGHTED, blocks, transitions
from mixbench.zoo.roles import assign
from mixbench.zoo.weighting import Reweight, weighted_sum

EPS = 1e-5
HEIGHT, WIDTH = 1, 2  # axes of (B, H, W, C)


def cycle_shift(x: torch.Tensor, kernel: int, axis: int) -> torch.Tensor:
    """Give every position channel i from d(i) places further along an axis, zero outside.

    d(i) = ((i + S//2) mod S) - S//2 with S = `kernel`: for S = 3 the offsets 0, 1, -1, 0, 1, -1, ...
    x is (B, H, W, C) and so is the result.
    """
    shifted = torch.zeros_like(x)
    length = x.shape[axis]
    for residue in range(min(kernel, x.shape[-1])):
        offset = (residue + kernel // 2) % kernel - kernel // 2
        overlap = length - abs(offset)
        if overlap > 0:
            source = x.narrow(axis, max(0, offset), overlap)
            target = shifted.narrow(axis, max(0, -offset), overlap)
            target[..., residue::kernel] = source[..., residue::kernel]
    return shifted


class CycleFC(nn.Module):
    """A fully-connected layer over channels that samples them from a cycle of places (Cycle FC).

    Its cost is that of a channel FC and linear in the tokens, yet it sees S places along its axis.
    """

    def __init__(self, width: int, kernel: int, axis: int) -> None:
        super().__init__()
        self.linear = PointwiseLinear(width, width)
        self.kernel = kernel
        self.axis = axis
        start_narrow(self.linear)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        if self.kernel > 1:
            x = cycle_shift(x, self.kernel, self.axis)
        return self.linear(x)

    def extra_repr(self) -> str:
        """What printing the module shows."""
        return f"kernel={self.kernel}, axis={'height' if self.axis == HEIGHT else 'width'}"


class CycleMixing(nn.Module):
    """Along the width, along the height and at the place itself; summed or reweighted; projected."""

    def __init__(self, width: int, kernel: int, reweight: bool) -> None:
        super().__init__()
        self.along_width = CycleFC(width, kernel, WIDTH)
        self.along_height = CycleFC(width, kernel, HEIGHT)
        self.in_place = Linear(width, width, bias=False)
        self.reweight = Reweight(width) if reweight else None
        self.project = Linear(width, width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        across, down, here = self.along_width(x), self.along_height(x), self.in_place(x)
        if self.reweight is None:
            mixed = across + down + here
        else:
            # The mean of a sum is the sum of means: the sum itself need not be written to memory.
            mean = across.mean((1, 2)) + down.mean((1, 2)) + here.mean((1, 2))  # (B, C)
            weights = self.reweight(mean)[:, :, None, None]  # (3, B, 1, 1, C)
            mixed = weighted_sum((across, down, here), weights)
        return self.project(mixed)


class Block(nn.Module):
    """Cycle mixing, then a channel MLP, each with its own norm and skip."""

    def __init__(self, width: int, mlp_ratio: int, config: CycleMlpConfig, drop_path: float) -> None:
        super().__init__()
        self.spatial_norm = layer_norm(width, EPS)
        mixing = CycleMixing(width, config.cycle_kernel, config.reweight)
        self.spatial_mixing = assign(Role.SPATIAL_MIXING, mixing)
        self.channel_norm = layer_norm(width, EPS)
        self.channel_mixing = assign(Role.CHANNEL_MIXING, Mlp(width, mlp_ratio * width))
        self.drop_path = DropPath(drop_path)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C) to (B, H, W, C)."""
        x = x + self.drop_path(self.spatial_mixing(self.spatial_norm(x)))
        return x + self.drop_path(self.channel_mixing(self.channel_norm(x)))


class ConvolutionStem(nn.Module):
    """Overlapping patches: a 7 x 7 convolution of stride 4, no norm. (B, 3, H, W) to (B, H/4, W/4, C)."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.project = nn.Conv2d(3, width, 7, stride=4, padding=2)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, 3, H, W) to (B, h, w, C)."""
        # Channels last from the start: the small image is reordered, not the large map.
        image = image.contiguous(memory_format=torch.channels_last)
        return self.project(image).permute(0, 2, 3, 1)


class PatchStem(nn.Module):
    """Patches of 4 x 4 with a LayerNorm, as Swin has them. (B, 3, H, W) to (B, H/4, W/4, C)."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.project = nn.Conv2d(3, width, 4, stride=4)
        self.norm = layer_norm(width, EPS)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, 3, H, W) to (B, h, w, C)."""
        image = image.contiguous(memory_format=torch.channels_last)
        return self.norm(self.project(image).permute(0, 2, 3, 1))


class ConvolutionDownsample(nn.Module):
    """A 3 x 3 convolution of stride 2 between stages: (B, H, W, C) to (B, H/2, W/2, C')."""

    def __init__(self, width: int, next_width: int) -> None:
        super().__init__()
        self.reduce = nn.Conv2d(width, next_width, 3, stride=2, padding=1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, h, w, C) to (B, h', w', C'); the permutations move no memory."""
        return self.reduce(x.permute(0, 3, 1, 2)).permute(0, 2, 3, 1)


class PatchMerging(nn.Module):
    """Four neighbours side by side in the channels, LayerNorm, Linear without bias, as Swin has it."""

    def __init__(self, width: int, next_width: int) -> None:
        super().__init__()
        self.norm = layer_norm(4 * width, EPS)
        self.reduce = Linear(4 * width, next_width, bias=False)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, h, w, C) to (B, h/2, w/2, C')."""
        corners = [x[:, 0::2, 0::2], x[:, 1::2, 0::2], x[:, 0::2, 1::2], x[:, 1::2, 1::2]]
        return self.reduce(self.norm(torch.cat(corners, dim=-1)))


STEMS = {"convolution": ConvolutionStem, "patch": PatchStem}
DOWNSAMPLES = {"convolution": ConvolutionDownsample, "merging": PatchMerging}


class CycleMlp(Pyramid):
    """Stem, four stages with a transition between, LayerNorm, mean over places, classifier.

    No weight knows the image size: one network serves every size that its transitions accept.
    """

    MAPS_ARE_CHANNELS_LAST = True

    def __init__(self, config: CycleMlpConfig, height: int, width: int) -> None:  # noqa: ARG002
        super().__init__()
        rates = iter(drop_path_rates(config.drop_path, sum(config.depths)))
        self.stem = assign(Role.STEM, STEMS[config.stem](config.widths[0]))
        self.stages = nn.Sequential()
        for stage, (depth, channels) in enumerate(zip(config.depths, config.widths, strict=True)):
            layers: list[nn.Module] = []
            if stage:
                transition = DOWNSAMPLES[config.downsample](config.widths[stage - 1], channels)
                layers.append(assign(Role.DOWNSAMPLE, transition))
            ratio = config.mlp_ratios[stage]
            layers += [Block(channels, ratio, config, next(rates)) for _ in range(depth)]
            self.stages.append(nn.Sequential(*layers))
        self.norm = layer_norm(config.widths[-1], EPS)
        self.head = assign(Role.HEAD, Linear(config.widths[-1], config.num_classes))

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, 3, H, W) to (B, classes)."""
        x = self.stages(self.stem(image))  # (B, H/32, W/32, C)
        x = self.norm(x).mean(dim=(1, 2))  # (B, C)
        return self.head(x)


#: The names of the authors.
OTHER_NAMES = (
    *names((r"patch_embed\.proj", "stem.project")),
    blocks(
        *names(
            ("norm1", "spatial_norm"),
            (r"attn\.sfc_h", "spatial_mixing.along_width.linear"),
            (r"attn\.sfc_w", "spatial_mixing.along_height.linear"),
            (r"attn\.mlp_c", "spatial_mixing.in_place"),
            ("norm2", "channel_norm"),
        ),
        *REWEIGHTED,
    ),
    transitions("reduce", ("proj", "reduce")),
    LeftAside(r".+\.sfc_[hw]\.offset", "offsets of CycleFC, which follow from its kernel"),
)
NETWORK = CycleMlp
