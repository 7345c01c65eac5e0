"""MAXIM (Tu et al., 2022, arXiv 2201.02973), Figure 2 and Section 3; details from the authors' JAX code.

Image to image: (B, 3, H, W) to a list a stage of images from coarse to fine; the result is the last of the
last. Deviations: none in the arithmetic. Shrinking with anti-aliasing is a sum of slices, and the grid size
of the coarse levels is a setting of its own (the authors' code reads the block size there; both are 8).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import torch
from torch import nn

from mixbench.catalog.maxim import BOTTLENECKS, LEVELS, PAIRS, Level, MaximConfig, levels
from mixbench.core.roles import Role
from mixbench.zoo.maxim_names import OTHER_NAMES
from mixbench.zoo.multi_axis import (
    Convolution,
    ConvolutionBlock,
    CrossGating,
    DenseBlock,
    Enlargement,
    MultiAxis,
    Pointwise,
    convolution3x3,
)
from mixbench.zoo.resizing import nearest, resized
from mixbench.zoo.roles import assign

IMAGE = 3  # channels


class Body(nn.Module):
    """1 x 1 convolution, then multi-axis blocks and channel attention in turn, under one long skip."""

    def __init__(
        self, level: Level, source: int, attention: type[ConvolutionBlock | DenseBlock] = ConvolutionBlock
    ) -> None:
        super().__init__()
        self.input = assign(Role.CHANNEL_MIXING, Pointwise(source, level.width))
        self.blocks = nn.Sequential()
        for _ in range(PAIRS):
            self.blocks.append(assign(Role.SPATIAL_MIXING, MultiAxis(level)))
            self.blocks.append(attention(level.width))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, H, W, C') to (B, H, W, C)."""
        x = self.input(x)
        return x + self.blocks(x)


class Encoder(nn.Module):
    """One level down: the body; in later stages a gate by what the stage before saw here; half the sides."""

    def __init__(self, level: Level, source: int, *, is_first_stage: bool) -> None:
        super().__init__()
        width = level.width
        self.body = Body(level, source)
        gate = None if is_first_stage else CrossGating(level, width)
        self.recall = gate if gate is None else assign(Role.SPATIAL_MIXING, gate)
        self.halve = assign(Role.DOWNSAMPLE, Convolution(width, width, 4, stride=2, padding=1))

    def forward(self, x: torch.Tensor, recalled: torch.Tensor | None) -> tuple[torch.Tensor, torch.Tensor]:
        """(B, H, W, C') to (B, H/2, W/2, C) and (B, H, W, C); `recalled` is (B, H, W, C)."""
        x = self.body(x)
        if self.recall is not None:
            x, _ = self.recall(x, recalled)
        return self.halve(x), x


class Decoder(nn.Module):
    """One level up: twice the sides, the skip beside it, the body."""

    def __init__(self, level: Level, coarser_width: int) -> None:
        super().__init__()
        width = level.width
        self.enlarge = assign(Role.DOWNSAMPLE, Enlargement(coarser_width, width))
        self.body = Body(level, width + LEVELS * width)

    def forward(self, x: torch.Tensor, skip: torch.Tensor) -> torch.Tensor:
        """(B, H/2, W/2, C') and (B, H, W, 3C) to (B, H, W, C)."""
        return self.body(torch.cat([self.enlarge(x), skip], dim=-1))


class AcrossScales(nn.Module):
    """The maps of all levels at one of them: each resized, projected to its width, laid side by side."""

    def __init__(self, widths: Sequence[int], sources: Sequence[int], level: int) -> None:
        super().__init__()
        self.doublings = [source - level for source in sources]
        projections = (Pointwise(widths[source], widths[level]) for source in sources)
        self.projections = assign(Role.DOWNSAMPLE, nn.ModuleList(projections))

    def forward(self, maps: Iterable[torch.Tensor]) -> torch.Tensor:
        """Maps (B, H_j, W_j, C_j) to (B, H, W, 3C)."""
        parts = zip(self.projections, maps, self.doublings, strict=True)
        return torch.cat([project(resized(x, doublings)) for project, x, doublings in parts], dim=-1)


