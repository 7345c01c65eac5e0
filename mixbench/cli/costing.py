"""`mixbench cost`: what models cost at any size, by law, and on demand as the engine counts it."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated

import typer

from mixbench.catalog import registry
from mixbench.catalog.hyperparameters import values_of
from mixbench.cli.explaining import print_reconciliation, sentences, witness_columns, witness_documents
from mixbench.cli.options import (
    AsJson,
    CsvFile,
    Resolutions,
    Settings,
    SomeModels,
    models_of,
    resolutions_of,
)
from mixbench.cli.screen import Kind, print_json, print_table, say
from mixbench.core.cost import Cost, CostReport, RoleCost
from mixbench.core.errors import SizeError
from mixbench.core.model import Case, Model, compact_json
from mixbench.core.reconciliation import reconcile
from mixbench.core.roles import Role
from mixbench.core.units import giga, megabytes
from mixbench.protocol import CountTask

_COLUMNS: tuple[tuple[str, Kind], ...] = (
    ("Model", "name"),
    ("px", "number"),
    ("Tokens", "number"),
    ("Params [M]", "number"),
    ("MACs [G]", "number"),
    ("Spatial mixing [G]", "number"),
    ("Channel mixing [G]", "number"),
)
_COUNTED_COLUMNS: tuple[tuple[str, Kind], ...] = (
    ("Counted [G]", "number"),
    ("torch's counter [G]", "number"),
    ("Memory [MB]", "number"),
)

Count = Annotated[
    bool, typer.Option("--count", help="Also let the engine count each network: needs torch, some seconds.")
]
Explain = Annotated[
    bool,
    typer.Option(
        "--explain", help="Count, ask torch's counter and fvcore, and explain their differences to zero."
    ),
]


@dataclass(frozen=True)
class _Line:
    """The cost of one model at one size: by law, and as counted where that was asked for."""

    case: Case
    law: Cost
    counted: CostReport | None = None
    error: str = ""


def cost(
    models: SomeModels = None,
    resolutions: Resolutions = None,
    settings: Settings = None,
    count: Count = False,
    explain: Explain = False,
    as_json: AsJson = False,
    csv_file: CsvFile = None,
) -> None:
    """Show parameters and MACs without running anything; without a MODEL, of the whole catalog."""
    named = models_of(models or _every_variant(), settings)
    lines, skipped = _by_law(named, resolutions)
    if count or explain:
        lines = list(_counted(lines, with_fvcore=explain))
    if csv_file:
        from mixbench.store.exports import save

        save(_csv(lines).encode(), csv_file)
    if as_json:
        print_json({"costs": [_document(line) for line in lines], "skipped": skipped})
    else:
        _print(lines, with_count=count or explain)
        if explain:
            _print_explanations(lines)
    for reason in skipped:
        say(f"skipped {reason['model']} at {reason['resolution_px']} px: {reason['reason']}")
    wrong = [line for line in lines if _disagrees(line)]
    for sentence in _complaints(lines):
        say(sentence)
    if (count or explain) and not wrong:
        say(_verdict(lines, with_fvcore=explain))
    if skipped or wrong:
        raise typer.Exit(1)


def _every_variant() -> list[str]:
    return [variant.id for family in registry.families() for variant in family.variants]


def _by_law(models: Sequence[Model], resolutions: str | None) -> tuple[list[_Line], list[dict[str, str]]]:
    """The laws at every size (by default each variant's own), and the sizes that were refused.

    Raises `SizeError` where nothing is left."""
    lines: list[_Line] = []
    skipped: list[dict[str, str]] = []
    for model in models:
        resolved = registry.resolve(model)
        native = resolved.variant.native_px
        sizes = resolutions_of(resolutions) if resolutions else ((native, native),)
        for height, width in sizes:
            case = Case(model, height, width)
            try:
                lines.append(_Line(case, resolved.law(height, width)))
            except SizeError as error:
                skipped.append({"model": model.key, "resolution_px": case.resolution, "reason": str(error)})
    if skipped and not lines:
        raise SizeError(skipped[0]["reason"])
    return lines, skipped


def _counted(lines: Sequence[_Line], *, with_fvcore: bool) -> Iterator[_Line]:
    from mixbench.cli.engine import CaseError, Engine

    with Engine() as engine:
        for line in lines:
            try:
                yield replace(line, counted=engine.ask(CountTask(0, line.case, with_fvcore)))
            except CaseError as error:  # one network's failure leaves the others their rows
                yield replace(line, error=str(error))


def _disagrees(line: _Line) -> bool:
    """Whether the engine failed, or two witnesses say different things that no cause explains."""
    if line.counted is None:
        return bool(line.error)
    count = line.counted.count
    return (
        (count.macs, count.trainable_params) != (line.law.macs, line.law.params)
        or {role: share for role, share in count.by_role.items() if share != RoleCost()}
        != {role: share for role, share in line.law.by_role.items() if share != RoleCost()}
        or bool(reconcile(line.counted).unexplained)
    )


def _complaints(lines: Sequence[_Line]) -> Iterator[str]:
    """A sentence on each row that failed or where something is unexplained, and on who was not heard."""
    for line in lines:
        told = list(sentences(line.case, reconcile(line.counted))) if line.counted else []
        yield from told
        if _disagrees(line) and not told:
            what = line.error or "law and count disagree; please report this"
            yield f"{line.case.model.key} at {line.case.resolution} px: {what}"


def _verdict(lines: Sequence[_Line], *, with_fvcore: bool) -> str:
    rows = len(lines)
    if not with_fvcore:
        return f"law, count and torch's counter agree in all {rows} rows, to the last MAC and parameter"
    heard = sum(line.counted is not None and not reconcile(line.counted).notes for line in lines)
    where = f"all {rows} rows" if heard == rows else f"{heard} of {rows} rows, where all were heard"
    return f"law, count, torch's counter and fvcore reconciled in {where}: nothing is unexplained"


def _print_explanations(lines: Sequence[_Line]) -> None:
    for line in lines:
        if line.counted is not None:
            print_reconciliation(line.case, reconcile(line.counted, line.law.macs))


def _print(lines: Sequence[_Line], *, with_count: bool) -> None:
    print_table(
        _COLUMNS + _COUNTED_COLUMNS if with_count else _COLUMNS,
        [_cells(line) for line in lines],
        caption="MACs of one image, by law; FLOPs = 2 x MACs. Memory: forecast for batch 1, float32."
        if with_count
        else "MACs of one image, by law; FLOPs = 2 x MACs.",
    )


def _cells(line: _Line) -> tuple[str, ...]:
    law, counted = line.law, line.counted
    cells = (
        line.case.model.key,
        line.case.resolution,
        str(law.tokens),
        f"{law.params / 1e6:.2f}",
        giga(law.macs, 3),
        giga(law.role(Role.SPATIAL_MIXING).macs, 3),
        giga(law.role(Role.CHANNEL_MIXING).macs, 3),
    )
    if counted is None:
        return (*cells, *[""] * len(_COUNTED_COLUMNS)) if line.error else cells
    witness = counted.torch.macs if counted.torch else None
    memory = counted.count.memory
    return (
        *cells,
        giga(counted.count.macs, 3),
        "" if witness is None else giga(witness, 3),
        megabytes(memory.activation_bytes + memory.weight_bytes),
    )


def _document(line: _Line) -> dict[str, object]:
    """A line under the names of the results file, with every role."""
    resolved = registry.resolve(line.case.model)
    document: dict[str, object] = {
        "model": line.case.model.key,
        "family": resolved.family.name,
        "variant": resolved.variant.id,
        "hyperparameters": values_of(resolved.config),
        "resolution_px": line.case.resolution,
        "tokens": line.law.tokens,
        "params": line.law.params,
        "macs": line.law.macs,
    }
    for role in Role:
        document[f"params_{role}"] = line.law.role(role).params
        document[f"macs_{role}"] = line.law.role(role).macs
    if line.counted is not None:
        witness = line.counted.torch
        document["macs_counted"] = line.counted.count.macs
        document["macs_torch"] = witness.macs if witness else None
        document["activation_bytes"] = line.counted.count.memory.activation_bytes
        document["weight_bytes"] = line.counted.count.memory.weight_bytes
        if line.counted.fvcore is not None:
            document["macs_fvcore"] = line.counted.fvcore.macs
            document["witnesses"] = witness_documents(line.counted)
    if line.error:
        document["error"] = line.error
    return document


def _csv(lines: Sequence[_Line]) -> str:
    """A row a line; what is nested is compact JSON."""
    documents = [_flat(line) for line in lines]
    file = io.StringIO(newline="")
    columns = list(dict.fromkeys(name for document in documents for name in document))
    writer = csv.DictWriter(file, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(documents)
    return file.getvalue()


def _flat(line: _Line) -> dict[str, object]:
    document = _document(line)
    document["hyperparameters"] = compact_json(values_of(registry.resolve(line.case.model).config))
    if document.pop("witnesses", None) and line.counted is not None:
        document |= witness_columns(line.counted)
    return document
