"""The texts of claims and their findings in another language, for the window and for reports alike."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

import msgspec

from mixbench.core.claims import Said, Words, filled
from mixbench.core.resources import resource


def in_language(words: Words, language: str) -> str:
    """A text as it is said in a language; English where there is no translation of it."""
    known = translations(language)
    if isinstance(words, Said):
        return filled(known.get(words.template, words.template), words.values)
    return known.get(words, words)


@cache
def translations(language: str) -> Mapping[str, str]:
    """Every text with its translation; none for English, in which the claims are written."""
    try:
        path = resource("claims", f"{language}.json")
    except FileNotFoundError:
        return {}
    return msgspec.json.decode(path.read_bytes(), type=dict[str, str])
