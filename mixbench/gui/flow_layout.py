"""A row of widgets that goes on in the next line where the window is narrow: nothing is ever clipped."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Lays items out from left to right at their preferred size, in as many lines as the width asks for.

    Those added with `add_at_end` stand at the right edge of the first line.
    """

    def __init__(self, parent: QWidget | None = None, gap: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._at_end: set[int] = set()
        self.setSpacing(gap)
        self.setContentsMargins(0, 0, 0, 0)

    def add_at_end(self, widget: QWidget) -> None:
        """Add a widget that keeps to the right."""
        self._at_end.add(len(self._items))
        self.addWidget(widget)

    def chain_focus(self) -> None:
        """Let the Tab key walk along the row as it is read, those at the end last, then on to the rest."""
        order = sorted(range(len(self._items)), key=lambda index: index in self._at_end)
        chain_focus(widget for index in order if (widget := self._items[index].widget()) is not None)

    def addItem(self, item: QLayoutItem) -> None:
        """Take an item over (Qt calls this for every added widget)."""
        self._items.append(item)

    def count(self) -> int:
        """How many items there are."""
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        """The item at a place; Qt expects None past the end."""
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        """Give an item up."""
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        """No more room is wanted than the items need."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """Narrow means high."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all lines at a width."""
        return max((place.bottom() + 1 for place in self._places(width)), default=0)

    def sizeHint(self) -> QSize:
        """All in one line."""
        hints = [item.sizeHint() for item in self._shown()]
        gaps = self.spacing() * max(0, len(hints) - 1)
        return QSize(
            sum(hint.width() for hint in hints) + gaps, max((hint.height() for hint in hints), default=0)
        )

    def minimumSize(self) -> QSize:
        """The widest item must fit."""
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.sizeHint())
        return size

    def setGeometry(self, rect: QRect) -> None:
        """Place every item."""
        super().setGeometry(rect)
        for item, place in zip(self._shown(), self._places(rect.width()), strict=True):
            item.setGeometry(place.translated(rect.topLeft()))

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _places(self, width: int) -> list[QRect]:
        """Where the shown items go in a width, relative to the upper left corner."""
        shown = [(index, item.sizeHint()) for index, item in enumerate(self._items) if not item.isEmpty()]
        ends = [(index, hint) for index, hint in shown if index in self._at_end]
        kept = sum(hint.width() + self.spacing() for _, hint in ends)
        places: dict[int, QRect] = {}
        top = 0
        for number, line in enumerate(self._lines(shown, width, kept)):
            members = [*line, *ends] if number == 0 else line
            height = max((hint.height() for _, hint in members), default=0)
            left = 0
            for index, hint in line:
                places[index] = _centred(left, top, height, hint)
                left += hint.width() + self.spacing()
            top += height + self.spacing()
            if number == 0:
                places |= self._at_right_edge(ends, width, height)
        return [places[index] for index, _ in shown]

    def _lines(self, shown: list[_Placed], width: int, kept: int) -> list[list[_Placed]]:
        """The items line by line; in the first one some width is kept for those at the end."""
        lines: list[list[_Placed]] = [[]]
        left = 0
        for index, hint in shown:
            if index in self._at_end:
                continue
            free = width - kept if len(lines) == 1 else width
            if left and left + hint.width() > free:
                lines.append([])
                left = 0
            lines[-1].append((index, hint))
            left += hint.width() + self.spacing()
        return lines

    def _at_right_edge(self, ends: list[_Placed], width: int, height: int) -> dict[int, QRect]:
        """The last of them outermost."""
        places, right = {}, width
        for index, hint in reversed(ends):
            right -= hint.width()
            places[index] = _centred(max(0, right), 0, height, hint)
            right -= self.spacing()
        return places


def chain_focus(widgets: Iterable[QWidget]) -> None:
    """Let the Tab key walk from each of these to the next, and on to what comes after the first; of one that
    only holds others, along those."""
    stops = [stop for widget in widgets for stop in _stops(widget)]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _stops(widget: QWidget) -> Iterable[QWidget]:
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
        return (widget,)
    inner = widget.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    return (child for child in inner if child.focusPolicy() & Qt.FocusPolicy.TabFocus)


#: An item by its number, and the size that it asks for.
_Placed = tuple[int, QSize]


def _centred(left: int, top: int, height: int, hint: QSize) -> QRect:
    """Boxes and chips differ in height by some pixels: their texts stand on one line all the same."""
    return QRect(QPoint(left, top + (height - hint.height()) // 2), hint)
