"""Results as a table to be read: few columns, rounded numbers, units in the headers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from mixbench.core.units import giga, megabytes, milliseconds
from mixbench.store.rows import Row, model_of

Markup = Literal["markdown", "latex", "html"]

_TABULATE: dict[Markup, str] = {"markdown": "pipe", "latex": "latex_booktabs", "html": "html"}

T = TypeVar("T")


def _always(_: Sequence[Row]) -> bool:
    return True


@dataclass(frozen=True)
class Column:
    """A header with its unit, what stands under it, and among which rows it says anything."""

    header: str
    cell: Callable[[Row], str]
    is_number: bool = True
    is_shown: Callable[[Sequence[Row]], bool] = _always


def _if_known(value: T | None, write: Callable[[T], str]) -> str:
    return "" if value is None else write(value)


def _interval(row: Row) -> str:
    if row.latency_ms_ci_low is None or row.latency_ms_ci_high is None:
        return ""
    return f"{milliseconds(row.latency_ms_ci_low)} to {milliseconds(row.latency_ms_ci_high)}"


def _milliseconds_of(name: str) -> Callable[[Row], str]:
    return lambda row: _if_known(getattr(row, name), milliseconds)


def _millijoules(row: Row) -> str:
    return _if_known(row.energy_j, lambda joules: f"{joules * 1e3:.4g}")


def _percent_of(name: str) -> Callable[[Row], str]:
    return lambda row: _if_known(getattr(row, name), lambda share: f"{share * 100:.1f}")


def _is_known(name: str) -> Callable[[Sequence[Row]], bool]:
    """Whether any row has a value in the column of the results file."""
    return lambda rows: any(getattr(row, name) is not None for row in rows)


def _is_unlike(name: str, usual: str) -> Callable[[Sequence[Row]], bool]:
    """Whether any row differs from what goes without saying."""
    return lambda rows: any(getattr(row, name) != usual for row in rows)


def _is_varied(name: str) -> Callable[[Sequence[Row]], bool]:
    """Whether rows differ from one another, those aside that do not know."""
    return lambda rows: len({getattr(row, name) for row in rows} - {None}) > 1


#: MACs are of one image, latency is of one call of the whole batch.
READABLE: tuple[Column, ...] = (
    Column("Model", lambda row: model_of(row).key, is_number=False),
    Column("Resolution [px]", lambda row: row.resolution_px),
    Column("Batch", lambda row: str(row.batch)),
    Column("Device", lambda row: f"{row.device} {row.dtype}", is_number=False),
    Column("Threads", lambda row: _if_known(row.threads, str), is_shown=_is_varied("threads")),
    Column("Layout", lambda row: row.layout, is_number=False, is_shown=_is_unlike("layout", "contiguous")),
    Column("Runtime", lambda row: row.runtime, is_number=False, is_shown=_is_unlike("runtime", "eager")),
    Column("Mode", lambda row: row.mode, is_number=False, is_shown=_is_unlike("mode", "inference")),
    Column("Params [M]", lambda row: _if_known(row.params, lambda params: f"{params / 1e6:.2f}")),
    Column("MACs [G]", lambda row: _if_known(row.macs, giga)),
    Column("Spatial mixing [G MACs]", lambda row: _if_known(row.macs_spatial_mixing, giga)),
    Column("Latency [ms]", lambda row: _if_known(row.latency_ms_median, milliseconds)),
    Column("95 % interval [ms]", _interval),
    Column("Forward [ms]", _milliseconds_of("forward_ms"), is_shown=_is_known("forward_ms")),
    Column("Backward [ms]", _milliseconds_of("backward_ms"), is_shown=_is_known("backward_ms")),
    Column("Optimizer [ms]", _milliseconds_of("optimizer_ms"), is_shown=_is_known("optimizer_ms")),
    Column("Compiling [ms]", _milliseconds_of("compile_ms"), is_shown=_is_known("compile_ms")),
    Column("End to end [ms]", _milliseconds_of("end_to_end_ms"), is_shown=_is_known("end_to_end_ms")),
    Column("Throughput [img/s]", lambda row: _if_known(row.throughput_img_s, lambda rate: f"{rate:.4g}")),
    Column("Energy [mJ]", _millijoules, is_shown=_is_known("energy_j")),
    Column("Share of the roof [%]", _percent_of("roof_share"), is_shown=_is_known("roof_share")),
    Column("Peak memory [MB]", lambda row: _if_known(row.peak_memory_bytes, megabytes)),
    Column("Status", lambda row: row.status, is_number=False),
)


def columns_for(rows: Sequence[Row]) -> tuple[Column, ...]:
    """The columns that say something about these rows."""
    return tuple(column for column in READABLE if column.is_shown(rows))


def table(rows: Sequence[Row], markup: Markup) -> str:
    """The readable columns in the given markup, without a line end after the last line."""
    columns = columns_for(rows)
    cells = [[column.cell(row) for column in columns] for row in rows]
    return grid([(column.header, column.is_number) for column in columns], cells, markup)


def grid(headers: Sequence[tuple[str, bool]], cells: Sequence[Sequence[str]], markup: Markup) -> str:
    """Cells under headers, of which each says whether it stands over numbers, without a last line end."""
    from tabulate import tabulate

    return tabulate(
        cells,
        headers=[header for header, _ in headers],
        tablefmt=_TABULATE[markup],
        disable_numparse=True,  # the cells are rounded as they should stand
        colalign=["right" if is_number else "left" for _, is_number in headers] if cells else None,
    )
