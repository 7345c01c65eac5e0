"""A claim with its finding as the page's text: statement, verdict, evidence, conditions."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from html import escape

from PySide6.QtCore import QCoreApplication

from mixbench.core.claims import Claim, Finding, Table
from mixbench.gui.claims_words import TONES, cell, header, quantity, verdict_word, word
from mixbench.gui.theme import Theme
from mixbench.gui.trust import tone_colour


def verdict_html(claim: Claim, finding: Finding | None, theme: Theme) -> str:
    """The statement, and what its check came to."""
    return "\n".join(_statement(claim, finding, theme))


def evidence_html(claim: Claim, finding: Finding | None, theme: Theme) -> str:
    """What is computed, where the statement stands, and what the verdict rests on."""
    return "\n".join(_ground(claim, finding, theme))


def _statement(claim: Claim, finding: Finding | None, theme: Theme) -> Iterator[str]:
    yield f"<h3>{claim.number}. {escape(word(claim.title))}</h3>"
    if finding is None:
        unchecked = QCoreApplication.translate("Claims", "Not checked yet. Press Check.")
        yield f"<p>{escape(unchecked)}</p>"
    else:
        yield from _verdict(finding, theme)


def _ground(claim: Claim, finding: Finding | None, theme: Theme) -> Iterator[str]:
    computed = QCoreApplication.translate("Claims", "Computed")
    yield f"<p><b>{escape(computed)}.</b> {escape(word(claim.computed))}</p>"
    yield from _sources(claim, theme)
    if finding is not None:
        yield from _evidence(finding, theme)
        yield from _conditions(finding, theme)


def _verdict(finding: Finding, theme: Theme) -> Iterator[str]:
    colour = tone_colour(theme, TONES[finding.verdict]).name()
    verdict = escape(verdict_word(finding.verdict))
    yield f'<p><b style="color:{colour}">{verdict}.</b> {escape(word(finding.sentence))}</p>'
    if finding.condition:
        title = QCoreApplication.translate("Claims", "Condition")
        yield f"<p><b>{escape(title)}.</b> {escape(word(finding.condition))}</p>"


def _sources(claim: Claim, theme: Theme) -> Iterator[str]:
    for source in claim.sources:
        link = f'<a href="{source.url}" style="color:{theme.accent_ink}">arXiv {escape(source.arxiv)}</a>'
        yield f"<div>{escape(source.paper)}, {escape(source.place)}, {link}</div>"


def _evidence(finding: Finding, theme: Theme) -> Iterator[str]:
    if finding.evidence.quantities:
        items = "".join(f"<li>{escape(quantity(one))}</li>" for one in finding.evidence.quantities)
        yield f"<ul>{items}</ul>"
    for table in finding.evidence.tables:
        yield _table(table, theme)


def _table(table: Table, theme: Theme) -> str:
    heads = "".join(f'<th align="left">{escape(header(column))}</th>' for column in table.columns)
    rows = "".join(
        "<tr>" + "".join(f"<td align={_side(value)!r}>{escape(cell(value))}</td>" for value in row) + "</tr>"
        for row in table.rows
    )
    note = f'<p style="color:{theme.muted}">{escape(word(table.note))}</p>' if table.note else ""
    frame = 'cellspacing="0" cellpadding="4" border="1" style="border-collapse:collapse"'
    ruled = f'bordercolor="{theme.border}"'
    title = f"<p><b>{escape(word(table.title))}</b></p>"
    return f"{title}<table {frame} {ruled}><tr>{heads}</tr>{rows}</table>{note}"


def _side(value: object) -> str:
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return "right" if is_number else "left"


def _conditions(finding: Finding, theme: Theme) -> Iterator[str]:
    """Where, when and how the evidence was taken, in grey."""
    lines = [word(each) for each in finding.conditions]
    if finding.where:
        lines.append(finding.where)
    if finding.session:
        lines.append(QCoreApplication.translate("Claims", "session {id}").format(id=finding.session))
    if finding.taken_at:
        moment = datetime.fromisoformat(finding.taken_at).astimezone()
        lines.append(
            QCoreApplication.translate("Claims", "checked {when}").format(when=f"{moment:%Y-%m-%d %H:%M}")
        )
    yield f'<p style="color:{theme.muted}">{"<br>".join(map(escape, lines))}</p>'
