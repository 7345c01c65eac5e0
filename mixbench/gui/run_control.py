"""Between the bench and the engine: runs, stops, estimates, and what the worker says."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import psutil
from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from mixbench.catalog import registry
from mixbench.core.cost import CostReport
from mixbench.core.errors import MixBenchError, RequestError
from mixbench.core.measurement import Environment
from mixbench.core.model import Case, Model
from mixbench.core.units import bytes_text, duration
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
    ProgressChanged,
    RunEvent,
    RunFinished,
    RunStarted,
)
from mixbench.jobs.runner import SweepRunner
from mixbench.protocol import CountTask, Question
from mixbench.store.database import Store
from mixbench.store.rows import Row, rows_of

#: How often the kill ladder and the time left are looked at, and how long typing may pause before the
#: worker is asked to count.
TICK_MS, SETTLE_MS, LOAD_MS = 200, 350, 2000
#: How long a closing window waits for the worker's end.
CLOSE_WITHIN_MS = 1500


class RunControl(QObject):
    """Owns the worker's client, the runner and the store for the window."""

    engine_changed = Signal(str, str)  # state, sentence
    environment_changed = Signal(object)  # Environment
    running_changed = Signal(bool)
    progress_changed = Signal(int, int, str)  # finished, total, sentence
    estimate_changed = Signal(str)
    load_changed = Signal(float)  # share of this machine's cores that is busy, 0 to 1
    answered = Signal(object)  # Answered: what the engine says to a question
    batch_tried = Signal(object)  # BatchProgress: a step of a search for a batch
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
        self._peaks: dict[Case, int] = {}
        self._environment: Environment | None = None
        self._progress: ProgressChanged | None = None
        self._timers()
        for signal in (bench.models_changed, bench.sweep_changed):
            signal.connect(self._settle.start)

    def _timers(self) -> None:
        self._ticker = QTimer(self, interval=TICK_MS)
        self._ticker.timeout.connect(self._runner.tick)
        self._ticker.start()
        self._settle = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._settle.timeout.connect(self._ask_for_peaks)
        self._loads = QTimer(self, interval=LOAD_MS)
        self._loads.timeout.connect(self._look_at_load)
        self._loads.start()

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
    def environment(self) -> Environment | None:
        """The machine as the worker sees it, once it has said hello."""
        return self._environment

    def wake(self) -> None:
        """Start the worker in the background, so that it is ready when Run is pressed."""
        self._runner.wake()
        self._settle.start()

    def run(self) -> None:
        """Measure what is on the bench."""
        self._attempt(lambda: self._runner.start(self._bench.plan(self._session_name())))

    def resume(self) -> None:
        """Go on with the session that is shown."""
        session = self._bench.session
        if session is not None:
            self._attempt(lambda: self._runner.resume(session))

    def stop(self) -> None:
        """Stop at the next sample; what is finished is kept."""
        self._runner.stop()

    def show_last_session(self) -> None:
        """Bring the results of the last session back onto the screen."""
        sessions = self._store.sessions()
        if not sessions:
            return
        stored = self._store.load(sessions[0].id)
        items = []
        for number, case in enumerate(stored.plan.cases()):
            measurement = stored.measurements.get(number)
            timing = measurement.timing if measurement else None
            state = ItemState.FINISHED if measurement else ItemState.WAITING
            items.append(Item(number, case, state, measurement, timing.estimate if timing else None))
        self._bench.show_items(stored.summary.id, items)

    def rows(self) -> list[Row]:
        """The results of the session that is shown, each with the machine that it was measured on."""
        if self._bench.session is None:
            return []
        return list(rows_of(self._store.load(self._bench.session)))

    def shut_down(self) -> None:
        """The window closes: end the worker, keep the store whole."""
        for timer in (self._ticker, self._settle, self._loads):
            timer.stop()
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
                self._bench.show_items(session, items)
                self.running_changed.emit(True)
            case ItemChanged(item=item):
                self._bench.put_item(item)
                self._show_load_of(item)
            case ProgressChanged():
                self._show_progress(event)
            case RunFinished(sentence=sentence):
                self.running_changed.emit(False)
                if self._progress is not None:
                    # What is over has no time left.
                    self._show_progress(replace(self._progress, seconds_left=None))
                self.finished.emit(sentence)
            case BatchProgress():
                self.batch_tried.emit(event)
            case Answered(question=CountTask(case=case), answer=CostReport() as cost):
                self._peaks[case] = cost.count.memory.total_bytes
                self._show_estimate()
                self.answered.emit(event)
            case Answered():
                self.answered.emit(event)

    def _show_engine(self, event: EngineChanged) -> None:
        if event.environment is not None and event.environment != self._environment:
            self._environment = event.environment
            self.environment_changed.emit(event.environment)
        self.engine_changed.emit(event.state, event.sentence)

    def _show_progress(self, progress: ProgressChanged) -> None:
        self._progress = progress
        self.progress_changed.emit(progress.finished, progress.total, self._progress_text(progress))

    def _progress_text(self, event: ProgressChanged) -> str:
        text = self.tr("{finished} of {total} points").format(finished=event.finished, total=event.total)
        if event.seconds_left is None or event.finished == event.total:
            return text
        left = self.tr("{duration} left").format(duration=_duration_text(event.seconds_left))
        return f"{text} · {left}"

    # estimates

    def _ask_for_peaks(self) -> None:
        """Ask for the largest case of every ticked model: it decides whether the sweep fits."""
        self._show_estimate()
        if self._runner.is_running:
            return
        self._runner.forget_counts()
        for case in self._largest_cases():
            if case not in self._peaks:
                self._runner.ask(CountTask(0, case))

    def _largest_cases(self) -> list[Case]:
        largest: dict[Model, Case] = {}
        for case in self._bench.plan().cases():
            if self._is_accepted(case):
                known = largest.get(case.model)
                if known is None or _pixels(case) > _pixels(known):
                    largest[case.model] = case
        return list(largest.values())

    def _is_accepted(self, case: Case) -> bool:
        try:
            return registry.resolve(case.model).refusal(case.height, case.width) is None
        except RequestError:
            return False

    def _show_estimate(self) -> None:
        plan = self._bench.plan()
        cases = plan.cases()
        if not cases:
            self.estimate_changed.emit("")
            return
        parts = [
            self.tr("%n point(s)", "", len(cases)),
            self.tr("about {duration}").format(duration=_duration_text(self._runner.seconds(plan))),
        ]
        peaks = [self._peaks[case] for case in self._largest_cases() if case in self._peaks]
        if peaks:
            peak, free = _unbroken(max(peaks)), _unbroken(psutil.virtual_memory().available)
            parts.append(self.tr("peak {peak} of {free} free").format(peak=peak, free=free))
        self.estimate_changed.emit(" · ".join(parts))

    def _show_load_of(self, item: Item) -> None:
        """During a run the worker says what others took of its cores."""
        rounds = item.measurement.rounds if item.measurement else ()
        if item.state is ItemState.REFINING and rounds and rounds[-1].other_load is not None:
            self.load_changed.emit(rounds[-1].other_load)

    def _look_at_load(self) -> None:
        """While a case is timed, the window keeps its hands off the processor."""
        if not self._runner.is_running:
            self.load_changed.emit(psutil.cpu_percent(None) / 100)


def _unbroken(size_bytes: float) -> str:
    """An amount of memory whose unit stays on its line."""
    return bytes_text(size_bytes).replace(" ", "\u00a0")


def _duration_text(seconds: float) -> str:
    """A rough time in the language of the screen."""
    units = (
        QCoreApplication.translate("Duration", "h"),
        QCoreApplication.translate("Duration", "min"),
        QCoreApplication.translate("Duration", "s"),
    )
    return duration(seconds, units)


def _pixels(case: Case) -> int:
    return case.batch * case.height * case.width
