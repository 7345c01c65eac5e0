"""RepMLP in ResNet-50 (Ding et al., 2021, arXiv 2105.01883), Figures 1, 4 and 6, Section 3 and Appendix A.

Deviations: the host strides in its 3 x 3 convolutions (ResNet v1.5), as the authors' code does. FC3 is a
batched matrix product instead of a grouped convolution, and starts orthogonal in training form only. The
conversion to the deploy form is in closed form and contiguous.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

import torch
from msgspec.structs import replace
from torch import nn
from torch.nn.functional import avg_pool2d

from mixbench.catalog.repmlp_resnet import (
    REPMLP_STAGES,
    RepMlpResNetConfig,
    hidden_channels,
    partition_grid,
    repmlp_channels,
)
from mixbench.catalog.repmlpnet import kernels
from mixbench.catalog.resnet import EXPANSION
from mixbench.core.errors import RequestError
from mixbench.core.roles import Role
from mixbench.zoo.convolutions import ConvolutionNorm, GlobalAverage, batch_norm
from mixbench.zoo.initialisation import start_orthogonal
from mixbench.zoo.other_names import InOrder, names
from mixbench.zoo.partitions import GroupedLinear, assembled, local_branch, local_matrix, partitioned
from mixbench.zoo.pyramid import Pyramid
from mixbench.zoo.reparameterization import batch_norm_scale, fill, fold
from mixbench.zoo.resnet import relu
from mixbench.zoo.roles import assign


class TrainedConvolution(ConvolutionNorm):
    """Convolution, norm and activation, which the deploy form has as a convolution with bias."""

    def folded(self) -> dict[str, torch.Tensor]:
        """Weight (C', C, k, k) and bias (C',) of both layers as one, in float64."""
        exact = deepcopy(self).double()
        weight, bias = fold(exact.convolution.weight, exact.norm)
        return {"convolution.weight": weight, "convolution.bias": bias}


class DeployedConvolution(nn.Module):
    """Convolution with bias and activation: (B, C, H, W) to (B, C', ceil(H/stride), ceil(W/stride))."""

    def __init__(
        self, channels: int, width: int, kernel: int, stride: int, role: Role, activation: nn.Module | None
    ) -> None:
        super().__init__()
        layer = nn.Conv2d(channels, width, kernel, stride, padding=kernel // 2)
        self.convolution = assign(role, layer)
        self.activation = activation

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, C, H, W) to (B, C', H', W')."""
        x = self.convolution(x)
        return x if self.activation is None else self.activation(x)


def convolution(
    form: str,
    role: Role,
    channels: int,
    width: int,
    kernel: int = 1,
    *,
    stride: int = 1,
    activation: nn.Module | None = None,
) -> nn.Module:
    """A convolution of the network in either form."""
    if form == "deploy":
        return DeployedConvolution(channels, width, kernel, stride, role, activation)
    return TrainedConvolution(
        channels, width, kernel, role=role, stride=stride, activation=activation, convolution=nn.Conv2d
    )


class GlobalPerceptron(nn.Module):
    """What every partition is told of all others, to be added to its places (Section 3.2).

    The mean of each channel in each partition, a norm while training, two fully-connected layers.
    """

    def __init__(self, channels: int, side: int, grid: tuple[int, int], config: RepMlpResNetConfig) -> None:
        super().__init__()
        inputs = channels * grid[0] * grid[1]
        hidden = max(1, inputs // config.global_reduction)
        self.side = side
        self.norm = batch_norm(channels) if config.form == "train" else None
        self.squeeze = nn.Linear(inputs, hidden)
        self.activation = nn.ReLU(inplace=True)
        self.expand = nn.Linear(hidden, inputs)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, R, H, W) to (B, R, H/h, W/w)."""
        means = avg_pool2d(x, self.side)
        if self.norm is not None:
            means = self.norm(means)
        told = self.expand(self.activation(self.squeeze(means.flatten(1))))
        return told.view(means.shape)

    def folded(self) -> dict[str, torch.Tensor]:
        """The first layer with the norm before it inside, in float64."""
        exact = deepcopy(self).double()
        assert exact.norm is not None
        scale, shift = batch_norm_scale(exact.norm)
        weight, bias = exact.squeeze.weight, exact.squeeze.bias
        repeats = weight.shape[1] // len(scale)  # a channel's partitions lie side by side
        scale, shift = scale.repeat_interleave(repeats), shift.repeat_interleave(repeats)
        return {"squeeze.weight": weight * scale, "squeeze.bias": bias + weight @ shift}


class RepMlp(nn.Module):
    """Partitions told of one another, FC3 over each, beside it convolutions while training (Figure 1).

    FC3 mixes the R/g channels of a group and all places of a partition. With one partition there is
    nothing to tell. The weights know how many partitions there are: a network serves one image size.
    """

    def __init__(self, channels: int, grid: tuple[int, int], config: RepMlpResNetConfig) -> None:
        super().__init__()
        trains, self.side = config.form == "train", config.partition_side
        self.global_perceptron: nn.Module | None = None
        if grid != (1, 1):
            self.global_perceptron = GlobalPerceptron(channels, self.side, grid, config)
        values = channels * self.side**2
        self.fc3 = GroupedLinear(values, values, config.groups, bias=not trains)
        self.fc3.places = (self.side, self.side)  # of the partition that a unit looks at, channel by channel
        self.norm = assign(Role.NORM, nn.BatchNorm1d(values)) if trains else None
        branches = kernels(config.local_branches) if trains else ()
        self.branches = nn.ModuleList(local_branch(channels, kernel, config.groups) for kernel in branches)
        if trains and not self.fc3.weight.is_meta:
            start_orthogonal(self.fc3.weight)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, R, H, W) to (B, R, H, W)."""
        height, width = x.shape[2:]
        if self.global_perceptron is not None:
            told = self.global_perceptron(x)  # (B, R, H/h, W/w)
            x = x.view(*told.shape[:3], self.side, -1, self.side) + told[:, :, :, None, :, None]
            x = x.reshape(*told.shape[:2], height, width)
        return assembled(self._mix(partitioned(x, self.side, self.side)), height, width)

    def _mix(self, parts: torch.Tensor) -> torch.Tensor:
        """(B P, R, h, w) to the same: FC3, plus the local perceptron in training form."""
        mixed = self.fc3(parts.flatten(1))  # (B P, R h w)
        if self.norm is not None:
            mixed = self.norm(mixed)
        mixed = mixed.view(parts.shape)
        for branch in self.branches:
            mixed = mixed + branch(parts)
        return mixed

    def folded(self) -> dict[str, torch.Tensor]:
        """FC3 of the deploy form: its norm and the local perceptron written into it (Section 3.4)."""
        exact = deepcopy(self).double()
        assert exact.norm is not None
        weight, bias = fold(exact.fc3.weight, exact.norm)
        if len(exact.branches):
            local, shift = local_matrix(exact.branches, self.side, self.side)
            weight, bias = weight + local.view_as(weight), bias + shift
        return {"fc3.weight": weight, "fc3.bias": bias}


class Block(nn.Module):
    """ReLU(branch + skip): (B, C, H, W) to (B, C', H', W').

    The sum and the ReLU overwrite what the branch put out and nothing else reads.
    """

    def __init__(self, branch: nn.Module, skip: nn.Module) -> None:
        super().__init__()
        self.branch = branch
        self.skip = skip
        self.activation = relu()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, C, H, W) to (B, C', H', W')."""
        return self.activation(self.branch(x).add_(self.skip(x)))


def plain_block(form: str, channels: int, width: int, stride: int) -> Block:
    """ResNet's bottleneck: 1 x 1 down to `width`, 3 x 3 with the stride, 1 x 1 up to 4 `width`."""
    spatial, channel, outgoing = Role.SPATIAL_MIXING, Role.CHANNEL_MIXING, EXPANSION * width
    branch = nn.Sequential(
        convolution(form, channel, channels, width, activation=relu()),
        convolution(form, spatial, width, width, 3, stride=stride, activation=relu()),
        convolution(form, channel, width, outgoing),
    )
    if channels == outgoing and stride == 1:
        return Block(branch, nn.Identity())
    return Block(branch, convolution(form, Role.DOWNSAMPLE, channels, outgoing, stride=stride))


def repmlp_block(config: RepMlpResNetConfig, stage: int, grid: tuple[int, int]) -> Block:
    """RepMLP between 1 x 1 convolutions, in the bottleneck between 3 x 3 ones inside these (Figure 4)."""
    spatial, channel, form = Role.SPATIAL_MIXING, Role.CHANNEL_MIXING, config.form
    outgoing, hidden = EXPANSION * config.widths[stage], hidden_channels(config, stage)
    narrow = repmlp_channels(config, stage)
    layers = [assign(spatial, RepMlp(narrow, grid, config)), relu()]
    if config.block == "bottleneck":
        layers.insert(0, convolution(form, spatial, hidden, narrow, 3, activation=relu()))
        layers.append(convolution(form, spatial, narrow, hidden, 3, activation=relu()))
    branch = nn.Sequential(
        convolution(form, channel, outgoing, hidden, activation=relu()),
        *layers,
        convolution(form, channel, hidden, outgoing),
    )
    return Block(branch, nn.Identity())


class RepMlpResNet(Pyramid):
    """ResNet with RepMLP in its second and third stage, but for their first blocks.

    The global perceptrons know how many partitions there are: a network serves one image size.
    """

    def __init__(self, config: RepMlpResNetConfig, height: int, width: int) -> None:
        super().__init__()
        self.config, self.size = config, (height, width)
        first = config.widths[0]
        stem = convolution(config.form, Role.STEM, 3, first, 7, stride=2, activation=relu())
        self.stem = nn.Sequential(stem, nn.MaxPool2d(3, stride=2, padding=1))
        self.stages = nn.Sequential(*(nn.Sequential(*self._blocks(stage)) for stage in range(4)))
        self.average = GlobalAverage()
        self.head = assign(Role.HEAD, nn.Linear(EXPANSION * config.widths[-1], config.num_classes))

    def _blocks(self, stage: int) -> Iterator[Block]:
        """The blocks of a stage; the first is always ResNet's."""
        config, width = self.config, self.config.widths[stage]
        channels = EXPANSION * config.widths[stage - 1] if stage else width
        yield plain_block(config.form, channels, width, stride=2 if stage else 1)
        for _ in range(config.depths[stage] - 1):
            if stage in REPMLP_STAGES:
                yield repmlp_block(config, stage, partition_grid(config, stage, *self.size))
            else:
                yield plain_block(config.form, EXPANSION * width, width, stride=1)

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, 3, H, W) to (B, classes)."""
        x = self.stages(self.stem(image))  # (B, C, H/32, W/32)
        return self.head(self.average(x))

    def deployed(self) -> RepMlpResNet:
        """A fresh network in deploy form, with the same outputs in `eval` mode."""
        if self.config.form == "deploy":
            raise RequestError("this RepMLP-ResNet is in deploy form already; build the training form")
        network = RepMlpResNet(replace(self.config, form="deploy"), *self.size)
        return fill(network.to(self.head.weight), self)


_LAYERS = (
    ("conv1|light_conv1|btnk_conv1", "branch.0"),
    ("conv2|btnk_conv2", "branch.1"),
    ("conv3", "branch.2"),
    ("light_conv3", "branch.3"),
    ("btnk_conv4", "branch.4"),
    ("btnk_conv5", "branch.5"),
    ("shortcut", "skip"),
)
_REPMLPS = (("light_repmlp", "branch.1"), ("btnk_repmlp", "branch.2"))
_PARTS = (("conv", "convolution"), ("bn", "norm"))

#: The names of the authors, of both forms: stage 0 is our stem, local branches are named after their kernels.
OTHER_NAMES = (
    *names(*((rf"stage0\.0\.{theirs}", f"stem.0.{ours}") for theirs, ours in _PARTS), ("linear", "head")),
    InOrder(
        r"(stage[1-4]\.\d+\.).+",
        r"(stages\.\d+\.\d+\.)branch\..+",
        names(
            *(
                (rf"(?:{layer})\.{theirs}", f"{place}.{ours}")
                for layer, place in _LAYERS
                for theirs, ours in _PARTS
            ),
            *(
                (rf"{repmlp}\.{theirs}", f"{place}.{ours}")
                for repmlp, place in _REPMLPS
                for theirs, ours in (
                    (r"fc1_fc2\.fc1", "global_perceptron.squeeze"),
                    (r"fc1_fc2\.fc2", "global_perceptron.expand"),
                    (r"avg\.bn", "global_perceptron.norm"),
                    ("fc3", "fc3"),
                    ("fc3_bn", "norm"),
                    *(
                        (rf"repconv{2 * branch + 1}\.{part}", f"branches.{branch}.{name}")
                        for branch in range(4)
                        for part, name in _PARTS
                    ),
                )
            ),
        ),
    ),
)
NETWORK = RepMlpResNet
