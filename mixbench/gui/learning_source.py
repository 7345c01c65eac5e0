"""Where a learning probe comes from: the engine as it trains, or the file of the last one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from mixbench.core.errors import MixBenchError
from mixbench.core.learning import HELD_OUT, IMAGES, LearningPlan, LearningProbe, LearningRun
from mixbench.core.measurement import Environment
from mixbench.jobs.events import Answered, LearningProgress
from mixbench.protocol import LearnTask
from mixbench.store.learning import keep_probe, last_probe


class LearningSource(QObject):
    """One probe at a time. What was trained stays when it is stopped or the engine ends; a probe of which
    any training was finished takes the place of the last one on the disk."""

    asked = Signal(object)  # LearnTask
    withdrawn = Signal(object)  # LearnTask
    changed = Signal()
    failed = Signal(str)  # a sentence to show the user

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self._question: LearnTask | None = None
        self._runs: dict[object, LearningRun] = {}
        self._machine: Environment | None = None
        self._is_loaded = False
        #: What is shown: the probe under way as far as it is, or the last one; None before any.
        self.probe: LearningProbe | None = None
        #: Why the last one came to no end.
        self.problem = ""
        #: Whether it ended because the person stopped it.
        self.was_stopped = False

    @property
    def is_training(self) -> bool:
        """Whether an end is awaited."""
        return self._question is not None

    @property
    def has_begun(self) -> bool:
        """Whether the engine has said anything of the probe under way."""
        return bool(self._runs)

    def keep_in(self, path: Path) -> None:
        """Where the last probe lies."""
        self._path = path

    def set_machine(self, environment: Environment) -> None:
        """What the engine runs on."""
        self._machine = environment

    def load(self) -> None:
        """Show the last probe, once, where there is one and no other is under way."""
        if self._is_loaded or self._path is None:
            return
        self._is_loaded = True
        if self.probe is None:
            try:
                self.probe = last_probe(self._path)
            except MixBenchError as error:
                self.failed.emit(str(error))
            self.changed.emit()

    # asking

    def start(self, plan: LearningPlan) -> None:
        """Train; what is on the screen gives way."""
        self.problem, self.was_stopped, self._is_loaded = "", False, True
        self._runs = {}
        self._question = LearnTask(0, plan)
        self._gather()
        self.changed.emit()
        self.asked.emit(self._question)

    def stop(self) -> None:
        """End the training at its next step; what was finished stays."""
        if self._question is not None:
            question = self._question
            self.was_stopped = True
            self._end("")
            self.withdrawn.emit(question)

    # hearing

    def take_progress(self, progress: LearningProgress) -> None:
        """A training is further."""
        if progress.question == self._question:
            self._runs[progress.run.key] = progress.run
            self._gather()
            self.changed.emit()

    def take(self, answered: Answered) -> None:
        """Hear what the engine says to a question, whoever asked it."""
        if self._question is None or answered.question != self._question:
            return
        if isinstance(answered.answer, LearningProbe):
            self.probe = answered.answer
        self._end(answered.error)

    def _end(self, problem: str) -> None:
        self._question, self.problem = None, problem
        if self.probe is not None and self.probe.finished and self._path is not None:
            try:
                keep_probe(self.probe, self._path)
            except MixBenchError as error:
                self.failed.emit(str(error))
        self.changed.emit()

    def _gather(self) -> None:
        assert self._question is not None
        here = self._machine
        known = (here.processor, here.torch) if here else ("", "")
        counts = IMAGES - HELD_OUT, HELD_OUT
        self.probe = LearningProbe(self._question.plan, tuple(self._runs.values()), *counts, *known)
