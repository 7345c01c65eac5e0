"""A plot whose legend hides no point: room is left above the data where it stands."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from mixbench.gui.figure_view import Bounds, FigureView
from mixbench.gui.theme import ThemeManager

#: Between the legend and the highest point below it, and the largest part of the height that is given away.
_GAP_PX, _LARGEST_SHARE = 16.0, 0.62


class RooflineView(FigureView):
    """Points of a roofline crowd below the roof, so that neither upper corner is free by itself."""

    def __init__(self, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(themes, parent)
        self.box.sigResized.connect(self._fit_again)

    def bounds(self) -> Bounds | None:
        """The ranges that hold all data, and above them the legend."""
        bounds, height = super().bounds(), self.box.rect().height()
        if bounds is None or not self.legend.rows or height <= 0:
            return bounds
        x, (low, high) = bounds
        share = min(_LARGEST_SHARE, (self.legend.box().height() + _GAP_PX) / height)
        return x, (low, low + (high - low) / (1 - share))

    def _fit_again(self) -> None:
        """The legend keeps its height in pixels, so that another size of the view needs other room."""
        if not self.is_zoomed:
            self.fit()
