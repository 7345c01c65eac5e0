"""The panel of the models: search, the tree, and what can be done with a model."""

from __future__ import annotations

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QSize,
    QSortFilterProxyModel,
    Qt,
    QTimer,
)
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHeaderView, QLineEdit, QMenu, QTreeView, QWidget

from mixbench.catalog.registry import find
from mixbench.core.model import Model
from mixbench.gui.models_tree import FAMILY_ROLE, MODEL_ROLE, NAME, SEARCH_ROLE, ModelsTree
from mixbench.gui.panel import Panel, muted
from mixbench.gui.theme import ThemeManager
from mixbench.gui.workbench import Workbench


class SearchOrder(QSortFilterProxyModel):
    """Rows in which every typed word occurs; a family stays as long as one of its models does."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words: list[str] = []
        self.setRecursiveFilteringEnabled(True)

    def set_words(self, text: str) -> None:
        """Show only what holds all words of the text, in any order, in any case."""
        self.beginFilterChange()
        self._words = text.casefold().split()
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def filterAcceptsRow(self, row: int, parent: QModelIndex | QPersistentModelIndex) -> bool:
        """Qt asks this for every row; families are kept by their models alone."""
        source = self.sourceModel()
        index = source.index(row, NAME, parent)
        if source.data(index, MODEL_ROLE) is None:
            return False
        text = str(source.data(index, SEARCH_ROLE)).casefold()
        return all(word in text for word in self._words)


class ModelsPanel(Panel):
    """Ticks choose the comparison, the current row chooses whose hyperparameters are shown."""

    def __init__(self, workbench: Workbench, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Models"))
        self._workbench = workbench
        self.search = QLineEdit(self)
        self.model = ModelsTree(workbench, themes, self)
        self.order = SearchOrder(self)
        self.order.setSourceModel(self.model)
        self.tree = QTreeView(self)
        self.empty = muted(wrap=True)
        #: Families that stand open while nothing is searched for, and the ticks that opened them.
        self._open: set[str] = set()
        self._ticked: frozenset[Model] = frozenset()
        self._dress()
        for widget in (self.search, self.tree, self.empty):
            self.body.addWidget(widget, 1 if widget is self.tree else 0)
        self._connect()
        self._open_newly_ticked()
        self._restore_view()

    def showEvent(self, event: QShowEvent) -> None:
        """Only now is there a height to scroll in: the top of the tree, or what the selected row needs."""
        super().showEvent(event)
        if not event.spontaneous():
            QTimer.singleShot(0, self, self._scroll_to_selected)

    def _scroll_to_selected(self) -> None:
        self.tree.scrollToTop()
        self.tree.scrollTo(self.tree.currentIndex())

    def focus_search(self) -> None:
        """Put the cursor into the search line."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _dress(self) -> None:
        self.search.setPlaceholderText(self.tr("Search name, family, paper…"))
        self.search.setAccessibleName(self.tr("Search the models"))
        self.search.setClearButtonEnabled(True)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.empty.hide()
        tree = self.tree
        tree.setModel(self.order)
        tree.setAccessibleName(self.tr("Models"))
        tree.setIndentation(10)
        tree.setIconSize(QSize(12, 12))
        tree.setUniformRowHeights(True)
        tree.setAllColumnsShowFocus(True)
        tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionsMovable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._filter)
        self.tree.expanded.connect(lambda index: self._note_open(index, is_open=True))
        self.tree.collapsed.connect(lambda index: self._note_open(index, is_open=False))
        self.tree.customContextMenuRequested.connect(self._open_menu)
        self.tree.selectionModel().currentChanged.connect(self._choose)
        self.model.modelReset.connect(self._restore_view)
        self._workbench.models_changed.connect(self._open_newly_ticked)
        self._workbench.selection_changed.connect(lambda: self._show_selected(reveal=True))

    # searching

    def _filter(self, text: str) -> None:
        self.order.set_words(text)
        self._open_families()
        is_empty = not self.order.rowCount()
        self.tree.setVisible(not is_empty)
        self.empty.setVisible(is_empty)
        sentence = self.tr("No model matches “{text}”. Search by name, family, paper, author or year.")
        self.empty.setText(sentence.format(text=text))
        self._show_selected()

    # the selected model

    def _choose(self, current: QModelIndex) -> None:
        model = current.data(MODEL_ROLE)
        if isinstance(model, Model):
            self._workbench.select(model)

    def _show_selected(self, *, reveal: bool = False) -> None:
        """Make the workbench's model the current row, where the search lets it be seen.

        `reveal` opens its family, which someone may have closed.
        """
        selected = self._workbench.selected
        if selected is None:
            return
        index = self.order.mapFromSource(self.model.index_of(selected))
        may_be_seen = index.isValid() and (reveal or self.tree.isExpanded(index.parent()))
        if may_be_seen and index != self.tree.currentIndex():
            flags = QItemSelectionModel.SelectionFlag
            self.tree.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.tree.scrollTo(index)

    def _note_open(self, index: QModelIndex, *, is_open: bool) -> None:
        """Remember what the person opened; a search opens families for itself alone."""
        if self.search.text():
            return
        family = index.data(FAMILY_ROLE)
        (self._open.add if is_open else self._open.discard)(family)

    def _open_newly_ticked(self) -> None:
        """Show what came into the comparison; what was there before may have been closed on purpose."""
        ticked = frozenset(self._workbench.ticked)
        self._open |= {find(model.variant)[0].id for model in ticked - self._ticked}
        self._ticked = ticked
        self._open_families()

    def _open_families(self) -> None:
        """Open what was open, or all families that the search found."""
        is_searching = bool(self.search.text())
        for row in range(self.order.rowCount()):
            index = self.order.index(row, NAME)
            self.tree.setExpanded(index, is_searching or index.data(FAMILY_ROLE) in self._open)

    def _restore_view(self) -> None:
        """Families with models of the comparison stand open, the others are a line each."""
        # Without its style the tree would measure its rows too low, and keep that height.
        self.tree.ensurePolished()
        self._open_families()
        for row in range(self.order.rowCount()):
            self.tree.setFirstColumnSpanned(row, QModelIndex(), False)
        self._show_selected()

    # the menu of a row

    def _open_menu(self, at: QPoint) -> None:
        model = self.tree.indexAt(at).data(MODEL_ROLE)
        menu = self.menu_for(model if isinstance(model, Model) else None)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.tree.viewport().mapToGlobal(at))

    def menu_for(self, model: Model | None) -> QMenu:
        """What can be done with a model, or with the comparison as a whole."""
        menu = QMenu(self)
        bench = self._workbench
        if model is not None:
            only = menu.addAction(self.tr("Compare only this"))
            only.triggered.connect(lambda: bench.set_models([model], bench.custom))
            if model in bench.custom:
                remove = menu.addAction(self.tr("Remove this copy"))
                remove.triggered.connect(lambda: bench.remove_custom(model))
            menu.addSeparator()
        none = menu.addAction(self.tr("Untick all"))
        none.setEnabled(bool(bench.ticked))
        none.triggered.connect(lambda: bench.set_models([], bench.custom))
        return menu
