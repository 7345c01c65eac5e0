"""The page of the weights: what each unit of the spatial mixing looks at, block by block."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QComboBox, QStackedLayout, QVBoxLayout, QWidget

from mixbench.catalog import registry
from mixbench.core.checkpoints import LoadReport, shape_text
from mixbench.core.model import Case, Conditions
from mixbench.core.weight_maps import BlockMaps, WeightMaps, sheet, unit_at
from mixbench.gui.checkpoint_chip import CheckpointChip, Checkpoints
from mixbench.gui.engine_words import said
from mixbench.gui.flow_layout import FlowLayout
from mixbench.gui.help_button import HelpButton
from mixbench.gui.image_view import Colours, MapImage
from mixbench.gui.lines_box import LinesBox
from mixbench.gui.map_export import MapExport
from mixbench.gui.map_page import MapPage
from mixbench.gui.panel import GAP, Chip, muted
from mixbench.gui.side_box import SideBox
from mixbench.gui.theme import ThemeManager
from mixbench.gui.waiting import Waiting
from mixbench.gui.workbench import Workbench
from mixbench.protocol import WeightsTask

#: So many units of a block are shown at a time: in a row each where all blocks are, in rows where one is.
ROW_UNITS, BLOCK_UNITS, BLOCK_COLUMNS = 16, 96, 16

#: Even steps from blue over white to red.
_DIVERGING = "CET-D1"

_REPORT_LINES, _BAR_PX = 5, 30


class WeightsPage(MapPage):
    """Units of the selected model as small pictures, and what became of its checkpoint. It asks only while it
    is seen."""

    def __init__(
        self,
        bench: Workbench,
        themes: ThemeManager,
        checkpoints: Checkpoints,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(bench, themes, checkpoints, parent)
        self._first = 0
        self._drawn: tuple[BlockMaps, ...] = ()
        self.view.setAccessibleName(self.tr("Weights of the units"))
        self.view.describe = self._describe
        self._build_bar(bench, themes)
        self._build_words()
        self._lay_out()
        self._wire()
        self.refresh()

    # building

    def _build_bar(self, bench: Workbench, themes: ThemeManager) -> None:
        self.weights = CheckpointChip(bench, self._checkpoints, self)
        self.side = SideBox(self.tr("The resolution that the network is built for"), self)
        self.block = QComboBox(self)
        self.block.setAccessibleName(self.tr("Block"))
        self.block.setToolTip(self.tr("All blocks in a row each, or one with more of its units"))
        self.block.addItem(self.tr("All blocks"), None)
        self.back = Chip("‹", self.tr("The units before these"), parent=self)
        self.back.setAccessibleName(self.tr("Units before"))
        self.on = Chip("›", self.tr("The units after these"), parent=self)
        self.on.setAccessibleName(self.tr("Units after"))
        self.units = muted(parent=self)
        self.units.setFixedHeight(_BAR_PX)
        writers = {".npz": self._npz}
        self.export = MapExport(self.view, themes, "mixbench-weights", self._caption_text, writers, self)

    def _build_words(self) -> None:
        self.waiting = Waiting(self)
        self.report = LinesBox(_REPORT_LINES, self)
        self.report.setAccessibleName(self.tr("What became of the file"))
        self.report.setToolTip(self.tr("Which tensors of the file found their place, and which did not"))
        self.caption = muted(parent=self, wrap=True)

    def _lay_out(self) -> None:
        bar = FlowLayout(gap=GAP - 2)
        for widget in (self.weights, self.side, self.block, self.back, self.units, self.on):
            bar.addWidget(widget)
        bar.add_at_end(HelpButton("weights", self))
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
        layout.addWidget(self.report)
        layout.addWidget(self.caption)

    def _wire(self) -> None:
        self._bench.selection_changed.connect(self._begin)
        self.side.chosen.connect(self.refresh)
        self.block.activated.connect(self._choose_block)
        self.back.clicked.connect(lambda: self._turn(-1))
        self.on.clicked.connect(lambda: self._turn(1))
        self.view.stepped.connect(lambda _down, right: self._turn(right))
        self._join()

    # what is looked at

    def refresh(self) -> None:
        """Look at the selected model as the switches say."""
        self.side.offer(self._bench.selected, self._bench.sweep)
        task = self.task()
        self.source.look_at([task] if task else [])
        self._redraws.schedule()

    def task(self) -> WeightsTask | None:
        """The question about the selected model, None where there is none to ask."""
        model, side = self._bench.selected, self.side.currentData()
        if model is None or side is None:
            return None
        case = Case(model, side, side, conditions=Conditions(self._bench.sweep.conditions.device))
        block = self.block.currentData()
        return WeightsTask(0, case, self._checkpoints.file(model), self._first, self._page(), block)

    def _page(self) -> int:
        """How many units a page has."""
        return ROW_UNITS if self.block.currentData() is None else BLOCK_UNITS

    def _begin(self) -> None:
        """Another model is looked at from its first unit on."""
        self._first = 0
        with QSignalBlocker(self.block):
            self.block.setCurrentIndex(0)

    def _choose_block(self) -> None:
        self._first = 0
        self.refresh()

    def _turn(self, pages: int) -> None:
        """Go on by some pages, as far as there are units."""
        known = self._known()
        first = self._first + pages * self._page()
        if known is not None and pages and 0 <= first < known.units:
            self._first = first
            self.refresh()

    # what is shown

    def _known(self) -> WeightMaps | None:
        task = self.task()
        answer = self.source.answer(task) if task else None
        return answer if isinstance(answer, WeightMaps) else None

    def show_maps(self) -> None:
        """The maps that are known, or why there are none."""
        self._redraws.done()
        known = self._known()
        has_maps = known is not None and not known.reason
        self._stack.setCurrentWidget(self.view if has_maps else self.waiting)
        self.export.setEnabled(has_maps)
        self.caption.setVisible(has_maps)
        for chip, pages in ((self.back, -1), (self.on, 1)):
            first = self._first + pages * self._page()
            chip.setEnabled(known is not None and 0 <= first < known.units)
        report = known.report if known else None
        self.report.setVisible(report is not None)
        if report is not None:
            self._show_report(report)
        if known is None:
            self.units.setText("")
            self.waiting.explain(self._waiting_text(), self._problem())
            return
        self._fit_blocks(known.count)
        self._show_maps(known)

    def _show_maps(self, known: WeightMaps) -> None:
        if known.reason:
            name = self._bench.label(self._bench.selected) if self._bench.selected else ""
            self.units.setText("")
            self.waiting.explain(f"{name}: {said(known.reason)}.")
            return
        self._drawn = tuple(block for block in known.blocks if len(block.maps) and block.units)
        images = [
            MapImage(self._title(block), image / (block.peak or 1.0), image.shape[0], image.shape[1])
            for block, image in zip(self._drawn, sheet(self._drawn, self._columns()), strict=True)
        ]
        label = self.tr("weight, share of the block's largest")
        self.view.show_images(images, Colours(_DIVERGING, -1.0, 1.0, label))
        last = max(block.first + len(block.maps) for block in self._drawn)
        text = self.tr("units {first} to {last} of {count}")
        self.units.setText(text.format(first=self._first + 1, last=last, count=known.units))
        self.units.setMinimumWidth(self.units.sizeHint().width())
        self.caption.setText(self._caption_text())

    def _columns(self) -> int | None:
        return None if self.block.currentData() is None else BLOCK_COLUMNS

    def _title(self, block: BlockMaps) -> str:
        text = self.tr("{block} · largest {peak}")
        return text.format(block=block.path, peak=f"{block.peak:.3g}")

    def _fit_blocks(self, count: int) -> None:
        """Offer every block of the network."""
        if self.block.count() == count + 1:
            return
        chosen = self.block.currentIndex()
        with QSignalBlocker(self.block):
            self.block.clear()
            self.block.addItem(self.tr("All blocks"), None)
            for number in range(1, count + 1):
                self.block.addItem(self.tr("Block {number}").format(number=number), number)
            self.block.setCurrentIndex(chosen if chosen <= count else 0)

    def _show_report(self, report: LoadReport) -> None:
        """All that became of the file, the whole first."""
        lines = [f"{Path(report.file).name}: {report.sentence}", *report.notes]
        lines += [
            self.tr("another shape: {name} is {found}, not {wanted}").format(
                name=each.name, found=shape_text(each.found), wanted=shape_text(each.wanted)
            )
            for each in report.misshaped
        ]
        lines += [self.tr("missing: {name}").format(name=name) for name in report.missing]
        lines += [self.tr("unexpected: {name}").format(name=name) for name in report.unexpected]
        lines += [
            self.tr("renamed: {found} is {name}").format(found=each.found, name=each.name)
            for each in report.renamed
        ]
        text = "\n".join(lines)
        if text != self.report.toPlainText():
            self.report.setPlainText(text)

    def _caption_text(self) -> str:
        task = self.task()
        if task is None or not self._drawn:
            return ""
        kinds = ", ".join(dict.fromkeys(self._kind_text(block) for block in self._drawn))
        weights = Path(task.file).name or self.tr("at initialisation")
        order = self.tr("the network's own order")
        name, size = self._bench.label(task.case.model), f"{task.case.resolution} px"
        return f"{name} · {size} · {weights} · {kinds} · {order}"

    def _kind_text(self, block: BlockMaps) -> str:
        words = {
            "places": self.tr("each unit over all {rows} × {columns} places"),
            "line": self.tr("each unit over a line of {columns} places"),
            "cell": self.tr("each unit over a cell of {rows} × {columns} places"),
            "kernel": self.tr("depthwise kernels of {rows} × {columns}"),
        }
        return words[block.kind].format(rows=block.rows, columns=block.columns)

    def _describe(self, number: int, y: float, x: float) -> str:
        """The unit under the mouse, and its weight there."""
        if number >= len(self._drawn):
            return ""
        block = self._drawn[number]
        unit = unit_at(block, self._columns(), y, x)
        if unit is None:
            return ""
        row, column = int(y) % (block.rows + 1), int(x) % (block.columns + 1)
        weight = float(block.maps[unit - block.first, row, column])
        return self.tr("unit {unit}, row {row}, column {column}: {weight}").format(
            unit=unit + 1, row=row + 1, column=column + 1, weight=f"{weight:.4g}"
        )

    def _problem(self) -> str:
        task = self.task()
        return self.source.problem(task) if task else ""

    def _waiting_text(self) -> str:
        """Why there is nothing to see, and what to do about it."""
        if self._bench.selected is None:
            return self.tr("Select a model at the left: the weights of its spatial mixing are shown here.")
        if self.task() is None:
            side = self._bench.sweep.resolution_px
            return registry.resolve(self._bench.selected).refusal(side, side) or ""
        if self._is_running:
            return self.tr("The weights are looked at as soon as the run is over.")
        return self.tr("The weights are being looked at…")

    # taking it away

    def _npz(self) -> bytes:
        """The weights that are shown, by their names: (units, rows, columns)."""
        out = io.BytesIO()
        arrays: dict[str, Any] = {block.weight: block.maps for block in self._drawn}
        np.savez_compressed(out, **arrays)
        return out.getvalue()
