"""Measured points as they fit beside one another on a terminal; `mixbench export` has every column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mixbench.cli.screen import Kind, print_table
from mixbench.cli.trust import trust_word
from mixbench.core.cost import Phase
from mixbench.core.measurement import Estimate, Measurement, Timing
from mixbench.core.model import Conditions
from mixbench.core.roofs import Reach, reach_of
from mixbench.core.units import duration, giga, milliseconds, percent

if TYPE_CHECKING:
    from mixbench.store.sessions import StoredSession


@dataclass(frozen=True)
class Point:
    """A measurement, and how near it comes to the roof."""

    measurement: Measurement
    reach: Reach | None

    @property
    def conditions(self) -> Conditions:
        """What was held fixed."""
        return self.measurement.case.conditions

    @property
    def timing(self) -> Timing | None:
        """What was timed."""
        return self.measurement.timing


@dataclass(frozen=True)
class _Column:
    """A header, what stands under it, and whether it is left out where all cells say the same."""

    header: str
    kind: Kind
    cell: Callable[[Point], str]
    is_left_out_for: str | None = None

    def is_shown(self, cells: Sequence[str]) -> bool:
        """Whether the column says anything."""
        return self.is_left_out_for is None or any(cell != self.is_left_out_for for cell in cells)


def _estimate(point: Point) -> Estimate | None:
    return point.timing.estimate if point.timing else None


def _macs(point: Point) -> str:
    cost = point.measurement.cost
    return giga(cost.count.macs) if cost else ""


def _latency(point: Point) -> str:
    estimate = _estimate(point)
    return milliseconds(estimate.median_ms) if estimate else ""


def _half_width(point: Point) -> str:
    estimate = _estimate(point)
    return "" if estimate is None or estimate.half_width is None else percent(estimate.half_width)


def _phase(phase: Phase) -> Callable[[Point], str]:
    def cell(point: Point) -> str:
        known = point.timing.phases_ms.get(phase) if point.timing else None
        return "" if known is None else milliseconds(known)

    return cell


def _compiling(point: Point) -> str:
    compile_ms = point.timing.compile_ms if point.timing else None
    return "" if compile_ms is None else duration(compile_ms / 1e3)


def _throughput(point: Point) -> str:
    return f"{point.timing.throughput_img_s:.4g}" if point.timing else ""


def _roof_share(point: Point) -> str:
    share = point.reach.roof_share if point.reach else None
    return "" if share is None else percent(share)


_COLUMNS: tuple[_Column, ...] = (
    _Column("Model", "name", lambda point: point.measurement.case.model.key),
    _Column("px", "number", lambda point: point.measurement.case.resolution),
    _Column("Batch", "number", lambda point: str(point.measurement.case.batch)),
    _Column("Dtype", "text", lambda point: point.conditions.dtype, "float32"),
    _Column("Layout", "text", lambda point: point.conditions.layout, "contiguous"),
    _Column("Threads", "number", lambda point: str(point.conditions.threads or ""), ""),
    _Column("Runtime", "text", lambda point: point.conditions.runtime, "eager"),
    _Column("Mode", "text", lambda point: point.conditions.mode.replace("_", " "), "inference"),
    _Column("MACs [G]", "number", _macs),
    _Column("Latency [ms]", "number", _latency),
    _Column("±", "number", _half_width),
    _Column("Forward", "number", _phase("forward"), ""),
    _Column("Backward", "number", _phase("backward"), ""),
    _Column("Optimizer", "number", _phase("optimizer"), ""),
    _Column("Compiling", "number", _compiling, ""),
    _Column("img/s", "number", _throughput),
    _Column("of roof", "number", _roof_share, ""),
    _Column("Status", "text", lambda point: trust_word(point.measurement)),
)


def print_points(stored: StoredSession) -> None:
    """The measurements of a session, a line each, with the columns that say anything about them."""
    points = [
        Point(measurement, reach_of(measurement, stored.roofs.get(number)))
        for number, measurement in sorted(stored.measurements.items())
    ]
    filled = [(column, [column.cell(point) for point in points]) for column in _COLUMNS]
    shown = [(column, cells) for column, cells in filled if column.is_shown(cells)]
    print_table(
        [(column.header, column.kind) for column, _ in shown],
        list(zip(*(cells for _, cells in shown), strict=True)),
        caption=_caption({column.header for column, _ in shown}),
    )


def _caption(headers: set[str]) -> str:
    lines = ["MACs of one image, FLOPs = 2 x MACs; latency of one call of the batch."]
    if "Forward" in headers:
        lines.append("The parts of a training step in ms.")
    if "of roof" in headers:
        lines.append("of roof: share of the best matrix product here.")
    return "\n".join(lines)
