"""The scaling page, driven as a user drives it."""

from __future__ import annotations

from dataclasses import replace
from time import monotonic

import pytest
from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from mixbench.core.model import Model
from mixbench.gui import scaling_page
from mixbench.gui.picture_dialog import PictureDialog
from mixbench.gui.scaling_page import ScalingPage


@pytest.fixture
def page(qtbot, bench, themes):
    page = ScalingPage(bench, themes)
    qtbot.addWidget(page)
    page.resize(900, 600)
    page.show()
    qtbot.waitExposed(page)
    return page


def choose(combo, data):
    combo.setCurrentIndex(combo.findData(data))


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def styles(page):
    return {series.style for series in page.view.figure.series}


def test_the_first_view_is_the_argument(page):
    assert styles(page) == {"law"}
    assert page.spatial_only.isChecked() and page.crossovers.isChecked()
    assert page.view.figure.y.title == "spatial-mixing cost of one image, GMACs"
    assert "∝ tokens^2.00" in [row.remark for row in page.view.legend.rows]
    assert page.caption.text().endswith("MACs of one image, FLOPs = 2 × MACs")


def test_switches_change_the_plot_at_once(qtbot, page):
    click(qtbot, page.spatial_only)
    assert page.view.figure.y.title == "cost of one image, GMACs"
    click(qtbot, page.log_y)
    assert page.view.axes["left"].is_log
    click(qtbot, page.crossovers)
    assert page.view.figure.annotations == ()


def test_the_switch_for_spatial_mixing_is_off_where_a_metric_has_no_roles(page):
    choose(page.metric_box, "latency")
    assert not page.spatial_only.isEnabled()
    choose(page.metric_box, "params")
    assert page.spatial_only.isEnabled()


def test_latency_asks_for_a_run_and_then_fills(qtbot, page, bench, finished):
    choose(page.metric_box, "latency")
    assert page.view.empty.isVisible() and "press Run" in page.view.empty.text()
    assert not page.export.isEnabled()
    bench.show_items("s", finished(bench))
    qtbot.waitUntil(lambda: styles(page) == {"measured"})
    assert not page.view.empty.isVisible()


def test_points_arrive_one_by_one_and_are_drawn_together(qtbot, page, bench, finished):
    choose(page.metric_box, "latency")
    redraws = []
    page.view.set_figure = lambda figure: redraws.append(figure)
    for item in finished(bench)[:12]:
        bench.put_item(item)
    qtbot.waitUntil(lambda: bool(redraws))
    qtbot.wait(60)
    assert len(redraws) == 1
    assert sum(len(series.x) for series in redraws[0].series) == 12


def test_the_page_keeps_quiet_while_a_block_is_timed(qtbot, page, bench, finished):
    page.set_quiet(True)
    bench.show_items("s", finished(bench))
    qtbot.wait(120)
    assert styles(page) == {"law"}
    page.set_quiet(False)
    qtbot.waitUntil(lambda: styles(page) == {"law", "measured"}, timeout=300)


