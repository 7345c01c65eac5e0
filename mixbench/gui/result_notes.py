"""What a person says of the results on the screen, and which of them are put away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from mixbench.gui.edits import Edit
from mixbench.gui.workbench import Workbench
from mixbench.jobs.events import Item, ItemState
from mixbench.store.archive import Archive, Label, tags_of

_NOTHING_SAID = Label()


class ResultNotes(QObject):
    """Notes and tags of the session's results, and their deletion: each a step that Undo takes back.

    `changed` carries the number of the item of which something else is said now.
    """

    changed = Signal(int)
    said = Signal(str)

    def __init__(self, bench: Workbench, archive: Archive, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench, self._archive = bench, archive
        self._labels: dict[int, Label] = {}
        bench.items_reset.connect(self._load)
        self._load()

    def _load(self) -> None:
        session = self._bench.session
        self._labels = {} if session is None else self._archive.result_labels(session)

    def label(self, number: int) -> Label:
        """What is said of a result."""
        return self._labels.get(number, _NOTHING_SAID)

    def write_note(self, number: int, text: str) -> None:
        """Say something of a result, in one line."""
        label = replace(self.label(number), note=" ".join(text.split()))
        self._push(number, label, self.tr("Annotate a result"))

    def write_tags(self, number: int, text: str) -> None:
        """Tag a result, with commas between the tags."""
        self._push(number, replace(self.label(number), tags=tags_of(text)), self.tr("Tag a result"))

    def _push(self, number: int, label: Label, text: str) -> None:
        if self._bench.session is not None and label != self.label(number):
            self._bench.edits.push(_LabelEdit(self, self._bench.session, number, label, text))

    def set_label(self, session: str, number: int, label: Label) -> None:
        """Say it in the store and, where the session is on the screen, here."""
        self._archive.set_result_label(session, number, label)
        if session == self._bench.session:
            self._labels[number] = label
            self.changed.emit(number)

    # putting away

    def deletable(self, numbers: Iterable[int]) -> list[Item]:
        """Those of the results that are finished; what is measured now, or waits for it, is not deleted."""
        items = (self._bench.items[number] for number in numbers)
        return [item for item in items if item.state is ItemState.FINISHED]

    def delete(self, numbers: Iterable[int]) -> None:
        """Put results away; Undo brings them back."""
        items = self.deletable(numbers)
        if items and self._bench.session is not None:
            text = self.tr("Delete %n result(s)", "", len(items))
            self._bench.edits.push(_DeletionEdit(self, self._bench.session, items, text))
            self.said.emit(self.tr("Deleted %n result(s); Undo brings them back.", "", len(items)))

    def put_away(self, session: str, items: Iterable[Item]) -> None:
        """Delete in the store and, where the session is on the screen, from the bench."""
        numbers = {item.number for item in items}
        self._archive.delete_results(session, sorted(numbers))
        if session == self._bench.session:
            kept = [item for item in self._bench.items.values() if item.number not in numbers]
            self._bench.show_items(session, kept)

    def bring_back(self, session: str, items: Iterable[Item]) -> None:
        """Restore in the store and, where the session is on the screen, on the bench."""
        items = list(items)
        self._archive.restore_results(session, [item.number for item in items])
        if session == self._bench.session:
            self._bench.show_items(session, [*self._bench.items.values(), *items])


class _LabelEdit(Edit):
    """Another note or other tags of a result."""

    def __init__(self, notes: ResultNotes, session: str, number: int, label: Label, text: str) -> None:
        super().__init__(text)
        self._notes, self._session, self._number = notes, session, number
        self._before, self._after = notes.label(number), label

    def redo(self) -> None:
        """Say the new."""
        self._notes.set_label(self._session, self._number, self._after)

    def undo(self) -> None:
        """Say the former again."""
        self._notes.set_label(self._session, self._number, self._before)


class _DeletionEdit(Edit):
    """Putting results away."""

    def __init__(self, notes: ResultNotes, session: str, items: list[Item], text: str) -> None:
        super().__init__(text)
        self._notes, self._session, self._items = notes, session, items

    def redo(self) -> None:
        """Do it."""
        self._notes.put_away(self._session, self._items)

    def undo(self) -> None:
        """Take it back."""
        self._notes.bring_back(self._session, self._items)
