"""The page where the argument is seen: any metric against any axis, by law and as measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from mixbench.core.figure import Figure
from mixbench.gui.export_chip import ExportChip
from mixbench.gui.figure_grid import FigureGrid, by_model
from mixbench.gui.figure_view import FigureView
from mixbench.gui.flow_layout import FlowLayout
from mixbench.gui.help_button import HelpButton
from mixbench.gui.metrics import metric, metric_groups
from mixbench.gui.multiples_chip import MultiplesChip
from mixbench.gui.panel import GAP, Chip, muted
from mixbench.gui.redraws import Redraws
from mixbench.gui.scaling_axes import SIZE_AXES, axis_name, offered_axes
from mixbench.gui.scaling_figure import ScalingChoice, metric_figures, scaling_figure
from mixbench.gui.session_words import caption_of
from mixbench.gui.theme import ThemeManager
from mixbench.gui.workbench import Workbench

#: What a combo box needs beside its words: padding, border, arrow.
_COMBO_FRAME_PX = 42

#: Working out figures for longer than this is a turn of the event loop by itself.
_LONG_MS = 12

#: Series that get their items within one turn; each takes two or three milliseconds.
_NEW_AT_ONCE = 6


class ScalingPage(QWidget):
    """Switches above, the plot, its conventions below. `failed` and `said` carry a sentence to show the user,
    `also_chosen` the item of a point that was clicked with Ctrl, beside the one that is chosen."""

    failed = Signal(str)
    said = Signal(str)
    also_chosen = Signal(int)

    def __init__(self, bench: Workbench, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._themes = bench, themes
        self._redraws = Redraws(self, self._redraw_in_steps)
        #: What was worked out and waits to be shown in the next turn of the event loop.
        self._next = QTimer(self, interval=0, singleShot=True)
        self._next.timeout.connect(self._show_before_painting)
        self._painting = QTimer(self, interval=0, singleShot=True)
        self._figures: tuple[Figure, tuple[Figure, ...]] | None = None
        self.view = FigureView(themes, self)
        self._painting.timeout.connect(lambda: self.view.setUpdatesEnabled(True))
        self.grid = FigureGrid(themes, self)
        self._build_switches(ScalingChoice())
        self.caption = muted(parent=self, wrap=True)
        self._lay_out()
        self._wire()
        self._offer_axes()
        _fit_text(self.metric_box)
        self.redraw()

    # building

    def _build_switches(self, first: ScalingChoice) -> None:
        self.metric_box = QComboBox(self)
        for group in metric_groups():
            if self.metric_box.count():
                self.metric_box.insertSeparator(self.metric_box.count())
            for offered in group:
                self.metric_box.addItem(offered.name, offered.id)
        self.metric_box.setCurrentIndex(self.metric_box.findData(first.metric))
        self.metric_box.setToolTip(self.tr("What is drawn upwards"))
        self.metric_box.setAccessibleName(self.tr("Metric"))
        self.axis_box = QComboBox(self)
        self.axis_box.setToolTip(self.tr("What is drawn to the right"))
        self.axis_box.setAccessibleName(self.tr("Axis"))
        for combo in (self.metric_box, self.axis_box):
            combo.currentIndexChanged.connect(lambda _=0, combo=combo: _fit_text(combo))
        self._build_chips(first)

    def _build_chips(self, first: ScalingChoice) -> None:
        self.log_x = self._switch(self.tr("log x"), first.log_x)
        self.log_x.setToolTip(self.tr("Space the horizontal axis by powers"))
        self.log_y = self._switch(self.tr("log y"), first.log_y)
        self.log_y.setToolTip(self.tr("Space the vertical axis by powers: power laws become lines"))
        self.spatial_only = self._switch(self.tr("Spatial only"), first.spatial_only)
        self.spatial_only.setToolTip(self.tr("Leave out everything but the layers that mix positions"))
        self.crossovers = self._switch(self.tr("Crossovers"), first.crossovers)
        self.crossovers.setToolTip(self.tr("Say where one model becomes dearer than another"))
        self.multiples = MultiplesChip(self._themes, self)
        self.export = ExportChip(
            self.views,
            self._themes,
            lambda: f"mixbench-{self.choice().metric}",
            lambda: caption_of(self._bench, self.caption.text()),
            self,
        )

    def _switch(self, text: str, is_on: bool) -> Chip:
        chip = Chip(text, checkable=True, parent=self)
        chip.setChecked(is_on)
        return chip

    def _lay_out(self) -> None:
        row = FlowLayout(gap=GAP - 2)
        row.addWidget(self.metric_box)
        row.addWidget(self.axis_box)
        for chip in (self.log_x, self.log_y, self.spatial_only, self.crossovers):
            row.addWidget(chip)
        row.add_at_end(self.export)
        self._plots = QStackedLayout()
        self._plots.addWidget(self.view)
        self._plots.addWidget(self.grid)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GAP, 0, 0)
        layout.setSpacing(GAP)
        layout.addLayout(row)
        layout.addLayout(self._plots, 1)
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        foot.addWidget(self.caption, 1)
        foot.addWidget(HelpButton("laws", self), 0, Qt.AlignmentFlag.AlignBottom)  # the row above is full
        foot.addWidget(self.multiples, 0, Qt.AlignmentFlag.AlignBottom)
        layout.addLayout(foot)

    def _wire(self) -> None:
        bench = self._bench
        for signal in (
            bench.items_reset,
            bench.item_changed,
            bench.roofs_changed,
            bench.overlays_changed,
            bench.environment_changed,
        ):
            signal.connect(self.schedule)
        bench.models_changed.connect(self._follow_models)
        bench.sweep_changed.connect(self._follow_sweep)
        bench.point_changed.connect(self._show_point)
        for combo in (self.metric_box, self.axis_box):
            combo.currentIndexChanged.connect(self.redraw)
        for chip in (self.log_x, self.log_y, self.spatial_only, self.crossovers):
            chip.toggled.connect(self.redraw)
        self.multiples.changed.connect(self.redraw)
        self.view.point_clicked.connect(lambda id, place: self._choose(self.view, id, place))
        self.grid.point_clicked.connect(
            lambda number, id, place: self._choose(self.grid.views[number], id, place)
        )
        self.export.failed.connect(self.failed)
        self.export.said.connect(self.said)

    # what is drawn

    def choice(self) -> ScalingChoice:
        """What the switches say."""
        return ScalingChoice(
            metric=self.metric_box.currentData(),
            axis=self.axis_box.currentData(),
            log_x=self.log_x.isChecked(),
            log_y=self.log_y.isChecked(),
            spatial_only=self.spatial_only.isChecked(),
            crossovers=self.crossovers.isChecked(),
        )

    def views(self) -> Sequence[FigureView]:
        """The plots that stand on the page: one, or small multiples."""
        return self.grid.views if self._plots.currentWidget() is self.grid else (self.view,)

    # what the menus do

    def show_whole(self) -> None:
        """Show all data again, in every plot."""
        self._acting_view().zoom.show_whole()

    def step_view(self, steps: int) -> None:
        """Go back or ahead in what was looked at."""
        self._acting_view().zoom.step(steps)

    def copy_summary(self) -> None:
        """Put what is drawn into the clipboard, in words, a line a plot."""
        QGuiApplication.clipboard().setText("\n".join(view.summary() for view in self.views()))

    def _acting_view(self) -> FigureView:
        """The plot that has the keys, else the one that was zoomed last, else the first."""
        views = self.views()
        ranked = sorted(views, key=lambda view: (not view.hasFocus(), not view.zoom.history.can_go(-1)))
        return ranked[0] if ranked else self.view

    # what is drawn anew

    def schedule(self) -> None:
        """Redraw soon, once for many changes."""
        self._redraws.schedule()

    def set_quiet(self, is_quiet: bool) -> None:
        """Repaint rarely while the worker times; afterwards show what was held back at once."""
        self._redraws.set_quiet(is_quiet)

    def redraw(self) -> None:
        """Draw the bench as it is now."""
        self._work_out_figures()
        self._show_figures()

    def _redraw_in_steps(self) -> None:
        """The same; where it takes long, in turns of the event loop: keys and clicks come between."""
        began = QElapsedTimer()
        began.start()
        self._work_out_figures()
        if began.elapsed() < _LONG_MS and self._first_part() is None:
            self._show_figures()
        else:
            self._next.start()

    def _show_before_painting(self) -> None:
        """Turns for the items of the plot, few new ones in each; then one to paint them."""
        self.view.setUpdatesEnabled(False)
        part = self._first_part()
        if part is not None:
            self.view.set_figure(part)
            self._next.start()
            return
        self._show_figures()

    def _first_part(self) -> Figure | None:
        """What of the figure one turn has the time for; None where that is all of it."""
        if self._figures is None:
            return None
        figure, _ = self._figures
        part = self.view.first_part(figure, _NEW_AT_ONCE)
        return None if part is figure else part

    def showEvent(self, event: QShowEvent) -> None:
        """What is seen first is the bench as it is, not as it was before the changes that wait."""
        super().showEvent(event)
        if self._redraws.is_due or self._next.isActive():
            self.redraw()

    def _work_out_figures(self) -> None:
        figure = scaling_figure(self._bench, self.choice())
        self._figures = figure, self._multiples(figure)
        self._redraws.done()

    def _show_figures(self) -> None:
        self._next.stop()
        if not self.view.updatesEnabled():  # shown in turns so far; whoever ends that lets it be painted
            self._painting.start()
        if self._figures is None:
            return
        figure, several = self._figures
        self._figures = None
        self._plots.setCurrentWidget(self.grid if several else self.view)
        if several:
            self.grid.set_figures(several, shares_y=self.multiples.choice == "models")
        self.view.set_figure(figure)  # a report takes the whole plot, also where small ones are shown
        self.caption.setText(figure.caption)
        self.export.setEnabled(not figure.empty)
        knows_roles = metric(self.metric_box.currentData()).knows_roles
        self.spatial_only.setEnabled(knows_roles or self.multiples.choice == "metrics")

    def _multiples(self, figure: Figure) -> tuple[Figure, ...]:
        """The small figures; none where one plot is asked for, or nothing is there to be divided."""
        match self.multiples.choice:
            case "models":
                return by_model(figure)
            case "metrics":
                return metric_figures(self._bench, self.choice(), figure)
            case _:
                return ()

    def _offer_axes(self) -> None:
        """The axes that make sense for the bench; the one that is looked at stays chosen where it can."""
        swept = self._bench.sweep.axis
        before = self.axis_box.currentData()
        groups = offered_axes(self._bench)
        offered = [axis for group in groups for axis in group]
        if offered == [axis for axis in self._data_of(self.axis_box) if axis]:
            return
        self.axis_box.blockSignals(True)
        self.axis_box.clear()
        for group in groups:
            if self.axis_box.count():
                self.axis_box.insertSeparator(self.axis_box.count())
            for axis in group:
                self.axis_box.addItem(axis_name(axis, self._bench), axis)
        kept = before if before in offered else swept
        self.axis_box.setCurrentIndex(self.axis_box.findData(kept))
        self.axis_box.blockSignals(False)
        _fit_text(self.axis_box)

    def _data_of(self, combo: QComboBox) -> list[str | None]:
        return [combo.itemData(place) for place in range(combo.count())]

    def _follow_models(self) -> None:
        """Other models have other hyperparameters in common."""
        self._offer_axes()
        self._redraws.schedule(at_once=self._bench.is_dragging)

    def _follow_sweep(self) -> None:
        """A sweep along something else is looked at along that."""
        swept = self._bench.sweep.axis
        shown = self.axis_box.currentData()
        self._offer_axes()
        if swept != shown and not (swept in SIZE_AXES and shown in SIZE_AXES):
            self.axis_box.setCurrentIndex(self.axis_box.findData(swept))
        self.schedule()

    # points

    def _choose(self, view: FigureView, id: str, place: int) -> None:
        """Take the point of a series, or with Ctrl name it as a second one."""
        series = next((one for one in view.figure.series if one.id == id), None)
        if series is None or place >= len(series.numbers):
            return
        number = series.numbers[place]
        if QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ControlModifier:
            self.also_chosen.emit(number)
        else:
            self._bench.choose_point(number)

    def _show_point(self) -> None:
        self.view.set_selected(self._bench.point)
        self.grid.set_selected(self._bench.point)

    # keeping

    def state(self) -> dict[str, str | bool]:
        """What the switches say, for the settings file."""
        choice = self.choice()
        return {
            "metric": choice.metric,
            "axis": choice.axis,
            "log_x": choice.log_x,
            "log_y": choice.log_y,
            "spatial_only": choice.spatial_only,
            "crossovers": choice.crossovers,
            "multiples": self.multiples.choice,
        }

    def restore(self, state: Mapping[str, str | bool]) -> None:
        """Set the switches as they were; what is unknown by now is left as it is."""
        for combo, name in ((self.metric_box, "metric"), (self.axis_box, "axis")):
            # Without a word there is nothing to find but the lines between the sections of the menu.
            place = combo.findData(state[name]) if state.get(name) else -1
            if place >= 0:
                combo.setCurrentIndex(place)
        self.multiples.restore(state.get("multiples"))
        chips = {
            "log_x": self.log_x,
            "log_y": self.log_y,
            "spatial_only": self.spatial_only,
            "crossovers": self.crossovers,
        }
        for name, chip in chips.items():
            if isinstance(state.get(name), bool):
                chip.setChecked(bool(state[name]))


def _fit_text(combo: QComboBox) -> None:
    """As wide as the chosen words, with the whole list readable once it is open."""
    combo.setFixedWidth(combo.fontMetrics().horizontalAdvance(combo.currentText()) + _COMBO_FRAME_PX)
    combo.view().setMinimumWidth(combo.view().sizeHintForColumn(0) + 24)
