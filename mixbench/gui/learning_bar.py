"""What a learning probe is asked with, and how its curves are looked at."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSpinBox, QWidget

from mixbench.core.learning import MOST_SEEDS, MOST_STEPS, Shuffle
from mixbench.gui.flow_layout import FlowLayout
from mixbench.gui.learning_figure import Along, Quantity
from mixbench.gui.panel import GAP, Chip, indent_text

_STEPS, _SEEDS = 200, 3
_STEPS_PX, _SEEDS_PX = 112, 92


class LearningBar(QWidget):
    """Start and stop, steps, seeds, shuffles; accuracy or loss, along steps or seconds."""

    started = Signal()
    stopped = Signal()
    looked = Signal()  # the curves are to be looked at otherwise

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._build_question()
        self._build_looks()
        self._lay_out()

    def _build_question(self) -> None:
        self.start = QPushButton(self.tr("Start"), self)
        self.start.setToolTip(self.tr("Train the tiny networks; a sweep that is begun meanwhile waits"))
        self.start.clicked.connect(self.started)
        self.stop = QPushButton(self.tr("Stop"), self)
        self.stop.setToolTip(self.tr("End the training at its next step; what was finished stays"))
        self.stop.clicked.connect(self.stopped)
        self.steps = self._number(_STEPS, MOST_STEPS, _STEPS_PX)
        self.steps.setSuffix(self.tr(" steps"))
        self.steps.setAccessibleName(self.tr("Training steps"))
        self.steps.setToolTip(self.tr("Training steps of each run, 32 images each"))
        self.seeds = self._number(_SEEDS, MOST_SEEDS, _SEEDS_PX)
        self.seeds.setSuffix(self.tr(" seeds"))
        self.seeds.setAccessibleName(self.tr("Seeds"))
        self.seeds.setToolTip(
            self.tr("Runs of each network: other weights, another order of the images, another permutation")
        )
        self.pixels = Chip(
            self.tr("Shuffle pixels"),
            self.tr("Also train with one fixed permutation of all pixels, the same for every image"),
            checkable=True,
            parent=self,
        )
        self.patches = Chip(
            self.tr("Shuffle patches"),
            self.tr("Also train with one fixed permutation of whole tiles of 2 × 2 pixels"),
            checkable=True,
            parent=self,
        )
        self.pixels.setChecked(True)
        self.patches.setChecked(True)

    def _number(self, value: int, most: int, width_px: int) -> QSpinBox:
        box = QSpinBox(self)
        box.setRange(1, most)
        box.setValue(value)
        box.setFixedWidth(width_px)
        indent_text(box)
        return box

    def _build_looks(self) -> None:
        self._quantities, self._alongs = QButtonGroup(self), QButtonGroup(self)
        self.accuracy = self._look(
            self._quantities, self.tr("Accuracy"), self.tr("Held-out images, answered right")
        )
        self.loss = self._look(
            self._quantities, self.tr("Loss"), self.tr("Cross-entropy of the training images")
        )
        self.along_steps = self._look(self._alongs, self.tr("Steps"), self.tr("Against training steps"))
        self.along_seconds = self._look(
            self._alongs, self.tr("Seconds"), self.tr("Against seconds of training, on one thread")
        )
        self.accuracy.setChecked(True)
        self.along_steps.setChecked(True)
        for group in (self._quantities, self._alongs):
            group.buttonToggled.connect(self.looked)

    def _look(self, group: QButtonGroup, text: str, tooltip: str) -> Chip:
        chip = Chip(text, tooltip, checkable=True, parent=self)
        group.addButton(chip)
        return chip

    def _lay_out(self) -> None:
        self._flow = FlowLayout(self, gap=GAP - 2)
        asked = (self.start, self.stop, self.steps, self.seeds, self.pixels, self.patches)
        looks = self._pair(self.accuracy, self.loss), self._pair(self.along_steps, self.along_seconds)
        for widget in (*asked, *looks):
            self._flow.addWidget(widget)

    def _pair(self, first: Chip, second: Chip) -> QWidget:
        """Two that exclude one another go to the next line together."""
        pair = QWidget(self)
        row = QHBoxLayout(pair)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP - 2)
        row.addWidget(first)
        row.addWidget(second)
        return pair

    def add_at_end(self, *widgets: QWidget) -> None:
        """Put buttons behind all others."""
        for widget in widgets:
            self._flow.add_at_end(widget)
        self._flow.chain_focus()

    @property
    def shuffles(self) -> tuple[Shuffle, ...]:
        """What is trained: always the images as they are, then the shuffles that are switched on."""
        chips: tuple[tuple[Shuffle, Chip], ...] = (("pixels", self.pixels), ("patches", self.patches))
        return ("none", *(shuffle for shuffle, chip in chips if chip.isChecked()))

    @property
    def quantity(self) -> Quantity:
        """What is drawn upwards."""
        return "accuracy" if self.accuracy.isChecked() else "loss"

    @property
    def along(self) -> Along:
        """What is drawn to the right."""
        return "steps" if self.along_steps.isChecked() else "seconds"

    def show_state(self, *, is_training: bool, can_start: bool) -> None:
        """Offer what can be done now."""
        self.start.setVisible(not is_training)
        self.start.setEnabled(can_start)
        self.stop.setVisible(is_training)
        for widget in (self.steps, self.seeds, self.pixels, self.patches):
            widget.setEnabled(not is_training)
