"""The columns of the layers: what a cell says, what it is sorted by, and what a spreadsheet gets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from PySide6.QtCore import QCoreApplication

from mixbench.core.cost import Count
from mixbench.core.layer_times import LayerTimes
from mixbench.core.layer_tree import LayerNode, LayerSum, layer_tree
from mixbench.core.units import bytes_text, percent, si
from mixbench.gui.role_words import role_word

UNKNOWN = "–"


@dataclass(frozen=True)
class Dissection:
    """A network taken apart: its name on the screen, its count, and its times once they are known."""

    name: str
    count: Count
    times: LayerTimes | None = None

    @cached_property
    def root(self) -> LayerNode:
        """The tree of its layers."""
        return layer_tree(self.count.layers, self.times.layers if self.times else ())

    def share_of_macs(self, node: LayerNode) -> float:
        """The part of a module in all MACs."""
        return node.total.macs / self.root.total.macs if self.root.total.macs else 0.0

    def share_of_time(self, node: LayerNode) -> float | None:
        """The part of a module in the time of the pass with the clocks in it."""
        if self.times is None or node.total_ms is None or not self.times.whole_ms:
            return None
        return node.total_ms / self.times.whole_ms


Value = float | str | None


@dataclass(frozen=True)
class LayerColumn:
    """One column. `value` is a text, or a number in the base unit that `raw_title` names; None where nothing
    is known. A column of numbers names the `widest` text that it must have room for."""

    id: str
    title: str
    tooltip: str
    value: Callable[[LayerNode, Dissection], Value]
    text: Callable[[LayerNode, Dissection], str]
    widest: str = ""
    raw_title: str = ""

    @property
    def is_number(self) -> bool:
        """Whether its cells are numbers, set against the right edge."""
        return bool(self.widest)


def layer_columns() -> tuple[LayerColumn, ...]:
    """The columns in their order, in the language of the screen. The first is the tree's own."""
    return (*_naming(), *_counted(), *_moved(), *_timed())


def _naming() -> tuple[LayerColumn, ...]:
    return (
        LayerColumn(
            "layer",
            QCoreApplication.translate("Layers", "Layer"),
            QCoreApplication.translate("Layers", "Its path within the network"),
            lambda node, _: node.path,
            lambda node, whole: node.name or whole.name,
        ),
        LayerColumn(
            "kind",
            QCoreApplication.translate("Layers", "Kind"),
            QCoreApplication.translate("Layers", "The class of the module"),
            lambda node, _: node.kind,
            lambda node, _: node.kind,
        ),
        LayerColumn(
            "role",
            QCoreApplication.translate("Layers", "Role"),
            QCoreApplication.translate(
                "Layers", "What it is for; a module of several roles has a bar of them"
            ),
            lambda node, _: node.role.value if node.role else "",
            lambda node, _: role_text(node),
        ),
    )


def role_text(node: LayerNode) -> str:
    """The role in words."""
    return role_word(node.role) if node.role else QCoreApplication.translate("Layers", "several")


def _summed(
    id: str,
    title: str,
    tooltip: str,
    raw_title: str,
    read: Callable[[LayerSum], int],
    *,
    is_bytes: bool = False,
) -> LayerColumn:
    """A column of a sum over the module and all that is below it."""

    def text(node: LayerNode, _: Dissection) -> str:
        amount = read(node.total)
        return bytes_text(amount) if is_bytes else si(amount)

    widest = "000.0 MB" if is_bytes else "000.00 M"
    return LayerColumn(id, title, tooltip, lambda node, _: read(node.total), text, widest, raw_title)


def _counted() -> tuple[LayerColumn, ...]:
    return (
        _summed(
            "params",
            QCoreApplication.translate("Layers", "Params"),
            QCoreApplication.translate("Layers", "Parameters, with those of all modules below it"),
            "params",
            lambda total: total.params,
        ),
        _summed(
            "macs",
            QCoreApplication.translate("Layers", "MACs"),
            QCoreApplication.translate("Layers", "Multiply-accumulates of one image; FLOPs = 2 x MACs"),
            "macs",
            lambda total: total.macs,
        ),
        LayerColumn(
            "share_of_macs",
            QCoreApplication.translate("Layers", "Share of MACs"),
            QCoreApplication.translate(
                "Layers", "Its part in the MACs of the network, in the colours of roles"
            ),
            lambda node, whole: whole.share_of_macs(node),
            lambda node, whole: percent(whole.share_of_macs(node)),
            "100.0 %" + 6 * "0",
            "share_of_macs",
        ),
        _summed(
            "backward_macs",
            QCoreApplication.translate("Layers", "Backward MACs"),
            QCoreApplication.translate("Layers", "MACs of one image on the way back of a training step"),
            "backward_macs",
            lambda total: total.backward_macs,
        ),
    )


def _moved() -> tuple[LayerColumn, ...]:
    return (
        _summed(
            "other_operations",
            QCoreApplication.translate("Layers", "Other operations"),
            QCoreApplication.translate("Layers", "What is computed and is no MAC: norms, activations, sums"),
            "other_operations",
            lambda total: total.other_operations,
        ),
        _summed(
            "bytes_moved",
            QCoreApplication.translate("Layers", "Bytes moved"),
            QCoreApplication.translate("Layers", "Bytes read and written by its operators for one image"),
            "bytes_moved",
            lambda total: total.bytes_moved,
            is_bytes=True,
        ),
        LayerColumn(
            "held_bytes",
            QCoreApplication.translate("Layers", "Memory at peak"),
            QCoreApplication.translate(
                "Layers", "What it had made and was still live when the whole pass needed most, for the batch"
            ),
            lambda node, _: node.total.held_bytes,
            held_text,
            QCoreApplication.translate("Layers", "peak within") + "  000 MB",
            "held_bytes",
        ),
    )


def held_text(node: LayerNode, whole: Dissection) -> str:
    """Memory at the peak, and in words where the peak is."""
    peak, held = whole.count.memory.peak_layer, bytes_text(node.total.held_bytes)
    if node.path == peak:
        return QCoreApplication.translate("Layers", "peak") + f"  {held}"
    if node.children and (not node.path or peak.startswith(f"{node.path}.")):
        return QCoreApplication.translate("Layers", "peak within") + f"  {held}"
    return held


def _timed() -> tuple[LayerColumn, ...]:
    return (
        LayerColumn(
            "total_ms",
            QCoreApplication.translate("Layers", "Time, ms"),
            QCoreApplication.translate(
                "Layers", "Median over the passes, with all modules below it, for the batch"
            ),
            lambda node, _: node.total_ms,
            lambda node, _: UNKNOWN if node.total_ms is None else f"{node.total_ms:.3f}",
            "0000.000",
            "total_ms",
        ),
        LayerColumn(
            "share_of_time",
            QCoreApplication.translate("Layers", "Share of time"),
            QCoreApplication.translate("Layers", "Its part in the time of the pass"),
            lambda node, whole: whole.share_of_time(node),
            _share_of_time_text,
            "100.0 %" + 6 * "0",
            "share_of_time",
        ),
    )


def _share_of_time_text(node: LayerNode, whole: Dissection) -> str:
    share = whole.share_of_time(node)
    return UNKNOWN if share is None else percent(share)