def test_a_click_on_a_point_shows_it_in_the_inspector(qtbot, page, bench, finished):
    bench.show_items("s", finished(bench))
    page.redraw()
    item = next(
        i for i in bench.items.values() if i.case.model == Model("resmlp_s12") and i.case.height == 512
    )
    series = next(s for s in page.view.figure.series if item.number in s.numbers)
    place = page.view.plot.mapFromScene(page.view.box.mapViewToScene(QPointF(512, series.y[-1])))
    qtbot.mouseClick(page.view.plot.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert bench.point == item.number
    assert list(page.view.halo.getData()[0]) == [512]


def test_a_click_with_ctrl_names_a_second_point(qtbot, page, bench, finished):
    bench.show_items("s", finished(bench))
    page.redraw()
    item = next(i for i in bench.items.values() if i.case.height == 512)
    series = next(s for s in page.view.figure.series if item.number in s.numbers)
    place = page.view.plot.mapFromScene(page.view.box.mapViewToScene(QPointF(512, series.y[-1])))
    with qtbot.waitSignal(page.also_chosen) as chosen:
        control = Qt.KeyboardModifier.ControlModifier
        qtbot.mouseClick(page.view.plot.viewport(), Qt.MouseButton.LeftButton, control, place)
    assert chosen.args == [item.number]
    assert bench.point is None


def test_ticking_a_model_draws_its_law(qtbot, page, bench):
    bench.tick(Model("mixer_b16"), True)
    qtbot.waitUntil(lambda: "mixer_b16" in page.view.figure.keys)


def test_a_sweep_over_batches_is_looked_at_over_batches(qtbot, page, bench):
    bench.set_sweep(replace(bench.sweep, axis="batch", values=(1, 2, 4)))
    assert page.axis_box.currentData() == "batch"
    qtbot.waitUntil(lambda: page.view.figure.x.label == "batch")


def test_a_sweep_over_a_hyperparameter_offers_its_axis_and_takes_it_back(page, bench):
    bench.set_sweep(replace(bench.sweep, axis="depth", values=(2, 4)))
    assert page.axis_box.currentData() == "depth"
    assert page.axis_box.currentText() == "depth, layers" or page.axis_box.currentText().startswith("depth")
    bench.set_sweep(replace(bench.sweep, axis="resolution", values=(64, 128)))
    assert page.axis_box.currentData() == "resolution"
    assert page.axis_box.findData("depth") < 0


def test_tokens_stay_chosen_while_the_range_changes(page, bench):
    choose(page.axis_box, "tokens")
    bench.set_sweep(replace(bench.sweep, values=(64, 128)))
    assert page.axis_box.currentData() == "tokens"


def test_what_was_chosen_comes_back(qtbot, page, bench, themes):
    choose(page.metric_box, "throughput")
    choose(page.axis_box, "tokens")
    click(qtbot, page.log_x)
    click(qtbot, page.spatial_only)
    again = ScalingPage(bench, themes)
    qtbot.addWidget(again)
    again.restore(page.state())
    assert again.state() == page.state()


def test_settings_of_another_version_do_no_harm(page):
    before = page.state()
    page.restore({"metric": "carbon", "axis": "time", "log_x": "yes"})
    assert page.state() == before
    page.restore({})
    assert page.state() == before


def test_the_switches_stand_in_one_line_in_a_small_window(qtbot, page):
    page.resize(612, 400)
    qtbot.wait(20)
    switches = (page.log_x, page.log_y, page.spatial_only, page.crossovers)
    row = (page.metric_box, page.axis_box, *switches, page.export)
    assert len({widget.geometry().top() for widget in row}) == 1
    choose(page.metric_box, "peak_against_forecast")
    qtbot.wait(20)
    assert all(page.rect().contains(widget.geometry()) for widget in row), "a long name wraps the line"


def test_the_plot_is_saved_as_its_suffix_says(page, tmp_path):
    page.export.save(tmp_path / "plot.svg")
    page.export.save(tmp_path / "plot.png")
    assert (tmp_path / "plot.svg").read_bytes().lstrip().startswith(b"<?xml")
    assert (tmp_path / "plot.png").read_bytes().startswith(b"\x89PNG")


def test_a_folder_that_is_missing_is_said_in_a_sentence(qtbot, page, tmp_path):
    with qtbot.waitSignal(page.failed) as failed:
        page.export.save(tmp_path / "missing" / "plot.png")
    assert "cannot write" in failed.args[0]


def test_a_picture_is_saved_through_the_dialog_with_its_conditions(qtbot, page, bench, finished, tmp_path):
    bench.show_items("s", finished(bench))
    page.redraw()
    page.export.menu().actions()[0].trigger()
    dialog = page.findChild(PictureDialog)
    dialog.format.setCurrentIndex(dialog.format.findData("svg"))
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    files = dialog.findChild(QFileDialog)
    assert files.defaultSuffix() == "svg"
    with qtbot.waitSignal(page.said) as said:
        files.fileSelected.emit(str(tmp_path / "plot.svg"))
    assert str(tmp_path / "plot.svg") in said.args[0]
    text = (tmp_path / "plot.svg").read_text()
    assert "FLOPs = 2 × MACs" in text
    assert "batch 1 · CPU, all cores · float32" in text.replace("\n", " ")
    files.deleteLater()


def test_small_multiples_leave_as_one_picture(page, bench):
    page.multiples.restore("models")
    page.redraw()
    assert len(page.export.picture().shots) == len(bench.ticked)


@pytest.mark.parametrize("width", [420, 640, 1000])
def test_nothing_of_the_switches_is_cut_off(qtbot, page, width):
    page.resize(width, 500)
    qtbot.wait(20)
    switches = (page.log_x, page.log_y, page.spatial_only, page.crossovers, page.export)
    for one in switches:
        assert one.geometry().right() < page.width()
        assert one.width() >= one.sizeHint().width()
    for one in switches:
        for other in switches:
            assert one is other or not one.geometry().intersects(other.geometry())


def test_small_multiples_are_switched_on_and_off_and_kept(qtbot, page, bench, finished, themes):
    bench.show_items("s", finished(bench))
    page.multiples.fill_menu()
    one, models, metrics = (action for action in page.multiples.menu().actions() if action.isCheckable())
    models.trigger()
    assert [view.figure.title for view in page.grid.views] == [
        "CycleMLP-B1",
        "ResMLP-S12",
        "Mixer-S/16",
        "ConvMixer-512/16",
    ]
    assert page.grid.isVisible() and not page.view.isVisible()
    metrics.trigger()
    titles = [view.figure.title for view in page.grid.views]
    assert titles == ["MACs", "Latency", "Activation memory", "Throughput"]
    again = ScalingPage(bench, themes)
    qtbot.addWidget(again)
    again.restore(page.state())
    assert again.multiples.choice == "metrics"
    one.trigger()
    assert page.view.isVisible() and not page.grid.isVisible()


def test_a_point_of_a_small_plot_is_the_point_of_the_window(page, bench, finished):
    bench.show_items("s", finished(bench))
    page.multiples.choose("metrics")
    latency = page.grid.views[1]
    series = next(one for one in latency.figure.series if one.style == "measured")
    latency.pointer.clicked.emit(series.id, 2)
    assert bench.point == series.numbers[2]
    assert all(len(view.halo.getData()[0]) == 1 for view in page.grid.views)


def test_models_in_common_decide_which_hyperparameters_are_axes(page, bench):
    assert page.axis_box.findData("token_width") < 0
    bench.set_models([Model("mixer_s16"), Model("mixer_b16")], [])
    assert page.axis_box.findData("token_width") > 0
    choose(page.axis_box, "token_width")
    assert page.view.figure.x.title == "token width, units"
    bench.tick(Model("resmlp_s12"), True)
    assert page.axis_box.currentData() == "resolution"


def test_a_metric_against_another_is_two_choices(page, bench, finished):
    bench.show_items("s", finished(bench))
    choose(page.metric_box, "throughput")
    choose(page.axis_box, "metric:params")
    assert page.view.figure.x.title == "trainable parameters, M"


def test_the_menus_act_on_the_plots_that_are_shown(page, bench, finished):
    bench.show_items("s", finished(bench))
    whole = page.view.box.viewRect()
    page.view.zoom.magnify(0.5)
    page.show_whole()
    assert page.view.box.viewRect() == whole
    page.step_view(-1)
    assert page.view.is_zoomed
    page.step_view(1)
    assert page.view.box.viewRect() == whole
    page.multiples.choose("metrics")
    page.copy_summary()
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.partition(" against")[0] for line in lines] == [
        "MACs",
        "Latency",
        "Activation memory",
        "Throughput",
    ]


def test_what_is_seen_first_is_the_bench_as_it_is(qtbot, bench, themes):
    bench.set_models([], [])
    late = ScalingPage(bench, themes)
    qtbot.addWidget(late)
    bench.set_models([Model("mixer_s16")], [])
    late.show()
    assert late.view.figure.keys == ("mixer_s16",) and not late.view.empty.isVisible()


def test_a_plot_that_is_shown_in_turns_is_painted_whoever_ends_them(qtbot, page, bench, monkeypatch):
    monkeypatch.setattr(scaling_page, "_NEW_AT_ONCE", 1)
    more = [Model(f"mixer_{name}") for name in ("s32", "b32", "b16", "l16")]
    bench.set_models([*bench.ticked, *more], [])
    deadline = monotonic() + 10
    while page.view.updatesEnabled() and monotonic() < deadline:
        QCoreApplication.processEvents()
    assert not page.view.updatesEnabled(), "it was never shown in turns"
    page.log_y.click()
    qtbot.waitUntil(page.view.updatesEnabled)
    assert len([one for one in page.view.figure.series if one.style == "law"]) == 8
