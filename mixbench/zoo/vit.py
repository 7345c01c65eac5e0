"""ViT (Dosovitskiy et al., 2020, arXiv 2010.11929), Figure 1 and Equations 1 to 4.

Weights start as in the authors' JAX code: Xavier-uniform (query, key and value each on its own), class
token and head zero. Deviations: GELU is the exact erf form (that code approximates it by tanh); there
is no dropout, which some of the paper's models train with; a size that the patch does not divide is
refused (that code drops the border); positions move bicubically to another grid (that code: linearly).
"""

from __future__ import annotations

import torch
from torch import nn

from mixbench.catalog.vit import VitConfig
from mixbench.core.roles import Role
from mixbench.zoo.initialisation import start_lecun, start_zero
from mixbench.zoo.layers import Linear, XavierLinear
from mixbench.zoo.roles import assign
from mixbench.zoo.transformer import OTHER_NAMES, Encoder, Linears


class AttentionLinear(Linear):
    """Xavier-uniform weights for each D x D part, so that a joint layer starts as three do; zero bias."""

    def reset_parameters(self) -> None:
        """Set the weights for the beginning of training."""
        if self.weight.is_meta:
            return
        for part in self.weight.detach().view(-1, self.in_features, self.in_features):
            nn.init.xavier_uniform_(part)
        nn.init.zeros_(self.bias)


class Vit(Encoder):
    """The encoder with one classifier, on the class token."""

    def __init__(self, config: VitConfig, height: int, width: int) -> None:
        super().__init__(config, height, width, Linears(AttentionLinear, XavierLinear))
        self.head = assign(Role.HEAD, nn.Linear(config.width, config.num_classes))
        self._initialise()

    def _initialise(self) -> None:
        """LeCun-normal patches and, as published, a zero head: a fresh network answers all zeros."""
        patches = self.stem.project
        start_lecun(patches, patches.weight[0].numel())
        start_zero(self.head)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, 3, H, W) to (B, classes)."""
        return self.head(self.encode(image)[:, 0])


__all__ = ["NETWORK", "OTHER_NAMES"]

NETWORK = Vit
