"""What the edits of the selected model cost against its published variant: in a sentence, and by role."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from mixbench.core.model import Case, Model
from mixbench.gui.change_table import ChangeTable, change_lines
from mixbench.gui.elided_label import ElidedLabel
from mixbench.gui.model_change import Change, ModelChange, change_of
from mixbench.gui.panel import Chip, indent_text, keep_whole, muted, set_role
from mixbench.gui.peak_source import PeakSource
from mixbench.gui.sweep_settings import LARGEST
from mixbench.gui.workbench import RESOLUTION, Workbench
from mixbench.jobs.events import Answered

#: From this height of the form on there is room for some fields and the table below them; under the other
#: one line has to do.
_ROOMY_PX, _TERSE_PX = 480, 340


class ChangeSummary(QWidget):
    """A sentence, the resolution that it is about, and a table that can be folded away.

    All but the peak of memory is known by law, at once; the peak is counted when the person pauses.
    """

    asked = Signal(object)  # CountTask
    withdrawn = Signal(object)  # CountTask

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._change: ModelChange | None = None
        self._cases: tuple[Case, ...] = ()
        #: Whether the person said that the table is to be shown, or not to be.
        self._is_told = False
        self.peaks = PeakSource(self)
        self.sentence = muted(parent=self, wrap=True)
        self.short = ElidedLabel(self)
        set_role(self.short, "muted")
        self._is_terse = False
        self.table = ChangeTable(self)
        self._build_controls()
        self._lay_out()
        self.peaks.asked.connect(self.asked)
        self.peaks.withdrawn.connect(self.withdrawn)
        self.peaks.changed.connect(self._show)
        workbench.arranged.connect(self.refresh)
        self.refresh()

    def _build_controls(self) -> None:
        self.by_role = Chip(self.tr("By role"), checkable=True, parent=self)
        self.by_role.setToolTip(self.tr("What changes in the layers of each role"))
        self.by_role.setChecked(True)
        self.by_role.toggled.connect(self._show)
        self.by_role.clicked.connect(self._choose_to_fold)
        self.in_percent = Chip(
            "%", self.tr("Parts of the published figures instead of amounts"), checkable=True
        )
        self.in_percent.setAccessibleName(self.tr("In percent"))
        self.in_percent.toggled.connect(self.table.changes.set_in_percent)
        self.resolution = QSpinBox(self)
        self.resolution.setRange(1, LARGEST[RESOLUTION])
        self.resolution.setSingleStep(32)
        self.resolution.setSuffix(self.tr(" px"))
        self.resolution.setKeyboardTracking(False)
        self.resolution.setAccessibleName(self.tr("Resolution of the costs"))
        self.resolution.setToolTip(
            self.tr("Side of the square image that costs are said for, here and in the tree")
        )
        self.resolution.valueChanged.connect(self._choose_side)
        indent_text(self.resolution)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.by_role)
        row.addWidget(self.in_percent)
        row.addStretch(1)
        row.addWidget(muted(self.tr("at"), self))
        row.addWidget(self.resolution)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.sentence)
        layout.addWidget(self.short)
        layout.addLayout(row)
        layout.addWidget(self.table)

    def take(self, answered: Answered) -> None:
        """Hear what the engine says to a question."""
        self.peaks.take(answered)

    def set_room(self, height_px: int) -> None:
        """Say less where the fields need the room of a form this high, and fold the table away unless the
        person said otherwise."""
        self._is_terse = height_px < _TERSE_PX
        if not self._is_told:
            self.by_role.setChecked(height_px >= _ROOMY_PX)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sentence wraps otherwise."""
        super().resizeEvent(event)
        keep_whole(self.sentence, self.width())

    def _choose_to_fold(self) -> None:
        self._is_told = True

    # from the bench

    def refresh(self) -> None:
        """Compare the selected model with its published variant anew."""
        model, sweep = self._workbench.selected, self._workbench.sweep
        self.setVisible(model is not None)
        self.resolution.blockSignals(True)
        self.resolution.setValue(sweep.resolution_px)
        self.resolution.blockSignals(False)
        self._change, self._cases = None, ()
        if model is not None and model.overrides:
            self._change = change_of(model, sweep.resolution_px, sweep.conditions.dtype)
            if self._change is not None:
                self._cases = (self._case(model), self._case(Model(model.variant)))
        self.peaks.look_at(self._cases)
        self._show()

    def _case(self, model: Model) -> Case:
        sweep = self._workbench.sweep
        return Case(model, sweep.resolution_px, sweep.resolution_px, sweep.batch, sweep.conditions)

    def _choose_side(self, side: int) -> None:
        self._workbench.set_sweep(replace(self._workbench.sweep, resolution_px=side))

    # what is shown

    def _show(self) -> None:
        peak = self._peak()
        self._say(self._sentence(peak), self._short_text(peak))
        is_changed = self._change is not None
        self.by_role.setVisible(is_changed)
        self.table.setVisible(is_changed and self.by_role.isChecked())
        self.in_percent.setVisible(self.table.isVisibleTo(self))
        if self._change is not None:
            problem = next((told for case in self._cases if (told := self.peaks.problem(case))), "")
            self.table.changes.set_lines(change_lines(self._change, peak, problem))

    def _say(self, sentence: str, short: str) -> None:
        """The whole sentence, or one line of it where there is no room."""
        is_short = self._is_terse and bool(short)
        self.sentence.setText(sentence)
        self.sentence.setVisible(bool(sentence) and not is_short)
        keep_whole(self.sentence, self.width())
        self.short.setVisible(is_short)
        self.short.show_text(short)
        self.short.setToolTip(sentence)

    def _short_text(self, peak: Change | None) -> str:
        """The parts of what was published, without amounts."""
        if self._change is None:
            return ""
        parts = [
            self.tr("params {change}").format(change=self._change.params.rough),
            self.tr("MACs {change}").format(change=self._change.macs.rough),
        ]
        if peak is not None:
            parts.append(self.tr("memory {change}").format(change=peak.rough))
        return ", ".join(parts)

    def _peak(self) -> Change | None:
        """All that must fit into memory at once, once both networks were counted."""
        known = [self.peaks.peak_bytes(case) for case in self._cases]
        if len(known) != 2 or known[0] is None or known[1] is None:
            return None
        return Change(known[0], known[1])

    def _sentence(self, peak: Change | None) -> str:
        model = self._workbench.selected
        if model is None:
            return ""
        if not model.overrides:
            return self.tr("As published. Change a value to make a copy of your own.")
        parts = self._parts(model, peak)
        if not parts:
            return ""
        return self.tr("against the published variant: {changes}").format(changes=", ".join(parts))

    def _parts(self, model: Model, peak: Change | None) -> list[str]:
        change, sweep = self._change, self._workbench.sweep
        parts = []
        if change is not None:
            parts.append(self.tr("params {change}").format(change=change.params.text()))
            parts.append(self._macs_text(change.macs, sweep.resolution_px))
        largest = max(sweep.values) if sweep.axis == RESOLUTION else sweep.resolution_px
        if largest != sweep.resolution_px:
            there = change_of(model, largest, sweep.conditions.dtype)
            if there is not None:
                parts.append(self._macs_text(there.macs, largest))
        if peak is not None:
            parts.append(self.tr("peak memory {change}").format(change=peak.text(is_memory=True)))
        return parts

    def _macs_text(self, change: Change, side: int) -> str:
        words = self.tr("MACs {change} at {side} px")
        return words.format(change=change.text(), side=side)
