"""The page of the receptive fields: which part of the image a place depends on, block by block."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QComboBox, QSlider, QStackedLayout, QVBoxLayout, QWidget

from mixbench.catalog import registry
from mixbench.core.model import Case, Conditions, Model
from mixbench.core.receptive_field import USUAL_THRESHOLD, ReceptiveField, Shape, Spread, spread_text
from mixbench.core.units import percent
from mixbench.gui.checkpoint_chip import CheckpointChip, Checkpoints
from mixbench.gui.flow_layout import FlowLayout
from mixbench.gui.help_button import HelpButton
from mixbench.gui.image_view import Colours, MapImage
from mixbench.gui.lines_box import LinesBox
from mixbench.gui.map_export import MapExport
from mixbench.gui.map_page import MapPage
from mixbench.gui.panel import GAP, Chip, muted
from mixbench.gui.question_line import QuestionLine
from mixbench.gui.selected_sizes import offered_sides, usual_side
from mixbench.gui.side_box import SideBox
from mixbench.gui.theme import ThemeManager
from mixbench.gui.value_slider import WheelGuard
from mixbench.gui.waiting import Waiting
from mixbench.gui.workbench import Workbench
from mixbench.protocol import FieldTask

#: More models than this are not looked at side by side.
MOST_MODELS = 6

#: Over so many random images the gradients are averaged: enough for a calm picture, few enough to wait for.
INPUTS = 2

#: A logarithmic scale goes down to this power of ten of the peak.
_DECADES = 5

_THRESHOLDS = (0.0, 1e-5, 1e-4, USUAL_THRESHOLD, 1e-2, 0.1)
_SLIDER_PX, _BAR_PX = 130, 30
#: Lines of the summary; the others are scrolled to, so that the maps keep their room.
_SUMMARY_LINES = 3


class FieldPage(MapPage):
    """Maps of the ticked models at the same share of their depth. It asks only while it is seen."""

    def __init__(
        self,
        bench: Workbench,
        themes: ThemeManager,
        checkpoints: Checkpoints,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(bench, themes, checkpoints, parent)
        self._place = (0.5, 0.5)  # as shares of height and width
        self._drawn: tuple[Model, ...] = ()
        self.view.setAccessibleName(self.tr("Receptive fields"))
        self.view.describe = self._describe
        self._build_bar(bench, themes)
        self._build_words()
        self._lay_out()
        self._wire()
        self.refresh()

    # building

    def _build_bar(self, bench: Workbench, themes: ThemeManager) -> None:
        self.side = SideBox(self.tr("The resolution of the images"), self)
        self.depth_slider = QSlider(Qt.Orientation.Horizontal, self)
        self.depth_slider.setAccessibleName(self.tr("Depth"))
        self.depth_slider.setToolTip(
            self.tr("From what enters the first block to the last, all models alike")
        )
        self.depth_slider.setFixedSize(_SLIDER_PX, _BAR_PX)
        WheelGuard(self.depth_slider)
        self.depth_slider.setRange(0, 1)
        self.depth_slider.setValue(1)
        self.log = Chip(
            self.tr("log"), self.tr("Colours by powers of ten of each peak"), checkable=True, parent=self
        )
        self.log.setChecked(True)
        self.threshold = QComboBox(self)
        self.threshold.setAccessibleName(self.tr("Threshold"))
        self.threshold.setToolTip(self.tr("What counts as reached: a share of the highest value of the map"))
        for value in _THRESHOLDS:
            text = f"> {100 * value:g} %" if value else self.tr("any gradient")
            self.threshold.addItem(text, value)
        self.threshold.setCurrentIndex(_THRESHOLDS.index(USUAL_THRESHOLD))
        self.colours = QComboBox(self)
        self.colours.setAccessibleName(self.tr("Colours"))
        self.colours.setToolTip(self.tr("Even steps of colour for even steps of the numbers"))
        self.colours.addItems(["viridis", "cividis", "inferno"])
        self.weights = CheckpointChip(bench, self._checkpoints, self)
        writers = {".csv": self._csv, ".npz": self._npz}
        self.export = MapExport(self.view, themes, "mixbench-field", self._caption_text, writers, self)

    def _build_words(self) -> None:
        self.waiting = Waiting(self)
        self.summary = LinesBox(_SUMMARY_LINES, self)
        self.summary.setAccessibleName(self.tr("The fields in words"))
        self.summary.setToolTip(self.tr("How much of the image each model has reached at this depth"))
        self.caption = muted(parent=self, wrap=True)
        self.line = QuestionLine(self.source, self)

    def _lay_out(self) -> None:
        bar = FlowLayout(gap=GAP - 2)
        depth = muted(self.tr("depth"), self)
        depth.setFixedHeight(_BAR_PX)
        for widget in (
            self.side,
            depth,
            self.depth_slider,
            self.log,
            self.threshold,
            self.colours,
            self.weights,
        ):
            bar.addWidget(widget)
        bar.add_at_end(HelpButton("fields", self))
        bar.add_at_end(self.export)
        bar.chain_focus()
        self._stack = QStackedLayout()
        self._stack.addWidget(self.waiting)
        self._stack.addWidget(self.view)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GAP, 0, 0)
        layout.setSpacing(GAP)
        layout.addLayout(bar)
        layout.addLayout(self._stack, 1)
        layout.addWidget(self.line)
        layout.addWidget(self.summary)
        layout.addWidget(self.caption)

    def _wire(self) -> None:
        self.side.chosen.connect(self.refresh)
        self.depth_slider.valueChanged.connect(self._redraws.schedule)
        self.log.toggled.connect(self._redraws.schedule)
        self.threshold.currentIndexChanged.connect(self._redraws.schedule)
        self.colours.currentIndexChanged.connect(self._redraws.schedule)
        self.view.clicked.connect(self._choose_place)
        self.view.stepped.connect(self._step)
        self.source.moved.connect(self._show_line)
        self.source.asked.connect(self._show_line)
        self._join()

    # what is looked at

    def models(self) -> tuple[Model, ...]:
        """The ticked models, the first of them; the selected one where none is ticked."""
        bench = self._bench
        return bench.ticked[:MOST_MODELS] or ((bench.selected,) if bench.selected else ())

    def refresh(self) -> None:
        """Look at the models as the switches say."""
        models, sweep = self.models(), self._bench.sweep
        sides = sorted({side for model in models for side in offered_sides(model, sweep)})
        self.side.offer_sides(tuple(sides), usual_side(models[0], sweep) if models else None)
        self.source.look_at([task for model in models if (task := self.task(model)) is not None])
        self._redraws.schedule()

    def task(self, model: Model) -> FieldTask | None:
        """The question about a model, at the size nearest to the chosen one; None where it accepts none."""
        wanted = self.side.currentData()
        offered = offered_sides(model, self._bench.sweep)
        if wanted is None or not offered:
            return None
        side = min(offered, key=lambda each: abs(each - wanted))
        position = int(self._place[0] * side), int(self._place[1] * side)
        case = Case(model, side, side, conditions=Conditions(self._bench.sweep.conditions.device))
        return FieldTask(0, case, position, INPUTS, self._checkpoints.file(model))

    def _choose_place(self, number: int, y: float, x: float) -> None:
        image = self.view.images[number]
        self._place = (y / image.height, x / image.width)
        self.refresh()

    def _step(self, down: int, right: int) -> None:
        """Move the place by one of the first map that is shown."""
        known = self._known()
        if not known:
            return
        block = known[0][1].blocks[0]
        y, x = self._place
        self._place = _within(y + down / block.rows), _within(x + right / block.columns)
        self.refresh()

    # what is shown

    def _known(self) -> list[tuple[Model, ReceptiveField]]:
        """The models whose fields are known, in their order."""
        found = []
        for model in self.models():
            task = self.task(model)
            field = self.source.answer(task) if task else None
            if isinstance(field, ReceptiveField):
                found.append((model, field))
        return found

    def show_maps(self) -> None:
        """The maps that are known, or why there are none."""
        self._redraws.done()
        self._show_line()
        known = self._known()
        self._drawn = tuple(model for model, _ in known)
        self.export.setEnabled(bool(known))
        for widget in (self.depth_slider, self.log, self.threshold, self.colours):
            widget.setEnabled(bool(known))
        self._stack.setCurrentWidget(self.view if known else self.waiting)
        self.summary.setVisible(bool(known))
        self.caption.setVisible(bool(known))
        if not known:
            self.waiting.explain(self._waiting_text(), self._problem())
            return
        self._fit_slider(max(field.depth for _, field in known))
        self.view.show_images([self._image(model, field) for model, field in known], self._scale())
        self.summary.setPlainText("\n".join(self._lines(known)))
        self.caption.setText(self._caption_text())

    def _show_line(self) -> None:
        """How far the engine is with what is awaited."""
        tasks = [(self._bench.label(model), task) for model in self.models() if (task := self.task(model))]
        self.line.show_questions(tasks, self._coming_text())

    def _fit_slider(self, deepest: int) -> None:
        """A step of the slider is a block of the deepest model; the share of the depth stays."""
        if self.depth_slider.maximum() != deepest:
            share = self.share() if self.depth_slider.maximum() > 1 else 1 / deepest
            with QSignalBlocker(self.depth_slider):
                self.depth_slider.setRange(0, deepest)
                self.depth_slider.setValue(max(1, round(share * deepest)) if share else 0)

    def share(self) -> float:
        """The share of the depth that is looked at."""
        return self.depth_slider.value() / self.depth_slider.maximum()

    def _image(self, model: Model, field: ReceptiveField) -> MapImage:
        index = field.at_share(self.share())
        values = field.maps[index]
        shares = np.where(values > 0, values / max(float(values.max()), 1e-30), np.nan)
        if self.log.isChecked():
            shares = np.log10(shares)
        title = f"{self._bench.label(model)}\n{self._block_text(index, field)}"
        mark = field.y_px + 0.5, field.x_px + 0.5
        return MapImage(title, shares.astype("f4"), field.height_px, field.width_px, mark)

    def _scale(self) -> Colours:
        label, name = self.tr("share of the peak"), self.colours.currentText()
        if self.log.isChecked():
            return Colours(name, -_DECADES, 0.0, label, is_log=True)
        return Colours(name, 0.0, 1.0, label)

    def _block_text(self, index: int, field: ReceptiveField) -> str:
        if index == 0:
            return self.tr("before block 1")
        return self.tr("block {index} of {depth}").format(index=index, depth=field.depth)

    def _lines(self, known: list[tuple[Model, ReceptiveField]]) -> list[str]:
        """What is seen in words, a line a model; then what is still to come or failed."""
        lines = [self._line(model, field) for model, field in known]
        for model in self.models():
            if model not in self._drawn:
                task = self.task(model)
                reason = self._reason(task) if task else self._refusal(model)
                lines.append(f"{self._bench.label(model)}: {reason or self._coming_text()}")
        more = len(self._bench.ticked) - MOST_MODELS
        if more > 0:
            lines.append(self.tr("%n more model(s) are not shown", "", more))
        return lines

    def _line(self, model: Model, field: ReceptiveField) -> str:
        index = field.at_share(self.share())
        threshold = self.threshold.currentData()
        text = self.tr("{model}, {block}: {any} of the image has any gradient ({shape})").format(
            model=self._bench.label(model),
            block=self._block_text(index, field),
            any=percent(field.spread(index).share, 1),
            shape=self._shape_word(field.spread(index).shape),
        )
        if threshold:
            text += "; " + self._above_text(field.spread(index, threshold), threshold)
        if field.report is not None:
            text += f"; {Path(field.report.file).name}: {field.report.sentence}"
        return text

    def _above_text(self, spread: Spread, threshold: float) -> str:
        return self.tr(
            "{share} lies above {threshold} of the peak ({shape}), {height} × {width} px, radius {radius} px"
        ).format(
            share=percent(spread.share, 1),
            threshold=f"{100 * threshold:g} %",
            shape=self._shape_word(spread.shape),
            height=spread.height_px,
            width=spread.width_px,
            radius=spread.radius_px,
        )

    def _shape_word(self, shape: Shape) -> str:
        return {
            "global": self.tr("everywhere"),
            "rectangle": self.tr("a filled rectangle"),
            "cross": self.tr("a cross"),
            "scattered": self.tr("neither rectangle nor cross"),
            "nothing": self.tr("nothing"),
        }[shape]

    def _caption_text(self) -> str:
        known = self._known()
        if not known:
            return ""
        field = known[0][1]
        sizes = ", ".join(dict.fromkeys(f"{each.height_px} px" for _, each in known))
        files = {Path(each.report.file).name if each.report else "" for _, each in known}
        weights = self.tr("at initialisation") if files == {""} else ", ".join(sorted(files - {""}))
        what = self.tr(
            "absolute gradient of the ringed place's features with respect to the image, mean over "
            "%n random image(s)",
            "",
            INPUTS,
        )
        return f"{what} · {sizes} · y {field.y_px}, x {field.x_px} · {weights}"

    def _describe(self, number: int, y: float, x: float) -> str:
        """The number under the mouse."""
        known = self._known()
        if number >= len(known):
            return ""
        field = known[number][1]
        values = field.maps[field.at_share(self.share())]
        value = values[int(y) // field.cell_px, int(x) // field.cell_px]
        share = float(value / max(float(values.max()), 1e-30))
        return self.tr("y {y}, x {x} px: {share} of the peak").format(
            y=int(y), x=int(x), share=f"{100 * share:.3g} %"
        )

    def _refusal(self, model: Model) -> str:
        side = self._bench.sweep.resolution_px
        return registry.resolve(model).refusal(side, side) or ""

    def _reason(self, task: FieldTask) -> str:
        """Why a question has no answer and will have none by itself."""
        return self.tr("stopped") if self.source.was_stopped(task) else self.source.problem(task)

    def _problem(self) -> str:
        tasks = [self.task(model) for model in self.models()]
        return next((why for task in tasks if task and (why := self.source.problem(task))), "")

    def _coming_text(self) -> str:
        if self._is_running:
            return self.tr("the gradients are followed as soon as the run is over")
        return self.tr("the gradients are being followed…")

    def _waiting_text(self) -> str:
        """Why there is nothing to see, and what to do about it."""
        models = self.models()
        if not models:
            return self.tr("Tick models at the left: how information spreads in them is shown here.")
        if all(self.task(model) is None for model in models):
            return self._refusal(models[0])
        if any(self.source.was_stopped(task) for model in models if (task := self.task(model))):
            return self.tr("The question was taken back.")
        return self._coming_text()

    # taking it away

    def _csv(self) -> bytes:
        """Every cell of every block of every model that is shown."""
        head, lines = "", []
        for model, field in self._known():
            head, *rest = spread_text(field, model.key).splitlines(keepends=True)
            lines += rest
        return "".join((head, *lines)).encode()

    def _npz(self) -> bytes:
        """The maps of each model: (entrance and blocks, rows of cells, columns of cells)."""
        out = io.BytesIO()
        arrays: dict[str, Any] = {model.key: np.stack(field.maps) for model, field in self._known()}
        np.savez_compressed(out, **arrays)
        return out.getvalue()


def _within(share: float) -> float:
    """A place of the image, as a share of its height or width."""
    return min(1 - 1e-6, max(0.0, share))
