"""What stands in place of an empty tree of models: what to ask less, and a button that does."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from mixbench.gui.filter_bar import FilterBar
from mixbench.gui.model_filters import ModelFilters, Traits
from mixbench.gui.panel import GAP, muted


class WayOut(QWidget):
    """Names the one filter that brings most models back. `relaxed` tells what is asked from now on."""

    relaxed = Signal(object)

    def __init__(self, filters: FilterBar, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filters = filters
        self._relaxed = ModelFilters()
        self.sentence = muted(wrap=True)
        self.button = QPushButton(self)
        self.button.clicked.connect(lambda: self.relaxed.emit(self._relaxed))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GAP, 0, 0)
        column.addWidget(self.sentence)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_for(self, models: Iterable[Traits], text: str) -> None:
        """Find what to ask less of the models; `text` is what was typed into the search."""
        asked = self._filters.filters
        best = asked.relaxation(models)
        self._relaxed = asked.without(best[0]) if best else ModelFilters()
        if asked.asked == ("words",):
            said = self.tr("No model matches “{text}”. Search by name, family, paper, author or year.")
            self._say(said.format(text=text), self.tr("Clear the search"))
        elif best is None:
            self._say(self.tr("No model has all that is asked."), self.tr("Clear search and filters"))
        else:
            name = self._filters.name_of(best[0])
            said = self.tr("No model has all that is asked. Without “{filter}”: %n.", "", best[1])
            self._say(said.format(filter=name), self.tr("Clear “{filter}”").format(filter=name))

    def _say(self, sentence: str, way: str) -> None:
        self.sentence.setText(sentence)
        self.button.setText(way)
        self.button.setToolTip(sentence)
