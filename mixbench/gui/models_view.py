"""The tree of models on the screen: what is found and in which order, and what its keys do."""

from __future__ import annotations

from PySide6.QtCore import (
    QCollator,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from mixbench.core.model import Model
from mixbench.gui.model_filters import ModelFilters
from mixbench.gui.models_tree import (
    DRAFT_ROLE,
    MACS,
    MODEL_ROLE,
    NAME,
    PARAMS,
    SORT_ROLE,
    TRAITS_ROLE,
    YEAR,
)

#: The widest figures of the columns, and what the style puts around them and around an arrow in the header.
_WIDEST = {PARAMS: "208.2 M", MACS: "519.26", YEAR: " 2022"}
_PADDING_PX, _ARROW_PX, _LEAST_PX = 12, 26, 40


class FoundModels(QSortFilterProxyModel):
    """Models that the filters accept; a family stays as long as one of its models does."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.filters = ModelFilters()
        self._collator = QCollator()
        self._collator.setNumericMode(True)
        self._collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setRecursiveFilteringEnabled(True)
        self.setSortRole(SORT_ROLE)

    def set_filters(self, filters: ModelFilters) -> None:
        """Show only what has all that is asked."""
        self.beginFilterChange()
        self.filters = filters
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, row: int, parent: QModelIndex | QPersistentModelIndex) -> bool:
        """Qt asks this for every row; families are kept by their models alone."""
        traits = self.sourceModel().index(row, NAME, parent).data(TRAITS_ROLE)
        return traits is not None and self.filters.accepts(traits)

    def lessThan(
        self, left: QModelIndex | QPersistentModelIndex, right: QModelIndex | QPersistentModelIndex
    ) -> bool:
        """Names as people count (B2 before B10), numbers by size, the unknown behind both."""
        ours, theirs = left.data(SORT_ROLE), right.data(SORT_ROLE)
        if ours is None or theirs is None:
            is_descending = self.sortOrder() is Qt.SortOrder.DescendingOrder
            return (ours is None) == is_descending and ours is not theirs
        if isinstance(ours, str):
            return self._collator.compare(ours, str(theirs)) < 0
        return bool(ours < theirs)


class ModelsView(QTreeView):
    """Rows can be chosen together: Space ticks them all, Delete removes the copies, Copy takes the keys."""

    toggled = Signal()
    removed = Signal()
    copied = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIndentation(10)
        self.setIconSize(QSize(12, 12))
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setSortingEnabled(True)

    def dress_header(self) -> None:
        """The name takes what numbers leave; a third click on a column brings the catalog's order back."""
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setMinimumSectionSize(_LEAST_PX)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.sortIndicatorChanged.connect(self._fit_columns)
        self._fit_columns()
        header.setSortIndicatorClearable(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.sort_by(None)
        self.setColumnHidden(YEAR, True)

    def _fit_columns(self) -> None:
        """As narrow as figures and title allow: what they leave is for the names.

        Qt's own fit leaves room for an icon and an arrow in every cell.
        """
        header, figures = self.header(), self.fontMetrics()
        for column, widest in _WIDEST.items():
            title = str(self.model().headerData(column, Qt.Orientation.Horizontal))
            arrow = _ARROW_PX if header.sortIndicatorSection() == column else 0
            words = header.fontMetrics().horizontalAdvance(title) + arrow
            header.resizeSection(column, max(words, figures.horizontalAdvance(widest)) + _PADDING_PX)

    def changeEvent(self, event: QEvent) -> None:
        """Another type needs other columns."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self.model() is not None:
            self._fit_columns()

    def sort_by(self, column: int | None) -> None:
        """Order the rows by a column, smallest first, or as the catalog has them."""
        self.header().setSortIndicator(-1 if column is None else column, Qt.SortOrder.AscendingOrder)

    @property
    def chosen(self) -> tuple[Model, ...]:
        """The models of the selected rows, from top to bottom."""
        return self._models(self.selectionModel().selectedRows(NAME))

    def _models(self, indexes: list[QModelIndex]) -> tuple[Model, ...]:
        rows = sorted(indexes, key=lambda index: self.visualRect(index).top())
        models = (index.data(MODEL_ROLE) for index in rows if not index.data(DRAFT_ROLE))
        return tuple(model for model in models if isinstance(model, Model))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that mean all selected rows; the rest is the tree's own."""
        if event.key() == Qt.Key.Key_Space and self.chosen:
            self.toggled.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        else:
            super().keyPressEvent(event)
