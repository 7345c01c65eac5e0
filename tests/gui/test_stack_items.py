"""Bands lie on one another where they belong, with their names in them and a table beside them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer

from mixbench.core.figure import Axis, Band, Figure
from mixbench.core.roles import Role
from mixbench.gui import figure_export
from mixbench.gui.band_items import BandRoom
from mixbench.gui.figure_view import FigureView

X = tuple(float(side) for side in range(100, 1100, 100))


def band(role, values, x=X):
    return Band(role, role.value, x, tuple(values), tuple(f"{value:g} G" for value in values))


LOW = band(Role.SPATIAL_MIXING, [x / 10 for x in X])
HIGH = band(Role.HEAD, [50.0] * len(X))
FIGURE = Figure(
    "f", Axis("resolution", "px"), Axis("cost", "G"), bands=(LOW, HIGH), totals=("all",) * len(X), here=300.0
)


@pytest.fixture
def view(qtbot, themes):
    view = FigureView(themes)
    qtbot.addWidget(view)
    view.resize(900, 500)
    view.show()
    qtbot.waitExposed(view)
    view.set_figure(FIGURE)
    return view


def scene(view, x, y):
    return view.box.mapViewToScene(QPointF(x, y))


def colour_at(view, x, y):
    image = view.plot.grab().toImage()
    return image.pixelColor(view.plot.mapFromScene(scene(view, x, y))).name()


def test_each_value_lies_in_the_colour_of_its_role(view, themes):
    spatial, head = (themes.theme.role_colour(role).name() for role in (Role.SPATIAL_MIXING, Role.HEAD))
    assert colour_at(view, 550, 40) == spatial, "spatial mixing is 55 at 550 px"
    assert colour_at(view, 550, 70) == head, "the head lies from there up to 105"
    assert colour_at(view, 550, 110) not in (spatial, head)
    assert colour_at(view, 250, 40) == head


def test_the_whole_stack_is_in_view_and_stands_on_zero(view):
    visible = view.box.viewRect()
    assert visible.left() < 100 and visible.right() > 1000
    assert visible.top() == 0 and visible.bottom() > 150


def test_a_logarithmic_axis_moves_the_bands_with_it(view, themes):
    view.set_figure(replace(FIGURE, x=replace(FIGURE.x, is_log=True)))
    assert colour_at(view, np.log10(550), 40) == themes.theme.role_colour(Role.SPATIAL_MIXING).name()
    assert view.stack.here.value() == pytest.approx(np.log10(300))


def test_names_stand_in_their_bands(view):
    for label, inside in zip(view.stack._labels, ((1000, 0, 100), (1000, 100, 150)), strict=True):
        assert label.isVisible()
        centre = view.box.mapToView(label.mapToParent(label.boundingRect().center()))
        edge = np.interp(centre.x(), X, LOW.y)
        low, high = (0, edge) if inside[1] == 0 else (edge, edge + 50)
        assert low < centre.y() < high


def test_names_keep_clear_of_the_size_that_is_marked(view):
    view.set_figure(replace(FIGURE, here=950.0))
    marked = view.box.mapFromView(QPointF(950, 0)).x()
    for label in view.stack._labels:
        assert label.isVisible() and not label.box().left() < marked < label.box().right()


def test_a_band_that_is_too_thin_goes_without_a_name(view):
    thin = band(Role.NORM, [0.5] * len(X))
    view.set_figure(replace(FIGURE, bands=(LOW, thin)))
    assert [label.isVisible() for label in view.stack._labels] == [True, False]
    assert ("norm", "0.5 G") in view.stack.table.rows


def test_the_table_tells_of_the_size_that_is_looked_at_from_the_top_down(view):
    assert view.stack.table.heading == "300 px"
    assert view.stack.table.rows == (("head", "50 G"), ("spatial_mixing", "30 G"))


def test_the_mouse_asks_for_another_size_and_gives_it_back(view):
    view.stack.hover(scene(view, 640, 10))
    assert view.stack.table.heading == "600 px"
    assert view.stack.table.rows[1] == ("spatial_mixing", "60 G")
    assert view.stack.under_mouse.isVisible() and view.stack.under_mouse.value() == 600
    view.stack.hover(QPointF(-50, -50))
    assert view.stack.table.heading == "300 px" and not view.stack.under_mouse.isVisible()


def test_a_click_names_the_nearest_size(qtbot, view):
    with qtbot.waitSignal(view.place_clicked) as clicked:
        place = view.plot.mapFromScene(scene(view, 730, 20))
        qtbot.mouseClick(view.plot.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert clicked.args == [700.0]


def test_few_sizes_are_bars_with_nothing_between_them(view, themes):
    bars = tuple(band(role, [10.0, 20.0, 30.0], (200.0, 400.0, 800.0)) for role in (Role.STEM, Role.HEAD))
    view.set_figure(replace(FIGURE, bands=bars, totals=("",) * 3))
    stem = themes.theme.role_colour(Role.STEM).name()
    assert colour_at(view, 400, 5) == stem == colour_at(view, 800, 25)
    assert colour_at(view, 600, 5) != stem


def test_one_size_is_one_bar(view, themes):
    view.set_figure(replace(FIGURE, bands=(band(Role.STEM, [3.0], (224.0,)),), totals=("",)))
    assert colour_at(view, 224, 1) == themes.theme.role_colour(Role.STEM).name()
    visible = view.box.viewRect()
    assert visible.left() < 224 < visible.right()


def test_other_figures_leave_nothing_behind(qtbot, view):
    width = view.box.width()
    view.set_figure(Figure("g", FIGURE.x, FIGURE.y, empty="Select a model."))
    assert not view.stack.table.isVisible() and not view.stack.here.isVisible()
    assert view.stack._areas == []
    qtbot.waitUntil(lambda: view.box.width() > width)


def test_a_low_window_writes_values_behind_names(qtbot, view):
    many = tuple(band(role, [10.0] * len(X)) for role in Role)
    view.set_figure(replace(FIGURE, bands=many))
    assert not view.stack.table.is_low
    view.resize(900, 300)
    qtbot.waitUntil(lambda: view.stack.table.is_low)
    assert view.stack.table.boundingRect().height() <= view.box.height()


def test_another_theme_reaches_the_bands(view, themes):
    themes.set_mode("dark")
    assert colour_at(view, 550, 40) == themes.theme.role_colour(Role.SPATIAL_MIXING).name()


def test_pictures_hold_bands_names_and_table(view, themes, tmp_path):
    figure_export.save_svg(tmp_path / "stack.svg", view.plot, themes.theme, "said below")
    text = (tmp_path / "stack.svg").read_text(encoding="utf-8")
    assert QSvgRenderer(str(tmp_path / "stack.svg")).isValid()
    assert "50 G" in text and "300 px" in text and "said below" in text
    assert themes.theme.role_colour(Role.SPATIAL_MIXING).name() in text

    figure_export.save_png(tmp_path / "stack.png", view.plot, themes.theme, "")
    picture = QImage(str(tmp_path / "stack.png"))
    colours = {picture.pixelColor(QPoint(x, picture.height() // 2)).name() for x in range(picture.width())}
    assert themes.theme.role_colour(Role.SPATIAL_MIXING).name() in colours

    figure_export.save_pdf(tmp_path / "stack.pdf", view.plot, themes.theme, "")
    assert (tmp_path / "stack.pdf").read_bytes().startswith(b"%PDF")


# room for names


def test_a_name_is_level_where_there_is_room_and_follows_the_band_elsewhere():
    x = np.linspace(0, 400, 50)
    at = np.arange(60.0, 340.0, 8)
    wide = BandRoom(x, np.full(50, 300.0), np.full(50, 100.0), at, 80.0)
    assert wide.level()[1] == 0 and wide.level()[0].y() == 200
    steep = BandRoom(x, 400 - x, 340 - x, at, 80.0)
    assert steep.level() is None
    centre, degrees = steep.along()
    assert degrees == pytest.approx(-45, abs=0.1)
    assert centre.y() == pytest.approx(370 - centre.x(), abs=1)
    thin = BandRoom(x, 400 - x, 390 - x, at, 80.0)
    assert thin.level() is None and thin.along() is None
