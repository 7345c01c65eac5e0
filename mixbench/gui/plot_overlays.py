"""What lies over the curves, in pixels: the direct legend, a sentence beside a ring, the readout."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from mixbench.gui.series_look import SAMPLE_PX, Row, paint_sample
from mixbench.gui.theme import Theme, application_font

_ROW_PX = 20
_PAD_PX = 6
_GAP_PX = 8


@lru_cache(maxsize=16)
def font_of(px: int = 12, *, bold: bool = False) -> QFont:
    """The window's type at another size."""
    font = application_font()
    font.setPixelSize(px)
    if bold:
        font.setWeight(QFont.Weight.DemiBold)
    return font


class Overlay(QGraphicsItem):
    """A box in the pixels of the view, drawn over everything; the mouse goes through it."""

    def __init__(self, parent: QGraphicsItem, z: float) -> None:
        super().__init__(parent)
        self.setZValue(z)
        self.setAcceptedMouseButtons(Qt.MouseButton.NoButton)
        self._size = QRectF()

    def boundingRect(self) -> QRectF:
        """The box, with its place at the upper left corner."""
        return self._size

    def box(self) -> QRectF:
        """The box in the pixels of the view."""
        return self._size.translated(self.pos())

    def _resize(self, width: float, height: float) -> None:
        self.prepareGeometryChange()
        self._size = QRectF(0, 0, width, height)
        self.update()

    def _paint_ground(self, painter: QPainter, theme: Theme, opacity: int, *, framed: bool = False) -> None:
        """A veil in the colour of the panel, so that text stays legible over curves."""
        ground = QColor(theme.raised if framed else theme.panel)
        ground.setAlpha(opacity)
        # Round corners and parts of pixels of a veil nobody sees, and they take a millisecond.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, framed)
        if framed:
            painter.setPen(QPen(QColor(theme.border), 1))
            painter.setBrush(ground)
            painter.drawRoundedRect(self._size.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        else:
            painter.fillRect(self._size.toAlignedRect(), ground)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)


#: The part of the width of a box that remarks may take.
_REMARK_SHARE = 0.6

#: A box as wide as this holds what it must; in a large view it may take this part of the width.
_ENOUGH_PX, _WIDEST_SHARE = 320, 0.7


@lru_cache(maxsize=4096)
def _cut(text: str, width: float) -> str:
    return QFontMetricsF(font_of()).elidedText(text, Qt.TextElideMode.ElideRight, width)


@lru_cache(maxsize=4096)
def _advance(text: str) -> float:
    """The width of a text; of the rows of a legend a redraw changes few."""
    return QFontMetricsF(font_of()).horizontalAdvance(text)


def widest_box(view_px: float) -> float:
    """How wide a box of rows may be in a view: most of a small one, a part of a large one."""
    return max(120.0, min(_ENOUGH_PX, view_px - 24), view_px * _WIDEST_SHARE)


