"""One session on its way: the visit that is under way, what came of it, and which is next."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from enum import Enum, auto

from mixbench.core.measurement import Environment, Measurement, Status
from mixbench.core.model import Conditions
from mixbench.jobs.agenda import Agenda, Call, Group
from mixbench.jobs.events import QueueChanged
from mixbench.jobs.session import RunningSession
from mixbench.protocol import (
    Answer,
    Counted,
    Failed,
    Finished,
    Left,
    Measured,
    MeasureTask,
    RoundDone,
    Started,
    WarmedUp,
)
from mixbench.store.sessions import StoredSession

#: What the worker says of one case of a visit.
OfCase = Started | Counted | WarmedUp | RoundDone | Left | Measured
#: Statuses that a resumed session tries again.
TRIED_AGAIN = (Status.CANCELLED, Status.CRASHED)


class Next(Enum):
    """What a course wants where it is no visit."""

    FRESH_PROCESS = auto()
    END = auto()


class Course:
    """Sends the items of a session on their visits. It is told what the worker says and how it ends.

    `begun_in` names the environment in which items that go on from stored rounds were measured.
    """

    def __init__(
        self, session: RunningSession, begun_in: Mapping[int, Environment | None] | None = None
    ) -> None:
        self.session = session
        self._begun_in = dict(begun_in or {})
        self._agenda = Agenda((), session.plan.precision)
        self._call: Call | None = None
        self._blamed: int | None = None
        self._left: set[int] = set()
        self._cut_short: set[int] = set()
        self._skipped: set[int] = set()
        self._process = session.last_process
        self._is_worn = False

    @property
    def is_under_way(self) -> bool:
        """Whether the worker is at a visit."""
        return self._call is not None

    def set_out(self) -> None:
        """Skip what no network accepts, and put the rest on the agenda."""
        session = self.session
        session.skip_refused()
        compiles = any(item.case.conditions.runtime == "compile" for item in session.items)
        self._agenda = Agenda(session.groups(), session.plan.precision, costly=compiles)

    def enter(self, here: Environment) -> None:
        """A worker is ready: its rounds are of a process of their own. Rounds that were taken on another
        machine or with another torch are not gone on from."""
        self._process, self._is_worn = self._process + 1, False
        for number, environment in self._begun_in.items():
            if environment != here:
                self.session.forget_rounds(number)
        self._begun_in = {}

    def roof_conditions(self) -> tuple[Conditions, ...]:
        """Those of the conditions that roofs depend on, each combination once."""
        asked = (item.case.conditions for item in self.session.items)
        return tuple(dict.fromkeys(Conditions(c.device, c.dtype, threads=c.threads) for c in asked))

    def next(self) -> Call | Next:
        """The visit that comes next, a fresh process before it, or the end."""
        call = self._agenda.next(self.session.still_open, self.session.estimate)
        if call is None:
            return Next.END
        if self._is_worn and call.visit == "rounds" and self._agenda.wants_processes:
            self._agenda.put_back(call)
            return Next.FRESH_PROCESS
        return call

    def begin(self, call: Call, id: int) -> MeasureTask:
        """Begin a visit: the message that asks the worker for it."""
        self._call, self._blamed = call, None
        self._left, self._cut_short, self._skipped = set(), set(), set()
        self._is_worn = call.visit == "rounds"
        session = self.session
        return MeasureTask(
            id,
            tuple(session.case(number) for number in call.numbers),
            session.plan.precision,
            visit=call.visit,
            earlier=tuple(session.earlier(number) for number in call.numbers),
            is_duel=session.plan.duel is not None and len(call.numbers) > 1,
            process=self._process,
        )

    def take(self, answer: Answer, *, is_stopping: bool) -> bool:
        """Take in what the worker says of the visit; True where that ended it."""
        assert self._call is not None
        match answer:
            case Finished() | Failed():
                self._end(answer.error if isinstance(answer, Failed) else "", is_stopping=is_stopping)
                return True
            case Started() | Counted() | WarmedUp() | RoundDone() | Left() | Measured():
                self._take_of(self._call.numbers[answer.index], answer, is_stopping=is_stopping)
        return False

    def _take_of(self, number: int, answer: OfCase, *, is_stopping: bool) -> None:
        """Take in what the worker says of one case; of one that was skipped meanwhile nothing is wanted."""
        session = self.session
        if isinstance(answer, Started):
            self._blamed = number
        if not session.still_open((number,)):
            return
        match answer:
            case Started(activity=activity):
                session.begin(number, activity)
            case Counted(cost=cost):
                session.add_cost(number, cost)
            case WarmedUp(warm_up=warm_up):
                session.add_warm_up(number, warm_up)
            case RoundDone():
                session.add_round(number, answer)
            case Left(timing=timing):
                self._left.add(number)
                session.leave(number, timing)
            case Measured(status=Status.CANCELLED, timing=timing) if not is_stopping:
                self._cut_short.add(number)
                session.interrupt(number, timing)
            case Measured():
                session.take_measured(number, answer)

    def _end(self, error: str, *, is_stopping: bool) -> None:
        """The visit is over; what the worker neither finished nor left for another visit, it will not do."""
        status = Status.CANCELLED if is_stopping else Status.FAILED
        for number in self._still_open():
            if number not in self._left | self._cut_short:
                self.session.finish(number, status, error)
        if self._cut_short:
            self._put_back()
        self._call = None

    def _put_back(self) -> None:
        """The visit is made once more; whoever was glimpsed at in it need not be again."""
        assert self._call is not None
        done = self._left if self._call.visit == "glimpse" else set()
        self._agenda.put_back(replace(self._call, numbers=_without(self._call.numbers, done)))

    def cancel(self) -> None:
        """The worker was ended because the run is to stop."""
        for number in self._still_open():
            self.session.finish(number, Status.CANCELLED)
        self._call = None

    def interrupt(self) -> None:
        """The worker was ended because the visit was to end: it is made once more, and nobody is to blame."""
        if self._call is None:
            return
        for number in self._still_open():
            self.session.interrupt(number, None)
        self._put_back()
        self._call = None

    def blame(self, sentence: str) -> None:
        """The worker died: the case in flight crashed, its companions go on in the next worker."""
        if self._call is None:
            return
        culprit = self._culprit()
        if culprit is not None:
            self.session.finish(culprit, Status.CRASHED, sentence)
        for number in self._still_open():
            self.session.start_over(number)
        self._put_back()
        self._call = None

    def _culprit(self) -> int | None:
        """The case that the worker was busy with, else the first; none where that one was skipped by hand."""
        still_open = self._still_open()
        if self._blamed in still_open:
            return self._blamed
        return None if self._blamed in self._skipped else next(iter(still_open), None)

    # what the person wants otherwise

    def skip(self, numbers: Iterable[int], why: str = "") -> bool:
        """Take items out of the run; True where one of them is being visited, which is to be cut short."""
        skipped = self.session.still_open(numbers)
        for number in skipped:
            self.session.skip(number, why)
        self._skipped.update(skipped)
        return self._call is not None and not set(skipped).isdisjoint(self._call.numbers)

    def take_up(self, numbers: Iterable[int]) -> None:
        """Take items back that were skipped by hand."""
        for number in numbers:
            if self.session.take_up(number):
                self._agenda.take_up(number)

    def move(self, numbers: Iterable[int], before: int | None) -> None:
        """Visit the groups of these items before that of another, None: after all."""
        self._agenda.move(numbers, before)

    def queue(self) -> QueueChanged:
        """In which order the groups are visited, now and next."""
        upcoming = self._agenda.upcoming(self.session.still_open, self.session.estimate)
        return QueueChanged(self._agenda.order, self._call, upcoming)

    def _still_open(self) -> tuple[int, ...]:
        return self.session.still_open(self._call.numbers) if self._call else ()


def begun(stored: StoredSession) -> dict[int, Measurement]:
    """The cases of a stored session that were cut off amid their rounds, to be gone on with."""
    cut = {n: m for n, m in stored.measurements.items() if m.status is Status.CANCELLED and m.rounds}
    cases = stored.plan.cases()
    killed = {n: Measurement(cases[n], Status.CANCELLED, rounds=kept) for n, kept in stored.partial.items()}
    return killed | cut


def _without(numbers: Group, done: set[int]) -> Group:
    return tuple(number for number in numbers if number not in done)
