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


@dataclass(frozen=True)
class Column:
    """A header with its unit, and what stands under it."""

    header: str
    cell: Callable[[Row], str]
    is_number: bool = True


def _if_known(value: T | None, write: Callable[[T], str]) -> str:
    return "" if value is None else write(value)


def _interval(row: Row) -> str:
    if row.latency_ms_ci_low is None or row.latency_ms_ci_high is None:
        return ""
    return f"{milliseconds(row.latency_ms_ci_low)} to {milliseconds(row.latency_ms_ci_high)}"


#: MACs are of one image, latency is of one call of the whole batch.
READABLE: tuple[Column, ...] = (
    Column("Model", lambda row: model_of(row).key, is_number=False),
    Column("Resolution [px]", lambda row: row.resolution_px),
    Column("Batch", lambda row: str(row.batch)),
    Column("Device", lambda row: f"{row.device} {row.dtype}", is_number=False),
    Column("Params [M]", lambda row: _if_known(row.params, lambda params: f"{params / 1e6:.2f}")),
    Column("MACs [G]", lambda row: _if_known(row.macs, giga)),
    Column("Spatial mixing [G MACs]", lambda row: _if_known(row.macs_spatial_mixing, giga)),
    Column("Latency [ms]", lambda row: _if_known(row.latency_ms_median, milliseconds)),
    Column("95 % interval [ms]", _interval),
    Column("Throughput [img/s]", lambda row: _if_known(row.throughput_img_s, lambda rate: f"{rate:.4g}")),
    Column("Peak memory [MB]", lambda row: _if_known(row.peak_memory_bytes, megabytes)),
    Column("Status", lambda row: row.status, is_number=False),
)


def table(rows: Sequence[Row], markup: Markup) -> str:
    """The readable columns in the given markup, without a line end after the last line."""
    cells = [[column.cell(row) for column in READABLE] for row in rows]
    return grid([(column.header, column.is_number) for column in READABLE], cells, markup)


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
