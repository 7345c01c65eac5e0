"""A run over which the window closed or fell: found at the next start, which offers to go on with it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from mixbench.gui.actions import spec, tooltip_of
from mixbench.gui.message_bar import MessageAction
from mixbench.gui.run_control import RunControl
from mixbench.gui.workbench import Workbench
from mixbench.jobs.course import TRIED_AGAIN
from mixbench.store.database import Store


@dataclass(frozen=True)
class CutOff:
    """The last session, which ended before it was done and without having been stopped."""

    session: str
    finished: int
    planned: int


def cut_off_run(store: Store) -> CutOff | None:
    """The last session where the window closed, or fell, over it; None where it came to its end."""
    newest = next((summary for summary in store.sessions() if not summary.is_duel), None)
    if newest is None or newest.outcome is not None:
        return None
    finished = sum(count for status, count in newest.counts.items() if status not in TRIED_AGAIN)
    return CutOff(newest.id, finished, newest.planned) if finished < newest.planned else None


class Continuation(QObject):
    """Offers to go on with a run that was cut off: `offered` says so, with what can be done."""

    offered = Signal(str, str, object)  # sentence, Tone, MessageAction

    def __init__(self, control: RunControl, bench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._control, self._bench = control, bench

    def offer(self, cut: CutOff | None) -> None:
        """Say what was cut off, where it is on the screen, with the way to its end."""
        if cut is None or cut.session != self._bench.session:
            return
        told = self.tr("A run was cut off: {finished} of {planned} points are measured.")
        tooltip = tooltip_of(spec("resume"))
        go_on = MessageAction(self.tr("Resume"), partial(self._go_on, cut.session), tooltip)
        self.offered.emit(told.format(finished=cut.finished, planned=cut.planned), "warning", go_on)

    def _go_on(self, session: str) -> None:
        """The offer stands while other sessions are looked at."""
        if self._bench.session != session and not self._control.is_running:
            self._control.show_session(session)
        self._control.resume()
