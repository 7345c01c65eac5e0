"""`mixbench memory`: what a pass or training step holds at its peak, where, and which batches fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from typing import Annotated, Any

import typer

from mixbench.catalog import registry
from mixbench.cli.options import (
    AsJson,
    CsvFile,
    Device,
    DtypeOption,
    ModeOption,
    OneModel,
    Resolution,
    Settings,
    models_of,
)
from mixbench.cli.screen import Kind, print_json, print_line, print_table, say
from mixbench.core.errors import MixBenchError, SizeError
from mixbench.core.memory import BatchAnswer, BatchGoal, MemoryTrace
from mixbench.core.memory_course import MemorySplit, difference, highest_layers
from mixbench.core.model import Case, Conditions, Model, parse_resolution
from mixbench.core.units import megabytes

#: So many layers are named.
_MOST_LAYERS = 10

_PARTS: tuple[tuple[str, Kind], ...] = (("Held at the peak", "text"), ("[MB]", "number"))
_LAYERS: tuple[tuple[str, Kind], ...] = (
    ("Layer", "name"),
    ("Phase", "text"),
    ("Operator", "text"),
    ("Live [MB]", "number"),
)
_BATCHES: tuple[tuple[str, Kind], ...] = (
    ("Goal", "text"),
    ("Batch", "number"),
    ("Needs [MB]", "number"),
    ("Free [MB]", "number"),
    ("img/s", "number"),
    ("Peak, forecast [MB]", "number"),
    ("measured [MB]", "number"),
    ("Difference", "number"),
)

Batch = Annotated[int, typer.Option(min=1, help="Images in one call.")]
LargestBatch = Annotated[
    bool, typer.Option("--largest-batch", help="Also search the largest batch that fits; nothing is run.")
]
Confirm = Annotated[
    bool,
    typer.Option("--confirm", help="Run the largest batch once, perhaps for minutes, and measure its peak."),
]
FastestBatch = Annotated[
    bool, typer.Option("--fastest-batch", help="Also run growing batches and find the highest throughput.")
]


@dataclass
class _Report:
    """What was found out. `batches` are the answers of the searches, `problems` why one has none."""

    case: Case
    trace: MemoryTrace
    batches: list[BatchAnswer] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def memory(
    model: OneModel,
    resolution: Resolution = "224",
    batch: Batch = 1,
    mode: ModeOption = "inference",
    device: Device = "cpu",
    dtype: DtypeOption = "float32",
    settings: Settings = None,
    largest_batch: LargestBatch = False,
    confirm: Confirm = False,
    fastest_batch: FastestBatch = False,
    as_json: AsJson = False,
    csv_file: CsvFile = None,
) -> None:
    """Forecast the memory of one model, operator by operator, without running it."""
    from mixbench.store.exports import check_writable, save
    from mixbench.store.memory_exports import trace_text

    (named,) = models_of([model], settings)
    case = _case(named, resolution, batch, Conditions(device, dtype, mode=mode))
    if csv_file:
        check_writable(csv_file)
    goals: list[BatchGoal] = ["largest"] if largest_batch or confirm else []
    if fastest_batch:
        goals.append("fastest")
    report = _asked(case, goals, is_confirmed=confirm)
    if csv_file:
        save(trace_text(report.trace).encode(), csv_file)
    if as_json:
        print_json(_document(report))
    else:
        _print(report)
    for problem in report.problems:
        say(problem)
    if report.problems:
        raise typer.Exit(1)


def _case(model: Model, resolution: str, batch: int, conditions: Conditions) -> Case:
    """The case, refused before an engine is started where the model does not accept the size."""
    height, width = parse_resolution(resolution)
    resolved = registry.resolve(model)
    refusal = resolved.refusal(height, width)
    if refusal:
        raise SizeError(f"{resolved.variant.name}: {refusal}")
    return Case(model, height, width, batch, conditions)


def _asked(case: Case, goals: list[BatchGoal], *, is_confirmed: bool) -> _Report:
    """Ask the engine; a search that fails leaves the rest of the report as it is."""
    from mixbench.cli.batches import tell
    from mixbench.cli.engine import Engine
    from mixbench.cli.run import settled
    from mixbench.protocol import BatchTask, MemoryTask

    with Engine() as engine:
        case = replace(case, conditions=settled(case.conditions, engine.greet()))
        report = _Report(case, engine.ask(MemoryTask(0, case)))
        for goal in goals:
            say(f"searching the {goal} batch of {case.model.key} at {case.resolution} px")
            question = BatchTask(0, replace(case, batch=1), goal, is_confirmed and goal == "largest")
            try:
                found = engine.ask(question, tell)
            except MixBenchError as error:
                report.problems.append(f"no {goal} batch: {error}")
                continue
            report.batches.append(found)
            if not found.batch:
                report.problems.append(f"no {goal} batch: {found.reason}")
    return report


# on the screen


def _print(report: _Report) -> None:
    case, conditions = report.case, report.case.conditions
    what = conditions.mode.replace("_", " ")
    print_line(
        f"{case.model.key} at {case.resolution} px, batch {case.batch}: {what}, "
        f"{conditions.dtype} on {conditions.device}"
    )
    forecast = report.trace.forecast
    print_table(_PARTS, list(_parts(MemorySplit.of(forecast))))
    where = forecast.peak_layer or "the network itself"
    print_line(f"Peak in {where}, operator {forecast.peak_operator}, {forecast.peak_phase}.")
    print_table(
        _LAYERS,
        [
            (each.layer or "(the network itself)", each.phase, each.operator, megabytes(each.live_bytes, 2))
            for each in highest_layers(report.trace, _MOST_LAYERS)
        ],
        caption="The highest layers: the most that was live while each was at work, without weights and "
        "the optimizer's state.",
    )
    if report.batches:
        print_table(_BATCHES, [_batch_cells(found) for found in report.batches], caption=_BATCH_CAPTION)
        for found in report.batches:
            say(f"{found.goal} batch {found.batch}: {found.reason}")


_BATCH_CAPTION = "Peaks are of the pass itself, without weights and the optimizer's state."


def _parts(split: MemorySplit) -> Iterator[tuple[str, str]]:
    """The parts that there are, and their sum."""
    named = (
        ("weights", split.weights),
        ("optimizer state", split.optimizer),
        ("gradients", split.gradients),
        ("activations, input included", split.activations),
    )
    yield from ((name, megabytes(size, 2)) for name, size in named if size)
    yield "total", megabytes(split.total, 2)


def _batch_cells(found: BatchAnswer) -> tuple[str, ...]:
    off = difference(found)
    return (
        found.goal,
        str(found.batch),
        megabytes(found.forecast_bytes),
        megabytes(found.free_bytes),
        "" if found.throughput_img_s is None else f"{found.throughput_img_s:.4g}",
        megabytes(found.activation_bytes),
        "" if found.measured_bytes is None else megabytes(found.measured_bytes),
        "" if off is None else f"{100 * off:+.1f} %",
    )


def _document(report: _Report) -> dict[str, Any]:
    """Bytes under the names of the forecast, with their sum; every search with its steps."""
    case, forecast = report.case, report.trace.forecast
    return {
        "model": case.model.key,
        "resolution_px": case.resolution,
        "batch": case.batch,
        **asdict(case.conditions),
        **asdict(forecast),
        "total_bytes": forecast.total_bytes,
        "operators": len(report.trace.operators),
        "highest_layers": highest_layers(report.trace, _MOST_LAYERS),
        **{f"{found.goal}_batch": _batch_document(found) for found in report.batches},
    }


def _batch_document(found: BatchAnswer) -> dict[str, Any]:
    return {**asdict(found), "difference": difference(found)}
