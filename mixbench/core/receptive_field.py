"""How far information has spread: which part of the image a place of a block's map depends on.

A map holds, for cells of the image, the absolute gradient of one place of a block with respect to the
pixels: of a random mixture of the channels there, summed over the colours, averaged over the pixels of a
cell and over some random images. Its scale means nothing, its ratios do.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from mixbench.core.checkpoints import LoadReport

#: Cells under this share of the highest one count as not reached, unless someone says otherwise.
USUAL_THRESHOLD = 0.001

#: A region that fills so much of its bounding box is called a rectangle.
_FULL = 0.98

#: What the reached cells look like. `cross`: all of them lie in the rows or the columns of the place itself.
Shape = Literal["global", "rectangle", "cross", "scattered", "nothing"]

Cells = NDArray[np.float32]


@dataclass(frozen=True)
class BlockField:
    """What one place of a block's map depends on; of the entrance, where `path` is empty, what enters the
    first block. `values` are 32-bit floats, little-endian, row by row of the cells of the image.
    """

    path: str
    rows: int
    columns: int
    row: int
    column: int
    values: bytes


@dataclass(frozen=True)
class Spread:
    """The cells above a threshold: their share of the image, the sides of their bounding box in pixels, and
    how far the furthest of them reaches from the place, along an axis, in pixels."""

    share: float
    height_px: int
    width_px: int
    radius_px: int
    shape: Shape

    @property
    def is_global(self) -> bool:
        """Whether every cell of the image is reached."""
        return self.shape == "global"


@dataclass(frozen=True)
class ReceptiveField:
    """The maps of a network's blocks in the order in which they run, the entrance first, for the place that
    holds the pixel (`y_px`, `x_px`). Cells are squares of `cell_px`, cut off at the image's edge.

    `inputs` says over how many random images the maps are averaged, `report` which weights of a file were
    used; None at initialisation.
    """

    height_px: int
    width_px: int
    y_px: int
    x_px: int
    cell_px: int
    inputs: int
    blocks: tuple[BlockField, ...]
    report: LoadReport | None = None

    @cached_property
    def maps(self) -> tuple[Cells, ...]:
        """The values of each block, (rows of cells, columns of cells)."""
        shape = -(-self.height_px // self.cell_px), -(-self.width_px // self.cell_px)
        return tuple(np.frombuffer(block.values, "<f4").reshape(shape) for block in self.blocks)

    @property
    def depth(self) -> int:
        """How many blocks there are; the entrance is none."""
        return len(self.blocks) - 1

    def at_share(self, share: float) -> int:
        """The index of the block at a share of the depth: 0 is the entrance, 1 the last block."""
        return round(share * self.depth)

    def spread(self, index: int, threshold: float = 0.0) -> Spread:
        """What a block reaches above a share of its highest value; 0 asks for any gradient at all."""
        values = self.maps[index]
        reached = values > threshold * values.max(initial=0.0)
        rows, columns = np.flatnonzero(reached.any(1)), np.flatnonzero(reached.any(0))
        if not len(rows):
            return Spread(0.0, 0, 0, 0, "nothing")
        top, bottom = self._px(rows[0], rows[-1], self.height_px)
        left, right = self._px(columns[0], columns[-1], self.width_px)
        radius = max(self.y_px - top, bottom - 1 - self.y_px, self.x_px - left, right - 1 - self.x_px)
        share = self._area(reached) / (self.height_px * self.width_px)
        return Spread(share, bottom - top, right - left, radius, self._shape(index, reached))

    def _px(self, first: int, last: int, side_px: int) -> tuple[int, int]:
        """From where to where a range of cells lies."""
        return int(first) * self.cell_px, min(side_px, int(last + 1) * self.cell_px)

    def _area(self, reached: NDArray[np.bool_]) -> int:
        """The pixels in some cells; those at the edge may be cut off."""
        heights, widths = (
            np.diff(np.minimum(np.arange(count + 1) * self.cell_px, side))
            for count, side in zip(reached.shape, (self.height_px, self.width_px), strict=True)
        )
        return int(heights @ reached @ widths)

    def _shape(self, index: int, reached: NDArray[np.bool_]) -> Shape:
        if reached.all():
            return "global"
        rows, columns = np.flatnonzero(reached.any(1)), np.flatnonzero(reached.any(0))
        box = reached[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        if box.mean() >= _FULL:
            return "rectangle"
        beside = reached.copy()
        beside[self._own(index, 0)] = False
        beside[:, self._own(index, 1)] = False
        return "scattered" if beside.any() else "cross"

    def _own(self, index: int, axis: int) -> slice:
        """The rows (axis 0) or columns of cells that belong to the place: what it covers in its own map, and
        all that its entrance sees, where patches overlap."""
        block, side = self.blocks[index], (self.height_px, self.width_px)[axis]
        count, place = ((block.rows, block.row), (block.columns, block.column))[axis]
        begin, end = place * side // count, -(-(place + 1) * side // count)
        seen = np.flatnonzero((self.maps[0] > 0).any(1 - axis))
        first = min(begin // self.cell_px, *seen[:1])
        last = max(-(-end // self.cell_px), *(seen[-1:] + 1))
        return slice(int(first), int(last))


def spread_text(field: ReceptiveField, model: str) -> str:
    """The numbers behind the pictures as CSV: a line a cell and block."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(("model", "block", "path", "y_px", "x_px", "absolute_gradient"))
    for number, (block, values) in enumerate(zip(field.blocks, field.maps, strict=True)):
        for (row, column), value in np.ndenumerate(values):
            place = row * field.cell_px, column * field.cell_px
            writer.writerow((model, number, block.path, *place, f"{value:.6g}"))
    return out.getvalue()


def array_bytes(fields: ReceptiveField) -> bytes:
    """All maps as one `.npy` file: (entrance and blocks, rows of cells, columns of cells)."""
    out = io.BytesIO()
    np.save(out, np.stack(fields.maps), allow_pickle=False)
    return out.getvalue()
