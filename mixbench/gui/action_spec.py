"""What an action of the window says of itself, and how its words reach the translators."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

CONTEXT = "Actions"


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:  # noqa: ARG001 - the translator's tool reads it
    """Mark a text for lupdate, which looks for this name; it is translated where it is shown.

    Qt's own function of this name is typed as giving back anything.
    """
    return text


@dataclass(frozen=True)
class ActionSpec:
    """One thing that can be done in the window.

    `label` and `hint` are in the language of the sources, `text` and `tooltip` in that of the screen.
    `shortcut` holds key sequences in portable text, separated by `; `, the first of which is shown.
    Actions of one `group` exclude one another; `opens` begins a new section of the menu.
    """

    id: str
    menu: str
    label: str
    shortcut: str
    hint: str
    checkable: bool = False
    group: str = ""
    opens: bool = False

    @property
    def text(self) -> str:
        """What stands in the menu."""
        return QCoreApplication.translate(CONTEXT, self.label)

    @property
    def tooltip(self) -> str:
        """What the action does, in a sentence."""
        return QCoreApplication.translate(CONTEXT, self.hint)

    @property
    def key_sequences(self) -> list[QKeySequence]:
        """The key sequences that trigger the action."""
        if not self.shortcut:
            return []
        return QKeySequence.listFromString(self.shortcut, QKeySequence.SequenceFormat.PortableText)

    @property
    def shown_shortcut(self) -> str:
        """The first key sequence as this system writes it, empty where there is none."""
        keys = self.key_sequences
        return keys[0].toString(QKeySequence.SequenceFormat.NativeText) if keys else ""
