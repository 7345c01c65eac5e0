"""From a case to what can be timed: found out about, checked against the memory, built, made ready to run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from mixbench.core.cost import CostReport
from mixbench.core.measurement import PRECISION_TARGETS, Environment, Precision, Round
from mixbench.core.model import Case, Conditions
from mixbench.engine import building, cores, memory, preflight
from mixbench.engine.appraisal import count_on_meta, fvcore_opinion
from mixbench.engine.building import Subject
from mixbench.engine.running import prepare
from mixbench.engine.timing import Contender, Interrupted
from mixbench.engine.watches import AnyWatch, watch_for
from mixbench.protocol import Activity, Earlier


@dataclass
class Entrant:
    """A case that is ready to be timed. `index` is its place in the task."""

    index: int
    case: Case
    contender: Contender
    watch: AnyWatch


class NoRoomError(Exception):
    """The case does not fit into memory; the message says by how much. Its cost is known."""


class Preparation:
    """Prepares the cases of a task. `begin` is told what is being done, `counted` each cost that is found."""

    def __init__(
        self,
        here: Environment,
        is_cancelled: Callable[[], bool],
        begin: Callable[[int, Activity], None],
        counted: Callable[[int, CostReport], None],
    ) -> None:
        self._here, self._is_cancelled = here, is_cancelled
        self._begin, self._counted = begin, counted
        self._home = cores.available_cores()
        self._watches: dict[tuple[str, int | None], AnyWatch] = {}
        self._warnings: dict[tuple[str, int | None], tuple[str, ...]] = {}

    def appraise(self, index: int, case: Case, earlier: Earlier) -> CostReport:
        """What the case costs, counted unless a former visit did; `NoRoomError` where it is too much."""
        building.check_device(case, self._here.devices)
        cost = earlier.cost
        if cost is None:
            self._begin(index, "counting")
            cost = count_on_meta(case)
            self._counted(index, cost)
        short = memory.shortage(cost.count.memory, case.conditions.device)
        if short:
            raise NoRoomError(short)
        return cost

    def build(self, index: int, case: Case) -> Subject:
        """The network with its input, on the device."""
        self._begin(index, "building")
        return building.subject(case)

    def complete(self, index: int, subject: Subject, cost: CostReport, *, with_fvcore: bool) -> None:
        """Find out what takes a real pass: the measured peak of memory, and fvcore's opinion."""
        self._begin(index, "counting")
        cost = replace(cost, peak_memory_bytes=memory.measured_peak(subject))
        if with_fvcore:
            if self._is_cancelled():  # both steps are long
                raise Interrupted
            cost = replace(cost, fvcore=fvcore_opinion(subject, cost.count))
        self._counted(index, cost)

    def make_ready(
        self,
        index: int,
        subject: Subject,
        precision: Precision,
        earlier: Earlier,
        process: int,
        *,
        is_brief: bool = False,
    ) -> Entrant:
        """Compile or capture where that was asked for, and pick up the rounds of former visits. A brief visit
        does not look at the machine first."""
        case = subject.case
        watch = self._watch(case.conditions)
        warnings = () if is_brief else self._look(case.conditions, watch)
        if case.conditions.runtime != "eager":
            watch.settle()  # the compiler writes the number of threads into its code
            self._begin(index, "compiling")
        contender = Contender(
            prepare(subject),
            watch,
            PRECISION_TARGETS[precision],
            case.batch,
            rounds=earlier.rounds,
            warm_up=earlier.warm_up,
            visit=_next_visit(earlier.rounds),
            process=process,
            warnings=warnings,
        )
        return Entrant(index, case, contender, watch)

    def _watch(self, conditions: Conditions) -> AnyWatch:
        """The clock of a device; cases with the same threads stay on the same cores."""
        key = (conditions.device, conditions.threads)
        if key not in self._watches:
            self._watches[key] = watch_for(conditions, self._home, self._is_cancelled)
        return self._watches[key]

    def _look(self, conditions: Conditions, watch: AnyWatch) -> tuple[str, ...]:
        """What speaks against measuring now; looked at once for the cores and threads of each watch."""
        key = (conditions.device, conditions.threads)
        if key not in self._warnings:
            watch.settle()
            self._warnings[key] = preflight.look(conditions, watch.pinned_cores or self._home, self._here)
        return self._warnings[key]

    def leave(self) -> None:
        """Give back the cores that the process had before."""
        cores.pin(self._home)


def _next_visit(rounds: tuple[Round, ...]) -> int:
    return max((one.visit for one in rounds), default=0) + 1
