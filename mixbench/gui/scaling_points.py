"""The points of a line of the scaling page, and how they grow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from mixbench.core.figure import Series, SeriesStyle
from mixbench.core.law_words import exponent_text
from mixbench.core.laws import NoLaw, law_through
from mixbench.gui.metric_readings import Reading
from mixbench.gui.metrics import Metric
from mixbench.gui.scaling_axes import SIZE_AXES, TOKENS, metric_on

#: Exponents nearer to zero than this are called constant.
_FLAT = 0.005


@dataclass(frozen=True)
class Point:
    """One value of a line: where, its place along the line, its size in tokens, what was read, the item
    behind it, and a word on it."""

    x: float
    along: float
    tokens: int
    reading: Reading
    number: int = -1
    remark: str = ""


@dataclass(frozen=True)
class Line:
    """Whose points they are: the series' key, name, colour and style; what keeps it from being compared;
    which of the places elsewhere they come from, 0 being here."""

    key: str
    label: str
    slot: int
    style: SeriesStyle
    unlike: str = ""
    origin: int = 0


def series_through(line: Line, points: Sequence[Point], axis: str, drawn: Metric) -> Series | None:
    """The series through measured points, in their order along the line; None where there are none."""
    points = sorted(points, key=lambda point: point.along)
    if not points:
        return None
    readings = [point.reading for point in points]
    sure = [point for point in points if not point.reading.is_coarse]
    has_intervals = any(reading.low is not None and not reading.is_exact for reading in readings)
    return Series(
        key=line.key,
        label=line.label,
        slot=line.slot,
        style=line.style,
        x=tuple(point.x for point in points),
        y=tuple(reading.value for reading in readings),
        low=tuple(reading.low for reading in readings) if has_intervals else None,
        high=tuple(reading.high for reading in readings) if has_intervals else None,
        # Where a law exists, the count equals it to the last MAC: its exponent is the one to show.
        fit=growth(axis, sure, is_counted=drawn.is_counted)
        if drawn.law is None and may_be_fitted(axis, drawn)
        else "",
        numbers=tuple(point.number for point in points) if line.style == "measured" else (),
        coarse=tuple(reading.is_coarse for reading in readings),
        remarks=tuple(point.remark for point in points) if any(point.remark for point in points) else (),
        unlike=line.unlike,
        origin=line.origin,
        looks=()
        if all(reading.is_exact for reading in readings)
        else tuple(reading.looks for reading in readings),
    )


def may_be_fitted(axis: str, drawn: Metric) -> bool:
    """Whether an exponent says something of this metric against this axis."""
    across = metric_on(axis)
    return drawn.grows_like_a_power and (across is None or across.grows_like_a_power)


def growth(axis: str, points: Sequence[Point], *, is_counted: bool) -> str:
    """The fitted exponent, as the page of the laws has it: of two powers both. Against tokens wherever the
    size varies, so that slopes of all size axes agree."""
    found = tuple(
        point.reading.point(float(point.tokens) if axis in SIZE_AXES else point.x) for point in points
    )
    law = law_through(found, is_counted)
    if isinstance(law, NoLaw):
        return ""
    if is_counted and abs(law.exponent.value) < _FLAT:
        return QCoreApplication.translate("Scaling", "constant")
    return f"∝ {_symbol(axis)}^" + " → ".join(exponent_text(piece) for piece in law.pieces)


def _symbol(axis: str) -> str:
    """What is raised to a power. A formula, with the names that --set and the models' labels have: the same
    in every language; a metric goes by its name in the menu."""
    across = metric_on(axis)
    if across is None:
        return TOKENS if axis in SIZE_AXES else axis
    return f"({across.name})" if " " in across.name else across.name
