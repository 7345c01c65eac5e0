"""A finding as a document: plain values for JSON, Markdown for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from mixbench.core.claims import Claim, Finding, Said, Table, cell_text


def document(claim: Claim, finding: Finding) -> dict[str, Any]:
    """A claim with its finding as JSON's plain values; sentences in English."""
    return {
        "claim": {**_plain(claim), "urls": [source.url for source in claim.sources]},
        "finding": {**_plain(finding), "verdict_words": finding.verdict.words},
    }


def _plain(value: Any) -> Any:
    if isinstance(value, Said):
        return str(value)
    if is_dataclass(value):
        return {field.name: _plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, dict):
        return {str(key): _plain(each) for key, each in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(each) for each in value]
    return value


def markdown(claim: Claim, finding: Finding) -> str:
    """A claim with its finding as Markdown."""
    return "\n".join(_markdown(claim, finding)) + "\n"


def _markdown(claim: Claim, finding: Finding) -> Iterator[str]:
    yield f"## {claim.number}. {claim.title}"
    yield ""
    yield f"**{finding.verdict.symbol} {finding.verdict.words}.** {finding.sentence}"
    if finding.condition:
        yield from ("", f"Condition: {finding.condition}")
    yield from ("", f"Computed: {claim.computed}", "")
    yield from (f"- {source.paper}, {source.place} ({source.url})" for source in claim.sources)
    for quantity in finding.evidence.quantities:
        meaning = f": {quantity.meaning}" if quantity.meaning else ""
        yield f"- {quantity.name} = {quantity.text}{meaning}"
    for table in finding.evidence.tables:
        yield ""
        yield from _table(table)
    yield ""
    yield f"Taken {taken_words(finding)}"


def taken_words(finding: Finding) -> str:
    """When, where and how a finding was taken, in a line."""
    is_by_law = bool(finding.conditions) and not finding.session
    ground = finding.where or ("by law alone, on no machine" if is_by_law else "")
    session = f"session {finding.session}" if finding.session else ""
    parts = (finding.taken_at, ground, session, *map(str, finding.conditions))
    return "; ".join(part for part in parts if part) + "."


def _table(table: Table) -> Iterator[str]:
    yield f"**{table.title}**"
    yield ""
    yield _line(column.header for column in table.columns)
    yield _line("---" for _ in table.columns)
    yield from (_line(map(cell_text, row)) for row in table.rows)
    if table.note:
        yield from ("", str(table.note))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
