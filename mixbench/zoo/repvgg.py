"""RepVGG (Ding et al., 2021, arXiv 2101.03697), Figures 2 and 4, Sections 3.3 and 3.4.

Deviations: none in the arithmetic. Squeeze-and-excitation (D2se, of the authors' code, not of the paper)
takes the mean of the whole map, where that code assumes a square one. Weights start as in that code, which
is as PyTorch's layers start.
"""

from __future__ import annotations

from copy import deepcopy

import torch
from msgspec.structs import replace
from torch import nn

from mixbench.catalog.repvgg import SQUEEZE, Layer, RepVggConfig, layers
from mixbench.core.errors import RequestError
from mixbench.core.roles import Role
from mixbench.zoo.convolutions import ConvolutionNorm, GlobalAverage, batch_norm
from mixbench.zoo.other_names import InOrder, OtherName, names
from mixbench.zoo.pyramid import Pyramid
from mixbench.zoo.reparameterization import batch_norm_scale, enlarged, fill, fold
from mixbench.zoo.roles import assign


class BranchedConvolution(nn.Module):
    """BN(3 x 3) + BN(1 x 1) + BN(x), the last where the shape stays: (B, C, H, W) to (B, C', H', W').

    In evaluation the same as one 3 x 3 convolution with bias, which `folded` gives (Figure 4).
    """

    def __init__(self, layer: Layer, spatial: Role, pointwise: Role) -> None:
        super().__init__()
        channels, width, kind = layer.incoming, layer.c, nn.Conv2d
        self.dense = ConvolutionNorm(
            channels, width, 3, role=spatial, stride=layer.stride, groups=layer.g, convolution=kind
        )
        self.pointwise = ConvolutionNorm(
            channels, width, 1, role=pointwise, stride=layer.stride, groups=layer.g, convolution=kind
        )
        self.identity = batch_norm(width) if layer.keeps_shape else None

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, C, H, W) to (B, C', H', W'); the sum takes the place of the first norm's output."""
        mixed = self.dense(x).add_(self.pointwise(x))
        return mixed if self.identity is None else mixed.add_(self.identity(x))

    def folded(self) -> dict[str, torch.Tensor]:
        """Weight (C', C/g, 3, 3) and bias (C',) of the one convolution, in float64."""
        exact = deepcopy(self).double()
        weight, bias = fold(exact.dense.convolution.weight, exact.dense.norm)
        center, shift = fold(exact.pointwise.convolution.weight, exact.pointwise.norm)
        weight, bias = weight + enlarged(center, 3), bias + shift
        if exact.identity is not None:
            scale, shift = batch_norm_scale(exact.identity)
            channel = torch.arange(len(scale), device=scale.device)
            weight[channel, channel % weight.shape[1], 1, 1] += scale  # a channel's own place in its group
            bias = bias + shift
        return {"weight": weight, "bias": bias}


def convolution(layer: Layer, form: str, spatial: Role, pointwise: Role) -> nn.Module:
    """The 3 x 3 convolution of a block, in branches for training."""
    if form == "train":
        return BranchedConvolution(layer, spatial, pointwise)
    fused = nn.Conv2d(layer.incoming, layer.c, 3, layer.stride, padding=1, groups=layer.g)
    return assign(spatial, fused)


class SqueezeExcitation(nn.Module):
    """Scale each channel by what the means of all say (arXiv 1709.01507): (B, C, H, W) to the same."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.squeeze = nn.Conv2d(width, width // SQUEEZE, 1)
        self.activation = nn.ReLU(inplace=True)
        self.expand = nn.Conv2d(width // SQUEEZE, width, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, C, H, W) to (B, C, H, W)."""
        mean = x.mean((2, 3), keepdim=True)  # (B, C, 1, 1)
        return x * self.expand(self.activation(self.squeeze(mean))).sigmoid()


class Block(nn.Module):
    """ReLU of the convolution, excited before it where that is asked for (Figure 2)."""

    def __init__(
        self,
        layer: Layer,
        config: RepVggConfig,
        spatial: Role = Role.SPATIAL_MIXING,
        pointwise: Role = Role.CHANNEL_MIXING,
    ) -> None:
        super().__init__()
        self.convolution = convolution(layer, config.form, spatial, pointwise)
        self.excitation: nn.Module | None = None
        if config.squeeze_excitation:
            self.excitation = assign(Role.CHANNEL_MIXING, SqueezeExcitation(layer.c))
        self.activation = nn.ReLU(inplace=True)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, C, H, W) to (B, C', H', W')."""
        x = self.convolution(x)
        if self.excitation is not None:
            x = self.excitation(x)
        return self.activation(x)


class RepVgg(Pyramid):
    """A strided block as stem, four stages that begin with one, mean over places, classifier.

    One network serves every size.
    """

    def __init__(self, config: RepVggConfig, height: int, width: int) -> None:
        super().__init__()
        self.config, self.size = config, (height, width)
        stem, *blocks = layers(config, height, width)
        self.stem = Block(stem, config, spatial=Role.STEM, pointwise=Role.STEM)
        self.stages = nn.Sequential()
        for stage in range(1, len(config.depths) + 1):
            here = [Block(layer, config) for layer in blocks if layer.stage == stage]
            self.stages.append(nn.Sequential(*here))
        self.average = GlobalAverage()
        self.head = assign(Role.HEAD, nn.Linear(config.widths[-1], config.num_classes))

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, 3, H, W) to (B, classes)."""
        x = self.stages(self.stem(image))  # (B, C_4, H/32, W/32)
        return self.head(self.average(x))

    def deployed(self) -> RepVgg:
        """A fresh network in deploy form, with the same outputs in `eval` mode."""
        if self.config.form == "deploy":
            raise RequestError("this RepVGG is in deploy form already; build the training form")
        network = RepVgg(replace(self.config, form="deploy"), *self.size)
        return fill(network.to(self.head.weight), self)


_BRANCHES = (
    ("rbr_dense|conv_kxk", "convolution.dense"),
    ("rbr_1x1|conv_1x1", "convolution.pointwise"),
)
_BLOCK = names(
    *(
        (rf"(?:{theirs})\.{layer}", f"{ours}.{name}")
        for theirs, ours in _BRANCHES
        for layer, name in (("conv", "convolution"), ("bn", "norm"))
    ),
    ("(?:rbr_identity|identity)", "convolution.identity"),
    ("(?:rbr_reparam|reparam_conv)", "convolution"),
    (r"(?:se\.down|attn\.fc1)", "excitation.squeeze"),
    (r"(?:se\.up|attn\.fc2)", "excitation.expand"),
)

#: The names of the authors, of both forms, and those of timm: in theirs stage 0 is our stem.
OTHER_NAMES = (
    *(OtherName(rf"(?:stage0|stem)\.{rule.pattern}", f"stem.{rule.name}") for rule in _BLOCK),
    InOrder(
        r"(stages?[1-9]?\.(?:\d+\.)+)(?:rbr_|se\.|conv_|identity|reparam_|attn\.).+",
        r"(stages\.\d+\.\d+\.)convolution\..+",
        _BLOCK,
    ),
    *names((r"(?:linear|head\.fc)", "head")),
)
NETWORK = RepVgg
