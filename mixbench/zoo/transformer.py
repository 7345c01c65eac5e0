"""The encoder that ViT (arXiv 2010.11929, Section 3.1 and Appendix A) and DeiT (2012.12877) share.

Learned tokens stand before the patches; self-attention mixes all of them, and the classifier sees what
the learned ones hold in the end. Weights start as DeiT's do; ViT passes linear layers of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import nn
from torch.nn.functional import interpolate, scaled_dot_product_attention

from mixbench.catalog.transformer import EncoderConfig, patch_count
from mixbench.core.errors import RequestError
from mixbench.core.roles import Role
from mixbench.zoo.layers import DropPath, Linear, Mlp, PatchEmbedding, drop_path_rates, layer_norm
from mixbench.zoo.other_names import OtherName, names
from mixbench.zoo.roles import assign

EPS = 1e-6


@dataclass(frozen=True)
class Linears:
    """The linear layers of a block, which differ between networks in how their weights start."""

    attention: type[nn.Linear] = Linear
    mlp: type[nn.Linear] = Linear


def written_out(query: torch.Tensor, key: torch.Tensor, value: torch.Tensor) -> torch.Tensor:
    """softmax(Q K^T / sqrt(d)) V of (B, H, N, d), step by step: all three steps are seen by any counter."""
    scores = (query * query.shape[-1] ** -0.5) @ key.transpose(-2, -1)  # (B, H, N, N)
    return scores.softmax(dim=-1) @ value


ATTENTIONS = {"fused": scaled_dot_product_attention, "explicit": written_out}


class Attention(nn.Module):
    """Multi-head self-attention: every token takes from all, the heads each in their share of the channels.

    2010.11929, Equations 5 to 8. Query, key and value are one layer with weights (3D, D) in this order.
    """

    def __init__(self, width: int, heads: int, form: str, linear: type[nn.Linear] = Linear) -> None:
        super().__init__()
        self.heads = heads
        self.attend = ATTENTIONS[form]
        self.query_key_value = linear(width, 3 * width)
        self.project = linear(width, width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, N, D) to (B, N, D)."""
        batch, tokens, width = x.shape
        joint = self.query_key_value(x).view(batch, tokens, 3, self.heads, width // self.heads)
        query, key, value = joint.permute(2, 0, 3, 1, 4).unbind(0)  # each (B, H, N, D/H)
        mixed = self.attend(query, key, value)  # (B, H, N, D/H)
        return self.project(mixed.transpose(1, 2).flatten(2))


class Block(nn.Module):
    """Self-attention, then a channel MLP, each with a norm before it and a skip (Eq. 2 and 3)."""

    def __init__(self, config: EncoderConfig, drop_path: float, linears: Linears) -> None:
        super().__init__()
        width = config.width
        self.spatial_norm = layer_norm(width, EPS)
        attention = Attention(width, config.heads, config.attention, linears.attention)
        self.spatial_mixing = assign(Role.SPATIAL_MIXING, attention)
        self.channel_norm = layer_norm(width, EPS)
        mlp = Mlp(width, config.mlp_ratio * width, linears.mlp)
        self.channel_mixing = assign(Role.CHANNEL_MIXING, mlp)
        self.drop_path = DropPath(drop_path)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, N, D) to (B, N, D)."""
        x = x + self.drop_path(self.spatial_mixing(self.spatial_norm(x)))
        return x + self.drop_path(self.channel_mixing(self.channel_norm(x)))


class Tokens(nn.Module):
    """Put the class token, and a distillation token if there is one, before the patches; add positions.

    Equation 1 of 2010.11929, Section 4 of 2012.12877. The tokens start at zero, but for the distillation
    token: it would else stay like the class token for ever, and their heads alike.
    """

    def __init__(self, patches: int, width: int, distilled: bool) -> None:
        super().__init__()
        self.class_token = nn.Parameter(torch.zeros(1, 1, width))
        self.distillation_token = nn.Parameter(torch.zeros(1, 1, width)) if distilled else None
        self.positions = nn.Parameter(torch.zeros(1, patches + len(self.prefix), width))
        for tensor in (self.positions, self.distillation_token):
            if tensor is not None and not tensor.is_meta:
                nn.init.trunc_normal_(tensor, std=0.02)

    @property
    def prefix(self) -> list[nn.Parameter]:
        """The learned tokens in their order."""
        return [token for token in (self.class_token, self.distillation_token) if token is not None]

    def forward(self, patches: torch.Tensor) -> torch.Tensor:
        """(B, S, D) to (B, N, D), N = S and the learned tokens."""
        learned = [token.expand(patches.shape[0], -1, -1) for token in self.prefix]
        return torch.cat([*learned, patches], dim=1) + self.positions


class Encoder(nn.Module):
    """Patches, learned tokens and positions, L blocks, LayerNorm. Subclasses add the classifier.

    Only the positions know the image size; `interpolate_positions` takes them to another.
    """

    def __init__(
        self, config: EncoderConfig, height: int, width: int, linears: Linears | None = None
    ) -> None:
        super().__init__()
        linears = linears or Linears()
        patches, rates = patch_count(config, height, width), drop_path_rates(config.drop_path, config.depth)
        self.stem = assign(Role.STEM, PatchEmbedding(config.patch_size, config.width))
        self.tokens = assign(Role.OTHER, Tokens(patches, config.width, config.prefix_tokens == 2))
        self.blocks = nn.Sequential(*(Block(config, rate, linears) for rate in rates))
        self.norm = layer_norm(config.width, EPS)

    def encode(self, image: torch.Tensor) -> torch.Tensor:
        """What the learned tokens hold in the end: (B, 3, H, W) to (B, 1 or 2, D)."""
        x = self.blocks(self.tokens(self.stem(image)))  # (B, N, D)
        return self.norm(x[:, : len(self.tokens.prefix)])  # the patches' own end is not used


#: The names of timm and of DeiT's authors, which ViT and DeiT share here as well.
OTHER_NAMES = (
    *names(
        (r"patch_embed\.proj", "stem.project"),
        (r"blocks\.(\d+)\.norm1", r"blocks.\1.spatial_norm"),
        (r"blocks\.(\d+)\.attn\.qkv", r"blocks.\1.spatial_mixing.query_key_value"),
        (r"blocks\.(\d+)\.attn\.proj", r"blocks.\1.spatial_mixing.project"),
        (r"blocks\.(\d+)\.norm2", r"blocks.\1.channel_norm"),
        (r"blocks\.(\d+)\.mlp\.fc1", r"blocks.\1.channel_mixing.expand"),
        (r"blocks\.(\d+)\.mlp\.fc2", r"blocks.\1.channel_mixing.project"),
        ("head_dist", "distillation_head"),
    ),
    OtherName("cls_token", "tokens.class_token"),
    OtherName("dist_token", "tokens.distillation_token"),
    OtherName("pos_embed", "tokens.positions"),
)


def interpolate_positions(
    positions: torch.Tensor, grid: tuple[int, int], target: tuple[int, int]
) -> torch.Tensor:
    """Positions (1, P + h w, D) of a grid (h, w) for another (h', w'): (1, P + h' w', D), bicubically.

    For moving weights to another resolution, as ViT (Section 3.2) and DeiT (Section 6) fine-tune. The rows
    of the P learned tokens pass unchanged. Like DeiT's code, it reads a smaller grid off without smoothing.
    """
    height, width = grid
    prefix = positions.shape[1] - height * width
    if prefix < 0:
        raise RequestError(f"{positions.shape[1]} positions do not hold a grid of {height} x {width}")
    learned, patches = positions[:, :prefix], positions[:, prefix:]
    as_map = patches.reshape(1, height, width, -1).permute(0, 3, 1, 2)  # (1, D, h, w)
    resized = interpolate(as_map, size=target, mode="bicubic", align_corners=False)
    return torch.cat([learned, resized.flatten(2).transpose(1, 2)], dim=1)
