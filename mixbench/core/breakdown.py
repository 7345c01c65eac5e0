"""What a network's cost is made of, role by role, at several sizes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Literal

from mixbench.core.cost import Cost
from mixbench.core.roles import Role

#: What is divided among the roles.
Divided = Literal["macs", "params"]

#: From the bottom of a stack up: what the comparison is about lies on the axis, where its growth can be read.
STACK = (
    Role.SPATIAL_MIXING,
    Role.CHANNEL_MIXING,
    Role.DOWNSAMPLE,
    Role.STEM,
    Role.HEAD,
    Role.NORM,
    Role.OTHER,
)


def values_by_role(costs: Sequence[Cost], divided: Divided) -> dict[Role, tuple[int, ...]]:
    """MACs of one image, or parameters, of each role at every cost, in the order of a stack.

    Roles without any are left out.
    """
    rows = {role: tuple(getattr(cost.role(role), divided) for cost in costs) for role in STACK}
    return {role: row for role, row in rows.items() if any(row)}


def percentages(rows: Mapping[Role, Sequence[float]]) -> dict[Role, tuple[float, ...]]:
    """Each value in per cent of all roles there; 0 where all of them are."""
    wholes = [sum(column) for column in zip(*rows.values(), strict=True)]
    return {
        role: tuple(100 * part / whole if whole else 0.0 for part, whole in zip(row, wholes, strict=True))
        for role, row in rows.items()
    }
