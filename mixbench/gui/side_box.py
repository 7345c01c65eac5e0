"""The resolution at which a page looks at the selected model: that of the sweep, or one that was chosen."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from mixbench.core.model import Model
from mixbench.gui.selected_sizes import offered_sides, usual_side
from mixbench.gui.sweep_settings import SweepSettings


class SideBox(QComboBox):
    """Offers the sides in pixels that a model accepts. `chosen`: somebody chose one, and it stays chosen as
    long as it is offered."""

    chosen = Signal()

    def __init__(self, tooltip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen: int | None = None
        self._offered: tuple[int, ...] = ()
        self.setAccessibleName(self.tr("Resolution in pixels"))
        self.setToolTip(tooltip)
        self.activated.connect(lambda place: self.choose(self.itemData(place)))

    def choose(self, side: int) -> None:
        """Look at another resolution in pixels, where the model accepts it."""
        self._chosen = side
        self.chosen.emit()

    def offer(self, model: Model | None, sweep: SweepSettings) -> int | None:
        """Offer what a model accepts of a sweep; return the side that is looked at, None where there is
        none."""
        if model is None:
            return self.offer_sides((), None)
        return self.offer_sides(offered_sides(model, sweep), usual_side(model, sweep))

    def offer_sides(self, sides: tuple[int, ...], usual: int | None) -> int | None:
        """Offer some sides, of which one is looked at unless another was chosen; return which it is."""
        if self._chosen not in sides:
            self._chosen = None
        side = self._chosen or usual
        self._fill(sides)
        self.setCurrentIndex(self.findData(side))
        return side

    def _fill(self, sides: tuple[int, ...]) -> None:
        """Other sides, if they are others: a slider that is dragged asks with every step."""
        if sides == self._offered:
            return
        self._offered = sides
        self.clear()
        for side in sides:
            self.addItem(self.tr("{side} px").format(side=side), side)
