"""A thin line under a page: what the engine is asked for it, how far that is, and how to stop it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QPushButton, QSizePolicy, QWidget

from mixbench.gui.elided_label import ElidedLabel
from mixbench.gui.panel import GAP, set_role
from mixbench.gui.question_source import QuestionSource
from mixbench.gui.step_words import step_text
from mixbench.protocol import Question

_BAR_PX, _FINE = 160, 1000


class QuestionLine(QWidget):
    """A bar, words, and one button: Stop while something is awaited, Ask again once it was stopped."""

    def __init__(self, source: QuestionSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._source = source
        self.bar = QProgressBar(self)
        self.bar.setTextVisible(False)
        self.bar.setRange(0, _FINE)
        self.bar.setFixedWidth(_BAR_PX)
        self.bar.setAccessibleName(self.tr("Progress"))
        self.bar.setToolTip(self.tr("How far the engine is with what this page asked"))
        self.words = ElidedLabel(self)
        set_role(self.words, "muted")
        self.words.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.stop = QPushButton(self.tr("Stop"), self)
        self.stop.setToolTip(self.tr("Take the questions back; what was answered stays"))
        self.stop.clicked.connect(source.stop)
        self.again = QPushButton(self.tr("Ask again"), self)
        self.again.setToolTip(self.tr("Put the question to the engine once more"))
        self.again.clicked.connect(source.ask_again)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        for widget in (self.bar, self.words, self.stop, self.again):
            layout.addWidget(widget, 1 if widget is self.words else 0)
        self.hide()

    def show_questions(self, named: Sequence[tuple[str, Question]], coming: str) -> None:
        """Show how far the engine is with these questions, each with the name of its subject; `coming` says
        what it does before it tells a step. Nothing is shown where all are answered."""
        source = self._source
        awaited = [each for each in named if source.is_awaited(each[1])]
        self.setVisible(bool(awaited) or any(source.was_stopped(task) for _, task in named))
        for widget in (self.bar, self.stop):
            widget.setVisible(bool(awaited))
        self.again.setVisible(not awaited)
        if not awaited:
            self.words.show_text(self.tr("Stopped; what was answered stays."))
            return
        name, task = next((each for each in awaited if source.step(each[1])), awaited[0])
        step = source.step(task)
        answered = sum(source.answer(each) is not None for _, each in named)
        self.bar.setValue(round(_FINE * (answered + (step.share if step else 0.0)) / len(named)))
        self.words.show_text(f"{name}: {step_text(step) if step else coming}")
