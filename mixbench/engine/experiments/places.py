"""What exchanging two partitions of a map does to RepMLP, with its global perceptron and without.

Of a layer that treats every partition alike the output is exchanged as the input was. Whatever tells
partitions apart shows as a difference from that.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from math import prod
from typing import cast

import torch
from torch import Tensor, nn

from mixbench.catalog.repmlp_resnet import RepMlpResNetConfig
from mixbench.catalog.repmlpnet import RepMlpNetConfig
from mixbench.core.claims import Facts
from mixbench.engine.experiments.agreement import difference
from mixbench.engine.experiments.randomness import EXACTLY, apart, noise, redrawn
from mixbench.zoo import repmlp_resnet, repmlpnet
from mixbench.zoo.partitions import assembled, partitioned

BATCH = 2


class Ones(nn.Module):
    """A factor of 1 in the place of RepMLPNet's global perceptron."""

    def forward(self, x: Tensor) -> Tensor:
        """(B, C, H, W) to (B, C, 1, 1)."""
        return x.new_ones(*x.shape[:2], 1, 1)


@apart
def partitions_exchanged(*, channels: int, side: int, rows: int, columns: int) -> Facts:
    """Exchange each pair of partitions, in the block of either paper."""
    x = noise(BATCH, channels, rows * side, columns * side)
    return {
        **EXACTLY,
        "channels": channels,
        "partition_side": side,
        "grid": [rows, columns],
        "pairs": len(list(combinations(range(rows * columns), 2))),
        "repmlp": _of_layer(repmlp(channels, side, (rows, columns)), x, side, None),
        "repmlpnet": _of_layer(repmlpnet_mixing(channels, side), x, side, Ones()),
    }


def repmlp(channels: int, side: int, grid: tuple[int, int]) -> nn.Module:
    """The block of arXiv 2105.01883, in training form."""
    config = RepMlpResNetConfig(partition_side=side, groups=2)
    return redrawn(repmlp_resnet.RepMlp(channels, grid, config).double())


def repmlpnet_mixing(channels: int, side: int) -> nn.Module:
    """The block of arXiv 2112.11081, in training form."""
    return redrawn(repmlpnet.RepMlp(channels, (side, side), channels // 2, RepMlpNetConfig()).double())


def _of_layer(layer: nn.Module, x: Tensor, side: int, without: nn.Module | None) -> Facts:
    """With the layer's global perceptron, and with `without` in its place."""
    perceptron = cast("nn.Module", layer.global_perceptron)
    facts: Facts = {
        "perceptron_params": sum(each.numel() for each in perceptron.parameters()),
        "with": list(_differences(layer, x, side)),
    }
    layer.global_perceptron = cast("nn.Module", without)
    moved_within = layer(_rolled_within(x, side))
    return facts | {
        "without": list(_differences(layer, x, side)),
        "within_a_partition": difference(_rolled_within(layer(x), side), moved_within),
    }


def _differences(layer: nn.Module, x: Tensor, side: int) -> Iterator[float | None]:
    """For each pair of partitions: the output of exchanged input against the exchanged output."""
    count = prod(x.shape[2:]) // side**2
    plain = layer(x)
    for first, second in combinations(range(count), 2):
        yield difference(exchanged(plain, side, first, second), layer(exchanged(x, side, first, second)))


def exchanged(x: Tensor, side: int, first: int, second: int) -> Tensor:
    """Maps (B, C, H, W) with two partitions, by their number in row-major order, in each other's place."""
    parts = partitioned(x, side, side)
    order = torch.arange(len(parts)).view(len(x), -1)  # (B, P)
    order[:, [first, second]] = order[:, [second, first]]
    return assembled(parts[order.flatten()], *x.shape[2:])


def _rolled_within(x: Tensor, side: int) -> Tensor:
    """Every partition moved on by one place within itself, the last column to the front."""
    return assembled(partitioned(x, side, side).roll(1, dims=3), *x.shape[2:])


EXPERIMENTS = {"partitions_exchanged": partitions_exchanged}
