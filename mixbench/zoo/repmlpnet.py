"""RepMLPNet (Ding et al., 2021, arXiv 2112.11081), Figures 1 to 3 and Section 3.

Deviations: the authors' code puts the results of several partitions back at wrong places and channels;
here each returns to where it came from, as in the paper (at the native size there is one partition, and
the outputs agree). FC3 is a batched matrix product instead of a grouped convolution. The conversion to the
deploy form is in closed form and contiguous. Partitions that follow the feature map are our addition.
"""

from __future__ import annotations

from copy import deepcopy

import torch
from msgspec.structs import replace
from torch import nn

from mixbench.catalog.repmlpnet import RepMlpNetConfig, kernels, partitions
from mixbench.core.errors import RequestError
from mixbench.core.roles import Role
from mixbench.zoo.convolutions import ConvolutionNorm, GlobalAverage, batch_norm
from mixbench.zoo.other_names import InOrder, names
from mixbench.zoo.partitions import GroupedLinear, assembled, local_branch, local_matrix, partitioned
from mixbench.zoo.pyramid import Pyramid
from mixbench.zoo.reparameterization import fill, fold
from mixbench.zoo.roles import assign


class GlobalPerceptron(nn.Module):
    """A factor between 0 and 1 for each channel, decided from the means: (B, C, H, W) to (B, C, 1, 1)."""

    def __init__(self, width: int, hidden: int) -> None:
        super().__init__()
        self.squeeze = nn.Conv2d(width, hidden, 1)
        self.activation = nn.ReLU(inplace=True)
        self.expand = nn.Conv2d(hidden, width, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, C, H, W) to (B, C, 1, 1)."""
        mean = x.mean((2, 3), keepdim=True)
        return self.expand(self.activation(self.squeeze(mean))).sigmoid()


class RepMlp(nn.Module):
    """FC3 over the places of each partition, beside it convolutions while training; weighed by channel.

    Channel c uses the matrix (hw x hw) of share-set c mod S: rows of S consecutive channels go through
    the S matrices side by side. The weights know the sides of a partition, not those of the map.
    """

    def __init__(self, width: int, sides: tuple[int, int], share_sets: int, config: RepMlpNetConfig) -> None:
        super().__init__()
        trains = config.form == "train"
        self.sides, self.share_sets = sides, share_sets
        hidden = max(1, width // config.global_reduction)
        self.global_perceptron = GlobalPerceptron(width, hidden)
        places = share_sets * sides[0] * sides[1]
        self.fc3 = GroupedLinear(places, places, share_sets, bias=not trains)
        self.fc3.places = sides  # of the partition that a unit looks at
        self.norm = batch_norm(share_sets) if trains else None
        branches = kernels(config.local_branches) if trains else ()
        self.branches = nn.ModuleList(local_branch(share_sets, kernel, share_sets) for kernel in branches)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, C, H, W) to (B, C, H, W)."""
        parts = partitioned(x, *self.sides)  # (B P, C, h, w)
        mixed = self._mix(parts.reshape(-1, self.share_sets, *self.sides)).reshape(parts.shape)
        return assembled(mixed, *x.shape[2:]) * self.global_perceptron(x)

    def _mix(self, rows: torch.Tensor) -> torch.Tensor:
        """(R, S, h, w) to the same: the channel perceptron, plus the local perceptron in training form."""
        mixed = self.fc3(rows.flatten(1)).view(rows.shape)
        if self.norm is not None:
            mixed = self.norm(mixed)
        for branch in self.branches:
            mixed = mixed + branch(rows)
        return mixed

    def folded(self) -> dict[str, torch.Tensor]:
        """FC3 of the deploy form: its norm and the local perceptron written into it (locality injection)."""
        exact = deepcopy(self).double()
        assert exact.norm is not None
        places = self.sides[0] * self.sides[1]
        weight, bias = fold(exact.fc3.weight.view(self.share_sets, places, places), exact.norm)
        bias = bias.repeat_interleave(places)
        if len(exact.branches):
            local, shift = local_matrix(exact.branches, *self.sides)
            weight, bias = weight + local.view_as(weight), bias + shift
        return {"fc3.weight": weight.view_as(self.fc3.weight), "fc3.bias": bias}


def channel_mlp(width: int, hidden: int) -> nn.Sequential:
    """1 x 1 convolution, norm, GELU, 1 x 1 convolution, norm: (B, C, H, W) to the same."""
    role, convolution = Role.CHANNEL_MIXING, nn.Conv2d
    return nn.Sequential(
        ConvolutionNorm(width, hidden, role=role, activation=nn.GELU(), convolution=convolution),
        ConvolutionNorm(hidden, width, role=role, convolution=convolution),
    )


