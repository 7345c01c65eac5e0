"""`mixbench cost --explain`: why the counters differ, down to zero, as a table for each model."""

from __future__ import annotations

import json
from collections.abc import Iterator

from mixbench.cli.screen import Kind, print_table
from mixbench.core.cost import Cause, CostReport, Witness
from mixbench.core.model import Case
from mixbench.core.reconciliation import Line, LineKind, Reconciliation, places
from mixbench.core.units import si

_WORDS: dict[LineKind, str] = {
    "count": "our count",
    "added": "added",
    "left_out": "left out",
    "counted_otherwise": "counted otherwise",
    "explained": "count and causes",
    "figure": "the counter's figure",
    "unexplained": "unexplained",
}


def print_reconciliation(case: Case, found: Reconciliation) -> None:
    """Print one row a cause and one column a witness."""
    columns: list[tuple[str, Kind]] = [("", "text"), ("Operator", "name"), ("Calls", "number")]
    columns += [(f"{name} [MACs]", "number") for name in found.witnesses]
    columns += [("Where", "text"), ("because", "text")]
    print_table(
        columns,
        [_cells(line, found) for line in found.lines],
        title=f"{case.model.key} at {case.resolution} px",
        alarming=[number for number, line in enumerate(found.lines) if _is_left_over(line)],
    )


def _is_left_over(line: Line) -> bool:
    return line.kind == "unexplained" and any(line.amounts.values())


def _cells(line: Line, found: Reconciliation) -> tuple[str, ...]:
    amounts = (_amount(line, name) for name in found.witnesses)
    calls = str(line.calls) if line.is_cause else ""
    where = places(line.layers) if line.is_cause else ""
    return (_WORDS[line.kind], line.operator, calls, *amounts, where, "; ".join(line.reasons))


def _amount(line: Line, witness: str) -> str:
    amount = line.amounts.get(witness)
    if amount is None:
        return ""
    return f"{amount:+,}" if line.is_cause and amount else f"{amount:,}"


def sentences(case: Case, found: Reconciliation) -> Iterator[str]:
    """What is left unexplained, and which witness was not heard."""
    where = f"{case.model.key} at {case.resolution} px"
    for name, rest in found.unexplained.items():
        yield f"{where}: {rest:+,} MACs of {name} ({si(rest, 3)}) are unexplained; please report this"
    for note in found.notes.values():
        yield f"{where}: {note}"


def witness_documents(report: CostReport) -> dict[str, object]:
    """Each witness with its causes and what they leave, for JSON."""
    asked = (report.torch, report.fvcore)
    return {each.name: _witness(each, report.count.macs) for each in asked if each is not None}


def _witness(witness: Witness, counted: int) -> dict[str, object]:
    return {
        "macs": witness.macs,
        "note": witness.note,
        "causes": [_cause(cause) for cause in witness.causes],
        "unexplained": witness.unexplained(counted),
    }


def _cause(cause: Cause) -> dict[str, object]:
    return {
        "kind": cause.kind,
        "operator": cause.operator,
        "calls": cause.calls,
        "macs": cause.amount,
        "reason": cause.reason,
        "layers": cause.layers,
    }


def witness_columns(report: CostReport) -> dict[str, object]:
    """Each witness in columns of a CSV file; its causes without their layers, which would be thousands."""
    columns: dict[str, object] = {}
    for witness in (report.torch, report.fvcore):
        if witness is not None:
            causes = [_cause(each) | {"layers": len(each.layers)} for each in witness.causes]
            columns[f"unexplained_{witness.name}"] = witness.unexplained(report.count.macs)
            columns[f"causes_{witness.name}"] = json.dumps(causes, separators=(",", ":"))
    return columns
