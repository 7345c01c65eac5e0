"""The panel of the sweep: along which axis, from where to where, and what it will take."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QSpinBox,
    QWidget,
)

from mixbench.catalog import registry
from mixbench.catalog.hyperparameters import Hyperparameter
from mixbench.core.errors import RequestError
from mixbench.core.sweep import parse_range, range_text
from mixbench.core.units import bytes_text
from mixbench.gui.catalog_words import word
from mixbench.gui.panel import GAP, Chip, Panel, indent_text, muted, repolish, set_role
from mixbench.gui.range_presets import range_presets
from mixbench.gui.refusal_note import RefusalNote
from mixbench.gui.sweep_estimate import Shortage
from mixbench.gui.sweep_settings import LARGEST
from mixbench.gui.workbench import BATCH, RESOLUTION, Workbench

#: A range is half a sentence while it is typed: it is read when the typing pauses.
PAUSE_MS = 300


class SweepPanel(Panel):
    """Edits the workbench's sweep. A range that cannot be read is said below and changes nothing; what a
    network refuses, or memory does not hold, is said with a way out. `leaves_out_changed`: whether a run
    spares the points that do not fit into memory.
    """

    leaves_out_changed = Signal(bool)

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Sweep"))
        self._workbench = workbench
        self.axis = QComboBox(self)
        self.values = QLineEdit(self)
        self.resolution = QSpinBox(self)
        self.batch = QSpinBox(self)
        self.problem = QLabel(self)
        self.refusals = RefusalNote(workbench, self)
        self.ranges = Chip(self.tr("Ranges"), self.tr("Choose a range that is often swept"), parent=self)
        self.shortage = QLabel(self)
        self.leaves_out = QCheckBox(self)
        self.estimate = muted(wrap=True)
        self._pause = QTimer(self, interval=PAUSE_MS, singleShot=True)
        self._dress()
        self._place_fields()
        self._connect()
        self.refresh()

    @property
    def estimate_text(self) -> str:
        """What the sweep will take, in words."""
        return self.estimate.text()

    def set_estimate(self, text: str) -> None:
        """Say how many points, how long, how much memory."""
        self.estimate.setText(text or self.tr("Tick a model to see what the sweep takes."))

    def set_shortage(self, shortage: Shortage | None) -> None:
        """Say what does not fit into memory before it is tried."""
        for widget in (self.shortage, self.leaves_out):
            widget.setVisible(shortage is not None)
        if shortage is None:
            return
        words = self.tr("%n point(s) need up to {needed}, {free} are free.", "", shortage.points)
        needed, free = bytes_text(shortage.needed_bytes), bytes_text(shortage.free_bytes)
        self.shortage.setText(words.format(needed=needed, free=free))
        self.leaves_out.setText(self.tr("Leave out %n point(s)", "", shortage.points))

    def minimumSizeHint(self) -> QSize:
        """Room for its sentences as they wrap at this width, which a splitter does not ask for by itself."""
        hint, frame, layout = super().minimumSizeHint(), self.contentsMargins(), self.layout()
        assert layout is not None
        within = layout.minimumHeightForWidth(self.width() - frame.left() - frame.right())
        return QSize(hint.width(), max(hint.height(), within + frame.top() + frame.bottom()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps the sentences otherwise."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def _dress(self) -> None:
        self.axis.setAccessibleName(self.tr("Axis of the sweep"))
        self.axis.setToolTip(self.tr("What is varied; everything else is held fixed"))
        self.values.setAccessibleName(self.tr("Values along the axis"))
        self.values.setToolTip(self.tr("from:to:step like 64:512:64, a list like 1,8,32, or both"))
        self.resolution.setAccessibleName(self.tr("Resolution in pixels"))
        self.resolution.setToolTip(self.tr("Side of the square input image"))
        self.resolution.setRange(1, LARGEST[RESOLUTION])
        self.resolution.setSingleStep(32)
        self.resolution.setSuffix(self.tr(" px"))
        self.batch.setAccessibleName(self.tr("Batch"))
        self.batch.setToolTip(self.tr("Images in one call"))
        self.batch.setRange(1, LARGEST[BATCH])
        for field in (self.resolution, self.batch):
            field.setKeyboardTracking(False)
            indent_text(field)
        self.ranges.setAccessibleName(self.tr("Ranges that are often swept"))
        self.ranges.setMenu(QMenu(self.ranges))
        self.leaves_out.setToolTip(
            self.tr("A run skips them with this reason; otherwise each is refused when its turn comes")
        )
        for label, role in ((self.problem, "problem"), (self.shortage, "muted")):
            label.setWordWrap(True)
            set_role(label, role)
        self.shortage.setProperty("tone", "warning")
        repolish(self.shortage)
        for widget in (self.problem, self.shortage, self.leaves_out):
            widget.hide()

    def _place_fields(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setVerticalSpacing(GAP - 2)
        grid.setColumnStretch(1, 1)
        self._captions: list[QLabel] = []
        rows = (
            (self.tr("Axis"), self.axis),
            (self.tr("From : to : step"), self.values),
            (self.tr("Resolution"), self.resolution),
            (self.tr("Batch"), self.batch),
        )
        for row, (caption, field) in zip((0, 1, 3, 4), rows, strict=True):
            label = QLabel(caption, self)
            label.setBuddy(field)
            self._captions.append(label)
            grid.addWidget(label, row, 0)
            grid.addWidget(field, row, 1)
        grid.removeWidget(self.values)
        beside = QHBoxLayout()
        beside.setSpacing(GAP - 2)
        beside.addWidget(self.values, 1)
        beside.addWidget(self.ranges)
        grid.addLayout(beside, 1, 1)
        # What is wrong with a range stands under it, not below what is held fixed.
        grid.addWidget(self.problem, 2, 1)
        self.body.addLayout(grid)
        for line in (self.refusals, self.shortage, self.leaves_out, self.estimate):
            self.body.addWidget(line)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.axis.activated.connect(self._choose_axis)
        self.values.textEdited.connect(self._pause.start)
        self._pause.timeout.connect(self._take_values)
        self.values.editingFinished.connect(self._finish_typing)
        self.resolution.valueChanged.connect(
            lambda side: self._workbench.set_sweep(replace(self._workbench.sweep, resolution_px=side))
        )
        self.batch.valueChanged.connect(
            lambda batch: self._workbench.set_sweep(replace(self._workbench.sweep, batch=batch))
        )
        self.refusals.range_chosen.connect(self._take_range)
        self.ranges.menu().aboutToShow.connect(self._fill_ranges)
        self.leaves_out.toggled.connect(self.leaves_out_changed)
        self._workbench.sweep_changed.connect(self.refresh)
        self._workbench.settled.connect(self.refresh)

    # from the workbench

    def refresh(self) -> None:
        """Show the workbench's sweep. A range that is being typed is not written over."""
        sweep = self._workbench.sweep
        self._offer_axes()
        if not self._is_typing() and parse_or_none(self.values.text()) != sweep.values:
            self.values.setText(range_text(sweep.values))
            self._show_problem("")
        for field, value in ((self.resolution, sweep.resolution_px), (self.batch, sweep.batch)):
            field.blockSignals(True)
            field.setValue(value)
            field.blockSignals(False)
        for caption, field, axis in (
            (self._captions[2], self.resolution, RESOLUTION),
            (self._captions[3], self.batch, BATCH),
        ):
            for widget in (caption, field):
                widget.setVisible(sweep.axis != axis)
        self.refusals.refresh()

    def _is_typing(self) -> bool:
        """Whether the range is half a sentence; one that was read gives way when an edit is taken back."""
        is_half = self._pause.isActive() or parse_or_none(self.values.text()) is None
        return self.values.hasFocus() and is_half

    def _offer_axes(self) -> None:
        """Resolution, batch, and every whole-number hyperparameter that all ticked models have."""
        current = self._workbench.sweep.axis
        self.axis.clear()
        self.axis.addItem(self.tr("resolution, px"), RESOLUTION)
        self.axis.addItem(self.tr("batch, images"), BATCH)
        for item in self._common_integers():
            label = word(item.label).lower()
            self.axis.addItem(f"{label}, {word(item.unit)}" if item.unit else label, item.name)
        if self.axis.findData(current) < 0:
            # The models that had it were unticked; the sentence below says so.
            self.axis.addItem(current, current)
        self.axis.setCurrentIndex(self.axis.findData(current))

    def _common_integers(self) -> list[Hyperparameter]:
        families = {registry.find(model.variant)[0].id: model for model in self._workbench.ticked}
        declared = [registry.find(model.variant)[0].hyperparameters for model in families.values()]
        if not declared:
            return []
        names = [{item.name for item in items if item.kind == "integer"} for items in declared]
        common = set.intersection(*names)
        return [item for item in declared[0] if item.name in common]

    # from the person

    def _choose_axis(self, index: int) -> None:
        axis = str(self.axis.itemData(index))
        if axis == self._workbench.sweep.axis:
            return
        presets = range_presets(axis, self._workbench.ticked)
        self._take_range(presets[0].values if presets else self._workbench.sweep.values, axis)

    def _fill_ranges(self) -> None:
        """What people sweep along the axis, for the models that are ticked now."""
        menu = self.ranges.menu()
        menu.clear()
        for preset in range_presets(self._workbench.sweep.axis, self._workbench.ticked):
            action = menu.addAction(f"{preset.name}\t{range_text(preset.values)}")
            action.triggered.connect(lambda _=False, values=preset.values: self._take_range(values))

    def _take_range(self, values: tuple[int, ...], axis: str = "") -> None:
        """Sweep a range that was chosen, whatever was being typed; along another axis where one is named."""
        self._pause.stop()
        self._show_problem("")
        self.values.setText(range_text(values))
        sweep = self._workbench.sweep
        self._workbench.set_sweep(replace(sweep, axis=axis or sweep.axis, values=values))

    def _finish_typing(self) -> None:
        """Take what was typed, or bring back what holds."""
        if self._pause.isActive():
            self._pause.stop()
            self._take_values()
        self.refresh()

    def _take_values(self) -> None:
        try:
            values = parse_range(self.values.text())
            self._check_side(values)
        except RequestError as error:
            self._show_problem(str(error))
            return
        self._show_problem("")
        self._workbench.set_sweep(replace(self._workbench.sweep, values=values))

    def _check_side(self, values: tuple[int, ...]) -> None:
        limit = LARGEST.get(self._workbench.sweep.axis)
        if limit is not None and max(values) > limit:
            sentence = self.tr("{value} is more than MixBench sweeps; the largest is {limit}")
            raise RequestError(sentence.format(value=max(values), limit=limit))

    def _show_problem(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.values.setProperty("problem", bool(sentence))
        repolish(self.values)


def parse_or_none(text: str) -> tuple[int, ...] | None:
    """The values of a range, or None where it cannot be read."""
    try:
        return parse_range(text)
    except RequestError:
        return None
