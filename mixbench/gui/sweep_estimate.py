"""What the sweep on the bench will take: points, time, the most memory at once, and what does not fit."""

from __future__ import annotations

from dataclasses import dataclass

import psutil
from PySide6.QtCore import QObject, Signal

from mixbench.core.cost import CostReport
from mixbench.core.measurement import Environment
from mixbench.core.model import Case
from mixbench.core.sweep import SweepPlan
from mixbench.core.units import bytes_text
from mixbench.gui.memory_frontier import Frontier, frontiers
from mixbench.gui.run_words import duration_text
from mixbench.gui.workbench import Workbench
from mixbench.jobs.planning import refusal
from mixbench.jobs.runner import SweepRunner
from mixbench.protocol import CountTask

#: The share of the free memory that the engine lets a case take.
USABLE = 0.95


@dataclass(frozen=True)
class Shortage:
    """The points that need more memory than is free: how many, and the most that one of them needs."""

    points: int
    needed_bytes: int
    free_bytes: int


class SweepEstimate(QObject):
    """Asks the worker to count the largest case of each model, for that one decides whether the sweep fits
    into memory; and, where it does not, smaller ones until it is known which still do.

    `changed` carries the estimate as a sentence, `shortage_changed` what does not fit, or None.
    """

    changed = Signal(str)
    shortage_changed = Signal(object)

    def __init__(self, bench: Workbench, runner: SweepRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench, self._runner = bench, runner
        self._peaks: dict[Case, int] = {}
        self._environment: Environment | None = None
        self._plan = SweepPlan((), ())
        self._frontiers: tuple[Frontier, ...] = ()
        self._seconds = 0.0

    def set_environment(self, environment: Environment) -> None:
        """Know the machine's memory."""
        self._environment = environment

    def begin(self) -> None:
        """Say what is known of the sweep as it is now, and ask for the rest."""
        self._plan = self._bench.plan()
        cases = self._plan.cases()
        self._seconds = self._runner.seconds(self._plan)
        self._frontiers = frontiers(case for case in cases if refusal(case) is None)
        self.tell()
        if not self._runner.is_running:
            self._runner.forget_counts()
            self._ask()

    def take(self, case: Case, cost: CostReport) -> None:
        """A case was counted: all that must fit at once is its peak."""
        self._peaks[case] = cost.count.memory.total_bytes
        self.tell()
        if not self._runner.is_running:
            self._ask()

    def _ask(self) -> None:
        for frontier in self._frontiers:
            case = frontier.next_case(self._peaks, self._usable_bytes())
            if case is not None:
                self._runner.ask(CountTask(0, case))

    def unfitting(self) -> dict[int, str]:
        """The numbers of the points that are known not to fit, each with the reason."""
        free = self._free_bytes()
        if free is None:
            return {}
        numbers = {case: number for number, case in enumerate(self._bench.plan().cases())}
        words = "needs about {needed} or more, {free} are free"
        return {
            numbers[case]: words.format(needed=bytes_text(needed), free=bytes_text(free))
            for frontier in self._frontiers
            for case, needed in frontier.unfitting(self._peaks, self._usable_bytes())
            if case in numbers
        }

    def tell(self) -> None:
        """Say it again."""
        self.changed.emit(self._sentence())
        self.shortage_changed.emit(self._shortage())

    # in words

    def _sentence(self) -> str:
        count = len(self._plan.cases())
        if not count:
            return ""
        parts = [
            self.tr("%n point(s)", "", count),
            self.tr("about {duration}").format(duration=duration_text(self._seconds)),
        ]
        peaks = [self._peaks[one.largest] for one in self._frontiers if one.largest in self._peaks]
        if peaks:
            parts.append(self._memory_text(max(peaks)))
        return " · ".join(parts)

    def _memory_text(self, peak_bytes: int) -> str:
        """The peak beside what the chosen device has, where that is known."""
        peak, free = _unbroken(peak_bytes), self._free_bytes()
        if free is None:
            return self.tr("peak {peak}").format(peak=peak)
        if self._plan.conditions.device == "cpu":
            return self.tr("peak {peak} of {free} free").format(peak=peak, free=_unbroken(free))
        return self.tr("peak {peak} of {memory}").format(peak=peak, memory=_unbroken(free))

    def _shortage(self) -> Shortage | None:
        free = self._free_bytes()
        if free is None:
            return None
        found = [
            needed
            for frontier in self._frontiers
            for _, needed in frontier.unfitting(self._peaks, self._usable_bytes())
        ]
        return Shortage(len(found), max(found), free) if found else None

    # the machine

    def _usable_bytes(self) -> float:
        """What a case may take; where that is not known, whatever it needs."""
        free = self._free_bytes()
        return float("inf") if free is None else USABLE * free

    def _free_bytes(self) -> int | None:
        """What the device has: of the processor's memory what is free now, of another's all of it."""
        device = self._plan.conditions.device
        known = self._environment
        if device == "cpu":
            free = psutil.virtual_memory().available
            return min(free, known.memory_bytes) if known else free
        devices = known.devices if known else ()
        return next((one.memory_bytes for one in devices if one.id == device), None)


def _unbroken(size_bytes: float) -> str:
    """An amount of memory whose unit stays on its line."""
    return bytes_text(size_bytes).replace(" ", "\u00a0")
