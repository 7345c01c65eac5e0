"""A plot as a picture: PNG, SVG, PDF, or into the clipboard.

pyqtgraph's own exporters fail with current Qt, so the scene is rendered here.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyqtgraph as pg
from PySide6.QtCore import QMarginsF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPageSize, QPainter, QPdfWriter, QPen
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QGraphicsView

from mixbench.core.errors import MixBenchError
from mixbench.gui.plot_overlays import font_of
from mixbench.gui.theme import Theme

#: Pixels of the picture for one of the screen: sharp in print.
SCALE = 2

_CAPTION_PX, _EDGE_PX = 30, 12
_POINTS_PER_INCH = 72


def image(view: QGraphicsView, theme: Theme, caption: str) -> QImage:
    """The plot with its caption at twice the resolution of the screen, drawn anew and not enlarged."""
    size = _page(view)
    made = QImage(size * SCALE, QImage.Format.Format_ARGB32)
    made.setDevicePixelRatio(SCALE)
    made.fill(QColor(theme.panel))
    painter = QPainter(made)
    with thick_pens(view, SCALE):
        _paint(painter, view, theme, caption)
    painter.end()
    return made


def save_png(path: Path, view: QGraphicsView, theme: Theme, caption: str) -> None:
    """Write the plot, as PNG by its suffix; raise `MixBenchError` where the path cannot be written."""
    if not image(view, theme, caption).save(str(path)):
        raise MixBenchError(f"cannot write {path}; choose a folder that exists and that you may write to")


def save_svg(path: Path, view: QGraphicsView, theme: Theme, caption: str) -> None:
    """Write the plot as SVG; raise `MixBenchError` where the path cannot be written."""
    size = _page(view)
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(size)
    generator.setViewBox(QRect(0, 0, size.width(), size.height()))
    generator.setResolution(view.logicalDpiX())  # otherwise text and lines come out in other sizes
    generator.setTitle("MixBench")
    generator.setDescription(caption)
    check_writable(path)
    painter = QPainter(generator)
    painter.fillRect(QRect(0, 0, size.width(), size.height()), QColor(theme.panel))
    _paint(painter, view, theme, caption)
    painter.end()


def save_pdf(path: Path, view: QGraphicsView, theme: Theme, caption: str) -> None:
    """Write the plot as PDF, one page of its size; raise `MixBenchError` where the path cannot be written."""
    size = _page(view)
    check_writable(path)
    writer = QPdfWriter(str(path))
    writer.setTitle("MixBench")
    writer.setResolution(view.logicalDpiX())  # as for SVG
    points = QSizeF(size) * _POINTS_PER_INCH / view.logicalDpiX()
    writer.setPageSize(QPageSize(points, QPageSize.Unit.Point))
    writer.setPageMargins(QMarginsF())
    painter = QPainter(writer)
    painter.fillRect(QRect(0, 0, size.width(), size.height()), QColor(theme.panel))
    _paint(painter, view, theme, caption)
    painter.end()


def check_writable(path: Path) -> None:
    """Qt's own writers fail with nothing but a warning in the log."""
    try:
        path.open("ab").close()
    except OSError as error:
        raise MixBenchError(f"cannot write {path}: {error.strerror}; choose another folder") from error


def copy_image(view: QGraphicsView, theme: Theme, caption: str) -> None:
    """Put the plot into the clipboard."""
    QGuiApplication.clipboard().setImage(image(view, theme, caption))


def _page(view: QGraphicsView) -> QSize:
    return view.viewport().size() + QSize(2 * _EDGE_PX, _EDGE_PX + _CAPTION_PX)


def _paint(painter: QPainter, view: QGraphicsView, theme: Theme, caption: str) -> None:
    size = view.viewport().size()
    plot = QRectF(_EDGE_PX, _EDGE_PX, size.width(), size.height())
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    with as_vectors(view, painter):
        view.scene().render(painter, plot, view.mapToScene(view.viewport().rect()).boundingRect())
    painter.setFont(font_of())
    painter.setPen(QColor(theme.muted))
    below = QRectF(_EDGE_PX, _EDGE_PX + size.height(), size.width(), _CAPTION_PX)
    painter.drawText(below, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), caption)


@contextmanager
def as_vectors(view: QGraphicsView, painter: QPainter) -> Iterator[None]:
    """Let markers be drawn as shapes and not from pixmaps made for the screen."""
    items = [item for item in view.scene().items() if hasattr(item, "setExportMode")]
    options = {"antialias": True, "resolutionScale": 1.0, "painter": painter}
    for item in items:
        item.setExportMode(True, options)
    try:
        yield
    finally:
        for item in items:
            item.setExportMode(False)


@contextmanager
def thick_pens(view: QGraphicsView, factor: float) -> Iterator[None]:
    """Pens of plots have a width in pixels whatever the scale; make it one of the larger picture."""
    items = [item for item in view.scene().items() if isinstance(item, pg.PlotCurveItem | pg.ScatterPlotItem)]
    before = [(item, item.opts["pen"]) for item in items if isinstance(item.opts["pen"], QPen)]
    for item, pen in before:
        thick = QPen(pen)
        thick.setWidthF(pen.widthF() * factor)
        item.setPen(thick)
    try:
        yield
    finally:
        for item, pen in before:
            item.setPen(pen)
