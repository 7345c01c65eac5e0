"""What a rule says about a call: its work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from torch import Tensor


class Work(NamedTuple):
    """What one call does for the whole batch: MACs, and all other operations."""

    macs: int = 0
    other: int = 0


#: From an operator's positional arguments and its first output to its work.
Rule = Callable[[Sequence[Any], Tensor], Work]


def each(operations: int) -> Rule:
    """`operations` for each element of the output."""
    return lambda _, out: Work(other=operations * out.numel())


def each_of(place: int, operations: int = 1) -> Rule:
    """`operations` for each element of the argument at a place."""
    return lambda args, _: Work(other=operations * args[place].numel())


def names(words: str) -> frozenset[str]:
    """Torch's own operators of these names."""
    return frozenset(f"aten::{name}" for name in words.split())


def named(rule: Rule, words: str) -> dict[str, Rule]:
    """One rule for several operators."""
    return dict.fromkeys(names(words), rule)
