"""The page of the memory: what a pass or training step holds, when, and which batches fit."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFileDialog,
    QHBoxLayout,
    QMenu,
    QSpinBox,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from mixbench.catalog import registry
from mixbench.core.errors import MixBenchError
from mixbench.core.memory_course import MemorySplit
from mixbench.core.model import Case, Mode, Model
from mixbench.gui.batch_search import BatchSearch
from mixbench.gui.condition_words import case_words
from mixbench.gui.fact_row import FactRow
from mixbench.gui.figure_export import copy_image, save_png, save_svg
from mixbench.gui.flow_layout import FlowLayout
from mixbench.gui.help_button import HelpButton
from mixbench.gui.law_curve import resolve
from mixbench.gui.memory_figures import memory_figures
from mixbench.gui.memory_plot import MemoryPlot
from mixbench.gui.memory_source import MemorySource
from mixbench.gui.panel import GAP, Chip, indent_text, muted, set_role
from mixbench.gui.side_box import SideBox
from mixbench.gui.theme import ThemeManager
from mixbench.gui.waiting import Waiting
from mixbench.gui.workbench import BATCH, Workbench
from mixbench.jobs.events import Answered
from mixbench.store.exports import save
from mixbench.store.memory_exports import trace_text

_MOST_BATCH, _BATCH_PX = 65_536, 84

#: Where the pass itself has a smaller share of the whole, it is drawn alone until someone asks otherwise.
_FLAT = 0.2


class MemoryPage(QWidget):
    """Figures in words, the course of memory, the search for batches. It asks only while it is seen."""

    asked = Signal(object)  # MemoryTask or BatchTask
    withdrawn = Signal(object)
    failed = Signal(str)  # a sentence to show the user
    said = Signal(str)  # a sentence to show the user

    def __init__(self, bench: Workbench, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._themes = bench, themes
        self._is_running = False
        self._has_floor: bool | None = None
        self.source = MemorySource(self)
        self.batches = BatchSearch(self)
        self._build_bar()
        self._build_words()
        self.plot = MemoryPlot(themes, self)
        self._lay_out()
        self._wire()
        self._follow_sweep()
        self.refresh()

    # building

    def _build_bar(self) -> None:
        self.side = SideBox(self.tr("The resolution of the images"), self)
        self.batch = QSpinBox(self)
        self.batch.setRange(1, _MOST_BATCH)
        self.batch.setAccessibleName(self.tr("Batch"))
        self.batch.setToolTip(self.tr("Images in one call"))
        self.batch.setKeyboardTracking(False)
        self.batch.setFixedWidth(_BATCH_PX)
        indent_text(self.batch)
        self.modes = QButtonGroup(self)
        self.inference = self._mode(self.tr("Inference"), self.tr("One forward pass, nothing kept"))
        self.training = self._mode(
            self.tr("Training step"), self.tr("Forward, backward and optimizer, with AdamW's state")
        )
        self.floor = Chip(
            self.tr("Weights"),
            self.tr("Draw weights and the optimizer's state beneath the tensors of the pass"),
            checkable=True,
            parent=self,
        )
        self.export = Chip(
            self.tr("Export"), self.tr("Copy the figures, save the course of memory"), parent=self
        )
        self.export.setMenu(self._export_menu())
        set_role(self.export, "switch")

    def _mode(self, text: str, tooltip: str) -> Chip:
        chip = Chip(text, tooltip, checkable=True, parent=self)
        self.modes.addButton(chip)
        return chip

    def _export_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.tr("Copy figures"), self.copy)
        menu.addAction(self.tr("Save as CSV…"), lambda: self._ask_path("csv"))
        menu.addSeparator()
        menu.addAction(self.tr("Save as PNG…"), lambda: self._ask_path("png"))
        menu.addAction(self.tr("Save as SVG…"), lambda: self._ask_path("svg"))
        menu.addAction(self.tr("Copy as image"), self.copy_image)
        return menu

    def _build_words(self) -> None:
        self.figures = FactRow(self)
        self.waiting = Waiting(self)
        self.caption = muted(parent=self, wrap=True)

    def _lay_out(self) -> None:
        bar = FlowLayout(gap=GAP - 2)
        batch = muted(self.tr("batch"), self)
        for widget in (self.inference, self.training, self.side, batch, self.batch, self.floor):
            bar.addWidget(widget)
        bar.add_at_end(HelpButton("memory", self))
        bar.add_at_end(self.export)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.waiting)
        self._stack.addWidget(self.plot)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GAP, 0, 0)
        layout.setSpacing(GAP)
        layout.addLayout(bar)
        layout.addWidget(self.figures)
        middle = QHBoxLayout()
        middle.setSpacing(GAP)
        middle.addLayout(self._stack, 1)
        middle.addWidget(self.batches.trials, 0, Qt.AlignmentFlag.AlignTop)
        layout.addLayout(middle, 1)
        layout.addWidget(self.caption)
        layout.addWidget(self.batches)

    def _wire(self) -> None:
        bench = self._bench
        bench.sweep_changed.connect(self._follow_sweep)
        bench.settled.connect(self.refresh)
        for signal in (bench.items_reset, bench.item_changed):
            signal.connect(self._show)
        self.side.chosen.connect(self.refresh)
        self.batch.valueChanged.connect(self.refresh)
        self.modes.buttonToggled.connect(self.refresh)
        self.floor.clicked.connect(self._choose_floor)
        self.waiting.ask_again.connect(self.source.ask_again)
        self.source.changed.connect(self._show)
        for asker in (self.source, self.batches):
            asker.asked.connect(self.asked)
            asker.withdrawn.connect(self.withdrawn)

    # what is looked at

    def showEvent(self, event: QShowEvent) -> None:
        """Someone looks: the engine may be asked."""
        super().showEvent(event)
        self.source.set_awake(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self.source.set_awake(False)

    def set_running(self, is_running: bool) -> None:
        """During a run questions wait."""
        self._is_running = is_running
        self.batches.set_running(is_running)
        self._show()

    def take(self, answered: Answered) -> None:
        """Hear what the engine says to a question."""
        self.source.take(answered)
        self.batches.take(answered)

    def mode(self) -> Mode:
        """What a call is, by the switches."""
        return "training_step" if self.training.isChecked() else "inference"

    def _follow_sweep(self) -> None:
        """Begin with the mode and the batch of the sweep; from there they are the page's own."""
        sweep = self._bench.sweep
        with QSignalBlocker(self.modes), QSignalBlocker(self.batch):
            chip = self.training if sweep.conditions.mode == "training_step" else self.inference
            chip.setChecked(True)
            self.batch.setValue(min(sweep.values) if sweep.axis == BATCH else sweep.batch)

    def _choose_floor(self, has_floor: bool) -> None:
        self._has_floor = has_floor
        self._show()

    def refresh(self) -> None:
        """Look at the selected model as the switches say."""
        model = self._bench.selected
        side = self.side.offer(model, self._bench.sweep)
        case = self._case(model, side) if model and side else None
        self.batches.look_at(case)
        self.source.look_at(case)
        self._show()

    def _case(self, model: Model, side: int) -> Case:
        conditions = replace(self._bench.sweep.conditions, mode=self.mode())
        return Case(model, side, side, self.batch.value(), conditions)

    # what is shown

    def _show(self) -> None:
        trace, case = self.source.trace, self.source.case
        is_known = trace is not None
        self.floor.setEnabled(is_known)
        self._stack.setCurrentWidget(self.plot if is_known else self.waiting)
        self.figures.setVisible(is_known)
        self.caption.setVisible(is_known)
        self.export.setEnabled(is_known)
        if trace is not None and case is not None:
            measured = self.measured_bytes()
            self.figures.show_facts(memory_figures(case, trace.forecast, measured))
            self._show_floor(MemorySplit.of(trace.forecast))
            self.caption.setText(self._caption_text())
            slot = self._bench.slot(case.model)
            self.plot.show_trace(trace, slot, measured, with_floor=self.floor.isChecked())
        else:
            self.waiting.explain(self._waiting_text(), self.source.problem)

    def _caption_text(self) -> str:
        tensors = self.tr("live tensors of the batch, a step an operator; a forecast")
        if self.floor.isChecked():
            return self.tr("grey: there all the time") + " · " + tensors
        return tensors + " · " + self.tr("without weights")

    def _show_floor(self, split: MemorySplit) -> None:
        """Beside large weights the pass would be a flat line, so it stands alone unless someone chose."""
        is_flat = split.total - split.floor < _FLAT * split.total
        self.floor.setChecked(not is_flat if self._has_floor is None else self._has_floor)

    def measured_bytes(self) -> int | None:
        """The measured peak of the case without its weights, where the session has it."""
        for item in self._bench.items.values():
            cost = item.measurement.cost if item.measurement else None
            if item.case == self.source.case and cost is not None and cost.peak_memory_bytes is not None:
                return cost.peak_memory_bytes
        return None

    def _waiting_text(self) -> str:
        """Why there is nothing to see, and what to do about it."""
        model = self._bench.selected
        if model is None:
            return self.tr("Select a model at the left: the memory of its pass is shown here.")
        if self.source.case is None:
            resolved, side = resolve(model), self._bench.sweep.resolution_px
            return (resolved.refusal(side, side) if resolved else None) or ""
        if self._is_running:
            return self.tr("The pass is followed as soon as the run is over.")
        return self.tr("The pass is being followed on tensors without contents…")

    # taking it away

    def copy(self) -> None:
        """Put the figures on the clipboard, a line each."""
        lines = (f"{name}\t{value}\n" for name, value in self.figures.texts().items())
        QGuiApplication.clipboard().setText("".join(lines))

    def copy_image(self) -> None:
        """Put the plot on the clipboard."""
        copy_image(self.plot.plot, self._themes.theme, self._caption())

    def save(self, path: Path) -> None:
        """Write course or plot, as the suffix says; why a path cannot be written is told by `failed`."""
        if self.source.trace is None:
            return
        try:
            match path.suffix.lower():
                case ".png":
                    save_png(path, self.plot.plot, self._themes.theme, self._caption())
                case ".svg":
                    save_svg(path, self.plot.plot, self._themes.theme, self._caption())
                case _:
                    save(trace_text(self.source.trace).encode(), path)
        except MixBenchError as error:
            self.failed.emit(str(error))
            return
        self.said.emit(self.tr("Saved to {path}").format(path=path))

    def _caption(self) -> str:
        """The conditions of the plot, for a picture of it."""
        case = self.source.case
        return " · ".join((registry.label(case.model), *case_words(case))) if case else ""

    def _ask_path(self, suffix: str) -> None:
        dialog = QFileDialog(self, self.tr("Save"), f"mixbench-memory.{suffix}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
