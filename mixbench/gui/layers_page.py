"""The page of the layers: what each module of the selected model costs, holds and takes."""

from __future__ import annotations

import re
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from mixbench.catalog import registry
from mixbench.core.cost import Count
from mixbench.core.errors import MixBenchError
from mixbench.core.layer_times import LayerTimes
from mixbench.core.layer_tree import differences
from mixbench.core.model import Case, Model
from mixbench.core.units import milliseconds, percent
from mixbench.gui.elided_label import ElidedLabel
from mixbench.gui.law_curve import resolve
from mixbench.gui.layer_columns import Dissection
from mixbench.gui.layers_bar import LayersBar
from mixbench.gui.layers_source import LayersSource
from mixbench.gui.layers_view import LayersView
from mixbench.gui.panel import GAP, muted, set_role, set_tone
from mixbench.gui.side_box import SideBox
from mixbench.gui.theme import ThemeManager
from mixbench.gui.waiting import Waiting
from mixbench.gui.workbench import BATCH, Workbench
from mixbench.store.layer_exports import write_layers


class LayersPage(QWidget):
    """A tree to sort, search, copy and export. It asks only while it is seen."""

    failed = Signal(str)  # a sentence to show the user
    saved = Signal(str)  # a sentence to show the user
    side_changed = Signal(int)  # the resolution in pixels that is looked at

    def __init__(self, bench: Workbench, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._is_running = False
        self.source = LayersSource(bench, self)
        self.asked, self.withdrawn, self.take = self.source.asked, self.source.withdrawn, self.source.take
        self.tree = LayersView(themes, self)
        self._build_heading()
        self.bar = LayersBar(self.tree, self)
        self.bar.save_requested.connect(self._ask_path)
        self._build_words()
        self._lay_out()
        self.source.changed.connect(self._show)
        bench.settled.connect(self.refresh)
        self.refresh()
        self._show()

    # building

    def _build_heading(self) -> None:
        self.heading = ElidedLabel(self)
        set_role(self.heading, "subtitle")
        self.side = SideBox(self.tr("The resolution at which the layers are counted"), self)
        self.side.chosen.connect(self.refresh)
        self.time_button = QPushButton(self)
        self.time_button.clicked.connect(self._time_or_stop)

    def _build_words(self) -> None:
        self.waiting = Waiting(self)
        self.waiting.ask_again.connect(self.source.ask_again)
        self.notice = muted(parent=self, wrap=True)
        self.totals = muted(parent=self, wrap=True)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(GAP)
        top.addWidget(self.heading, 1)
        top.addWidget(muted(self.tr("at"), self))
        top.addWidget(self.side)
        top.addWidget(self.time_button)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.waiting)
        self._stack.addWidget(self.tree)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GAP, 0, 0)
        layout.setSpacing(GAP)
        layout.addLayout(top)
        layout.addWidget(self.bar)
        layout.addLayout(self._stack, 1)
        layout.addWidget(self.totals)
        layout.addWidget(self.notice)

    # what is looked at

    def showEvent(self, event: QShowEvent) -> None:
        """Someone looks: the engine may be asked."""
        super().showEvent(event)
        self.source.set_awake(True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self.source.set_awake(False)

    def refresh(self) -> None:
        """Look at the selected model as the sweep's settings say."""
        model = self._bench.selected
        side = self.side.offer(model, self._bench.sweep)
        self.side.setEnabled(self.side.count() > 1)
        self.heading.show_text(self._heading_text(model))
        self.source.look_at(self._case_at(model, side) if model and side else None)
        if side:
            self.side_changed.emit(side)

    def choose_side(self, side: int) -> None:
        """Look at another resolution in pixels, where the model accepts it."""
        self.side.choose(side)

    def set_running(self, is_running: bool) -> None:
        """During a run questions wait; it may have answered this one."""
        self._is_running = is_running
        self.source.look_at(self.source.case)
        self._show()

    def _case_at(self, model: Model, side: int) -> Case:
        return Case(model, side, side, self._batch(), self._bench.sweep.conditions)

    def _batch(self) -> int:
        sweep = self._bench.sweep
        return min(sweep.values) if sweep.axis == BATCH else sweep.batch

    def _heading_text(self, model: Model | None) -> str:
        if model is None:
            return ""
        mode = {"inference": self.tr("inference"), "training_step": self.tr("training step")}
        conditions = self.tr("batch {batch} · {mode}").format(
            batch=self._batch(), mode=mode[self._bench.sweep.conditions.mode]
        )
        return f"{registry.label(model)}  ·  {conditions}"

    # what is shown

    def _show(self) -> None:
        source, model = self.source, self._bench.selected
        is_known = source.count is not None and model is not None
        self._stack.setCurrentWidget(self.tree if is_known else self.waiting)
        self.bar.setEnabled(is_known)
        if model is not None and source.count is not None:
            self.tree.show_layers(Dissection(registry.label(model), source.count, source.times))
            self._show_totals(source.count)
        else:
            self.waiting.explain(self._waiting_text(model), source.problem)
            self.totals.clear()
        self._show_timing()

    def _waiting_text(self, model: Model | None) -> str:
        """Why there is no tree, and what to do about it."""
        if model is None:
            return self.tr("Select a model at the left: its layers are shown here.")
        if self.source.case is None:
            resolved = resolve(model)
            side = self._bench.sweep.resolution_px
            return (resolved.refusal(side, side) if resolved else None) or ""
        if self._is_running:
            return self.tr("The layers are counted as soon as the run is over.")
        return self.tr("The layers are being counted…")

    def _show_totals(self, count: Count) -> None:
        """That nothing was lost between the layers and the count; what was would be the counter's fault."""
        assert self.tree.layers.whole is not None
        root = self.tree.layers.whole.root
        missed = differences(root, count)
        set_tone(self.totals, "bad" if missed else "neutral")
        if missed:
            words = self.tr(
                "The layers do not sum to the count of the network: {differences}. Please report it."
            )
            told = ", ".join(f"{name} {by:+,d}" for name, by in missed.items())
            self.totals.setText(words.format(differences=told))
            return
        self.totals.setText(
            self.tr(
                "{layers} layers sum to {macs} MACs and {params} parameters: the count of the network"
            ).format(layers=len(count.layers), macs=f"{root.total.macs:,}", params=f"{root.total.params:,}")
        )

    def _show_timing(self) -> None:
        source = self.source
        self.time_button.setText(self.tr("Stop timing") if source.is_timing else self.tr("Time the layers"))
        self.time_button.setToolTip(self.tr("Run the model and see how its time divides among the layers"))
        self.time_button.setEnabled(source.is_timing or (source.count is not None and not self._is_running))
        self.notice.setText(self._timing_text(source.times))
        set_tone(self.notice, "bad" if source.time_problem else "neutral")
        self.notice.setVisible(bool(self.notice.text()))

    def _timing_text(self, times: LayerTimes | None) -> str:
        if self.source.is_timing:
            return self.tr("The model runs with a clock at every layer…")
        if self.source.time_problem or times is None:
            return self.source.time_problem
        words = self.tr(
            "Times are medians of {passes} passes of {whole} ms; the clocks made them {overhead} longer"
        )
        return words.format(
            passes=times.passes, whole=milliseconds(times.whole_ms), overhead=percent(times.overhead)
        )

    # what the person does

    def _time_or_stop(self) -> None:
        if self.source.is_timing:
            self.source.stop_timing()
        else:
            self.source.time()

    def save(self, path: Path) -> None:
        """Write every module as CSV; a path that cannot be written is a sentence in `failed`."""
        whole = self.tree.layers.whole
        if whole is None:
            return
        try:
            written = write_layers(whole.root, path)
        except MixBenchError as error:
            self.failed.emit(str(error))
            return
        self.saved.emit(self.tr("Saved %n module(s) to {path}", "", written).format(path=path))

    def _ask_path(self) -> None:
        case = self.source.case
        if case is None:
            return
        name = re.sub(r"[^\w.]+", "-", case.model.key)
        dialog = QFileDialog(
            self, self.tr("Save the layers"), f"mixbench-layers-{name}-{case.resolution}.csv"
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.setNameFilter(self.tr("Comma-separated values (*.csv)"))
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
