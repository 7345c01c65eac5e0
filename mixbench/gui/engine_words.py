"""What the engine says of a timing or of weights, in the language of the screen.

The engine writes sentences in English and files keep them so. Here each is known by its pattern; a sentence
that is not, such as one of another version, stays as it is.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from PySide6.QtCore import QCoreApplication

from mixbench.gui.action_spec import QT_TRANSLATE_NOOP
from mixbench.gui.language import shown_language

_CONTEXT = "Engine"
_PATTERNS = (
    QT_TRANSLATE_NOOP("Engine", "busy machine: {share} of the samples were disturbed by other processes"),
    QT_TRANSLATE_NOOP(
        "Engine",
        "unsteady cores: {share} of the samples waited for a core though other processes took hardly any; "
        "on a shared or virtual machine fewer threads are steadier",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "unsteady clock: in {share} of the rounds the device fell to as little as {lowest} of {top} MHz; "
        "all their samples are marked",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "unsteady clock: in {share} of the rounds the device fell to as little as {lowest} of {top} MHz "
        "({causes}); all their samples are marked",
    ),
    QT_TRANSLATE_NOOP("Engine", "drift: the last third of the rounds was {shift} slower than the first"),
    QT_TRANSLATE_NOOP("Engine", "drift: the last third of the rounds was {shift} faster than the first"),
    QT_TRANSLATE_NOOP(
        "Engine",
        "drift: over the last third of the rounds the first case was {shift} slower against the second",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "drift: over the last third of the rounds the first case was {shift} faster against the second",
    ),
    QT_TRANSLATE_NOOP("Engine", "two modes: {share} of the samples took about {slow} ms, the others {fast}"),
    QT_TRANSLATE_NOOP(
        "Engine",
        "correlated rounds: neighbours are alike ({correlation}), so the interval may be too narrow",
    ),
    QT_TRANSLATE_NOOP("Engine", "did not settle: the calls were still changing when the warm-up ended"),
    QT_TRANSLATE_NOOP("Engine", "too few processes: {found} instead of {wanted}"),
    QT_TRANSLATE_NOOP("Engine", "too few rounds: {found} instead of {wanted} fitted into {cap} s"),
    QT_TRANSLATE_NOOP("Engine", "interval of ±{found} instead of ±{asked} after {cap} s"),
    QT_TRANSLATE_NOOP(
        "Engine",
        "its fully-connected layer mixes {channels} channels and all {high} x {wide} places of a partition "
        "at once: a unit has a map for each of those channels, not one",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "its {high} x {wide} convolutions mix channels and places at once: a unit has a map for each of "
        "{channels} channels, not one",
    ),
    QT_TRANSLATE_NOOP(
        "Engine",
        "the weights of its spatial mixing lie over channels; places come together by shifts, regions, "
        "or factors that it computes from the image",
    ),
    QT_TRANSLATE_NOOP("Engine", "its spatial mixing has no weights"),
    QT_TRANSLATE_NOOP("Engine", "this network has no blocks that mix places"),
)


def said(sentence: str) -> str:
    """A sentence of the engine as it stands on the screen."""
    return _said(sentence, shown_language())


def pattern_of(sentence: str) -> str:
    """The pattern that a sentence follows, empty where none is known."""
    return next((text for text, form in _forms() if form.fullmatch(sentence)), "")


@lru_cache(maxsize=4096)
def _said(sentence: str, _language: str) -> str:
    """The same, remembered for a language: a table asks for each of its rows."""
    for text, form in _forms():
        found = form.fullmatch(sentence)
        if found:
            return QCoreApplication.translate(_CONTEXT, text).format(**found.groupdict())
    return sentence


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Each pattern with what finds its sentences."""
    return tuple((text, re.compile(_form(text))) for text in _PATTERNS)


def _form(text: str) -> str:
    """Letters stand for themselves, a name in braces for anything."""
    parts = re.split(r"\{(\w+)\}", text)
    return "".join(f"(?P<{part}>.+?)" if place % 2 else re.escape(part) for place, part in enumerate(parts))
