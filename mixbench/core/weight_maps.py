"""The weights that mix places, unit by unit: what each looks at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from mixbench.core.checkpoints import LoadReport

#: What a unit's weights lie over: all places of the map, one line of it, a cell of it that the network
#: repeats, or the neighbourhood of a kernel.
Kind = Literal["places", "line", "cell", "kernel"]

Maps = NDArray[np.float32]


@dataclass(frozen=True)
class BlockMaps:
    """Units of the first layer of a block that mixes places, from number `first` on, in the network's order.

    `weight` is the path of the parameter, `units` how many it has, `rows` x `columns` the places that a unit
    looks at. `values` are 32-bit floats, little-endian, unit by unit. `peak` is the largest absolute weight
    of all units. Where a block has no such weights, `reason` says why and all else is empty.
    """

    path: str
    weight: str = ""
    kind: Kind = "places"
    units: int = 0
    rows: int = 0
    columns: int = 0
    first: int = 0
    peak: float = 0.0
    values: bytes = b""
    reason: str = ""

    @cached_property
    def maps(self) -> Maps:
        """(units of this page, rows, columns)."""
        return np.frombuffer(self.values, "<f4").reshape(-1, max(1, self.rows), max(1, self.columns))


@dataclass(frozen=True)
class WeightMaps:
    """The maps of all blocks in their order, or of one; `report` says which weights of a file were used,
    None at initialisation. `count` is how many blocks the network has, whichever were asked for."""

    blocks: tuple[BlockMaps, ...]
    count: int
    report: LoadReport | None = None

    @property
    def units(self) -> int:
        """The most units that a block has."""
        return max((block.units for block in self.blocks), default=0)

    @property
    def reason(self) -> str:
        """Why there is nothing to see, where no block has such weights; else empty."""
        if any(block.units for block in self.blocks):
            return ""
        return next((block.reason for block in self.blocks), "this network has no blocks that mix places")


def sheet(blocks: tuple[BlockMaps, ...], columns: int | None = None) -> tuple[Maps, ...]:
    """One picture a block, its units side by side with a gap of NaN between them: in one row, or in rows of
    `columns`. A block without weights has an empty picture."""
    return tuple(_tiled(block.maps, columns) if block.units else np.empty((0, 0), "f4") for block in blocks)


def unit_at(block: BlockMaps, columns: int | None, row: float, column: float) -> int | None:
    """The unit that lies at a place of the block's picture in `sheet`, None in a gap or beyond the last."""
    count = len(block.maps)
    wide = columns or count
    down, across = int(row // (block.rows + 1)), int(column // (block.columns + 1))
    if not 0 <= across < wide or row % (block.rows + 1) >= block.rows:
        return None
    number = down * wide + across
    is_gap = column % (block.columns + 1) >= block.columns
    return None if is_gap or not 0 <= number < count else block.first + number


def _tiled(maps: Maps, columns: int | None) -> Maps:
    count, rows, across = maps.shape
    wide = columns or max(1, count)
    high = max(1, -(-count // wide))
    made = np.full((high * (rows + 1) - 1, wide * (across + 1) - 1), np.nan, "f4")
    for number, values in enumerate(maps):
        top, left = number // wide * (rows + 1), number % wide * (across + 1)
        made[top : top + rows, left : left + across] = values
    return made
