"""Maps as pictures in a file: receptive fields block by block, and the weights of units side by side."""

from __future__ import annotations

import io
from collections.abc import Sequence
from math import ceil, sqrt
from typing import TYPE_CHECKING, Any

import numpy as np

from mixbench.core.receptive_field import ReceptiveField
from mixbench.core.weight_maps import WeightMaps, sheet

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

#: A logarithmic picture of a field goes from its peak down to this share of it.
FLOOR = 1e-5

_PANEL_IN, _TITLE_IN, _CAPTION_IN, _DPI = 1.7, 0.3, 0.5, 160

#: More rows of units than this make no picture that could be read.
_ROW_IN, _WIDTH_IN = 0.5, 9.0


def field_picture(
    field: ReceptiveField, blocks: Sequence[int], caption: str, format: str, *, is_log: bool
) -> bytes:
    """The maps of some blocks, each relative to its own peak, on one scale of colours; 0 is the entrance."""
    from matplotlib.colors import LogNorm, Normalize

    columns = min(len(blocks), max(1, ceil(sqrt(1.5 * len(blocks)))))
    rows = ceil(len(blocks) / columns)
    canvas = _canvas(columns * _PANEL_IN + 1.0, rows * (_PANEL_IN + _TITLE_IN) + _CAPTION_IN)
    norm = LogNorm(FLOOR, 1.0, clip=True) if is_log else Normalize(0.0, 1.0)
    grid: Any = canvas.subplots(rows, columns, squeeze=False)
    picture: Any = None
    for axes, index in zip(grid.flat, blocks, strict=False):
        values = field.maps[index]
        shares = np.where(values > 0, values / max(values.max(), 1e-30), np.nan)
        extent = (0, field.width_px, field.height_px, 0)
        picture = axes.imshow(shares, norm=norm, cmap="viridis", extent=extent, interpolation="nearest")
        axes.set_title("entrance" if index == 0 else f"block {index}", fontsize=8)
        axes.tick_params(labelsize=6)
    for axes in grid.flat[len(blocks) :]:
        axes.set_axis_off()
    bar = canvas.colorbar(picture, ax=grid, label="gradient, share of the block's peak")
    bar.ax.tick_params(labelsize=7)
    return _bytes(canvas, caption, format)


def weights_picture(maps: WeightMaps, caption: str, format: str) -> bytes:
    """A row of units for each block, first to last, each block in colours up to its own largest weight."""
    shown = [
        (block, image)
        for block, image in zip(maps.blocks, sheet(maps.blocks), strict=True)
        if block.units and image.size
    ]
    canvas = _canvas(_WIDTH_IN, len(shown) * _ROW_IN + _CAPTION_IN + 0.4)
    grid: Any = canvas.subplots(len(shown), 1, squeeze=False)
    for axes, (block, image) in zip(grid.flat, shown, strict=True):
        peak = block.peak or 1.0
        axes.imshow(image, cmap="RdBu_r", vmin=-peak, vmax=peak, interpolation="nearest")
        axes.set_axis_off()
        axes.set_title(f"{block.path}, largest {block.peak:.2g}", fontsize=6, loc="left", pad=2)
    return _bytes(canvas, caption, format)


def _canvas(width_in: float, height_in: float) -> Canvas:
    from matplotlib.figure import Figure

    return Figure((width_in, height_in), layout="constrained")


def _bytes(canvas: Canvas, caption: str, format: str) -> bytes:
    out = io.BytesIO()
    canvas.supxlabel(caption, fontsize=7, wrap=True)
    canvas.savefig(out, format=format, dpi=_DPI)
    return out.getvalue()
