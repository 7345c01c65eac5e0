"""The witnesses of one case side by side: our count, the causes of every difference, and what is left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from mixbench.core.cost import Cause, CauseKind, CostReport, Witness

#: What a line is: our count, a cause, the count with all causes, the counter's own figure, what is left.
LineKind = Literal["count", CauseKind, "explained", "figure", "unexplained"]

LAW = "law"


@dataclass(frozen=True)
class Line:
    """MACs of one image by witness: signed where it is a cause, None where the witness has nothing to say.

    `operator`, `calls`, `reasons` and `layers` are those of a cause.
    """

    kind: LineKind
    amounts: dict[str, int | None]
    operator: str = ""
    calls: int = 0
    reasons: tuple[str, ...] = ()
    layers: tuple[str, ...] = ()

    @property
    def is_cause(self) -> bool:
        """Whether it explains something."""
        return bool(self.operator)


@dataclass(frozen=True)
class Reconciliation:
    """The whole account of one case. `notes` say why a witness has no figure."""

    witnesses: tuple[str, ...]
    lines: tuple[Line, ...]
    notes: dict[str, str] = field(default_factory=dict)

    @property
    def causes(self) -> tuple[Line, ...]:
        """The lines that explain something, the largest amounts first."""
        return tuple(line for line in self.lines if line.is_cause)

    @property
    def unexplained(self) -> dict[str, int]:
        """What is left over, of the witnesses of whom anything is."""
        (last,) = (line for line in self.lines if line.kind == "unexplained")
        return {name: rest for name, rest in last.amounts.items() if rest}


def reconcile(report: CostReport, law_macs: int | None = None) -> Reconciliation:
    """Put the witnesses of a report, and the law as one of them, beside our count."""
    law = Witness(LAW, law_macs) if law_macs is not None else None
    witnesses = [witness for witness in (law, report.torch, report.fvcore) if witness is not None]
    return Reconciliation(
        tuple(witness.name for witness in witnesses),
        tuple(_lines(witnesses, report.count.macs)),
        {witness.name: witness.note for witness in witnesses if witness.macs is None},
    )


def _lines(witnesses: list[Witness], count: int) -> Iterator[Line]:
    asked = [witness for witness in witnesses if witness.macs is not None]
    yield Line("count", {witness.name: count for witness in witnesses})
    yield from _cause_lines(asked)
    explained = {each.name: count + sum(cause.amount for cause in each.causes) for each in asked}
    figures = {each.name: each.macs for each in asked}
    left = {each.name: each.unexplained(count) for each in asked}
    names = [witness.name for witness in witnesses]
    yield Line("explained", {name: explained.get(name) for name in names})
    yield Line("figure", {name: figures.get(name) for name in names})
    yield Line("unexplained", {name: left.get(name) for name in names})


def _cause_lines(witnesses: list[Witness]) -> list[Line]:
    """One line for each kind and operator, whichever witnesses it concerns."""
    found: dict[tuple[CauseKind, str], list[tuple[str, Cause]]] = {}
    for witness in witnesses:
        for cause in witness.causes:
            found.setdefault((cause.kind, cause.operator), []).append((witness.name, cause))
    lines = [_cause_line(kind, operator, told) for (kind, operator), told in found.items()]
    return sorted(lines, key=lambda line: -max(abs(amount or 0) for amount in line.amounts.values()))


def _cause_line(kind: CauseKind, operator: str, told: list[tuple[str, Cause]]) -> Line:
    amounts: dict[str, int | None] = {}
    calls: dict[str, int] = {}
    for name, cause in told:
        amounts[name] = (amounts.get(name) or 0) + cause.amount
        calls[name] = calls.get(name, 0) + cause.calls
    reasons = dict.fromkeys(cause.reason for _, cause in told)
    layers = dict.fromkeys(layer for _, cause in told for layer in cause.layers)
    return Line(kind, amounts, operator, max(calls.values()), tuple(reasons), tuple(layers))


def places(layers: tuple[str, ...], most: int = 3) -> str:
    """Where layers lie, those that differ only by a number as one: `blocks.*.norm, norm`."""
    patterns = list(dict.fromkeys(_pattern(layer) for layer in layers))
    return ", ".join(patterns[:most]) + (", …" if len(patterns) > most else "")


def _pattern(layer: str) -> str:
    parts = ["*" if part.isdigit() else part for part in layer.split(".")]
    return ".".join(parts) or "the network itself"
