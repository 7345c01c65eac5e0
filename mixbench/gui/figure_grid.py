"""Small multiples: several figures over one horizontal axis, with one cursor and one zoom."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil, sqrt

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from mixbench.core.figure import Figure
from mixbench.gui.figure_view import Bounds, FigureView
from mixbench.gui.panel import GAP
from mixbench.gui.theme import ThemeManager

#: How many times wider than high a small plot is best.
_BEST_ASPECT = 1.5

#: How much is drawn at a time, and what it costs beside its series to draw a view and to make one; in series.
_SLICE, _VIEW_COST, _MAKING_COST = 40, 8, 30


class FigureGrid(QWidget):
    """Views side by side that move together: to the right always, upwards where they share that axis too.

    `point_clicked` names the number of a view, a series, and the place of its point in it.
    """

    point_clicked = Signal(int, str, int)

    def __init__(self, themes: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._shares_y = False
        self._made: list[FigureView] = []
        self._count = 0
        self._known: list[Bounds] = []  # of all views, when they were fitted last
        self._pending: dict[int, Figure] = {}
        self._legends: set[int] = set()
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self._draw_some)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self._columns = 0

    @property
    def views(self) -> Sequence[FigureView]:
        """The views that are shown; those that were still to be made are made now."""
        if len(self._made) < self._count:
            self._draw_some(None)
        return self._shown

    @property
    def _shown(self) -> list[FigureView]:
        """Those of them that were made already."""
        return self._made[: self._count]

    def set_figures(self, figures: Sequence[Figure], *, shares_y: bool) -> None:
        """Show figures in this order. Views are made once and kept, new ones in turns of the event loop."""
        is_same = shares_y == self._shares_y and [view.figure.y for view in self._shown] == [
            figure.y for figure in figures
        ]
        self._shares_y = shares_y
        if len(figures) != self._count:
            self._count = len(figures)
            for number, view in enumerate(self._made):
                view.setVisible(number < self._count)
            self._columns = 0
        # One legend names the lines of all plots that share them; the others say how theirs grow.
        self._legends = {n for n, figure in enumerate(figures) if n == 0 or figure.keys != figures[0].keys}
        self._pending = dict(enumerate(figures))
        are_made = self._count <= len(self._made)
        self._draw_some(None if are_made and not is_same else _SLICE)
        self._arrange()

    def _draw_some(self, most: int | None = _SLICE) -> None:
        """Draw what is pending: all of it, or, where views are new or data alone, as much as a frame has
        time for."""
        spent = 0
        while self._pending and (most is None or spent < most):
            number = next(iter(self._pending))
            if number == len(self._made):
                self._add_view()
                spent += _MAKING_COST
            spent += self._draw(number, self._pending.pop(number))
        self._arrange()
        if self._pending:
            self._later.start()
        else:
            self._fit_together()

    def _draw(self, number: int, figure: Figure) -> int:
        """Draw a figure where it is new; what that cost."""
        view = self._made[number]
        view.names_lines = number in self._legends
        if figure == view.figure:
            return 0
        view.set_figure(figure)
        return _VIEW_COST + len(figure.series)

    def set_selected(self, number: int | None) -> None:
        """Emphasise the point of an item wherever it is drawn."""
        for view in self._made:
            view.set_selected(number)

    # building

    def _add_view(self) -> None:
        view, number = FigureView(self._themes, self), len(self._made)
        view.bounds_of_others = lambda: self._bounds_for(view)
        view.point_clicked.connect(lambda id, place: self.point_clicked.emit(number, id, place))
        view.pointer.moved.connect(lambda position: self._show_cursor(view, position))
        view.zoom.chosen.connect(lambda: self._follow(view))
        view.zoom.fit_requested.connect(self._fit_all)
        self._made.append(view)
        self._columns = 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another shape has another number of columns."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = self._best_columns()
        if not self._count or columns == self._columns:
            return
        self._columns = columns
        rows = ceil(self._count / columns)
        for line in range(max(self._grid.rowCount(), rows)):
            self._grid.setRowStretch(line, 1 if line < rows else 0)
        for column in range(max(self._grid.columnCount(), columns)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        for number, view in enumerate(self._shown):
            self._grid.addWidget(view, number // columns, number % columns)
            # The axis is one: its name stands where no view is below.
            view.axes["bottom"].show_name(number + columns >= self._count)
        for view, following in pairwise(self._shown):
            QWidget.setTabOrder(view, following)

    def _best_columns(self) -> int:
        width, height = max(1, self.width()), max(1, self.height())
        wanted = sqrt(self._count * width / height / _BEST_ASPECT)
        return max(1, min(self._count or 1, round(wanted)))

    # moving together

    def _bounds_for(self, view: FigureView) -> Bounds | None:
        """The ranges that a view shows of the whole: to the right those of all."""
        own = view.bounds()
        if own is None:
            return None
        known = self._known or self._all_bounds()
        across = (min(x[0] for x, _ in known), max(x[1] for x, _ in known))
        up = (min(y[0] for _, y in known), max(y[1] for _, y in known)) if self._shares_y else own[1]
        return across, up

    def _fit_together(self) -> None:
        """The last of the new figures may have widened the range of all; a part that was chosen stays."""
        zoomed = next((view for view in self._shown if view.is_zoomed), None)
        if zoomed is not None:
            self._follow(zoomed)
            return
        self._fit_all()

    def _fit_all(self) -> None:
        self._known = self._all_bounds()
        for view in self._shown:
            view.fit()

    def _all_bounds(self) -> list[Bounds]:
        return [bounds for bounds in (view.bounds() for view in self._shown) if bounds is not None]

    def _follow(self, source: FigureView) -> None:
        """Show in all views the part that was chosen in one."""
        part = source.box.viewRect()
        for view in self._shown:
            if view is source:
                continue
            own = view.box.viewRect()
            own.setLeft(part.left())
            own.setRight(part.right())
            view.zoom.show_part(part if self._shares_y else own)

    def _show_cursor(self, source: FigureView, position: float | None) -> None:
        for view in self._shown:
            if view is not source:
                view.pointer.show_line(position)


def by_model(figure: Figure) -> tuple[Figure, ...]:
    """A figure for each model, over the axes of the whole."""
    models = dict.fromkeys(_model_of(key) for key in figure.keys)
    return tuple(_part(figure, model) for model in models)


def _part(figure: Figure, model: str) -> Figure:
    series = tuple(one for one in figure.series if _model_of(one.key) == model)
    return Figure(series[0].label, figure.x, figure.y, series)


def _model_of(key: str) -> str:
    """The model of a series: what follows tells the lines of one model apart."""
    return key.partition("@")[0]
