"""What is chosen of the front: the cost, like with like, the budget."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from mixbench.catalog.accuracies import TRAININGS, USUAL_TRAININGS, AccuracyFilter
from mixbench.catalog.weighing import Setting
from mixbench.core.amounts import MORE_IS_BETTER, CostKind
from mixbench.gui.budget_chip import BudgetChip
from mixbench.gui.filter_chips import KindsChip
from mixbench.gui.flow_layout import FlowLayout
from mixbench.gui.panel import GAP, Chip
from mixbench.gui.pareto_words import UNITS, cost_meaning, cost_names, setting_text, training_words


class ParetoBar(QWidget):
    """Chips in a row that goes on in the next line. `changed` says that other points are to be drawn."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cost = self._build_costs()
        self.setting = QComboBox(self)
        self.setting.setAccessibleName(self.tr("Measured under"))
        self.setting.setToolTip(self.tr("Which of the session's conditions and batches are compared"))
        self.log_x = self._switch(self.tr("log x"), self.tr("Space the horizontal axis by powers"))
        self.log_x.setChecked(True)
        self.trainings = self._build_trainings()
        self.several = self._switch(
            self.tr("Several looks"),
            self.tr("Also accuracies averaged over several crops, whose cost is a multiple of what is drawn"),
        )
        self.ticked = self._switch(self.tr("Ticked"), self.tr("Only the models that are ticked in the tree"))
        tooltip = self.tr("Drag the line, or set it here; 0: none")
        self.budget = BudgetChip(self.tr("Budget"), tooltip, "", self)
        self.choosing = self._switch(
            self.tr("Chooser"),
            self.tr("Show the ranked list instead of the points; a taller page shows both"),
        )
        self._lay_out()

    def _build_costs(self) -> QComboBox:
        box = QComboBox(self)
        for row, (kind, name) in enumerate(cost_names().items()):
            box.addItem(name, kind)
            box.setItemData(row, cost_meaning(kind), Qt.ItemDataRole.ToolTipRole)
        box.setAccessibleName(self.tr("Cost"))
        box.setToolTip(self.tr("What accuracy is held against"))
        return box

    def _build_trainings(self) -> KindsChip:
        words = {str(one): word for one, word in training_words().items()}
        tooltip = self.tr("Compare like with like; none ticked means any")
        chip = KindsChip(self.tr("Trained on"), tooltip, words, self)
        chip.set_kinds(USUAL_TRAININGS)
        return chip

    def _switch(self, text: str, tooltip: str) -> Chip:
        return Chip(text, tooltip, checkable=True, parent=self)

    def _lay_out(self) -> None:
        self._row = FlowLayout(self, gap=GAP - 2)
        chips = (self.log_x, self.trainings, self.several, self.ticked, self.budget, self.choosing)
        for widget in (self.cost, self.setting, *chips):
            self._row.addWidget(widget)
        for box in (self.cost, self.setting):
            box.currentIndexChanged.connect(lambda _: self.changed.emit())
        for chip in (self.log_x, self.several, self.ticked):
            chip.toggled.connect(lambda _: self.changed.emit())
        self.trainings.changed.connect(self._choose_trainings)

    def add_at_end(self, *widgets: QWidget) -> None:
        """Put what the page adds to the right."""
        for widget in widgets:
            self._row.add_at_end(widget)
        self._row.chain_focus()

    def show_picture_switches(self, are_shown: bool) -> None:
        """Offer what only the points follow; the ranked list has budgets of its own."""
        for widget in (self.cost, self.log_x, self.budget):
            widget.setVisible(are_shown)

    def _choose_trainings(self) -> None:
        self.trainings.set_kinds(self.trainings.kinds)
        self.changed.emit()

    # what is chosen

    @property
    def kind(self) -> CostKind:
        """The cost that is drawn."""
        kind: CostKind = self.cost.currentData()
        return kind

    def accepts(self) -> AccuracyFilter:
        """Which accuracies are compared."""
        chosen = frozenset(one for one in TRAININGS if one in self.trainings.kinds)
        return AccuracyFilter(chosen or frozenset(TRAININGS), self.several.isChecked())

    def choose_setting(self, known: Iterable[Setting]) -> Setting | None:
        """The setting that is chosen among those of the session, the first unless another was; there is a
        choice only where there are two."""
        offered, chosen = list(known), self.setting.currentData()
        if [self.setting.itemData(row) for row in range(self.setting.count())] != offered:
            self.setting.blockSignals(True)
            self.setting.clear()
            for one in offered:
                self.setting.addItem(setting_text(one), one)
            if offered:
                self.setting.setCurrentIndex(offered.index(chosen) if chosen in offered else 0)
            self.setting.blockSignals(False)
        self.setting.setVisible(len(offered) > 1)
        setting: Setting | None = self.setting.currentData()
        return setting

    def show_budget(self, limit: float | None) -> None:
        """Show the budget on the cost that is drawn, in the unit that it is kept in."""
        size, unit = UNITS[self.kind]
        self.budget.speak_of(self.tr("Budget"), unit, is_least=self.kind in MORE_IS_BETTER)
        self.budget.show_amount(None if limit is None else limit / size)
