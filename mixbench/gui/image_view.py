"""Small images side by side on one scale of colours: maps of numbers, drawn as they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from math import ceil

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QToolTip, QWidget

from mixbench.gui.plot_overlays import font_of
from mixbench.gui.theme import ThemeManager

#: The type of a title, and what a line of it, the air around it, and the scale at the right take, in pixels.
_TITLE_TYPE_PX, _LINE_PX, _AIR_PX, _BAR_PX, _EDGE_PX = 12, 16, 8, 112, 18
_UNBOUNDED_PX = 1e6

_STEPS = {
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
}

Values = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class MapImage:
    """An image: its title of one line or more, its numbers by row and column, its height and width in units
    of its own, and a place (y, x) that is marked. Where a number is NaN, nothing is drawn."""

    title: str
    values: Values
    height: float
    width: float
    mark: tuple[float, float] | None = None


@dataclass(frozen=True)
class Colours:
    """A map of pyqtgraph's by name, the numbers at both of its ends, and what they are. `is_log`: the numbers
    are decimal logarithms, and the scale says what they are logarithms of."""

    name: str
    low: float
    high: float
    label: str
    is_log: bool = False


class ImageView(pg.GraphicsLayoutWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """Draws images in as many columns as make them largest.

    `clicked` names an image and the place (y, x) in its own units, `stepped` the arrow keys as (down, right).
    `describe` is asked for the words at a place that the mouse rests on.
    """

    clicked = Signal(int, float, float)
    stepped = Signal(int, int)

    def __init__(self, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._cells: list[_Cell] = []
        self._shown = 0
        self._arranged = (0, 0, 0)
        self._bar = pg.ColorBarItem(interactive=False, width=14)
        self.describe: Callable[[int, float, float], str] = lambda _image, _y, _x: ""
        self.images: tuple[MapImage, ...] = ()
        self.colours: Colours | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.ci.setContentsMargins(2, 6, 6, 8)
        self.ci.setSpacing(2)
        self._bar.axis.setWidth(76)
        themes.changed.connect(self._dress)
        self._dress()

    def show_images(self, images: Sequence[MapImage], colours: Colours) -> None:
        """Draw other images; what is there already is used again."""
        self.images, self.colours = tuple(images), colours
        colour_map = pg.colormap.get(colours.name)
        while len(self._cells) < len(images):
            self._cells.append(_Cell())
        for cell, image in zip(self._cells, images, strict=False):
            cell.show(image, colour_map, (colours.low, colours.high))
        self._bar.setColorMap(colour_map)
        self._bar.setLevels((colours.low, colours.high))
        self._bar.axis.setLogMode(colours.is_log)
        self._bar.axis.setLabel(colours.label)
        self._arrange()
        self._dress()

    def place_at(self, position: QPointF) -> tuple[int, float, float] | None:
        """The image under a point of this widget, with the place in its own units."""
        point = self.mapToScene(position.toPoint())
        for number, (cell, image) in enumerate(zip(self._cells, self.images, strict=False)):
            if cell.box.sceneBoundingRect().contains(point):
                place = cell.box.mapSceneToView(point)
                if 0 <= place.y() < image.height and 0 <= place.x() < image.width:
                    return number, place.y(), place.x()
        return None

    def point_of(self, number: int, y: float, x: float) -> QPointF:
        """Where a place of an image lies in this widget."""
        return QPointF(self.mapFromScene(self._cells[number].box.mapViewToScene(QPointF(x, y))))

    # laying out

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another shape has another number of columns."""
        super().resizeEvent(event)
        if hasattr(self, "_cells"):  # pyqtgraph resizes while it is being built
            self._arrange()

    def _arrange(self) -> None:
        columns, title_px = self._best_columns(), self._title_px
        for cell in self._cells[: len(self.images)]:
            cell.elide((self.width() - _BAR_PX) // columns - _EDGE_PX)
        arranged = len(self.images), columns, title_px
        if arranged == self._arranged:
            return
        self._arranged, self._shown = arranged, len(self.images)
        self.ci.clear()
        for number, cell in enumerate(self._cells[: self._shown]):
            row, column = divmod(number, columns)
            self.addItem(cell.title, 2 * row, column)
            self.addItem(cell.box, 2 * row + 1, column)
        rows = ceil(self._shown / columns) if columns else 0
        for line in range(self.ci.layout.rowCount()):
            is_image = line % 2 == 1 and line < 2 * rows
            self.ci.layout.setRowStretchFactor(line, 100 if is_image else 0)
            self.ci.layout.setRowMaximumHeight(line, _UNBOUNDED_PX if is_image else title_px)
        for column in range(columns):  # alike, however long the titles are
            self.ci.layout.setColumnPreferredWidth(column, 1.0)
            self.ci.layout.setColumnStretchFactor(column, 100)
        if self._shown:
            self.addItem(self._bar, 0, columns, rowspan=2 * ceil(self._shown / columns))

    @property
    def _title_px(self) -> int:
        """What the title with the most lines takes."""
        return _AIR_PX + _LINE_PX * max((len(image.title.splitlines()) for image in self.images), default=1)

    def _best_columns(self) -> int:
        """The number of columns at which the images are drawn largest."""
        count = len(self.images)
        if not count:
            return 0
        high = max(image.height for image in self.images)
        wide = max(image.width for image in self.images)

        def scale(columns: int) -> float:
            rows = ceil(count / columns)
            across = (self.width() - _BAR_PX) / columns / wide
            down = (self.height() / rows - self._title_px) / high
            return float(min(across, down))

        return max(range(1, count + 1), key=scale)

    def _dress(self) -> None:
        theme = self._themes.theme
        self.setBackground(theme.panel)
        for cell in self._cells:
            cell.dress(theme.text, theme.strong_border)
        axis = self._bar.axis
        axis.setPen(theme.strong_border)
        axis.setTextPen(theme.muted)
        self._bar.getAxis("left").setPen(theme.strong_border)

    # pointing

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the place that was clicked; pyqtgraph would begin to pan."""
        found = self.place_at(event.position())
        if event.button() is Qt.MouseButton.LeftButton and found is not None:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.clicked.emit(*found)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What was clicked is chosen already."""
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The arrow keys move the place."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        self.stepped.emit(*step)
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what the mouse rests on."""
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            found = self.place_at(QPointF(event.pos()))
            words = self.describe(*found) if found else self._title_under(event.pos())
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return bool(super().viewportEvent(event))

    def _title_under(self, place: QPoint) -> str:
        """The whole of a title, which may be cut short."""
        point = self.mapToScene(place)
        for cell, image in zip(self._cells, self.images, strict=False):
            if cell.title.sceneBoundingRect().contains(point):
                return image.title
        return ""


class _Cell:
    """One image with its title and the mark of a place."""

    def __init__(self) -> None:
        self.title = pg.LabelItem(size=f"{_TITLE_TYPE_PX}px")
        self.box = pg.ViewBox(lockAspect=True, invertY=True, enableMouse=False, enableMenu=False)
        self._image = pg.ImageItem(axisOrder="row-major")
        self._halo = pg.ScatterPlotItem(symbol="o", size=13, brush=None, pen=pg.mkPen("#000000", width=2))
        self._ring = pg.ScatterPlotItem(symbol="o", size=10, brush=None, pen=pg.mkPen("#ffffff", width=2))
        self._text = ""
        for item in (self._image, self._halo, self._ring):
            self.box.addItem(item)

    def show(self, image: MapImage, colour_map: pg.ColorMap, levels: tuple[float, float]) -> None:
        """Draw another image."""
        whole = QRectF(0, 0, image.width, image.height)
        self._image.setImage(image.values, levels=levels, autoLevels=False)
        self._image.setColorMap(colour_map)
        self._image.setRect(whole)
        for ring in (self._halo, self._ring):
            ring.setData(*(([image.mark[1]], [image.mark[0]]) if image.mark else ([], [])))
        self.box.setRange(whole, padding=0)
        self._text = image.title

    def elide(self, width_px: int) -> None:
        """Shorten each line of the title to a width: a long one would push the images apart."""
        metrics = QFontMetrics(font_of(_TITLE_TYPE_PX))
        lines = (
            metrics.elidedText(line, Qt.TextElideMode.ElideRight, width_px)
            for line in self._text.splitlines()
        )
        self.title.setText("<br>".join(map(escape, lines)), **self.title.opts)

    def dress(self, ink: str, frame: str) -> None:
        """Write the title and draw the frame in these colours."""
        self.title.setText(self.title.text, color=ink)
        self._image.setBorder(pg.mkPen(frame))
