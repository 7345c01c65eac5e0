"""The layers of a network as the tree that their paths make, with sums."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace

from mixbench.core.cost import Count, LayerCost
from mixbench.core.layer_times import LayerTime
from mixbench.core.roles import Role


@dataclass(frozen=True)
class LayerSum:
    """What some layers come to, each figure as in `LayerCost`."""

    params: int = 0
    macs: int = 0
    backward_macs: int = 0
    other_operations: int = 0
    bytes_read: int = 0
    bytes_written: int = 0
    held_bytes: int = 0

    @classmethod
    def of(cls, layers: Iterable[LayerCost]) -> LayerSum:
        """The sum of layers."""
        layers = tuple(layers)
        return cls(*(sum(getattr(layer, part.name) for layer in layers) for part in fields(cls)))

    @property
    def bytes_moved(self) -> int:
        """Bytes read and written."""
        return self.bytes_read + self.bytes_written


@dataclass(frozen=True)
class LayerNode:
    """One module: what it does itself, and what it comes to with all that is below it.

    `own` is None for a module that only holds others, `time` where it was not timed. `total` and
    `macs_by_role` (roles with MACs alone) include everything below. `role` is the one that all of them
    share that have parameters or MACs, None where they have several.
    """

    path: str
    own: LayerCost | None
    time: LayerTime | None
    children: tuple[LayerNode, ...]
    total: LayerSum
    macs_by_role: dict[Role, int]
    role: Role | None

    @property
    def kind(self) -> str:
        """The module's class, empty where only the paths of others tell of it."""
        return self.own.kind if self.own else ""

    @property
    def name(self) -> str:
        """The end of its path that tells it from its siblings: a number keeps the word that it counts."""
        parts = self.path.split(".")
        last_word = max((place for place, part in enumerate(parts) if not part.isdigit()), default=0)
        return ".".join(parts[last_word:])

    @property
    def total_ms(self) -> float | None:
        """The time in it and below it; where itself was not timed, that of its children."""
        if self.time is not None:
            return self.time.total_ms
        known = [child.total_ms for child in self.children if child.total_ms is not None]
        return sum(known) if known else None


def layer_tree(layers: Sequence[LayerCost], times: Sequence[LayerTime] = ()) -> LayerNode:
    """The network's root. Modules that are only ever named in the paths of others have nodes too.

    Siblings stand in the network's own order.
    """
    return _Growth(layers, times).node("")


class _Growth:
    """Builds nodes from the leaves up."""

    def __init__(self, layers: Sequence[LayerCost], times: Sequence[LayerTime]) -> None:
        self._costs = {layer.path: layer for layer in layers}
        self._times = {time.path: time for time in times}
        self._below: dict[str, dict[str, None]] = defaultdict(dict)
        for path in (*self._times, *self._costs):
            self._hang(path)

    def _hang(self, path: str) -> None:
        """Hang a path below its parent, and that below its own."""
        while path:
            parent = path.rpartition(".")[0]
            self._below[parent][path] = None
            path = parent

    def node(self, path: str) -> LayerNode:
        children = tuple(self.node(child) for child in self._below.get(path, ()))
        own = self._costs.get(path)
        return LayerNode(
            path=path,
            own=own,
            time=self._times.get(path),
            children=children,
            total=_total(own, children),
            macs_by_role=_macs_by_role(own, children),
            role=_role(own, children),
        )


def _total(own: LayerCost | None, children: tuple[LayerNode, ...]) -> LayerSum:
    parts = [child.total for child in children] + ([LayerSum.of([own])] if own else [])
    return LayerSum(*(sum(getattr(part, name.name) for part in parts) for name in fields(LayerSum)))


def _macs_by_role(own: LayerCost | None, children: tuple[LayerNode, ...]) -> dict[Role, int]:
    shares: dict[Role, int] = defaultdict(int)
    for child in children:
        for role, macs in child.macs_by_role.items():
            shares[role] += macs
    if own and own.macs:
        shares[own.role] += own.macs
    return {role: shares[role] for role in Role if role in shares}


def _role(own: LayerCost | None, children: tuple[LayerNode, ...]) -> Role | None:
    """The adding up of a block's branches has no weights: it does not make the block one of two roles."""
    working = [child for child in children if child.total.params or child.total.macs]
    roles = {child.role for child in working or children}
    if own and (own.params or own.macs or not roles):
        roles.add(own.role)
    return roles.pop() if len(roles) == 1 else None


def walk(node: LayerNode) -> Iterator[LayerNode]:
    """The node and everything below it, parents first, in the network's own order."""
    yield node
    for child in node.children:
        yield from walk(child)


def working_layers(root: LayerNode) -> tuple[LayerNode, ...]:
    """Each module that does work or holds parameters itself, alone: a list whose sums are the root's."""
    return tuple(
        replace(
            node,
            children=(),
            total=LayerSum.of([node.own]),
            macs_by_role={node.own.role: node.own.macs} if node.own.macs else {},
            role=node.own.role,
            time=replace(node.time, total_ms=node.time.own_ms) if node.time else None,
        )
        for node in walk(root)
        if node.own is not None
    )


def differences(root: LayerNode, count: Count) -> dict[str, int]:
    """By how much the sum of the layers misses the count, for each figure that it misses: none, unless
    the counter is at fault."""
    sums = {name: getattr(root.total, name) for name in ("params", "macs", "other_operations")}
    missed = {name: value - getattr(count, name) for name, value in sums.items()}
    return {name: by for name, by in missed.items() if by}
