"""The session on the screen: brought there from the store, with what its machine can do at best."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from functools import cached_property

from PySide6.QtCore import QObject, Signal

from mixbench.core.heap import keep, no_search
from mixbench.core.measurement import Environment, Estimate
from mixbench.gui.workbench import Workbench
from mixbench.jobs.events import Item, ItemState
from mixbench.store.database import Store
from mixbench.store.rows import Row, rows_of
from mixbench.store.sessions import SessionSummary
from mixbench.store.sights import SessionSight, StoredMeasurement

#: From so many results on Python's search among them is felt.
_MANY = 10_000


class ShownSession(QObject):
    """Puts sessions on the bench. `named`: when the one that is shown began, and what it compares."""

    named = Signal(str)

    def __init__(self, bench: Workbench, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench, self._store = bench, store

    def open(self, session: str) -> None:
        """Show a stored session, at a glance. Raise `StoreError` where it cannot be read."""
        with no_search():
            sight = self._store.look_at(session)
            items = _seen_items(sight)
            if len(items) > _MANY:
                keep()
            self._show(sight.summary, items, sight.environment)

    def open_last(self) -> None:
        """Show the last session, if there is one; duels have a window of their own."""
        newest = next((summary for summary in self._store.sessions() if not summary.is_duel), None)
        if newest is not None:
            self.open(newest.id)

    def begin(self, session: str, items: Sequence[Item], environment: Environment | None) -> None:
        """Show a session whose run has begun."""
        self._show(self._store.summary(session), items, environment)

    def _show(self, summary: SessionSummary, items: Sequence[Item], environment: Environment | None) -> None:
        self._bench.set_environment(environment)
        self._bench.show_items(summary.id, items)
        began = datetime.fromisoformat(summary.started_at).astimezone()
        self.named.emit(f"{began:%Y-%m-%d %H:%M} · {summary.name}".removesuffix(" · "))
        self.show_roofs()

    def show_roofs(self) -> None:
        """Let the bench know what the machine of its session can do at best."""
        session, items = self._bench.session, self._bench.items.values()
        if session is None:
            return
        # Most cases share one object: whatever is the same object need not be compared.
        conditions = set({id(item.case.conditions): item.case.conditions for item in items}.values())
        known = {each: self._store.roof_of(session, each) for each in conditions}
        self._bench.set_roofs({each: roof for each, roof in known.items() if roof is not None})

    def rows(self) -> list[Row]:
        """Its results, each with the machine that it was measured on."""
        if self._bench.session is None:
            return []
        return list(rows_of(self._store.load(self._bench.session)))


class _SeenItem(Item):
    """A finished item of a stored session; its estimate is read when it is first looked at."""

    @classmethod
    def of(cls, number: int, seen: StoredMeasurement) -> _SeenItem:
        """The item of a case that has a result."""
        one = cls.__new__(cls)
        known = {"number": number, "case": seen.case, "state": ItemState.FINISHED, "measurement": seen}
        object.__setattr__(one, "__dict__", known)
        return one

    @cached_property
    def estimate(self) -> Estimate | None:
        """That of its timing."""
        assert isinstance(self.measurement, StoredMeasurement)
        return self.measurement.estimate

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Item):
            return NotImplemented
        return all(getattr(self, each.name) == getattr(other, each.name) for each in fields(Item))

    __hash__ = None  # type: ignore[assignment] # as its measurement, which holds dictionaries


def _seen_items(sight: SessionSight) -> list[Item]:
    results, seen_item = sight.results, _SeenItem.of
    return [
        seen_item(number, results[number]) if number in results else Item(number, case)
        for number, case in enumerate(sight.cases)
    ]
