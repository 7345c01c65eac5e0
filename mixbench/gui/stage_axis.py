"""The axis of a pass: the stages of the network below their operators."""

from __future__ import annotations

from bisect import bisect_right

import pyqtgraph as pg
from PySide6.QtGui import QFontMetricsF

from mixbench.core.memory_course import Stretch
from mixbench.gui.plot_overlays import font_of


class StageAxis(pg.AxisItem):  # type: ignore[misc]  # pyqtgraph has no types
    """The names of stages below their stretch of the pass, shortened or left out where they have no room."""

    def __init__(self) -> None:
        super().__init__("bottom")
        self.stages: list[Stretch] = []
        self._begins: list[int] = []
        self._per_operator = 1.0

    def show_stages(self, stages: list[Stretch]) -> None:
        """Name other stages."""
        self.stages, self._begins = stages, [stage.begin for stage in stages]
        self.picture = None
        self.update()

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:  # noqa: N803
        """The middle of each stage whose name has room."""
        per_operator = size / max(maxVal - minVal, 1e-9)
        shown = [
            (stage.begin + stage.end) / 2
            for stage in self.stages
            if self._name(stage, (stage.end - stage.begin) * per_operator)
        ]
        self._per_operator = per_operator
        return [(1.0, shown)]

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:  # noqa: ARG002
        """The name at each place."""
        return [self._at(value) for value in values]

    def _at(self, place: float) -> str:
        stage = self.stages[bisect_right(self._begins, place) - 1]
        return self._name(stage, (stage.end - stage.begin) * self._per_operator)

    @staticmethod
    def _name(stage: Stretch, room_px: float) -> str:
        """The whole path, its last part, or nothing."""
        metrics = QFontMetricsF(font_of(11))
        for name in (stage.name, stage.name.rpartition(".")[2]):
            if name and metrics.horizontalAdvance(name) + 6 <= room_px:
                return name
        return ""
