"""Where the roofs of this machine come from: what the store knows of it, and what the engine is asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from mixbench.core.measurement import Environment
from mixbench.core.model import Conditions
from mixbench.core.roofs import Roof, RoofKey, roof_key
from mixbench.jobs.events import Answered
from mixbench.protocol import RoofTask


class RoofsSource(QObject):
    """Knows the roofs of the machine that the engine runs on. `problem` says why one is not to be had."""

    asked = Signal(object)  # RoofTask
    withdrawn = Signal(object)  # RoofTask
    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.here: Environment | None = None
        self.problem = ""
        self._known: dict[RoofKey, Roof] = {}
        self._open: list[RoofTask] = []

    @property
    def is_measuring(self) -> bool:
        """Whether the engine was asked and has not answered yet."""
        return bool(self._open)

    def of(self, conditions: Conditions) -> Roof | None:
        """The roof over what runs under some conditions here."""
        return None if self.here is None else self._known.get(roof_key(conditions, self.here))

    def set_machine(self, here: Environment) -> None:
        """The engine runs on this machine."""
        self.here = here
        self.changed.emit()

    def set_known(self, roofs: Iterable[Roof]) -> None:
        """Take over what is stored of this machine."""
        self._known = {roof.key: roof for roof in roofs}
        self.changed.emit()

    def measure(self, conditions: Iterable[Conditions]) -> None:
        """Have the roofs over some conditions measured, each kind once."""
        wanted = dict.fromkeys(
            replace(each, layout="contiguous", runtime="eager", mode="inference") for each in conditions
        )
        self._open, self.problem = [RoofTask(0, each) for each in wanted], ""
        for question in tuple(self._open):
            self.asked.emit(question)
        self.changed.emit()

    def stop(self) -> None:
        """Do without what was not measured yet."""
        questions, self._open = self._open, []
        for question in questions:
            self.withdrawn.emit(question)
        self.changed.emit()

    def take(self, answered: Answered) -> None:
        """Hear what the engine says to a question, whoever asked it."""
        question = answered.question
        if isinstance(question, RoofTask) and question in self._open:
            self._open.remove(question)
            self.problem = answered.error or self.problem
            self.changed.emit()
