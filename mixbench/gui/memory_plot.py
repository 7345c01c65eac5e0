"""Live memory over a pass or training step, drawn on what weights and the optimizer hold anyway."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QColor, QFontMetricsF
from PySide6.QtWidgets import QVBoxLayout, QWidget

from mixbench.core.memory import MemoryTrace
from mixbench.core.memory_course import MemorySplit, Stretch, phase_stretches, stage_stretches
from mixbench.core.units import megabytes
from mixbench.gui.plot_axis import NumberAxis
from mixbench.gui.plot_overlays import Note, RowsBox, font_of
from mixbench.gui.sample_cell import dress_axis
from mixbench.gui.sample_sets import phase_word
from mixbench.gui.series_look import Row
from mixbench.gui.shades import Shades
from mixbench.gui.stage_axis import StageAxis
from mixbench.gui.theme import ThemeManager

_NOTHING = MemorySplit(0, 0, 0, 0)

#: Bytes of the unit upwards.
_MB = 1e6

#: The row of the phases' names, and how much of the plot may be given to words.
_PHASE_PX, _MOST_HEADROOM = 24, 0.45
_RING_PX = 13
_FLOOR_Z, _CURVE_Z, _LINE_Z, _RING_Z, _NOTE_Z, _READOUT_Z = 2, 6, 8, 30, 40, 60


class MemoryPlot(QWidget):
    """A step an operator. Beneath the curve lie the weights and the optimizer's state, so that its height is
    all that must fit. The highest moment is ringed and named; the mouse names every other one."""

    def __init__(self, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._slot = 0
        self._has_phases = False
        self._split = _NOTHING
        self._heights = np.empty(0)
        self.trace: MemoryTrace | None = None
        self._build_plot()
        self._build_items()
        self._themes.changed.connect(self._dress)
        self.box.sigResized.connect(self._fit)
        self.plot.scene().sigMouseMoved.connect(self._hover)
        self._dress()

    def _build_plot(self) -> None:
        self.stages = StageAxis()
        self.axis = NumberAxis("left")
        self.plot = pg.PlotWidget(axisItems={"bottom": self.stages, "left": self.axis}, parent=self)
        self.plot.setFrameShape(self.plot.Shape.NoFrame)
        self.plot.setMenuEnabled(False)
        self.plot.getPlotItem().hideButtons()
        self.box: pg.ViewBox = self.plot.getViewBox()
        self.box.disableAutoRange()
        self.box.setMouseEnabled(x=False, y=False)
        dress_axis(self.axis)
        self.stages.setStyle(tickFont=font_of(11), tickTextOffset=6, tickLength=0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.plot)

    def _build_items(self) -> None:
        self.shades = Shades()
        self.weights, self.optimizer, self.curve = (pg.PlotCurveItem(antialias=False) for _ in range(3))
        self.limits = pg.PlotCurveItem(connect="pairs")
        self.measured = pg.InfiniteLine(
            angle=0, label="", labelOpts={"position": 0.005, "anchors": [(0, 1), (0, 1)], "movable": False}
        )
        self.pointer = pg.InfiniteLine(angle=90)
        self.ring = pg.ScatterPlotItem(symbol="o", size=_RING_PX, brush=None, antialias=True)
        depths = (
            (self.shades, None), (self.weights, _FLOOR_Z), (self.optimizer, _FLOOR_Z), (self.curve, _CURVE_Z),
            (self.limits, _LINE_Z), (self.measured, _LINE_Z), (self.pointer, _LINE_Z), (self.ring, _RING_Z),
        )  # fmt: skip
        for item, depth in depths:
            if depth is not None:
                item.setZValue(depth)
            self.plot.addItem(item, ignoreBounds=True)
        self.phase_words = [pg.TextItem(anchor=(0, 0)) for _ in range(3)]
        self.floor_words = [pg.TextItem(anchor=(0, 0.5)) for _ in range(2)]
        for words in (*self.phase_words, *self.floor_words):
            words.setZValue(_NOTE_Z)
            words.setFont(font_of(12))
            self.plot.addItem(words, ignoreBounds=True)
        self.note = Note(self.box, _NOTE_Z)
        self.readout = RowsBox(self.box, _READOUT_Z, framed=True)
        self.pointer.hide()

    # showing

    def show_trace(
        self, trace: MemoryTrace, slot: int, measured_bytes: int | None = None, *, with_floor: bool = True
    ) -> None:
        """Show a pass in the colour of its series. `measured_bytes` is a measured peak without weights;
        `with_floor` puts weights and the optimizer's state beneath."""
        self.trace, self._slot = trace, slot
        self._split = MemorySplit.of(trace.forecast) if with_floor else _NOTHING
        self._has_phases = len(set(trace.phases)) > 1
        self.axis.setLabel(QCoreApplication.translate("Memory", "live memory, MB"))
        self._draw_curve(trace)
        self._draw_phases(phase_stretches(trace))
        self.stages.show_stages(stage_stretches(trace))
        self._draw_measured(measured_bytes)
        self._dress()
        self._fit()

    def _draw_curve(self, trace: MemoryTrace) -> None:
        count = len(trace.live_bytes)
        edges, ends = np.arange(count + 1, dtype=float), np.array([0.0, float(count)])
        weights, floor = self._split.weights / _MB, self._split.floor / _MB
        self.weights.setData(ends, [weights], fillLevel=0.0, stepMode="center")
        self.optimizer.setData(ends, [floor], fillLevel=weights, stepMode="center")
        self.optimizer.setVisible(floor > weights)
        self._heights = floor + np.asarray(trace.live_bytes, float) / _MB
        self.curve.setData(edges, self._heights, fillLevel=floor, stepMode="center")
        self.ring.setData([trace.peak + 0.5], [self._heights[trace.peak]])

    def _draw_phases(self, phases: list[Stretch]) -> None:
        several = phases if len(phases) > 1 else []
        self.shades.show([(float(phase.begin), float(phase.end)) for phase in several[1::2]])
        cuts = [float(phase.begin) for phase in several[1:]]
        self.limits.setData(np.repeat(cuts, 2), np.tile([-1e9, 1e9], len(cuts)), connect="pairs")

    def _draw_measured(self, measured_bytes: int | None) -> None:
        self.measured.setVisible(measured_bytes is not None)
        if measured_bytes is not None:
            self.measured.setPos((self._split.floor + measured_bytes) / _MB)
            words = QCoreApplication.translate("Memory", "measured {amount}")
            self.measured.label.setFormat(
                words.format(amount=amount_text(self._split.floor + measured_bytes))
            )

    def peak_words(self) -> str:
        """The sentence at the ring."""
        assert self.trace is not None
        at = self.trace.peak
        where = self.trace.layers[at] or QCoreApplication.translate("Memory", "the network itself")
        words = QCoreApplication.translate("Memory", "peak {amount}: {layer}, {operator}")
        amount = amount_text(self._split.floor + self.trace.live_bytes[at])
        return words.format(amount=amount, layer=where, operator=operator_word(self.trace.operators[at]))

    # fitting what lies over to the size

    def _fit(self) -> None:
        if self.trace is None:
            return
        self.note.show_text(self._themes.theme, self.peak_words())
        top = float(self._heights[self.trace.peak]) / (1 - self._headroom())
        self.box.setRange(xRange=(0, len(self._heights)), yRange=(0, top or 1.0), padding=0)
        self._place_words(phase_stretches(self.trace))
        self._place_note()

    def _place_words(self, phases: list[Stretch]) -> None:
        """Name each phase at its upper left corner and each band within it, where there is room."""
        height = self.box.viewRange()[1][1]
        per_operator, per_unit = (1 / size for size in self.box.viewPixelSize())
        metrics = QFontMetricsF(font_of(12))
        for place, item in enumerate(self.phase_words):
            item.setVisible(place < len(phases) and len(phases) > 1)
            if item.isVisible():
                phase = phases[place]
                word = phase_word(self.trace.phases[phase.begin]) if self.trace else ""
                fits = metrics.horizontalAdvance(word) + 8 < (phase.end - phase.begin) * per_operator
                item.setText(word if fits else "")
                item.setPos(phase.begin, height)
        split = self._split
        bands = (
            (QCoreApplication.translate("Memory", "weights {amount}"), 0, split.weights),
            (QCoreApplication.translate("Memory", "optimizer state {amount}"), split.weights, split.floor),
        )
        for item, (words, low, high) in zip(self.floor_words, bands, strict=True):
            item.setVisible((high - low) / _MB * per_unit > metrics.height())
            item.setText(words.format(amount=amount_text(high - low)))
            item.setPos(0, (low + high) / 2 / _MB)

    def _place_note(self) -> None:
        """Above the ring, under the names of the phases, where nothing is drawn."""
        assert self.trace is not None
        at = self.trace.peak
        self.note.show_text(self._themes.theme, self.peak_words())
        target = self.box.mapFromView(QPointF(at + 0.5, self._heights[at]))
        box, view = self.note.box(), self.box.rect()
        left = min(max(target.x() - box.width() / 2, view.left() + 4), view.right() - box.width() - 4)
        top = view.top() + (_PHASE_PX if self._has_phases else 4)
        self.note.point_at(QPointF(left, top), target)

    def _headroom(self) -> float:
        """The share of the plot above the peak: for its sentence and the names of the phases."""
        needed = self.note.box().height() + _RING_PX + 10 + (_PHASE_PX if self._has_phases else 4)
        height: float = self.box.rect().height()
        return min(_MOST_HEADROOM, needed / max(height, 1.0))

    # the mouse

    def _hover(self, scene_place: QPointF) -> None:
        """Name the operator under the mouse."""
        mouse = self.box.mapFromScene(scene_place)
        is_over = self.trace is not None and self.box.rect().contains(mouse)
        self.pointer.setVisible(is_over)
        self.readout.setVisible(is_over)
        if self.trace is None or not is_over:
            return
        at = min(max(int(self.box.mapToView(mouse).x()), 0), len(self.trace.live_bytes) - 1)
        self.pointer.setPos(at + 0.5)
        heading, remark = self.moment_words(at)
        row = Row(self._slot, heading, remark, has_points=True)
        self.readout.show_rows(self._themes.theme, (row,), self.box.width() * 0.8, self._where(at))
        size, view = self.readout.boundingRect(), self.box.rect()
        x = mouse.x() + 16 if mouse.x() + 16 + size.width() < view.right() else mouse.x() - 16 - size.width()
        y = min(max(mouse.y() - size.height() - 8, view.top() + 4), view.bottom() - size.height() - 4)
        self.readout.setPos(QPointF(max(x, view.left() + 4), y))

    def moment_words(self, at: int) -> tuple[str, str]:
        """An operator, and what is live when it has run."""
        assert self.trace is not None
        return operator_word(self.trace.operators[at]), amount_text(
            self._split.floor + self.trace.live_bytes[at]
        )

    def _where(self, at: int) -> str:
        assert self.trace is not None
        layer = self.trace.layers[at] or QCoreApplication.translate("Memory", "the network itself")
        return f"{layer} · {phase_word(self.trace.phases[at])}"

    # colours

    def _dress(self) -> None:
        theme = self._themes.theme
        colour = theme.series_colour(self._slot)
        self.plot.setBackground(theme.panel)
        self.shades.dress(theme)
        for axis in (self.axis, self.stages):
            axis.setPen(pg.mkPen(theme.grid, width=1))
            axis.setTextPen(QColor(theme.muted))
            axis.label.setFont(font_of(12))
        self.curve.setPen(pg.mkPen(colour, width=1.6))
        self.curve.setBrush(_washed(colour, 90 if theme.is_dark else 70))
        for band, tone in ((self.weights, theme.strong_border), (self.optimizer, theme.border)):
            band.setPen(pg.mkPen(theme.panel, width=1))
            band.setBrush(_washed(QColor(tone), 200))
        self.limits.setPen(pg.mkPen(theme.muted, width=1, style=Qt.PenStyle.DashLine))
        self.measured.setPen(pg.mkPen(theme.text, width=1, style=Qt.PenStyle.DashLine))
        self.measured.label.setColor(theme.text)
        self.pointer.setPen(pg.mkPen(theme.strong_border, width=1))
        self.ring.setPen(pg.mkPen(theme.text, width=1.5))
        for words in self.phase_words:
            words.setColor(theme.muted)
        for words in self.floor_words:
            words.setColor(theme.text)
        if self.trace is not None:
            self._place_note()


def operator_word(operator: str) -> str:
    """The name of an operator without the name of its library."""
    return operator.removeprefix("aten::").removeprefix("aten.")


def amount_text(size_bytes: float) -> str:
    """Bytes in MB with their unit, to a tenth: figures that sum can be seen to do so."""
    return f"{megabytes(size_bytes)} MB"


def _washed(colour: QColor, alpha: int) -> QColor:
    washed = QColor(colour)
    washed.setAlpha(alpha)
    return washed
