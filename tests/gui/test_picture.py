"""Pictures have the size that was asked for, and show what was looked at."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage

from mixbench.core.errors import MixBenchError
from mixbench.core.figure import Axis, Figure, Series
from mixbench.gui import picture
from mixbench.gui.figure_view import FigureView
from mixbench.gui.picture import PX_PER_MM, Picture, Shot, shots_of
from mixbench.gui.picture_dialog import PictureChoice, PictureDialog
from mixbench.gui.session_words import conditions_line
from mixbench.gui.theme import DARK, LIGHT

FIGURE = Figure(
    "cost",
    Axis("resolution, px"),
    Axis("cost, GMACs"),
    (
        Series("a", "Model A", 0, "measured", (64, 128, 256), (1, 4, 16)),
        Series("b", "Model B", 1, "measured", (64, 128, 256), (2, 4, 8)),
    ),
)
PICTURE = Picture((Shot(FIGURE),), 640, 400, "light", "MACs of one image")


@pytest.mark.parametrize("dpi", [96, 192, 300])
def test_a_picture_of_dots_has_its_size_at_every_fineness(qapp, tmp_path, dpi):
    picture.save(replace(PICTURE, dpi=dpi), tmp_path / "plot.png")
    loaded = QImage(str(tmp_path / "plot.png"))
    assert (loaded.width(), loaded.height()) == (640 * dpi // 96, 400 * dpi // 96)
    assert loaded.dotsPerMeterX() == pytest.approx(dpi / 0.0254, rel=0.01)


def test_axes_are_as_large_at_every_fineness(qapp):
    """Enlarged axes would push the data aside: seen small, a fine picture is the coarse one."""
    coarse = picture.image(PICTURE)
    fine = picture.image(replace(PICTURE, dpi=288))
    seen_small = fine.scaled(
        coarse.size(), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    unlike = sum(
        abs(coarse.pixelColor(x, y).lightness() - seen_small.pixelColor(x, y).lightness()) > 120
        for x in range(0, 640, 2)
        for y in range(0, 400, 2)
    )
    assert unlike < 0.01 * 320 * 200


@pytest.mark.parametrize(("mode", "theme"), [("light", LIGHT), ("dark", DARK)])
def test_the_colours_are_those_asked_for_whatever_the_window_wears(qapp, mode, theme):
    made = picture.image(replace(PICTURE, mode=mode))
    assert made.pixelColor(2, 2).name() == theme.panel


def test_svg_and_pdf_say_their_size_and_caption(qapp, tmp_path):
    picture.save(PICTURE, tmp_path / "plot.svg")
    text = (tmp_path / "plot.svg").read_text()
    assert 'viewBox="0 0 640 400"' in text
    assert "MACs of one image" in text and "Model B" in text
    picture.save(PICTURE, tmp_path / "plot.pdf")
    box = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)", (tmp_path / "plot.pdf").read_bytes())
    assert [float(side) for side in box.groups()] == pytest.approx([480, 300], abs=1)


def test_a_long_caption_wraps_and_takes_its_room_from_the_plot(qapp):
    long = replace(PICTURE, caption="MACs of one image, FLOPs = 2 × MACs. " * 8)
    assert long.caption_height_px() > 2 * PICTURE.caption_height_px()
    (short_place,), (long_place,) = PICTURE.places(), long.places()
    assert long_place.bottom() < short_place.bottom()


def test_several_plots_share_the_page_without_overlap(qapp):
    places = list(replace(PICTURE, shots=(Shot(FIGURE),) * 5).places())
    assert len(places) == 5
    assert not any(a.intersects(b) for a in places for b in places if a is not b)


def test_what_was_zoomed_to_is_what_is_drawn(qtbot, themes):
    view = FigureView(themes)
    qtbot.addWidget(view)
    view.set_figure(FIGURE)
    assert shots_of([view]) == (Shot(FIGURE),)
    view.box.setRange(xRange=(64, 128), yRange=(0, 4), padding=0)
    view.box.sigRangeChangedManually.emit(view.box.state["mouseEnabled"])
    (shot,) = shots_of([view])
    assert shot.window is not None and shot.window[0] == pytest.approx((64, 128))


@pytest.mark.parametrize("name", ["missing/plot.png", "missing/plot.svg", "plot.gif"])
def test_what_cannot_be_written_is_a_sentence(qapp, tmp_path, name):
    with pytest.raises(MixBenchError, match="choose"):
        picture.save(PICTURE, tmp_path / name)


@pytest.fixture
def dialog(qtbot, themes):
    dialog = PictureDialog((Shot(FIGURE),), "a caption", PictureChoice(), "plot")
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_size_for_paper_is_said_in_millimetres(dialog):
    place = next(n for n in range(dialog.preset.count()) if "88 mm" in dialog.preset.itemText(n))
    dialog.preset.activated.emit(place)
    dialog._draw()
    assert dialog.width_box.value() == round(88 * PX_PER_MM)
    assert dialog.millimetres.text() == "88 × 60 mm on paper"
    assert not dialog.preview.pixmap().isNull()


def test_the_picture_is_what_the_dialog_says(qtbot, dialog):
    dialog.width_box.setValue(500)
    dialog.height_box.setValue(300)
    dialog.mode.setCurrentIndex(dialog.mode.findData("dark"))
    dialog.has_caption.setChecked(False)
    dialog.dpi.setCurrentIndex(dialog.dpi.findData(96))
    assert dialog.picture() == Picture((Shot(FIGURE),), 500, 300, "dark", "", 96)
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().image().size().toTuple() == (500, 300)


def test_lines_have_no_fineness(dialog):
    dialog.format.setCurrentIndex(dialog.format.findData("pdf"))
    assert not dialog.dpi.isEnabled()


def test_conditions_that_vary_are_left_to_the_plot(bench, finished):
    assert conditions_line(bench) == ""
    bench.show_items("s", finished(bench, started_at="2026-11-20T12:00:00+00:00"))
    line = conditions_line(bench)
    assert "float32" in line and "batch 1" in line and "px" not in line
    assert "20" in line