class Output(nn.Module):
    """An image of the last stage: a 3 x 3 convolution that says what to add to the degraded one."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.restore = convolution3x3(width, IMAGE)

    def forward(self, x: torch.Tensor, image: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """(B, H, W, C) and (B, H, W, 3) to the same features and the restored image."""
        return x, self.restore(x) + image


class SupervisedAttention(nn.Module):
    """An image of an earlier stage, and the features for the next, attended to as it tells (MPRNet)."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.features = convolution3x3(width, width)
        self.restore = convolution3x3(width, IMAGE)
        self.attend = convolution3x3(IMAGE, width)

    def forward(self, x: torch.Tensor, image: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        """(B, H, W, C) and (B, H, W, 3) to (B, H, W, C) and the restored image (B, H, W, 3)."""
        restored = self.restore(x) + image
        return torch.addcmul(x, self.features(x), self.attend(restored).sigmoid()), restored


class Memory(NamedTuple):
    """What a stage leaves to the next: maps by level, from fine to coarse."""

    encoded: list[torch.Tensor]
    decoded: list[torch.Tensor]
    attended: list[torch.Tensor]  # of the supervised levels


class Stage(nn.Module):
    """One encoder and decoder, with cross gating between them at every level."""

    def __init__(self, config: MaximConfig, *, is_first: bool, is_last: bool) -> None:
        super().__init__()
        *scales, bottom = levels(config)
        widths = [level.width for level in scales]
        coarser = [*widths[1:], bottom.width]
        supervised = scales[: config.num_supervision_scales]
        inputs = (convolution3x3(IMAGE, level.width) for level in supervised)
        self.inputs = assign(Role.STEM, nn.ModuleList(inputs))
        fusions = () if is_first else (CrossGating(level, level.width) for level in supervised)
        self.fusions = assign(Role.SPATIAL_MIXING, nn.ModuleList(fusions))
        self.encoders = nn.ModuleList()
        for index, level in enumerate(scales):
            source = widths[max(0, index - 1)] + (level.width if index < len(supervised) else 0)
            self.encoders.append(Encoder(level, source, is_first_stage=is_first))
        self.bottleneck = nn.Sequential(*(Body(bottom, bottom.width, DenseBlock) for _ in range(BOTTLENECKS)))
        fine_first, coarse_first = range(LEVELS), range(LEVELS)[::-1]
        self.to_gates = nn.ModuleList(AcrossScales(widths, fine_first, level) for level in fine_first)
        gates = (CrossGating(scales[i], LEVELS * widths[i], coarser[i]) for i in fine_first)
        self.gates = assign(Role.SPATIAL_MIXING, nn.ModuleList(gates))
        self.to_decoders = nn.ModuleList(AcrossScales(widths, coarse_first, level) for level in fine_first)
        self.decoders = nn.ModuleList(Decoder(scales[i], coarser[i]) for i in fine_first)
        output = Output if is_last else SupervisedAttention
        self.outputs = assign(Role.HEAD, nn.ModuleList(output(level.width) for level in supervised))

    def forward(self, images: list[torch.Tensor], memory: Memory | None) -> tuple[list[torch.Tensor], Memory]:
        """The image at every supervised level, (B, H, W, 3), to the restored ones from coarse to fine."""
        x, encoded = self.encode(self.read(images, memory), memory)
        x = self.bottleneck(x)  # (B, H/8, W/8, 4f)
        decoded = self.decode(x, self.cross(encoded, x))
        attended, restored = [], []
        for output, features, image in zip(self.outputs, decoded, images, strict=False):
            handed_on, answer = output(features, image)
            attended.append(handed_on)
            restored.append(answer)
        return restored[::-1], Memory(encoded, decoded, attended)

    def read(self, images: list[torch.Tensor], memory: Memory | None) -> list[torch.Tensor]:
        """Features of the images, fused with those that the stage before attended to."""
        maps = [convolution(image) for convolution, image in zip(self.inputs, images, strict=True)]
        if memory is None:
            return maps
        fused = zip(self.fusions, maps, memory.attended, strict=True)
        return [fuse(x, attended)[0] for fuse, x, attended in fused]

    def encode(
        self, maps: list[torch.Tensor], memory: Memory | None
    ) -> tuple[torch.Tensor, list[torch.Tensor]]:
        """What enters the bottleneck, and the maps of all levels from fine to coarse."""
        x, encoded = maps[0], []
        for level, encoder in enumerate(self.encoders):
            if level < len(maps):  # at the finest level the same map twice, as the authors' code has it
                x = torch.cat([x, maps[level]], dim=-1)
            recalled = None if memory is None else memory.encoded[level] + memory.decoded[level]
            x, seen = encoder(x, recalled)
            encoded.append(seen)
        return x, encoded

    def cross(self, encoded: list[torch.Tensor], context: torch.Tensor) -> list[torch.Tensor]:
        """Gate the encoder's maps and the bottleneck's by one another: skips from coarse to fine."""
        skips = []
        for level in reversed(range(LEVELS)):
            skip, context = self.gates[level](self.to_gates[level](encoded), context)
            skips.append(skip)
        return skips

    def decode(self, x: torch.Tensor, skips: list[torch.Tensor]) -> list[torch.Tensor]:
        """The decoder's maps from fine to coarse."""
        decoded = []
        for level in reversed(range(LEVELS)):
            x = self.decoders[level](x, self.to_decoders[level](skips))
            decoded.append(x)
        return decoded[::-1]


class Maxim(nn.Module):
    """Stages of encoder and decoder, each restoring the image at several scales.

    No weight knows the image size: one network serves every size that its blocks and grids divide.
    """

    def __init__(self, config: MaximConfig, height: int, width: int) -> None:  # noqa: ARG002
        super().__init__()
        self.scales = config.num_supervision_scales
        last = config.num_stages - 1
        stages = (Stage(config, is_first=index == 0, is_last=index == last) for index in range(last + 1))
        self.stages = nn.ModuleList(stages)

    def forward(self, image: torch.Tensor) -> list[list[torch.Tensor]]:
        """(B, 3, H, W) to the images of each stage, (B, 3, H/4, W/4), (B, 3, H/2, W/2), (B, 3, H, W)."""
        # Channels last from the start: the small image is reordered, not the large map.
        full = image.contiguous(memory_format=torch.channels_last).permute(0, 2, 3, 1)
        images = [nearest(full, scale) for scale in range(self.scales)]
        answers, memory = [], None
        for stage in self.stages:
            restored, memory = stage(images, memory)
            answers.append([each.permute(0, 3, 1, 2) for each in restored])
        return answers


__all__ = ["NETWORK", "OTHER_NAMES"]

NETWORK = Maxim
