"""Running checks beside the window: each in a thread that waits for what the engine says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from queue import SimpleQueue
from threading import Thread

from PySide6.QtCore import QObject, Qt, Signal

from mixbench.claims.asking import HostContext, machine_words
from mixbench.claims.checking import judge
from mixbench.claims.context import NoAnswerError
from mixbench.claims.registry import Check
from mixbench.core.measurement import Environment
from mixbench.jobs.events import Answered
from mixbench.protocol import Question
from mixbench.store.rows import Row

#: How long a stopped thread may take to notice; it only waits and does sums.
_END_WITHIN_S = 5.0


class _Checking:
    """One list of checks in its thread. Stopped, it hears nothing any more and says nothing."""

    def __init__(self, source: ClaimsSource, checks: Sequence[Check], rows: Sequence[Row]) -> None:
        self._source, self._checks, self._rows = source, checks, rows
        self.answers: SimpleQueue[Answered | None] = SimpleQueue()
        self.is_stopped = False
        self.thread = Thread(target=self._run, name="claims", daemon=True)

    def _run(self) -> None:
        for check in self._checks:
            context = HostContext(self._ask, self._rows)
            found = judge(check, context)
            if self.is_stopped:
                return
            where = machine_words(self._source.environment) if context.has_asked else ""
            self._source.came.emit(self, replace(found, where=where))
        self._source.ended.emit(self)

    def _ask(self, question: Question) -> object:
        if not self.is_stopped:
            self._source.wanted.emit(self, question)
            answered = self.answers.get()
            if answered is not None and answered.answer is not None:
                return answered.answer
            if answered is not None:
                raise NoAnswerError(answered.error)
        raise NoAnswerError("the check was stopped")


class ClaimsSource(QObject):
    """Runs checks one after the other. What they ask goes to the engine through the window's own thread."""

    asked = Signal(object)  # Question
    withdrawn = Signal(object)  # Question
    found = Signal(object)  # Finding
    changed = Signal()  # what is checked, and how far it is
    # From the thread of the checks to this one.
    wanted = Signal(object, object)  # _Checking, Question
    came = Signal(object, object)  # _Checking, Finding
    ended = Signal(object)  # _Checking

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.environment: Environment | None = None
        self._checking: _Checking | None = None
        self._question: Question | None = None
        self.waiting: tuple[Check, ...] = ()
        self.total = 0
        self.wanted.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self.came.connect(self._take_finding, Qt.ConnectionType.QueuedConnection)
        self.ended.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self.destroyed.connect(self.stop)

    @property
    def is_checking(self) -> bool:
        """Whether a check waits or runs."""
        return self._checking is not None

    def start(self, checks: Sequence[Check], rows: Sequence[Row]) -> None:
        """Run these checks on the measurements of a session; those that ran before are stopped."""
        self.stop()
        if not checks:
            return
        self.waiting, self.total = tuple(checks), len(checks)
        self._checking = _Checking(self, checks, rows)
        self._checking.thread.start()
        self.changed.emit()

    def stop(self) -> None:
        """End what runs; its finding is not taken."""
        if self._checking is None:
            return
        checking, self._checking = self._checking, None
        checking.is_stopped = True
        checking.answers.put(None)
        if self._question is not None:
            self.withdrawn.emit(self._question)
            self._question = None
        checking.thread.join(_END_WITHIN_S)
        self.waiting = ()
        self.changed.emit()

    def take(self, answered: Answered) -> None:
        """Hear what the engine says."""
        if self._checking is not None and answered.question == self._question:
            self._question = None
            self._checking.answers.put(answered)

    def _pass_on(self, checking: _Checking, question: Question) -> None:
        if checking is self._checking:
            self._question = question
            self.asked.emit(question)

    def _take_finding(self, checking: _Checking, finding: object) -> None:
        if checking is self._checking:
            self.waiting = self.waiting[1:]
            self.found.emit(finding)
            self.changed.emit()

    def _end(self, checking: _Checking) -> None:
        if checking is self._checking:
            self._checking = None
            checking.thread.join(_END_WITHIN_S)
            self.waiting = ()
            self.changed.emit()
