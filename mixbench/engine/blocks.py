"""The blocks of a network, found by what its modules are for, and where the places of their maps lie.

A block is an outermost module that mixes places and answers with one map; chains of modules are looked
into, stem, transitions and head are none. Which axes of a map are its places is not declared anywhere: it
shows when the same network is built, without memory, for an image of another size.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import torch
from torch import Tensor, nn

from mixbench.catalog import registry
from mixbench.core.errors import MixBenchError
from mixbench.core.model import Case
from mixbench.core.roles import Role
from mixbench.engine import building
from mixbench.zoo.roles import roles_by_path

#: What stands between the blocks.
_NO_BLOCKS = (Role.STEM, Role.DOWNSAMPLE, Role.HEAD)

#: Factors by which an image is taken for the second look, then steps in pixels.
_FACTORS, _LARGEST_STEP_PX = (2, 3, 4, 0.5), 512

Shape = tuple[int, ...]


@dataclass(frozen=True)
class Grid:
    """The places of a map: the axes of rows and columns, or one axis of tokens in row-major order that
    `prefix` learned tokens stand before."""

    rows: int
    columns: int
    axes: tuple[int, ...]
    prefix: int = 0

    def place(self, y_px: int, x_px: int, height_px: int, width_px: int) -> tuple[int, int]:
        """The row and column that hold a pixel of the image."""
        return y_px * self.rows // height_px, x_px * self.columns // width_px

    def vector(self, features: Tensor, row: int, column: int) -> Tensor:
        """What the map holds at a place: (B, ...) to (B, C)."""
        if len(self.axes) == 1:
            return features.select(self.axes[0], self.prefix + row * self.columns + column)
        return features.select(self.axes[1], column).select(self.axes[0], row)


@dataclass(frozen=True)
class Block:
    """A block by its path, with the grid of the map that it answers with."""

    path: str
    grid: Grid


@dataclass(frozen=True)
class Blocks:
    """The blocks in the order in which they run, and the grid of what enters the first.

    `other` is the same network on `meta` for an image of another size: a weight that has another shape
    there knows the places.
    """

    entrance: Grid
    blocks: tuple[Block, ...]
    other: nn.Module
    other_grids: Mapping[str, Grid]

    def __iter__(self) -> Iterator[Block]:
        return iter(self.blocks)


def blocks_of(case: Case) -> Blocks:
    """Look at a case's network on `meta`; raise `RequestError` where it is refused."""
    case = replace(case, batch=1)
    second = _another_size(case)
    network, other = building.blueprint(case), building.blueprint(second)
    seen, seen_other = _maps(network, case), _maps(other, second)
    outermost = _outermost(network, seen)
    paths = [path for path in seen if path in outermost and path in seen_other]
    if not paths:
        raise MixBenchError(f"{case.model.key} has no block that mixes places")
    pairs = {path: (seen[path][1], seen_other[path][1]) for path in paths}
    first = paths[0]
    entrance = _grid(seen[first][0], seen_other[first][0], case, second)
    grids = {path: _grid(*shapes, case, second) for path, shapes in pairs.items()}
    others = {path: _grid(here, there, second, case) for path, (there, here) in pairs.items()}
    return Blocks(entrance, tuple(Block(path, grid) for path, grid in grids.items()), other, others)


def first_tensor(value: object) -> Tensor | None:
    """A map, or the first of several that a module gives or takes."""
    if isinstance(value, tuple) and value:
        value = value[0]
    return value if isinstance(value, Tensor) else None


def _maps(network: nn.Module, case: Case) -> dict[str, tuple[Shape, Shape]]:
    """The shapes that enter and leave every module that makes a map, in the order in which they begin."""
    found: dict[str, tuple[Shape, Shape]] = {}
    begun: dict[str, None] = {}

    def note(path: str, inputs: object, output: object) -> None:
        entering, leaving = first_tensor(inputs), first_tensor(output)
        if entering is not None and leaving is not None and leaving.ndim in (3, 4):
            found.setdefault(path, (tuple(entering.shape), tuple(leaving.shape)))

    for path, module in network.named_modules():
        module.register_forward_pre_hook(lambda _m, _i, path=path: begun.setdefault(path))
        module.register_forward_hook(lambda _m, inputs, out, path=path: note(path, inputs, out))
    with torch.no_grad():
        network(building.blank_input(building.input_shape(case), "float32", "contiguous", device="meta"))
    return {path: found[path] for path in begun if path in found}


def _outermost(network: nn.Module, seen: Mapping[str, object]) -> set[str]:
    """The paths of the blocks."""
    roles, modules = roles_by_path(network), dict(network.named_modules())
    holding = {
        path.rsplit(".", cut)[0] if cut else path
        for path, role in roles.items()
        if role is Role.SPATIAL_MIXING
        for cut in range(path.count(".") + 1)
    }

    def walk(path: str) -> Iterator[str]:
        if roles[path] in _NO_BLOCKS or (path and path not in holding):
            return
        if path and path in seen and type(modules[path]) is not nn.Sequential:
            yield path
            return
        for name, _ in modules[path].named_children():
            yield from walk(f"{path}.{name}" if path else name)

    return set(walk(""))


def _another_size(case: Case) -> Case:
    """The case with an image of another size that the model accepts, of the same proportions."""
    resolved = registry.resolve(case.model)
    for height, width in _sizes(case.height, case.width):
        if not resolved.refusal(height, width):
            return replace(case, height=height, width=width)
    raise MixBenchError(
        f"{case.model.key} accepts no image but {case.resolution} px, "
        "so that the places of its maps cannot be told from their channels"
    )


def _sizes(height: int, width: int) -> Iterator[tuple[int, int]]:
    for factor in _FACTORS:
        yield int(factor * height), int(factor * width)
    for step in range(1, _LARGEST_STEP_PX):
        yield height + step, width + step
        yield height - step, width - step


def _grid(shape: Shape, other: Shape, case: Case, second: Case) -> Grid:
    """The grid of a map from its shapes at two sizes of the image."""
    axes = tuple(axis for axis in range(1, len(shape)) if shape[axis] != other[axis])
    if len(axes) == 2:
        return Grid(shape[axes[0]], shape[axes[1]], axes)
    if len(axes) != 1:
        raise MixBenchError(f"{case.model.key} has a map of {shape} whose places cannot be told")
    # N = H W / p² + learned tokens, at two sizes: two equations for two unknowns.
    pixels, other_pixels = case.height * case.width, second.height * second.width
    stride = ((pixels - other_pixels) / (shape[axes[0]] - other[axes[0]])) ** 0.5
    rows, columns = round(case.height / stride), round(case.width / stride)
    return Grid(rows, columns, axes, shape[axes[0]] - rows * columns)
