"""The breakdown as a person uses it: choose a model, see what eats it, point, click, export."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from mixbench.catalog import registry
from mixbench.core.model import Model
from mixbench.core.roles import Role
from mixbench.gui.breakdown_page import BreakdownPage
from mixbench.gui.picture_dialog import PictureDialog

RES, CYCLE = Model("resmlp_s12"), Model("cyclemlp_b1")


@pytest.fixture
def page(qtbot, bench, themes):
    page = BreakdownPage(bench, themes)
    qtbot.addWidget(page)
    page.resize(800, 560)
    page.show()
    qtbot.waitExposed(page)
    bench.select(RES)
    settle(qtbot, page)
    return page


def settle(qtbot, page):
    """Changes of the bench are drawn once a frame."""
    qtbot.waitUntil(lambda: not page.redraws.is_due)


def choose(combo, data):
    combo.setCurrentIndex(combo.findData(data))


def bands(page):
    return {band.role: band for band in page.view.figure.bands}


def law(model, side):
    return registry.resolve(model).law(side, side)


def test_the_bands_are_the_law_of_the_selected_model(page):
    spatial = bands(page)[Role.SPATIAL_MIXING]
    assert spatial.x[0] == 64 and spatial.x[-1] == 1024 and len(spatial.x) >= 24
    for place in (0, len(spatial.x) // 2, -1):
        side = round(spatial.x[place])
        cost = law(RES, side)
        assert spatial.y[place] == pytest.approx(cost.role(Role.SPATIAL_MIXING).macs / 1e9)
        assert page.view.figure.edges()[-1][place] == pytest.approx(cost.macs / 1e9)
    assert page.view.figure.y.title == "cost of one image, GMACs"
    assert page.heading.full_text == "ResMLP-S12"


def test_shares_show_what_eats_the_network(qtbot, page, bench):
    qtbot.mouseClick(page.is_share, Qt.MouseButton.LeftButton)
    quadratic = bands(page)[Role.SPATIAL_MIXING].y
    assert quadratic[0] < 2 and quadratic[-1] > 50
    assert page.view.figure.edges()[-1] == pytest.approx([100] * len(quadratic))
    assert page.view.figure.y.title == "share of the MACs, %"
    bench.select(CYCLE)
    settle(qtbot, page)
    linear = bands(page)[Role.SPATIAL_MIXING].y
    assert max(linear) - min(linear) < 1


def test_parameters_are_divided_too(page):
    choose(page.divided, "params")
    place = page.view.figure.bands[0].x.index(224.0)
    assert page.view.figure.totals[place] == "15.35 M parameters"
    assert bands(page)[Role.HEAD].y[place] == pytest.approx(0.385)
    assert "MACs" not in page.caption.text()


def test_only_accepted_sizes_are_drawn(qtbot, page, bench):
    bench.select(Model("repmlpnet_t224"))
    settle(qtbot, page)
    assert bands(page)[Role.STEM].x == (224.0, 448.0, 672.0, 896.0)
    assert page.caption.text().startswith("RepMLPNet-T224 by law, at 4 sizes that it accepts")


def test_the_range_is_the_sweeps_where_that_is_chosen(qtbot, page, bench):
    choose(page.range, "sweep")
    assert page.view.figure.bands[0].x[-1] == 512
    bench.set_sweep(replace(bench.sweep, values=(128, 256)))
    settle(qtbot, page)
    assert (page.view.figure.bands[0].x[0], page.view.figure.bands[0].x[-1]) == (128, 256)
    bench.set_sweep(replace(bench.sweep, axis="batch", values=(1, 2)))
    settle(qtbot, page)
    assert page.view.figure.bands[0].x[-1] == 1024


def test_a_range_without_an_accepted_size_says_so(qtbot, page, bench):
    choose(page.range, "sweep")
    bench.select(Model("repmlpnet_t224"))
    bench.set_sweep(replace(bench.sweep, values=(225, 226)))
    settle(qtbot, page)
    assert page.view.empty.isVisible() and "accepts no size of this range" in page.view.empty.text()
    assert not page.export.isEnabled()
    choose(page.range, "1024")
    assert not page.view.empty.isVisible() and page.export.isEnabled()


def test_without_a_model_it_says_what_to_do(qtbot, page, bench):
    bench.select(None)
    settle(qtbot, page)
    assert "Select a model" in page.view.empty.text()


def test_the_size_that_is_looked_at_is_marked_and_told_of(page):
    page.mark(224)
    assert page.view.stack.here.isVisible() and page.view.stack.here.value() == 224
    assert page.view.stack.table.heading == "224 px" and page.view.stack.table.total == "3.01 GMACs"
    assert ("spatial mixing", "177.02 M · 5.9 %") in page.view.stack.table.rows


def test_a_marked_size_between_the_steps_is_drawn_as_well(page):
    page.mark(176)
    assert 176.0 in page.view.figure.bands[0].x


def test_a_click_chooses_a_size_that_the_model_accepts(qtbot, page):
    with qtbot.waitSignal(page.place_chosen) as chosen:
        place = page.view.plot.mapFromScene(page.view.box.mapViewToScene(QPointF(518, 5)))
        qtbot.mouseClick(page.view.plot.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == [512]


def test_the_logarithmic_axis_keeps_the_stack_on_zero(qtbot, page):
    qtbot.mouseClick(page.log_x, Qt.MouseButton.LeftButton)
    assert page.view.axes["bottom"].is_log and not page.view.axes["left"].is_log
    assert page.view.box.viewRect().top() == 0


def test_the_plot_is_exported_and_copied(page, tmp_path):
    for suffix, start in (("svg", b"<?xml"), ("png", b"\x89PNG"), ("pdf", b"%PDF")):
        page.export.save(tmp_path / f"plot.{suffix}")
        assert (tmp_path / f"plot.{suffix}").read_bytes().lstrip().startswith(start)
    page.export.copy()
    assert not QGuiApplication.clipboard().image().isNull()


def test_a_folder_that_is_missing_is_a_sentence(qtbot, page, tmp_path):
    for suffix in ("svg", "png", "pdf"):
        with qtbot.waitSignal(page.failed) as failed:
            page.export.save(tmp_path / "missing" / f"plot.{suffix}")
        assert "cannot write" in failed.args[0]


def test_the_file_is_first_named_after_the_model(page, tmp_path):
    page.export.menu().actions()[0].trigger()
    dialog = page.findChild(PictureDialog)
    dialog.format.setCurrentIndex(dialog.format.findData("pdf"))
    dialog.save_button.click()
    files = dialog.findChild(QFileDialog)
    assert files.defaultSuffix() == "pdf"
    assert files.selectedFiles()[0].endswith("mixbench-breakdown-resmlp_s12.pdf")
    files.reject()
    dialog.reject()


def test_an_unseen_page_is_drawn_when_it_is_shown_again(qtbot, page, bench):
    page.hide()
    drawn, page.view.set_figure = [], lambda figure: drawn.append(figure.title)
    bench.select(CYCLE)
    bench.select(None)
    bench.select(CYCLE)
    settle(qtbot, page)
    assert not drawn
    page.show()
    assert drawn == ["CycleMLP-B1"]
