"""The roofline as a figure: the roofs of the machine, and each model of the session as points below them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from mixbench.core.figure import Annotation, Axis, Figure, Series
from mixbench.core.palette import BOUND, UNSURE_BOUND
from mixbench.core.roofline import Rate, Standing, roofline_curve
from mixbench.core.roofs import Roof
from mixbench.core.units import percent
from mixbench.gui.roofline_points import Spot
from mixbench.gui.roofline_words import (
    arithmetic_roof_text,
    bound_word,
    memory_roof_text,
    ridge_sentence,
    roof_name,
    short_bound_word,
)
from mixbench.gui.workbench import Workbench

#: Rates are drawn in GMAC/s, bandwidths in GB/s.
GIGA = 1e9

#: A roofline reaches so many times beyond the points and the ridge, to either side.
_REACH = 3.0


def intensity_axis() -> Axis:
    """To the right of both plots of rates."""
    return Axis(QCoreApplication.translate("Roofline", "intensity"), "MAC/B", is_log=True)


def rate_axis() -> Axis:
    """Upwards in both plots of rates."""
    return Axis(QCoreApplication.translate("Roofline", "achieved rate"), "GMAC/s", is_log=True)


def models_figure(bench: Workbench, spots: Sequence[Spot], roofs: Iterable[Roof], empty: str) -> Figure:
    """All results of the session: one series a model, joined from size to size."""
    intensities = [spot.contender.standing.work.macs_per_byte for spot in spots]
    drawn = tuple(roofs)
    series = [*roof_series(drawn, intensities), *_model_series(bench, spots)]
    return Figure(
        title=QCoreApplication.translate("Roofline", "Roofline"),
        x=intensity_axis(),
        y=rate_axis(),
        series=tuple(series),
        annotations=tuple(map(ridge_note, drawn)),
        caption=_caption(spots, drawn),
        empty="" if series else empty,
    )


def _model_series(bench: Workbench, spots: Sequence[Spot]) -> list[Series]:
    models: dict[str, list[Spot]] = defaultdict(list)
    for spot in spots:
        if _is_drawable(spot.contender.standing):
            models[spot.contender.case.model.key].append(spot)
    return [_series(bench, key, sorted(found, key=_along)) for key, found in models.items()]


def _is_drawable(standing: Standing) -> bool:
    """A logarithmic axis has no place for nothing."""
    return standing.work.macs > 0 and standing.work.bytes_moved > 0


def _along(spot: Spot) -> tuple[int, int]:
    case = spot.contender.case
    return case.batch, case.height * case.width


def _series(bench: Workbench, key: str, spots: Sequence[Spot]) -> Series:
    model = spots[0].contender.case.model
    standings = [spot.contender.standing for spot in spots]
    rates = [standing.macs_per_s for standing in standings]
    return Series(
        key=key,
        label=bench.label(model),
        slot=bench.slot(model),
        style="measured",
        x=tuple(standing.work.macs_per_byte for standing in standings),
        y=tuple(rate.value / GIGA for rate in rates),
        low=tuple(_giga(rate.low) for rate in rates),
        high=tuple(_giga(rate.high) for rate in rates),
        fit=share_words(standings),
        numbers=tuple(spot.number for spot in spots),
        coarse=tuple(spot.is_coarse for spot in spots),
        remarks=tuple(map(_remark, spots)),
    )


def _giga(rate: float | None) -> float | None:
    return None if rate is None else rate / GIGA


def share_words(standings: Sequence[Standing]) -> str:
    """The legend's word: the share of the roofline, and what holds it back where that is one thing."""
    shares = sorted(share.value for standing in standings if (share := standing.roofline_share))
    if not shares:
        return ""
    low, high = percent(shares[0], 0), percent(shares[-1], 0)
    bounds = {standing.bound for standing in standings if standing.bound}
    words = low if low == high else f"{low.removesuffix(' %')} – {high}"
    return f"{words} · {short_bound_word(bounds.pop())}" if len(bounds) == 1 else words


def _remark(spot: Spot) -> str:
    case, standing = spot.contender.case, spot.contender.standing
    parts = [f"{case.resolution} px"]
    if case.batch != 1:
        parts.append(QCoreApplication.translate("Conditions", "batch {n}").format(n=case.batch))
    parts += standing_words(standing)
    if spot.contender.is_unstable:
        parts.append(QCoreApplication.translate("Roofline", "unstable"))
    return " · ".join(parts)


def standing_words(standing: Standing) -> list[str]:
    """The share of the roofline and what holds work back; nothing without a roof."""
    share, bound = standing.roofline_share, standing.bound
    if share is None or bound is None:
        return []
    return [share_text(share), bound_word(bound)]


def share_text(share: Rate) -> str:
    """`62 % of the roofline`."""
    words = QCoreApplication.translate("Roofline", "{share} of the roofline")
    return words.format(share=percent(share.value, 0))


# roofs


def roof_series(roofs: Iterable[Roof], intensities: Sequence[float]) -> list[Series]:
    """A line for each roof: rising with the bandwidth of memory, then level with the matrix product."""
    found = []
    for roof in roofs:
        reached = [*(at for at in intensities if 0 < at < float("inf")), roof.ridge_macs_per_byte]
        x, y = roofline_curve(roof, min(reached) / _REACH, max(reached) * _REACH)
        rates = f"{arithmetic_roof_text(roof)} · {memory_roof_text(roof)}"
        found.append(_bound(roof, x, tuple(rate / GIGA for rate in y), rates))
    return found


def bandwidth_series(roofs: Iterable[Roof], megabytes: Sequence[float]) -> list[Series]:
    """A level line for the bandwidth of each roof."""
    low, high = min(megabytes, default=1.0) / _REACH, max(megabytes, default=1.0) * _REACH
    return [
        _bound(roof, (low, high), (roof.bytes_per_s / GIGA,) * 2, memory_roof_text(roof)) for roof in roofs
    ]


def _bound(roof: Roof, x: tuple[float, ...], y: tuple[float, ...], rates: str) -> Series:
    name = roof_name(roof)
    slot = UNSURE_BOUND if roof.is_disturbed else BOUND
    return Series(f"roof {roof.key}", name, slot, "law", x, y, fit=rates)


def ridge_note(roof: Roof) -> Annotation:
    """A ring at the ridge."""
    return Annotation(roof.ridge_macs_per_byte, roof.macs_per_s / GIGA, ridge_sentence(roof))


def _caption(spots: Sequence[Spot], roofs: Sequence[Roof]) -> str:
    parts = [QCoreApplication.translate("Roofline", "bytes operator by operator; FLOPs = 2 × MACs")]
    if spots:
        parts.append(QCoreApplication.translate("Roofline", "bars: 95 % interval"))
    if any(spot.is_coarse for spot in spots):
        parts.append(QCoreApplication.translate("Roofline", "hollow: first look"))
    if any(spot.contender.is_unstable for spot in spots):
        parts.append(QCoreApplication.translate("Roofline", "unstable points say so when pointed at"))
    if spots or roofs:
        parts += roofs_caption(roofs)
    return "  ·  ".join(parts)


def roofs_caption(roofs: Sequence[Roof]) -> list[str]:
    """What the lines of roofs mean."""
    if not roofs:
        return [
            QCoreApplication.translate("Roofline", "no roof: it was not measured on this session's machine")
        ]
    parts = [QCoreApplication.translate("Roofline", "line: the measured roofs")]
    if any(roof.is_disturbed for roof in roofs):
        parts.append(
            QCoreApplication.translate("Roofline", "dashed: disturbed, the machine can do at least this")
        )
    return parts
