"""The switches above the laws: what grows, of which role, the questions to the table, and which picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from mixbench.core.growth import BY_ROLE, TIMED_BY_ROLE, GrowthMetric
from mixbench.core.roles import Role
from mixbench.gui.flow_layout import FlowLayout
from mixbench.gui.laws_question import LawsQuestion
from mixbench.gui.laws_source import LawChoice
from mixbench.gui.laws_words import against_words, metric_names
from mixbench.gui.panel import GAP, Chip
from mixbench.gui.role_words import role_word

#: The whole network, and each of its roles as well.
EACH_ROLE = "each"


class LawsBar(QObject):
    """`changed`: other laws are wanted; `asked`: only another answer of the same."""

    changed = Signal()
    asked = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        metrics = {str(id): word for id, word in metric_names().items()}
        self.metric = self._combo(self.tr("Metric"), self.tr("What grows"), metrics)
        roles = {"": self.tr("whole network"), EACH_ROLE: self.tr("with each role")}
        roles |= {str(role): role_word(role) for role in Role}
        self.role = self._combo(self.tr("Role"), "", roles)
        self.question = LawsQuestion(LawChoice().at_px, page)
        self.map_chip = Chip(
            self.tr("Who beats whom"),
            self.tr("Which model is best at each size, and where models cross; otherwise points and laws"),
            checkable=True,
            parent=page,
        )
        self.row = FlowLayout(gap=GAP - 2)
        for widget in (self.metric, self.role, self.question, self.map_chip):
            self.row.addWidget(widget)
        self._wire()
        self._follow_metric()

    # building

    def _combo(self, name: str, tooltip: str, words: Mapping[str, str]) -> QComboBox:
        box = QComboBox(self._page)
        for id, word in words.items():
            box.addItem(word, id)
        box.setAccessibleName(name)
        box.setToolTip(tooltip)
        return box

    def add_at_end(self, *widgets: QWidget) -> None:
        """Put buttons at the right end."""
        for widget in widgets:
            self.row.add_at_end(widget)
        self.row.chain_focus()

    def _wire(self) -> None:
        self.metric.currentIndexChanged.connect(self._follow_metric)
        for combo in (self.metric, self.role):
            combo.currentIndexChanged.connect(self.changed)
        self.map_chip.toggled.connect(self._follow_picture)
        self.map_chip.toggled.connect(self.changed)
        self.question.changed.connect(self.changed)
        self.question.asked.connect(self.asked)

    def _follow_metric(self) -> None:
        """Counts are known by role, and time where layers are timed; a budget is one of the metric."""
        metric: GrowthMetric = self.metric.currentData()
        divides = metric in BY_ROLE | TIMED_BY_ROLE
        self.role.setEnabled(divides)
        self.role.setToolTip(
            self.tr("The whole network, the layers of one role, or of each")
            if divides
            else self.tr("{metric} does not divide by role").format(metric=metric_names()[metric])
        )
        self.question.speak_of(metric)

    def _follow_picture(self) -> None:
        """The questions are the table's, which the map leaves no room for."""
        words = self.tr("These are questions to the table; switch “Who beats whom” off to ask them")
        self.question.allow(words if self.is_map else "")

    # what is chosen

    @property
    def against(self) -> QComboBox:
        """What the laws are fitted against."""
        return self.question.against

    @property
    def is_map(self) -> bool:
        """Whether the map is looked at instead of the plot."""
        return self.map_chip.isChecked()

    def choice(self) -> LawChoice:
        """What the switches say."""
        metric: GrowthMetric = self.metric.currentData()
        role: str = self.role.currentData()
        return LawChoice(
            metric,
            self.against.currentData(),
            Role(role) if role in set(Role) else None,
            self.question.at_px.value(),
            self.question.amount,
            role == EACH_ROLE,
        )

    def state(self) -> dict[str, str | bool]:
        """The same for the settings file, with which picture is looked at."""
        choice = self.choice()
        return {
            "metric": choice.metric,
            "against": choice.against,
            "role": self.role.currentData(),
            "map": self.is_map,
        }

    def restore(self, state: Mapping[str, str | bool]) -> None:
        """Set the switches as they were; what is unknown by now is left as it is."""
        if state.get("metric") in get_args(GrowthMetric):
            self.metric.setCurrentIndex(self.metric.findData(state["metric"]))
        if state.get("against") in against_words():
            self.against.setCurrentIndex(self.against.findData(state["against"]))
        if state.get("role") in {EACH_ROLE, *Role}:
            self.role.setCurrentIndex(self.role.findData(state["role"]))
        if state.get("map") is True:
            self.map_chip.setChecked(True)
