"""Families, their variants and the user's own copies as a tree with check boxes and live costs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QFont

from mixbench.catalog import registry
from mixbench.catalog.family import NATIVE_PX, Family
from mixbench.core.model import Model
from mixbench.core.units import giga, si
from mixbench.gui.law_curve import law_at
from mixbench.gui.model_tooltips import family_tooltip, model_tooltip
from mixbench.gui.swatch import swatch
from mixbench.gui.theme import ThemeManager
from mixbench.gui.workbench import RESOLUTION, Workbench

Index = QModelIndex | QPersistentModelIndex

NAME, PARAMS, MACS = range(3)
#: The model of a row, or None for a family's.
MODEL_ROLE = int(Qt.ItemDataRole.UserRole)
#: Everything that a row can be found by.
SEARCH_ROLE = MODEL_ROLE + 1
#: The id of a family's row, or None for a model's.
FAMILY_ROLE = MODEL_ROLE + 2

_NOWHERE = QModelIndex()
_UNKNOWN = "–"


@dataclass(frozen=True)
class _Branch:
    """A family with the rows below it."""

    family: Family[Any]
    models: tuple[Model, ...]


class ModelsTree(QAbstractItemModel):
    """Two levels over the catalog and the workbench. A check box takes a model into the comparison."""

    def __init__(self, workbench: Workbench, themes: ThemeManager, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench, self._themes = workbench, themes
        self._branches = self._read_branches()
        self._custom = workbench.custom
        workbench.models_changed.connect(self._take_models)
        workbench.sweep_changed.connect(self._refresh)
        themes.changed.connect(self._refresh)

    @property
    def side(self) -> int:
        """The resolution in pixels that the costs are of."""
        sweep = self._workbench.sweep
        return NATIVE_PX if sweep.axis == RESOLUTION else sweep.resolution_px

    def index_of(self, model: Model) -> QModelIndex:
        """Where a model stands; an invalid index where it does not."""
        for row, branch in enumerate(self._branches):
            if model in branch.models:
                return self.index(branch.models.index(model), NAME, self.index(row, NAME))
        return QModelIndex()

    # what Qt asks

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """Families at the top, models below a family, nothing below a model."""
        if not parent.isValid():
            return len(self._branches)
        return 0 if parent.internalId() or parent.column() else len(self._branches[parent.row()].models)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: ARG002 - Qt's signature
        """Name, parameters, MACs."""
        return 3

    def index(self, row: int, column: int, parent: Index = _NOWHERE) -> QModelIndex:
        """An index carries 0 for a family and the family's row plus one for a model."""
        if not self.hasIndex(row, column, parent):
            return QModelIndex()
        return self.createIndex(row, column, parent.row() + 1 if parent.isValid() else 0)

    def parent(self, child: Index) -> QModelIndex:  # type: ignore[override]  # Qt overloads it by arity
        """The family of a model."""
        if not child.isValid() or not child.internalId():
            return QModelIndex()
        return self.createIndex(child.internalId() - 1, NAME, 0)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Models can be ticked; families cannot."""
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and index.internalId() and index.column() == NAME:
            flags |= Qt.ItemFlag.ItemIsUserCheckable
        return flags

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The resolution, and the units of the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            at = self.tr("at {side} px").format(side=self.side)
            return (at, self.tr("Params"), self.tr("GMACs"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section != NAME:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ToolTipRole and section == MACS:
            return self.tr("Billions of multiply-accumulates of one image; FLOPs = 2 x MACs")
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows."""
        if not index.isValid():
            return None
        if not index.internalId():
            return self._family_data(self._branches[index.row()].family, index.column(), role)
        branch = self._branches[index.internalId() - 1]
        return self._model_data(branch, branch.models[index.row()], index.column(), role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick a model or untick it."""
        if role != Qt.ItemDataRole.CheckStateRole or not index.isValid() or not index.internalId():
            return False
        model = self._branches[index.internalId() - 1].models[index.row()]
        self._workbench.tick(model, Qt.CheckState(value) is Qt.CheckState.Checked)
        return True

    # cells

    def _family_data(self, family: Family[Any], column: int, role: int) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and column == NAME:
            return family.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return family_tooltip(family)
        if role == FAMILY_ROLE:
            return family.id
        if role == SEARCH_ROLE:
            return _search_text(family)
        if role == Qt.ItemDataRole.FontRole and column == NAME:
            font = QFont()
            font.setWeight(QFont.Weight.Medium)
            return font
        return None

    def _model_data(self, branch: _Branch, model: Model, column: int, role: int) -> Any:
        if role == MODEL_ROLE:
            return model
        if role == SEARCH_ROLE:
            return f"{_search_text(branch.family)} {model.key} {registry.label(model)}"
        if role == Qt.ItemDataRole.DisplayRole:
            return registry.label(model) if column == NAME else self._cost_text(model, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return model_tooltip(branch.family, model, self._refusal(model))
        if column == NAME:
            return self._name_data(model, role)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _name_data(self, model: Model, role: int) -> Any:
        is_ticked = model in self._workbench.ticked
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DecorationRole and is_ticked:
            return swatch(self._themes.theme.series_colour(self._workbench.slot(model)).name())
        if role == Qt.ItemDataRole.ForegroundRole and self._refusal(model):
            return QColor(self._themes.theme.muted)
        return None

    def _cost_text(self, model: Model, column: int) -> str:
        law = law_at(model, self.side, self.side)
        if law is None:
            return _UNKNOWN
        return si(law.params, 1) if column == PARAMS else giga(law.macs)

    def _refusal(self, model: Model) -> str:
        return registry.resolve(model).refusal(self.side, self.side) or ""

    # from the workbench

    def _take_models(self) -> None:
        """Custom models come and go; a tick or a colour only repaints."""
        if self._workbench.custom != self._custom:
            self.beginResetModel()
            self._custom = self._workbench.custom
            self._branches = self._read_branches()
            self.endResetModel()
        else:
            self._refresh()

    def _refresh(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, NAME, NAME)
        for row, branch in enumerate(self._branches):
            family = self.index(row, NAME)
            if branch.models:
                last = self.index(len(branch.models) - 1, MACS, family)
                self.dataChanged.emit(self.index(0, NAME, family), last)

    def _read_branches(self) -> list[_Branch]:
        """A copy stands right below the variant that it was made of."""
        branches = []
        for family in registry.families():
            models: list[Model] = []
            for variant in family.variants:
                models.append(Model(variant.id))
                models += [model for model in self._workbench.custom if model.variant == variant.id]
            branches.append(_Branch(family, tuple(models)))
        return branches


def _search_text(family: Family[Any]) -> str:
    paper = family.paper
    words = (family.name, family.id, paper.title, paper.authors, str(paper.year), paper.arxiv)
    return " ".join((*words, family.group, family.shape, family.spatial_mixing))