class Block(nn.Module):
    """RepMLP, then a channel MLP, each with its own norm and skip (Figure 3)."""

    def __init__(self, width: int, sides: tuple[int, int], share_sets: int, config: RepMlpNetConfig) -> None:
        super().__init__()
        self.spatial_norm = batch_norm(width)
        self.spatial_mixing = assign(Role.SPATIAL_MIXING, RepMlp(width, sides, share_sets, config))
        self.channel_norm = batch_norm(width)
        self.channel_mixing = channel_mlp(width, config.mlp_ratio * width)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, C, H, W) to (B, C, H, W)."""
        x = x + self.spatial_mixing(self.spatial_norm(x))
        return x + self.channel_mixing(self.channel_norm(x))


def patches(role: Role, channels: int, width: int, side: int) -> nn.Sequential:
    """Patches without overlap: convolution, norm, ReLU. (B, C, H, W) to (B, C', H/side, W/side)."""
    convolution = assign(role, nn.Conv2d(channels, width, side, stride=side, bias=False))
    return nn.Sequential(convolution, batch_norm(width), nn.ReLU(inplace=True))


class RepMlpNet(Pyramid):
    """Patches, four stages with a transition between, norm, mean over places, classifier.

    The weights know the partitions. One network serves every size whose maps they tile, unless they follow
    the feature map.
    """

    def __init__(self, config: RepMlpNetConfig, height: int, width: int) -> None:
        super().__init__()
        self.config, self.size = config, (height, width)
        widths = config.widths
        self.stem = patches(Role.STEM, 3, widths[0], 4)
        self.stages = nn.Sequential()
        for stage, sides in enumerate(partitions(config, height, width)):
            layers: list[nn.Module] = []
            if stage:
                layers.append(patches(Role.DOWNSAMPLE, widths[stage - 1], widths[stage], 2))
            sets, depth = config.share_sets[stage], config.depths[stage]
            layers += [Block(widths[stage], sides, sets, config) for _ in range(depth)]
            self.stages.append(nn.Sequential(*layers))
        self.norm = batch_norm(widths[-1])
        self.average = GlobalAverage()
        self.head = assign(Role.HEAD, nn.Linear(widths[-1], config.num_classes))

    def forward(self, image: torch.Tensor) -> torch.Tensor:
        """(B, 3, H, W) to (B, classes)."""
        x = self.stages(self.stem(image))  # (B, C, H/32, W/32)
        return self.head(self.average(self.norm(x)))

    def deployed(self) -> RepMlpNet:
        """A fresh network in deploy form, with the same outputs in `eval` mode."""
        if self.config.form == "deploy":
            raise RequestError("this RepMLPNet is in deploy form already; build the training form")
        network = RepMlpNet(replace(self.config, form="deploy"), *self.size)
        return fill(network.to(self.head.weight), self)


#: The names of the authors, of both forms; their branches are named after the side of their kernel.
OTHER_NAMES = (
    *names(
        (r"conv_embedding\.conv", "stem.0"),
        (r"conv_embedding\.bn", "stem.1"),
        ("head_norm", "norm"),
    ),
    InOrder(
        r"(stages\.\d+\.\d+\.)(?:repmlp_block|ffn_block|prebn[12])\..+",
        r"(stages\.\d+\.\d+\.)spatial_mixing\..+",
        names(
            ("prebn1", "spatial_norm"),
            (r"repmlp_block\.gp\.fc1", "spatial_mixing.global_perceptron.squeeze"),
            (r"repmlp_block\.gp\.fc2", "spatial_mixing.global_perceptron.expand"),
            (r"repmlp_block\.fc3", "spatial_mixing.fc3"),
            (r"repmlp_block\.fc3_bn", "spatial_mixing.norm"),
            *(
                (
                    rf"repmlp_block\.repconv{2 * branch + 1}\.{theirs}",
                    f"spatial_mixing.branches.{branch}.{ours}",
                )
                for branch in range(3)
                for theirs, ours in (("conv", "convolution"), ("bn", "norm"))
            ),
            ("prebn2", "channel_norm"),
            *(
                (rf"ffn_block\.ffn_fc{layer + 1}\.{theirs}", f"channel_mixing.{layer}.{ours}")
                for layer in range(2)
                for theirs, ours in (("conv", "convolution"), ("bn", "norm"))
            ),
        ),
    ),
    InOrder(r"(embeds\.\d+\.).+", r"(stages\.\d+\.0\.)0\..+", names(("conv", "0"), ("bn", "1"))),
)
NETWORK = RepMlpNet
