"""Where the course of memory comes from: what the engine was asked, and what it said."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TypeVar, get_args

from PySide6.QtCore import QObject, QTimer, Signal

from mixbench.core.memory import MemoryTrace
from mixbench.core.model import Case, Mode
from mixbench.gui.run_control import SETTLE_MS
from mixbench.jobs.events import Answered
from mixbench.protocol import MemoryTask

#: Cases whose answers are kept at hand.
_MOST_KEPT = 32

T = TypeVar("T", MemoryTrace, str)


class MemorySource(QObject):
    """Looks at one case at a time, and has the other mode of it answered as well. It asks only while it is
    awake, and takes stale questions back."""

    asked = Signal(object)  # MemoryTask
    withdrawn = Signal(object)  # MemoryTask
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._case: Case | None = None
        self._is_awake = False
        self._waiting: set[Case] = set()
        self._traces: dict[Case, MemoryTrace] = {}
        self._problems: dict[Case, str] = {}
        self._pause = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._pause.timeout.connect(self._ask)

    @property
    def case(self) -> Case | None:
        """What is looked at."""
        return self._case

    @property
    def trace(self) -> MemoryTrace | None:
        """The memory of the case, once it is known."""
        return self._traces.get(self._case) if self._case else None

    @property
    def problem(self) -> str:
        """Why there is none."""
        return self._problems.get(self._case, "") if self._case else ""

    def look_at(self, case: Case | None) -> None:
        """Look at another case."""
        if case == self._case:
            return
        self._case = case
        wanted = set(_both_modes(case)) if case else set()
        for stale in self._waiting - wanted:
            self._waiting.discard(stale)
            self.withdrawn.emit(MemoryTask(0, stale))
        self._pause.start()
        self.changed.emit()

    def set_awake(self, is_awake: bool) -> None:
        """Ask from now on, or keep still: nobody looks."""
        self._is_awake = is_awake
        if is_awake:
            self._ask()

    def ask_again(self) -> None:
        """Try once more what failed."""
        if self._case is not None:
            self._problems.pop(self._case, None)
            self._ask()
            self.changed.emit()

    def take(self, answered: Answered) -> None:
        """Hear what the engine says to a question, whoever asked it."""
        if not isinstance(answered.question, MemoryTask):
            return
        case = answered.question.case
        was_wanted = case in self._waiting
        self._waiting.discard(case)
        if isinstance(answered.answer, MemoryTrace):
            _keep(self._traces, case, answered.answer)
        elif was_wanted:
            _keep(self._problems, case, answered.error)
        self.changed.emit()

    def _ask(self) -> None:
        if not self._is_awake or self._case is None:
            return
        for case in _both_modes(self._case):
            if case not in self._waiting and case not in self._traces and case not in self._problems:
                self._waiting.add(case)
                self.asked.emit(MemoryTask(0, case))


def _both_modes(case: Case) -> Iterator[Case]:
    """The case, then the same in the other mode."""
    yield case
    for mode in get_args(Mode):
        if mode != case.conditions.mode:
            yield replace(case, conditions=replace(case.conditions, mode=mode))


def _keep(known: dict[Case, T], case: Case, value: T) -> None:
    """Remember the newest answers, and forget the oldest."""
    known.pop(case, None)
    known[case] = value
    if len(known) > _MOST_KEPT:
        del known[next(iter(known))]
