"""What can be done with the models that are chosen in the tree, or with the comparison as a whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QMenu, QWidget

from mixbench.core.model import Model
from mixbench.gui.workbench import Workbench


class ModelMenu(QMenu):
    """The context menu of the tree. It offers what makes sense for the chosen models."""

    def __init__(self, bench: Workbench, chosen: Sequence[Model], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolTipsVisible(True)
        self._bench, self._chosen = bench, tuple(chosen)
        self.rename: QAction | None = None
        if chosen:
            self._add_comparing()
            self.addSeparator()
            self._add_copying()
            self.addSeparator()
        none = self._add(self.tr("Untick all"), lambda: bench.tick_all(bench.ticked, False))
        none.setEnabled(bool(bench.ticked))

    def _add(self, text: str, do: Callable[[], object], tooltip: str = "") -> QAction:
        action = self.addAction(text)
        action.setToolTip(tooltip)
        action.triggered.connect(lambda: do())
        return action

    def _add_comparing(self) -> None:
        bench, chosen = self._bench, self._chosen
        is_one = len(chosen) == 1
        tick = self._add(self.tr("Tick"), lambda: bench.tick_all(chosen, True))
        tick.setEnabled(any(model not in bench.ticked for model in chosen))
        untick = self._add(self.tr("Untick"), lambda: bench.tick_all(chosen, False))
        untick.setEnabled(any(model in bench.ticked for model in chosen))
        only = self.tr("Compare only this") if is_one else self.tr("Compare only these")
        self._add(only, lambda: bench.compare_only(chosen))

    def _add_copying(self) -> None:
        bench, chosen = self._bench, self._chosen
        copies = [model for model in chosen if model in bench.custom]
        if len(chosen) == 1:
            self._add(
                self.tr("Duplicate"),
                lambda: bench.duplicate(chosen[0]),
                self.tr("What is changed next is changed in the duplicate; this one stays as it is"),
            )
        if len(chosen) == 1 and copies:
            self.rename = self._add(
                self.tr("Rename"), lambda: None, self.tr("Give this copy a name of its own (F2)")
            )
            self._add(
                self.tr("Reset to published"),
                lambda: bench.reset_model(copies[0]),
                self.tr("Take every change of this copy back"),
            )
        if copies:
            remove = self.tr("Remove this copy") if len(copies) == 1 else self.tr("Remove these copies")
            self._add(remove, lambda: bench.remove_all(copies))
        self._add(
            self.tr("Copy as text"),
            lambda: copy_keys(chosen),
            self.tr("The names that every command of mixbench takes, a line each"),
        )


class DraftMenu(QMenu):
    """The context menu of a duplicate in which nothing is changed yet."""

    def __init__(self, bench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.addAction(self.tr("Remove the duplicate")).triggered.connect(lambda: bench.discard_draft())


def copy_keys(models: Sequence[Model]) -> None:
    """Put the keys of models on the clipboard."""
    QGuiApplication.clipboard().setText("\n".join(model.key for model in models))
