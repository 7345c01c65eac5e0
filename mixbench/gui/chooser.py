"""The chooser: budgets in, a ranked list out, with the reason for each place and for those that have none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QComboBox, QHeaderView, QTableView, QVBoxLayout, QWidget

from mixbench.catalog.accuracies import AccuracyFilter, accuracies
from mixbench.catalog.candidates import Wish, applicants
from mixbench.catalog.weighing import Scales
from mixbench.core.choosing import QUANTITIES, Choice, Fit, Quantity, choose
from mixbench.core.model import Model
from mixbench.gui.budget_chip import BudgetChip
from mixbench.gui.choice_model import AMOUNTS, PLACE, REASON, ChoiceModel
from mixbench.gui.flow_layout import FlowLayout
from mixbench.gui.key_order import KeyOrder
from mixbench.gui.panel import GAP, Chip, capitals, muted
from mixbench.gui.pareto_words import UNITS, quantity_names
from mixbench.gui.plain_table import dress
from mixbench.gui.theme import ThemeManager

_ROW_PX = 24
#: Of the columns; the reason takes what they leave.
_WIDTHS_PX = {0: 34, 1: 172, 2: 70, 3: 44, 5: 96, 6: 96, 7: 92, 8: 92}
#: A narrower list leaves amounts out that no budget is set on, so that reasons can be read.
_ROOMY_PX = 900


class Chooser(QWidget):
    """Budgets above, the list below. `changed` says that a budget or another wish is, `model_chosen` carries
    the model of a row that was opened."""

    changed = Signal()
    model_chosen = Signal(object)

    def __init__(self, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chips = {quantity: self._budget_chip(quantity) for quantity in QUANTITIES}
        self.side = self._build_sides()
        self.any_resolution = Chip(
            self.tr("Any size"),
            self.tr("Only networks whose weights serve every resolution that they accept"),
            checkable=True,
            parent=self,
        )
        self.model = ChoiceModel(themes, self)
        self.order = KeyOrder(self)
        self.order.setSourceModel(self.model)
        self.table = self._build_table()
        self.summary = muted(parent=self, wrap=True)
        self._lay_out()
        self._wire()

    # building

    def _budget_chip(self, quantity: Quantity) -> BudgetChip:
        name, (_, unit) = quantity_names()[quantity], UNITS[quantity]
        tooltip = self.tr("Only models that need no more of it; 0: no budget")
        chip = BudgetChip(name, tooltip, unit, self)
        chip.changed.connect(lambda _: self.changed.emit())
        return chip

    def _build_sides(self) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(self.tr("Resolution at which the model is used"))
        box.setToolTip(self.tr("Costs and accuracies at this size; by default at that of each model's best"))
        box.addItem(self.tr("at each one's size"), None)
        for side in sorted({one.resolution_px for one in accuracies()}):
            box.addItem(self.tr("at {side} px").format(side=side), side)
        return box

    def _build_table(self) -> QTableView:
        table = QTableView(self)
        table.setModel(self.order)
        table.setAccessibleName(self.tr("Models ranked by published accuracy within the budgets"))
        dress(table, _ROW_PX, self.copy)
        header = table.horizontalHeader()
        for column, width_px in _WIDTHS_PX.items():
            header.resizeSection(column, width_px)
        header.setSectionResizeMode(REASON, QHeaderView.ResizeMode.Stretch)
        table.setMinimumHeight(3 * _ROW_PX)
        return table

    def _lay_out(self) -> None:
        row = FlowLayout(gap=GAP - 2)
        title = capitals(self.tr("Chooser"), self)
        title.setMinimumHeight(self.any_resolution.sizeHint().height())
        row.addWidget(title)
        for widget in (*self.chips.values(), self.side, self.any_resolution):
            row.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP - 2)
        layout.addLayout(row)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.summary)

    def _wire(self) -> None:
        self.side.currentIndexChanged.connect(lambda _: self.changed.emit())
        self.any_resolution.toggled.connect(lambda _: self.changed.emit())
        self.table.activated.connect(self._open)

    # what is asked

    def budget(self, quantity: Quantity) -> float | None:
        """A budget in the unit that costs are kept in."""
        amount = self.chips[quantity].amount
        return None if amount is None else amount * UNITS[quantity][0]

    def set_budget(self, quantity: Quantity, budget: float | None) -> None:
        """Set a budget, without telling."""
        size, _ = UNITS[quantity]
        self.chips[quantity].show_amount(None if budget is None else budget / size)

    def wish(self, accepts: AccuracyFilter) -> Wish:
        """What is asked beside the budgets."""
        return Wish(accepts, self.side.currentData(), self.any_resolution.isChecked())

    # what is answered

    def show_choice(self, models: Iterable[Model], accepts: AccuracyFilter, scales: Scales) -> None:
        """Rank these models within the budgets."""
        known = applicants(models, self.wish(accepts), scales)
        budgets = {q: budget for q in QUANTITIES if (budget := self.budget(q)) is not None}
        choices = choose([one.candidate for one in known], budgets)
        chosen = self._current()
        self.model.show_choices(choices, {one.candidate.key: one for one in known})
        self._fit_columns()
        self._select(chosen)
        self.summary.setText(self._summary(choices))

    def _fit_columns(self) -> None:
        """Hide amounts of which nothing is known, and in a narrow list those without a budget."""
        is_roomy = self.width() >= _ROOMY_PX
        for column, quantity in AMOUNTS.items():
            is_wanted = is_roomy or self.budget(quantity) is not None
            self.table.setColumnHidden(column, self.model.is_blank(column) or not is_wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has room for other columns."""
        super().resizeEvent(event)
        self._fit_columns()

    def _summary(self, choices: tuple[Choice, ...]) -> str:
        fits = Counter("like" if one.candidate.objections else str(one.fit) for one in choices)
        placed = sum(one.is_in for one in choices)
        parts = [self.tr("{placed} of {all} keep the budgets").format(placed=placed, all=len(choices))]
        perhaps = sum(one.is_in and one.fit is Fit.PERHAPS for one in choices)
        told = (
            (perhaps, self.tr("{n} of them perhaps")),
            (fits[str(Fit.OVER)], self.tr("{n} over")),
            (fits[str(Fit.UNKNOWN)], self.tr("{n} not measured here")),
            (fits["like"], self.tr("{n} not to be compared")),
        )
        return "  ·  ".join([*parts, *(words.format(n=count) for count, words in told if count)])

    def copy(self) -> None:
        """Put the selected rows, or all, on the clipboard, for a spreadsheet."""
        chosen = sorted(index.row() for index in self.table.selectionModel().selectedRows())
        columns = range(self.model.columnCount())
        header = [str(self.model.headerData(column, Qt.Orientation.Horizontal)) for column in columns]
        rows = chosen or range(self.order.rowCount())
        lines = [header] + [[str(self.order.index(row, c).data()) for c in columns] for row in rows]
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines))

    def _current(self) -> str:
        index = self.table.currentIndex()
        return self.model.applicant(self.order.mapToSource(index).row()).model.key if index.isValid() else ""

    def _select(self, key: str) -> None:
        """Keep the current row where its model is still listed."""
        for row, one in enumerate(self.model.choices):
            if one.candidate.key == key:
                self.table.setCurrentIndex(self.order.mapFromSource(self.model.index(row, PLACE)))
                return

    def _open(self, index: QModelIndex) -> None:
        self.model_chosen.emit(self.model.applicant(self.order.mapToSource(index).row()).model)
