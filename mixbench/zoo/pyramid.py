"""What all pyramids have in common: stages of falling resolution, and the maps that they give."""

from __future__ import annotations

import torch
from torch import nn


class Pyramid(nn.Module):
    """A network of a stem and stages, each a transition (but the first) and its blocks.

    A dense task takes `feature_maps`, a classifier goes on from the last. Subclasses set `stem` and
    `stages`; one that works on (B, H, W, C) says so by `MAPS_ARE_CHANNELS_LAST`.
    """

    MAPS_ARE_CHANNELS_LAST = False

    stem: nn.Module
    stages: nn.Sequential

    def feature_maps(self, image: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """The map after each stage, (B, C_i, H_i, W_i): strides 4, 8, 16 and 32 where there are four."""
        x = self.stem(image)
        maps = []
        for stage in self.stages:
            x = stage(x)
            maps.append(x.permute(0, 3, 1, 2) if self.MAPS_ARE_CHANNELS_LAST else x)
        return tuple(maps)
