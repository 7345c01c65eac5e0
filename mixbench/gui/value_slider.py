"""A slider over the values of a hyperparameter: it jumps to where it is clicked and ignores the wheel."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QMouseEvent
from PySide6.QtWidgets import QSlider, QStyle, QStyleOptionSlider, QWidget

from mixbench.gui.slider_stops import nearest_stop

#: A big step takes this share of the way.
_PAGES = 10


class ValueSlider(QSlider):
    """Walks along stops. `moved` says the stop that the person chose, `grasped` that a movement begins."""

    moved = Signal(float)
    grasped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._stops: tuple[float, ...] = (0.0,)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.valueChanged.connect(lambda place: self.moved.emit(self._stops[place]))
        WheelGuard(self)

    def show_stops(self, stops: Sequence[float]) -> None:
        """Walk along other stops, from now on."""
        if tuple(stops) == self._stops:
            return
        self.blockSignals(True)
        self._stops = tuple(stops)
        self.setRange(0, len(self._stops) - 1)
        self.setPageStep(max(1, len(self._stops) // _PAGES))
        self.blockSignals(False)

    def show_value(self, value: float) -> None:
        """Stand at the stop nearest to a value, without telling anyone."""
        self.blockSignals(True)
        self.setValue(nearest_stop(self._stops, value))
        self.blockSignals(False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Come to where the mouse is, then follow it."""
        self.grasped.emit()
        if event.button() is Qt.MouseButton.LeftButton:
            self.setValue(self._place_at(round(event.position().x())))
        super().mousePressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keys begin a movement, too."""
        super().focusInEvent(event)
        if event.reason() is not Qt.FocusReason.MouseFocusReason:
            self.grasped.emit()

    def _place_at(self, x: int) -> int:
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_Slider, option, QStyle.SubControl.SC_SliderHandle, self
        )
        way = self.width() - handle.width()
        return QStyle.sliderValueFromPosition(0, self.maximum(), x - handle.width() // 2, way)


class WheelGuard(QObject):
    """Keeps the wheel from changing a field that it only passes over while the form is scrolled."""

    def __init__(self, guarded: QWidget) -> None:
        super().__init__(guarded)
        guarded.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave the wheel to what lies behind, unless the field was entered."""
        if event.type() is QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False
