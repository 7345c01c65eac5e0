"""Running a sweep: from a plan to stored results, through workers that may die at any time."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping

from mixbench.core.errors import MixBenchError
from mixbench.core.measurement import Environment
from mixbench.core.model import Conditions
from mixbench.core.roofs import Roof
from mixbench.core.sweep import SweepPlan
from mixbench.jobs.client import Gone, WorkerClient
from mixbench.jobs.course import TRIED_AGAIN, Course, Next, begun
from mixbench.jobs.events import (
    Answered,
    EngineChanged,
    EngineState,
    Outcome,
    PauseChanged,
    RunEvent,
    RunFinished,
    RunStarted,
)
from mixbench.jobs.planning import planned_s, refuse_hopeless
from mixbench.jobs.questions import QuestionQueue
from mixbench.jobs.run_clock import RunClock
from mixbench.jobs.session import RunningSession
from mixbench.protocol import Answer, Cancel, CountTask, Finished, Left, Measured, Question, RoofTask
from mixbench.store.database import Store

#: A worker that dies this often before its first word will not do better the next time.
MOST_FALSE_STARTS = 2


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
        self._client, self._store, self._tell = client, store, listener
        client.on_hello, client.on_answer, client.on_gone = self._greet, self._hear, self._mourn
        self._questions = QuestionQueue(client, self._pass_on)
        self._course: Course | None = None
        self._task = 0
        self._roofs_asked: set[Conditions] = set()
        self._is_stopping = self._is_renewing = False
        self._false_starts = 0
        self._run_clock = RunClock(clock)

    # what the window and the command line call

    @property
    def is_running(self) -> bool:
        """Whether a session is being measured."""
        return self._course is not None

    @property
    def session(self) -> str | None:
        """The session that is being measured."""
        return self._course.session.id if self._course else None

    def wake(self) -> None:
        """Start a worker, so that it is ready when it is needed."""
        if not self._client.is_alive:
            self._announce("starting", "starting the engine")
            self._client.start()

    def renew(self) -> None:
        """Put a fresh worker in the place of an idle one, for how it is started has changed. A run keeps the
        worker that it has."""
        if self._course is not None:
            return
        self._is_renewing = self._client.is_alive
        if self._is_renewing:
            self._client.stop()
        else:
            self.wake()

    def start(self, plan: SweepPlan, left_out: Mapping[int, str] | None = None) -> str:
        """Open a session and run it; raise `RequestError` where nothing of the plan can run.

        `left_out` are cases, by their number, that the person spares, with the reason why.
        """
        self._refuse_second_run()
        refuse_hopeless(plan)
        session = RunningSession(self._store.begin_session(plan), plan, self._store, self._tell)
        return self._open(Course(session), left_out)

    def resume(self, session: str, take_up: Collection[int] = ()) -> str:
        """Go on with a stored session: what is missing, was cancelled or crashed is measured, and of what was
        skipped by hand the cases to `take_up`."""
        self._refuse_second_run()
        stored = self._store.load(session)
        done = {n: m for n, m in stored.measurements.items() if m.status not in TRIED_AGAIN}
        cut = begun(stored)
        running = RunningSession(stored.id, stored.plan, self._store, self._tell, done, cut)
        taken_up = [number for number in take_up if running.take_up(number)]
        where = {n: stored.environments.get(n, stored.environment) for n in (*cut, *taken_up)}
        return self._open(Course(running, where))

    def stop(self) -> None:
        """Stop the run; what is finished is kept, the measurements in flight end as cancelled."""
        if self._course is None or self._is_stopping:
            return
        self._is_stopping = True
        self._announce("cancelling", "stopping at the next sample")
        if not self._course.is_under_way:
            self._close("cancelled")
        else:
            self._cut_visit_short()

    def abort(self) -> None:
        """Stop the run at once, without asking the worker."""
        if self._course is None:
            return
        self._is_stopping = True
        if self._client.is_alive:
            self._client.kill()
        else:
            self._close("cancelled")

    # what the person changes while it runs

    @property
    def is_paused(self) -> bool:
        """Whether the run is to begin nothing until it is told to go on."""
        return self._run_clock.is_paused

    def pause(self) -> None:
        """Let the worker rest from the next sample on. Completed rounds are kept, and the visit is made
        once more when the run goes on; a session that is never told to can be resumed."""
        if self._course is None or self._is_stopping or self.is_paused:
            return
        self._run_clock.pause()
        self._tell(PauseChanged(True))
        if self._course.is_under_way:
            self._announce("pausing", "pausing at the next sample")
            self._cut_visit_short()
        else:
            self._rest()

    def go_on(self) -> None:
        """End a pause, which does not count as time of measuring."""
        if not self.is_paused:
            return
        self._run_clock.go_on()
        self._tell(PauseChanged(False))
        self._settle()
        self.wake()
        self._work()

    def skip(self, numbers: Iterable[int], why: str = "") -> None:
        """Take items out of the run, those in flight included; they end as skipped, with what they have."""
        if self._course is None or self._is_stopping:
            return
        if self._course.skip(numbers, why):
            self._cut_visit_short()
        self._show_progress()
        self._show_queue()

    def take_up(self, numbers: Iterable[int]) -> None:
        """Take items back into the run that were skipped by hand."""
        if self._course is not None and not self._is_stopping:
            self._course.take_up(numbers)
            self._show_progress()
            self._show_queue()

    def move(self, numbers: Iterable[int], before: int | None) -> None:
        """Visit what is timed together with these items before what is with another; None: after all else."""
        if self._course is not None:
            self._course.move(numbers, before)
            self._show_queue()

    def _cut_visit_short(self) -> None:
        """The visit under way is to end at the next sample; a worker that does not obey is ended."""
        self._client.send(Cancel(self._task))
        self._client.expect_obedience()

    # questions

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
        self._course = None
        self._run_clock.go_on()
        self._questions.clear()
        self._client.stop()

    def tick(self) -> None:
        """Drive the kill ladder."""
        self._client.tick()

    def seconds(self, plan: SweepPlan) -> float:
        """How long the plan is expected to take."""
        return sum(planned_s(plan, self._store).values())

    # opening and closing a session

    def _refuse_second_run(self) -> None:
        if self._course is not None:
            raise MixBenchError("a sweep is running; stop it before another is started")

    def _open(self, course: Course, left_out: Mapping[int, str] | None = None) -> str:
        self._course, session = course, course.session
        self._is_stopping, self._false_starts = False, 0
        self._run_clock.begin()
        self._roofs_asked = set()
        self._tell(RunStarted(session.id, session.items))
        course.set_out()
        for number, why in (left_out or {}).items():
            course.skip((number,), why)
        session.expect(planned_s(session.plan, self._store))
        self._show_progress()
        self._show_queue()
        if self._client.is_ready and self._client.environment is not None:
            self._settle_in(course, self._client.environment)
        self.wake()
        self._work()
        return session.id

    def _settle_in(self, course: Course, here: Environment) -> None:
        """The session is measured here from now on."""
        session = course.session.id
        self._store.set_environment(session, here)
        course.enter(here)
        for conditions in course.roof_conditions():
            known = self._store.roof_of(session, conditions)
            # Once a session: a machine on which it fails is measured without a roof.
            if conditions not in self._roofs_asked and (known is None or known.is_disturbed):
                self._roofs_asked.add(conditions)
                self._questions.add(RoofTask(0, conditions), is_urgent=True)

    def _close(self, outcome: Outcome, sentence: str = "") -> None:
        """The run is over, whatever it came to."""
        assert self._course is not None
        session, self._course = self._course.session, None
        self._store.finish_session(session.id, outcome)
        if self.is_paused:
            self._run_clock.go_on()
            self._tell(PauseChanged(False))
        self._tell(RunFinished(session.id, outcome, sentence or session.summary(outcome)))
        if outcome != "broken":
            self._settle()
            self._work()

    def _pass_on(self, event: RunEvent) -> None:
        """Keep the roof that an answer says, with the session that asked for it."""
        if isinstance(event, Answered) and isinstance(event.answer, Roof) and self._course is not None:
            self._store.put_roof(self._course.session.id, event.answer)
        self._tell(event)

    # working through the course

    def _work(self) -> None:
        """Give the idle worker its next task: the run first, questions when there is no run or it pauses."""
        if not self._client.is_ready or self._questions.is_busy or self._is_under_way:
            return
        if self._course is None or self.is_paused:
            self._questions.work()
        elif self._questions.is_urgent:
            self._announce("busy", "measuring what this machine can do at best")
            self._questions.work()
        else:
            self._visit(self._course)

    @property
    def _is_under_way(self) -> bool:
        return self._course is not None and self._course.is_under_way

    def _visit(self, course: Course) -> None:
        """Send the next visit, in a fresh process where that is wanted, or close what is done."""
        call = course.next()
        if call is Next.END:
            self._close("done")
        elif call is Next.FRESH_PROCESS:
            self._client.stop()
        else:
            # Measurements have positive ids, questions negative ones: every answer finds its asker.
            self._task += 1
            self._announce("busy", "measuring")
            self._client.send(course.begin(call, self._task))
            self._show_queue()

    def _hear(self, answer: Answer) -> None:
        """Take in what the worker says; what belongs to a task that is over is dropped."""
        course = self._course
        if self._questions.hear(answer):
            self._work()
        elif course is not None and course.is_under_way and answer.id == self._task:
            is_over = course.take(answer, is_stopping=self._is_stopping)
            if isinstance(answer, Left | Measured | Finished):
                self._show_progress()
            if is_over:
                self._end_visit()

    def _end_visit(self) -> None:
        self._client.stand_down()
        if self._is_stopping:
            self._close("cancelled")
        elif self.is_paused:
            self._rest()
        else:
            self._work()

    def _rest(self) -> None:
        """The run pauses from now on, and the worker has time for questions."""
        self._settle()
        self._show_queue()
        self._work()

    # the worker's life

    def _greet(self, environment: Environment) -> None:
        self._false_starts = 0
        if self._course is not None:
            self._settle_in(self._course, environment)
        self._settle()
        self._work()

    def _mourn(self, gone: Gone) -> None:
        """A worker is gone: name the culprit, keep the rest, and go on with a fresh one."""
        self._questions.worker_gone(gone.sentence)
        if not gone.had_said_hello and not gone.was_asked:
            self._false_starts += 1
        if self._course is None:
            self._announce("stopped" if gone.was_asked else "broken", gone.sentence)
            if self._is_renewing:
                self._is_renewing = False
                self.wake()
        elif self._is_stopping:
            self._course.cancel()
            self._close("cancelled")
        elif self._false_starts >= MOST_FALSE_STARTS:
            self._announce("broken", gone.sentence)
            self._close("broken", f"the engine does not start: {gone.sentence}")
        else:
            self._replace_worker(self._course, gone)

    def _replace_worker(self, course: Course, gone: Gone) -> None:
        """Go on with a fresh worker, or with none until the pause is over."""
        if gone.was_asked:
            course.interrupt()
        else:
            course.blame(gone.sentence)
        self._show_progress()
        if self.is_paused:
            self._rest()
        else:
            self.wake()

    # telling

    def _settle(self) -> None:
        """Say what the worker is now."""
        if self.is_paused and self._is_under_way:
            self._announce("pausing", "pausing at the next sample")
        elif self.is_paused:
            self._announce("paused", "paused; every completed round is kept")
        elif self._is_under_way:
            self._announce("busy", "measuring")
        elif self._client.is_ready:
            self._announce("idle", "ready")
        elif self._client.is_alive:
            self._announce("starting", "starting the engine")
        else:
            self._announce("stopped", "the engine is not running")

    def _announce(self, state: EngineState, sentence: str) -> None:
        self._tell(EngineChanged(state, sentence, self._client.environment))

    def _show_progress(self) -> None:
        if self._course is not None:
            self._course.session.show_progress(self._run_clock.elapsed_s)

    def _show_queue(self) -> None:
        if self._course is not None:
            self._tell(self._course.queue())
