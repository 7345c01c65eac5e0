"""The bar above the panels: run and stop, the conditions, the progress, the state of the machine."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget

from mixbench.core.measurement import Environment, Precision
from mixbench.gui.actions import spec, tooltip_of
from mixbench.gui.condition_chips import ConditionChips
from mixbench.gui.elided_label import ElidedLabel
from mixbench.gui.icons import icon
from mixbench.gui.panel import GAP, Pill, Tone, set_role
from mixbench.gui.theme import LIGHT
from mixbench.gui.workbench import Workbench

#: Above this share of busy cores a timing is likely to be disturbed.
BUSY_SHARE = 0.15
_BAR_PX = 96
#: The progress says at least this much before something else gives way.
_TEXT_PX = 260


class Toolbar(QWidget):
    """Runs, conditions, progress and state in one line. Where it is narrow the least important is hidden."""

    run_requested = Signal()
    pause_requested = Signal(bool)
    stop_requested = Signal()

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.run_button = self._button("run", self.tr("Run"))
        self.pause_button = self._button("pause", self.tr("Pause"))
        self.stop_button = self._button("stop", self.tr("Stop"))
        self.chips = ConditionChips(workbench, self)
        self.progress_bar = QProgressBar(self)
        self.progress_text = ElidedLabel(self)
        self.engine = Pill(parent=self)
        self.load = Pill(parent=self)
        self.torch = QLabel(self)
        self._is_progress_known = False
        self._is_torch_known = False
        self._dress()
        self._lay_out()
        workbench.sweep_changed.connect(self._fit)
        self.set_running(False)
        self.set_engine("stopped", self.tr("The engine has not been started yet"))

    def _button(self, id: str, text: str) -> QPushButton:
        """Its shortcut belongs to the menu's action of the same id; here it is only told."""
        button = QPushButton(text, self)
        button.setToolTip(tooltip_of(spec(id)))
        return button

    def _dress(self) -> None:
        set_role(self.run_button, "primary")
        self.run_button.setIcon(icon("play", LIGHT.accent_text))
        self.run_button.setIconSize(QSize(14, 14))
        self.run_button.clicked.connect(self.run_requested)
        self.pause_button.setCheckable(True)
        self.pause_button.clicked.connect(self.pause_requested)
        self.stop_button.clicked.connect(self.stop_requested)
        self.progress_bar.setTextVisible(False)
        self.progress_bar.setFixedWidth(_BAR_PX)
        self.progress_bar.setAccessibleName(self.tr("Progress of the run"))
        set_role(self.progress_text, "muted")
        set_role(self.torch, "tag")
        self.engine.setAccessibleName(self.tr("State of the engine"))
        self.load.setAccessibleName(self.tr("Load of the machine"))

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(self.run_button)
        layout.addWidget(self.pause_button)
        layout.addWidget(self.stop_button)
        layout.addSpacing(GAP)
        for chip in self.chips.shown:
            layout.addWidget(chip)
        layout.addStretch(1)
        for widget in self._states():
            layout.addWidget(widget)
        # The line never forces the window wider: it hides what does not fit instead.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    # what the window says

    def set_running(self, running: bool) -> None:
        """Let the run be stopped, or another be started."""
        self.run_button.setEnabled(not running)
        self.pause_button.setEnabled(running)
        self.stop_button.setEnabled(running)
        self._is_progress_known = self._is_progress_known or running
        self._fit()

    def set_paused(self, is_paused: bool) -> None:
        """Say that the run pauses, and offer to go on."""
        self.pause_button.setChecked(is_paused)
        self.pause_button.setText(self.tr("Go on") if is_paused else self.tr("Pause"))
        self._fit()

    def set_progress(self, finished: int, total: int, sentence: str) -> None:
        """Show how many of the run's cases are finished, and say it."""
        self.progress_bar.setMaximum(max(1, total))
        self.progress_bar.setValue(finished)
        self.progress_text.show_text(sentence)
        self._is_progress_known = True
        self._fit()

    def set_engine(self, state: str, sentence: str) -> None:
        """Show the worker's state in two words, its sentence in the tooltip."""
        words: dict[str, tuple[str, Tone]] = {
            "stopped": (self.tr("engine stopped"), "neutral"),
            "starting": (self.tr("engine starting"), "busy"),
            "idle": (self.tr("engine ready"), "good"),
            "busy": (self.tr("measuring"), "busy"),
            "pausing": (self.tr("pausing"), "warning"),
            "paused": (self.tr("paused"), "neutral"),
            "cancelling": (self.tr("stopping"), "warning"),
            "broken": (self.tr("engine broken"), "bad"),
        }
        word, tone = words[state]
        self.engine.show_state(word, tone, sentence)
        self._fit()

    def set_load(self, share: float) -> None:
        """Show which share of the machine's cores is busy, from 0 to 1."""
        percentage = round(share * 100)
        tone: Tone = "good" if share < BUSY_SHARE else "warning"
        word, told = self._load_words(share)
        self.load.show_state(word.format(n=percentage), tone, told.format(n=percentage))
        self._fit()

    def _load_words(self, share: float) -> tuple[str, str]:
        if share < BUSY_SHARE:
            told = self.tr("{n} % of the cores are busy, too little to disturb timings")
            return self.tr("machine quiet"), told
        told = self.tr("{n} % of the cores are busy with other work, which disturbs timings")
        return self.tr("machine busy: {n} %"), told

    def set_environment(self, environment: Environment) -> None:
        """Offer the machine's devices, and name its torch."""
        self.chips.set_environment(environment)
        self.torch.setText(self.tr("torch {version}").format(version=environment.torch.split("+")[0]))
        self.torch.setToolTip(
            self.tr("torch {torch}, Python {python}, {processor}").format(
                torch=environment.torch, python=environment.python, processor=environment.processor
            )
        )
        self._is_torch_known = True
        self._fit()

    def set_precision(self, precision: Precision) -> None:
        """Choose when a timing is good enough: quick, normal or publish."""
        self.chips.set_precision(precision)

    # room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hide or show again what is least important."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Show everything that is known, then hide the least important until the line fits."""
        wanted = self._wanted()
        for widget in self._expendable():
            if self._width_of(wanted) <= self.width():
                break
            wanted = [other for other in wanted if other is not widget]
        for widget in self._all():
            widget.setVisible(widget in wanted)

    def _expendable(self) -> tuple[QWidget, ...]:
        """What a narrow line can do without, the least important first. What is measured is hidden last."""
        layout, runtime, mode = self.chips.layout, self.chips.runtime, self.chips.mode
        order = (self.torch, layout, self.progress_bar, runtime, self.load, mode)
        chips = (layout, runtime, mode)
        return tuple(each for each in order if each not in chips or each in self.chips.expendable)

    def _states(self) -> tuple[QWidget, ...]:
        return (self.progress_bar, self.progress_text, self.engine, self.load, self.torch)

    def _all(self) -> list[QWidget]:
        return [self.run_button, self.pause_button, self.stop_button, *self.chips.shown, *self._states()]

    def _wanted(self) -> list[QWidget]:
        known = {
            self.progress_bar: self._is_progress_known,
            self.progress_text: self._is_progress_known,
            self.load: bool(self.load.text),
            self.torch: self._is_torch_known,
        }
        return [widget for widget in self._all() if known.get(widget, True)]

    def _width_of(self, widgets: list[QWidget]) -> int:
        """The room that the widgets need side by side; the progress can say less than all."""
        return sum(map(self._least_width, widgets)) + GAP * (len(widgets) + 1)

    def _least_width(self, widget: QWidget) -> int:
        wished = widget.sizeHint().width()
        if widget is self.progress_text:
            return min(wished, _TEXT_PX)
        return _BAR_PX if widget is self.progress_bar else wished
