"""The literature's claims that were checked: verdicts, reasons, and the evidence that they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mixbench.claims.registry import checks
from mixbench.core.claims import Claim, Evidence, Finding, Quantity, Verdict
from mixbench.core.claims import Column as EvidenceColumn
from mixbench.core.claims import Table as EvidenceTable
from mixbench.core.units import significant
from mixbench.report.document import Block, Bullets, Column, Paragraph, Picture, Section, Table
from mixbench.report.pictures import is_drawable
from mixbench.report.subject import Subject
from mixbench.report.words import Say, quoted


def section(subject: Subject, say: Say) -> Section:
    """Every claim that was checked, in the order of their numbers."""
    known = {check.claim.id: check.claim for check in checks()}
    findings = [(known[each.claim], each) for each in subject.findings if each.claim in known]
    findings.sort(key=lambda pair: pair[0].number)
    title = say("Claims of the literature")
    if not findings:
        none = say(
            "No claim was checked for this report. `mixbench claims` checks them, and the page Claims of the "
            "window."
        )
        return Section("claims", title, (Paragraph(none),))
    blocks = (_overview(findings, say), *(block for pair in findings for block in _claim(*pair, say)))
    return Section("claims", title, blocks)


def _verdicts(say: Say) -> dict[Verdict, str]:
    return {
        Verdict.HOLDS: say("holds"),
        Verdict.HOLDS_WITH_CONDITION: say("holds with a condition"),
        Verdict.DOES_NOT_HOLD: say("does not hold here"),
        Verdict.CANNOT_TELL: say("cannot tell"),
    }


def _overview(findings: Sequence[tuple[Claim, Finding]], say: Say) -> Table:
    verdicts = _verdicts(say)
    columns = (Column(say("No."), is_number=True), Column(say("Claim")), Column(say("Verdict")))
    rows = tuple(
        (str(claim.number), quoted(claim.title, say), verdicts[found.verdict]) for claim, found in findings
    )
    return Table(columns, rows)


def _claim(claim: Claim, found: Finding, say: Say) -> Iterator[Block]:
    """One claim: what it says, where, the verdict with its reason, how it was taken, the evidence."""
    verdict, sentence = _verdicts(say)[found.verdict], quoted(found.sentence, say)
    yield Paragraph(f"{claim.number}. {quoted(claim.title, say)}: {verdict}. {sentence}")
    if found.condition:
        yield Paragraph(say("Condition: {text}").format(text=quoted(found.condition, say)))
    yield Paragraph(_provenance(claim, found, say), is_quiet=True)
    yield from _evidence(claim, found.evidence, say)


def _provenance(claim: Claim, found: Finding, say: Say) -> str:
    sources = "; ".join(f"{each.paper}, {each.place} (arXiv {each.arxiv})" for each in claim.sources)
    parts = [
        say("Source: {sources}.").format(sources=sources),
        say("Computed: {text}").format(text=quoted(claim.computed, say)),
    ]
    if found.conditions:
        parts.append(
            say("Taken: {text}.").format(text="; ".join(quoted(each, say) for each in found.conditions))
        )
    if found.where:
        parts.append(say("On {machine}.").format(machine=found.where))
    if found.session:
        parts.append(say("Measurements of session {id}.").format(id=found.session))
    return " ".join(parts)


def _evidence(claim: Claim, evidence: Evidence, say: Say) -> Iterator[Block]:
    if evidence.quantities:
        yield Bullets(tuple(_quantity(each, say) for each in evidence.quantities))
    for table in evidence.tables:
        yield _table(table, say)
    for place, figure in enumerate(evidence.figures, 1):
        if is_drawable(figure):
            yield Picture(f"claim-{claim.number}-{place}", figure, figure.caption or figure.title)


def _quantity(one: Quantity, say: Say) -> str:
    value = f"{cell(one.value, say)} {one.unit}".strip()
    interval = (
        "" if one.low is None or one.high is None else f" ({significant(one.low)} – {significant(one.high)})"
    )
    meaning = f": {quoted(one.meaning, say)}" if one.meaning else ""
    return f"{quoted(one.name, say)} = {value}{interval}{meaning}"


def _table(table: EvidenceTable, say: Say) -> Table:
    numbers = [
        all(not isinstance(row[place], str | bool) for row in table.rows)
        for place in range(len(table.columns))
    ]
    columns = tuple(
        Column(_header(column, say), is_number)
        for column, is_number in zip(table.columns, numbers, strict=True)
    )
    rows = tuple(tuple(cell(value, say) for value in row) for row in table.rows)
    caption = ". ".join(filter(None, (quoted(table.title, say), quoted(table.note, say))))
    return Table(columns, rows, caption)


def _header(column: EvidenceColumn, say: Say) -> str:
    title = quoted(column.title, say)
    return f"{title} [{column.unit}]" if column.unit else title


def cell(value: bool | int | float | str | None, say: Say) -> str:
    """A value of the evidence as it is read; a count stays whole."""
    match value:
        case None:
            return "–"
        case bool():
            return say("yes") if value else say("no")
        case int():
            return f"{value:,}"
        case float():
            return significant(value)
        case str():
            return quoted(value, say)
