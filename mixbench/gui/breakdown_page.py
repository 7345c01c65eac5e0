"""The page where the spatial layer is seen to eat the network: a law over resolution, stacked by role."""

from __future__ import annotations

import re

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from mixbench.gui.breakdown_figure import RANGES, SWEPT, BreakdownChoice, breakdown_figure
from mixbench.gui.elided_label import ElidedLabel
from mixbench.gui.export_chip import ExportChip
from mixbench.gui.figure_view import FigureView
from mixbench.gui.flow_layout import FlowLayout
from mixbench.gui.panel import GAP, Chip, muted, set_role
from mixbench.gui.redraws import Redraws
from mixbench.gui.theme import ThemeManager
from mixbench.gui.workbench import Workbench


class BreakdownPage(QWidget):
    """Switches above, the stack, its conventions below. `place_chosen` is a resolution in pixels that was
    clicked at, `failed` and `said` are sentences to show the user."""

    place_chosen = Signal(int)
    failed = Signal(str)
    said = Signal(str)

    def __init__(self, bench: Workbench, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self.redraws = Redraws(self, self.redraw)
        self._here: int | None = None
        self.heading = ElidedLabel(self)
        set_role(self.heading, "subtitle")
        self.view = FigureView(themes, self)
        self.caption = muted(parent=self, wrap=True)
        self._build_switches(BreakdownChoice())
        self.export = ExportChip(
            lambda: (self.view,), themes, self._file_name, lambda: self.view.figure.caption, self
        )
        self._lay_out()
        self._wire()
        self.redraw()

    # building

    def _build_switches(self, first: BreakdownChoice) -> None:
        self.divided = QComboBox(self)
        self.divided.addItem(self.tr("MACs"), "macs")
        self.divided.addItem(self.tr("Parameters"), "params")
        self.divided.setAccessibleName(self.tr("What is divided among the roles"))
        self.divided.setToolTip(self.divided.accessibleName())
        self.range = QComboBox(self)
        self.range.addItem(self.tr("range of the sweep"), SWEPT)
        for id, (low, high) in RANGES.items():
            self.range.addItem(self.tr("{low} to {high} px").format(low=low, high=high), id)
        self.range.setAccessibleName(self.tr("Range of resolutions"))
        self.range.setToolTip(self.range.accessibleName())
        self.range.setCurrentIndex(self.range.findData(first.range))
        self.is_share = Chip(self.tr("Shares"), checkable=True, parent=self)
        self.is_share.setToolTip(self.tr("Draw each role in per cent of the network"))
        self.log_x = Chip(self.tr("log x"), checkable=True, parent=self)
        self.log_x.setToolTip(
            self.tr(
                "Space the horizontal axis by powers; upwards a stack needs an even axis, or its areas lie"
            )
        )

    def _lay_out(self) -> None:
        row = FlowLayout(gap=GAP - 2)
        for widget in (self.divided, self.range, self.is_share, self.log_x):
            row.addWidget(widget)
        row.add_at_end(self.export)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, GAP, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self.heading)
        layout.addLayout(row)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.caption)

    def _wire(self) -> None:
        bench = self._bench
        bench.arranged.connect(self.redraws.schedule)
        for combo in (self.divided, self.range):
            combo.currentIndexChanged.connect(self.redraw)
        for chip in (self.is_share, self.log_x):
            chip.toggled.connect(self.redraw)
        self.view.place_clicked.connect(lambda x: self.place_chosen.emit(round(x)))
        self.export.failed.connect(self.failed)
        self.export.said.connect(self.said)

    # what is drawn

    def choice(self) -> BreakdownChoice:
        """What the switches say."""
        return BreakdownChoice(
            self.divided.currentData(),
            self.range.currentData(),
            self.is_share.isChecked(),
            self.log_x.isChecked(),
        )

    def mark(self, side: int) -> None:
        """Mark the resolution in pixels that is looked at elsewhere."""
        if side != self._here:
            self._here = side
            self.redraw()

    def redraw(self) -> None:
        """Draw the selected model as it is now."""
        figure = breakdown_figure(self._bench, self.choice(), self._here)
        self.view.set_figure(figure)
        self.heading.show_text(figure.title)
        self.caption.setText(figure.caption)
        self.export.setEnabled(bool(figure.bands))
        self.redraws.done()

    def _file_name(self) -> str:
        model = self._bench.selected
        name = re.sub(r"[^\w.]+", "-", model.key) if model else ""
        return f"mixbench-breakdown-{name}"
