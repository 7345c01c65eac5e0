"""A session's report put together from its parts."""

from __future__ import annotations

from collections.abc import Callable, Collection

from mixbench.core.version import __version__
from mixbench.report.document import Document, Section
from mixbench.report.formats import PARTS, Language, Part
from mixbench.report.lead import lead, title_of
from mixbench.report.pictures import chinese_font
from mixbench.report.sections import (
    claims,
    conditions,
    cost,
    counters,
    crossovers,
    laws,
    pareto,
    reading,
    reproduction,
    results,
    roofline,
    trust,
)
from mixbench.report.subject import Subject
from mixbench.report.words import Say, html_language, speaker

_MAKERS: dict[Part, Callable[[Subject, Say], Section]] = {
    "results": results.section,
    "cost": cost.section,
    "laws": laws.section,
    "crossovers": crossovers.section,
    "pareto": pareto.section,
    "roofline": roofline.section,
    "counters": counters.section,
    "claims": claims.section,
    "trust": trust.section,
    "conditions": conditions.section,
    "environment": conditions.environment_section,
    "reproduce": reproduction.section,
    "reading": lambda _, say: reading.section(say),
}


def report_of(subject: Subject, language: Language = "en", parts: Collection[Part] = PARTS) -> Document:
    """The report of a session, with the parts that are wanted."""
    say = speaker(language)
    return Document(
        language=html_language(language),
        title=title_of(subject, say),
        lead=(*lead(subject, say), *_notes(language, say)),
        sections=tuple(_MAKERS[part](subject, say) for part in PARTS if part in parts),
        contents_title=say("Contents"),
        made_with=say("Made by MixBench {version} from session {id}.").format(
            version=__version__, id=subject.stored.id
        ),
    )


def _notes(language: Language, say: Say) -> tuple[str, ...]:
    """What this machine lacks to draw the figures in a language."""
    if language == "en" or chinese_font() is not None:
        return ()
    return (
        say(
            "No font with Chinese characters is installed here, so figures in PDF show boxes in their place; "
            "install one, for example Noto Sans CJK SC, and make the report again."
        ),
    )
