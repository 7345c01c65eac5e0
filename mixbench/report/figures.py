"""The figures of a report, made of stored results and the catalog's laws, without a window."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mixbench.core.amounts import amount_of
from mixbench.core.breakdown import values_by_role
from mixbench.core.cost import Cost
from mixbench.core.figure import Axis, Band, Figure, Series
from mixbench.core.laws import Law, Point, fit_law
from mixbench.core.measurement import Status
from mixbench.core.model import Model
from mixbench.core.roles import Role
from mixbench.core.units import si
from mixbench.report.subject import BATCH, RESOLUTION, Result, Subject, label_of, law_of, side_of
from mixbench.report.words import Say

#: A law is drawn over this many even sizes between the smallest and the largest of the session.
_LAW_STEPS = 48
#: Sides that this divides need no padding in any stage of a pyramid, so that its curve is smooth.
_HALVING = 32

#: The unit of each amount, with its size in base units.
GIGA, MEGA = 1e9, 1e6


@dataclass(frozen=True)
class Reading:
    """A value of a result with its 95 % interval, where it has one."""

    value: float
    low: float | None = None
    high: float | None = None
    rounds: int | None = None


Read = Callable[[Result], Reading | None]


def counted_macs(result: Result) -> Reading | None:
    """MACs of one image, in billions."""
    return Reading(result.count.macs / GIGA) if result.count else None


def counted_spatial_macs(result: Result) -> Reading | None:
    """MACs of spatial mixing of one image, in billions."""
    share = result.count.by_role.get(Role.SPATIAL_MIXING) if result.count else None
    return Reading(share.macs / GIGA) if share else None


def latency(result: Result) -> Reading | None:
    """Milliseconds of one call of the whole batch; of an unstable timing without its interval."""
    taken = amount_of(result.observation, "latency")
    if taken is None or result.estimate is None:
        return None
    return Reading(taken.value, taken.low, taken.high, result.estimate.looks)


def activation(result: Result) -> Reading | None:
    """The forecast peak of live tensors of a call, without the weights, in MB."""
    return Reading(result.count.memory.activation_bytes / MEGA) if result.count else None


def measured_peak(result: Result) -> Reading | None:
    """The peak that the device itself reported, in MB."""
    peak = result.row.peak_memory_bytes
    return None if peak is None else Reading(peak / MEGA)


def scaling_figure(
    subject: Subject, say: Say, title: str, y: Axis, read: Read, batch: int | None
) -> Figure | None:
    """Measured points along the session's axis; None where no line has two."""
    series = [measured_series(subject, line, read, batch) for line in subject.lines]
    return _figure(subject, say, title, y, [one for one in series if one.x])


def macs_figure(subject: Subject, say: Say, title: str, *, spatial_only: bool) -> Figure | None:
    """MACs of one image: laws dashed, counts as points; along the batch there is nothing to see."""
    if subject.axis == BATCH:
        return None
    read = counted_spatial_macs if spatial_only else counted_macs
    y = Axis(say("MACs of one image"), "GMACs", is_log=True)
    laws = [law_series(subject, line, spatial_only=spatial_only) for line in subject.lines]
    counted = [measured_series(subject, line, read, subject.usual_batch) for line in subject.lines]
    series = [one for one in (*laws, *counted) if one.x and min(one.y) > 0]
    return _figure(subject, say, title, y, series)


def _figure(subject: Subject, say: Say, title: str, y: Axis, series: Sequence[Series]) -> Figure | None:
    if subject.axis is None or not any(len(one.x) > 1 for one in series):
        return None
    x = axis_of(subject, say)
    return Figure(title, x, Axis(y.label, y.unit, is_log=_may_be_log(series)), tuple(series))


def axis_of(subject: Subject, say: Say) -> Axis:
    """What stands below a plot along the session's axis."""
    if subject.axis == RESOLUTION:
        return Axis(say("resolution"), "px", is_log=True)
    if subject.axis == BATCH:
        return Axis(say("batch"), is_log=True)
    return Axis(str(subject.axis), is_log=True)


def _may_be_log(series: Sequence[Series]) -> bool:
    return all(value > 0 for one in series for value in (*one.y, *(low for low in one.low or () if low)))


