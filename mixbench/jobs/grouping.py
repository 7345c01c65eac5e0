"""Which cases are timed together, in interleaved rounds, in one task."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mixbench.catalog import registry
from mixbench.jobs.events import Item

#: All networks of a task are in memory at once: bounded in number and in bytes of weights.
MOST_TOGETHER = 8
MOST_WEIGHT_BYTES = 2_000_000_000
_BYTES_PER_PARAM = 4


def groups(cell: Sequence[Item]) -> Iterator[tuple[Item, ...]]:
    """Split the items of one cell of the sweep so that each group fits into memory."""
    group: list[Item] = []
    weight = 0
    for item in cell:
        own = weight_bytes(item)
        if group and (len(group) == MOST_TOGETHER or weight + own > MOST_WEIGHT_BYTES):
            yield tuple(group)
            group, weight = [], 0
        group.append(item)
        weight += own
    if group:
        yield tuple(group)


def weight_bytes(item: Item) -> int:
    """The parameters of an item's network in float32, by its law."""
    case = item.case
    return registry.resolve(case.model).law(case.height, case.width).params * _BYTES_PER_PARAM
