"""Running a sweep: from a plan to stored results, through workers that may die at any time."""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Callable
from functools import cache

from mixbench.catalog import registry
from mixbench.core.errors import MixBenchError, RequestError
from mixbench.core.measurement import Environment, Measurement, Status
from mixbench.core.sweep import SweepPlan
from mixbench.jobs import estimate
from mixbench.jobs.client import Gone, WorkerClient
from mixbench.jobs.events import EngineChanged, EngineState, Outcome, RunEvent, RunFinished, RunStarted
from mixbench.jobs.questions import QuestionQueue
from mixbench.jobs.session import RunningSession
from mixbench.protocol import (
    Answer,
    Cancel,
    Counted,
    CountTask,
    Failed,
    Finished,
    Measured,
    MeasureTask,
    Question,
    RoundDone,
    Started,
)
from mixbench.store.database import Store

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
        self._questions = QuestionQueue(client, listener)
        self._running: RunningSession | None = None
        self._queue: deque[tuple[int, ...]] = deque()
        self._task = 0
        self._group: tuple[int, ...] = ()
        self._blamed: int | None = None
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
        return self._open(self._store.begin_session(plan), plan, {})

    def resume(self, session: str) -> str:
        """Go on with a stored session: what is missing, was cancelled or crashed is measured."""
        self._refuse_second_run()
        stored = self._store.load(session)
        done = {n: m for n, m in stored.measurements.items() if m.status not in TRIED_AGAIN}
        return self._open(stored.summary.id, stored.plan, done)

    def stop(self) -> None:
        """Stop the run; what is finished is kept, the measurements in flight end as cancelled."""
        if self._running is None or self._is_stopping:
            return
        self._is_stopping = True
        self._announce("cancelling", "stopping at the next sample")
        if not self._group:
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
        self._running, self._group = None, ()
        self._queue.clear()
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

    def _open(self, id: str, plan: SweepPlan, done: dict[int, Measurement]) -> str:
        running = self._running = RunningSession(id, plan, done, self._store, self._tell)
        self._is_stopping, self._false_starts, self._since = False, 0, self._clock()
        self._tell(RunStarted(id, running.items))
        running.skip_refused()
        running.expect(self._planned(plan))
        self._queue = deque(running.groups())
        self._show_progress()
        if self._client.environment is not None:
            self._store.set_environment(id, self._client.environment)
        self.wake()
        self._work()
        return id

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
        self._group, self._blamed = (), None
        self._queue.clear()
        self._store.finish_session(running.id, outcome)
        self._tell(RunFinished(running.id, outcome, sentence or running.summary(outcome)))
        if outcome != "broken":
            self._settle()
            self._work()

    # working through the queue

    def _work(self) -> None:
        """Give the idle worker its next task: the run first, questions when there is no run."""
        if not self._client.is_ready or self._group or self._questions.is_busy:
            return
        if self._running is None:
            self._questions.work()
            return
        while self._queue and not self._group:
            # Some of a group may have been skipped since: a smaller case ran out of memory.
            self._group = self._running.still_open(self._queue.popleft())
        if self._group:
            self._send_group(self._running)
        else:
            self._close("done")

    def _send_group(self, running: RunningSession) -> None:
        """Measurements have positive ids, questions negative ones: every answer finds its asker."""
        self._task += 1
        self._blamed = None
        cases = tuple(running.case(number) for number in self._group)
        self._announce("busy", "measuring")
        self._client.send(MeasureTask(self._task, cases, running.plan.precision))

    def _hear(self, answer: Answer) -> None:
        """Take in what the worker says; what belongs to a task that is over is dropped."""
        if self._questions.hear(answer):
            self._work()
        elif self._running is not None and self._group and answer.id == self._task:
            self._take(self._running, answer)

    def _take(self, running: RunningSession, answer: Answer) -> None:
        match answer:
            case Started(index=index, activity=activity):
                self._blamed = self._group[index]
                running.begin(self._blamed, activity)
            case Counted(index=index, cost=cost):
                running.add_cost(self._group[index], cost)
            case RoundDone(index=index):
                running.add_round(self._group[index], answer)
            case Measured(index=index):
                running.take_measured(self._group[index], answer)
                self._show_progress()
            case Finished():
                self._end_group(running)
            case Failed(error=error):
                self._end_group(running, error)

    def _end_group(self, running: RunningSession, error: str = "") -> None:
        """The task is over; what the worker left open, it will not finish."""
        self._client.stand_down()
        status = Status.CANCELLED if self._is_stopping else Status.FAILED
        for number in running.still_open(self._group):
            running.finish(number, status, error)
        self._group, self._blamed = (), None
        if self._is_stopping:
            self._close("cancelled")
        else:
            self._show_progress()
            self._work()

    # the worker's life

    def _greet(self, environment: Environment) -> None:
        self._false_starts = 0
        if self._running is not None:
            self._store.set_environment(self._running.id, environment)
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
            for number in self._running.still_open(self._group):
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
        still_open = running.still_open(self._group)
        culprit = self._blamed if self._blamed in still_open else next(iter(still_open), None)
        if culprit is not None:
            running.finish(culprit, Status.CRASHED, gone.sentence)
        again = running.still_open(self._group)
        for number in again:
            running.start_over(number)
        if again:
            self._queue.appendleft(again)
        self._group, self._blamed = (), None
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
