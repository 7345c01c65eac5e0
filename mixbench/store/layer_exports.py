"""The layers of a network as a file."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from mixbench.core.layer_tree import LayerNode, walk
from mixbench.store.exports import save

#: Every figure is the module's own, without those below it, so that a column sums to the count of the
#: network; `total_ms` alone includes what is below.
COLUMNS = (
    "path",
    "kind",
    "role",
    "params",
    "macs",
    "backward_macs",
    "other_operations",
    "bytes_read",
    "bytes_written",
    "held_bytes",
    "peak_bytes",
    "total_ms",
    "own_ms",
)


def write_layers(root: LayerNode, path: Path) -> int:
    """Write every module of the tree as CSV and return how many; raise `ExportError`."""
    nodes = tuple(walk(root))
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(_row(node) for node in nodes)
    save(file.getvalue().encode(), path)
    return len(nodes)


def _row(node: LayerNode) -> list[str | int | float | None]:
    """A module that only holds others has its path and its time alone."""
    costs = [getattr(node.own, name) if node.own else None for name in COLUMNS[1:-2]]
    own_ms = node.time.own_ms if node.time else None
    return [node.path, *costs, node.total_ms, own_ms]