def measured_series(subject: Subject, line: Model, read: Read, batch: int | None) -> Series:
    """The points of a line, with how they grow, and a cross where the memory did not suffice any more."""
    results = subject.of_line(line, batch)
    found = [(result, reading) for result in results if (reading := read(result)) is not None]
    readings = [reading for _, reading in found]
    has_intervals = any(reading.low is not None for reading in readings)
    x = tuple(subject.along(result) for result, _ in found)
    y = tuple(reading.value for reading in readings)
    is_full = any(result.measurement.status is Status.OUT_OF_MEMORY for result in results)
    return Series(
        key=line.key,
        label=label_of(line),
        slot=subject.slot(line),
        style="measured",
        x=x,
        y=y,
        low=tuple(reading.low for reading in readings) if has_intervals else None,
        high=tuple(reading.high for reading in readings) if has_intervals else None,
        fit=growth(line_law(subject, line, read, batch)),
        last_fitting=(x[-1], y[-1]) if is_full and x else None,
        numbers=tuple(result.number for result, _ in found),
    )


def line_law(subject: Subject, line: Model, read: Read, batch: int | None) -> Law | None:
    """How a line grows with the tokens of its images; None where fewer than three sizes say so."""
    if subject.axis != RESOLUTION:
        return None
    points = []
    for result in subject.of_line(line, batch):
        reading = read(result)
        if reading is not None and result.row.tokens and reading.value > 0:
            points.append(
                Point(float(result.row.tokens), reading.value, reading.low, reading.high, reading.rounds)
            )
    found = fit_law(points, is_counted=read is not latency)
    return found if isinstance(found, Law) else None


def growth(law: Law | None) -> str:
    """The legend's word on a law: `∝ N^1.02 ± 0.05`, N being tokens."""
    if law is None:
        return ""
    spread = "" if law.basis == "counted" else f" ± {law.exponent.half_width:.2f}"
    return f"∝ N^{law.exponent.value:.2f}{spread}"


# laws


def law_series(subject: Subject, line: Model, *, spatial_only: bool) -> Series:
    """The predicted curve of a line: at even sizes and at those of the session, or at its own values."""
    costs = _costs_along(subject, line)
    macs = [cost.role(Role.SPATIAL_MIXING).macs if spatial_only else cost.macs for _, cost in costs]
    return Series(
        key=line.key,
        label=label_of(line),
        slot=subject.slot(line),
        style="law",
        x=tuple(place for place, _ in costs),
        y=tuple(value / GIGA for value in macs),
    )


def _costs_along(subject: Subject, line: Model) -> list[tuple[float, Cost]]:
    if subject.axis == RESOLUTION:
        return law_costs(subject, line)
    results = subject.of_line(line, subject.usual_batch)
    costs = [(subject.along(one), law_of(one.model, one.case.height, one.case.width)) for one in results]
    return [(place, cost) for place, cost in costs if cost is not None]


def law_costs(subject: Subject, model: Model) -> list[tuple[float, Cost]]:
    """The law of a network over the sizes of the session, with the side in pixels."""
    sides = {(side, side) for side in _even_sides(subject.sizes)} | set(subject.sizes)
    ordered = sorted(sides, key=lambda size: size[0] * size[1])
    costs = ((side_of(*size), law_of(model, *size)) for size in ordered)
    return [(side, cost) for side, cost in costs if cost is not None]


def _even_sides(sizes: Sequence[tuple[int, int]]) -> range:
    low, high = (int(side_of(*size)) for size in (sizes[0], sizes[-1]))
    step = _HALVING * max(1, (high - low) // (_HALVING * _LAW_STEPS))
    return range(-(-low // _HALVING) * _HALVING, high, step)


# parts


def breakdown_figure(subject: Subject, say: Say, model: Model, words: dict[Role, str]) -> Figure | None:
    """The MACs of a network by role over the sizes of the session; None where it accepts fewer than two."""
    known = law_costs(subject, model)
    if len(known) < 2:
        return None
    x = tuple(side for side, _ in known)
    rows = values_by_role([cost for _, cost in known], "macs")
    bands = tuple(
        Band(role, words[role], x, tuple(value / GIGA for value in row), tuple(map(si, row)))
        for role, row in rows.items()
    )
    return Figure(
        label_of(model),
        Axis(say("resolution"), "px"),
        Axis(say("MACs of one image"), "GMACs"),
        bands=bands,
        totals=tuple(si(cost.macs) for _, cost in known),
    )


def shares(cost: Cost) -> dict[Role, str]:
    """The share of each role in the MACs, in percent."""
    whole = cost.macs
    return {role: f"{100 * share.macs / whole:.1f}" if whole else "" for role, share in cost.by_role.items()}
