"""DeiT (Touvron et al., 2021, arXiv 2012.12877), Section 4 and Figure 2: ViT, and a token for distillation.

Weights start as timm's: truncated-normal (std 0.02), also in the heads, and a class token of almost zero.
Deviations: a distilled network answers with the mean of its heads' logits, as the authors' code does (the
paper adds their softmax), but in training too, where that code gives both (`answers` does); a size that
the patch does not divide is refused.
"""

from __future__ import annotations

import torch
from torch import nn

from mixbench.catalog.deit import DeitConfig
from mixbench.core.roles import Role
from mixbench.zoo.layers import Linear
from mixbench.zoo.roles import assign
from mixbench.zoo.transformer import OTHER_NAMES, Encoder


class Deit(Encoder):
    """The encoder with a classifier on the class token and, distilled, one on the distillation token."""

    def __init__(self, config: DeitConfig, height: int, width: int) -> None:
        super().__init__(config, height, width)
        self.head = assign(Role.HEAD, Linear(config.width, config.num_classes))
        self.distillation_head = (
            assign(Role.HEAD, Linear(config.width, config.num_classes)) if config.distilled else None
        )
        if not self.tokens.class_token.is_meta:
            nn.init.normal_(self.tokens.class_token, std=1e-6)

    def answers(self, image: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """The logits (B, classes) of each head, for a loss that teaches the second by another network."""
        learned = self.encode(image)  # (B, 1 or 2, D)
        by_class = self.head(learned[:, 0])
        if self.distillation_head is None:
            return (by_class,)
        return by_class, self.distillation_head(learned[:, 1])

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, 3, H, W) to (B, classes): both heads together (Section 4, "joint classifiers")."""
        answers = self.answers(image)
        return answers[0] if len(answers) == 1 else (answers[0] + answers[1]) / 2


__all__ = ["NETWORK", "OTHER_NAMES"]

NETWORK = Deit
