"""gMLP (Liu et al., 2021, arXiv 2105.08050), Figure 1 and Equations 1 to 4.

No vision code of the authors is public. Where the paper is silent this follows timm: norms of eps 1e-6
but 1e-5 inside the gate, gate weights of std 1e-6, and the mean over tokens before the classifier (the
paper says only that input and output are ViT's). Other weights start truncated-normal (std 0.02).
"""

from __future__ import annotations

import torch
from torch import nn

from mixbench.catalog.gmlp import GMlpConfig, hidden_width, patch_count
from mixbench.core.roles import Role
from mixbench.zoo.layers import DropPath, Linear, PatchEmbedding, drop_path_rates, layer_norm
from mixbench.zoo.other_names import names
from mixbench.zoo.roles import assign

EPS = 1e-6
GATE_EPS = 1e-5


class TokenProjection(nn.Module):
    """W Z + b over the tokens, the same for every channel, and a bias for each token (Eq. 2).

    It starts so near to the constant 1 that a fresh gate lets everything pass.
    """

    def __init__(self, tokens: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.empty(tokens, tokens))
        self.bias = nn.Parameter(torch.ones(tokens))
        if not self.weight.is_meta:
            nn.init.normal_(self.weight, std=1e-6)

    def forward(self, z: torch.Tensor) -> torch.Tensor:
        """(B, S, C) to (B, S, C)."""
        # The weight stands on the left, so that no map has to be transposed.
        mixed = torch.bmm(self.weight.expand(len(z), -1, -1), z)
        return mixed + self.bias[:, None]


class SpatialGating(nn.Module):
    """The spatial gating unit (Eq. 4): one half of the channels times a token projection of the other."""

    def __init__(self, tokens: int, width: int) -> None:
        super().__init__()
        self.norm = layer_norm(width // 2, GATE_EPS)
        self.project = TokenProjection(tokens)

    def forward(self, z: torch.Tensor) -> torch.Tensor:
        """(B, S, F) to (B, S, F/2)."""
        passed, gate = z.chunk(2, dim=-1)
        return passed * self.project(self.norm(gate))


class Block(nn.Module):
    """A channel MLP with the spatial gate in its middle, one norm and one skip round both (Figure 1)."""

    def __init__(self, config: GMlpConfig, tokens: int, drop_path: float) -> None:
        super().__init__()
        width, hidden = config.width, hidden_width(config)
        self.norm = layer_norm(width, EPS)
        self.expand = assign(Role.CHANNEL_MIXING, Linear(width, hidden))
        self.activation = nn.GELU()
        self.gating = assign(Role.SPATIAL_MIXING, SpatialGating(tokens, hidden))
        self.project = assign(Role.CHANNEL_MIXING, Linear(hidden // 2, width))
        self.drop_path = DropPath(drop_path)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, S, d) to (B, S, d)."""
        z = self.activation(self.expand(self.norm(x)))  # (B, S, F)
        return x + self.drop_path(self.project(self.gating(z)))


class GMlp(nn.Module):
    """Patches, L blocks, LayerNorm, mean over patches, classifier.

    The gates have S x S weights: a network serves one image size.
    """

    def __init__(self, config: GMlpConfig, height: int, width: int) -> None:
        super().__init__()
        tokens = patch_count(config, height, width)
        rates = drop_path_rates(config.drop_path, config.depth)
        self.stem = assign(Role.STEM, PatchEmbedding(config.patch_size, config.width))
        self.blocks = nn.Sequential(*(Block(config, tokens, rate) for rate in rates))
        self.norm = layer_norm(config.width, EPS)
        self.head = assign(Role.HEAD, Linear(config.width, config.num_classes))

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, 3, H, W) to (B, classes)."""
        x = self.blocks(self.stem(image))  # (B, S, d)
        x = self.norm(x).mean(dim=1)  # (B, d)
        return self.head(x)


#: The names of timm.
OTHER_NAMES = names(
    (r"stem\.proj", "stem.project"),
    (r"blocks\.(\d+)\.mlp_channels\.fc1", r"blocks.\1.expand"),
    (r"blocks\.(\d+)\.mlp_channels\.gate\.norm", r"blocks.\1.gating.norm"),
    (r"blocks\.(\d+)\.mlp_channels\.gate\.proj", r"blocks.\1.gating.project"),
    (r"blocks\.(\d+)\.mlp_channels\.fc2", r"blocks.\1.project"),
)
NETWORK = GMlp
