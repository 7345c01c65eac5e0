"""The page of the front: published accuracy against a cost, what is bettered by nothing, and a chooser."""

from __future__ import annotations

from dataclasses import replace
from html import escape

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QVBoxLayout, QWidget

from mixbench.catalog.accuracies import Accuracy, accuracies
from mixbench.catalog.candidates import models_of_catalog
from mixbench.catalog.weighing import Front, Scales, front, settings_of
from mixbench.core.amounts import CostKind, Observation
from mixbench.core.choosing import QUANTITIES
from mixbench.core.model import Model
from mixbench.core.pareto import best_within
from mixbench.gui.chooser import Chooser
from mixbench.gui.export_chip import ExportChip
from mixbench.gui.help_button import HelpButton
from mixbench.gui.item_times import estimate_of
from mixbench.gui.panel import GAP, Chip, muted
from mixbench.gui.pareto_bar import ParetoBar
from mixbench.gui.pareto_figure import Drawing, bound_text, pareto_caption, pareto_figure
from mixbench.gui.pareto_words import UNITS, best_text, names_by_reason, setting_text
from mixbench.gui.redraws import Redraws
from mixbench.gui.scatter_view import ScatterView
from mixbench.gui.theme import ThemeManager
from mixbench.gui.workbench import RESOLUTION, Workbench

#: How the height is shared at first; a handle between them changes it.
_UPPER_PX, _LOWER_PX = 640, 260
#: A page lower than this shows the points or the chooser, not both.
_TALL_PX = 620


