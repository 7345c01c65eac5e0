"""How well a text answers what somebody typed: words in any order, parts of them, or their first letters."""

from __future__ import annotations

import re

#: What a word of the query earns by how it was found.
_WHOLE, _BEGIN, _WITHIN, _SCATTERED = 4.0, 3.0, 2.0, 1.0


def score(query: str, text: str) -> float | None:
    """The higher the better; None where a word of the query is not to be found at all.

    A shorter text answers better than a longer one that holds the same.
    """
    text = text.casefold()
    total = -len(text) / 1000
    for word in query.casefold().split():
        found = _score_word(word, text)
        if not found:
            return None
        total += found
    return total


def _score_word(word: str, text: str) -> float:
    match = re.search(rf"\b{re.escape(word)}", text)
    if match:
        return _BEGIN if text[match.end() : match.end() + 1].isalnum() else _WHOLE
    if word in text:
        return _WITHIN
    return _SCATTERED if _has_letters(word, text) else 0.0


def _has_letters(word: str, text: str) -> bool:
    """Whether the letters follow one another, each behind the last or at the begin of a later word: `rl` and
    `relay` find `reset layout`."""
    begins = {match.start() for match in re.finditer(r"\b\w", text)}
    ends = {0}
    for place, letter in enumerate(word):
        earliest = min(ends)
        ends = {
            at + 1
            for at, other in enumerate(text)
            if other == letter and ((place and at in ends) or (at in begins and at >= earliest))
        }
        if not ends:
            return False
    return True
