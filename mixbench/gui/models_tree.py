"""Families, their variants and the user's own copies as a tree with check boxes and live costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from mixbench.catalog import registry
from mixbench.catalog.family import Family
from mixbench.core.model import Model
from mixbench.core.units import giga, si
from mixbench.gui.arrangement import Arrangement
from mixbench.gui.law_curve import law_at
from mixbench.gui.model_filters import Traits
from mixbench.gui.model_rows import Branch, ModelRow, read_branches, traits_of
from mixbench.gui.model_tooltips import draft_tooltip, family_tooltip, model_tooltip
from mixbench.gui.swatch import series_swatch
from mixbench.gui.theme import ThemeManager
from mixbench.gui.workbench import Workbench

Index = QModelIndex | QPersistentModelIndex

NAME, PARAMS, MACS, YEAR = range(4)
#: The model of a row, or None for a family's.
MODEL_ROLE = int(Qt.ItemDataRole.UserRole)
#: The `Traits` of a model's row, by which it is searched and filtered.
TRAITS_ROLE = MODEL_ROLE + 1
#: The id of a family's row, or None for a model's.
FAMILY_ROLE = MODEL_ROLE + 2
#: What a cell is sorted by: a text, a number, or None where a size is refused.
SORT_ROLE = MODEL_ROLE + 3
#: Whether a row is a duplicate in which nothing is changed yet.
DRAFT_ROLE = MODEL_ROLE + 4

_NOWHERE = QModelIndex()
_UNKNOWN = "–"


class ModelsTree(QAbstractItemModel):
    """Two levels over the catalog and the workbench. A check box takes a model into the comparison."""

    def __init__(self, workbench: Workbench, themes: ThemeManager, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench, self._themes = workbench, themes
        self._branches = read_branches(workbench.arrangement)
        self._shown = workbench.arrangement
        workbench.models_changed.connect(self._take_models)
        workbench.sweep_changed.connect(self._refresh)
        themes.changed.connect(self._refresh)

    @property
    def side(self) -> int:
        """The resolution in pixels that the costs are of."""
        return self._workbench.sweep.resolution_px

    @property
    def traits(self) -> Iterator[Traits]:
        """What is known of every model of the tree."""
        for branch in self._branches:
            for row in branch.rows:
                yield self._traits(row.model)

    def index_of(self, model: Model, *, is_draft: bool = False) -> QModelIndex:
        """Where a model stands, or its duplicate; an invalid index where it does not."""
        wanted = ModelRow(model, is_draft)
        for row, branch in enumerate(self._branches):
            if wanted in branch.rows:
                return self.index(branch.rows.index(wanted), NAME, self.index(row, NAME))
        return QModelIndex()

    # what Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Families at the top, models below a family, nothing below a model."""
        if not parent.isValid():
            return len(self._branches)
        return 0 if parent.internalId() or parent.column() else len(self._branches[parent.row()].rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: ARG002 - Qt's signature
        """Name, parameters, MACs, year of the paper."""
        return 4

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """An index carries 0 for a family and the family's row plus one for a model."""
        # Qt's own hasIndex would ask for both counts in Python, a hundred times a keystroke.
        if not (0 <= row < self.rowCount(parent) and 0 <= column <= YEAR):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, child: Index) -> QModelIndex:  # type: ignore[override]  # Qt overloads it by arity
        """The family of a model."""
        if not child.isValid() or not child.internalId():
            return QModelIndex()
        return self.createIndex(child.internalId() - 1, NAME, 0)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Models can be ticked and dragged, copies renamed; families only be looked at."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if not index.isValid() or not index.internalId():
            return flags
        row = self._row(index)
        flags |= Qt.ItemFlag.ItemIsDragEnabled
        if index.column() == NAME and not row.is_draft:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
            if row.model in self._workbench.custom:
                flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The resolution, and the units of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            at = self.tr("at {side} px").format(side=self.side)
            return (at, self.tr("Params"), self.tr("GMACs"), self.tr("Year"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section != NAME:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole:
            return (
                self.tr("Sort by name; the costs are at this resolution"),
                self.tr("Sort by parameters"),
                self.tr("Billions of multiply-accumulates of one image; FLOPs = 2 x MACs"),
                self.tr("Sort by the year of the paper"),
            )[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows."""
        if not index.isValid():
            return None
        if not index.internalId():
            return self._family_data(self._branches[index.row()], index.column(), role)
        family = self._branches[index.internalId() - 1].family
        return self._model_data(family, self._row(index), index.column(), role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a model or untick it, or give a copy a name of its own."""
        if not index.isValid() or not index.internalId():
            return False
        model = self._row(index).model
        if role == Qt.ItemDataRole.CheckStateRole:
            self._workbench.tick(model, Qt.CheckState(value) is Qt.CheckState.Checked)
        elif role == Qt.ItemDataRole.EditRole:
            self._workbench.rename(model, str(value))
        else:
            return False
        return True

    def mimeTypes(self) -> list[str]:
        """Models leave as text."""
        return ["text/plain"]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The keys of the dragged models, a line each, as every command and another window take them."""
        data = QMimeData()
        rows = (index for index in indexes if index.column() == NAME and index.internalId())
        data.setText("\n".join(self._row(index).model.key for index in rows))
        return data

    # cells

    def _row(self, index: Index) -> ModelRow:
        return self._branches[index.internalId() - 1].rows[index.row()]

    def _family_data(self, branch: Branch, column: int, role: int) -> Any:
        family = branch.family
        if role == Qt.ItemDataRole.DisplayRole:
            return {NAME: family.name, YEAR: str(family.paper.year)}.get(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return family_tooltip(family)
        if role == FAMILY_ROLE:
            return family.id
        if role == SORT_ROLE:
            return self._family_order(branch, column)
        if role == Qt.ItemDataRole.FontRole and column == NAME:
            font = QFont()
            font.setWeight(QFont.Weight.Medium)
            return font
        if role == Qt.ItemDataRole.TextAlignmentRole and column != NAME:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _family_order(self, branch: Branch, column: int) -> Any:
        """A family stands where its lightest model does."""
        if column in (NAME, YEAR):
            return branch.family.name if column == NAME else branch.family.paper.year
        return branch.lightest(self.side, "params" if column == PARAMS else "macs")

    def _model_data(self, family: Family[Any], row: ModelRow, column: int, role: int) -> Any:
        model = row.model
        if role == MODEL_ROLE:
            return model
        if role == DRAFT_ROLE:
            return row.is_draft
        if role == TRAITS_ROLE:
            return self._traits(model)
        if role == SORT_ROLE:
            return self._model_order(family, model, column)
        if role == Qt.ItemDataRole.DisplayRole:
            return self._name_text(row) if column == NAME else self._cost_text(model, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            if row.is_draft:
                return draft_tooltip(self._workbench.label(model))
            return model_tooltip(family, model, self._refusal(model))
        if column == NAME:
            return self._draft_data(role) if row.is_draft else self._name_data(model, role)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _name_text(self, row: ModelRow) -> str:
        label = self._workbench.label(row.model)
        return self.tr("{model}, duplicate").format(model=label) if row.is_draft else label

    def _draft_data(self, role: int) -> Any:
        """A duplicate has no box of its own: it is the model that it equals."""
        if role != Qt.ItemDataRole.FontRole:
            return None
        font = QFont()
        font.setItalic(True)
        return font

    def _name_data(self, model: Model, role: int) -> Any:
        is_ticked = model in self._workbench.ticked
        if role == Qt.ItemDataRole.EditRole:
            return self._workbench.label(model)
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DecorationRole and is_ticked:
            return series_swatch(self._themes.theme, self._workbench.slot(model))
        if role == Qt.ItemDataRole.ForegroundRole and self._refusal(model):
            return QColor(self._themes.theme.muted)
        return None

    def _cost_text(self, model: Model, column: int) -> str:
        if column == YEAR:
            return ""
        law = law_at(model, self.side, self.side)
        if law is None:
            return _UNKNOWN
        return si(law.params, 1) if column == PARAMS else giga(law.macs)

    def _model_order(self, family: Family[Any], model: Model, column: int) -> Any:
        if column in (NAME, YEAR):
            return self._workbench.label(model) if column == NAME else family.paper.year
        law = law_at(model, self.side, self.side)
        return None if law is None else law.params if column == PARAMS else law.macs

    def _traits(self, model: Model) -> Traits:
        return traits_of(model, self._workbench.label(model), self.side)

    def _refusal(self, model: Model) -> str:
        return registry.resolve(model).refusal(self.side, self.side) or ""

    # from the workbench

    def _take_models(self) -> None:
        """Copies come and go; an edit of one, a tick, a name or a colour only repaints its row, so that a
        slider is followed at the rate of frames."""
        before, self._shown = self._shown, self._workbench.arrangement
        branches = read_branches(self._shown)
        if [len(branch.rows) for branch in branches] != [len(branch.rows) for branch in self._branches]:
            self.beginResetModel()
            self._branches = branches
            self.endResetModel()
            return
        former, self._branches = self._branches, branches
        touched = _touched(before, self._shown)
        for row, (old, new) in enumerate(zip(former, branches, strict=True)):
            self._repaint(
                row, [place for place, one in enumerate(new.rows) if _is_new(one, old.rows[place], touched)]
            )

    def _repaint(self, row: int, places: Sequence[int]) -> None:
        """Draw some rows of a family anew, and its own, which sums them up."""
        family = self.index(row, NAME)
        for place in places:
            self.dataChanged.emit(self.index(place, NAME, family), self.index(place, YEAR, family))
        if places:
            self.dataChanged.emit(family, self.index(row, YEAR))

    def _refresh(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, NAME, NAME)
        for row, branch in enumerate(self._branches):
            family = self.index(row, NAME)
            if branch.rows:
                last = self.index(len(branch.rows) - 1, YEAR, family)
                self.dataChanged.emit(self.index(0, NAME, family), last)


def _touched(before: Arrangement, after: Arrangement) -> frozenset[str]:
    """The keys of models that got another name, colour or tick."""
    renamed, recoloured = (
        one.items() ^ other.items()
        for one, other in ((before.names, after.names), (before.slots, after.slots))
    )
    return frozenset(key for key, _ in (*renamed, *recoloured))


def _is_new(row: ModelRow, former: ModelRow, touched: frozenset[str]) -> bool:
    """Whether a row looks otherwise than the one that stood at its place."""
    return (row is not former and row != former) or row.model.key in touched
