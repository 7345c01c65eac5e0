"""The times by role of the session on the screen: kept as the engine answers, read when a page looks."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from mixbench.core.errors import MixBenchError
from mixbench.core.layer_times import LayerTimes
from mixbench.core.measurement import Environment
from mixbench.core.model import Case
from mixbench.core.role_times import RoleTimes, is_divisible, role_times
from mixbench.gui.workbench import Workbench
from mixbench.jobs.events import Answered, ItemState
from mixbench.protocol import LayersTask
from mixbench.store.database import Store


class RoleTimeKeeper(QObject):
    """Whoever has the layers of a measured case timed, the session keeps what its roles took."""

    changed = Signal()  # what is known of the session on the screen
    failed = Signal(str)  # a sentence to show the user

    def __init__(self, bench: Workbench, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench, self._store = bench, store
        self._known: dict[int, RoleTimes] | None = None
        #: What the engine runs on, once it has said so.
        self.here: Environment | None = None
        bench.items_reset.connect(self._forget)

    def set_machine(self, here: Environment) -> None:
        """The engine runs on this machine."""
        self.here = here
        self.changed.emit()

    @property
    def is_elsewhere(self) -> bool:
        """Whether the session on the screen was measured with another machine or other software."""
        known = self._bench.environment
        return known is not None and self.here is not None and known != self.here

    def known(self) -> Mapping[int, RoleTimes]:
        """The times of the session on the screen, by the number of the item; read at the first look."""
        session = self._bench.session
        if self._known is None and session is not None:
            self._known = {}
            self._attempt_to_read(session)
        return self._known or {}

    def take(self, answered: Answered) -> None:
        """Hear what the engine says to a question, whoever asked it."""
        match answered:
            case Answered(question=LayersTask(case=case), answer=LayerTimes() as times) if is_divisible(case):
                self._keep(case, role_times(times))

    def _keep(self, case: Case, times: RoleTimes | None) -> None:
        session, number = self._bench.session, self._number_of(case)
        if session is None or number is None or times is None or self.here is None:
            return
        try:
            is_kept = self._store.role_times.put(session, number, self.here, times)
        except MixBenchError as error:
            self.failed.emit(str(error))
            return
        if is_kept:
            self._known = {**self.known(), number: times}
            self.changed.emit()

    def _number_of(self, case: Case) -> int | None:
        """The item of the session that measured the case."""
        items = self._bench.items.values()
        its = (item for item in items if item.state is ItemState.FINISHED and item.case == case)
        return next((item.number for item in its), None)

    def _attempt_to_read(self, session: str) -> None:
        try:
            self._known = self._store.role_times.of_session(session)
        except MixBenchError as error:
            self.failed.emit(str(error))

    def _forget(self) -> None:
        self._known = None
