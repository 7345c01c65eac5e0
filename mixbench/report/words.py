"""The language of a report: its sentences as the sources write them, or translated."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import msgspec

from mixbench.claims.wording import translations as claims_words
from mixbench.core.claims import Said, Words, filled
from mixbench.core.resources import resource
from mixbench.report.formats import Language

#: Says a sentence of the sources in the report's language. The sentence is a literal where it is said, and
#: `{placeholders}` are filled in afterwards: `say("{n} results").format(n=3)`.
Say = Callable[[str], str]


def speaker(language: Language) -> Say:
    """The words of a language; a sentence that it lacks stays English."""
    if language == "en":
        return str
    known = {**claims_words(language), **translations(language)}
    return lambda sentence: known.get(sentence, sentence)


def quoted(words: Words, say: Say) -> str:
    """A text of a claim or a finding, which is no literal of the report."""
    template, values = (words.template, words.values) if isinstance(words, Said) else (words, {})
    translate = say
    translated = translate(template)
    return filled(translated, values) if values else translated


@cache
def translations(language: Language) -> Mapping[str, str]:
    """Every sentence of a report with its translation."""
    return msgspec.json.decode(resource("report", f"{language}.json").read_bytes(), type=dict[str, str])


def html_language(language: Language) -> str:
    """The language's name in the attribute `lang`."""
    return language.replace("_", "-")
