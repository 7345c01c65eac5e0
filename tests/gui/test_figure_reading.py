"""What a figure says under the mouse, pinned, to the keyboard, in words; the way back through its views."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QKeySequence, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from mixbench.core.figure import Annotation, Axis, Figure, Series
from mixbench.gui.figure_view import FigureView
from mixbench.gui.figure_words import figure_summary, legend_rows
from mixbench.gui.figure_zoom import ViewHistory

LOW = Series(
    "low", "Low", 0, "measured", (10.0, 20.0, 30.0), (1.0, 2.0, 3.0), fit="∝ tokens^1.00", numbers=(0, 1, 2)
)
HIGH = Series("high", "High", 1, "measured", (10.0, 20.0), (10.0, 20.0), numbers=(3, 4))
AWAY = Series(
    "low@x", "Low · laptop", 0, "elsewhere", (10.0, 20.0), (5.0, 6.0), unlike="float16, not float32", origin=1
)
FIGURE = Figure("Latency", Axis("resolution", "px"), Axis("latency of one call", "ms"), (LOW, HIGH, AWAY))


@pytest.fixture
def view(qtbot, themes):
    view = FigureView(themes)
    qtbot.addWidget(view)
    view.resize(700, 450)
    view.show()
    qtbot.waitExposed(view)
    view.set_figure(FIGURE)
    view.setFocus()
    return view


def press(view, key):
    QTest.keyClick(view, key)


def rows(box):
    return [(row.name, row.remark) for row in box.rows]


def hover(view, x, y):
    view.pointer.hover(view.box.mapViewToScene(QPointF(x, y)))


def copied(view):
    QTest.keySequence(view, QKeySequence(QKeySequence.StandardKey.Copy))
    return QGuiApplication.clipboard().text()


# the readout


def test_what_is_unlike_says_why_under_the_mouse(view):
    hover(view, 20.0, 6.0)
    assert rows(view.pointer.readout)[0] == ("Low · laptop", "6 ms  (float16, not float32)")
    assert view.pointer.readout.rows[0].is_grey


def test_of_points_above_one_another_the_nearest_is_said(view):
    wall = replace(HIGH, x=(20.0, 20.0), y=(1.0, 20.0), remarks=("64 px", "128 px"))
    view.set_figure(replace(FIGURE, series=(wall,)))
    hover(view, 20.0, 18.0)
    assert rows(view.pointer.readout) == [("High", "20 ms  (128 px)")]


def test_the_readout_follows_new_data_under_a_still_mouse(view):
    hover(view, 20.0, 2.0)
    view.set_figure(replace(FIGURE, series=(replace(LOW, y=(1.0, 7.0, 8.0)), HIGH)))
    assert ("Low", "7 ms") in rows(view.pointer.readout)


def test_a_pinned_readout_stays_while_the_mouse_goes_on(view):
    hover(view, 10.0, 1.0)
    press(view, Qt.Key.Key_P)
    hover(view, 20.0, 2.0)
    assert view.pointer.pinned.isVisible() and ("Low", "1 ms") in rows(view.pointer.pinned)
    assert ("Low", "2 ms") in rows(view.pointer.readout)
    press(view, Qt.Key.Key_Escape)
    assert not view.pointer.pinned.isVisible()


def test_a_click_beside_the_points_pins_and_the_next_lets_go(qtbot, view):
    place = view.plot.mapFromScene(view.box.mapViewToScene(QPointF(25.0, 15.0)))
    qtbot.mouseClick(view.plot.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert view.pointer.is_pinned
    qtbot.mouseClick(view.plot.viewport(), Qt.MouseButton.LeftButton, pos=place + QPoint(2, 0))
    assert not view.pointer.is_pinned


def test_a_pinned_readout_speaks_of_the_newest_data_and_leaves_with_the_axes(view):
    hover(view, 10.0, 1.0)
    press(view, Qt.Key.Key_P)
    view.set_figure(replace(FIGURE, series=(replace(LOW, y=(9.0, 2.0, 3.0)),)))
    assert rows(view.pointer.pinned) == [("Low", "9 ms")]
    view.set_figure(replace(FIGURE, y=Axis("throughput", "img/s")))
    assert not view.pointer.is_pinned


def test_what_is_read_out_can_be_copied(view):
    hover(view, 10.0, 1.0)
    assert copied(view).splitlines()[:2] == ["10 px", "Low\t1 ms"]
    hover(view, 900.0, 900.0)
    assert copied(view) == view.summary()


# the keyboard


def test_arrows_walk_over_points_and_lines_and_enter_takes_one(qtbot, view):
    press(view, Qt.Key.Key_Right)
    assert view.pointer.readout.rows[0].remark == "1 ms"
    press(view, Qt.Key.Key_Right)
    assert view.walk.found.position == QPointF(20.0, 2.0)
    press(view, Qt.Key.Key_Up)
    press(view, Qt.Key.Key_Up)
    assert view.walk.found.position == QPointF(20.0, 20.0)
    with qtbot.waitSignal(view.point_clicked) as clicked:
        press(view, Qt.Key.Key_Return)
    assert clicked.args == ["measured:high", 1]
    press(view, Qt.Key.Key_Right)
    assert view.walk.found.place == 1, "beyond the last there is none"
    press(view, Qt.Key.Key_Escape)
    assert view.walk.found is None and not view.pointer.readout.isVisible()


def test_the_walk_outlives_a_line_that_goes(view):
    press(view, Qt.Key.Key_Right)
    view.set_figure(replace(FIGURE, series=(HIGH,)))
    assert view.walk.found is None
    press(view, Qt.Key.Key_Down)
    assert view.walk.found.items.series.key == "high"


def test_the_keys_of_an_empty_plot_do_nothing(view):
    view.set_figure(replace(FIGURE, series=(), empty="Press Run."))
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Return, Qt.Key.Key_P, Qt.Key.Key_Plus):
        press(view, key)
    assert view.walk.found is None and not view.pointer.is_pinned


def test_the_menu_offers_what_is_possible(view):
    def offered():
        menu = view.commands.build_menu(view)
        return {action.text().partition("\t")[0]: action.isEnabled() for action in menu.actions()}

    assert not offered()["Copy the values"] and offered()["Copy the summary"]
    hover(view, 10.0, 1.0)
    press(view, Qt.Key.Key_Plus)
    now = offered()
    assert now["Copy the values"] and now["Pin the values"] and now["Show all"] and now["Last view"]


# views


def test_views_go_back_and_ahead(view):
    whole = view.box.viewRect()
    press(view, Qt.Key.Key_Plus)
    closer = view.box.viewRect()
    assert closer.width() < whole.width() and view.is_zoomed
    press(view, Qt.Key.Key_0)
    assert view.box.viewRect() == whole and not view.is_zoomed
    press(view, Qt.Key.Key_Backspace)
    assert view.box.viewRect() == closer and view.is_zoomed
    view.zoom.step(1)
    assert view.box.viewRect() == whole


def drag(view, start, end, modifiers):
    """Move as a hand does, with the key held; QTest's own moves know no keys."""
    port, button, none = view.plot.viewport(), Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    places = [start, *(start + (end - start) * share for share in (0.3, 0.6, 1.0)), end]
    kinds = [QEvent.Type.MouseButtonPress, *[QEvent.Type.MouseMove] * 3, QEvent.Type.MouseButtonRelease]
    for kind, place in zip(kinds, places, strict=True):
        held = none if kind is QEvent.Type.MouseButtonRelease else button
        pressed = none if kind is QEvent.Type.MouseMove else button
        at = QPointF(port.mapToGlobal(place))
        QApplication.sendEvent(port, QMouseEvent(kind, QPointF(place), at, pressed, held, modifiers))
        QTest.qWait(20)  # pyqtgraph leaves out moves that come faster than the screen


