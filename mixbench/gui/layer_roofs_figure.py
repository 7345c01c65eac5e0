"""The layers of a model as points below the roofs: by rate where they have MACs, else by bandwidth."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from mixbench.core.figure import Axis, Figure, Series
from mixbench.core.layer_standings import LayerStanding, LayerStandings
from mixbench.core.palette import role_slot
from mixbench.core.roles import Role
from mixbench.core.roofline import Standing
from mixbench.core.roofs import Roof
from mixbench.core.units import milliseconds
from mixbench.gui.role_words import role_word
from mixbench.gui.roofline_figure import (
    GIGA,
    bandwidth_series,
    intensity_axis,
    rate_axis,
    ridge_note,
    roof_series,
    roofs_caption,
    share_words,
    standing_words,
)

_MEGA = 1e6


@dataclass(frozen=True)
class LayersSight:
    """The layers of a model that is called `label` and wears `slot`, and its whole pass without clocks."""

    label: str
    slot: int
    found: LayerStandings
    whole: Standing

    @property
    def roofs(self) -> tuple[Roof, ...]:
        """The roof over them, where it was measured."""
        return (self.whole.roof,) if self.whole.roof else ()


def layers_figure(sight: LayersSight) -> Figure:
    """The layers with MACs, a series for each role, and the pass as a whole."""
    layers = [layer for layer in sight.found.layers if layer.has_macs and layer.standing.work.bytes_moved]
    intensities = [layer.standing.work.macs_per_byte for layer in layers]
    return Figure(
        title=QCoreApplication.translate("Roofline", "Layers of {model}").format(model=sight.label),
        x=intensity_axis(),
        y=rate_axis(),
        series=(*roof_series(sight.roofs, intensities), *_by_role(layers), *_whole(sight)),
        annotations=tuple(map(ridge_note, sight.roofs)),
        caption="  ·  ".join([_caption(), *roofs_caption(sight.roofs)]),
    )


def bandwidth_figure(sight: LayersSight) -> Figure:
    """The layers without MACs, which have no intensity: how fast they move their bytes. Empty without any."""
    layers = [layer for layer in sight.found.layers if not layer.has_macs]
    series = _by_role(layers, is_bandwidth=True)
    moved = [at for one in series for at in one.x]
    return Figure(
        title=QCoreApplication.translate("Roofline", "Layers without MACs"),
        x=Axis(QCoreApplication.translate("Roofline", "bytes moved"), "MB", is_log=True),
        y=Axis(QCoreApplication.translate("Roofline", "bandwidth"), "GB/s", is_log=True),
        series=(*bandwidth_series(sight.roofs, moved), *series) if series else (),
    )


def _by_role(layers: Sequence[LayerStanding], *, is_bandwidth: bool = False) -> list[Series]:
    of_role = {role: [layer for layer in layers if layer.role is role] for role in Role}
    return [_series(role, found, is_bandwidth=is_bandwidth) for role, found in of_role.items() if found]


def _series(role: Role, layers: Sequence[LayerStanding], *, is_bandwidth: bool) -> Series:
    standings = [layer.standing for layer in layers]
    if is_bandwidth:
        x = tuple(standing.work.bytes_moved / _MEGA for standing in standings)
        y = tuple(standing.bytes_per_s.value / GIGA for standing in standings)
    else:
        x = tuple(standing.work.macs_per_byte for standing in standings)
        y = tuple(standing.macs_per_s.value / GIGA for standing in standings)
    return Series(
        key=role.value,
        label=role_word(role),
        slot=role_slot(role),
        style="measured",
        x=x,
        y=y,
        fit="" if is_bandwidth else _time_of(layers),
        coarse=tuple(layer.is_too_short for layer in layers),
        remarks=tuple(map(_remark, layers)),
    )


def _time_of(layers: Sequence[LayerStanding]) -> str:
    """The legend's word: how many layers, and what they take together."""
    words = QCoreApplication.translate("Roofline", "layers: {n}, {ms} ms")
    total_ms = sum(layer.standing.time_ms for layer in layers)
    return words.format(n=len(layers), ms=milliseconds(total_ms))


def _remark(layer: LayerStanding) -> str:
    path = layer.path or QCoreApplication.translate("Roofline", "the network itself")
    parts = [path, layer.kind, f"{milliseconds(layer.standing.time_ms)} ms", *standing_words(layer.standing)]
    if layer.is_too_short:
        parts.append(QCoreApplication.translate("Roofline", "too short to be timed honestly"))
    return " · ".join(parts)


def _whole(sight: LayersSight) -> list[Series]:
    """The plain pass."""
    work = sight.whole.work
    if not work.macs or not work.bytes_moved:
        return []
    return [
        Series(
            key="whole",
            label=QCoreApplication.translate("Roofline", "the whole pass"),
            slot=sight.slot,
            style="measured",
            x=(work.macs_per_byte,),
            y=(sight.whole.macs_per_s.value / GIGA,),
            fit=", ".join(
                text
                for text in (f"{milliseconds(sight.whole.time_ms)} ms", share_words([sight.whole]))
                if text
            ),
            remarks=(" · ".join(standing_words(sight.whole)),),
        )
    ]


def _caption() -> str:
    return QCoreApplication.translate(
        "Roofline",
        "each layer alone, median over passes, which give no interval  ·  bytes operator by operator; "
        "FLOPs = 2 × MACs",
    )
