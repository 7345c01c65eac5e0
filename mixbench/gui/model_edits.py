"""Changes of hyperparameters as steps that can be taken back."""

from __future__ import annotations

from zlib import crc32

from PySide6.QtGui import QUndoCommand

from mixbench.core.model import Model
from mixbench.gui.workbench import Workbench


class ModelEdit(QUndoCommand):
    """From one model to another by changing one hyperparameter. Typing on in the same field is one step."""

    def __init__(self, bench: Workbench, before: Model, after: Model, field: str, label: str) -> None:
        super().__init__(label)
        self._bench, self._before, self._after, self._field = bench, before, after, field

    def id(self) -> int:
        """Steps with the same id may be merged; Qt wants a whole number."""
        return crc32(self._field.encode()) & 0x7FFFFFFF

    def redo(self) -> None:
        """Make the change."""
        self._change(self._before, self._after)

    def undo(self) -> None:
        """Take it back."""
        self._change(self._after, self._before)

    def mergeWith(self, other: QUndoCommand) -> bool:
        """Take over a step that goes on where this one ended."""
        if not isinstance(other, ModelEdit) or other._before != self._after:
            return False
        self._after = other._after
        self.setObsolete(self._after == self._before)
        return True

    def _change(self, old: Model, new: Model) -> None:
        """A published variant is left as it is: its changed copy comes and goes beside it."""
        if old.overrides and old in self._bench.custom:
            if new.overrides:
                self._bench.replace_custom(old, new)
            else:
                self._bench.remove_custom(old)
            self._bench.select(new)
        else:
            self._bench.add_custom(new)
