"""What is done to stored sessions and imported files; every edit can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from mixbench.core.errors import MixBenchError
from mixbench.gui.overlay_choice import OverlayChoice
from mixbench.gui.session_edits import DeletionEdit, LabelEdit
from mixbench.gui.session_files import export_sessions
from mixbench.gui.sessions_model import NAME, NOTE, TAGS
from mixbench.gui.workbench import Workbench
from mixbench.store.archive import Label, tags_of
from mixbench.store.database import Store
from mixbench.store.imports import read_file


class SessionDesk(QObject):
    """Names, notes, tags, deletion, import and export. What cannot be done is a sentence."""

    changed = Signal()  # what is stored, or said of it
    said = Signal(str)
    failed = Signal(str)

    def __init__(
        self, workbench: Workbench, store: Store, choice: OverlayChoice, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._workbench, self._store, self._choice = workbench, store, choice

    def write(self, id: str, column: int, text: str) -> None:
        """Give an entry another name, tags or note, as they were typed into a column of the list."""
        self._attempt(lambda: self._write(id, column, text))

    def _write(self, id: str, column: int, text: str) -> None:
        archive = self._store.archive
        before = archive.label(id)
        after, what = self._written(before, column, text)
        if after != before:
            self._workbench.edits.push(LabelEdit(archive, id, after, what, self._take_label))

    def _written(self, label: Label, column: int, text: str) -> tuple[Label, str]:
        """The label with what was typed, and what the menu calls the step."""
        match column:
            case column if column == NAME:
                return replace(label, name=" ".join(text.split())), self.tr("Rename a session")
            case column if column == TAGS:
                return replace(label, tags=tags_of(text)), self.tr("Tag a session")
        assert column == NOTE
        return replace(label, note=text.strip()), self.tr("Annotate a session")

    def delete(self, ids: Sequence[str]) -> None:
        """Put entries away; Undo, or the list of what was deleted, brings them back."""
        if ids:
            self._attempt(lambda: self._put_away(ids, self.tr("Delete %n session(s)", "", len(ids))))

    def _put_away(self, ids: Sequence[str], text: str) -> None:
        edit = DeletionEdit(self._store.archive, ids, text, lambda: self._take_deletion(ids))
        self._workbench.edits.push(edit)
        self.said.emit(self.tr("Deleted %n session(s); Undo brings them back.", "", len(ids)))

    def restore(self, ids: Sequence[str]) -> None:
        """Bring deleted entries back."""
        text = self.tr("Bring %n session(s) back", "", len(ids))
        edit = DeletionEdit(self._store.archive, ids, text, lambda: self._take_deletion(ids), restores=True)
        if ids:
            self._attempt(lambda: self._workbench.edits.push(edit))

    def take_in(self, paths: Sequence[Path]) -> tuple[str, ...]:
        """Keep results files as reference series and draw them; their names. A bad one costs nothing."""
        ids = []
        for path in paths:
            try:
                imported = read_file(path)
                id = self._store.references.add(imported)
            except MixBenchError as error:
                self.failed.emit(str(error))
                continue
            ids.append(id)
            told = self.tr("Took in %n result(s) of {file}: drawn over the plots.", "", len(imported.rows))
            self.said.emit(told.format(file=path.name))
        self._choice.choose(ids, True)
        self.changed.emit()
        return tuple(ids)

    def export(self, ids: Sequence[str], path: Path) -> None:
        """Save the results of entries in one file, in the format that the suffix says."""
        self._attempt(lambda: self._export(ids, path))

    def _export(self, ids: Sequence[str], path: Path) -> None:
        count = export_sessions(self._store, ids, path)
        self.said.emit(self.tr("Saved %n result(s) to {path}", "", count).format(path=path))

    def _take_label(self) -> None:
        self._choice.refresh()
        self.changed.emit()

    def _take_deletion(self, ids: Sequence[str]) -> None:
        """After a deletion, or after its undoing: what is gone is drawn no longer."""
        kept = {summary.id for summary in self._store.sessions()}
        kept |= {summary.id for summary in self._store.references.summaries()}
        self._choice.forget(id for id in ids if id not in kept)
        self.changed.emit()

    def _attempt(self, action: Callable[[], object]) -> None:
        try:
            action()
        except MixBenchError as error:
            self.failed.emit(str(error))
