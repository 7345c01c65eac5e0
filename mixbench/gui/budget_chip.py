"""A chip that holds a budget: most of a cost, or none."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from mixbench.gui.filter_chips import AmountBox
from mixbench.gui.panel import GAP
from mixbench.gui.popup import PopupChip

_LARGEST = 9_999_999.0


class BudgetChip(PopupChip):
    """An amount in its unit; zero is no budget. `changed` carries it, None where there is none."""

    changed = Signal(object)

    def __init__(self, title: str, tooltip: str, unit: str, parent: QWidget | None = None) -> None:
        super().__init__(title, tooltip, parent)
        self._unit, self._sign = unit, "≤"
        self.box = AmountBox(self.popup)
        self.box.setRange(0, _LARGEST)
        self.box.setDecimals(3)
        self.box.setSpecialValueText(self.tr("none"))
        self.box.setMinimumWidth(130)
        self.box.setToolTip(tooltip)
        self.box.valueChanged.connect(self._tell)
        self.caption = QLabel(self.popup)
        self.caption.setBuddy(self.box)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.addWidget(self.caption, 0, 0)
        grid.addWidget(self.box, 0, 1)
        self.popup.body.addLayout(grid)
        self.speak_of(title, unit)

    def speak_of(self, title: str, unit: str, *, is_least: bool = False) -> None:
        """Hold a budget of another cost; `is_least` where more of it is better."""
        self.title, self._unit, self._sign = title, unit, "≥" if is_least else "≤"
        self.caption.setText(self.tr("At least") if is_least else self.tr("At most"))
        self.box.setSuffix(f" {unit}")
        self.box.setAccessibleName(f"{title}: {self.caption.text()}")
        self.setAccessibleName(title)
        self.popup.setAccessibleName(title)
        self.show_amount(self.amount)

    @property
    def amount(self) -> float | None:
        """The budget in its unit."""
        return self.box.value() or None

    def show_amount(self, amount: float | None) -> None:
        """Show a budget, without telling."""
        self.box.blockSignals(True)
        self.box.setValue(amount or 0.0)
        self.box.blockSignals(False)
        self._say()

    def _tell(self) -> None:
        self._say()
        self.changed.emit(self.amount)

    def _say(self) -> None:
        amount = self.amount
        self.show_state("" if amount is None else f"{self._sign} {amount:.4g} {self._unit}")
