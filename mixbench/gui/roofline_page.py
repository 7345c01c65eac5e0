"""The page of the roofline: models and layers below what the machine can do, and where MACs mislead."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from mixbench.core.figure import Figure
from mixbench.core.layer_standings import layer_standings
from mixbench.core.model import Case, Conditions
from mixbench.core.roofline import Standing
from mixbench.core.roofs import Roof, Work
from mixbench.core.slower_pairs import by_models, slower_pairs
from mixbench.gui.export_chip import ExportChip
from mixbench.gui.figure_view import FigureView
from mixbench.gui.help_button import HelpButton
from mixbench.gui.layer_roofs_figure import LayersSight, bandwidth_figure, layers_figure
from mixbench.gui.layers_source import LayersSource
from mixbench.gui.panel import GAP, muted, set_tone
from mixbench.gui.redraws import Redraws
from mixbench.gui.roofline_bar import BarState, RooflineBar
from mixbench.gui.roofline_figure import intensity_axis, models_figure, rate_axis, ridge_note, roof_series
from mixbench.gui.roofline_points import Spots
from mixbench.gui.roofline_view import RooflineView
from mixbench.gui.roofline_words import layers_text
from mixbench.gui.roofs_source import RoofsSource
from mixbench.gui.selected_sizes import offered_sides, usual_side
from mixbench.gui.session_words import caption_of
from mixbench.gui.slower_list import SlowerList
from mixbench.gui.theme import ThemeManager
from mixbench.gui.workbench import BATCH, Workbench
from mixbench.jobs.events import Answered

#: Of the width: the plot, and what stands beside it.
_SHARES = (5, 3)


class RooflinePage(QWidget):
    """Switches above, the plot, beside it the pairs or the layers without MACs, the conventions below.

    It asks only while it is seen. `failed` and `said` carry sentences to show the user.
    """

    asked = Signal(object)  # Question
    withdrawn = Signal(object)  # Question
    failed = Signal(str)
    said = Signal(str)

    def __init__(self, bench: Workbench, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._is_running = False
        self._chosen_side: int | None = None
        self._spots = Spots(bench)
        self.source, self.roofs = LayersSource(bench, self), RoofsSource(self)
        self.redraws = Redraws(self, self.redraw)
        self.view, self.bandwidth = RooflineView(themes, self), RooflineView(themes, self)
        for view in (self.view, self.bandwidth):
            view.leave_legend_out()
        self.pairs = SlowerList(bench, self)
        self.bar = RooflineBar(self)
        self.export = ExportChip(self.views, themes, self._file_name, self._export_caption, self)
        self.caption = muted(parent=self, wrap=True)
        self.notice = muted(parent=self, wrap=True)
        self._lay_out()
        self._wire()
        self.redraw()

    # building

    def _lay_out(self) -> None:
        self.bar.add_at_end(HelpButton("roofline", self), self.export)
        self.beside = QStackedWidget(self)
        self.beside.addWidget(self.pairs)
        self.beside.addWidget(self.bandwidth)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self.splitter.setChildrenCollapsible(False)
        for place, part in enumerate((self.view, self.beside)):
            self.splitter.addWidget(part)
            self.splitter.setStretchFactor(place, _SHARES[place])
        self.splitter.setSizes([100 * share for share in _SHARES])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GAP, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self.bar)
        layout.addWidget(self.splitter, 1)
        layout.addWidget(self.notice)
        layout.addWidget(self.caption)

    def _wire(self) -> None:
        bench = self._bench
        for signal in (bench.items_reset, bench.item_changed, bench.roofs_changed, bench.environment_changed):
            signal.connect(self.redraws.schedule)
        for signal in (bench.models_changed, bench.selection_changed, bench.sweep_changed):
            signal.connect(self.redraws.schedule)
        bench.point_changed.connect(lambda: self.view.set_selected(bench.point))
        self.bar.subject_changed.connect(self._change_subject)
        self.bar.side_chosen.connect(self.choose_side)
        self.bar.time_clicked.connect(self._time_or_stop)
        self.bar.measure_clicked.connect(self._measure_or_stop)
        for source in (self.source, self.roofs):
            source.asked.connect(self.asked)
            source.withdrawn.connect(self.withdrawn)
            source.changed.connect(self.redraws.schedule)
        self.view.point_clicked.connect(self._choose)
        self.pairs.chosen.connect(self._choose_case)
        self.export.failed.connect(self.failed)
        self.export.said.connect(self.said)

    # asking

    def take(self, answered: Answered) -> None:
        """Hear what the engine says to a question."""
        self.source.take(answered)
        self.roofs.take(answered)

    def showEvent(self, event: QShowEvent) -> None:
        """Someone looks: the engine may be asked."""
        super().showEvent(event)
        self._wake()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks."""
        super().hideEvent(event)
        self.source.set_awake(False)

    def set_running(self, is_running: bool) -> None:
        """During a run questions wait, and the page is drawn rarely."""
        self._is_running = is_running
        self.redraws.set_quiet(is_running)
        self.redraws.schedule()

    def _wake(self) -> None:
        self.source.set_awake(self.isVisible() and self._shows_layers())

    def _time_or_stop(self) -> None:
        if self.source.is_timing:
            self.source.stop_timing()
            return
        self.source.time()
        case = self.source.case
        if case is not None and self.roofs.of(case.conditions) is None and not self.roofs.is_measuring:
            self.roofs.measure([case.conditions])

    def _measure_or_stop(self) -> None:
        if self.roofs.is_measuring:
            self.roofs.stop()
        else:
            self.roofs.measure(self._conditions())

    def _conditions(self) -> Sequence[Conditions]:
        """Under which the roofs are wanted: those of what is shown, else of the next run."""
        items = self._bench.items.values()
        if items and not self._shows_layers():
            return tuple(dict.fromkeys(item.case.conditions for item in items))
        return (self._bench.sweep.conditions,)

    # what is looked at

    def choose_side(self, side: int) -> None:
        """Look at the layers at another resolution in pixels."""
        self._chosen_side = side
        self.redraw()

    def views(self) -> Sequence[FigureView]:
        """The plots that stand on the page."""
        has_second = self._shows_layers() and bool(self.bandwidth.figure.series)
        return (self.view, self.bandwidth) if has_second else (self.view,)

    def _shows_layers(self) -> bool:
        return self.bar.shows_layers

    def _change_subject(self) -> None:
        self._wake()
        self.redraw()

    def _layers_case(self) -> Case | None:
        """The selected model as the sweep would run it; the sizes that it accepts are offered."""
        model, sweep = self._bench.selected, self._bench.sweep
        sides = offered_sides(model, sweep) if model else ()
        side = self._chosen_side if self._chosen_side in sides else None
        if model is not None and side is None:
            side = usual_side(model, sweep)
        self.bar.offer_sides(sides, side)
        if model is None or side is None:
            return None
        batch = min(sweep.values) if sweep.axis == BATCH else sweep.batch
        conditions = replace(sweep.conditions, mode="inference", runtime="eager")
        return Case(model, side, side, batch, conditions)

    # what is drawn

    def redraw(self) -> None:
        """Draw the bench as it is now."""
        if self._shows_layers():
            self._draw_layers()
        else:
            self._draw_models()
        self.bar.show_state(self._bar_state())
        self._show_beside()
        self.caption.setText(self.view.figure.caption)
        self.export.setEnabled(bool(self.view.figure.series))
        self.redraws.done()

    def _show_beside(self) -> None:
        """The plot has the whole width where there is nothing to stand beside it."""
        beside = self.bandwidth if self._shows_layers() else self.pairs
        self.beside.setCurrentWidget(beside)
        has_layers = bool(self.bandwidth.figure.series)
        self.beside.setVisible(has_layers if self._shows_layers() else self.pairs.has_entries)

    def _draw_models(self) -> None:
        ticked = set(self._bench.ticked)
        spots = tuple(spot for spot in self._spots.read() if spot.contender.case.model in ticked)
        roofs = {spot.contender.standing.roof: None for spot in spots if spot.contender.standing.roof}
        here = self.roofs.of(self._bench.sweep.conditions)
        if not spots and not self._bench.items and here is not None:
            roofs[here] = None
        self.view.set_figure(models_figure(self._bench, spots, roofs, self._what_to_do()))
        self.pairs.show_entries(by_models(slower_pairs(spot.contender for spot in spots)))
        has_several = len({spot.contender.case.model.key for spot in spots}) > 1
        without = self._no_pairs() if has_several and not self.pairs.has_entries else ""
        self._tell(self._roof_notice() or without, is_problem=bool(self.roofs.problem))

    def _no_pairs(self) -> str:
        return self.tr(
            "No model with fewer MACs surely takes longer at the same size and conditions; "
            "intervals that overlap are not ranked."
        )

    def _what_to_do(self) -> str:
        if not self._bench.ticked:
            return self.tr("Tick models at the left: their results are held against the roofs here.")
        if self._bench.items and not any(
            item.case.model in self._bench.ticked for item in self._bench.items.values()
        ):
            return self.tr(
                "No ticked model has results in this session. Tick one that has, or press Run to measure "
                "those that are ticked."
            )
        return self.tr(
            "Press Run: each finished point appears below the roofs of this machine. "
            "Measure the roofs to see them now."
        )

    def _roof_notice(self) -> str:
        if self.roofs.is_measuring:
            return self.tr("The best rates of this machine are being measured, some seconds…")
        if self.roofs.problem:
            return self.roofs.problem
        if self._is_elsewhere():
            return self.tr(
                "These results were measured on another machine or with other libraries than the engine has: "
                "that machine's roofs cannot be measured here."
            )
        return ""

    def _is_elsewhere(self) -> bool:
        """Whether results without a roof are shown whose machine the engine does not run on."""
        items, known = self._bench.items, self._bench.environment
        lacking = any(item.case.conditions not in self._bench.roofs for item in items.values())
        here = self.roofs.here
        return lacking and known is not None and here is not None and known != here

    def _draw_layers(self) -> None:
        case = self._layers_case()
        if case != self.source.case:
            self.source.look_at(case)
        sight = self._sight()
        if sight is None:
            roof = self.roofs.of(case.conditions) if case else None
            self.view.set_figure(self._without_layers(roof))
            self.bandwidth.set_figure(Figure("", intensity_axis(), rate_axis()))
        else:
            self.view.set_figure(layers_figure(sight))
            self.bandwidth.set_figure(bandwidth_figure(sight))
        problem = self.source.time_problem or self.source.problem or self.roofs.problem
        self._tell(problem or (layers_text(sight.found) if sight else ""), is_problem=bool(problem))

    def _sight(self) -> LayersSight | None:
        """The layers of the case once they were counted and timed."""
        case, count, times = self.source.case, self.source.count, self.source.times
        if case is None or count is None or times is None:
            return None
        roof = self.roofs.of(case.conditions)
        work = Work(count.macs * case.batch, (count.bytes_read + count.bytes_written) * case.batch)
        return LayersSight(
            self._bench.label(case.model),
            self._bench.slot(case.model),
            layer_standings(count, case.batch, times, roof),
            Standing(work, times.plain_ms, roof=roof),
        )

    def _without_layers(self, roof: Roof | None) -> Figure:
        """The roofs alone, and what to do."""
        roofs = () if roof is None else (roof,)
        return Figure(
            title=self.tr("Layers below the roofs"),
            x=intensity_axis(),
            y=rate_axis(),
            series=tuple(roof_series(roofs, ())),
            annotations=tuple(map(ridge_note, roofs)),
            empty=self._layers_wanted(),
        )

    def _layers_wanted(self) -> str:
        if self._bench.selected is None:
            return self.tr("Select a model at the left: its layers are held against the roofs here.")
        if self.source.case is None:
            return self.tr("The selected model accepts none of these resolutions.")
        if self._is_running:
            return self.tr("The layers can be timed as soon as the run is over.")
        if self.source.is_timing:
            return self.tr("The model runs with a clock at every layer…")
        return self.tr("Press Time the layers: the model runs with a clock at every layer, a second or some.")

    # switches

    def _bar_state(self) -> BarState:
        shows_layers = self._shows_layers()
        return BarState(
            is_timing=self.source.is_timing,
            is_measuring=self.roofs.is_measuring,
            may_time=self.source.case is not None and not self._is_running,
            may_measure=not self._is_running,
            why_not="" if shows_layers or not self._is_elsewhere() else self._roof_notice(),
        )

    def _tell(self, sentence: str, *, is_problem: bool) -> None:
        self.notice.setText(sentence)
        set_tone(self.notice, "bad" if is_problem else "neutral")
        self.notice.setVisible(bool(sentence))

    # points

    def _choose(self, id: str, place: int) -> None:
        series = next((one for one in self.view.figure.series if one.id == id), None)
        if series is not None and place < len(series.numbers):
            self._bench.choose_point(series.numbers[place])

    def _choose_case(self, case: Case) -> None:
        """Show the slower model of a pair in the plot, the table and the inspector."""
        numbers = (number for number, item in self._bench.items.items() if item.case == case)
        self._bench.choose_point(next(numbers, None))

    # a picture

    def _file_name(self) -> str:
        case = self.source.case
        if not self._shows_layers() or case is None:
            return "mixbench-roofline"
        return f"mixbench-roofline-{re.sub(r'[^a-zA-Z0-9_.]+', '-', case.model.key)}"

    def _export_caption(self) -> str:
        if self._shows_layers():
            return "\n".join(text for text in (self.notice.text(), self.caption.text()) if text)
        return caption_of(self._bench, self.caption.text())
