"""Points are drawn where they belong, whatever the axes, the zoom and the theme."""

from __future__ import annotations

from dataclasses import replace
from math import log10

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtSvg import QSvgRenderer

from mixbench.core.errors import MixBenchError
from mixbench.core.figure import Annotation, Axis, Figure, Series
from mixbench.gui import figure_export
from mixbench.gui.figure_view import FigureView
from mixbench.gui.plot_axis import even_steps, log_steps, number_text
from mixbench.gui.plot_overlays import place_note
from mixbench.gui.theme import DARK

LAW = Series("a", "Model A", 0, "law", (10.0, 100.0, 1000.0), (1.0, 100.0, 10000.0), fit="∝ tokens^2.00")
POINTS = Series(
    "a", "Model A", 0, "measured", (10.0, 100.0), (1.1, 90.0), (1.0, None), (1.2, None), numbers=(3, 7)
)
OTHER = Series("b", "Model B", 1, "law", (10.0, 1000.0), (50.0, 500.0), fit="constant")
FIGURE = Figure("f", Axis("tokens"), Axis("latency", "ms"), (LAW, POINTS, OTHER), caption="said below")


@pytest.fixture
def view(qtbot, themes):
    view = FigureView(themes)
    qtbot.addWidget(view)
    view.resize(800, 500)
    view.show()
    qtbot.waitExposed(view)
    view.set_figure(FIGURE)
    return view


def pixel(view, x, y):
    """Where a value lies in the viewport, asked of the axes and not of the curve."""
    place = QPointF(log10(x) if view.figure.x.is_log else x, log10(y) if view.figure.y.is_log else y)
    return view.plot.mapFromScene(view.box.mapViewToScene(place))


def colours_near(view, place, reach=4):
    image = view.plot.grab().toImage()
    return {
        image.pixelColor(place + QPoint(dx, dy)).name()
        for dx in range(-reach, reach + 1)
        for dy in range(-reach, reach + 1)
    }


@pytest.mark.parametrize(("log_x", "log_y"), [(False, False), (True, False), (False, True), (True, True)])
def test_markers_lie_at_their_values_on_every_axis(view, themes, log_x, log_y):
    axes = {"x": replace(FIGURE.x, is_log=log_x), "y": replace(FIGURE.y, is_log=log_y)}
    view.set_figure(replace(FIGURE, **axes))
    assert themes.theme.series[0] in colours_near(view, pixel(view, 100.0, 90.0), reach=2)
    assert view.axes["bottom"].is_log == log_x


def test_toggling_log_and_back_changes_nothing(view):
    before = view.box.viewRect()
    view.set_figure(replace(FIGURE, y=replace(FIGURE.y, is_log=True)))
    assert view.box.viewRect() != before
    view.set_figure(FIGURE)
    assert view.box.viewRect() == before


def test_error_bars_are_drawn_only_where_there_is_an_interval(view):
    view.set_figure(replace(FIGURE, x=replace(FIGURE.x, is_log=True), y=replace(FIGURE.y, is_log=True)))
    x, y = view._items["measured:a"]._bars.getData()
    assert list(x) == pytest.approx([1.0, 1.0])
    assert list(y) == pytest.approx([log10(1.0), log10(1.2)])


def test_a_first_look_is_hollow_until_rounds_fill_it(view, themes):
    lone = replace(FIGURE, series=(OTHER, replace(POINTS, coarse=(False, True))))
    view.set_figure(lone)
    centre = pixel(view, 100.0, 90.0)
    assert colours_near(view, centre, reach=1) == {themes.theme.panel}
    assert themes.theme.series[0] in colours_near(view, centre, reach=6)
    view.set_figure(replace(lone, series=(OTHER, POINTS)))
    assert themes.theme.series[0] in colours_near(view, centre, reach=1)


def test_what_is_not_positive_is_left_out_of_a_logarithmic_axis(view):
    zero = replace(LAW, y=(0.0, 100.0, 10000.0))
    view.set_figure(replace(FIGURE, y=replace(FIGURE.y, is_log=True), series=(zero,)))
    assert list(np.isfinite(view._items["law:a"].y)) == [False, True, True]
    assert view.box.viewRect().top() > 0


def test_all_data_are_in_view(view):
    visible = view.box.viewRect()
    assert visible.left() < 10 and visible.right() > 1000
    assert visible.top() == 0 and visible.bottom() > 10000


def test_new_data_are_followed_until_the_user_zooms(view):
    longer = replace(POINTS, x=(10.0, 2000.0), y=(1.1, 9.0))
    view.set_figure(replace(FIGURE, series=(LAW, longer)))
    assert view.box.viewRect().right() > 2000


class WheelTurn:
    """What pyqtgraph's view box is given when the wheel turns."""

    def delta(self):
        return 240

    def pos(self):
        return QPointF(300, 200)

    def accept(self):
        pass