def test_a_frame_that_is_dragged_with_shift_fills_the_view(view):
    start, end = (
        view.plot.mapFromScene(view.box.mapViewToScene(QPointF(x, y))) for x, y in ((12.0, 4.0), (22.0, 12.0))
    )
    drag(view, start, end, Qt.KeyboardModifier.ShiftModifier)
    shown = view.box.viewRect()
    assert (shown.left(), shown.right()) == pytest.approx((12.0, 22.0), abs=0.3)
    assert (shown.top(), shown.bottom()) == pytest.approx((4.0, 12.0), abs=0.3)


def test_the_history_forgets_what_was_ahead_once_another_view_is_chosen():
    history = ViewHistory()
    first, second, third = (QRectF(n, n, 1, 1) for n in range(3))
    for part in (first, second, second):
        history.visit(part)
    assert history.go(-1) == first
    history.visit(third)
    assert not history.can_go(1)
    assert [history.go(-1), history.go(-1), history.can_go(-1)] == [first, None, False]


# words


def test_the_summary_says_ends_growth_and_crossovers():
    figure = replace(FIGURE, annotations=(Annotation(15.0, 5.0, "Low becomes slower than High"),))
    assert figure_summary(figure) == (
        "Latency against resolution; 3 lines, 7 measured points; Low from 1 ms at 10 px to 3 ms at 30 px, "
        "∝ tokens^1.00; High from 10 ms at 10 px to 20 ms at 20 px; Low · laptop from 5 ms at 10 px to 6 ms "
        "at 20 px, float16, not float32; Low becomes slower than High."
    )


def test_an_empty_figure_says_what_to_do_in_its_summary():
    assert figure_summary(replace(FIGURE, series=(), empty="Press Run.")).endswith(": Press Run.")


def test_whoever_hears_the_window_is_told_what_is_drawn(view):
    face = QAccessible.queryAccessibleInterface(view)
    assert face.text(QAccessible.Text.Name) == "Latency"
    assert face.text(QAccessible.Text.Description) == view.summary()


def test_a_legend_that_would_hide_the_plot_counts_what_it_leaves_out():
    many = tuple(replace(LOW, key=str(number), label=f"m{number}") for number in range(9))
    names = [row.name for row in legend_rows(replace(FIGURE, series=many), 4)]
    assert names == ["m0", "m1", "m2", "and 6 more"]
    assert legend_rows(FIGURE, 4)[2].remark == "float16, not float32"
