"""A language that nobody speaks: English stretched and accented, to see what clips or is not translated.

Started with `MIXBENCH_PSEUDO_LANGUAGE=1 mixbench`. Translations are often a third longer than English; where
this one fits, they do. A text that stands there in plain letters never went through a translator.
"""

from __future__ import annotations

import os
import re

from PySide6.QtCore import QCoreApplication, QObject, QTranslator

#: Half as long again: German and French need a third, short words more.
_STRETCH = 0.5
#: Every letter in its own shape with a mark, so that heights are tried as well.
_ACCENTED = str.maketrans("AEIOUYCNSaeiouycns", "ÂÉÎÖÛÝÇÑŠâéîöûýçñš")
#: What is code within a text: {fields}, %n, <tags>, &entities; and &mnemonics.
_CODE = re.compile(r"(\{[^}]*\}|%L?n|<[^>]*>|&\w+;|&(?=\w))")


def pseudo(text: str) -> str:
    """The text stretched by half and between brackets, with its fields and tags as they were.

    >>> pseudo("Run {name}")
    '[Rûñ {name}~~~]'
    """
    parts = _CODE.split(text)
    letters = sum(len(part) for part in parts[::2])
    accented = "".join(part if place % 2 else part.translate(_ACCENTED) for place, part in enumerate(parts))
    return f"[{accented}{'~' * round(letters * _STRETCH + 0.5)}]"


def is_wanted() -> bool:
    """Whether the environment asks for it."""
    return os.environ.get("MIXBENCH_PSEUDO_LANGUAGE", "") not in ("", "0")


class PseudoTranslator(QTranslator):
    """Answers for every text of the window; Qt's own dialogs keep theirs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mixbench-pseudo-language")

    def isEmpty(self) -> bool:
        """Qt does not ask an empty translator."""
        return False

    def translate(self, context: str, source: str, *_: object) -> str | None:
        """Qt asks this for every text; None where it shall ask the next translator."""
        return pseudo(source) if source and not context.startswith("Q") else None


def install_pseudo_language(app: QCoreApplication) -> PseudoTranslator:
    """Let everything that is built from now on speak it."""
    translator = PseudoTranslator(app)
    app.installTranslator(translator)
    return translator
