"""Between the bench and the engine: runs, stops, estimates, and what the worker says."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from mixbench.catalog import registry
from mixbench.claims.earlier import measured_before
from mixbench.core.claims import Finding
from mixbench.core.cost import CostReport
from mixbench.core.errors import MixBenchError
from mixbench.core.measurement import Environment
from mixbench.core.model import Case
from mixbench.core.roofs import Roof
from mixbench.core.sweep import SweepPlan
from mixbench.gui.condition_words import model_label
from mixbench.gui.duelling import Bout, Duelling, last_bout
from mixbench.gui.item_stream import ItemStream
from mixbench.gui.role_time_keeper import RoleTimeKeeper
from mixbench.gui.run_progress import RunProgress
from mixbench.gui.run_words import outcome_text
from mixbench.gui.shown_session import ShownSession
from mixbench.gui.side_run import SideRun
from mixbench.gui.sweep_estimate import SweepEstimate
from mixbench.gui.workbench import Workbench
from mixbench.gui.worker_process import ProcessTransport
from mixbench.jobs.client import WorkerClient
from mixbench.jobs.events import (
    Answered,
    BatchProgress,
    EngineChanged,
    Item,
    ItemChanged,
    ItemState,
    LearningProgress,
    PauseChanged,
    ProgressChanged,
    QuestionProgress,
    QueueChanged,
    RunEvent,
    RunFinished,
    RunStarted,
)
from mixbench.jobs.runner import SweepRunner
from mixbench.protocol import CountTask, Question
from mixbench.store.database import Store
from mixbench.store.rows import Row, rows_of

#: How often the kill ladder is looked at, and how long typing may pause before the worker is asked to count.
TICK_MS, SETTLE_MS = 200, 350
#: How long a closing window waits for the worker's end.
CLOSE_WITHIN_MS = 1500


class RunControl(QObject):
    """Owns the worker's client, the runner and the store for the window."""

    engine_changed = Signal(str, str)  # state, sentence
    environment_changed = Signal(object)  # Environment
    running_changed = Signal(bool)
    paused_changed = Signal(bool)  # whether the run was told to pause
    progress_changed = Signal(int, int, str)  # finished, total, sentence
    rest_changed = Signal(object)  # the seconds that each item still takes, by number
    queue_changed = Signal(object)  # QueueChanged: the order of the run, what is now and next
    estimate_changed = Signal(str)
    shortage_changed = Signal(object)  # Shortage: the points that do not fit into memory, or None
    load_changed = Signal(float)  # share of this machine's cores that is busy, 0 to 1
    answered = Signal(object)  # Answered: what the engine says to a question
    roofs_known = Signal(object)  # every Roof of the machine that the engine runs on
    batch_tried = Signal(object)  # BatchProgress: a step of a search for a batch
    learning_moved = Signal(object)  # LearningProgress: a training as far as it is
    question_moved = Signal(object)  # QuestionProgress: how far the engine is with a question
    measured_aside = Signal(str, str)  # session, outcome: what a claim lacked is measured
    duel_changed = Signal(object)  # Bout: the duel as it stands
    finished = Signal(str)  # how the run ended, in a sentence
    failed = Signal(str)  # why something that was asked for cannot be done

    def __init__(
        self,
        bench: Workbench,
        store: Store,
        make_transport: Callable[[], ProcessTransport] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bench, self._store = bench, store
        self._make_transport = make_transport or (lambda: ProcessTransport(self))
        self._transport: ProcessTransport | None = None
        self._runner = SweepRunner(WorkerClient(self._start_transport), store, self._take)
        self.shown = ShownSession(bench, store, self)
        self.role_times = RoleTimeKeeper(bench, store, self)
        self.role_times.failed.connect(self.failed)
        self.answered.connect(self.role_times.take)
        self.environment_changed.connect(self.role_times.set_machine)
        self._estimate = SweepEstimate(bench, self._runner, self)
        self._estimate.changed.connect(self.estimate_changed)
        self._estimate.shortage_changed.connect(self.shortage_changed)
        self._stream = ItemStream(bench, self)
        self._stream.passed.connect(self._follow_items)
        self._leaves_out = False
        self._environment: Environment | None = None
        self._progress = RunProgress(self._runner, self._stream, self)
        self._progress.changed.connect(self.progress_changed)
        self._progress.rest_changed.connect(self.rest_changed)
        self._progress.load_changed.connect(self.load_changed)
        self._duelling, self._side = Duelling(), SideRun()
        self._timers()
        for signal in (bench.models_changed, bench.sweep_changed):
            signal.connect(self._settle.start)

    def _timers(self) -> None:
        self._ticker = QTimer(self, interval=TICK_MS)
        self._ticker.timeout.connect(self._runner.tick)
        self._ticker.start()
        self._settle = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._estimate.begin)

    def _start_transport(self) -> ProcessTransport:
        if self._transport is not None:
            self._transport.deleteLater()
        self._transport = self._make_transport()
        return self._transport

    # what the window calls

    @property
    def is_running(self) -> bool:
        """Whether a sweep is being measured."""
        return self._runner.is_running

    @property
    def is_paused(self) -> bool:
        """Whether the run was told to pause."""
        return self._runner.is_paused

    @property
    def environment(self) -> Environment | None:
        """The machine as the worker sees it, once it has said hello."""
        return self._environment

    def wake(self) -> None:
        """Start the worker in the background, so that it is ready when Run is pressed."""
        self._runner.wake()
        self._settle.start()

    def renew_worker(self) -> None:
        """Start the worker as the preferences say now; a run keeps the one that it has."""
        self._runner.renew()

    def run(self) -> None:
        """Measure what is on the bench; what does not fit into memory is spared where that was chosen."""
        left_out = self._estimate.unfitting() if self._leaves_out else {}
        self._attempt(lambda: self._runner.start(self._bench.plan(self._session_name()), left_out))

    def resume(self) -> None:
        """Go on with the session that is shown."""
        session = self._bench.session
        if session is not None:
            self._attempt(lambda: self._runner.resume(session))

    def duel(self, first: Case, second: Case) -> None:
        """Hold two cases against one another, as a session of its own; the results on the screen stay."""
        precision = self._bench.sweep.precision
        name = " : ".join(model_label(case.model) for case in (first, second))
        self._duelling.await_start(precision)
        self._attempt(lambda: self._runner.start(SweepPlan.of_duel(first, second, precision, name)))
        self._duelling.give_up()

    def measure_aside(self, plan: SweepPlan) -> bool:
        """Measure a plan as a session of its own; the results on the screen stay. Whether it was begun:
        where it was not, `failed` says why."""
        self._side.await_start()
        self._attempt(lambda: self._runner.start(plan))
        return not self._side.give_up()

    def rows_in(self, session: str) -> list[Row]:
        """What a stored session holds."""
        return list(rows_of(self._store.load(session)))

    def rows_before(self, plan: SweepPlan) -> Sequence[Row]:
        """What an earlier session of that name holds of a plan, measured on this machine."""
        return measured_before(self._store, plan, self._environment)

    def last_duel(self) -> Bout | None:
        """The latest duel: the one under way or just over, else the last that was stored."""
        return self._duelling.bout or last_bout(self._store)

    def stop(self) -> None:
        """Stop at the next sample; what is finished is kept."""
        self._runner.stop()

    def pause(self, is_paused: bool) -> None:
        """Pause at the next sample, or go on; every completed round is kept."""
        if is_paused:
            self._runner.pause()
        else:
            self._runner.go_on()

    def leave_out(self, leaves_out: bool) -> None:
        """Let runs spare the points that do not fit into memory, or try them."""
        self._leaves_out = leaves_out

    def skip(self, numbers: Iterable[int]) -> None:
        """Take points of the sweep on the screen out of its run."""
        if not self._is_aside:
            self._runner.skip(numbers)

    def take_up(self, numbers: Iterable[int]) -> None:
        """Take points back that were skipped by hand; without a run, the session goes on with them."""
        session, wanted = self._bench.session, tuple(numbers)
        if self._duelling.is_under_way:
            self.failed.emit(self.tr("A duel is being measured; wait for its end, or stop it."))
        elif self._side.is_under_way:
            self.failed.emit(self.tr("What a claim lacks is being measured; wait for its end, or stop it."))
        elif self._runner.is_running:
            self._runner.take_up(wanted)
        elif session is not None:
            self._attempt(lambda: self._runner.resume(session, wanted))

    def move(self, numbers: Iterable[int], before: int | None) -> None:
        """Measure these points, with all that are timed together with them, before another; None: last."""
        if not self._is_aside:
            self._runner.move(numbers, before)

    def show_session(self, session: str) -> None:
        """Bring a stored session onto the screen; during a run the screen belongs to what is measured."""
        if not self.is_running:
            self._attempt(lambda: self.shown.open(session))
        elif session != self._bench.session:
            self.failed.emit(self.tr("A run is being measured; open another session when it is over."))

    def show_last_session(self) -> None:
        """Bring the results of the last session back onto the screen."""
        self.shown.open_last()

    @property
    def database(self) -> Path:
        """Where the results lie."""
        return self._store.path

    def findings(self) -> dict[str, Finding]:
        """What the checks of claims came to last, by claim, for the session that is shown."""
        return self._store.findings.known(self._bench.session)

    def keep(self, finding: Finding) -> None:
        """Keep what a check came to for the next start."""
        self._attempt(lambda: self._store.findings.put(finding))

    def shut_down(self) -> None:
        """The window closes: end the worker, keep the store whole."""
        for clock in (self._ticker, self._settle, self._progress):
            clock.stop()
        self._runner.shut_down()
        if self._transport is not None:
            self._transport.wait_for_end(CLOSE_WITHIN_MS)
        self._store.close()

    def _attempt(self, action: Callable[[], object]) -> None:
        try:
            action()
        except MixBenchError as error:
            self.failed.emit(str(error))

    def _session_name(self) -> str:
        names = [registry.find(model.variant)[1].name for model in self._bench.ticked]
        return ", ".join(dict.fromkeys(names))

    def ask(self, question: Question) -> None:
        """Ask the engine beside a run, with the id 0; `answered` brings what it says."""
        self._runner.ask(question)

    def withdraw(self, question: Question) -> None:
        """Take a question back."""
        self._runner.withdraw(question)

    # what the engine says

    def _take(self, event: RunEvent) -> None:
        match event:
            case EngineChanged():
                self._show_engine(event)
            case RunStarted(session=session, items=items):
                self._stream.drop()
                if not self._side.begin(session) and not self._duelling.begin(session, items):
                    self.shown.begin(session, items, self._environment)
                self.running_changed.emit(True)
                self._show_duel()
            case ItemChanged(item=item):
                self._take_item(item)
            case ProgressChanged():
                self._progress.take(event, is_aside=self._is_aside)
            case QueueChanged() if not self._is_aside:
                self._stream.tell("queue", partial(self.queue_changed.emit, event))
            case PauseChanged(is_paused=is_paused):
                self._stream.flush()
                self.paused_changed.emit(is_paused)
            case RunFinished():
                self._end_run(event)
            case BatchProgress():
                self.batch_tried.emit(event)
            case LearningProgress():
                self.learning_moved.emit(event)
            case QuestionProgress():
                self.question_moved.emit(event)
            case Answered(question=CountTask(case=case), answer=CostReport() as cost):
                self._estimate.take(case, cost)
                self.answered.emit(event)
            case Answered(answer=Roof() as roof):
                self._keep_roof(roof)
                self.answered.emit(event)
            case Answered():
                self.answered.emit(event)

    def _take_item(self, item: Item) -> None:
        """One case moved on: of the sweep on the screen, or of the duel beside it."""
        if self._side.is_under_way:
            self._progress.follow(item)
        elif self._duelling.put(item):
            self._show_duel()
            self._progress.follow(item)
        else:
            self._stream.put(item)

    def _follow_items(self, items: Sequence[Item]) -> None:
        """These are on the bench now."""
        self._progress.follow(items[-1])
        if any(item.state is ItemState.FINISHED for item in items):
            self.shown.show_roofs()

    def _end_run(self, event: RunFinished) -> None:
        self._stream.flush()
        was_side, was_duel = self._side.end(), self._duelling.end()
        if not was_duel and not was_side:
            self._put_to_rest()
        self.running_changed.emit(False)
        # What could not be counted for the next estimate while the worker was busy.
        self._settle.start()
        self._progress.end()
        if was_duel:
            self.duel_changed.emit(self._duelling.bout)
        elif was_side:
            self.measured_aside.emit(event.session, event.outcome)
        else:
            self.finished.emit(self._outcome_text(event))

    def _put_to_rest(self) -> None:
        """What has rounds and was not finished is as it will be found at the next start: cancelled."""
        for item in tuple(self._bench.items.values()):
            begun = item.measurement
            if item.state is not ItemState.FINISHED and begun is not None and begun.rounds:
                self._bench.put_item(replace(item, state=ItemState.FINISHED))

    def _outcome_text(self, event: RunFinished) -> str:
        if event.outcome == "broken":
            return event.sentence
        return outcome_text(tuple(self._bench.items.values()), event.outcome)

    def _show_duel(self) -> None:
        if self._duelling.is_under_way:
            self.duel_changed.emit(self._duelling.bout)

    def _show_engine(self, event: EngineChanged) -> None:
        if event.environment is not None and event.environment != self._environment:
            self._environment = event.environment
            self._estimate.set_environment(event.environment)
            self.environment_changed.emit(event.environment)
            self.roofs_known.emit(self._store.roofs(event.environment))
        self.engine_changed.emit(event.state, event.sentence)

    @property
    def _is_aside(self) -> bool:
        """Whether the run that is measured leaves the results on the screen alone."""
        return self._duelling.is_under_way or self._side.is_under_way

    # the machine

    def _keep_roof(self, roof: Roof) -> None:
        """What the machine can do at best holds for every session of its environment."""
        if self._environment is not None:
            self._store.put_roof(self._environment, roof)
            self.roofs_known.emit(self._store.roofs(self._environment))
            self.shown.show_roofs()
