"""`mixbench roofs`: what the device can do at best, which every result is held against."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Annotated, get_args

import msgspec
import typer

from mixbench.cli.options import AsJson, Device, names_of
from mixbench.cli.screen import Kind, print_json, print_table, say
from mixbench.core.measurement import Environment
from mixbench.core.model import Conditions, Dtype
from mixbench.core.roofs import Roof
from mixbench.core.sweep import parse_range
from mixbench.core.units import giga
from mixbench.protocol import RoofTask

if TYPE_CHECKING:
    from mixbench.cli.engine import Engine
    from mixbench.store.database import Store

_COLUMNS: tuple[tuple[str, Kind], ...] = (
    ("Device", "name"),
    ("Dtype", "text"),
    ("Threads", "number"),
    ("Matrix product [GMAC/s]", "number"),
    ("Memory [GB/s]", "number"),
    ("Ridge [MAC/B]", "number"),
)

#: On more cores than this, every doubling of the threads is measured instead of every number.
_MOST_SINGLE_STEPS = 4

Dtypes = Annotated[
    str | None,
    typer.Option("--dtype", metavar="DTYPE,...", help="Number formats; by default all of the device."),
]
Threads = Annotated[
    str | None,
    typer.Option(
        metavar="RANGE", help="CPU threads: 1:4:1 or 1,8. By default up to one a core, in doublings over 4."
    ),
]


def roofs(
    device: Device = "cpu", dtypes: Dtypes = None, threads: Threads = None, as_json: AsJson = False
) -> None:
    """Measure the best rate of a matrix product and of memory, some seconds each, and keep them."""
    from mixbench.cli.engine import Engine
    from mixbench.cli.run import settled
    from mixbench.store.database import Store
    from mixbench.store.location import default_database_path

    counts = parse_range(threads) if threads else None
    names = names_of("--dtype", dtypes, get_args(Dtype)) if dtypes else None
    store = Store(default_database_path())
    try:
        with Engine() as engine:
            here = engine.greet()
            asked = [settled(each, here) for each in _asked(device, names, counts, here)]
            found = list(_measured(engine, store, here, asked))
    finally:
        store.close()
    if as_json:
        print_json({"roofs": found})
    elif found:
        print_table(
            _COLUMNS,
            [_cells(roof) for roof in found],
            caption="Ridge: the intensity above which arithmetic is the limit, below which memory is.",
        )
    if len(found) < len(asked):
        raise typer.Exit(1)


def _asked(
    device: str, dtypes: Sequence[str] | None, counts: Sequence[int] | None, here: Environment
) -> Iterator[Conditions]:
    """Every dtype with every number of threads; raise `RequestError` where the device is absent."""
    from mixbench.cli.run import settled

    id = settled(Conditions(device), here).device
    known = next(each for each in here.devices if each.id == id)
    most = here.default_threads or here.physical_cores
    threads: Sequence[int | None] = counts or _steps(most) if id == "cpu" else (None,)
    for dtype in dtypes or known.dtypes:
        for count in threads:
            yield msgspec.convert({"device": id, "dtype": dtype, "threads": count}, Conditions)


def _steps(most: int) -> list[int]:
    """1, 2, 3, 4, or the powers of two below the most, and the most."""
    if most <= _MOST_SINGLE_STEPS:
        return list(range(1, most + 1))
    return [2**power for power in range(most.bit_length()) if 2**power < most] + [most]


def _measured(engine: Engine, store: Store, here: Environment, asked: Sequence[Conditions]) -> Iterator[Roof]:
    """The roofs, each kept as soon as it is known; one that fails is told and leaves the others theirs."""
    from mixbench.cli.engine import CaseError

    for conditions in asked:
        title = f"{conditions.device} {conditions.dtype}"
        if conditions.threads:
            title += ", 1 thread" if conditions.threads == 1 else f", {conditions.threads} threads"
        say(f"measuring {title}")
        try:
            roof = engine.ask(RoofTask(0, conditions))
        except CaseError as error:
            say(f"{title}: {error}")
            continue
        if roof.is_disturbed:
            say(f"{title}: other processes took the cores; measure again when the machine is quiet")
        store.put_roof(here, roof)
        yield roof


def _cells(roof: Roof) -> tuple[str, ...]:
    return (
        roof.device,
        roof.dtype,
        "" if roof.threads is None else str(roof.threads),
        giga(roof.macs_per_s, 1),
        giga(roof.bytes_per_s, 1),
        f"{roof.ridge_macs_per_byte:.3g}",
    )
