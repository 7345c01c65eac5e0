"""What others call the tensors of a network, so that their checkpoints can be read.

A family that knows such names declares `OTHER_NAMES`, a tuple of rules that are tried in their order.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class OtherName:
    """Tensors whose whole name `pattern` describes are our `name`, in which `\\1` stands for its groups.

    `axes` is the order in which their axes must be taken, where others hold a weight the other way round.
    """

    pattern: str
    name: str
    axes: tuple[int, ...] = ()


def our_name(found: str, rules: Iterable[OtherName], ours: Container[str]) -> tuple[str, OtherName] | None:
    """The first of our names that a rule gives for a tensor of a file, with the rule."""
    for rule in rules:
        match = re.fullmatch(rule.pattern, found)
        if match and (name := match.expand(rule.name)) in ours:
            return name, rule
    return None


def names(*pairs: tuple[str, str]) -> tuple[OtherName, ...]:
    """Rules for modules: each pair is theirs as a pattern and ours, and what follows the last dot is kept."""
    return tuple(
        OtherName(rf"{theirs}\.([^.]+)", rf"{ours}.\{_groups(theirs) + 1}") for theirs, ours in pairs
    )


def flax(theirs: str, ours: str) -> tuple[OtherName, ...]:
    """Rules for a linear layer or LayerNorm of JAX code, which holds a linear weight as (inputs, outputs)."""
    return (
        OtherName(f"{theirs}/kernel", f"{ours}.weight", (1, 0)),
        OtherName(f"{theirs}/scale", f"{ours}.weight"),
        OtherName(f"{theirs}/bias", f"{ours}.bias"),
    )


def _groups(pattern: str) -> int:
    return re.compile(pattern).groups
