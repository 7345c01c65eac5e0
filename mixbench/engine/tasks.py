"""The worker's main task: time cases against one another."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from mixbench.core.measurement import PRECISION_TARGETS, Environment, Status, StopReason, Timing
from mixbench.core.model import Case
from mixbench.engine import building, cores, memory
from mixbench.engine.appraisal import count_on_meta, fvcore_opinion
from mixbench.engine.building import Subject
from mixbench.engine.cpu import CpuWatch
from mixbench.engine.cuda import CudaWatch
from mixbench.engine.failures import outcome
from mixbench.engine.running import prepare
from mixbench.engine.timing import Contender, Interrupted
from mixbench.protocol import (
    Activity,
    Counted,
    Event,
    Finished,
    Measured,
    MeasureTask,
    RoundDone,
    Started,
)

Send = Callable[[Event], None]
IsCancelled = Callable[[], bool]


@dataclass
class _Entrant:
    """A case that is ready to be timed."""

    index: int
    subject: Subject
    contender: Contender
    watch: CpuWatch | CudaWatch


class MeasureRun:
    """One measure task. Whatever happens to one case, the others go on."""

    def __init__(self, task: MeasureTask, send: Send, is_cancelled: IsCancelled, here: Environment) -> None:
        self._task, self._send, self._is_cancelled, self._here = task, send, is_cancelled, here
        self._home = cores.available_cores()
        self._watches: dict[tuple[str, int | None], CpuWatch | CudaWatch] = {}
        self._order = random.Random(task.id)

    def run(self) -> None:
        """Prepare every case, take rounds until all have left, and say that it is over."""
        try:
            prepared = [self._prepare(index, case) for index, case in enumerate(self._task.cases)]
            warm = [entrant for entrant in prepared if entrant is not None and self._warm_up(entrant)]
            self._race(warm)
        finally:
            cores.pin(self._home)
        self._send(Finished(self._task.id))

    def _prepare(self, index: int, case: Case) -> _Entrant | None:
        """Count and build a case; None where it has ended already."""
        with self._ending(index, case):
            subject = self._appraise(index, case)
            if subject is None:
                return None
            watch = self._watch(case)
            target = PRECISION_TARGETS[self._task.precision]
            if case.conditions.runtime != "eager":
                watch.settle()  # the compiler writes the number of threads into its code
                self._begin(index, "compiling")
            made = Contender(prepare(subject), watch, target, case.batch)
            return _Entrant(index, subject, made, watch)
        return None

    def _appraise(self, index: int, case: Case) -> Subject | None:
        """Find out everything that needs no clock, and build what fits into memory."""
        building.check_device(case, self._here.devices)
        self._begin(index, "counting")
        cost = count_on_meta(case)
        short = memory.shortage(cost.count.memory, case.conditions.device)
        if short:
            self._send(Counted(self._task.id, index, cost))
            self._send(Measured(self._task.id, index, Status.OUT_OF_MEMORY, short))
            return None
        self._begin(index, "building")
        subject = building.subject(case)
        self._begin(index, "counting")
        cost = replace(cost, peak_memory_bytes=memory.measured_peak(subject))
        if self._task.fvcore:
            self._check_cancelled()
            cost = replace(cost, fvcore=fvcore_opinion(subject, cost.count))
        self._send(Counted(self._task.id, index, cost))
        return subject

    def _watch(self, case: Case) -> CpuWatch | CudaWatch:
        """The clock of the case's device; cases with the same threads stay on the same cores."""
        key = (case.conditions.device, case.conditions.threads)
        if key not in self._watches:
            device, threads = key
            self._watches[key] = (
                CudaWatch(self._is_cancelled, device)
                if device.startswith("cuda")
                else CpuWatch(self._is_cancelled, self._home, threads)
            )
        return self._watches[key]

    def _warm_up(self, entrant: _Entrant) -> bool:
        """Whether the case is warm; otherwise it has ended."""
        with self._ending(entrant.index, entrant.subject.case):
            self._begin(entrant.index, "warming_up")
            entrant.watch.settle()
            entrant.contender.warm_up()
            return True
        return False

    def _race(self, racing: Sequence[_Entrant]) -> None:
        """Visit all cases in random order, again and again, until each has left."""
        while racing:
            order = self._order.sample(racing, len(racing))
            racing = [entrant for entrant in order if self._visit(entrant)]

    def _visit(self, entrant: _Entrant) -> bool:
        """Take one round; whether the case goes on."""
        with self._ending(entrant.index, entrant.subject.case, entrant):
            self._begin(entrant.index, "timing")
            taken, estimate = entrant.contender.visit()
            self._send(RoundDone(self._task.id, entrant.index, taken, estimate))
            reason = entrant.contender.stop_reason()
            if reason is None:
                return True
            self._finish(entrant, reason)
        return False

    def _finish(self, entrant: _Entrant, reason: StopReason) -> None:
        entrant.contender.take_energy()
        timing = entrant.contender.timing(reason, entrant.watch.pinned_cores)
        status = Status.UNSTABLE if entrant.contender.reasons() else Status.OK
        self._send(Measured(self._task.id, entrant.index, status, timing=timing))

    def _begin(self, index: int, activity: Activity) -> None:
        self._check_cancelled()
        self._send(Started(self._task.id, index, activity))

    def _check_cancelled(self) -> None:
        if self._is_cancelled():
            raise Interrupted

    @contextmanager
    def _ending(self, index: int, case: Case, entrant: _Entrant | None = None) -> Iterator[None]:
        """Turn whatever stops a case into its last message."""
        try:
            yield
        except Interrupted:
            timing = _cut_short(entrant)
            self._send(Measured(self._task.id, index, Status.CANCELLED, timing=timing))
        except Exception as error:  # one case's failure never ends the others
            status, sentence = outcome(error, case)
            self._send(Measured(self._task.id, index, status, sentence, _cut_short(entrant)))


def _cut_short(entrant: _Entrant | None) -> Timing | None:
    """The timing of the rounds that were completed, None without one."""
    if entrant is None or not entrant.contender.rounds:
        return None
    return entrant.contender.timing("cancelled", entrant.watch.pinned_cores)
