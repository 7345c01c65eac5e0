"""The filters of the tree of models: a chip each, what remains behind them, and a way back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from mixbench.catalog.family import Mixing, Shape
from mixbench.gui.catalog_words import word
from mixbench.gui.filter_chips import KindsChip, SpanChip
from mixbench.gui.flow_layout import FlowLayout
from mixbench.gui.model_filters import Ask, ModelFilters, Traits
from mixbench.gui.panel import Chip, set_role


class FilterBar(QWidget):
    """Holds what is asked of the models beside the words of the search line."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.filters = ModelFilters()
        self.shapes = KindsChip(
            self.tr("Shape"), self.tr("Maps of one size throughout, or of several"), _words(Shape), self
        )
        self.kinds = KindsChip(
            self.tr("Mixing"), self.tr("How a place of the map learns of others"), _words(Mixing), self
        )
        self.any_resolution = Chip(
            self.tr("Any size"),
            self.tr("One set of weights serves every resolution that the network accepts"),
            checkable=True,
            parent=self,
        )
        self.params = SpanChip(self.tr("Params"), self.tr("Parameters in millions"), "M", self)
        self.macs = SpanChip(
            self.tr("GMACs"), self.tr("MACs of one image at the resolution of the tree"), "G", self
        )
        self.clear = Chip(self.tr("Clear filters"), self.tr("Show all models again"), parent=self)
        self._lay_out()

    def _lay_out(self) -> None:
        self.any_resolution.setAccessibleName(self.any_resolution.text())
        set_role(self.clear, "quiet")
        flow = FlowLayout(self, gap=4)
        for chip in (self.shapes, self.kinds, self.any_resolution, self.params, self.macs, self.clear):
            flow.addWidget(chip)
        for chip in (self.shapes, self.kinds, self.params, self.macs):
            chip.changed.connect(self._read)
        self.any_resolution.toggled.connect(self._read)
        self.clear.clicked.connect(lambda: self.set_filters(ModelFilters(words=self.filters.words)))
        self._show()

    def name_of(self, ask: Ask) -> str:
        """What a filter is called on the screen."""
        names: dict[Ask, str] = {
            "words": self.tr("the search"),
            "shapes": self.shapes.title,
            "kinds": self.kinds.title,
            "any_resolution": self.any_resolution.text(),
            "params_m": self.params.title,
            "macs_g": self.macs.title,
        }
        return names[ask]

    def set_words(self, text: str) -> None:
        """Ask for all words of a text, in any order, in any case."""
        self.set_filters(replace(self.filters, words=tuple(text.casefold().split())))

    def set_filters(self, filters: ModelFilters) -> None:
        """Ask for something else."""
        if filters != self.filters:
            self.filters = filters
            self._show()
            self.changed.emit()

    def count(self, models: Iterable[Traits]) -> None:
        """Say at each kind how many models there are of it that have all else that is asked."""
        models = tuple(models)
        self.shapes.set_counts(_counts(self.filters.without("shapes"), models, "shape", self.shapes.boxes))
        self.kinds.set_counts(_counts(self.filters.without("kinds"), models, "mixing", self.kinds.boxes))

    def _read(self) -> None:
        """Take over what the chips say."""
        shapes: Any = self.shapes.kinds
        kinds: Any = self.kinds.kinds
        asked = replace(
            self.filters,
            shapes=shapes,
            kinds=kinds,
            any_resolution=self.any_resolution.isChecked(),
            params_m=self.params.span,
            macs_g=self.macs.span,
        )
        self.set_filters(asked)

    def _show(self) -> None:
        self.shapes.set_kinds(self.filters.shapes)
        self.kinds.set_kinds(self.filters.kinds)
        self.params.set_span(self.filters.params_m)
        self.macs.set_span(self.filters.macs_g)
        # Last, for it tells of its change, and then all chips are read.
        self.any_resolution.setChecked(self.filters.any_resolution)
        self.clear.setVisible(bool(set(self.filters.asked) - {"words"}))
        self.updateGeometry()


def _words(kinds: Any) -> dict[str, str]:
    return {kind: word(kind) for kind in get_args(kinds)}


def _counts(
    filters: ModelFilters, models: tuple[Traits, ...], trait: str, kinds: Iterable[str]
) -> dict[str, int]:
    found = [getattr(model, trait) for model in models if filters.accepts(model)]
    return {kind: found.count(kind) for kind in kinds}
