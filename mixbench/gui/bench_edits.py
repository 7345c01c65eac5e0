"""Edits of the bench as steps that can be taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zlib import crc32

from PySide6.QtGui import QUndoCommand

from mixbench.gui.arrangement import Arrangement

if TYPE_CHECKING:
    from mixbench.gui.workbench import Workbench


class BenchEdit(QUndoCommand):
    """From one arrangement to another. Edits of one `field` that follow each other are one step: typing."""

    def __init__(
        self, bench: Workbench, before: Arrangement, after: Arrangement, text: str, field: str = ""
    ) -> None:
        # Behind the line break stands what the menus put after Undo and Redo.
        super().__init__(f"{text}\n{text[:1].lower()}{text[1:]}")
        self._bench, self._before, self._after, self._field = bench, before, after, field

    def id(self) -> int:
        """Steps with the same id may be merged; Qt wants a whole number, and -1 for those that may not."""
        return crc32(self._field.encode()) & 0x7FFFFFFF if self._field else -1

    def redo(self) -> None:
        """Make the edit."""
        self._step(self._before, self._after)

    def undo(self) -> None:
        """Take it back."""
        self._step(self._after, self._before)

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take over a step that goes on in the same field where this one ended."""
        if not isinstance(other, BenchEdit) or other._before != self._after:
            return False
        self._after = other._after
        self.setObsolete(self._after == self._before)
        return True

    def _step(self, old: Arrangement, new: Arrangement) -> None:
        """Looking at another model is no edit: a step that did not move the selection leaves it alone."""
        moves = not new.is_same_selection(old)
        self._bench.show_arrangement(new if moves else new.with_selection_of(self._bench.arrangement))
