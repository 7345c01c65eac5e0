"""Where Mixer is a convolution: its patches, its channel mixing, its token mixing."""

from __future__ import annotations

from math import prod
from typing import cast

import torch
from einops import rearrange
from torch import Tensor, nn

from mixbench.catalog.mlp_mixer import MlpMixerConfig, patch_count, token_width
from mixbench.catalog.registry import resolve
from mixbench.core.claims import Facts
from mixbench.core.model import Model
from mixbench.engine.experiments.agreement import difference
from mixbench.engine.experiments.costs import cost_of
from mixbench.engine.experiments.randomness import EXACTLY, apart, drawn, image, noise, redrawn
from mixbench.zoo.layers import Mlp, PatchEmbedding
from mixbench.zoo.mlp_mixer import TokenMixing

BATCH = 2


class PatchLinear(nn.Module):
    """Patches cut out by a rearrangement, each through one Linear: (B, 3, H, W) to (B, S, C)."""

    def __init__(self, side: int, width: int, order: str = "c p q") -> None:
        super().__init__()
        self.side, self.order = side, order
        self.linear = nn.Linear(3 * side**2, width)

    def forward(self, image: Tensor) -> Tensor:
        """(B, 3, H, W) to (B, S, C); `order` is that of the values of a patch."""
        pattern = f"b c (h p) (w q) -> b (h w) ({self.order})"
        return cast("Tensor", self.linear(rearrange(image, pattern, p=self.side, q=self.side)))


