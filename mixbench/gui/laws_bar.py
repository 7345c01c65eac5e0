"""The switches above the laws: what grows with what, of which role, and the two questions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QDoubleSpinBox, QMenu, QSpinBox, QWidget

from mixbench.core.growth import BY_ROLE, TIMED_BY_ROLE, GrowthMetric
from mixbench.core.roles import Role
from mixbench.gui.flow_layout import FlowLayout
from mixbench.gui.help_button import HelpButton
from mixbench.gui.laws_source import LawChoice
from mixbench.gui.laws_words import against_words, metric_names, unit_of
from mixbench.gui.panel import GAP, Chip, indent_text
from mixbench.gui.role_words import role_word

#: The sides that can be asked about, in pixels.
_SIDES_PX = (16, 8192)
_MOST_BUDGET = 1e6
#: The whole network, and each of its roles as well.
EACH_ROLE = "each"


class LawsBar(QObject):
    """`changed`: other laws are wanted; `asked`: only another answer of the same; `copied` and
    `copied_as_markdown`: the table is."""

    changed = Signal()
    asked = Signal()
    copied = Signal()
    copied_as_markdown = Signal()

    def __init__(self, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        metrics = {str(id): word for id, word in metric_names().items()}
        self.metric = self._combo(self.tr("Metric"), self.tr("What grows"), metrics)
        self.against = self._combo(
            self.tr("Against"),
            self.tr("What it grows with"),
            {str(id): word for id, word in against_words().items()},
        )
        roles = {"": self.tr("whole network"), EACH_ROLE: self.tr("whole and each role")}
        roles |= {str(role): role_word(role) for role in Role}
        self.role = self._combo(
            self.tr("Role"), self.tr("The whole network, the layers of one role, or of each"), roles
        )
        self.at_px = self._build_side()
        self.budget = self._build_budget()
        self.plot_chip = Chip(self.tr("Plot"), self.tr("Points, laws and bands"), checkable=True, parent=page)
        self.map_chip = Chip(
            self.tr("Who beats whom"),
            self.tr("Which model is best at each size, and where models cross"),
            checkable=True,
            parent=page,
        )
        self.table_chip = self._build_table_menu()
        self.row = self._lay_out()
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

    def _build_side(self) -> QSpinBox:
        box = QSpinBox(self._page)
        box.setRange(*_SIDES_PX)
        box.setSingleStep(32)
        box.setValue(LawChoice().at_px)
        box.setPrefix(self.tr("at "))
        box.setSuffix(self.tr(" px"))
        box.setAccessibleName(self.tr("Resolution that is asked about"))
        box.setToolTip(self.tr("What the metric is at a resolution, run or never run"))
        box.setKeyboardTracking(False)
        indent_text(box)
        return box

    def _build_budget(self) -> QDoubleSpinBox:
        box = QDoubleSpinBox(self._page)
        box.setRange(0, _MOST_BUDGET)
        box.setDecimals(1)
        box.setPrefix(self.tr("budget "))
        box.setSpecialValueText(self.tr("no budget"))
        box.setAccessibleName(self.tr("Budget"))
        box.setToolTip(self.tr("Which is the largest size that fits? Most of the metric; 0: not asked"))
        box.setKeyboardTracking(False)
        indent_text(box)
        return box

    def _build_table_menu(self) -> Chip:
        chip = Chip(self.tr("Table"), self.tr("Copy the table"), parent=self._page)
        menu = QMenu(chip)
        menu.addAction(self.tr("Copy for a spreadsheet"), self.copied.emit)
        menu.addAction(self.tr("Copy as Markdown"), self.copied_as_markdown.emit)
        chip.setMenu(menu)
        return chip

    def _lay_out(self) -> FlowLayout:
        row = FlowLayout(gap=GAP - 2)
        for widget in (
            self.metric, self.against, self.role, self.at_px, self.budget, self.plot_chip, self.map_chip
        ):  # fmt: skip
            row.addWidget(widget)
        row.add_at_end(HelpButton("laws", self._page))
        row.add_at_end(self.table_chip)
        return row

    def add_beside(self, widget: QWidget) -> None:
        """Put a button after the switches."""
        self.row.addWidget(widget)

    def add_at_end(self, widget: QWidget) -> None:
        """Put a button at the right end."""
        self.row.add_at_end(widget)

    def _wire(self) -> None:
        group = QButtonGroup(self)
        group.addButton(self.plot_chip)
        group.addButton(self.map_chip)
        self.plot_chip.setChecked(True)
        self.metric.currentIndexChanged.connect(self._follow_metric)
        for combo in (self.metric, self.against, self.role):
            combo.currentIndexChanged.connect(self.changed)
        self.map_chip.toggled.connect(self.changed)
        self.at_px.valueChanged.connect(self.asked)
        self.budget.valueChanged.connect(self.asked)

    def _follow_metric(self) -> None:
        """Counts are known by role, and time where layers are timed; a budget is one of the metric."""
        metric: GrowthMetric = self.metric.currentData()
        self.role.setEnabled(metric in BY_ROLE | TIMED_BY_ROLE)
        self.budget.setSuffix(f" {unit_of(metric)[1]}")
        self.budget.setEnabled(metric != "bytes")
        self.budget.blockSignals(True)
        self.budget.setValue(0)
        self.budget.blockSignals(False)

    # what is chosen

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
            self.at_px.value(),
            self.budget.value() * unit_of(metric)[0],
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
