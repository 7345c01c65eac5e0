"""The panel of the models: search, filters, the tree, and what can be done with models."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QMimeData, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from mixbench.catalog.registry import find
from mixbench.core.model import Model
from mixbench.gui.file_drop import FileDrop
from mixbench.gui.filter_bar import FilterBar
from mixbench.gui.model_filters import ModelFilters
from mixbench.gui.model_menu import DraftMenu, ModelMenu, copy_keys
from mixbench.gui.models_tree import DRAFT_ROLE, FAMILY_ROLE, MODEL_ROLE, NAME, ModelsTree
from mixbench.gui.models_view import FoundModels, ModelsView
from mixbench.gui.order_menu import OrderMenu
from mixbench.gui.panel import GAP, Chip, Panel
from mixbench.gui.preset_chip import PresetChip
from mixbench.gui.presets import readable_models
from mixbench.gui.theme import ThemeManager
from mixbench.gui.way_out import WayOut
from mixbench.gui.workbench import Workbench


class ModelsPanel(Panel):
    """Ticks choose the comparison, the current row chooses whose hyperparameters are shown."""

    said = Signal(str)
    failed = Signal(str)

    def __init__(self, workbench: Workbench, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Models"))
        self._workbench = workbench
        self.search = QLineEdit(self)
        self.filter_switch = Chip(
            self.tr("Filter"), self.tr("Narrow the models down by kind and cost"), checkable=True, parent=self
        )
        self.filters = FilterBar(self)
        self.presets = PresetChip(workbench, self)
        self.model = ModelsTree(workbench, themes, self)
        self.order = FoundModels(self)
        self.order.setSourceModel(self.model)
        self.tree = ModelsView(self)
        self.way_out = WayOut(self.filters, self)
        #: Families that stand open while nothing is searched for, and the ticks that opened them.
        self._open: set[str] = set()
        self._ticked: frozenset[Model] = frozenset()
        self._dress()
        self._lay_out_models()
        self._connect()
        self._open_newly_ticked()
        self._restore_view()
        self._show_filters()

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
        self.search.setToolTip(self.tr("Words of the name, the family, the paper, its authors or its year"))
        self.search.setClearButtonEnabled(True)
        self.filter_switch.setAccessibleName(self.tr("Filter the models"))
        self.filters.hide()
        self.way_out.hide()
        self.tree.setModel(self.order)
        self.tree.setAccessibleName(self.tr("Models"))
        self.tree.dress_header()
        FileDrop(self, (".json",)).dropped.connect(lambda paths: self.presets.open(paths[0]))

    def _lay_out_models(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(GAP - 2)
        line.addWidget(self.search, 1)
        line.addWidget(self.filter_switch)
        self.body.addLayout(line)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.tree, 1)
        self.body.addWidget(self.way_out, 1)
        self.add_header_widget(self.presets)

    def _connect(self) -> None:
        tree, bench = self.tree, self._workbench
        self.search.textChanged.connect(self.filters.set_words)
        self.filter_switch.toggled.connect(self._open_filters)
        self.filters.changed.connect(self._filter)
        self.way_out.relaxed.connect(self._ask)
        self.presets.said.connect(self.said)
        self.presets.failed.connect(self.failed)
        tree.expanded.connect(lambda index: self._note_open(index, is_open=True))
        tree.collapsed.connect(lambda index: self._note_open(index, is_open=False))
        tree.customContextMenuRequested.connect(self._open_menu)
        tree.header().customContextMenuRequested.connect(self._open_header_menu)
        tree.selectionModel().currentChanged.connect(self._choose)
        tree.toggled.connect(self._toggle)
        tree.removed.connect(self._remove)
        tree.copied.connect(lambda: copy_keys(tree.chosen))
        self.model.modelReset.connect(self._restore_view)
        bench.models_changed.connect(self._open_newly_ticked)
        bench.models_changed.connect(self._show_filters)
        bench.sweep_changed.connect(self._filter)
        bench.selection_changed.connect(lambda: self._show_selected(reveal=True))

    # searching and filtering

    def _filter(self) -> None:
        self.order.set_filters(self.filters.filters)
        self._open_families()
        self._show_filters()
        self._show_selected()

    def _open_filters(self, is_open: bool) -> None:
        self.filters.setVisible(is_open)
        self._show_filters()

    def _show_filters(self) -> None:
        """Say how many models are found, and what to ask less where none is."""
        asked = self.filters.filters.asked
        # Where nothing is asked and nothing counted, nobody needs to know what there is.
        models = tuple(self.model.traits) if asked or self.filters.isVisible() else ()
        found = self.filters.filters.count(models) if asked else 1
        narrowed = len(set(asked) - {"words"})
        if self.filters.isVisible():
            self.filters.count(models)
        self.filter_switch.setText(
            self.tr("Filter · {n}").format(n=narrowed) if narrowed else self.tr("Filter")
        )
        self.set_subtitle(self.tr("{found} of {all}").format(found=found, all=len(models)) if asked else "")
        self.tree.setVisible(bool(found))
        self.way_out.setVisible(not found)
        if not found:
            self.way_out.show_for(models, self.search.text())

    def _ask(self, filters: ModelFilters) -> None:
        """Ask for less, in the search line as well."""
        if not filters.words:
            self.search.clear()
        self.filters.set_filters(filters)

    # the selected model

    def _choose(self, current: QModelIndex) -> None:
        model = current.data(MODEL_ROLE)
        if isinstance(model, Model):
            self._workbench.select(model, is_draft=bool(current.data(DRAFT_ROLE)))

    def _show_selected(self, *, reveal: bool = False) -> None:
        """Make the workbench's model the current row, where the search lets it be seen.

        `reveal` opens its family, which someone may have closed.
        """
        laid = self._workbench.arrangement
        if laid.selected is None:
            return
        index = self.order.mapFromSource(self.model.index_of(laid.selected, is_draft=laid.is_on_draft))
        may_be_seen = index.isValid() and (reveal or self.tree.isExpanded(index.parent()))
        if may_be_seen and index != self.tree.currentIndex():
            flags = QItemSelectionModel.SelectionFlag
            self.tree.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
            self.tree.scrollTo(index)

    def _note_open(self, index: QModelIndex, *, is_open: bool) -> None:
        """Remember what the person opened; a search opens families for itself alone."""
        if self.filters.filters.asked:
            return
        family = index.data(FAMILY_ROLE)
        (self._open.add if is_open else self._open.discard)(family)

    def _open_newly_ticked(self) -> None:
        """Show what came into the comparison; what was there before may have been closed on purpose."""
        ticked = frozenset(self._workbench.ticked)
        new = {find(model.variant)[0].id for model in ticked - self._ticked} - self._open
        self._ticked = ticked
        if new:
            self._open |= new
            self._open_families()

    def _open_families(self) -> None:
        """Open what was open, or all families that the search found."""
        is_searching = bool(self.filters.filters.asked)
        for row in range(self.order.rowCount()):
            index = self.order.index(row, NAME)
            is_open = is_searching or index.data(FAMILY_ROLE) in self._open
            if is_open != self.tree.isExpanded(index):
                self.tree.setExpanded(index, is_open)

    def _restore_view(self) -> None:
        """Families with models of the comparison stand open, the others are a line each."""
        # Without its style the tree would measure its rows too low, and keep that height.
        self.tree.ensurePolished()
        self._open_families()
        self._show_selected()

    # what the keys do

    def _toggle(self) -> None:
        """Tick all chosen models, or untick them where all are ticked."""
        chosen = self.tree.chosen
        ticked = self._workbench.ticked
        self._workbench.tick_all(chosen, not all(model in ticked for model in chosen))

    def _remove(self) -> None:
        """Remove the copies among the chosen models, or the duplicate that is looked at."""
        copies = [model for model in self.tree.chosen if model in self._workbench.custom]
        if copies:
            self._workbench.remove_all(copies)
        elif self._workbench.arrangement.is_on_draft:
            self._workbench.discard_draft()

    # menus

    def _open_menu(self, at: QPoint) -> None:
        # The menu key has no place of its own: it means the chosen rows, as a press of the mouse does.
        chosen = self.tree.chosen
        is_draft = not chosen and self.tree.currentIndex().data(DRAFT_ROLE)
        menu = DraftMenu(self._workbench, self) if is_draft else self.menu_for(*chosen)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.tree.viewport().mapToGlobal(at))

    def menu_for(self, *models: Model) -> ModelMenu:
        """What can be done with models, with the comparison as a whole, and with the order of the tree."""
        menu = ModelMenu(self._workbench, models, self)
        if menu.rename is not None:
            index = self.order.mapFromSource(self.model.index_of(models[0]))
            menu.rename.triggered.connect(lambda: self.tree.edit(index))
        menu.addMenu(OrderMenu(self.tree, menu))
        return menu

    def _open_header_menu(self, at: QPoint) -> None:
        menu = OrderMenu(self.tree, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.tree.header().mapToGlobal(at))

    # what is dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take models of another window, not what was dragged from here."""
        if event.source() is not self.tree and dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the models into the comparison."""
        self._workbench.take_all(dropped(event.mimeData()))
        event.acceptProposedAction()


def dropped(data: QMimeData) -> tuple[Model, ...]:
    """The models whose keys are dragged as text."""
    if not data.hasText() or data.hasUrls():
        return ()
    return readable_models(data.text().split())[0]
