"""Where the answers that a page shows come from: what the engine was asked, and what it said."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from mixbench.core.steps import Step
from mixbench.gui.run_control import SETTLE_MS
from mixbench.jobs.events import Answered, AnswerValue, QuestionProgress
from mixbench.protocol import Question

#: Questions whose answers are kept at hand.
_MOST_KEPT = 48


class QuestionSource(QObject):
    """Looks at some questions at a time, and has them asked in their order. It asks only while it is awake
    and no run is under way, and takes stale questions back."""

    asked = Signal(object)  # Question
    withdrawn = Signal(object)  # Question
    changed = Signal()
    moved = Signal()  # how far the engine is with what is awaited

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._questions: tuple[Question, ...] = ()
        self._answers: dict[Question, AnswerValue] = {}
        self._problems: dict[Question, str] = {}
        self._waiting: set[Question] = set()
        self._stopped: set[Question] = set()
        self._steps: dict[Question, Step] = {}
        self._is_awake = self._is_running = False
        self._pause = QTimer(self, interval=SETTLE_MS, singleShot=True)
        self._pause.timeout.connect(self._ask)

    def look_at(self, questions: Sequence[Question]) -> None:
        """Look at other questions."""
        if tuple(questions) == self._questions:
            return
        self._questions = tuple(questions)
        for stale in self._waiting - set(questions):
            self._take_back(stale)
        self._pause.start()
        self.changed.emit()

    def answer(self, question: Question) -> AnswerValue | None:
        """What the engine said, once it is known."""
        return self._answers.get(question)

    def problem(self, question: Question) -> str:
        """Why there is no answer."""
        return self._problems.get(question, "")

    def is_awaited(self, question: Question) -> bool:
        """Whether the engine was asked and has not answered yet."""
        return question in self._waiting

    def was_stopped(self, question: Question) -> bool:
        """Whether the person took it back."""
        return question in self._stopped

    def step(self, question: Question) -> Step | None:
        """How far the engine is, once it has begun and says so."""
        return self._steps.get(question)

    def stop(self) -> None:
        """Take back what is awaited; it is not asked again by itself."""
        self._stopped |= self._waiting
        self._take_all_back()
        self.changed.emit()

    def take_progress(self, progress: QuestionProgress) -> None:
        """Hear how far the engine is."""
        if progress.question in self._waiting:
            self._steps[progress.question] = progress.step
            self.moved.emit()

    def set_awake(self, is_awake: bool) -> None:
        """Ask from now on, or keep still: nobody looks."""
        self._is_awake = is_awake
        if is_awake:
            self._ask()
        else:
            self._take_all_back()

    def set_running(self, is_running: bool) -> None:
        """A run does not wait for our questions; they are asked again when it is over."""
        self._is_running = is_running
        if is_running:
            self._take_all_back()
        else:
            self._ask()
        self.changed.emit()

    def ask_again(self) -> None:
        """Try once more what failed."""
        self._stopped.clear()
        for question in self._questions:
            self._problems.pop(question, None)
        self._ask()
        self.changed.emit()

    def take(self, answered: Answered) -> None:
        """Hear what the engine says to a question, whoever asked it."""
        question = answered.question
        was_wanted = question in self._waiting
        self._waiting.discard(question)
        self._steps.pop(question, None)
        if not was_wanted and question not in self._questions:
            return
        if answered.answer is not None:
            self._answers[question] = answered.answer
            while len(self._answers) > _MOST_KEPT:
                del self._answers[next(iter(self._answers))]
        elif was_wanted:
            self._problems[question] = answered.error
        self.changed.emit()

    def _ask(self) -> None:
        if not self._is_awake or self._is_running or self._pause.isActive():
            return
        for question in self._questions:
            known = question in self._answers or question in self._problems or question in self._stopped
            if not known and question not in self._waiting:
                self._waiting.add(question)
                self.asked.emit(question)

    def _take_all_back(self) -> None:
        for question in tuple(self._waiting):
            self._take_back(question)

    def _take_back(self, question: Question) -> None:
        self._waiting.discard(question)
        self._steps.pop(question, None)
        self.withdrawn.emit(question)
