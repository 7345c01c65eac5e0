"""MLP-Mixer (Tolstikhin et al., 2021, arXiv 2105.01601), Figure 1 and Equation 1.

Deviations: GELU is the exact erf form (the authors' JAX code approximates it by tanh); the patch
embedding refuses a size that its patch does not divide, where the JAX code pads.
"""

from __future__ import annotations

import torch
from torch import nn

from mixbench.catalog.mlp_mixer import MlpMixerConfig, patch_count, token_width
from mixbench.core.roles import Role
from mixbench.zoo.initialisation import start_lecun, start_zero
from mixbench.zoo.layers import DropPath, Mlp, PatchEmbedding, XavierLinear, drop_path_rates, layer_norm
from mixbench.zoo.other_names import FLAX_CONVOLUTION, flax, names
from mixbench.zoo.roles import assign

EPS = 1e-6


class TokenMixing(nn.Module):
    """One MLP over the patches, shared by all channels: U = X + W2 GELU(W1 LayerNorm(X)) by columns."""

    def __init__(self, tokens: int, hidden: int) -> None:
        super().__init__()
        self.mlp = Mlp(tokens, hidden, XavierLinear)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, S, C) to (B, S, C)."""
        mixed = self.mlp(x.transpose(1, 2))  # (B, C, S)
        return mixed.transpose(1, 2)


class MixerBlock(nn.Module):
    """A Mixer layer: token mixing, then channel mixing, each with its own norm and skip (Eq. 1)."""

    def __init__(self, config: MlpMixerConfig, tokens: int, hidden: int, drop_path: float) -> None:
        super().__init__()
        width = config.width
        self.token_norm = layer_norm(width, EPS)
        self.token_mixing = assign(Role.SPATIAL_MIXING, TokenMixing(tokens, hidden))
        self.channel_norm = layer_norm(width, EPS)
        self.channel_mixing = assign(Role.CHANNEL_MIXING, Mlp(width, config.channel_width, XavierLinear))
        self.drop_path = DropPath(drop_path)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, S, C) to (B, S, C)."""
        x = x + self.drop_path(self.token_mixing(self.token_norm(x)))
        return x + self.drop_path(self.channel_mixing(self.channel_norm(x)))


class MlpMixer(nn.Module):
    """Patches, L Mixer layers, LayerNorm, mean over patches, classifier.

    Token mixing has S and D_S in its weights: a network serves one image size.
    """

    def __init__(self, config: MlpMixerConfig, height: int, width: int) -> None:
        super().__init__()
        tokens, hidden = patch_count(config, height, width), token_width(config, height, width)
        rates = drop_path_rates(config.drop_path, config.depth)
        self.stem = assign(Role.STEM, PatchEmbedding(config.patch_size, config.width))
        self.blocks = nn.Sequential(*(MixerBlock(config, tokens, hidden, rate) for rate in rates))
        self.norm = layer_norm(config.width, EPS)
        self.head = assign(Role.HEAD, nn.Linear(config.width, config.num_classes))
        self._initialise()

    def _initialise(self) -> None:
        """LeCun-normal patches and, as published, a zero head: a fresh network answers all zeros."""
        patches = self.stem.project
        start_lecun(patches, patches.weight[0].numel())
        start_zero(self.head)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, 3, H, W) to (B, classes)."""
        x = self.blocks(self.stem(image))  # (B, S, C)
        x = self.norm(x).mean(dim=1)  # (B, C)
        return self.head(x)


_BLOCK = r"MixerBlock_(\d+)"

#: The names of timm, then those of the authors' JAX code, which holds linear weights the other way round.
OTHER_NAMES = (
    *names(
        (r"stem\.proj", "stem.project"),
        (r"blocks\.(\d+)\.norm1", r"blocks.\1.token_norm"),
        (r"blocks\.(\d+)\.mlp_tokens\.fc1", r"blocks.\1.token_mixing.mlp.expand"),
        (r"blocks\.(\d+)\.mlp_tokens\.fc2", r"blocks.\1.token_mixing.mlp.project"),
        (r"blocks\.(\d+)\.norm2", r"blocks.\1.channel_norm"),
        (r"blocks\.(\d+)\.mlp_channels\.fc1", r"blocks.\1.channel_mixing.expand"),
        (r"blocks\.(\d+)\.mlp_channels\.fc2", r"blocks.\1.channel_mixing.project"),
    ),
    *flax("stem", "stem.project", FLAX_CONVOLUTION),
    *flax(rf"{_BLOCK}/LayerNorm_0", r"blocks.\1.token_norm"),
    *flax(rf"{_BLOCK}/token_mixing/Dense_0", r"blocks.\1.token_mixing.mlp.expand"),
    *flax(rf"{_BLOCK}/token_mixing/Dense_1", r"blocks.\1.token_mixing.mlp.project"),
    *flax(rf"{_BLOCK}/LayerNorm_1", r"blocks.\1.channel_norm"),
    *flax(rf"{_BLOCK}/channel_mixing/Dense_0", r"blocks.\1.channel_mixing.expand"),
    *flax(rf"{_BLOCK}/channel_mixing/Dense_1", r"blocks.\1.channel_mixing.project"),
    *flax("pre_head_layer_norm", "norm"),
    *flax("head", "head"),
)
NETWORK = MlpMixer