@apart
def patch_embedding(*, model: str, resolution_px: int) -> Facts:
    """The stem of a network against a Linear over rearranged patches that has the same weights."""
    stem = cast("PatchEmbedding", drawn(model, resolution_px).stem)
    convolution, pixels = stem.project, image(resolution_px)
    side, width = convolution.kernel_size[0], convolution.out_channels
    expected = stem(pixels)
    linear, other_order = (_patch_linear(convolution, order) for order in ("c p q", "p q c"))
    overlapping = nn.Conv2d(3, width, side, stride=side // 2).double()
    overlapping.load_state_dict(convolution.state_dict())
    shape = (1, 3, resolution_px, resolution_px)
    return {
        **EXACTLY,
        "model": model,
        "resolution_px": resolution_px,
        "patch_px": side,
        "tokens": expected.shape[1],
        "difference": difference(expected, linear(pixels)),
        "difference_in_other_order": difference(expected, other_order(pixels)),
        "tokens_at_half_stride": prod(overlapping(pixels).shape[2:]),
        "convolution": cost_of(stem, shape),
        "linear": cost_of(linear, shape),
    }


def _patch_linear(convolution: nn.Conv2d, order: str) -> PatchLinear:
    embedding = PatchLinear(convolution.kernel_size[0], convolution.out_channels, order).double()
    embedding.linear.weight.copy_(convolution.weight.flatten(1))
    if convolution.bias is not None:
        embedding.linear.bias.copy_(convolution.bias)
    return embedding


class ChannelConvolution(nn.Module):
    """A channel MLP written as convolutions: (B, C, h, w) to the same."""

    def __init__(self, mlp: Mlp, kernel: int) -> None:
        super().__init__()
        self.expand, self.project = _convolution(mlp.expand, kernel), _convolution(mlp.project, kernel)
        self.activation = mlp.activation

    def forward(self, x: Tensor) -> Tensor:
        """(B, C, h, w) to (B, C, h, w)."""
        return cast("Tensor", self.project(self.activation(self.expand(x))))


def _convolution(layer: nn.Module, kernel: int) -> nn.Conv2d:
    """A convolution whose middle tap is the weight of a Linear; other taps are drawn."""
    weight, bias = cast("Tensor", layer.weight), cast("Tensor", layer.bias)
    convolution = nn.Conv2d(weight.shape[1], weight.shape[0], kernel, padding=kernel // 2).double()
    redrawn(convolution)
    convolution.weight[:, :, kernel // 2, kernel // 2] = weight
    cast("Tensor", convolution.bias).copy_(bias)
    return convolution


@apart
def channel_mixing(*, model: str, resolution_px: int) -> Facts:
    """The channel MLP of a network's first block against 1 x 1 convolutions with the same parameters."""
    network = drawn(model, resolution_px)
    mlp = cast("Mlp", cast("nn.Sequential", network.blocks)[0].channel_mixing)
    width, side = cast("nn.Linear", mlp.expand).in_features, _side(network, resolution_px)
    places = noise(BATCH, width, side, side)
    expected = mlp(places.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)
    pointwise, neighbourly = ChannelConvolution(mlp, 1), ChannelConvolution(mlp, 3)
    return {
        **EXACTLY,
        "model": model,
        "resolution_px": resolution_px,
        "width": width,
        "difference": difference(expected, pointwise(places)),
        "difference_of_3x3": difference(expected, neighbourly(places)),
        "mlp": cost_of(mlp, (1, side, side, width)),
        "convolution": cost_of(pointwise, (1, width, side, side)),
    }


def _side(network: nn.Module, resolution_px: int) -> int:
    return resolution_px // cast("PatchEmbedding", network.stem).project.kernel_size[0]


class TokenConvolution(nn.Module):
    """Token mixing with kernels of each channel's own: (B, C, h, w) to the same.

    A depthwise convolution as large as the map, D_S kernels a channel, leaves one place; a grouped 1 x 1
    convolution makes of these D_S values the S places of the channel.
    """

    def __init__(self, channels: int, side: int, hidden: int) -> None:
        super().__init__()
        places = side**2
        self.gather = nn.Conv2d(channels, channels * hidden, side, groups=channels)
        self.activation = nn.GELU()
        self.spread = nn.Conv2d(channels * hidden, channels * places, 1, groups=channels)

    def forward(self, x: Tensor) -> Tensor:
        """(B, C, h, w) to (B, C, h, w)."""
        return cast("Tensor", self.spread(self.activation(self.gather(x)))).view(x.shape)

    def tie(self, mixing: TokenMixing) -> TokenConvolution:
        """Give every channel the kernels of a token MLP."""
        channels = self.gather.in_channels
        for convolution, layer in zip((self.gather, self.spread), _layers(mixing), strict=True):
            kernels = layer.weight.view(-1, *convolution.weight.shape[1:])
            convolution.weight.copy_(kernels.repeat(channels, 1, 1, 1))
            cast("Tensor", convolution.bias).copy_(layer.bias.repeat(channels))
        return self


def _layers(mixing: TokenMixing) -> tuple[nn.Linear, nn.Linear]:
    """The two layers of a token MLP."""
    return cast("nn.Linear", mixing.mlp.expand), cast("nn.Linear", mixing.mlp.project)


@apart
def token_mixing(*, model: str, resolution_px: int, counted_model: str, counted_px: int) -> Facts:
    """Mixer's token MLP against depthwise convolutions, tied and untied; both counted for another Mixer."""
    network = drawn(model, resolution_px)
    mixing = cast("TokenMixing", cast("nn.Sequential", network.blocks)[0].token_mixing)
    config, side = cast("MlpMixerConfig", resolve(Model.parse(model)).config), _side(network, resolution_px)
    places = noise(BATCH, config.width, side, side)
    expected = mixing(places.flatten(2).transpose(1, 2)).transpose(1, 2).view_as(places)
    hidden = _layers(mixing)[0].out_features
    convolution = TokenConvolution(config.width, side, hidden).double().tie(mixing)
    equal = difference(expected, convolution(places))
    convolution.gather.weight[:hidden] = noise(hidden, 1, side, side)  # those of the first channel alone
    untied = convolution(places)
    return {
        **EXACTLY,
        "model": model,
        "resolution_px": resolution_px,
        "channels": config.width,
        "difference": equal,
        "difference_of_untied_channel": difference(expected[:, :1], untied[:, :1]),
        "difference_of_other_channels": difference(expected[:, 1:], untied[:, 1:]),
        "counted": _tied_and_untied(counted_model, counted_px),
    }


def _tied_and_untied(model: str, px: int) -> Facts:
    """What one token mixing costs at a size, with kernels that all channels share and without."""
    config = cast("MlpMixerConfig", resolve(Model.parse(model)).config)
    tokens, hidden, width = patch_count(config, px, px), token_width(config, px, px), config.width
    side = px // config.patch_size
    with torch.device("meta"):
        tied, untied = TokenMixing(tokens, hidden), TokenConvolution(width, side, hidden)
    return {
        "model": model,
        "resolution_px": px,
        "tokens": tokens,
        "token_width": hidden,
        "channels": width,
        "depth": config.depth,
        "tied": cost_of(tied, (1, tokens, width)),
        "untied": cost_of(untied, (1, width, side, side)),
    }


EXPERIMENTS = {
    "patch_embedding": patch_embedding,
    "channel_mixing": channel_mixing,
    "token_mixing": token_mixing,
}
