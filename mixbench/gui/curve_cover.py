"""How much of the curves a box laid over a plot would hide."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from PySide6.QtCore import QRectF

from mixbench.gui.series_items import Array

#: How finely is looked for curves under a box.
_STEP_PX = 6


class CurveCover:
    """The heights of curves over the width of a view, both in pixels, sampled once for many boxes."""

    def __init__(self, view: QRectF, curves: Iterable[tuple[Array, Array]]) -> None:
        self._left = view.left()
        steps = np.arange(view.left(), view.right() + _STEP_PX, _STEP_PX)
        heights = [np.interp(steps, x, y, left=np.nan, right=np.nan) for x, y in curves]
        self._heights = np.array(heights).reshape(len(heights), len(steps))

    def hidden(self, box: QRectF) -> int:
        """The steps of curves inside a box."""
        first, last = (max(0, round((x - self._left) / _STEP_PX)) for x in (box.left(), box.right()))
        under = self._heights[:, first:last]
        return int(((under >= box.top()) & (under <= box.bottom())).sum())
