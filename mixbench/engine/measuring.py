"""The worker's main task: time cases against one another, for one visit."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from mixbench.core import duel
from mixbench.core.cost import CostReport
from mixbench.core.measurement import (
    PRECISION_TARGETS,
    Environment,
    PrecisionTarget,
    Status,
    StopReason,
    Timing,
)
from mixbench.core.model import Case
from mixbench.core.statistics import LEAST_ROUNDS, counted
from mixbench.engine.building import Subject
from mixbench.engine.failures import outcome
from mixbench.engine.preparation import Entrant, NoRoomError, Preparation
from mixbench.engine.timing import Contender, Interrupted
from mixbench.protocol import (
    Activity,
    Counted,
    Earlier,
    Event,
    Finished,
    Left,
    Measured,
    MeasureTask,
    RoundDone,
    Started,
    WarmedUp,
)

Send = Callable[[Event], None]
IsCancelled = Callable[[], bool]

#: A later visit takes as many rounds as the interval seems to need, up to this many: then others have a turn.
MOST_ROUNDS = 20


class MeasureRun:
    """One visit to the cases of a task. Whatever happens to one case, the others go on."""

    def __init__(self, task: MeasureTask, send: Send, is_cancelled: IsCancelled, here: Environment) -> None:
        self._task, self._send, self._is_cancelled = task, send, is_cancelled
        self._preparation = Preparation(here, is_cancelled, self._begin, self._tell_cost)
        self._order = random.Random(task.id)

    def run(self) -> None:
        """Visit the cases and say that it is over."""
        try:
            if self._task.visit == "glimpse":
                for index, case in self._shuffled():
                    self._glimpse(index, case)
            else:
                self._race(self._warm())
        finally:
            self._preparation.leave()
        self._send(Finished(self._task.id))

    def _shuffled(self) -> list[tuple[int, Case]]:
        cases = list(enumerate(self._task.cases))
        return self._order.sample(cases, len(cases))

    # a coarse look

    def _glimpse(self, index: int, case: Case) -> None:
        """One coarse round of a case, which is built for it alone and forgotten."""
        with self._ending(index, case):
            self._preparation.appraise(index, case, self._earlier(index))
            subject = self._preparation.build(index, case)
            entrant = self._make_ready(index, subject)
            entrant.watch.settle()
            self._begin(index, "timing")
            self._send(RoundDone(self._task.id, index, entrant.contender.glimpse(), None))
            self._send(Left(self._task.id, index))

    # rounds

    def _prepare(self, index: int, case: Case) -> Entrant | None:
        """Find out what the case costs, and build it; None where it has ended already."""
        with self._ending(index, case):
            cost = self._preparation.appraise(index, case, self._earlier(index))
            subject = self._preparation.build(index, case)
            if cost.peak_memory_bytes is None:
                self._preparation.complete(index, subject, cost, with_fvcore=self._task.fvcore)
            return self._make_ready(index, subject)
        return None

    def _make_ready(self, index: int, subject: Subject) -> Entrant:
        task = self._task
        return self._preparation.make_ready(
            index,
            subject,
            task.precision,
            self._earlier(index),
            task.process,
            is_brief=task.visit == "glimpse",
        )

    def _warm_up(self, entrant: Entrant) -> bool:
        """Whether the case is warm; otherwise it has ended."""
        with self._ending(entrant.index, entrant.case):
            self._begin(entrant.index, "warming_up")
            entrant.watch.settle()
            warm_up = entrant.contender.warm_up()
            self._send(WarmedUp(self._task.id, entrant.index, warm_up))
            return True
        return False

    def _warm(self) -> list[Entrant]:
        """All cases that are ready, warmed up when all of them are built."""
        built = [self._prepare(index, case) for index, case in enumerate(self._task.cases)]
        return [entrant for entrant in built if entrant is not None and self._warm_up(entrant)]

    def _race(self, racing: list[Entrant]) -> None:
        """A round of every case in random order, again and again, until each has left.

        `racing` is emptied, so that a network is let go of when its case leaves.
        """
        most = self._most_rounds(racing)
        taken = 0
        while racing:
            taken += 1
            racing[:] = [e for e in self._order.sample(racing, len(racing)) if self._take_round(e)]
            reasons = self._stop_reasons(racing)
            racing[:] = [
                entrant
                for entrant, reason in zip(racing, reasons, strict=True)
                if self._goes_on(entrant, reason, is_over=taken == most)
            ]

    def _take_round(self, entrant: Entrant) -> bool:
        """Take another round of a case; False where that ended it."""
        with self._ending(entrant.index, entrant.case, entrant):
            self._begin(entrant.index, "timing")
            taken, estimate = entrant.contender.visit()
            self._send(RoundDone(self._task.id, entrant.index, taken, estimate))
            return True
        return False

    def _goes_on(self, entrant: Entrant, reason: StopReason | None, *, is_over: bool) -> bool:
        """Whether a case stays for another round; otherwise it is finished, or left for another visit."""
        with self._ending(entrant.index, entrant.case, entrant):
            if reason is not None:
                self._finish(entrant, reason)
            elif is_over:
                timing = entrant.contender.timing("cancelled", entrant.watch.pinned_cores)
                self._send(Left(self._task.id, entrant.index, timing))
            else:
                return True
        return False

    def _stop_reasons(self, racing: Sequence[Entrant]) -> list[StopReason | None]:
        """Why a case takes no further round. Two in a duel stop together, by the interval of their ratio."""
        if not self._task.is_duel or len(racing) < len(self._task.cases):
            return [entrant.contender.stop_reason() for entrant in racing]
        first, second = sorted(racing, key=lambda entrant: entrant.index)
        target = PRECISION_TARGETS[self._task.precision]
        so_far = duel.judge(first.contender.rounds, second.contender.rounds, target.processes)
        spent_s = max(first.contender.spent_s, second.contender.spent_s)
        return [duel.should_stop(so_far, spent_s, target)] * 2

    def _most_rounds(self, racing: Sequence[Entrant]) -> float:
        """Five in a first visit, or in each of several processes; then what the widest interval seems to
        need, within reason; no bound where one visit is all."""
        target = PRECISION_TARGETS[self._task.precision]
        if self._task.visit == "whole":
            return math.inf
        if target.processes > 1:
            return LEAST_ROUNDS
        missing = max((_missing_rounds(entrant.contender, target) for entrant in racing), default=0)
        return min(max(missing, LEAST_ROUNDS), MOST_ROUNDS)

    def _finish(self, entrant: Entrant, reason: StopReason) -> None:
        entrant.contender.take_energy()
        timing = entrant.contender.timing(reason, entrant.watch.pinned_cores)
        status = Status.UNSTABLE if entrant.contender.reasons() else Status.OK
        self._send(Measured(self._task.id, entrant.index, status, timing=timing))

    # telling

    def _earlier(self, index: int) -> Earlier:
        return self._task.earlier[index] if self._task.earlier else Earlier()

    def _tell_cost(self, index: int, cost: CostReport) -> None:
        self._send(Counted(self._task.id, index, cost))

    def _begin(self, index: int, activity: Activity) -> None:
        """Say what is done now; raise `Interrupted` where the task was cancelled."""
        if self._is_cancelled():
            raise Interrupted
        self._send(Started(self._task.id, index, activity))

    @contextmanager
    def _ending(self, index: int, case: Case, entrant: Entrant | None = None) -> Iterator[None]:
        """Turn whatever stops a case into its last message."""
        try:
            yield
        except NoRoomError as full:
            self._send(Measured(self._task.id, index, Status.OUT_OF_MEMORY, str(full)))
        except Interrupted:
            timing = _cut_short(entrant)
            self._send(Measured(self._task.id, index, Status.CANCELLED, timing=timing))
        except Exception as error:  # one case's failure never ends the others
            status, sentence = outcome(error, case)
            self._send(Measured(self._task.id, index, status, sentence, _cut_short(entrant)))


def _missing_rounds(contender: Contender, target: PrecisionTarget) -> int:
    """The interval narrows with the square root of the number of rounds."""
    rounds = counted(contender.rounds)
    half_width = contender.estimate.half_width if rounds else None
    if half_width is None:
        return 0
    return math.ceil(len(rounds) * ((half_width / target.half_width) ** 2 - 1))


def _cut_short(entrant: Entrant | None) -> Timing | None:
    """The timing of the rounds that were completed, None without one."""
    if entrant is None or not counted(entrant.contender.rounds):
        return None
    return entrant.contender.timing("cancelled", entrant.watch.pinned_cores)
