"""The catalog's words in the language of the screen: labels, units and choices of hyperparameters, kinds of
networks, and what the shipped presets say about themselves.

The catalog knows no Qt and its words are no literals here; `packaging/translations.py` reads them from
the declarations, so that a new family or preset brings its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from PySide6.QtCore import QCoreApplication

from mixbench.catalog import registry
from mixbench.catalog.family import Growth, Mixing, Shape
from mixbench.gui.presets import shipped_presets

CONTEXT = "Catalog"


def words() -> tuple[str, ...]:
    """Every word of the catalog that the screen shows translated, each once."""
    return tuple(dict.fromkeys(_words()))


def _words() -> Iterator[str]:
    for kinds in (Growth, Shape, Mixing):
        yield from get_args(kinds)
    yield from (text for preset in shipped_presets() for text in (preset.name, preset.about))
    for family in registry.families():
        for item in family.hyperparameters:
            yield from (text for text in (item.label, item.unit, *item.choice_labels) if text)


def word(text: str) -> str:
    """A word of the catalog as it stands on the screen."""
    return QCoreApplication.translate(CONTEXT, text)
