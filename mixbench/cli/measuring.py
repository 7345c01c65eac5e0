"""`mixbench profile` and `mixbench sweep`: measurements on this machine, stored as they arrive."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from mixbench.catalog import registry
from mixbench.cli.options import (
    AsJson,
    Batches,
    BatchOrBest,
    CsvFile,
    Device,
    DtypeOption,
    LayoutOption,
    ModeOption,
    Name,
    OneModel,
    PrecisionOption,
    Resolution,
    Resolutions,
    RuntimeOption,
    Settings,
    SomeModels,
    Threads,
    batch_of,
    models_of,
    resolutions_of,
)
from mixbench.cli.points import print_points
from mixbench.cli.screen import print_json, print_table, say
from mixbench.core.errors import RequestError
from mixbench.core.measurement import Status
from mixbench.core.model import Conditions, parse_resolution
from mixbench.core.sweep import MOST_CASES, SweepPlan, parse_range

if TYPE_CHECKING:
    from mixbench.store.sessions import StoredSession

#: How a case can end that was not what was asked for.
_FAILURES = (Status.FAILED, Status.CRASHED, Status.OUT_OF_MEMORY, Status.SKIPPED, Status.CANCELLED)

Resume = Annotated[
    str | None,
    typer.Option(
        metavar="SESSION", help="Go on with a session that was cut off (a name, its beginning, or last)."
    ),
]


def profile(
    model: OneModel,
    resolution: Resolution = "224",
    batch: BatchOrBest = "1",
    device: Device = "cpu",
    dtype: DtypeOption = "float32",
    layout: LayoutOption = "contiguous",
    threads: Threads = None,
    runtime: RuntimeOption = "eager",
    mode: ModeOption = "inference",
    precision: PrecisionOption = "normal",
    settings: Settings = None,
    name: Name = "",
    as_json: AsJson = False,
    csv_file: CsvFile = None,
) -> None:
    """Measure one model at one size: its cost and its time."""
    conditions = Conditions(device, dtype, layout, runtime, mode, threads)
    sizes, images = (parse_resolution(resolution),), batch_of(batch)
    plan = SweepPlan(models_of([model], settings), sizes, (images or 1,), conditions, precision, name)
    _refuse_hopeless(plan)
    stored = measured(plan, csv_file, is_batch_sought=images is None)
    if as_json:
        # Ctrl-C before the engine was asked leaves nothing.
        print_json(next(iter(documents_of(stored)), None))
    else:
        _print_one(stored)
    judge_session(stored)


def sweep(
    models: SomeModels = None,
    resolutions: Resolutions = None,
    batches: Batches = "1",
    device: Device = "cpu",
    dtype: DtypeOption = "float32",
    layout: LayoutOption = "contiguous",
    threads: Threads = None,
    runtime: RuntimeOption = "eager",
    mode: ModeOption = "inference",
    precision: PrecisionOption = "normal",
    settings: Settings = None,
    name: Name = "",
    resume: Resume = None,
    as_json: AsJson = False,
    csv_file: CsvFile = None,
) -> None:
    """Measure models over a range of sizes; Ctrl-C stops and keeps what was measured."""
    if resume is not None:
        if models or resolutions or settings:
            raise RequestError("--resume goes on with the plan of its session; leave models and ranges out")
        stored = measured(resume, csv_file)
    else:
        if not models:
            raise RequestError("name at least one model; `mixbench list` shows them all")
        if not resolutions:
            raise RequestError("name the sizes in pixels, for example --resolutions 64:512:64")
        plan = SweepPlan(
            models_of(models, settings),
            resolutions_of(resolutions),
            parse_range(batches),
            Conditions(device, dtype, layout, runtime, mode, threads),
            precision,
            name,
        )
        _refuse_hopeless(plan)
        stored = measured(plan, csv_file)
    if as_json:
        summary = stored.summary
        print_json({"session": stored.id, "outcome": summary.outcome, "measurements": documents_of(stored)})
    else:
        print_points(stored)
        if stored.plan.duel is not None:
            from mixbench.cli.duel import print_verdict

            print_verdict(stored)
    judge_session(stored)


def _refuse_hopeless(plan: SweepPlan) -> None:
    """Raise `RequestError` where the plan is surely a slip: too large, or with no size that any accepts."""
    count = len(plan.models) * len(plan.resolutions) * len(plan.batches)
    if count > MOST_CASES:
        raise RequestError(f"this makes {count} measurements, more than {MOST_CASES}; take a larger step")
    resolved = [registry.resolve(model) for model in plan.models]
    refusals = [
        f"{one.variant.name}: {one.refusal(height, width)}" if one.refusal(height, width) else None
        for one in resolved
        for height, width in plan.resolutions
    ]
    if all(refusals):
        raise RequestError(str(refusals[0]))


def measured(
    task: SweepPlan | str, csv_file: Path | None = None, *, is_batch_sought: bool = False
) -> StoredSession:
    """Run a plan or go on with a session; whatever happens, what was measured is stored, and in the CSV.

    `is_batch_sought` lets the plan, which is of one case, wait for the batch with the highest throughput.
    """
    from mixbench.cli.batches import with_fastest_batch
    from mixbench.cli.run import run
    from mixbench.store.database import Store
    from mixbench.store.exports import ExportError, check_writable, write
    from mixbench.store.location import default_database_path
    from mixbench.store.rows import rows_of

    if csv_file:
        check_writable(csv_file)
    store = Store(default_database_path())
    try:
        session = run(task, store, with_fastest_batch if is_batch_sought else None)
        stored = store.load(session)
    finally:
        store.close()
    if csv_file:
        try:
            write(rows_of(stored), "csv", csv_file)
        except ExportError:
            say(f"try again with: mixbench export {session} --output FILE")
            raise
    return stored


def documents_of(stored: StoredSession) -> list[dict[str, Any]]:
    """Each measurement under the names of the results file, with its timing and environment whole."""
    from dataclasses import asdict

    from mixbench.store.rows import rows_of

    documents = []
    for row, (number, measurement) in zip(rows_of(stored), sorted(stored.measurements.items()), strict=True):
        documents.append(
            {
                **asdict(row),
                "hyperparameters": msgspec.json.decode(row.hyperparameters),
                "timing": measurement.timing,
                "rounds": measurement.rounds,
                "environment": stored.environments.get(number),
            }
        )
    return documents


def _print_one(stored: StoredSession) -> None:
    """A single measurement reads better from top to bottom."""
    from mixbench.store.rows import rows_of
    from mixbench.store.tables import columns_for

    rows = rows_of(stored)
    lines = [(column.header, column.cell(row)) for row in rows for column in columns_for(rows)]
    print_table((("Session", "name"), (stored.id, "text")), [line for line in lines if line[1]])


def judge_session(stored: StoredSession) -> None:
    """Name on standard error what failed, and end with 1 if anything did."""
    failed = False
    for measurement in stored.measurements.values():
        case = measurement.case
        what = f"{case.model.key} at {case.resolution} px, batch {case.batch}"
        if measurement.status in _FAILURES:
            failed = True
            words = str(measurement.status).replace("_", " ")
            say(f"{what}: {words}" + (f": {measurement.error}" if measurement.error else ""))
        elif measurement.status is Status.UNSTABLE:
            reasons = measurement.timing.reasons if measurement.timing else ()
            say(f"{what}: unstable, not to be relied on" + (f": {'; '.join(reasons)}" if reasons else ""))
    missing = stored.summary.planned - stored.summary.finished
    if missing or Status.CANCELLED in stored.summary.counts:
        say(f"not everything was measured; go on with: mixbench sweep --resume {stored.id}")
    if failed or missing:
        raise typer.Exit(1)