class ParetoPage(QWidget):
    """Chips above, the points, the sentence on the budget, and below them the chooser. `failed` and `said`
    are sentences to show the user."""

    failed = Signal(str)
    said = Signal(str)

    def __init__(self, bench: Workbench, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self.redraws = Redraws(self, self.redraw)
        #: Budgets on what the chooser does not ask for, in the unit that costs are kept in.
        self._others: dict[CostKind, float | None] = {}
        self._numbers: list[int] = []
        self.front: Front | None = None
        self._scales = Scales.of([])
        self.view = ScatterView(themes, self)
        self.best = QLabel(self, wordWrap=True)
        self.missing = muted(parent=self, wrap=True)
        self.caption = muted(parent=self, wrap=True)
        self.chooser = Chooser(themes, self)
        self.bar = ParetoBar(self)
        self.lay_out_sweep = Chip(parent=self)
        self.lay_out_sweep.hide()
        self.export = ExportChip(
            lambda: (self.view,), themes, self._file_name, lambda: self.view.figure.caption, self
        )
        self._lay_out()
        self._wire()
        self.redraws.schedule()

    # building

    def _lay_out(self) -> None:
        self.bar.add_at_end(HelpButton("pareto", self), self.export)
        self.upper = QWidget(self)
        column = QVBoxLayout(self.upper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.view, 1)
        column.addWidget(self.best)
        column.addWidget(self.caption)
        below = QHBoxLayout()
        below.setSpacing(GAP)
        below.addWidget(self.missing, 1)
        below.addWidget(self.lay_out_sweep)
        column.addLayout(below)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.addWidget(self.upper)
        self.splitter.addWidget(self.chooser)
        self.splitter.setCollapsible(0, False)
        self.splitter.setSizes([_UPPER_PX, _LOWER_PX])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GAP, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self.bar)
        layout.addWidget(self.splitter, 1)

    def _wire(self) -> None:
        bench = self._bench
        for signal in (bench.models_changed, bench.items_reset, bench.environment_changed):
            signal.connect(self.redraws.schedule)
        bench.item_changed.connect(lambda _: self.redraws.schedule())
        bench.selection_changed.connect(self._mark_selected)
        self.bar.changed.connect(self.redraw)
        self.bar.choosing.toggled.connect(self._share_height)
        self.bar.budget.changed.connect(self._set_budget)
        self.view.bound_moved.connect(self._set_budget)
        self.view.spot_clicked.connect(self._take)
        self.chooser.changed.connect(self._follow_budget)
        self.chooser.model_chosen.connect(self._select)
        self.lay_out_sweep.clicked.connect(self._set_sweep)
        self.export.failed.connect(self.failed)
        self.export.said.connect(self.said)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another height has room for both halves, or for one."""
        super().resizeEvent(event)
        self._share_height()

    def _share_height(self) -> None:
        is_tall = self.height() >= _TALL_PX
        self.bar.choosing.setVisible(not is_tall)
        self.upper.setVisible(is_tall or not self.bar.choosing.isChecked())
        self.chooser.setVisible(is_tall or self.bar.choosing.isChecked())
        self.bar.show_picture_switches(not self.upper.isHidden())

    # what is chosen

    def limit(self) -> float | None:
        """The budget on the cost that is drawn, in the unit that it is kept in."""
        kind = self.bar.kind
        for quantity in QUANTITIES:
            if quantity == kind:
                return self.chooser.budget(quantity)
        return self._others.get(kind)

    def _set_budget(self, amount: float | None) -> None:
        """Take over a budget in the unit of the axis; the chooser asks for the same."""
        kind = self.bar.kind
        limit = amount * UNITS[kind][0] if amount else None
        for quantity in QUANTITIES:
            if quantity == kind:
                self.chooser.set_budget(quantity, limit)
                break
        else:
            self._others[kind] = limit
        self._follow_budget()

    def _follow_budget(self) -> None:
        """Move the line and say what follows; the points stay where they are."""
        if self.front is None:
            return
        limit, (size, _) = self.limit(), UNITS[self.bar.kind]
        self.view.show_bound(None if limit is None else limit / size, bound_text(self.bar.kind, limit))
        self.bar.show_budget(limit)
        self._show_best(self.front)
        self.chooser.show_choice(self._models(), self.bar.accepts(), self._scales)

    # what is drawn

    def set_quiet(self, quiet: bool) -> None:
        """Draw rarely while the worker times."""
        self.redraws.set_quiet(quiet)

    def redraw(self) -> None:
        """Weigh the accuracies anew and draw them."""
        observations = self._observations()
        self._scales = scales = Scales.of(observations, self.bar.choose_setting(settings_of(observations)))
        self.front = found = front(self._accuracies(), self.bar.kind, scales)
        self._show_figure(found)
        self._show_best(found)
        self._show_missing(found)
        self.chooser.show_choice(self._models(), self.bar.accepts(), scales)
        self._mark_selected()
        self.redraws.done()

    def _observations(self) -> list[Observation]:
        """What the session knows of models at the sizes of their accuracies; only that is looked into."""
        wanted = {one.cost_key for one in accuracies()}
        items = [
            item
            for item in self._bench.items.values()
            if f"{item.case.model.key}@{item.case.resolution}" in wanted
        ]
        self._numbers = [item.number for item in items]
        return [Observation(item.case, item.measurement, estimate_of(item)) for item in items]

    def _accuracies(self) -> list[Accuracy]:
        accepts, keys = self.bar.accepts(), {model.key for model in self._bench.ticked}
        only_ticked = self.bar.ticked.isChecked()
        alike = [one for one in accuracies() if accepts.holds(one)]
        return [one for one in alike if not only_ticked or one.model.key in keys]

    def _models(self) -> tuple[Model, ...]:
        """The ticked models, or every published one and the ticked copies."""
        ticked = self._bench.ticked
        if self.bar.ticked.isChecked():
            return ticked
        return tuple(dict.fromkeys((*models_of_catalog(), *ticked)))

    def _show_figure(self, found: Front) -> None:
        slots = {model.key: self._bench.slot(model) for model in self._bench.ticked}
        setting = setting_text(found.setting) if found.setting else ""
        caption = pareto_caption(found, self._bench.session, setting)
        drawing = Drawing(self.bar.log_x.isChecked(), self.limit(), slots)
        self.view.set_figure(pareto_figure(found, drawing, caption, self._empty_text(found)))
        self.caption.setText(caption)
        self.export.setEnabled(bool(found.points))
        self.bar.show_budget(self.limit())

    def _empty_text(self, found: Front) -> str:
        """Why there is nothing, and what to do."""
        if not found.missing:
            return self.tr(
                "No published accuracy is left: let more kinds of training in, or untick “Ticked”."
            )
        return self.tr(
            "Nothing here was measured at the size of its published accuracy. Tick models and measure them "
            "at 224 px, or choose MACs or Parameters, which need no measurement."
        )

    def _show_best(self, found: Front) -> None:
        limit = self.limit()
        self.best.setVisible(limit is not None and bool(found.points))
        if limit is not None:
            self.best.setText(best_text(found, best_within(found.contenders(), found.limit(limit)), limit))

    def _show_missing(self, found: Front) -> None:
        """How many have no cost, and why; the sweep that measures those that are ticked is one click away."""
        count, names = len(found.missing), names_by_reason(found)
        self.missing.setVisible(bool(count))
        words = self.tr("{count} of {all} accuracies have no such cost here: {reasons}")
        reasons = ", ".join(f"{len(those)} {reason}" for reason, those in names.items())
        self.missing.setText(words.format(count=count, all=count + len(found.points), reasons=reasons))
        lines = (escape(f"{reason}: {', '.join(those)}") for reason, those in names.items())
        self.missing.setToolTip(f"<qt>{'<br>'.join(lines)}</qt>" if names else "")
        sides = self._missing_sides(found)
        self.lay_out_sweep.setVisible(bool(sides))
        text = ", ".join(str(side) for side in sides)
        self.lay_out_sweep.setText(self.tr("Set the sweep to {sides} px").format(sides=text))
        self.lay_out_sweep.setToolTip(
            self.tr("Ticked models are not measured at this size yet; then press Run")
        )

    def _missing_sides(self, found: Front) -> tuple[int, ...]:
        keys = {model.key for model in self._bench.ticked}
        open_ones = [one.accuracy for one in found.missing if one.ended is None and not one.error]
        return tuple(sorted({one.resolution_px for one in open_ones if one.model.key in keys}))

    def _set_sweep(self) -> None:
        if self.front is not None:
            sides = self._missing_sides(self.front)
            self._bench.set_sweep(replace(self._bench.sweep, axis=RESOLUTION, values=sides))
            self.said.emit(self.tr("The sweep is set; Run measures the ticked models there"))

    # what is taken

    def _mark_selected(self) -> None:
        selected = self._bench.selected
        self.view.select_key(selected.key if selected else "")

    def _take(self, id: str) -> None:
        """Select the model of a point, and its measurement where there is one."""
        points = self.front.points if self.front else ()
        one = next((point for point in points if point.accuracy.id == id), None)
        if one is None:
            return
        self._select(one.accuracy.model)
        if one.number is not None:
            self._bench.choose_point(self._numbers[one.number])

    def _select(self, model: Model) -> None:
        """A network that a paper built otherwise stands in the tree as its variant."""
        known = model in self._bench.custom or not model.overrides
        self._bench.select(model if known else Model(model.variant))

    def _file_name(self) -> str:
        return f"mixbench-pareto-{self.bar.kind}"
