"""Weights and an image of which only names and shapes need to be kept: numbers are drawn name by name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray


def weights(shapes: Mapping[str, Sequence[int]]) -> dict[str, NDArray[np.float32]]:
    """A tensor of each name: scales about one, variances positive, other weights small enough to add up."""
    return {name: tensor(number, name, shapes[name]) for number, name in enumerate(sorted(shapes))}


def tensor(number: int, name: str, shape: Sequence[int]) -> NDArray[np.float32]:
    """Normal numbers of a generator whose stream numpy keeps over its versions."""
    drawn = np.random.RandomState(number).standard_normal(shape)
    if name.endswith("running_var"):
        drawn = 0.5 + np.abs(drawn)
    elif name.endswith(("scale", "norm.weight", "bn.weight")):
        drawn = 1 + 0.2 * drawn
    elif len(shape) < 2:
        drawn = 0.3 * drawn
    else:
        drawn = drawn * drawn.size**-0.25
    return drawn.astype(np.float32)


def image(height: int, width: int) -> NDArray[np.float32]:
    """One image, (1, 3, H, W)."""
    return np.random.RandomState(2021).standard_normal((1, 3, height, width)).astype(np.float32)
