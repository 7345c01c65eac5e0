"""Running a sweep: from a plan to stored results, through workers that may die at any time."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cache

from mixbench.catalog import registry
from mixbench.core.errors import MixBenchError, RequestError
from mixbench.core.measurement import Environment, Measurement, Status
from mixbench.core.model import Conditions
from mixbench.core.roofs import Roof
from mixbench.core.sweep import SweepPlan
from mixbench.jobs import estimate
from mixbench.jobs.agenda import Agenda, Call
from mixbench.jobs.client import Gone, WorkerClient
from mixbench.jobs.events import (
    Answered,
    EngineChanged,
    EngineState,
    Outcome,
    RunEvent,
    RunFinished,
    RunStarted,
)
from mixbench.jobs.questions import QuestionQueue
from mixbench.jobs.session import RunningSession
from mixbench.protocol import (
    Answer,
    Cancel,
    Counted,
    CountTask,
    Failed,
    Finished,
    Left,
    Measured,
    MeasureTask,
    Question,
    RoofTask,
    RoundDone,
    Started,
    WarmedUp,
)
from mixbench.store.database import Store
from mixbench.store.sessions import StoredSession

#: A worker that dies this often before its first word will not do better the next time.
MOST_FALSE_STARTS = 2
#: Statuses that a resumed session tries again.
TRIED_AGAIN = (Status.CANCELLED, Status.CRASHED)


class SweepRunner:
    """Runs one session at a time and answers questions in between.

    Everything happens on the caller's thread: answers of the worker come in through the client, what
    became of them goes out to `listener`, and `tick` must be called a few times a second.
    """

    def __init__(
        self,
        client: WorkerClient,
        store: Store,
        listener: Callable[[RunEvent], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client, self._store, self._tell, self._clock = client, store, listener, clock
        client.on_hello, client.on_answer, client.on_gone = self._greet, self._hear, self._mourn
        self._questions = QuestionQueue(client, self._pass_on)
        self._running: RunningSession | None = None
        self._agenda = Agenda((), "normal")
        self._task = 0
        self._call: Call | None = None
        self._process = 0
        self._is_worn = False
        self._begun_elsewhere: dict[int, Environment | None] = {}
        self._roofs_asked: set[Conditions] = set()
        self._blamed: int | None = None
        self._left: set[int] = set()
        self._is_stopping = False
        self._false_starts = 0
        self._since = 0.0

    # what the window and the command line call

    @property
    def is_running(self) -> bool:
        """Whether a session is being measured."""
        return self._running is not None

    @property
    def session(self) -> str | None:
        """The session that is being measured."""
        return self._running.id if self._running else None

    def wake(self) -> None:
        """Start a worker, so that it is ready when it is needed."""
        if not self._client.is_alive:
            self._announce("starting", "starting the engine")
            self._client.start()

    def start(self, plan: SweepPlan) -> str:
        """Open a session and run it; raise `RequestError` where nothing of the plan can run."""
        self._refuse_second_run()
        if not plan.cases():
            raise RequestError("nothing to measure; tick at least one model and name at least one size")
        for model in plan.models:
            registry.resolve(model)
        return self._open(RunningSession(self._store.begin_session(plan), plan, self._store, self._tell))

    def resume(self, session: str) -> str:
        """Go on with a stored session: what is missing, was cancelled or crashed is measured."""
        self._refuse_second_run()
        stored = self._store.load(session)
        done = {n: m for n, m in stored.measurements.items() if m.status not in TRIED_AGAIN}
        begun = _begun(stored)
        self._begun_elsewhere = {n: stored.environments.get(n, stored.environment) for n in begun}
        return self._open(RunningSession(stored.id, stored.plan, self._store, self._tell, done, begun))

    def stop(self) -> None:
        """Stop the run; what is finished is kept, the measurements in flight end as cancelled."""
        if self._running is None or self._is_stopping:
            return
        self._is_stopping = True
        self._announce("cancelling", "stopping at the next sample")
        if self._call is None:
            self._close("cancelled")
        else:
            self._client.send(Cancel(self._task))
            self._client.expect_obedience()

    def abort(self) -> None:
        """Stop the run at once, without asking the worker."""
        if self._running is None:
            return
        self._is_stopping = True
        if self._client.is_alive:
            self._client.kill()
        else:
            self._close("cancelled")

    def ask(self, question: Question) -> None:
        """Ask beside a run, with the id 0; answered by `Answered` when the worker is not measuring."""
        self._questions.add(question)
        self.wake()
        self._work()

    def withdraw(self, question: Question) -> None:
        """Take a question back; one that was begun is answered with why it has no answer."""
        self._questions.withdraw(question)

    def forget_counts(self) -> None:
        """Drop the counts that were not begun: what they were for is no longer on the screen."""
        self._questions.clear(CountTask)

    def shut_down(self) -> None:
        """End the worker; a run in flight is left in the store as it stands."""
        self._running, self._call = None, None
        self._agenda.clear()
        self._questions.clear()
        self._client.stop()

    def tick(self) -> None:
        """Drive the kill ladder."""
        self._client.tick()

    def seconds(self, plan: SweepPlan) -> float:
        """How long the plan is expected to take."""
        return sum(self._planned(plan).values())

    # opening and closing a session

    def _refuse_second_run(self) -> None:
        if self._running is not None:
            raise MixBenchError("a sweep is running; stop it before another is started")

    def _open(self, running: RunningSession) -> str:
        self._running = running
        self._is_stopping, self._false_starts, self._since = False, 0, self._clock()
        self._roofs_asked = set()
        # A worker that lives already takes its first rounds of this session.
        self._process, self._is_worn = running.last_process + int(self._client.is_ready), False
        self._tell(RunStarted(running.id, running.items))
        running.skip_refused()
        running.expect(self._planned(running.plan))
        compiles = any(case.conditions.runtime == "compile" for case in running.plan.cases())
        self._agenda = Agenda(running.groups(), running.plan.precision, costly=compiles)
        self._show_progress()
        if self._client.environment is not None:
            self._settle_in(running, self._client.environment)
        self.wake()
        self._work()
        return running.id

    def _settle_in(self, running: RunningSession, here: Environment) -> None:
        """The session is measured here. Rounds of another machine or torch are not gone on from."""
        self._store.set_environment(running.id, here)
        for number, environment in self._begun_elsewhere.items():
            if environment != here:
                running.forget_rounds(number)
        self._begun_elsewhere = {}
        for conditions in dict.fromkeys(_of_roof(case.conditions) for case in running.plan.cases()):
            # Once a session: a machine on which it fails is measured without a roof.
            if conditions not in self._roofs_asked and not self._store.roof_of(running.id, conditions):
                self._roofs_asked.add(conditions)
                self._questions.add(RoofTask(0, conditions), is_urgent=True)

    def _planned(self, plan: SweepPlan) -> dict[int, float]:
        """Expected seconds by number, of the cases that will run."""
        device = plan.conditions.device
        rate = cache(lambda model: self._store.seconds_per_mac(model.key, device=device))
        planned = (estimate.seconds(case, plan.precision, rate(case.model)) for case in plan.cases())
        return {number: s for number, s in enumerate(planned) if s is not None}

    def _close(self, outcome: Outcome, sentence: str = "") -> None:
        """The run is over, whatever it came to."""
        assert self._running is not None
        running, self._running = self._running, None
        self._call, self._blamed = None, None
        self._agenda.clear()
        self._store.finish_session(running.id, outcome)
        self._tell(RunFinished(running.id, outcome, sentence or running.summary(outcome)))
        if outcome != "broken":
            self._settle()
            self._work()

    def _pass_on(self, event: RunEvent) -> None:
        """Keep the roof that an answer says, with the session that asked for it."""
        if isinstance(event, Answered) and isinstance(event.answer, Roof) and self._running is not None:
            self._store.put_roof(self._running.id, event.answer)
        self._tell(event)

    # working through the agenda

    def _work(self) -> None:
        """Give the idle worker its next task: the run first, questions when there is no run."""
        if not self._client.is_ready or self._call is not None or self._questions.is_busy:
            return
        if self._running is None:
            self._questions.work()
        elif self._questions.is_urgent:
            self._announce("busy", "measuring what this machine can do at best")
            self._questions.work()
        else:
            self._visit(self._running)

    def _visit(self, running: RunningSession) -> None:
        """Send the next visit, in a fresh process where that is wanted, or close what is done."""
        call = self._agenda.next(running.still_open, running.estimate)
        if call is None:
            self._close("done")
        elif self._is_worn and call.visit == "rounds" and self._agenda.wants_processes:
            self._agenda.put_back(call)
            self._client.stop()
        else:
            self._send(call, running)

    def _send(self, call: Call, running: RunningSession) -> None:
        """Measurements have positive ids, questions negative ones: every answer finds its asker."""
        self._task += 1
        self._call, self._blamed = call, None
        self._is_worn = call.visit == "rounds"
        self._announce("busy", "measuring")
        self._client.send(
            MeasureTask(
                self._task,
                tuple(running.case(number) for number in call.numbers),
                running.plan.precision,
                visit=call.visit,
                earlier=tuple(running.earlier(number) for number in call.numbers),
                is_duel=running.plan.duel is not None and len(call.numbers) > 1,
                process=self._process,
            )
        )

    def _hear(self, answer: Answer) -> None:
        """Take in what the worker says; what belongs to a task that is over is dropped."""
        if self._questions.hear(answer):
            self._work()
        elif self._running is not None and self._call is not None and answer.id == self._task:
            self._take(self._running, self._call.numbers, answer)

    def _take(self, running: RunningSession, group: tuple[int, ...], answer: Answer) -> None:
        match answer:
            case Started(index=index, activity=activity):
                self._blamed = group[index]
                running.begin(group[index], activity)
            case Counted(index=index, cost=cost):
                running.add_cost(group[index], cost)
            case WarmedUp(index=index, warm_up=warm_up):
                running.add_warm_up(group[index], warm_up)
            case RoundDone(index=index):
                running.add_round(group[index], answer)
            case Left(index=index, timing=timing):
                self._left.add(group[index])
                running.leave(group[index], timing)
                self._show_progress()
            case Measured(index=index):
                running.take_measured(group[index], answer)
                self._show_progress()
            case Finished():
                self._end_visit(running, group)
            case Failed(error=error):
                self._end_visit(running, group, error)

    def _end_visit(self, running: RunningSession, group: tuple[int, ...], error: str = "") -> None:
        """The task is over; what the worker neither finished nor left for another visit, it will not do."""
        self._client.stand_down()
        status = Status.CANCELLED if self._is_stopping else Status.FAILED
        for number in running.still_open(group):
            if number not in self._left:
                running.finish(number, status, error)
        self._call, self._blamed, self._left = None, None, set()
        if self._is_stopping:
            self._close("cancelled")
        else:
            self._show_progress()
            self._work()

    # the worker's life

    def _greet(self, environment: Environment) -> None:
        self._false_starts = 0
        if self._running is not None:
            self._process, self._is_worn = self._process + 1, False
            self._settle_in(self._running, environment)
        self._settle()
        self._work()

    def _mourn(self, gone: Gone) -> None:
        """A worker is gone: name the culprit, keep the rest, and go on with a fresh one."""
        self._questions.worker_gone(gone.sentence)
        if not gone.had_said_hello and not gone.was_asked:
            self._false_starts += 1
        if self._running is None:
            self._announce("stopped" if gone.was_asked else "broken", gone.sentence)
        elif self._is_stopping:
            for number in self._running.still_open(self._call.numbers if self._call else ()):
                self._running.finish(number, Status.CANCELLED)
            self._close("cancelled")
        elif self._false_starts >= MOST_FALSE_STARTS:
            self._announce("broken", gone.sentence)
            self._close("broken", f"the engine does not start: {gone.sentence}")
        else:
            self._blame(self._running, gone)
            self.wake()

    def _blame(self, running: RunningSession, gone: Gone) -> None:
        """The case in flight crashed; its companions start anew in the next worker."""
        call = self._call
        if call is not None:
            still_open = running.still_open(call.numbers)
            culprit = self._blamed if self._blamed in still_open else next(iter(still_open), None)
            if culprit is not None:
                running.finish(culprit, Status.CRASHED, gone.sentence)
            for number in running.still_open(call.numbers):
                running.start_over(number)
            self._agenda.put_back(call)
        self._call, self._blamed, self._left = None, None, set()
        self._show_progress()

    # telling

    def _settle(self) -> None:
        """Say what the worker is now."""
        if self._client.is_ready:
            self._announce("idle", "ready")
        elif self._client.is_alive:
            self._announce("starting", "starting the engine")
        else:
            self._announce("stopped", "the engine is not running")

    def _announce(self, state: EngineState, sentence: str) -> None:
        self._tell(EngineChanged(state, sentence, self._client.environment))

    def _show_progress(self) -> None:
        if self._running is not None:
            self._running.show_progress(self._clock() - self._since)


def _begun(stored: StoredSession) -> dict[int, Measurement]:
    """The cases of a session that were cut off amid their rounds, to be gone on with."""
    cut = {n: m for n, m in stored.measurements.items() if m.status is Status.CANCELLED and m.rounds}
    cases = stored.plan.cases()
    killed = {
        n: Measurement(cases[n], Status.CANCELLED, rounds=rounds) for n, rounds in stored.partial.items()
    }
    return killed | cut


def _of_roof(conditions: Conditions) -> Conditions:
    """Those of the conditions that a roof depends on."""
    return Conditions(conditions.device, conditions.dtype, threads=conditions.threads)
