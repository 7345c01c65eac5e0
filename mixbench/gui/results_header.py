"""The header of the results: a click sorts by a column, with Shift by one more; marks say by which."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from mixbench.gui.icons import icon
from mixbench.gui.results_model import ResultsModel
from mixbench.gui.results_order import SortKey, clicked
from mixbench.gui.theme import ThemeManager

#: The arrow, and the room of it with its number beside a title.
_ARROW_PX, MARK_PX = 10, 18
_NUMBER_PX = 9


class ResultsHeader(QHeaderView):
    """Marks each column that rows are sorted by with an arrow and, among several, with its place.

    `order_chosen` carries the order that was clicked.
    """

    order_chosen = Signal(object)

    def __init__(self, model: ResultsModel, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._results, self._themes = model, themes
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setHighlightSections(False)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.sectionClicked.connect(self._choose)
        model.arranged.connect(self.viewport().update)
        themes.changed.connect(self.viewport().update)

    def _choose(self, section: int) -> None:
        is_added = bool(QGuiApplication.keyboardModifiers() & Qt.KeyboardModifier.ShiftModifier)
        id = self._results.columns[section].id
        self.order_chosen.emit(clicked(self._results.sort_order, id, is_added=is_added))

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        """Draw the title, then the mark at the side where the title does not stand."""
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        column = self._results.columns[section]
        order = self._results.sort_order
        place = next((place for place, key in enumerate(order, start=1) if key.id == column.id), 0)
        if place:
            left = rect.left() + 2 if column.is_number else rect.right() - MARK_PX
            number = str(place) if len(order) > 1 else ""
            self._paint_mark(
                painter, QRect(left, rect.top(), MARK_PX, rect.height()), order[place - 1], number
            )

    def _paint_mark(self, painter: QPainter, rect: QRect, key: SortKey, number: str) -> None:
        colour = self._themes.theme.accent_ink
        arrow = QRect(rect.left(), rect.center().y() - _ARROW_PX // 2, _ARROW_PX, _ARROW_PX)
        icon("chevron-down" if key.is_descending else "chevron-up", colour).paint(painter, arrow)
        if number:
            painter.save()
            font = QFont(self.font())
            font.setPixelSize(_NUMBER_PX)
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(rect.adjusted(_ARROW_PX, 0, 0, -2), int(Qt.AlignmentFlag.AlignVCenter), number)
            painter.restore()
