"""A report: one HTML file that needs nothing else, with what was measured, where, and how it looks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_STYLE = """
body { font: 15px/1.5 system-ui, sans-serif; color: #1d2433; background: #fff; margin: 2em auto;
  max-width: 72em; padding: 0 1.5em; }
h1 { font-size: 1.5em; margin: 0 0 .2em; } h2 { font-size: 1.05em; margin: 2em 0 .5em; }
p, figcaption { color: #5a6474; } figure { margin: 1em 0; }
figure svg { width: 100%; height: auto; border: 1px solid #dde1e8; border-radius: 6px; }
div.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .25em .8em; border-bottom: 1px solid #e6e9ee; white-space: nowrap; }
th { color: #5a6474; font-weight: 600; border-bottom: 2px solid #c9cfd8; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .2em 1.5em; margin: 0; }
dt { color: #5a6474; } dd { margin: 0; }
@media print { body { margin: 0; max-width: none; font-size: 10pt; } }
"""


@dataclass(frozen=True)
class Facts:
    """Names with their values under a heading."""

    title: str
    lines: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Drawing:
    """A plot as SVG, with what stands below it."""

    svg: str
    caption: str


@dataclass(frozen=True)
class Report:
    """All that a report says, in the language of `language`; `table` is HTML, the rest is plain text."""

    language: str
    title: str
    lead: str
    facts: Sequence[Facts]
    drawings: Sequence[Drawing]
    table_title: str
    table: str
    notes: Sequence[str] = ()


def report_html(report: Report) -> str:
    """The whole file."""
    parts = [
        f"<h1>{escape(report.title)}</h1>",
        f"<p>{escape(report.lead)}</p>",
        *map(_drawing, report.drawings),
        f"<h2>{escape(report.table_title)}</h2>",
        f'<div class="wide">{report.table}</div>',
        *(f"<p>{escape(note)}</p>" for note in report.notes),
        *map(_facts, report.facts),
    ]
    body = "\n".join(parts)
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(report.language)}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(report.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n"
        "</body>\n</html>\n"
    )


def _drawing(drawing: Drawing) -> str:
    # Inside a page neither the declaration of XML nor its document type has a place.
    svg = re.sub(r"<\?xml.*?\?>|<!DOCTYPE.*?>", "", drawing.svg, flags=re.S).strip()
    return f"<figure>\n{svg}\n<figcaption>{escape(drawing.caption)}</figcaption>\n</figure>"


def _facts(facts: Facts) -> str:
    lines = "\n".join(f"<dt>{escape(name)}</dt><dd>{escape(value)}</dd>" for name, value in facts.lines)
    return f"<h2>{escape(facts.title)}</h2>\n<dl>\n{lines}\n</dl>"
