"""What can be asked of a report: parts, formats, languages. Names alone, so that asking is quick."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, get_args

from mixbench.core.errors import RequestError

#: The parts by their names on the command line, in their order.
Part = Literal[
    "results",
    "cost",
    "laws",
    "crossovers",
    "pareto",
    "roofline",
    "counters",
    "claims",
    "trust",
    "conditions",
    "environment",
    "reproduce",
    "reading",
]
PARTS: tuple[Part, ...] = get_args(Part)

ReportFormat = Literal["html", "markdown", "latex"]
REPORT_FORMATS: tuple[ReportFormat, ...] = get_args(ReportFormat)
_SUFFIXES: dict[ReportFormat, str] = {"html": ".html", "markdown": ".md", "latex": ".tex"}

Language = Literal["en", "zh_CN"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


def suffix_of(format: ReportFormat) -> str:
    """How a file of a format ends."""
    return _SUFFIXES[format]


def format_of(path: Path | None, asked: ReportFormat | None) -> ReportFormat:
    """The format that was asked for, else that of the file's ending; a page where neither says anything.
    Raise `RequestError` where both speak and differ, or an ending alone is none of ours."""
    suffix = path.suffix.lower() if path else ""
    meant = next((each for each, known in _SUFFIXES.items() if suffix == known), None)
    if asked and meant and asked != meant:
        raise RequestError(f"{path} ends like {meant}, and --format asks for {asked}; change one of them")
    if suffix and not meant and not asked:
        known = ", ".join(_SUFFIXES.values())
        raise RequestError(
            f"a report is not written as {suffix}; end the file in {known}, or name a --format"
        )
    return asked or meant or "html"
