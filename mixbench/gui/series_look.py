"""How a series is told from its neighbours: its colour, and as a second channel its dashes and its marker."""

from __future__ import annotations

from dataclasses import dataclass

from pyqtgraph.graphicsItems.ScatterPlotItem import drawSymbol
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from mixbench.core.figure import Series
from mixbench.core.palette import dashes, marker, slot_role
from mixbench.gui.theme import Theme

SAMPLE_PX = 28

#: Results of elsewhere are dotted, the second and third of them in another rhythm.
_DOTS: tuple[tuple[float, ...], ...] = ((1, 2.2), (1, 1.2, 1, 4), (4, 2, 1, 2))
_FAINT = 170

_MARKER_PX = {"o": 8.0, "s": 8.0, "t": 10.0, "t1": 10.0, "d": 11.0, "star": 13.0}


@dataclass(frozen=True)
class Row:
    """A line of the legend or the readout: a sample of the series, its name, a quiet remark. `origin` counts
    the places elsewhere that series come from, 0 is here; `is_grey` says that it is not to be compared."""

    slot: int
    name: str
    remark: str
    has_law: bool = False
    has_points: bool = False
    origin: int = 0
    is_grey: bool = False


def series_colour(theme: Theme, slot: int, origin: int = 0, *, is_grey: bool = False) -> QColor:
    """The colour of the model, fainter for results of elsewhere; grey where they are not to be compared."""
    if is_grey:
        return QColor(theme.disabled)
    colour = theme.series_colour(slot)
    if origin:
        colour.setAlpha(_FAINT)
    return colour


def marker_px(slot: int) -> float:
    """Its size: pointed symbols must be larger to weigh the same."""
    return _MARKER_PX.get(marker(slot), 9.0)


def law_pen(theme: Theme, slot: int, width: float = 1.4) -> QPen:
    """The dashes of a law: colour and rhythm belong to the slot."""
    return _rhythmic(theme.series_colour(slot), width, dashes(slot))


def points_pen(theme: Theme, slot: int, origin: int = 0, *, is_grey: bool = False) -> QPen:
    """The line between measured points: solid here, dotted elsewhere."""
    colour = series_colour(theme, slot, origin, is_grey=is_grey)
    if origin:
        return _rhythmic(colour, 1.6, _DOTS[(origin - 1) % len(_DOTS)])
    pen = QPen(colour, 2)
    pen.setCosmetic(True)
    return pen


def _rhythmic(colour: QColor, width: float, rhythm: tuple[float, ...]) -> QPen:
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    if rhythm:
        pen.setDashPattern(rhythm)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    return pen


def has_line(slot: int) -> bool:
    """Whether a line runs through the points of a slot; those of a role are many layers, each for itself."""
    return slot_role(slot) is None


def line_pen(theme: Theme, series: Series) -> QPen:
    """The pen of a series' line."""
    if series.style == "law":
        return law_pen(theme, series.slot)
    return points_pen(theme, series.slot, series.origin, is_grey=bool(series.unlike))


def paint_sample(painter: QPainter, theme: Theme, row: Row, left: QPointF) -> None:
    """A short piece of the series: its dashes where only the law is drawn, its line and marker else."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    right = left + QPointF(SAMPLE_PX, 0)
    if row.has_points:
        painter.setPen(points_pen(theme, row.slot, row.origin, is_grey=row.is_grey))
    else:
        painter.setPen(law_pen(theme, row.slot, 2))
    if (row.has_points or row.has_law) and has_line(row.slot):
        painter.drawLine(left, right)
    if row.has_points:
        _paint_marker(painter, theme, row, (left + right) / 2)


def _paint_marker(painter: QPainter, theme: Theme, row: Row, centre: QPointF) -> None:
    """The marker of a slot, as pyqtgraph draws it: hollow elsewhere."""
    colour = series_colour(theme, row.slot, row.origin, is_grey=row.is_grey)
    painter.save()
    painter.translate(centre)
    ring, filling = (colour, QColor(theme.panel)) if row.origin else (QColor(theme.panel), colour)
    pen = QPen(ring, 1.5 if row.origin else 1)
    pen.setCosmetic(True)  # the painter is scaled to the symbol
    drawSymbol(painter, marker(row.slot), marker_px(row.slot), pen, filling)
    painter.restore()
