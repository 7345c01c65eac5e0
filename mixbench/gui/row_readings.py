"""How each metric is read off a line of a results file, where there are no rounds to ask."""

from __future__ import annotations

from collections.abc import Callable

from mixbench.core.measurement import PRECISION_TARGETS, Status
from mixbench.core.rounds import LEAST_ROUNDS
from mixbench.gui.metric_readings import Reading
from mixbench.store.rows import Row

#: From so many processes on an interval can be over them; a file that does not name its rounds is taken to
#: have had as few as a timing has.
_PROCESSES, _FEWEST_ROUNDS = PRECISION_TARGETS["publish"].processes, LEAST_ROUNDS

ReadRow = Callable[[Row, bool], Reading | None]


def read_row(metric_id: str, row: Row, *, spatial_only: bool = False) -> Reading | None:
    """The value of a metric in its base unit; None where the file does not hold it."""
    return _READERS[metric_id](row, spatial_only) if metric_id in _READERS else None


def _of(value: float | None, factor: float = 1.0) -> Reading | None:
    """Of a value that the file gives without an interval, though chance has a part in it."""
    return None if value is None else Reading(value * factor)


def _exact(value: float | None) -> Reading | None:
    """Of one that was counted."""
    return None if value is None else Reading.exact(value)


def _macs(row: Row, spatial_only: bool) -> Reading | None:
    return _exact(row.macs_spatial_mixing if spatial_only else row.macs)


def _params(row: Row, spatial_only: bool) -> Reading | None:
    """A file does not divide the parameters among the roles."""
    return (
        None
        if spatial_only
        else _exact(row.trainable_params if row.trainable_params is not None else row.params)
    )


def _spatial_share(row: Row, _spatial_only: bool) -> Reading | None:
    if row.macs_spatial_mixing is None or not row.macs:
        return None
    return Reading.exact(100 * row.macs_spatial_mixing / row.macs)


def _latency(row: Row, _spatial_only: bool) -> Reading | None:
    if row.latency_ms_median is None:
        return None
    ends = row.latency_ms_ci_low, row.latency_ms_ci_high
    return Reading(row.latency_ms_median, *ends, looks=0 if None in ends else _looks(row))


def _looks(row: Row) -> int:
    """A line does not say whether its interval is over rounds or processes; from three on it is taken to be
    over these, which assumes less."""
    if row.status == Status.UNSTABLE:
        return 0
    processes = row.processes or 1
    return processes if processes >= _PROCESSES else row.rounds or _FEWEST_ROUNDS


def _throughput(row: Row, spatial_only: bool) -> Reading | None:
    """Turned round from the latency, which has an interval; some files say the throughput alone."""
    time_ms = _latency(row, spatial_only)
    if time_ms is None or not time_ms.value:
        return _of(row.throughput_img_s)
    amount = 1000 * row.batch
    low, high = (amount / end if end else None for end in (time_ms.high, time_ms.low))
    return Reading(amount / time_ms.value, low, high, looks=time_ms.looks)


def _peak_against_forecast(row: Row, _spatial_only: bool) -> Reading | None:
    if row.peak_memory_bytes is None or not row.activation_bytes:
        return None
    return Reading.exact(100 * row.peak_memory_bytes / row.activation_bytes)


_READERS: dict[str, ReadRow] = {
    "macs": _macs,
    "params": _params,
    "spatial_share": _spatial_share,
    "latency": _latency,
    "throughput": _throughput,
    "mac_rate": lambda row, _: _of(row.achieved_macs_per_s),
    "roof_share": lambda row, _: _of(row.roof_share, 100),
    "forward": lambda row, _: _of(row.forward_ms),
    "backward": lambda row, _: _of(row.backward_ms),
    "optimizer": lambda row, _: _of(row.optimizer_ms),
    "compile_time": lambda row, _: _of(row.compile_ms, 1e-3),
    "energy": lambda row, _: _of(row.energy_j, 1 / row.batch),
    "activation_memory": lambda row, _: _exact(row.activation_bytes),
    "peak_memory": lambda row, _: _exact(row.peak_memory_bytes),
    "peak_against_forecast": _peak_against_forecast,
}
