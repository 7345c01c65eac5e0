"""`mixbench report`: a session as a document to read, to print, or to put into a paper."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mixbench.cli.history import open_store
from mixbench.cli.options import AsJson, names_of
from mixbench.cli.screen import print_json, say
from mixbench.core.errors import RequestError
from mixbench.report.formats import PARTS, Language, Part, ReportFormat, format_of, suffix_of

if TYPE_CHECKING:
    from mixbench.report.subject import Subject

Session = Annotated[
    str, typer.Argument(metavar="SESSION", help="A session of `mixbench sessions`, its beginning, or last.")
]
FormatOption = Annotated[
    ReportFormat | None,
    typer.Option(
        "--format",
        "-f",
        help="html is one page that needs nothing else; the others have their pictures in a folder beside.",
    ),
]
Output = Annotated[
    Path | None,
    typer.Option(
        "--output", "-o", metavar="FILE", help="The file to write; by default mixbench-SESSION here."
    ),
]
LanguageOption = Annotated[Language, typer.Option(help="The language of the report.")]
With = Annotated[
    str | None,
    typer.Option("--with", metavar="PARTS", help=f"Only these parts, of {', '.join(PARTS)}."),
]


def report(
    session: Session,
    format: FormatOption = None,
    output: Output = None,
    language: LanguageOption = "en",
    parts: With = None,
    as_json: AsJson = False,
) -> None:
    """Write a session as a document: what came out, figures, tables, conditions, and how to see it again."""
    from mixbench.report.composition import report_of
    from mixbench.report.files import write_report
    from mixbench.store.exports import check_writable

    chosen = _parts(parts)
    asked = format_of(output, format)
    subject = _load(session)
    id = subject.stored.id
    path = output or Path(f"mixbench-{id}{suffix_of(asked)}")
    check_writable(path)
    document = report_of(subject, language, chosen)
    written = write_report(document, asked, path)
    if as_json:
        print_json(
            {
                "session": id,
                "format": asked,
                "file": str(written[0]),
                "pictures": [str(each) for each in written[1:]],
                "parts": [part.id for part in document.sections],
            }
        )
    else:
        beside = f", with {len(written) - 1} pictures beside it" if len(written) > 1 else ""
        say(f"the report of {id} is written to {path}{beside}")


def _parts(text: str | None) -> tuple[Part, ...]:
    if text is None:
        return PARTS
    named = names_of("--with", text, PARTS)
    return tuple(part for part in PARTS if part in named)


def _load(session: str) -> Subject:
    """The session, with what was found out about the claims of the literature on it or on none."""
    from mixbench.report.subject import Subject
    from mixbench.store.naming import is_reference

    if is_reference(session):
        raise RequestError(
            f"{session} is an imported file, and a report is made of a session; "
            "`mixbench export` writes its rows"
        )
    store = open_store()
    try:
        stored = store.load(session)
        return Subject(stored, tuple(store.findings.known(stored.id).values()))
    finally:
        store.close()
