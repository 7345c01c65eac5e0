"""The roofline as a person uses it: look, choose a point, read why, time the layers, measure the roofs."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QGuiApplication

from mixbench.core.cost import CostReport, LayerCost
from mixbench.core.layer_times import LayerTime, LayerTimes
from mixbench.core.measurement import Environment
from mixbench.core.model import Case, Conditions, Model
from mixbench.core.palette import BOUND, UNSURE_BOUND, role_slot
from mixbench.core.roles import Role
from mixbench.core.roofs import Roof
from mixbench.gui.main_window import MainWindow
from mixbench.gui.preferences import Preferences
from mixbench.gui.roofline_page import RooflinePage
from mixbench.gui.roofline_view import RooflineView
from mixbench.gui.workbench import SweepSettings
from mixbench.gui.worker_process import ProcessTransport
from mixbench.jobs.events import Answered
from mixbench.protocol import CountTask, LayersTask, RoofTask
from mixbench.store.database import Store

FAKE_WORKER = Path(__file__).parent.parent / "fake_worker.py"
MIXER, RES = Model("mixer_s16"), Model("resmlp_s12")
HERE = Environment("0.1.0", "3.11", "2.13.0", "Test", "CPU", 2, 2, 8, (), default_threads=2)
#: `finished` times 10^8 MACs a millisecond, 100 GMAC/s; the ridge is at 20 MACs a byte.
ROOF = Roof("cpu", "float32", 2, 200e9, 10e9)


def moving(items, macs_per_byte=40):
    """The same items with as many bytes as make this intensity, all of them in a layer without MACs where
    the model is slow."""
    return [moved(item, macs_per_byte) for item in items]


def moved(item, macs_per_byte):
    report = item.measurement.cost
    bytes_read = report.count.macs // macs_per_byte
    share = 0.75 if item.case.model == RES else 0.25
    layers = (
        LayerCost("mix", "Linear", Role.OTHER, 0, report.count.macs, 0, round(bytes_read * (1 - share))),
        LayerCost("norm", "LayerNorm", Role.NORM, 0, 0, 0, round(bytes_read * share)),
    )
    count = replace(report.count, bytes_read=bytes_read, layers=layers)
    return replace(item, measurement=replace(item.measurement, cost=replace(report, count=count)))


@pytest.fixture
def page(qtbot, bench, themes):
    bench.set_models([MIXER, RES], [])
    bench.set_sweep(SweepSettings(values=(64, 128)))
    bench.select(MIXER)
    page = RooflinePage(bench, themes)
    qtbot.addWidget(page)
    page.resize(1000, 560)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def measured(page, bench, finished):
    bench.show_items("today", moving(finished(bench, slow=(RES,))))
    bench.set_roofs({Conditions(): ROOF})
    page.redraw()
    return page


def series(page, key):
    (found,) = [one for one in page.view.figure.series if one.key == key]
    return found


# models


def test_an_empty_page_says_what_to_do_and_offers_the_roofs(qtbot, page):
    assert "Press Run" in page.view.empty.text()
    assert not page.export.isEnabled()
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.mouseClick(page.bar.roof_button, Qt.MouseButton.LeftButton)
    assert asked.args == [RoofTask(0, Conditions())]
    assert page.roofs.is_measuring
    page.redraw()
    assert page.bar.roof_button.text() == "Stop measuring"
    page.roofs.set_machine(HERE)
    page.roofs.set_known([ROOF])
    page.take(Answered(RoofTask(0, Conditions()), ROOF))
    page.redraw()
    assert (page.bar.roof_button.text(), page.view.empty.isVisible()) == ("Measure the roofs", False)
    (roof,) = page.view.figure.series
    assert (roof.label, roof.fit) == ("float32, 2 threads", "200 GMAC/s · 10 GB/s")


def test_a_roof_that_cannot_be_measured_says_why(page):
    page.roofs.measure([Conditions()])
    page.take(Answered(RoofTask(0, Conditions()), None, "the worker was killed"))
    page.redraw()
    assert page.notice.text() == "the worker was killed"


def test_models_are_points_below_the_roofs(measured):
    mixer = series(measured, "mixer_s16")
    assert mixer.x == pytest.approx((40, 40))
    assert mixer.y == pytest.approx((100, 100)), "10^8 MACs in a millisecond"
    assert mixer.low == pytest.approx((100 / 1.01,) * 2)
    assert mixer.fit == "50 % · arithmetic"
    assert mixer.remarks[0] == "64 px · 50 % of the roofline · bound by arithmetic"
    slow = series(measured, "resmlp_s12")
    assert (slow.fit, slow.slot) == ("25 % · overhead", measured._bench.slot(RES))
    (roof,) = [one for one in measured.view.figure.series if one.style == "law"]
    assert roof.slot == BOUND
    assert max(roof.y) == 200
    assert [note.text for note in measured.view.figure.annotations] == ["ridge at 20 MACs a byte"]
    assert measured.view.figure.annotations[0].x == ROOF.ridge_macs_per_byte


def test_left_of_the_ridge_memory_is_the_limit(page, bench, finished):
    bench.show_items("today", moving(finished(bench), macs_per_byte=15))
    bench.set_roofs({Conditions(): ROOF})
    page.redraw()
    assert series(page, "mixer_s16").fit == "67 % · memory", "100 GMAC/s of 15 MAC/B x 10 GB/s"


def test_a_disturbed_roof_is_dashed_and_said_to_be_so(measured, bench):
    bench.set_roofs({Conditions(): replace(ROOF, is_disturbed=True)})
    measured.redraw()
    (roof,) = [one for one in measured.view.figure.series if one.style == "law"]
    assert roof.slot == UNSURE_BOUND
    assert roof.fit == "≥ 200 GMAC/s · ≥ 10 GB/s"
    assert "dashed: disturbed" in measured.caption.text()


def test_without_a_roof_the_rates_are_there_and_the_lack_is_said(page, bench, finished):
    bench.show_items("today", moving(finished(bench)))
    page.redraw()
    assert {one.style for one in page.view.figure.series} == {"measured"}
    assert "no roof" in page.caption.text()
    page.roofs.set_machine(HERE)
    bench.set_environment(replace(HERE, torch="2.9"))
    page.redraw()
    assert not page.bar.roof_button.isEnabled()
    assert "cannot be measured here" in page.bar.roof_button.toolTip()


def points_in(view):
    return [
        view.box.mapFromView(QPointF(x, y))
        for items in view._items.values()
        for x, y in zip(items.x, items.y, strict=True)
        if items.series.style == "measured"
    ]


@pytest.mark.parametrize(
    ("width", "height", "has_room"), [(1400, 800, True), (646, 360, True), (440, 280, False)]
)
def test_words_hide_no_point(measured, width, height, has_room):
    """The legend is left out where it has no room: the tree and the table have the markers too."""
    measured.resize(width, height)
    QGuiApplication.processEvents()
    view = measured.view
    assert view.legend.isVisible() == has_room
    shown = [view.legend.box()] if view.legend.isVisible() else []
    boxes = [*shown, *(note.box() for note in view.notes.notes if note.isVisible())]
    assert not any(box.contains(point) for box in boxes for point in points_in(view))


def test_a_picture_has_its_legend_all_the_same(qtbot, measured, themes):
    """Above the data, for beside it nothing names the lines."""
    view = RooflineView(themes)
    qtbot.addWidget(view)
    view.resize(420, 300)
    view.show()
    view.set_figure(measured.view.figure)
    assert view.legend.isVisible()
    assert not any(view.legend.box().contains(point) for point in points_in(view))


def test_only_ticked_models_are_drawn_and_what_is_missing_is_said(measured, bench):
    bench.tick(RES, False)
    measured.redraw()
    assert {one.key for one in measured.view.figure.series if one.style == "measured"} == {"mixer_s16"}
    bench.set_models([Model("gmlp_ti")], [])
    measured.redraw()
    assert not measured.view.figure.series
    assert "No ticked model has results" in measured.view.empty.text()
    bench.set_models([], [])
    measured.redraw()
    assert "Tick models" in measured.view.empty.text()


def test_a_point_that_is_clicked_is_chosen_everywhere(measured, bench):
    number = series(measured, "resmlp_s12").numbers[1]
    measured.view.point_clicked.emit("measured:resmlp_s12", 1)
    assert bench.point == number
    assert bench.items[number].case == Case(RES, 128, 128)


def test_fewer_macs_yet_slower_are_listed_explained_chosen_and_copied(qtbot, measured, bench):
    words = measured.pairs.list
    assert words.count() == 1
    text = words.item(0).text()
    assert "ResMLP-S12: " in text
    assert "75 % of its bytes are in layers without MACs (against 25 %)" in text
    assert "The same at " in text
    place = words.visualItemRect(words.item(0)).center()
    qtbot.mouseClick(words.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert bench.items[bench.point].case.model == RES
    measured.pairs.copy()
    assert QGuiApplication.clipboard().text() == text


def test_a_session_without_such_a_pair_says_so(page, bench, finished):
    bench.show_items("today", moving(finished(bench)))
    page.redraw()
    assert not page.pairs.isVisible(), "the plot has the whole width"
    assert "intervals that overlap are not ranked" in page.notice.text()


# layers

LAYERS = (
    LayerCost("stem", "Conv2d", Role.STEM, 9, 10**8, 0, 10**7),
    LayerCost("blocks.0.mix", "Linear", Role.SPATIAL_MIXING, 9, 10**9, 0, 10**7),
    LayerCost("blocks.0.norm", "LayerNorm", Role.NORM, 9, 0, 0, 10**7),
    LayerCost("blocks.1.norm", "LayerNorm", Role.NORM, 9, 0, 0, 10**3),
)
TIMES = LayerTimes(
    (
        LayerTime("", 1, 13.01, 0.01),
        LayerTime("stem", 1, 1.0, 1.0),
        LayerTime("blocks.0.mix", 1, 10.0, 10.0),
        LayerTime("blocks.0.norm", 1, 1.99, 1.99),
        LayerTime("blocks.1.norm", 1, 0.01, 0.01),
    ),
    whole_ms=13.01,
    plain_ms=13.0,
    passes=7,
)


@pytest.fixture
def dissected(qtbot, page, bench, finished):
    """The page after the layers were asked for and answered."""
    count = replace(
        finished(bench)[0].measurement.cost.count, macs=11 * 10**8, bytes_read=3 * 10**7, layers=LAYERS
    )
    page.roofs.set_machine(HERE)
    page.roofs.set_known([ROOF])
    page.bar.subject.setCurrentIndex(1)
    case = page.source.case
    page.take(Answered(CountTask(0, case), CostReport(count)))
    page.redraw()
    assert "Press Time the layers" in page.view.empty.text()
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.mouseClick(page.bar.time_button, Qt.MouseButton.LeftButton)
    assert asked.args == [LayersTask(0, case)]
    page.take(Answered(LayersTask(0, case), TIMES))
    page.redraw()
    return page


def test_layers_are_points_by_role_with_the_pass_as_a_whole(dissected):
    mix = series(dissected, "spatial_mixing")
    assert mix.slot == role_slot(Role.SPATIAL_MIXING)
    assert (mix.x, mix.y) == ((100.0,), (100.0,))
    assert mix.remarks == ("blocks.0.mix · Linear · 10 ms · 50 % of the roofline · bound by arithmetic",)
    whole = series(dissected, "whole")
    assert whole.y == pytest.approx((1100 / 13,))
    assert not dissected.view.empty.isVisible()


def test_layers_without_macs_are_shown_by_bandwidth(dissected):
    assert dissected.bandwidth.isVisible()
    (norm,) = [one for one in dissected.bandwidth.figure.series if one.style != "law"]
    assert norm.key == "norm"
    assert norm.x == pytest.approx((10, 0.001)), "MB"
    assert norm.y == pytest.approx((10 / 1.99, 0.1)), "GB/s"
    assert norm.coarse == (False, True), "what is too short is hollow"
    (roof,) = [one for one in dissected.bandwidth.figure.series if one.style == "law"]
    assert set(roof.y) == {10.0}
    assert dissected.views() == (dissected.view, dissected.bandwidth)


def test_the_sum_of_the_layers_is_held_against_the_whole(dissected):
    said = dissected.notice.text()
    assert "4 layers take 13 ms and the modules between them 0.01 ms: 100 % of the 13.01 ms" in said
    assert "too short to be timed honestly" in said


def test_the_layers_follow_the_selected_model_and_its_sizes(dissected, bench):
    assert [dissected.bar.side.itemData(place) for place in range(dissected.bar.side.count())] == [
        64,
        128,
        224,
    ]
    bench.select(RES)
    dissected.redraw()
    assert dissected.source.case.model == RES
    dissected.choose_side(64)
    assert dissected.source.case == Case(RES, 64, 64)
    bench.select(None)
    dissected.redraw()
    assert "Select a model" in dissected.view.empty.text()


def test_timing_without_a_roof_asks_for_both(qtbot, page):
    page.bar.subject.setCurrentIndex(1)
    asked = []
    page.asked.connect(asked.append)
    page._time_or_stop()
    assert asked == [LayersTask(0, page.source.case), RoofTask(0, Conditions())]
    page._time_or_stop()
    page.roofs.stop()
    assert not page.source.is_timing
    assert not page.roofs.is_measuring


def test_the_page_costs_nothing_while_it_is_hidden(page, bench, finished):
    page.hide()
    bench.show_items("today", moving(finished(bench)))
    assert page.view.figure.series == ()
    page.show()
    page.redraws._draw_if_seen()
    assert len(page.view.figure.series) == 2


# the whole window


def test_a_run_and_its_layers_stand_below_roofs_that_are_kept(qtbot, qapp, tmp_path, themes):
    command = [sys.executable, str(FAKE_WORKER), "--macs-per-byte", "10"]
    window = MainWindow(
        Store(tmp_path / "a.sqlite3"),
        Preferences(tmp_path / "a.ini"),
        themes,
        lambda: ProcessTransport(command=command),
    )
    window.show()
    window.bench.set_models([MIXER], [])
    window.bench.set_sweep(SweepSettings(values=(64,)))
    page = window.pages.roofline
    window.pages.show_page("roofline")
    try:
        qtbot.waitUntil(lambda: page.roofs.here is not None, timeout=20_000)
        qtbot.mouseClick(page.bar.roof_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: [one.style for one in page.view.figure.series] == ["law"], timeout=20_000)
        qtbot.mouseClick(window.toolbar.run_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: bool(window.bench.items) and not window.control.is_running, timeout=30_000)
        qtbot.waitUntil(lambda: len(page.view.figure.series) == 2, timeout=10_000)
        page.bar.subject.setCurrentIndex(1)
        qtbot.waitUntil(lambda: page.source.count is not None, timeout=20_000)
        qtbot.mouseClick(page.bar.time_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: "layers take" in page.notice.text(), timeout=20_000)
        assert {one.key for one in page.view.figure.series} > {"whole", "channel_mixing"}
    finally:
        window.closing.agree()
        window.deleteLater()
        qapp.sendPostedEvents(window, QEvent.Type.DeferredDelete)
