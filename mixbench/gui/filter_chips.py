"""The chips that narrow the models down: kinds to choose among, and ranges with two ends."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QGridLayout, QLabel, QWidget

from mixbench.gui.model_filters import Span
from mixbench.gui.panel import GAP, muted
from mixbench.gui.popup import PopupChip

#: The largest end of a range: beyond every model of the catalog.
_LARGEST = 99_999.0


class KindsChip(PopupChip):
    """Kinds with a box each, and how many models would remain with it. None ticked means any."""

    changed = Signal()

    def __init__(
        self, title: str, tooltip: str, kinds: Mapping[str, str], parent: QWidget | None = None
    ) -> None:
        super().__init__(title, tooltip, parent)
        self.boxes: dict[str, QCheckBox] = {}
        self._counts: dict[str, QLabel] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(3 * GAP)
        for row, (kind, word) in enumerate(kinds.items()):
            self.boxes[kind] = box = QCheckBox(word, self.popup)
            box.setToolTip(tooltip)
            box.toggled.connect(self.changed)
            self._counts[kind] = count = muted()
            grid.addWidget(box, row, 0)
            grid.addWidget(count, row, 1)
        self.popup.body.addLayout(grid)

    @property
    def kinds(self) -> frozenset[str]:
        """What is ticked."""
        return frozenset(kind for kind, box in self.boxes.items() if box.isChecked())

    def set_kinds(self, kinds: Collection[str]) -> None:
        """Tick these and no others, without telling."""
        for kind, box in self.boxes.items():
            box.blockSignals(True)
            box.setChecked(kind in kinds)
            box.blockSignals(False)
        words = [self.boxes[kind].text() for kind in self.boxes if kind in kinds]
        self.show_state(words[0] if len(words) == 1 else str(len(words)) if words else "")

    def set_counts(self, counts: Mapping[str, int]) -> None:
        """Say how many models there are of each kind."""
        for kind, label in self._counts.items():
            label.setText(str(counts.get(kind, 0)))


class AmountBox(QDoubleSpinBox):
    """An amount without zeros behind it: 30, not 30.00."""

    def textFromValue(self, value: float) -> str:
        """Qt asks this for what it shows."""
        return f"{value:.10g}"


class SpanChip(PopupChip):
    """A range of amounts. An end at zero is open."""

    changed = Signal()

    def __init__(self, title: str, tooltip: str, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(title, tooltip, parent)
        self._unit = unit
        self.low, self.high = AmountBox(self.popup), AmountBox(self.popup)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        ends = ((self.tr("At least"), self.low), (self.tr("At most"), self.high))
        for row, (caption, box) in enumerate(ends):
            box.setRange(0, _LARGEST)
            box.setDecimals(2)
            box.setSpecialValueText(self.tr("any"))
            box.setSuffix(f" {unit}" if unit else "")
            box.setMinimumWidth(110)
            box.setAccessibleName(f"{title}: {caption}")
            box.setToolTip(tooltip)
            box.valueChanged.connect(self.changed)
            label = QLabel(caption, self.popup)
            label.setBuddy(box)
            grid.addWidget(label, row, 0)
            grid.addWidget(box, row, 1)
        self.popup.body.addLayout(grid)

    @property
    def span(self) -> Span:
        """The range as it stands."""
        return Span(self.low.value() or None, self.high.value() or None)

    def set_span(self, span: Span) -> None:
        """Show a range, without telling."""
        for box, end in ((self.low, span.low), (self.high, span.high)):
            if box.value() != (end or 0):
                box.blockSignals(True)
                box.setValue(end or 0)
                box.blockSignals(False)
        self.show_state(self._text(span))

    def _text(self, span: Span) -> str:
        if span.is_open:
            return ""
        low, high = (None if end is None else f"{end:g}" for end in (span.low, span.high))
        text = f"≥ {low}" if high is None else f"≤ {high}" if low is None else f"{low}–{high}"
        return f"{text} {self._unit}".strip()
