"""How far two results are from being the same."""

from __future__ import annotations

from torch import Tensor

from mixbench.engine.steps import look


def difference(expected: Tensor, found: Tensor) -> float | None:
    """The largest difference between two values, relative to the largest value expected.

    None where the shapes differ or a number is not finite: no distance can be told then.
    """
    look()
    if expected.shape != found.shape:
        return None
    largest = float((found - expected).abs().max() / expected.abs().max())
    return largest if largest < float("inf") else None