def zoom(view):
    view.box.wheelEvent(WheelTurn())


def test_the_zoom_survives_new_data(view):
    zoom(view)
    zoomed = view.box.viewRect()
    assert view.is_zoomed and view.fit_button.isVisible()
    view.set_figure(replace(FIGURE, series=(replace(LAW, x=(1.0, 2.0, 9000.0)), POINTS)))
    assert view.box.viewRect() == zoomed


def test_the_fit_button_gives_the_whole_view_back(qtbot, view):
    before = view.box.viewRect()
    zoom(view)
    assert view.box.viewRect() != before
    qtbot.mouseClick(view.fit_button, Qt.MouseButton.LeftButton)
    assert view.box.viewRect() == before
    assert not view.is_zoomed and not view.fit_button.isVisible()


def test_other_axes_are_shown_whole(view):
    zoom(view)
    view.set_figure(replace(FIGURE, y=Axis("throughput", "img/s")))
    assert not view.is_zoomed and view.box.viewRect().right() > 1000


def test_the_legend_names_each_model_once_with_its_exponent(view):
    rows = [(row.name, row.remark, row.has_points) for row in view.legend.rows]
    assert rows == [("Model A", "∝ tokens^2.00", True), ("Model B", "constant", False)]


def test_items_are_made_once_and_removed_with_their_series(view):
    law = view._items["law:a"]
    view.set_figure(replace(FIGURE, series=(replace(LAW, y=(2.0, 3.0, 4.0)),)))
    assert view._items == {"law:a": law}
    assert list(law.y) == [2, 3, 4]


def test_a_click_on_a_point_names_it(qtbot, view):
    with qtbot.waitSignal(view.point_clicked) as clicked:
        qtbot.mouseClick(view.plot.viewport(), Qt.MouseButton.LeftButton, pos=pixel(view, 100.0, 90.0))
    assert clicked.args == ["measured:a", 1]


def test_a_click_beside_the_points_names_none(qtbot, view):
    with qtbot.assertNotEmitted(view.point_clicked, wait=30):
        qtbot.mouseClick(view.plot.viewport(), Qt.MouseButton.LeftButton, pos=pixel(view, 600.0, 8000.0))


def test_the_selected_point_is_emphasised(view):
    view.set_selected(7)
    assert [list(axis) for axis in view.halo.getData()] == [[100.0], [90.0]]
    view.set_selected(None)
    assert not view.halo.getData()[0].size


def test_the_readout_gives_measured_values_nearest_first(view):
    view.pointer.hover(view.box.mapViewToScene(QPointF(11.0, 2.0)))
    assert view.pointer.readout.isVisible()
    assert [(row.name, row.remark) for row in view.pointer.readout.rows] == [
        ("Model A", "1.1 ms ± 9.1 %"),
        ("Model B", "50 ms"),
    ]


def test_the_readout_holds_five_rows_at_most(view):
    many = tuple(replace(OTHER, key=f"m{slot}", slot=slot) for slot in range(9))
    view.set_figure(replace(FIGURE, series=many))
    view.pointer.hover(view.box.mapViewToScene(QPointF(10.0, 60.0)))
    assert len(view.pointer.readout.rows) == 5


def test_the_readout_leaves_with_the_mouse(view):
    view.pointer.hover(view.box.mapViewToScene(QPointF(10.0, 1.0)))
    view.pointer.hover(QPointF(-50, -50))
    assert not view.pointer.readout.isVisible()


def test_sentences_lie_within_the_view_and_clear_of_one_another(view):
    notes = (
        Annotation(500.0, 5000.0, "A costs more than B above 500 px"),
        Annotation(520.0, 5200.0, "so does C"),
    )
    view.set_figure(replace(FIGURE, annotations=notes))
    boxes = [note.box() for note in view.notes.notes]
    assert [note.text for note in view.notes.notes] == [note.text for note in notes]
    assert all(note.isVisible() and view.box.rect().contains(note.box()) for note in view.notes.notes)
    assert not boxes[0].intersects(boxes[1])
    assert not any(box.intersects(view.legend.box()) for box in boxes)
    view.set_figure(FIGURE)
    assert view.notes.notes == []


def test_a_note_avoids_curves_where_it_can():
    view, size = QRectF(0, 0, 400, 300), QRectF(0, 0, 80, 20)
    free = place_note(size, QPointF(200, 150), view, [], lambda box: 0)
    avoiding = place_note(size, QPointF(200, 150), view, [], lambda box: 50 if box.contains(free) else 0)
    assert free != avoiding
    assert place_note(QRectF(0, 0, 500, 20), QPointF(200, 150), view, [], lambda box: 0) is None


