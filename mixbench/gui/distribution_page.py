"""The page of the raw timings: every sample of a result, and of those beside it, in three views."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QElapsedTimer, QItemSelectionModel, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QFileDialog, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from mixbench.catalog import registry
from mixbench.core.errors import MixBenchError
from mixbench.core.measurement import Measurement
from mixbench.gui.fact_row import FactRow
from mixbench.gui.facts import Fact
from mixbench.gui.figure_export import copy_image, save_png, save_svg
from mixbench.gui.flow_layout import FlowLayout
from mixbench.gui.panel import GAP, Chip, Pill, muted, set_role, set_tone
from mixbench.gui.results_model import NUMBER_ROLE
from mixbench.gui.sample_cell import Kind, SampleCell, View
from mixbench.gui.sample_grid import SampleGrid
from mixbench.gui.sample_sets import MOST_RESULTS, SampleSet, companions, facts, knows_phases, sample_sets
from mixbench.gui.theme import ThemeManager
from mixbench.gui.trust import trust
from mixbench.gui.workbench import Workbench
from mixbench.jobs.events import Item
from mixbench.store.exports import save
from mixbench.store.samples import samples_text

#: Redraws are gathered for this long; while a block is timed for much longer, for a repaint takes a core:
#: then the page draws for no more than this share of the time.
_REDRAW_MS, _QUIET_REDRAW_MS, _QUIET_SHARE = 30, 500, 0.1


class DistributionPage(QWidget):
    """Figures in words above, the samples below. `failed` and `said` carry a sentence for the user."""

    failed = Signal(str)
    said = Signal(str)

    def __init__(self, bench: Workbench, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench, self._themes = bench, themes
        self._is_quiet = self._is_stale = False
        self._drawing_ms = 0
        self._selected: list[int] = []
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.redraw)
        self._build_switches()
        self._build_words()
        self.grid = SampleGrid(themes, self)
        self._lay_out()
        self._wire()
        self.redraw()

    # building

    def _build_switches(self) -> None:
        self.kinds = QButtonGroup(self)
        self.strip = self._kind(self.tr("Strip"), self.tr("A column a round, a dot a sample"))
        self.histogram = self._kind(self.tr("Histogram"), self.tr("How many samples are how long"))
        self.order = self._kind(self.tr("In order"), self.tr("Samples as they were taken, one after another"))
        self.strip.setChecked(True)
        self.log = self._switch(self.tr("log"), self.tr("Space latency by powers"))
        self.relative = self._switch(
            self.tr("Relative"), self.tr("Latency in per cent of the median, to compare the spread of models")
        )
        self.companions = self._switch(
            self.tr("Comparison"), self.tr("Show every model that was measured at this size and batch")
        )
        self.by_clock = self._switch(
            self.tr("Clock"), self.tr("Show the gaps between rounds; otherwise samples stand close")
        )
        self.phases = self._switch(self.tr("Phases"), self.tr("Show the parts of a training step beside it"))
        self.phases.setChecked(True)
        self.fit_button = Chip(
            self.tr("Fit"), self.tr("Show all data again; so does a double click"), parent=self
        )
        set_role(self.fit_button, "switch")
        self.fit_button.hide()
        self.export = Chip(self.tr("Export"), self.tr("Save or copy the samples or the plot"), parent=self)
        self.export.setMenu(self._export_menu())
        set_role(self.export, "switch")

    def _kind(self, text: str, tooltip: str) -> Chip:
        chip = self._switch(text, tooltip)
        self.kinds.addButton(chip)
        return chip

    def _switch(self, text: str, tooltip: str) -> Chip:
        return Chip(text, tooltip, checkable=True, parent=self)

    def _export_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.tr("Copy samples"), self.copy)
        menu.addAction(self.tr("Save samples as CSV…"), lambda: self._ask_path("csv"))
        menu.addSeparator()
        menu.addAction(self.tr("Save as PNG…"), lambda: self._ask_path("png"))
        menu.addAction(self.tr("Save as SVG…"), lambda: self._ask_path("svg"))
        menu.addAction(self.tr("Copy as image"), self.copy_image)
        return menu

    def _build_words(self) -> None:
        self.verdict = Pill(parent=self)
        self.figures = FactRow(self)
        self.reasons = muted(parent=self, wrap=True)
        self.reasons.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.caption = muted(parent=self, wrap=True)
        self.empty = muted(parent=self, wrap=True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def _lay_out(self) -> None:
        row = FlowLayout(gap=GAP - 2)
        switches = (self.log, self.relative, self.companions, self.by_clock, self.phases)
        for chip in (self.strip, self.histogram, self.order, *switches):
            row.addWidget(chip)
        for at_end in (self.fit_button, self.export):
            row.add_at_end(at_end)
        verdict = QHBoxLayout()
        verdict.setSpacing(GAP)
        verdict.addWidget(self.verdict, 0, Qt.AlignmentFlag.AlignTop)
        verdict.addWidget(self.reasons, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GAP, 0, 0)
        layout.setSpacing(GAP)
        layout.addLayout(row)
        layout.addWidget(self.figures)
        layout.addLayout(verdict)
        layout.addWidget(self.grid, 1)
        layout.addWidget(self.empty, 1)
        layout.addWidget(self.caption)

    def _wire(self) -> None:
        bench = self._bench
        bench.items_reset.connect(self._forget_selection)
        for signal in (bench.point_changed, bench.models_changed):
            signal.connect(self.schedule)
        bench.item_changed.connect(self._note_change)
        self.kinds.buttonToggled.connect(self.schedule)
        for chip in (self.log, self.relative, self.companions, self.by_clock, self.phases):
            chip.toggled.connect(self.schedule)
        self.fit_button.clicked.connect(self.grid.fit)
        self.grid.zoom_changed.connect(self.fit_button.setVisible)

    # what is shown

    def follow(self, selection: QItemSelectionModel) -> None:
        """Show side by side what is selected in a table of results."""

        def take() -> None:
            self._selected = [index.data(NUMBER_ROLE) for index in selection.selectedRows()]
            self.schedule()

        selection.selectionChanged.connect(take)

    @property
    def cells(self) -> list[SampleCell]:
        """The plots that are shown."""
        return self.grid.cells

    def numbers(self) -> list[int]:
        """The results that are shown: those selected together, or the point with its comparison."""
        point = self._bench.point
        if len(self._selected) > 1:
            return self._selected[:MOST_RESULTS]
        if point is None or point not in self._bench.items:
            return []
        return companions(self._bench, point) if self.companions.isChecked() else [point]

    def choice(self) -> View:
        """What the switches say."""
        kinds: dict[Chip, Kind] = {self.strip: "strip", self.histogram: "histogram", self.order: "order"}
        kind = next(kind for chip, kind in kinds.items() if chip.isChecked())
        return View(kind, self.log.isChecked(), self.relative.isChecked(), self.by_clock.isChecked())

    def schedule(self) -> None:
        """Redraw soon, once for many changes."""
        if not self._timer.isActive():
            quiet_ms = max(_QUIET_REDRAW_MS, round(self._drawing_ms / _QUIET_SHARE))
            self._timer.start(quiet_ms if self._is_quiet else _REDRAW_MS)

    def set_quiet(self, is_quiet: bool) -> None:
        """Repaint rarely while the worker times; afterwards show what was held back at once."""
        self._is_quiet = is_quiet
        if not is_quiet and self._timer.isActive():
            self._timer.start(_REDRAW_MS)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what changed while another page was looked at."""
        super().showEvent(event)
        if self._is_stale:
            self.redraw()

    def redraw(self) -> None:
        """Draw the samples as they are now; a page that nobody sees waits until it is seen."""
        self._timer.stop()
        self._is_stale = not self.isVisible()
        if self._is_stale:
            return
        clock = QElapsedTimer()
        clock.start()
        item = self._bench.items.get(self._bench.point) if self._bench.point is not None else None
        sets = sample_sets(self._bench, self.numbers(), with_phases=self.phases.isChecked())
        self._show_words(item, sets)
        for layout in (self.verdict.layout(), self.layout()):
            if layout is not None:
                layout.activate()
        self.grid.show_sets(sets, self.choice())
        self._drawing_ms = clock.elapsed()

    def _note_change(self, number: int) -> None:
        if number in self.numbers():
            self.schedule()

    def _forget_selection(self) -> None:
        self._selected = []
        self.schedule()

    def _show_words(self, item: Item | None, sets: list[SampleSet]) -> None:
        self._show_figures(item)
        view = self.choice()
        self.by_clock.setVisible(view.kind == "order")
        self.phases.setVisible(item is not None and knows_phases(item))
        self.caption.setText(self._caption(view) if sets else "")
        self.empty.setText(self._hint(item))
        self.export.setEnabled(bool(sets))
        self.grid.setVisible(bool(sets))
        self.empty.setVisible(not sets)

    def _show_figures(self, item: Item | None) -> None:
        found = facts(item) if item is not None else []
        self.figures.setVisible(bool(found))
        self.verdict.setVisible(bool(found))
        self.reasons.setVisible(bool(found))
        if item is None or not found:
            return
        case = item.case
        size = self.tr("{resolution} px, batch {batch}").format(resolution=case.resolution, batch=case.batch)
        self.figures.show_facts([Fact(registry.label(case.model), size), *found])
        verdict = trust(item)
        word = verdict.word.partition(":")[0]
        self.verdict.show_state(word, verdict.tone)
        self.reasons.setText(verdict.sentence.removeprefix(f"{word}: "))
        set_tone(self.reasons, "warning" if verdict.tone == "warning" else "neutral")

    def _hint(self, item: Item | None) -> str:
        """What to do while there is nothing to draw."""
        if not self._bench.items:
            return self.tr("No results yet. Press Run to measure the ticked models.")
        if item is None:
            return self.tr("Click a point of the plot or a row of the table to see its samples.")
        if item.measurement is not None and item.measurement.error:
            return self.tr("No samples: {reason}").format(reason=item.measurement.error)
        return self.tr("No samples yet: {state}").format(state=trust(item).word)

    def _caption(self, view: View) -> str:
        dots = self.tr("dots: samples · hollow diamonds: disturbed ones")
        lines = self.tr("short lines: round medians · band: 95 % interval")
        calls = self.tr("circles: warm-up, arrows: beyond the plot · shaded: every other round")
        bars = self.tr("filled: undisturbed samples · hollow: disturbed ones · without the first look")
        return {"strip": f"{dots} · {lines}", "histogram": bars, "order": f"{dots} · {calls}"}[view.kind]

    # exporting

    def measurements(self) -> list[Measurement]:
        """The measurements whose samples are shown."""
        found = (self._bench.items[number].measurement for number in self.numbers())
        return [one for one in found if one is not None and one.rounds]

    def copy(self) -> None:
        """Put the raw samples on the clipboard, for a spreadsheet."""
        QGuiApplication.clipboard().setText(samples_text(self.measurements(), "\t"))

    def copy_image(self) -> None:
        """Put the plot on the clipboard."""
        copy_image(self.grid.view, self._themes.theme, self.caption.text())

    def save(self, path: Path) -> None:
        """Write samples or plot, as the suffix says; why a path cannot be written is told by `failed`."""
        try:
            match path.suffix.lower():
                case ".png":
                    save_png(path, self.grid.view, self._themes.theme, self.caption.text())
                case ".svg":
                    save_svg(path, self.grid.view, self._themes.theme, self.caption.text())
                case _:
                    save(samples_text(self.measurements()).encode(), path)
        except MixBenchError as error:
            self.failed.emit(str(error))
            return
        self.said.emit(self.tr("Saved to {path}").format(path=path))

    def _ask_path(self, suffix: str) -> None:
        dialog = QFileDialog(self, self.tr("Save"), f"mixbench-samples.{suffix}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffix)
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
