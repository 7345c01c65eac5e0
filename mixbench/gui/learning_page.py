"""The page of the learning probe: tiny networks learn the digits, with and without a shuffle, live."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from mixbench.catalog.tiny import tiny, tiny_models
from mixbench.core.errors import MixBenchError, RequestError
from mixbench.core.learning import CLASSES, LearningPlan
from mixbench.core.model import Model
from mixbench.gui.elided_label import ElidedLabel
from mixbench.gui.export_chip import ExportChip
from mixbench.gui.figure_view import FigureView
from mixbench.gui.help_button import HelpButton
from mixbench.gui.learning_bar import LearningBar
from mixbench.gui.learning_figure import learning_figure
from mixbench.gui.learning_findings import LearningFindings
from mixbench.gui.learning_source import LearningSource
from mixbench.gui.learning_words import (
    conditions_text,
    limits_text,
    networks_text,
)
from mixbench.gui.panel import GAP, muted, set_role, set_tone
from mixbench.gui.redraws import Redraws
from mixbench.gui.theme import ThemeManager
from mixbench.gui.workbench import Workbench
from mixbench.jobs.events import Answered
from mixbench.store.exports import save
from mixbench.store.learning import learning_csv, learning_path

#: Of the width: the plot, and the table beside it.
_SHARES = (5, 4)


class LearningPage(QWidget):
    """Switches, what is trained, the curves with the table beside them, the verdict, what may not be
    concluded. The last probe is shown again. `failed` and `said` carry sentences to show the user."""

    asked = Signal(object)  # LearnTask
    withdrawn = Signal(object)  # LearnTask
    failed = Signal(str)
    said = Signal(str)

    def __init__(self, bench: Workbench, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._is_running = False
        self.source = LearningSource(self)
        self.redraws = Redraws(self, self.redraw)
        self.bar = LearningBar(self)
        self.view = FigureView(themes, self)
        self.findings = LearningFindings(self)
        self.export = ExportChip(
            lambda: [self.view], themes, lambda: "mixbench-learning", self._caption, self
        )
        self.export.menu().addAction(self.tr("Save curves as CSV…"), self._ask_path)
        self.networks = ElidedLabel(self)
        set_role(self.networks, "muted")
        self.networks.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.state, self.limits = muted(parent=self, wrap=True), muted(limits_text(), self, wrap=True)
        self._lay_out()
        self._wire()
        self.redraw()

    # building

    def _lay_out(self) -> None:
        self.bar.add_at_end(HelpButton("learning", self), self.export)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.setChildrenCollapsible(False)
        for place, part in enumerate((self.view, self.findings)):
            splitter.addWidget(part)
            splitter.setStretchFactor(place, _SHARES[place])
        splitter.setSizes([100 * share for share in _SHARES])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GAP, 0, 0)
        layout.setSpacing(GAP)
        for widget in (self.bar, self.networks, self.state):
            layout.addWidget(widget)
        layout.addWidget(splitter, 1)
        layout.addWidget(self.limits)

    def _wire(self) -> None:
        self._bench.models_changed.connect(self.redraws.schedule)
        self.bar.started.connect(self.start)
        self.bar.stopped.connect(self.source.stop)
        self.bar.looked.connect(self.redraws.schedule)
        source = self.source
        source.asked.connect(self.asked)
        source.withdrawn.connect(self.withdrawn)
        source.failed.connect(self.failed)
        source.changed.connect(self.redraws.schedule)
        self.export.failed.connect(self.failed)
        self.export.said.connect(self.said)

    # what is asked

    def keep_beside(self, database: Path) -> None:
        """Keep the last probe beside the results."""
        self.source.keep_in(learning_path(database))

    def showEvent(self, event: QShowEvent) -> None:
        """Someone looks: the last probe is read."""
        super().showEvent(event)
        self.source.load()

    def set_running(self, is_running: bool) -> None:
        """During a run a probe waits, and the page is drawn rarely."""
        self._is_running = is_running
        self.redraws.set_quiet(is_running)
        self.redraws.schedule()

    def take(self, answered: Answered) -> None:
        """Hear what the engine says to a question."""
        self.source.take(answered)

    def chosen(self) -> tuple[tuple[Model, ...], tuple[str, ...]]:
        """The tiny versions of the ticked models, and why others have none."""
        models, reasons = [], []
        for model in self._bench.ticked:
            try:
                tiny(model, CLASSES)
            except RequestError as error:
                reasons.append(str(error))
            else:
                models.append(model)
        return tiny_models(models, CLASSES), tuple(dict.fromkeys(reasons))

    def start(self) -> None:
        """Train the tiny versions of the ticked models."""
        models, _ = self.chosen()
        if models and not self.source.is_training:
            steps, seeds = self.bar.steps.value(), self.bar.seeds.value()
            self.source.start(LearningPlan(models, self.bar.shuffles, steps, seeds))

    # what is shown

    def redraw(self) -> None:
        """Show the probe as far as it is."""
        models, reasons = self.chosen()
        probe, is_training = self.source.probe, self.source.is_training
        self.bar.show_state(is_training=is_training, can_start=bool(models))
        shown = probe.plan.models if probe is not None else models
        self.networks.show_text(networks_text(shown, () if is_training else reasons))
        self.networks.setVisible(bool(self.networks.full_text))
        self._show_state()
        runs = probe.runs if probe is not None else ()
        self.view.set_figure(
            learning_figure(
                runs, self.bar.quantity, self.bar.along, self._slot, self._empty_text(bool(models))
            )
        )
        self.findings.show_probe(probe, is_over=not is_training)
        self.export.setEnabled(bool(runs))
        self.redraws.done()

    def _show_state(self) -> None:
        source = self.source
        self.state.setText(self._state_text())
        self.state.setVisible(bool(self.state.text()))
        set_tone(self.state, "bad" if source.problem else "neutral")

    def _state_text(self) -> str:
        """How far the training is, or why it waits or has no end."""
        source = self.source
        if source.problem:
            return source.problem
        if source.probe is None:
            return ""
        if not source.is_training:
            return (
                self.tr("Stopped before its end; what was finished is shown.") if source.was_stopped else ""
            )
        if not source.has_begun:
            if self._is_running:
                return self.tr("The training begins when the run is over.")
            return self.tr("The engine is getting ready…")
        words = self.tr("Training {number} of {total}… A sweep that is begun now waits for the end.")
        return words.format(number=len(source.probe.runs), total=source.probe.plan.runs)

    def _empty_text(self, can_start: bool) -> str:
        if self.source.is_training:
            return self.tr("The curves grow here as the networks learn.")
        if not can_start:
            return self.tr(
                "Tick a model at the left: its family's tiny version learns handwritten digits here."
            )
        return self.tr(
            "Start trains tiny versions of the ticked models on handwritten digits, with and without one "
            "fixed shuffle of the pixels."
        )

    def _slot(self, model: Model) -> int:
        """The colour of the ticked model whose tiny version it is."""
        for ticked in self._bench.ticked:
            if _tiny_version(ticked) == model:
                return self._bench.slot(ticked)
        return self._bench.slot(Model(model.variant))

    # taking it away

    def _caption(self) -> str:
        """What stands under a picture of the curves."""
        probe = self.source.probe
        lines = self.tr(
            "solid: images as they are; dashed: pixels shuffled; dotted: patches shuffled; means over seeds"
        )
        return " · ".join((lines, conditions_text(probe))) if probe is not None else lines

    def _ask_path(self) -> None:
        dialog = QFileDialog(self, self.tr("Save"), "mixbench-learning.csv")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save(self, path: Path) -> None:
        """Write every point of every training; why a path cannot be written is told by `failed`."""
        if self.source.probe is None:
            return
        try:
            save(learning_csv(self.source.probe).encode(), path)
        except MixBenchError as error:
            self.failed.emit(str(error))
        else:
            self.said.emit(self.tr("Saved to {path}").format(path=path))


def _tiny_version(model: Model) -> Model | None:
    """None where there is none."""
    try:
        return tiny(model, CLASSES)
    except RequestError:
        return None
