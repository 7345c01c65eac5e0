"""What a person does to stored sessions, as steps that can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mixbench.gui.edits import Edit
from mixbench.store.archive import Archive, Label


class LabelEdit(Edit):
    """Another name, note or tags of a session or an imported file; `done` is called after each step."""

    def __init__(
        self, archive: Archive, id: str, after: Label, text: str, done: Callable[[], object]
    ) -> None:
        super().__init__(text)
        self._archive, self._id, self._done = archive, id, done
        self._before, self._after = archive.label(id), after

    def redo(self) -> None:
        """Say the new."""
        self._set(self._after)

    def undo(self) -> None:
        """Say the former again."""
        self._set(self._before)

    def _set(self, label: Label) -> None:
        self._archive.set_label(self._id, label)
        self._done()


class DeletionEdit(Edit):
    """Putting sessions and imported files away, or bringing them back; `done` is called after each step."""

    def __init__(
        self,
        archive: Archive,
        ids: Sequence[str],
        text: str,
        done: Callable[[], object],
        *,
        restores: bool = False,
    ) -> None:
        super().__init__(text)
        self._ids, self._done = tuple(ids), done
        steps = (archive.delete, archive.restore)
        self._forth, self._back = reversed(steps) if restores else steps

    def redo(self) -> None:
        """Do it."""
        self._forth(self._ids)
        self._done()

    def undo(self) -> None:
        """Take it back."""
        self._back(self._ids)
        self._done()
