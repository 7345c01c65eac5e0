"""One session on its way: the visit that is under way, what came of it, and which is next."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto

from mixbench.core.measurement import Environment, Measurement, Status
from mixbench.core.model import Conditions
from mixbench.jobs.agenda import Agenda, Call
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
        self._call, self._blamed, self._left = call, None, set()
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
        numbers, session = self._call.numbers, self.session
        match answer:
            case Started(index=index, activity=activity):
                self._blamed = numbers[index]
                session.begin(numbers[index], activity)
            case Counted(index=index, cost=cost):
                session.add_cost(numbers[index], cost)
            case WarmedUp(index=index, warm_up=warm_up):
                session.add_warm_up(numbers[index], warm_up)
            case RoundDone(index=index):
                session.add_round(numbers[index], answer)
            case Left(index=index, timing=timing):
                self._left.add(numbers[index])
                session.leave(numbers[index], timing)
            case Measured(index=index):
                session.take_measured(numbers[index], answer)
            case Finished() | Failed():
                self._end(answer.error if isinstance(answer, Failed) else "", is_stopping=is_stopping)
                return True
        return False

    def _end(self, error: str, *, is_stopping: bool) -> None:
        """The visit is over; what the worker neither finished nor left for another visit, it will not do."""
        status = Status.CANCELLED if is_stopping else Status.FAILED
        for number in self._still_open():
            if number not in self._left:
                self.session.finish(number, status, error)
        self._call = None

    def cancel(self) -> None:
        """The worker was ended because the run is to stop."""
        for number in self._still_open():
            self.session.finish(number, Status.CANCELLED)
        self._call = None

    def blame(self, sentence: str) -> None:
        """The worker died: the case in flight crashed, its companions go on in the next worker."""
        if self._call is None:
            return
        still_open = self._still_open()
        culprit = self._blamed if self._blamed in still_open else next(iter(still_open), None)
        if culprit is not None:
            self.session.finish(culprit, Status.CRASHED, sentence)
        for number in self._still_open():
            self.session.start_over(number)
        self._agenda.put_back(self._call)
        self._call = None

    def _still_open(self) -> tuple[int, ...]:
        return self.session.still_open(self._call.numbers) if self._call else ()


def begun(stored: StoredSession) -> dict[int, Measurement]:
    """The cases of a stored session that were cut off amid their rounds, to be gone on with."""
    cut = {n: m for n, m in stored.measurements.items() if m.status is Status.CANCELLED and m.rounds}
    cases = stored.plan.cases()
    killed = {n: Measurement(cases[n], Status.CANCELLED, rounds=kept) for n, kept in stored.partial.items()}
    return killed | cut
