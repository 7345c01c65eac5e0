"""The words of claims and their findings in the language of the screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from mixbench.claims.wording import in_language
from mixbench.core.claims import CellValue, Column, Quantity, Verdict, Words, cell_text
from mixbench.gui.language import shown_language
from mixbench.gui.panel import Tone

TONES: dict[Verdict, Tone] = {
    Verdict.HOLDS: "good",
    Verdict.HOLDS_WITH_CONDITION: "warning",
    Verdict.DOES_NOT_HOLD: "bad",
    Verdict.CANNOT_TELL: "neutral",
}


def word(words: Words) -> str:
    """A text of a claim or a finding as it stands on the screen."""
    return in_language(words, shown_language())


def verdict_word(verdict: Verdict) -> str:
    """A verdict with its sign: colour is never all that tells it."""
    words = {
        Verdict.HOLDS: QCoreApplication.translate("Claims", "holds"),
        Verdict.HOLDS_WITH_CONDITION: QCoreApplication.translate("Claims", "holds with a condition"),
        Verdict.DOES_NOT_HOLD: QCoreApplication.translate("Claims", "does not hold here"),
        Verdict.CANNOT_TELL: QCoreApplication.translate("Claims", "cannot tell"),
    }
    return f"{verdict.symbol} {words[verdict]}"


def header(column: Column) -> str:
    """The title of a column with its unit."""
    title = word(column.title)
    return f"{title} [{column.unit}]" if column.unit else title


def cell(value: CellValue) -> str:
    """A cell of a table."""
    return word(value) if isinstance(value, str) else cell_text(value)


def quantity(one: Quantity) -> str:
    """A number with its name and what it means."""
    meaning = f" ({word(one.meaning)})" if one.meaning else ""
    return f"{word(one.name)}: {one.text}{meaning}"
