"""Editors of numbers that keep what was typed: steps stay within the bounds, typing need not."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QIntValidator, QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QDoubleSpinBox, QLineEdit, QSpinBox, QWidget

from mixbench.catalog.hyperparameters import Hyperparameter
from mixbench.gui.panel import set_role
from mixbench.gui.slider_stops import page, stops

#: Spin boxes reach far beyond the bounds: a value out of bounds is answered with a sentence, not changed
#: behind the person's back. The arrows stay within.
_FAR = 10**9

#: How many steps Qt asks for where a page key was pressed.
_QT_PAGE = 10

_STEPS = {
    Qt.Key.Key_Up: 1,
    Qt.Key.Key_Down: -1,
    Qt.Key.Key_PageUp: _QT_PAGE,
    Qt.Key.Key_PageDown: -_QT_PAGE,
}


def stepped(item: Hyperparameter, value: float, steps: int) -> float:
    """The value so many steps away, within the bounds; a page leads to a stop of the slider."""
    known = stops(item)
    if not known:
        return value + steps
    if abs(steps) >= _QT_PAGE:
        return page(known, value, 1 if steps > 0 else -1)
    return min(max(value + steps, known[0]), known[-1])


class BoundedSpinBox(QSpinBox):
    """A whole number that may be typed out of bounds but not stepped out of them."""

    def __init__(self, item: Hyperparameter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item = item
        self.setRange(-_FAR, _FAR)

    def stepBy(self, steps: int) -> None:
        """Step with the arrows, the wheel or the keys, up to the bounds."""
        self.setValue(int(stepped(self._item, self.value(), steps)))


class RealSpinBox(QDoubleSpinBox):
    """A real number of any magnitude, without zeros that say nothing; steps stay within the bounds."""

    def __init__(self, item: Hyperparameter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._low = -_FAR if item.low is None else item.low
        self._high = _FAR if item.high is None else item.high
        self.setDecimals(9)
        self.setStepType(QAbstractSpinBox.StepType.AdaptiveDecimalStepType)
        self.setRange(-_FAR, _FAR)

    def stepBy(self, steps: int) -> None:
        """Step by a tenth of the magnitude, up to the bounds."""
        super().stepBy(steps)
        if not self._low <= self.value() <= self._high:
            self.setValue(min(max(self.value(), self._low), self._high))

    def textFromValue(self, value: float) -> str:
        """Write 0.1, not 0.100000000."""
        return f"{value:g}" if abs(value) >= 1e-4 or not value else super().textFromValue(value).rstrip("0")


class StageEdit(QLineEdit):
    """One number of a tuple, narrow enough for four of them in a line; empty stands for zero."""

    def __init__(self, item: Hyperparameter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._item = item
        self.setValidator(QIntValidator(-_FAR, _FAR, self))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        set_role(self, "compact")

    def value(self) -> int:
        """The number that was typed."""
        try:
            return int(self.text())
        except ValueError:
            return 0

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Step like a spin box with the keys; whoever listens to typing hears of it."""
        steps = _STEPS.get(Qt.Key(event.key()))
        if steps is None:
            super().keyPressEvent(event)
            return
        self.setText(str(int(stepped(self._item, self.value(), steps))))
        self.textEdited.emit(self.text())
