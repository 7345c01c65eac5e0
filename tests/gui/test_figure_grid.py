"""Small multiples move together, and keep still when the user has zoomed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, QRectF, Qt

from mixbench.core.figure import Axis, Figure, Series
from mixbench.gui.figure_grid import FigureGrid, by_model
from mixbench.gui.figure_view import FigureView


def line(key, *y, style="measured", x=(10.0, 20.0, 30.0)):
    numbers = tuple(range(len(x))) if style == "measured" else ()
    return Series(key, key.upper(), 0, style, x, y, numbers=numbers)


WHOLE = Figure(
    "latency",
    Axis("resolution", "px"),
    Axis("latency", "ms"),
    (
        line("a", 1.0, 2.0, 3.0, style="law"),
        line("a", 1.0, 2.0, 3.0),
        line("b", 10.0, 40.0, 90.0, x=(20.0, 30.0, 40.0)),
        line("b@8", 1.0, 4.0, 9.0),
    ),
)


@pytest.fixture
def grid(qtbot, themes):
    grid = FigureGrid(themes)
    qtbot.addWidget(grid)
    grid.resize(900, 500)
    grid.show()
    qtbot.waitExposed(grid)
    grid.set_figures(by_model(WHOLE), shares_y=True)
    return grid


def ranges(view):
    rect = view.box.viewRect()
    return pytest.approx((rect.left(), rect.right(), rect.top(), rect.bottom()))


def test_each_model_has_a_plot_with_all_its_lines():
    assert [[one.id for one in figure.series] for figure in by_model(WHOLE)] == [
        ["law:a", "measured:a"],
        ["measured:b", "measured:b@8"],
    ]


def test_plots_that_are_new_are_made_in_turns_and_at_once_for_who_asks(qtbot, themes):
    shown = FigureGrid(themes)
    qtbot.addWidget(shown)
    many = by_model(replace(WHOLE, series=tuple(line(f"m{number}", 1.0, 2.0, 3.0) for number in range(8))))
    shown.set_figures(many, shares_y=True)
    assert 0 < len(shown.findChildren(FigureView)) < 4
    qtbot.waitUntil(lambda: len(shown.findChildren(FigureView)) == 8)
    qtbot.waitUntil(lambda: [view.figure for view in shown.views] == list(many))

    asked = FigureGrid(themes)
    qtbot.addWidget(asked)
    asked.set_figures(many, shares_y=True)
    assert [view.figure for view in asked.views] == list(many)


def test_plots_of_one_metric_share_both_axes(grid):
    first, second = grid.views
    assert ranges(first) == ranges(second).expected
    assert first.box.viewRect().right() > 40 and first.box.viewRect().bottom() > 90


def test_plots_of_several_metrics_share_the_horizontal_axis(grid):
    grid.set_figures(by_model(WHOLE), shares_y=False)
    first, second = (view.box.viewRect() for view in grid.views)
    assert (first.left(), first.right()) == pytest.approx((second.left(), second.right()))
    assert first.bottom() < 4 < 90 < second.bottom()


def test_the_cursor_stands_at_one_x_in_all_plots_and_says_what_each_has_there(grid):
    first, second = grid.views
    first.pointer.point_at(QPointF(20.0, 2.0))
    assert first.pointer.line.value() == second.pointer.line.value() == 20.0
    assert [row.remark for row in second.pointer.readout.rows] == ["10 ms", "4 ms"]
    first.pointer.leave()
    assert not second.pointer.line.isVisible() and not second.pointer.readout.isVisible()


def choose_part(view, part):
    view.box.showAxRect(QRectF(*part))


def test_a_part_that_is_chosen_in_one_plot_is_shown_in_all(grid):
    first, second = grid.views
    choose_part(first, (12.0, 1.0, 5.0, 2.0))
    assert ranges(second) == (12.0, 17.0, 1.0, 3.0)
    grid.set_figures(by_model(WHOLE), shares_y=False)
    choose_part(first, (14.0, 0.0, 2.0, 1.0))
    assert ranges(second) == (14.0, 16.0, 1.0, 3.0)


def test_new_data_leave_the_zoom_of_all_plots_alone(grid):
    choose_part(grid.views[0], (12.0, 1.0, 5.0, 2.0))
    more = replace(WHOLE, series=(*WHOLE.series, line("c", 500.0, 600.0, 700.0)))
    grid.set_figures(by_model(more), shares_y=True)
    assert [ranges(view) == (12.0, 17.0, 1.0, 3.0) for view in grid.views] == [True] * 3


def test_fit_gives_all_plots_their_whole_back(qtbot, grid):
    whole = grid.views[0].box.viewRect()
    choose_part(grid.views[0], (12.0, 1.0, 5.0, 2.0))
    qtbot.mouseClick(grid.views[1].fit_button, Qt.MouseButton.LeftButton)
    assert [view.box.viewRect() for view in grid.views] == [whole, whole]
    assert not any(view.is_zoomed for view in grid.views)


def test_the_shared_axis_is_named_below_the_lowest_plots_alone(qtbot, grid):
    grid.resize(300, 800)
    qtbot.wait(20)
    assert [view.axes["bottom"].label.isVisible() for view in grid.views] == [False, True]
    grid.set_figures(by_model(replace(WHOLE, x=Axis("tokens"))), shares_y=True)
    assert [view.axes["bottom"].label.isVisible() for view in grid.views] == [False, True]


def test_a_name_that_is_longer_than_its_axis_is_cut_and_told_in_a_tooltip(qtbot, grid):
    name = "share of spatial mixing in the multiply-accumulates of one image, of every stage"
    grid.set_figures([replace(WHOLE, y=Axis(name, "%"))] * 2, shares_y=True)
    grid.resize(900, 240)
    qtbot.wait(20)
    axis = grid.views[0].axes["left"]
    assert axis.labelText.endswith("…, %") and axis.label.toolTip() == f"{name}, %"
    place = axis.label.mapRectToParent(axis.label.boundingRect())
    assert place.top() >= -1 and place.bottom() <= axis.height() + 1


def test_many_plots_are_drawn_a_few_at_a_time_where_only_their_data_are_new(qtbot, grid):
    def many(y):
        return [Figure(str(n), WHOLE.x, WHOLE.y, (line(f"m{n}", 1.0, 2.0, y),)) for n in range(12)]

    def last(view):
        return view.figure.series[0].y[-1]

    grid.set_figures(many(3.0), shares_y=True)
    assert [last(view) for view in grid.views] == [3.0] * 12, "other plots are there at once"
    grid.set_figures(many(4.0), shares_y=True)
    assert {last(view) for view in grid.views} == {3.0, 4.0}
    qtbot.waitUntil(lambda: [last(view) for view in grid.views] == [4.0] * 12)
    qtbot.waitUntil(lambda: all(view.box.viewRect().bottom() > 4.0 for view in grid.views))


def test_fewer_figures_hide_the_plots_that_are_left_over(grid):
    grid.set_figures(by_model(WHOLE)[:1], shares_y=True)
    assert len(grid.views) == 1
    grid.set_figures(by_model(WHOLE), shares_y=True)
    assert all(view.isVisible() for view in grid.views)


def test_a_point_is_named_with_its_plot(qtbot, grid):
    with qtbot.waitSignal(grid.point_clicked) as clicked:
        grid.views[1].pointer.clicked.emit("measured:b", 2)
    assert clicked.args == [1, "measured:b", 2]
