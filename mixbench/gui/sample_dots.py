"""Samples as dots whose shape says what they are: undisturbed, disturbed, or of a first look."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from mixbench.core.measurement import GLIMPSE, Round
from mixbench.core.units import milliseconds
from mixbench.gui.series_items import Array
from mixbench.gui.theme import Theme

DOT_Z = 10

#: Dots let one another through; with more samples than this they are small.
_CROWD, _DOT_PX, _SMALL_DOT_PX, _DOT_ALPHA = 1500, 6.0, 3.5, 160


@dataclass(frozen=True)
class PlacedSamples:
    """The samples of a round with their positions in a plot."""

    round: Round
    x: Array
    y: Array


class Dots:
    """The samples of a plot, with a sentence under the mouse for each: filled dots where undisturbed, hollow
    diamonds where disturbed, hollow squares where of a glimpse."""

    def __init__(self, plot: pg.PlotItem) -> None:
        self.plain, self.marked, self.coarse = (
            pg.ScatterPlotItem(symbol=symbol, size=size, antialias=True, hoverable=True, tip=self._tip)
            for symbol, size in (("o", _DOT_PX), ("d", 9.0), ("s", 7.0))
        )
        self._rounds: list[Round] = []
        self._begins: list[int] = []
        for item in (self.plain, self.marked, self.coarse):
            item.setZValue(DOT_Z)
            plot.addItem(item, ignoreBounds=True)

    def show(self, placed: Sequence[PlacedSamples]) -> None:
        """Put samples in their places. A dot carries its number among all, from which its sentence is made
        only when it is asked for."""
        sizes = [len(one.round.samples_ms) for one in placed]
        self._rounds = [one.round for one in placed]
        self._begins = list(accumulate(sizes[:-1], initial=0))
        x = np.concatenate([one.x for one in placed])
        y = np.concatenate([one.y for one in placed])
        is_coarse = np.repeat([one.round.number == GLIMPSE for one in placed], sizes)
        is_marked = np.array([mark for one in placed for mark in one.round.marked], bool) & ~is_coarse
        kinds = ((self.plain, ~is_coarse & ~is_marked), (self.marked, is_marked), (self.coarse, is_coarse))
        for item, chosen in kinds:
            item.setData(x[chosen], y[chosen], data=np.flatnonzero(chosen))
        size = _DOT_PX if len(x) < _CROWD else _SMALL_DOT_PX
        if self.plain.opts["size"] != size:
            self.plain.setSize(size)

    def words(self, item: pg.ScatterPlotItem) -> list[str]:
        """What each dot of one kind says under the mouse."""
        return [self._tip(data=carried) for carried in item.data["data"]]

    def paint(self, theme: Theme, colour: QColor) -> None:
        """Colour the dots."""
        fill = QColor(colour)
        fill.setAlpha(_DOT_ALPHA)
        self.plain.setBrush(fill)
        self.plain.setPen(None)
        self.marked.setBrush(None)
        self.marked.setPen(pg.mkPen(theme.warning, width=1.5))
        self.coarse.setBrush(None)
        self.coarse.setPen(pg.mkPen(theme.muted, width=1.2))

    def _tip(self, data: int, **_place: float) -> str:
        place = bisect_right(self._begins, data) - 1
        return _words(self._rounds[place], data - self._begins[place])


def _words(one: Round, index: int) -> str:
    if one.number == GLIMPSE:
        words = QCoreApplication.translate("Distribution", "coarse first look: {ms} ms")
    elif one.marked[index]:
        words = QCoreApplication.translate(
            "Distribution", "round {round}, sample {sample}: {ms} ms, disturbed"
        )
    else:
        words = QCoreApplication.translate("Distribution", "round {round}, sample {sample}: {ms} ms")
    return words.format(round=one.number, sample=index + 1, ms=milliseconds(one.samples_ms[index]))


def tip(data: str, **_place: float) -> str:
    """What a dot says under the mouse is what it carries."""
    return data
