"""The page of the raw timings, as a person looks through it."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from mixbench.core.measurement import DeviceState, Measurement, Round, Status
from mixbench.core.statistics import estimate
from mixbench.gui.distribution_page import DistributionPage
from mixbench.gui.results_panel import ResultsPanel
from mixbench.jobs.events import Item, ItemState


@pytest.fixture
def page(qtbot, bench, themes):
    page = DistributionPage(bench, themes)
    qtbot.addWidget(page)
    page.resize(800, 560)
    page.show()
    qtbot.waitExposed(page)
    return page


@pytest.fixture
def shown(qtbot, page, bench, finished):
    """A maker of a session whose first result has these rounds and is the point."""

    def show(*rounds, **timing_changes):
        first, *others = finished(bench)
        timing = replace(first.measurement.timing, estimate=estimate(rounds), **timing_changes)
        measurement = replace(first.measurement, rounds=rounds, timing=timing)
        bench.show_items("s", [replace(first, measurement=measurement), *others])
        bench.choose_point(0)
        qtbot.waitUntil(lambda: len(page.cells) == 1)
        return page.cells[0]

    return show


def taken(number, *samples, marked=(), began_s=None, visit=1, process=1, **more):
    marks = tuple(index in marked for index in range(len(samples)))
    return Round(number, samples, marks, visit=visit, process=process, began_s=began_s, **more)


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def look(qtbot, page, chip, kind):
    click(qtbot, chip)
    qtbot.waitUntil(lambda: page.cells[0].view.kind == kind)
    return page.cells[0]


def dots(item):
    return np.column_stack(item.getData()).tolist()


GLIMPSE = taken(0, 30.0, 31.0, began_s=100.0)
ROUNDS = (
    taken(1, 10.0, 11.0, 12.0, began_s=110.0),
    taken(2, 10.5, 19.0, 11.5, marked=(1,), began_s=111.0),
    taken(3, 12.0, 13.0, 14.0, began_s=150.0, visit=2, process=2),
)


# what to do when there is nothing


def test_without_results_it_asks_for_a_run_and_then_for_a_point(qtbot, page, bench, finished):
    assert "Press Run" in page.empty.text() and page.empty.isVisible()
    bench.show_items("s", finished(bench))
    qtbot.waitUntil(lambda: "Click a point" in page.empty.text())
    assert not page.export.isEnabled()


def test_a_case_that_failed_says_why_it_has_no_samples(qtbot, page, bench):
    case = bench.plan().cases()[0]
    measurement = Measurement(case, Status.OUT_OF_MEMORY, "needs 9 GB, 8 GB are free")
    bench.show_items("s", [Item(0, case, ItemState.FINISHED, measurement)])
    bench.choose_point(0)
    qtbot.waitUntil(lambda: "needs 9 GB, 8 GB are free" in page.empty.text())


# strip


def test_a_strip_has_a_column_a_round_and_its_median(shown):
    cell = shown(*ROUNDS)
    x, y = cell.medians.getData()
    assert x.reshape(-1, 2).mean(axis=1) == pytest.approx([1, 2, 3])
    assert y.reshape(-1, 2).tolist() == [[11, 11], [11.5, 11.5], [13, 13]]
    columns = [round(place) for place, _ in dots(cell.dots.plain)]
    assert columns == [1, 1, 1, 2, 2, 3, 3, 3]


def test_disturbed_samples_and_the_first_look_have_shapes_of_their_own(shown):
    cell = shown(GLIMPSE, *ROUNDS)
    assert [value for _, value in dots(cell.dots.marked)] == [19.0]
    assert [value for _, value in dots(cell.dots.coarse)] == [30.0, 31.0]
    symbols = {item.opts["symbol"] for item in (cell.dots.plain, cell.dots.marked, cell.dots.coarse)}
    assert len(symbols) == 3
    assert cell.dots.marked.opts["brush"].style() is Qt.BrushStyle.NoBrush
    assert cell.dots.words(cell.dots.marked) == ["round 2, sample 2: 19 ms, disturbed"]
    assert cell.dots.words(cell.dots.coarse)[1] == "coarse first look: 31 ms"


def test_the_band_is_the_interval_of_the_estimate(shown):
    cell = shown(*ROUNDS)
    expected = estimate(ROUNDS)
    assert cell.band.getRegion() == pytest.approx((expected.ci_low_ms, expected.ci_high_ms))
    assert cell.middle.value() == pytest.approx(expected.median_ms)


def test_one_round_has_a_median_and_no_band(shown):
    cell = shown(ROUNDS[0])
    assert not cell.band.isVisible() and cell.middle.isVisible()


def test_logarithmic_and_relative_values(qtbot, page, shown):
    cell = shown(*ROUNDS)
    click(qtbot, page.log)
    qtbot.waitUntil(lambda: cell.view.is_log)
    assert [value for _, value in dots(cell.dots.marked)] == pytest.approx([np.log10(19.0)])
    click(qtbot, page.log)
    click(qtbot, page.relative)
    qtbot.waitUntil(lambda: cell.view.is_relative and not cell.view.is_log)
    median = estimate(ROUNDS).median_ms
    assert [value for _, value in dots(cell.dots.marked)] == pytest.approx([100 * 19 / median])
    assert "% of the median" in cell.axes["left"].labelText


# histogram


def test_bars_count_every_sample_once_and_hollow_ones_are_the_disturbed(qtbot, page, shown):
    shown(GLIMPSE, *ROUNDS)
    cell = look(qtbot, page, page.histogram, "histogram")
    solid, hollow = sum(cell.bars.opts["height"]), sum(cell.disturbed.opts["height"])
    assert (solid, hollow) == (8, 1)


def test_the_percentiles_are_numpys(qtbot, page, shown):
    shown(*ROUNDS)
    cell = look(qtbot, page, page.histogram, "histogram")
    samples = [sample for one in ROUNDS for sample in one.samples_ms]
    expected = np.percentile(samples, [5, 50, 95, 99])
    assert [line.value() for line in cell.lines] == pytest.approx(expected.tolist())
    names = ("p5", "median", "p95", "p99")
    assert cell.marks() == [f"{name} {value:.4g} ms" for name, value in zip(names, expected, strict=True)]


# in order


def test_in_order_samples_stand_close_or_by_the_clock(qtbot, page, shown):
    shown(*ROUNDS)
    cell = look(qtbot, page, page.order, "order")
    assert [place for place, _ in dots(cell.dots.plain)] == [1, 2, 3, 4, 6, 7, 8, 9]
    assert cell.shades.spans == [(3.5, 6.5)]
    click(qtbot, page.by_clock)
    qtbot.waitUntil(lambda: cell.view.is_by_clock)
    # 10 ms at 110 s, the first sample of all, lies in the middle of its 10 ms.
    assert dots(cell.dots.plain)[0] == pytest.approx([0.005, 10.0])
    assert dots(cell.dots.plain)[5] == pytest.approx([40.006, 12.0])


def test_another_visit_and_process_is_said_where_it_begins(qtbot, page, shown):
    shown(GLIMPSE, *ROUNDS)
    cell = look(qtbot, page, page.order, "order")
    words = [line.label.toPlainText() for line in cell.limits if line.isVisible()]
    assert words == ["coarse", "visit 1, +10 s", "process 2, visit 2, +50 s"]
    assert [line.value() for line in cell.limits if line.isVisible()] == [0.5, 2.5, 8.5]


def test_the_warm_up_stands_before_and_what_is_beyond_the_plot_is_an_arrow(qtbot, page, shown):
    shown(*ROUNDS, warm_up_ms=(400.0, 13.0, 12.0))
    cell = look(qtbot, page, page.order, "order")
    assert [place for place, _ in dots(cell.warm_up)] == [-1, 0]
    assert cell.beyond.data["data"].tolist() == ["warm-up, call 1: 400 ms"]
    assert cell.shades.before == (-2.5, 0.0)


def test_what_the_device_said_lies_beneath_only_where_it_said_something(qtbot, page, shown):
    hot = DeviceState(clock_mhz=1700.0, throttled=("thermal",))
    shown(ROUNDS[0], replace(ROUNDS[1], device=hot), ROUNDS[2])
    cell = look(qtbot, page, page.order, "order")
    assert cell.clock.plot.isVisible() and not cell.temperature.plot.isVisible()
    assert np.column_stack(cell.clock.curve.getData()).tolist() == [[3.5, 1700.0], [6.5, 1700.0]]
    assert cell.clock.held.data["data"].tolist() == ["thermal"]


# phases and comparisons

STEPS = tuple(
    taken(number, 60.0 + number, 61.0, phases_ms={"forward": (20.0, 21.0), "backward": (40.0 + number, 40.0)})
    for number in (1, 2, 3)
)


def test_a_training_step_is_split_beside_the_whole(qtbot, page, shown, bench):
    shown(ROUNDS[0])
    assert not page.phases.isVisible()
    item = bench.items[0]
    bench.put_item(replace(item, measurement=replace(item.measurement, rounds=STEPS)))
    qtbot.waitUntil(lambda: len(page.cells) == 3)
    assert [cell.samples.title for cell in page.cells[1:]] == ["forward", "backward"]
    assert [value for _, value in dots(page.cells[1].dots.plain)] == [20.0, 21.0] * 3
    click(qtbot, page.phases)
    qtbot.waitUntil(lambda: len(page.cells) == 1)


def test_a_comparison_is_shown_whole_in_the_colours_of_its_series(qtbot, page, bench, shown):
    shown(*ROUNDS)
    click(qtbot, page.companions)
    qtbot.waitUntil(lambda: len(page.cells) == 4)
    assert [cell.axes["left"].label.isVisible() for cell in page.cells] == [True, False, False, False]
    assert [cell.samples.slot for cell in page.cells] == [bench.slot(model) for model in bench.ticked]


def test_results_selected_together_are_shown_side_by_side(qtbot, page, bench, themes, finished):
    bench.show_items("s", finished(bench))
    panel = ResultsPanel(bench, themes)
    qtbot.addWidget(panel)
    page.follow(panel.table.selectionModel())
    panel.table.selectRow(0)
    qtbot.waitUntil(lambda: len(page.cells) == 1)
    panel.table.selectAll()
    qtbot.waitUntil(lambda: len(page.cells) == 8)


# in words


def test_the_figures_of_the_point_in_words(shown, page):
    shown(GLIMPSE, *ROUNDS, warm_up_ms=(40.0,))
    words = page.figures.texts()
    assert words["Samples"] == "9" and words["Rounds"] == "3"
    assert (words["Visits"], words["Processes"]) == ("2", "2")
    assert words["Disturbed"] == "11.1 %"
    assert words["p5"] == "10.2 ms"
    assert words["Stopped"] == "within ± 1.0 %"


def test_what_speaks_against_a_timing_is_said_in_full(qtbot, page, bench, finished):
    item = finished(bench)[0]
    reasons = ("busy machine: 40 % of the samples were disturbed", "drift: slower by 9 %")
    timing = replace(item.measurement.timing, reasons=reasons)
    measurement = replace(item.measurement, status=Status.UNSTABLE, timing=timing)
    bench.show_items("s", [replace(item, measurement=measurement)])
    bench.choose_point(0)
    qtbot.waitUntil(lambda: page.verdict.text == "unstable")
    assert all(reason in page.reasons.text() for reason in reasons)


def test_a_first_look_alone_is_shown_and_called_coarse(qtbot, page, bench):
    case = bench.plan().cases()[0]
    measurement = Measurement(case, Status.CANCELLED, rounds=(GLIMPSE,))
    bench.show_items("s", [Item(0, case, ItemState.REFINING, measurement)])
    bench.choose_point(0)
    qtbot.waitUntil(lambda: len(page.cells) == 1)
    assert page.figures.texts()["Median, coarse"] == "30.5 ms"
    assert look(qtbot, page, page.histogram, "histogram").marks() == []


# live


def test_rounds_arrive_and_are_drawn_together(qtbot, page, bench, shown):
    shown(ROUNDS[0])
    item, drawn = bench.items[0], []
    page.cells[0].show = lambda samples, _view: drawn.append(len(samples.rounds))
    for count in (1, 2, 3):
        bench.put_item(replace(item, measurement=replace(item.measurement, rounds=ROUNDS[:count])))
    qtbot.waitUntil(lambda: bool(drawn))
    qtbot.wait(60)
    assert drawn == [3]


def test_while_a_block_is_timed_drawing_takes_a_small_share_of_the_time(page, shown):
    """What took a second to draw is not drawn again before ten."""
    shown(ROUNDS[0])
    page.set_quiet(True)
    page._drawing_ms = 1
    page.schedule()
    assert page._timer.interval() == 500
    page._timer.stop()
    page._drawing_ms = 1000
    page.schedule()
    assert page._timer.interval() == 10_000
    page.set_quiet(False)
    assert page._timer.interval() == 30


def test_a_page_that_nobody_sees_draws_when_it_is_seen(qtbot, page, bench, shown):
    cell = shown(ROUNDS[0])
    page.hide()
    item = bench.items[0]
    bench.put_item(replace(item, measurement=replace(item.measurement, rounds=ROUNDS)))
    qtbot.wait(60)
    assert len(dots(cell.dots.plain)) == 3
    page.show()
    qtbot.waitUntil(lambda: len(dots(page.cells[0].dots.plain)) == 8)


def test_a_zoom_is_kept_while_rounds_arrive_until_it_is_undone(qtbot, page, bench, shown):
    cell = shown(ROUNDS[0])
    cell.box.setRange(yRange=(10, 11), padding=0)
    cell.box.sigRangeChangedManually.emit(None)
    item = bench.items[0]
    bench.put_item(replace(item, measurement=replace(item.measurement, rounds=ROUNDS)))
    qtbot.waitUntil(lambda: len(dots(cell.dots.plain)) == 8)
    assert cell.box.viewRange()[1] == pytest.approx([10, 11])
    click(qtbot, page.fit_button)
    assert cell.box.viewRange()[1][1] > 14
    assert not page.fit_button.isVisible()


def test_colours_follow_the_theme(page, shown, themes):
    cell = shown(*ROUNDS)
    before = cell.dots.marked.opts["pen"].color()
    themes.set_mode("dark")
    assert cell.dots.marked.opts["pen"].color() != before


# taking samples away


def test_samples_go_to_a_spreadsheet_and_into_a_file(qtbot, page, shown, tmp_path):
    shown(GLIMPSE, *ROUNDS)
    page.copy()
    copied = list(csv.DictReader(io.StringIO(QGuiApplication.clipboard().text()), delimiter="\t"))
    path = tmp_path / "samples.csv"
    with qtbot.waitSignal(page.said):
        page.save(path)
    written = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
    assert written == copied and len(written) == 11
    assert [line["latency_ms"] for line in written if line["marked"] == "1"] == ["19.0"]


@pytest.mark.parametrize("suffix", ["png", "svg"])
def test_the_plot_is_saved_as_a_picture(qtbot, page, shown, tmp_path, suffix):
    shown(*ROUNDS)
    path = tmp_path / f"plot.{suffix}"
    page.save(path)
    assert path.stat().st_size > 1000


def test_a_path_that_cannot_be_written_is_a_sentence(qtbot, page, shown, tmp_path):
    shown(*ROUNDS)
    with qtbot.waitSignal(page.failed) as told:
        page.save(tmp_path / "nowhere" / "samples.csv")
    assert "cannot be written" in told.args[0]


def test_relative_values_wait_for_samples(qtbot, page, bench):
    """A point without samples while the switch is on is a hint and no fault."""
    click(qtbot, page.relative)
    case = bench.plan().cases()[0]
    bench.show_items("s", [Item(0, case)])
    bench.choose_point(0)
    qtbot.waitUntil(lambda: "No samples yet" in page.empty.text())


def test_models_share_a_relative_scale(qtbot, page, bench, shown):
    shown(*ROUNDS)
    click(qtbot, page.companions)
    click(qtbot, page.relative)
    qtbot.waitUntil(lambda: len(page.cells) == 4 and page.cells[0].view.is_relative)
    assert len({cell.bounds[2:] for cell in page.cells}) == 1
