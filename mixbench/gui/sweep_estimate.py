"""What the sweep on the bench will take: points, time, and the most memory at once."""

from __future__ import annotations

import psutil
from PySide6.QtCore import QCoreApplication, QObject, Signal

from mixbench.catalog import registry
from mixbench.core.cost import CostReport
from mixbench.core.errors import RequestError
from mixbench.core.measurement import Environment
from mixbench.core.model import Case, Model
from mixbench.core.units import bytes_text, duration
from mixbench.gui.workbench import Workbench
from mixbench.jobs.runner import SweepRunner
from mixbench.protocol import CountTask


class SweepEstimate(QObject):
    """Asks the worker to count the largest case of each ticked model, for that one decides whether the sweep
    fits into memory. `changed` carries the estimate as a sentence."""

    changed = Signal(str)

    def __init__(self, bench: Workbench, runner: SweepRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench, self._runner = bench, runner
        self._peaks: dict[Case, int] = {}
        self._environment: Environment | None = None

    def set_environment(self, environment: Environment) -> None:
        """Know the machine's memory."""
        self._environment = environment

    def begin(self) -> None:
        """Say what is known, and ask for the rest."""
        self.tell()
        if self._runner.is_running:
            return
        self._runner.forget_counts()
        for case in self._largest_cases():
            if case not in self._peaks:
                self._runner.ask(CountTask(0, case))

    def take(self, case: Case, cost: CostReport) -> None:
        """A case was counted: all that must fit at once is its peak."""
        self._peaks[case] = cost.count.memory.total_bytes
        self.tell()

    def tell(self) -> None:
        """Say it again."""
        self.changed.emit(self._sentence())

    def _sentence(self) -> str:
        plan = self._bench.plan()
        cases = plan.cases()
        if not cases:
            return ""
        parts = [
            self.tr("%n point(s)", "", len(cases)),
            self.tr("about {duration}").format(duration=duration_text(self._runner.seconds(plan))),
        ]
        peaks = [self._peaks[case] for case in self._largest_cases() if case in self._peaks]
        if peaks:
            parts.append(self._memory_text(max(peaks)))
        return " · ".join(parts)

    def _memory_text(self, peak_bytes: int) -> str:
        """The peak beside what the chosen device has, where that is known."""
        device, peak = self._bench.sweep.conditions.device, _unbroken(peak_bytes)
        if device == "cpu":
            free = _unbroken(psutil.virtual_memory().available)
            return self.tr("peak {peak} of {free} free").format(peak=peak, free=free)
        known = self._environment.devices if self._environment else ()
        memory = next((one.memory_bytes for one in known if one.id == device), None)
        if memory is None:
            return self.tr("peak {peak}").format(peak=peak)
        return self.tr("peak {peak} of {memory}").format(peak=peak, memory=_unbroken(memory))

    def _largest_cases(self) -> list[Case]:
        largest: dict[Model, Case] = {}
        for case in self._bench.plan().cases():
            if _is_accepted(case):
                known = largest.get(case.model)
                if known is None or _pixels(case) > _pixels(known):
                    largest[case.model] = case
        return list(largest.values())


def duration_text(seconds: float) -> str:
    """A rough time in the language of the screen."""
    units = (
        QCoreApplication.translate("Duration", "h"),
        QCoreApplication.translate("Duration", "min"),
        QCoreApplication.translate("Duration", "s"),
    )
    return duration(seconds, units)


def _is_accepted(case: Case) -> bool:
    try:
        return registry.resolve(case.model).refusal(case.height, case.width) is None
    except RequestError:
        return False


def _unbroken(size_bytes: float) -> str:
    """An amount of memory whose unit stays on its line."""
    return bytes_text(size_bytes).replace(" ", "\u00a0")


def _pixels(case: Case) -> int:
    return case.batch * case.height * case.width
