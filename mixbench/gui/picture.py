"""A picture of figures at a size of its own: drawn anew off the screen, with its caption beneath."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QMarginsF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QGuiApplication, QImage, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgGenerator

from mixbench.core.errors import MixBenchError
from mixbench.core.figure import Figure
from mixbench.gui.figure_export import as_vectors, check_writable, thick_pens
from mixbench.gui.figure_view import FigureView
from mixbench.gui.plot_overlays import font_of
from mixbench.gui.theme import Mode, ThemeManager

#: A pixel of the screen as CSS and SVG have it: 96 of them make an inch.
PX_PER_MM = 96 / 25.4
SCREEN_DPI = 96

#: Axes, legend and sentences need so much room; on a smaller page they are drawn smaller.
_LEAST_PX = QSize(520, 340)
_EDGE_PX, _GAP_PX = 12, 8
_POINTS_PER_PX = 72 / SCREEN_DPI
_INCHES_PER_METRE = 1000 / 25.4
_WRAPPED = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)

#: The ranges of both axes that are looked at, in the plot's own units.
Window = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True)
class Shot:
    """A figure, and the part of it that is looked at; None for all of it. `view` is the kind of view that can
    draw it."""

    figure: Figure
    window: Window | None = None
    view: type[FigureView] = FigureView


@dataclass(frozen=True)
class Picture:
    """What is drawn: shots side by side, on a page of so many pixels of a 96 dpi screen, in light or dark.

    `dpi` is the fineness of a picture made of dots. The caption wraps below the plots; without one
    they have the whole page.
    """

    shots: tuple[Shot, ...]
    width_px: int
    height_px: int
    mode: Mode
    caption: str = ""
    dpi: int = SCREEN_DPI

    @property
    def size(self) -> QSize:
        """The page."""
        return QSize(self.width_px, self.height_px)

    @property
    def scale(self) -> float:
        """Dots for one pixel of the screen."""
        return self.dpi / SCREEN_DPI

    def caption_height_px(self) -> int:
        """The height of the caption with its distance to the plots, at the width of the page."""
        if not self.caption:
            return 0
        room = QRect(0, 0, self.width_px - 2 * _EDGE_PX, 10**6)
        box = QFontMetrics(font_of()).boundingRect(room, _WRAPPED, self.caption)
        return box.height() + _GAP_PX

    def places(self) -> Iterator[QRect]:
        """Where each shot stands: in rows of equal cells, as square as they come."""
        columns = math.ceil(math.sqrt(len(self.shots)))
        rows = math.ceil(len(self.shots) / columns)
        width = self.width_px - 2 * _EDGE_PX
        height = self.height_px - 2 * _EDGE_PX - self.caption_height_px()
        for place in range(len(self.shots)):
            row, column = divmod(place, columns)
            left, right = (width * edge // columns for edge in (column, column + 1))
            top, bottom = (height * edge // rows for edge in (row, row + 1))
            yield QRect(_EDGE_PX + left, _EDGE_PX + top, max(1, right - left), max(1, bottom - top))


def image(picture: Picture) -> QImage:
    """The picture in dots."""
    made = QImage(picture.size * picture.scale, QImage.Format.Format_ARGB32)
    made.setDevicePixelRatio(picture.scale)
    with _painting(made) as painter:
        _paint(painter, picture, pen_scale=picture.scale)
    # Only now: what is painted through a QPicture would be enlarged once more.
    made.setDotsPerMeterX(round(picture.dpi * _INCHES_PER_METRE))
    made.setDotsPerMeterY(round(picture.dpi * _INCHES_PER_METRE))
    return made


def copy(picture: Picture) -> None:
    """Put the picture into the clipboard."""
    QGuiApplication.clipboard().setImage(image(picture))


def save(picture: Picture, path: Path) -> None:
    """Write SVG, PDF or PNG, as the suffix says; raise `MixBenchError` where the path cannot be written."""
    check_writable(path)
    match path.suffix.lower():
        case ".svg":
            _save_svg(picture, path)
        case ".pdf":
            _save_pdf(picture, path)
        case ".png":
            if not image(picture).save(str(path)):
                raise MixBenchError(f"cannot write {path}; the disk may be full, or the picture too large")
        case other:
            raise MixBenchError(f"there is no picture of the kind “{other}”; choose .svg, .pdf or .png")


def _save_svg(picture: Picture, path: Path) -> None:
    generator = QSvgGenerator()
    generator.setFileName(str(path))
    generator.setSize(picture.size)
    generator.setViewBox(QRect(0, 0, picture.width_px, picture.height_px))
    generator.setResolution(SCREEN_DPI)  # otherwise text and lines come out in other sizes
    generator.setTitle("MixBench")
    generator.setDescription(picture.caption)
    with _painting(generator) as painter:
        _paint(painter, picture)


def _save_pdf(picture: Picture, path: Path) -> None:
    writer = QPdfWriter(str(path))
    writer.setTitle("MixBench")
    writer.setResolution(SCREEN_DPI)  # as for SVG
    writer.setPageSize(QPageSize(QSizeF(picture.size) * _POINTS_PER_PX, QPageSize.Unit.Point))
    writer.setPageMargins(QMarginsF())
    with _painting(writer) as painter:
        _paint(painter, picture)


@contextmanager
def _painting(device: QImage | QSvgGenerator | QPdfWriter) -> Iterator[QPainter]:
    painter = QPainter(device)
    try:
        yield painter
    finally:
        painter.end()


def _paint(painter: QPainter, picture: Picture, pen_scale: float = 1.0) -> None:
    themes = ThemeManager(picture.mode)
    try:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRect(0, 0, picture.width_px, picture.height_px), QColor(themes.theme.panel))
        for shot, place in zip(picture.shots, picture.places(), strict=True):
            _paint_shot(painter, shot, place, themes, pen_scale)
        painter.setFont(font_of())
        painter.setPen(QColor(themes.theme.muted))
        painter.drawText(_caption_box(picture), _WRAPPED, picture.caption)
    finally:
        themes.deleteLater()


def _caption_box(picture: Picture) -> QRect:
    top = picture.height_px - _EDGE_PX - picture.caption_height_px() + _GAP_PX
    return QRect(_EDGE_PX, top, picture.width_px - 2 * _EDGE_PX, picture.height_px - top)


def _paint_shot(painter: QPainter, shot: Shot, place: QRect, themes: ThemeManager, pen_scale: float) -> None:
    shrunk = max(1.0, _LEAST_PX.width() / place.width(), _LEAST_PX.height() / place.height())
    with _off_screen(shot, place.size() * shrunk, themes) as view, ExitStack() as stack:
        stack.enter_context(as_vectors(view.plot, painter))
        if pen_scale != 1:
            stack.enter_context(thick_pens(view.plot, pen_scale / shrunk))
        seen = view.plot.mapToScene(view.plot.viewport().rect()).boundingRect()
        view.plot.scene().render(painter, QRectF(place), seen)


@contextmanager
def _off_screen(shot: Shot, size: QSize, themes: ThemeManager) -> Iterator[FigureView]:
    """A view of its own, laid out as if it were shown: what stands on the screen keeps its size."""
    view = shot.view(themes)
    try:
        view.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        view.resize(size)
        view.show()
        view.set_figure(shot.figure)
        if shot.window is not None:
            view.box.setRange(xRange=shot.window[0], yRange=shot.window[1], padding=0)
        view.grab()  # axes learn how wide their numbers are by drawing them
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        yield view
    finally:
        view.close()
        view.deleteLater()


def shots_of(views: Sequence[FigureView]) -> tuple[Shot, ...]:
    """What the views show now, with the part that the user zoomed to."""
    return tuple(Shot(view.figure, _window(view) if view.is_zoomed else None, type(view)) for view in views)


def _window(view: FigureView) -> Window:
    (left, right), (low, high) = view.box.viewRange()
    return (left, right), (low, high)
