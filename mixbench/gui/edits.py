"""What a person did, step by step, to be taken back and made again.

Plain objects instead of `QUndoStack`: steps written in Python die with their stack in an order that Qt does
not expect when Python collects both at once, and the process with them.
"""

from __future__ import annotations

from abc import ABC, abstractmethod

from PySide6.QtCore import QObject, Signal


class Edit(ABC):
    """One step. `text` begins a line of its own; behind Undo and Redo it goes on with a small letter."""

    def __init__(self, text: str) -> None:
        self.text = text

    @abstractmethod
    def redo(self) -> None:
        """Make it, for the first time or again."""

    @abstractmethod
    def undo(self) -> None:
        """Take it back."""

    def absorb(self, _following: Edit) -> bool:
        """Take over a step that goes on where this one ended; False where it does not."""
        return False

    @property
    def is_void(self) -> bool:
        """Whether it ended where it began."""
        return False


class Edits(QObject):
    """The steps in their order, those that were taken back behind those that stand."""

    changed = Signal()  # what would be taken back, or made again

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._steps: list[Edit] = []
        self._standing = 0

    def __len__(self) -> int:
        return len(self._steps)

    @property
    def last(self) -> Edit | None:
        """What Undo would take back."""
        return self._steps[self._standing - 1] if self._standing else None

    @property
    def next(self) -> Edit | None:
        """What Redo would make again."""
        return self._steps[self._standing] if self._standing < len(self._steps) else None

    def push(self, edit: Edit) -> None:
        """Make an edit. What was taken back before it is forgotten; what fails is no step."""
        edit.redo()
        former = self.last
        del self._steps[self._standing :]
        if former is None or not former.absorb(edit):
            self._steps.append(edit)
        elif former.is_void:
            self._steps.pop()
        self._standing = len(self._steps)
        self.changed.emit()

    def undo(self) -> None:
        """Take the last step back, if there is one."""
        if self.last is not None:
            self.last.undo()
            self._standing -= 1
            self.changed.emit()

    def redo(self) -> None:
        """Make the next step again, if there is one."""
        if self.next is not None:
            self.next.redo()
            self._standing += 1
            self.changed.emit()

    def clear(self) -> None:
        """Forget all of it; nothing is taken back."""
        self._steps.clear()
        self._standing = 0
        self.changed.emit()