class RowsBox(Overlay):
    """Rows with a sample each: the legend, and with a heading the readout under the mouse."""

    def __init__(self, parent: QGraphicsItem, z: float, *, framed: bool = False) -> None:
        super().__init__(parent, z)
        self._framed = framed
        self._theme: Theme | None = None
        self._heading = ""
        self._rows: tuple[Row, ...] = ()
        self._name_width = self._remark_width = 0.0

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._rows

    def show_rows(self, theme: Theme, rows: tuple[Row, ...], most_px: float, heading: str = "") -> None:
        """Show other rows within a width; names and remarks too long for it are cut."""
        remarks = max((_advance(row.remark) + 1 for row in rows), default=0.0)
        remark_width = self._remark_width = min(remarks, most_px * _REMARK_SHARE)
        name_width = max((_advance(row.name) for row in rows), default=0.0)
        fixed = 2 * _PAD_PX + SAMPLE_PX + 2 * _GAP_PX + remark_width
        self._name_width = max(40.0, min(name_width + 1, most_px - fixed)) if name_width else 0.0
        self._theme, self._rows, self._heading = theme, rows, heading
        width = max(fixed + self._name_width, _advance(heading) * 1.1 + 2 * _PAD_PX)
        height = (len(rows) + bool(heading)) * _ROW_PX + 2 * _PAD_PX - 2
        self._resize(width, height if rows or heading else 0)
        self.setVisible(bool(rows or heading))

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Draw heading and rows."""
        theme = self._theme
        if theme is None:
            return
        self._paint_ground(painter, theme, 255 if self._framed else 205, framed=self._framed)
        y = float(_PAD_PX - 1)
        if self._heading:
            painter.setFont(font_of(bold=True))
            painter.setPen(QColor(theme.text))
            painter.drawText(QRectF(_PAD_PX, y, self._size.width(), _ROW_PX), _LEFT, self._heading)
            y += _ROW_PX
        for row in self._rows:
            self._paint_row(painter, theme, row, y)
            y += _ROW_PX

    def _paint_row(self, painter: QPainter, theme: Theme, row: Row, y: float) -> None:
        paint_sample(painter, theme, row, QPointF(_PAD_PX, y + _ROW_PX / 2))
        painter.setFont(font_of())
        x = _PAD_PX + SAMPLE_PX + _GAP_PX
        painter.setPen(QColor(theme.text))
        name = _cut(row.name, self._name_width)
        painter.drawText(QRectF(x, y, self._name_width, _ROW_PX), _LEFT, name)
        painter.setPen(QColor(theme.muted))
        rest = QRectF(x + self._name_width + _GAP_PX, y, self._size.width(), _ROW_PX)
        if self._framed:
            rest.setRight(self._size.width() - _PAD_PX)
        remark = _cut(row.remark, self._remark_width)
        painter.drawText(rest, _RIGHT if self._framed else _LEFT, remark)


_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


class Note(Overlay):
    """A sentence with a line to the ring that it is about."""

    def __init__(self, parent: QGraphicsItem, z: float) -> None:
        super().__init__(parent, z)
        self._theme: Theme | None = None
        self._text = ""
        self._lines: list[str] = []
        self._target = QPointF()

    @property
    def text(self) -> str:
        """The sentence."""
        return self._text

    def show_text(self, theme: Theme, text: str) -> None:
        """Say another sentence."""
        self._theme, self._text = theme, text
        self._lines = _broken(text) if _advance(text) > _WIDEST_NOTE_PX else [text]
        width = max(map(_advance, self._lines))
        self._resize(width + 2 * _PAD_PX, len(self._lines) * _LINE_PX + 4)

    def point_at(self, place: QPointF, target: QPointF) -> None:
        """Lie at a place of the view and point at a target there."""
        self.prepareGeometryChange()
        self.setPos(place)
        self._target = target - place
        self.update()

    def boundingRect(self) -> QRectF:
        """The box and the line."""
        return self._size.united(QRectF(self._target, self._target).adjusted(-1, -1, 1, 1))

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None
    ) -> None:
        """Draw the line from the box towards the ring, then the sentence on its veil."""
        theme = self._theme
        if theme is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        x = min(max(self._target.x(), self._size.left() + 12), self._size.right() - 12)
        edge = QPointF(x, self._size.bottom() if self._target.y() > 0 else self._size.top())
        way = self._target - edge
        length = (way.x() ** 2 + way.y() ** 2) ** 0.5
        if length > _RING_PX:
            painter.setPen(QPen(QColor(theme.muted), 1))
            painter.drawPolyline(QPolygonF([edge, edge + way * (1 - _RING_PX / length)]))
        self._paint_ground(painter, theme, 225)
        painter.setFont(font_of())
        painter.setPen(QColor(theme.text))
        painter.drawText(self._size, int(Qt.AlignmentFlag.AlignCenter), "\n".join(self._lines))


def _broken(text: str) -> list[str]:
    """Two lines of about one length; text without spaces is broken in its middle."""
    middle = len(text) / 2
    cuts = [place for place, sign in enumerate(text) if sign == " "]
    cut = min(cuts, key=lambda place: abs(place - middle), default=round(middle))
    return [text[:cut].strip(), text[cut:].strip()]


_WIDEST_NOTE_PX, _LINE_PX = 280, 16
_RING_PX = 8.0
_AWAY_PX = 26.0

#: How far away a note goes rather than hide one more step of a curve.
_COVER_PX = 14.0


def place_note(
    size: QRectF,
    target: QPointF,
    view: QRectF,
    taken: list[QRectF],
    covers: Callable[[QRectF], int],
) -> QPointF | None:
    """Where a note hides least beside its target: within the view, clear of what is `taken`, over as few
    curves as can be (`covers` counts them in a box); None if it fits nowhere.

    Above left is tried first: rising curves leave that corner free.
    """
    width, height = size.width(), size.height()

    def cost(box: QRectF) -> float:
        away = box.center() - target
        return covers(box) * _COVER_PX + abs(away.y()) + max(0.0, abs(away.x()) - width / 2)

    free = [
        box
        for distance in (_AWAY_PX, 2 * _AWAY_PX, 3.2 * _AWAY_PX, 4.5 * _AWAY_PX)
        for x in (target.x() - width - 40, target.x() - width - 6, target.x() - width / 2, target.x() + 6)
        for y in (target.y() - distance - height, target.y() + distance)
        for inside in (max(view.left(), min(x, view.right() - width)),)
        for box in (QRectF(inside, y, width, height),)
        if view.contains(box) and not any(box.intersects(other) for other in taken)
    ]
    best = min(free, key=cost, default=None)
    return best.topLeft() if best else None
