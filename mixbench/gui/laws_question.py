"""What the table of the laws is asked, in a chip: against what, at which size, within which budget."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QSpinBox, QWidget

from mixbench.core.amounts import MORE_IS_BETTER
from mixbench.core.growth import GrowthMetric
from mixbench.gui.filter_chips import AmountBox
from mixbench.gui.laws_words import against_words, budget_text, unit_of
from mixbench.gui.panel import GAP, indent_text
from mixbench.gui.popup import PopupChip

#: The sides that can be asked about, in pixels.
_SIDES_PX = (16, 8192)
_MOST_BUDGET = 1e6
_BOX_PX = 170


class LawsQuestion(PopupChip):
    """It lights up while there is a budget. `changed`: other laws are wanted; `asked`: only another answer of
    the same."""

    changed = Signal()
    asked = Signal()

    def __init__(self, side_px: int, parent: QWidget | None = None) -> None:
        super().__init__("", "", parent)
        self._metric: GrowthMetric = "latency"
        self.against = self._build_against()
        self.at_px = self._build_side(side_px)
        self.budget = self._build_budget()
        self._lay_out()
        self.against.currentIndexChanged.connect(self.changed)
        self.at_px.valueChanged.connect(self._ask)
        self.budget.valueChanged.connect(self._ask)
        self.allow("")
        self._say()

    def _build_against(self) -> QComboBox:
        box = QComboBox(self.popup)
        for id, word in against_words().items():
            box.addItem(word, id)
        box.setAccessibleName(self.tr("Against"))
        box.setToolTip(self.tr("What it grows with"))
        return box

    def _build_side(self, side_px: int) -> QSpinBox:
        box = QSpinBox(self.popup)
        box.setRange(*_SIDES_PX)
        box.setSingleStep(32)
        box.setValue(side_px)
        box.setSuffix(self.tr(" px"))
        box.setAccessibleName(self.tr("Resolution that is asked about"))
        box.setToolTip(self.tr("What the metric is at a resolution, run or never run"))
        return box

    def _build_budget(self) -> AmountBox:
        box = AmountBox(self.popup)
        box.setRange(0, _MOST_BUDGET)
        box.setDecimals(3)
        box.setSpecialValueText(self.tr("no budget"))
        box.setToolTip(self.tr("Which is the largest size that fits? An amount of the metric; 0: not asked"))
        return box

    def _lay_out(self) -> None:
        self._budget_name = QLabel(self.popup)
        names = (QLabel(self.tr("Against"), self.popup), QLabel(self.tr("Resolution"), self.popup))
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        boxes = (self.against, self.at_px, self.budget)
        for row, (name, box) in enumerate(zip((*names, self._budget_name), boxes, strict=True)):
            name.setBuddy(box)
            box.setMinimumWidth(_BOX_PX)
            grid.addWidget(name, row, 0)
            grid.addWidget(box, row, 1)
        for spin in (self.at_px, self.budget):
            spin.setKeyboardTracking(False)
            indent_text(spin)
        self.popup.body.addLayout(grid)

    def speak_of(self, metric: GrowthMetric) -> None:
        """Ask about another metric; a budget of the last one is none of it."""
        self._metric = metric
        is_least = metric in MORE_IS_BETTER
        self._budget_name.setText(self.tr("At least") if is_least else self.tr("At most"))
        self.budget.setSuffix(f" {unit_of(metric)[1]}")
        self.budget.setAccessibleName(self.tr("Budget: {bound}").format(bound=self._budget_name.text()))
        self.budget.setEnabled(metric != "bytes")
        self.budget.blockSignals(True)
        self.budget.setValue(0)
        self.budget.blockSignals(False)
        self._say()

    def allow(self, why_not: str) -> None:
        """Let the questions be asked, or say why they have no answer now."""
        words = self.tr("What the table answers: growth against what, the value at a size, a budget")
        self.setEnabled(not why_not)
        self.setToolTip(why_not or words)

    @property
    def amount(self) -> float:
        """The budget in the unit that the metric is kept in; 0: none."""
        return self.budget.value() * unit_of(self._metric)[0]

    def _ask(self) -> None:
        self._say()
        self.asked.emit()

    def _say(self) -> None:
        """The size and the budget."""
        self.title = self.tr("At {side} px").format(side=self.at_px.value())
        self.setAccessibleName(self.tr("Questions: {at}").format(at=self.title))
        self.popup.setAccessibleName(self.tr("Questions to the laws"))
        self.show_state(budget_text(self._metric, self.amount) if self.amount else "")
        self.setText(self.title)  # the budget stands above its column
