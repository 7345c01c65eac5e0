"""Running checks beside the window: each in a thread that waits for what the engine says."""

from __future__ import annotations

from collections.abc import Sequence
from queue import SimpleQueue
from threading import Thread

from PySide6.QtCore import QObject, Qt, Signal

from mixbench.claims.asking import HostContext, plan_of
from mixbench.claims.checking import judge
from mixbench.claims.context import NoAnswerError, NotMeasuredError
from mixbench.claims.registry import Check
from mixbench.core.measurement import Environment
from mixbench.core.model import Case
from mixbench.core.steps import Step
from mixbench.core.sweep import SweepPlan
from mixbench.jobs.events import Answered, QuestionProgress
from mixbench.protocol import Question
from mixbench.store.rows import Row

#: How long a stopped thread may take to notice; it only waits and does sums.
_END_WITHIN_S = 5.0


class _Checking:
    """One list of checks in its thread. Stopped, it hears nothing any more and says nothing.
    `is_measuring`: what a check lacks is measured."""

    def __init__(
        self,
        source: ClaimsSource,
        checks: Sequence[Check],
        rows: Sequence[Row],
        session: str,
        *,
        is_measuring: bool,
    ) -> None:
        self._source, self._checks, self._rows, self._session = source, checks, rows, session
        self._is_measuring = is_measuring
        self.answers: SimpleQueue[Answered | None] = SimpleQueue()
        self.measured: SimpleQueue[tuple[Row, ...] | None] = SimpleQueue()
        self.is_stopped = False
        self.thread = Thread(target=self._run, name="claims", daemon=True)

    def _run(self) -> None:
        for check in self._checks:
            take = self._take if self._is_measuring else None
            context = HostContext(self._ask, self._rows, take, self._tell_part, self._session)
            found = judge(check, context)
            if self.is_stopped:
                return
            self._source.came.emit(self, context.grounded(found, self._source.environment))
        self._source.ended.emit(self)

    def _tell_part(self, number: int, total: int) -> None:
        self._source.parted.emit(self, (number, total))

    def _take(self, cases: Sequence[Case]) -> tuple[Row, ...]:
        """Have cases measured and wait for it."""
        if not self.is_stopped:
            self._source.lacked.emit(self, plan_of(cases))
            rows = self.measured.get()
            if rows is not None:
                return rows
        raise NotMeasuredError("what the check lacks could not be measured now")

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
    lacking = Signal(object)  # SweepPlan: to be measured; answered by `take_measured`
    halted = Signal()  # what was lacking need not be measured any more
    # From the thread of the checks to this one.
    wanted = Signal(object, object)  # _Checking, Question
    parted = Signal(object, object)  # _Checking, (number, total): the part of the check that is begun
    lacked = Signal(object, object)  # _Checking, SweepPlan
    came = Signal(object, object)  # _Checking, Finding
    ended = Signal(object)  # _Checking

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.environment: Environment | None = None
        self._checking: _Checking | None = None
        self._question: Question | None = None
        self.waiting: tuple[Check, ...] = ()
        self.total = 0
        #: Which part of the check is under way, of how many; None where it has none.
        self.part: tuple[int, int] | None = None
        #: How far the engine is with what was asked last, where it says so.
        self.step: Step | None = None
        #: Whether the check waits for what it lacks, and how much of it is measured, 0 to 1.
        self.is_measuring, self.measured_share = False, 0.0
        self.parted.connect(self._take_part, Qt.ConnectionType.QueuedConnection)
        self.lacked.connect(self._have_measured, Qt.ConnectionType.QueuedConnection)
        self.wanted.connect(self._pass_on, Qt.ConnectionType.QueuedConnection)
        self.came.connect(self._take_finding, Qt.ConnectionType.QueuedConnection)
        self.ended.connect(self._end, Qt.ConnectionType.QueuedConnection)
        self.destroyed.connect(self.stop)

    @property
    def is_checking(self) -> bool:
        """Whether a check waits or runs."""
        return self._checking is not None

    @property
    def question(self) -> Question | None:
        """What the engine is asked just now."""
        return self._question

    @property
    def share(self) -> float:
        """How much of all checks lies behind, 0 to 1."""
        if not self.total:
            return 0.0
        number, parts = self.part or (1, 1)
        inner = (number - 1 + (self.step.share if self.step else 0.0)) / parts
        if self.is_measuring:
            inner = self.measured_share
        return (self.total - len(self.waiting) + inner) / self.total

    def start(
        self, checks: Sequence[Check], rows: Sequence[Row], session: str = "", *, is_measuring: bool = False
    ) -> None:
        """Run these checks on the measurements of a session; those that ran before are stopped.
        `is_measuring` lets what they lack be measured."""
        self.stop()
        if not checks:
            return
        self.waiting, self.total = tuple(checks), len(checks)
        self._begin_check()
        self._checking = _Checking(self, checks, rows, session, is_measuring=is_measuring)
        self._checking.thread.start()
        self.changed.emit()

    def stop(self) -> None:
        """End what runs; its finding is not taken."""
        if self._checking is None:
            return
        checking, self._checking = self._checking, None
        checking.is_stopped = True
        checking.answers.put(None)
        checking.measured.put(None)
        if self.is_measuring:
            self.is_measuring = False
            self.halted.emit()
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

    def take_progress(self, progress: QuestionProgress) -> None:
        """Hear how far the engine is."""
        if self._checking is not None and progress.question == self._question:
            self.step = progress.step
            self.changed.emit()

    def take_measured(self, rows: Sequence[Row] | None) -> None:
        """What was lacking is measured; None where it could not be."""
        if self._checking is not None and self.is_measuring:
            self.is_measuring = False
            self._checking.measured.put(None if rows is None else tuple(rows))
            self.changed.emit()

    def _begin_check(self) -> None:
        self.part, self.step = None, None

    def _take_part(self, checking: _Checking, part: tuple[int, int]) -> None:
        if checking is self._checking:
            self.part, self.step = part, None
            self.changed.emit()

    def _have_measured(self, checking: _Checking, plan: SweepPlan) -> None:
        if checking is self._checking:
            self.is_measuring, self.measured_share = True, 0.0
            self.changed.emit()
            self.lacking.emit(plan)

    def _pass_on(self, checking: _Checking, question: Question) -> None:
        if checking is self._checking:
            self._question, self.step = question, None
            self.changed.emit()
            self.asked.emit(question)

    def _take_finding(self, checking: _Checking, finding: object) -> None:
        if checking is self._checking:
            self.waiting = self.waiting[1:]
            self._begin_check()
            self.found.emit(finding)
            self.changed.emit()

    def _end(self, checking: _Checking) -> None:
        if checking is self._checking:
            self._checking = None
            checking.thread.join(_END_WITHIN_S)
            self.waiting = ()
            self.changed.emit()