def test_an_empty_figure_says_what_to_do(view):
    view.set_figure(Figure("f", FIGURE.x, FIGURE.y, empty="Tick a model."))
    assert view.empty.isVisible() and view.empty.text() == "Tick a model."
    view.set_figure(FIGURE)
    assert not view.empty.isVisible()


def test_a_cross_marks_the_last_size_that_fitted(view, themes):
    view.set_figure(replace(FIGURE, series=(LAW, replace(POINTS, last_fitting=(100.0, 90.0)))))
    assert themes.theme.bad in colours_near(view, pixel(view, 100.0, 90.0), reach=6)


def test_another_theme_reaches_what_is_drawn(view, themes):
    themes.set_mode("dark")
    assert view.plot.grab().toImage().pixelColor(2, 2) == QColor(DARK.panel)
    assert DARK.series[0] in colours_near(view, pixel(view, 100.0, 90.0), reach=2)


# pictures


def test_a_png_has_twice_the_pixels_and_leaves_the_screen_as_it_was(view, themes, tmp_path):
    before = view.plot.grab().toImage()
    figure_export.save_png(tmp_path / "plot.png", view.plot, themes.theme, "a caption")
    picture = QImage(str(tmp_path / "plot.png"))
    assert picture.width() >= 2 * view.plot.viewport().width()
    names = {
        picture.pixelColor(x, y).name()
        for x in range(0, picture.width(), 2)
        for y in range(0, picture.height(), 2)
    }
    assert {themes.theme.series[0], themes.theme.series[1]} <= names
    assert view.plot.grab().toImage() == before


def test_an_svg_can_be_read_and_holds_the_caption(view, themes, tmp_path):
    figure_export.save_svg(tmp_path / "plot.svg", view.plot, themes.theme, "FLOPs = 2 × MACs")
    assert QSvgRenderer(str(tmp_path / "plot.svg")).isValid()
    text = (tmp_path / "plot.svg").read_text(encoding="utf-8")
    assert "FLOPs = 2 × MACs" in text and "Model A" in text and themes.theme.series[0] in text


@pytest.mark.parametrize("save", [figure_export.save_png, figure_export.save_svg])
def test_a_path_that_cannot_be_written_is_one_sentence(view, themes, tmp_path, save):
    with pytest.raises(MixBenchError, match="cannot write"):
        save(tmp_path / "missing" / "plot.x", view.plot, themes.theme, "")


def test_the_clipboard_gets_a_picture(view, themes):
    figure_export.copy_image(view.plot, themes.theme, "")
    assert not QGuiApplication.clipboard().image().isNull()


# ticks


@pytest.mark.parametrize(
    ("low", "high", "most", "expected"),
    [(0, 10, 5, [0, 2, 4, 6, 8, 10]), (63, 313, 6, [100, 150, 200, 250, 300]), (5, 5, 4, [])],
)  # fmt: skip
def test_even_ticks_are_round(low, high, most, expected):
    assert even_steps(low, high, most) == pytest.approx(expected)


def test_logarithmic_ticks_suit_the_range():
    assert log_steps(1, 1e6, 8) == pytest.approx([1, 10, 100, 1e3, 1e4, 1e5, 1e6])
    assert log_steps(60, 520, 8) == pytest.approx([100, 200, 300, 500])
    assert log_steps(210, 260, 6) == pytest.approx([210, 220, 230, 240, 250, 260])


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (0.25, "0.25"), (512, "512"), (50176, "50\u2009176"), (2e9, "2e+09")]
)
def test_ticks_read_as_people_write(value, text):
    assert number_text(value) == text


def test_the_legend_goes_to_the_right_of_falling_curves(qtbot, view):
    names = "abcde"

    def figure(y):
        lines = (Series(name, name, n, "measured", (1.0, 2.0, 4.0, 8.0), y) for n, name in enumerate(names))
        return Figure("", Axis("x"), Axis("y"), tuple(lines))

    view.set_figure(figure((1.0, 2.0, 4.0, 8.0)))
    assert view.legend.box().left() < 20
    view.set_figure(figure((8.0, 4.0, 2.0, 1.0)))
    assert view.legend.box().right() > view.box.rect().right() - 20


def test_a_figure_of_many_new_series_comes_in_parts(view):
    many = tuple(replace(LAW, key=f"m{number}", slot=number % 4) for number in range(9))
    figure = replace(FIGURE, series=(*FIGURE.series, *many))
    first = view.first_part(figure, 4)
    assert first.series == (*FIGURE.series, *many[:4])
    view.set_figure(first)
    view.set_figure(view.first_part(figure, 4))
    assert view.first_part(figure, 4) is figure
    # Other lines that take over the items of these take no long to show.
    renamed = replace(figure, series=tuple(replace(one, key=f"{one.key}!") for one in first.series))
    assert view.first_part(renamed, 0) is renamed
