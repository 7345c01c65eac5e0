"""The weights of a network that lie over places, found by what its modules are for.

A weight lies over places if one of its axes grows with the image as the map does, if its layer declares the
places of the cell that it mixes, or if it is a kernel of a depthwise convolution.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import torch
from torch import Tensor, nn

from mixbench.core.errors import RequestError
from mixbench.core.model import Case, Conditions
from mixbench.core.roles import Role
from mixbench.core.weight_maps import BlockMaps, Kind, WeightMaps
from mixbench.engine.blocks import Block, Blocks, Grid, blocks_of
from mixbench.engine.checkpoints import network_of
from mixbench.zoo.roles import roles_by_path

#: The pictures of one answer have at most so many values.
MOST_VALUES = 350_000

#: Where a block has several, the one that sees most is shown.
_PREFERENCE: tuple[Kind, ...] = ("places", "cell", "line", "kernel")


@dataclass(frozen=True)
class Found:
    """A weight over places: its path, and the sides of what one of its units looks at."""

    path: str
    kind: Kind
    rows: int
    columns: int


def weight_maps(case: Case, file: str, first: int, units: int, block: int | None) -> WeightMaps:
    """Maps of `units` units from number `first` on, of all blocks or of one by its number from 1 on.

    Raises `MixBenchError` where the case, the file or the block is refused.
    """
    case = replace(case, batch=1, conditions=Conditions(case.conditions.device))
    blocks = blocks_of(case)
    network, report = network_of(case, file)
    wanted = _wanted(blocks, block)
    found = [(each, next(_weights(network, blocks, each), None)) for each in wanted]
    values_a_unit = sum(weight.rows * weight.columns for _, weight in found if weight)
    page = max(1, min(units, MOST_VALUES // max(1, values_a_unit)))
    maps = tuple(
        _maps(network, each, weight, first, page) if weight else _without(network, each)
        for each, weight in found
    )
    return WeightMaps(maps, len(blocks.blocks), report)


def _wanted(blocks: Blocks, number: int | None) -> tuple[Block, ...]:
    count = len(blocks.blocks)
    if number is None:
        return blocks.blocks
    if not 1 <= number <= count:
        raise RequestError(f"there is no block {number}; the network has blocks 1 to {count}")
    return (blocks.blocks[number - 1],)


def _weights(network: nn.Module, blocks: Blocks, block: Block) -> Iterator[Found]:
    """The weights over places of a block, the one that sees most first, else in the network's order."""
    found = list(_candidates(network, blocks, block))
    yield from sorted(found, key=lambda each: _PREFERENCE.index(each.kind))


def _candidates(network: nn.Module, blocks: Blocks, block: Block) -> Iterator[Found]:
    for path, module in _mixing(network, block):
        for name, weight in module.named_parameters(recurse=False):
            if weight.ndim < 2:
                continue
            other = blocks.other.get_submodule(path).get_parameter(name)
            kind = _kind(module, weight, other, block.grid, blocks.other_grids[block.path])
            if kind is not None:
                yield Found(f"{path}.{name}", *kind)


def _mixing(network: nn.Module, block: Block) -> Iterator[tuple[str, nn.Module]]:
    """The modules of a block that mix places, by their paths."""
    roles = roles_by_path(network)
    for name, module in network.get_submodule(block.path).named_modules():
        path = f"{block.path}.{name}" if name else block.path
        if roles[path] is Role.SPATIAL_MIXING:
            yield path, module


def _kind(
    module: nn.Module, weight: Tensor, other: Tensor, grid: Grid, other_grid: Grid
) -> tuple[Kind, int, int] | None:
    """What a weight (units, inputs, ...) lies over, and its sides; `other` is the same at another size."""
    inputs, at_other_size = weight[0].numel(), other[0].numel()
    if (inputs, at_other_size) == (grid.rows * grid.columns, other_grid.rows * other_grid.columns):
        return "places", grid.rows, grid.columns
    declared = getattr(module, "places", None)
    if declared is not None and inputs == declared[0] * declared[1]:
        return "cell", *declared
    for side, other_side in ((grid.rows, other_grid.rows), (grid.columns, other_grid.columns)):
        if (inputs, at_other_size) == (side, other_side):
            return "line", 1, side
    if isinstance(module, nn.Conv2d) and weight.shape[1] == 1 and inputs > 1:
        return "kernel", weight.shape[2], weight.shape[3]
    return None


def _maps(network: nn.Module, block: Block, found: Found, first: int, units: int) -> BlockMaps:
    with torch.no_grad():
        every = network.get_parameter(found.path).flatten(1).float().cpu()
        peak = every.abs().nan_to_num(0.0, posinf=0.0).max()
    page = every[first : first + units].contiguous()
    return BlockMaps(
        path=block.path,
        weight=found.path,
        kind=found.kind,
        units=len(every),
        rows=found.rows,
        columns=found.columns,
        first=first,
        peak=float(peak),
        values=page.numpy().astype("<f4").tobytes(),
    )


def _without(network: nn.Module, block: Block) -> BlockMaps:
    """Why a block has no weights over places."""
    mixing = dict(_mixing(network, block))
    kernels = [
        module for module in mixing.values() if isinstance(module, nn.Conv2d) and max(module.kernel_size) > 1
    ]
    lying = next((found for found in map(_channels_and_places, mixing.values()) if found), None)
    if lying is not None:
        channels, (high, wide) = lying
        reason = (
            f"its fully-connected layer mixes {channels} channels and all {high} x {wide} places of a "
            "partition at once: a unit has a map for each of those channels, not one"
        )
    elif kernels:
        high, wide = kernels[0].kernel_size
        reason = (
            f"its {high} x {wide} convolutions mix channels and places at once: a unit has a map for each of "
            f"{kernels[0].in_channels // kernels[0].groups} channels, not one"
        )
    elif any(weight.ndim > 1 for module in mixing.values() for weight in module.parameters(recurse=False)):
        reason = (
            "the weights of its spatial mixing lie over channels; places come together by shifts, regions, "
            "or factors that it computes from the image"
        )
    else:
        reason = "its spatial mixing has no weights"
    return BlockMaps(block.path, reason=reason)


def _channels_and_places(module: nn.Module) -> tuple[int, tuple[int, int]] | None:
    """How many channels a unit of a fully-connected layer lies over, and the sides of each."""
    sides: tuple[int, int] | None = getattr(module, "places", None)
    if sides is None:
        return None
    weight = module.get_parameter("weight")
    return weight[0].numel() // (sides[0] * sides[1]), sides
