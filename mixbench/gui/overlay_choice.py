"""Which results of elsewhere are drawn: those that were ticked in the list, and, before there are any of this
machine, a demonstration."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from PySide6.QtCore import QCoreApplication, QObject, Signal

from mixbench.core.errors import MixBenchError
from mixbench.core.measurement import Status
from mixbench.core.resources import resource
from mixbench.gui.session_files import rows_in
from mixbench.gui.workbench import Overlay, Workbench
from mixbench.store.database import Store
from mixbench.store.imports import read_file
from mixbench.store.naming import is_reference
from mixbench.store.rows import Row

DEMO_ID = "demo"
DEMO_FILE = "first_comparison.csv"
#: What the settings file says where the demonstration was put away.
_HIDDEN = "!demo"

_TIMED = (Status.OK, Status.UNSTABLE)


@cache
def demo_rows() -> tuple[Row, ...]:
    """A real session, measured for the README on a server with an AMD EPYC, with two threads."""
    return read_file(resource("demo", DEMO_FILE)).rows


class OverlayChoice(QObject):
    """Lays the chosen results over the bench's own. The session on the screen is never laid over itself."""

    changed = Signal()
    failed = Signal(str)  # why results cannot be drawn

    def __init__(self, bench: Workbench, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench, self._store = bench, store
        self._chosen: tuple[str, ...] = ()
        self._rows: dict[str, tuple[Row, ...]] = {}
        self._is_demo_hidden = False
        self._has_results = any(
            summary.counts.get(status) for summary in store.sessions() for status in _TIMED
        )
        bench.item_changed.connect(self._look_at_item)
        bench.items_reset.connect(self.refresh)
        self.refresh()

    @property
    def chosen(self) -> tuple[str, ...]:
        """The sessions and imported files that are drawn, in the order in which they were ticked."""
        return self._chosen

    @property
    def is_demo_shown(self) -> bool:
        """Whether the demonstration is drawn: until the first own result, or something else was ticked."""
        return not (self._is_demo_hidden or self._has_results or self._chosen)

    def choose(self, ids: Iterable[str], is_on: bool) -> None:
        """Draw results, or no longer."""
        ids = tuple(ids)
        if is_on:
            self._chosen = tuple(dict.fromkeys((*self._chosen, *ids)))
        else:
            self._chosen = tuple(id for id in self._chosen if id not in ids)
        self.refresh()

    def hide_demo(self) -> None:
        """Put the demonstration away for good."""
        self._is_demo_hidden = True
        self.refresh()

    def refresh(self) -> None:
        """Draw what is chosen, under its present names; what was deleted is chosen no more."""
        overlays = [overlay for id in self._chosen if (overlay := self._overlay(id)) is not None]
        self._chosen = tuple(overlay.id for overlay in overlays)
        shown = [overlay for overlay in overlays if overlay.id != self._bench.session]
        if self.is_demo_shown:
            shown = [Overlay(DEMO_ID, _demo_name(demo_rows()), demo_rows())]
        self._bench.set_overlays(shown)
        self.changed.emit()

    # between starts

    def state(self) -> str:
        """What is chosen, as a line of the settings."""
        return "\n".join([*self._chosen, *([_HIDDEN] if self._is_demo_hidden else [])])

    def restore(self, state: str) -> None:
        """Choose what was chosen the last time, as far as it is still there."""
        words = state.splitlines()
        self._is_demo_hidden = _HIDDEN in words
        self._chosen = tuple(id for id in words if id != _HIDDEN and self._is_there(id))
        self.refresh()

    def _is_there(self, id: str) -> bool:
        known = self._store.references.summaries() if is_reference(id) else self._store.sessions()
        return any(summary.id == id for summary in known)

    def _overlay(self, id: str) -> Overlay | None:
        try:
            if id not in self._rows:
                self._rows[id] = rows_in(self._store, id)
            name = self._store.archive.label(id).name
        except MixBenchError as error:
            self.failed.emit(str(error))
            return None
        return Overlay(id, name or id, self._rows[id])

    def forget(self, ids: Iterable[str]) -> None:
        """Draw results no longer, for they were deleted; nothing is said of it."""
        for id in ids:
            self._rows.pop(id, None)
        self.choose(ids, False)

    def _look_at_item(self, number: int) -> None:
        """With the first own point, be it only a first look, the demonstration has done its service."""
        if self._has_results:
            return
        measurement = self._bench.items[number].measurement
        if measurement is not None and measurement.rounds:
            self._has_results = True
            self.refresh()


def _demo_name(rows: Sequence[Row]) -> str:
    name = QCoreApplication.translate("Sessions", "Demo: {machine}, {threads} threads")
    return name.format(machine=rows[0].device_name, threads=rows[0].threads)
