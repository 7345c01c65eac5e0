"""The switches above the roofline: models or layers, which size, and what is measured now."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from mixbench.gui.flow_layout import FlowLayout
from mixbench.gui.panel import GAP

MODELS, LAYERS = "models", "layers"


@dataclass(frozen=True)
class BarState:
    """What is under way, what may be begun, and why the roofs of these results cannot be measured."""

    is_timing: bool
    is_measuring: bool
    may_time: bool
    may_measure: bool
    why_not: str = ""


class RooflineBar(QWidget):
    """Says what is wanted; the buttons stop what is under way."""

    subject_changed = Signal()
    side_chosen = Signal(int)  # a resolution in pixels
    time_clicked = Signal()
    measure_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.subject = QComboBox(self)
        self.subject.addItem(self.tr("Models"), MODELS)
        self.subject.addItem(self.tr("Layers"), LAYERS)
        self.subject.setAccessibleName(self.tr("What is held against the roofs"))
        self.subject.setToolTip(
            self.tr("Hold all models of the session against the roofs, or each layer of the selected one")
        )
        self.subject.currentIndexChanged.connect(lambda _: self.subject_changed.emit())
        self.side = QComboBox(self)
        self.side.setAccessibleName(self.tr("Resolution in pixels"))
        self.side.setToolTip(self.tr("The resolution at which the layers are timed"))
        self.side.activated.connect(lambda place: self.side_chosen.emit(self.side.itemData(place)))
        self.time_button = QPushButton(self)
        self.time_button.setToolTip(self.tr("Run the model with a clock at every layer"))
        self.time_button.clicked.connect(self.time_clicked)
        self.roof_button = QPushButton(self)
        self.roof_button.clicked.connect(self.measure_clicked)
        self._row = FlowLayout(self, GAP - 2)
        for widget in (self.subject, self.side, self.time_button, self.roof_button):
            self._row.addWidget(widget)

    @property
    def shows_layers(self) -> bool:
        """Whether the layers of a model are looked at, not the models of the session."""
        return bool(self.subject.currentData() == LAYERS)

    def add_at_end(self, *widgets: QWidget) -> None:
        """Put buttons at the right edge, the last of them leftmost."""
        for widget in widgets:
            self._row.add_at_end(widget)
        self._row.chain_focus()

    def offer_sides(self, sides: tuple[int, ...], chosen: int | None) -> None:
        """Offer the resolutions in pixels that the model accepts."""
        if [self.side.itemData(place) for place in range(self.side.count())] != list(sides):
            self.side.clear()
            for offered in sides:
                self.side.addItem(self.tr("{side} px").format(side=offered), offered)
        self.side.setCurrentIndex(self.side.findData(chosen))
        self.side.setEnabled(len(sides) > 1)

    def show_state(self, state: BarState) -> None:
        """Say what the buttons do now."""
        for widget in (self.side, self.time_button):
            widget.setVisible(self.shows_layers)
        self.time_button.setText(self.tr("Stop timing") if state.is_timing else self.tr("Time the layers"))
        self.time_button.setEnabled(state.is_timing or state.may_time)
        self.roof_button.setText(
            self.tr("Stop measuring") if state.is_measuring else self.tr("Measure the roofs")
        )
        self.roof_button.setEnabled(state.is_measuring or (state.may_measure and not state.why_not))
        self.roof_button.setToolTip(
            state.why_not
            or self.tr("Measure the best rate of a matrix product and of memory, some seconds, and keep both")
        )
