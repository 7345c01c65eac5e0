"""Results of elsewhere beside those of the session: in the model's colour, and grey where unlike."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mixbench.core.measurement import Environment
from mixbench.core.model import Model
from mixbench.gui.metric_readings import Sight
from mixbench.gui.metrics import metrics
from mixbench.gui.row_readings import read_row
from mixbench.gui.scaling_axes import metric_axis
from mixbench.gui.scaling_figure import ScalingChoice, scaling_figure
from mixbench.gui.workbench import Overlay
from mixbench.store.rows import row_of

LATENCY = ScalingChoice("latency")
MIXER = Model("mixer_s16")


@pytest.fixture
def rows(bench, finished):
    """What the session's items look like in a file."""
    return tuple(row_of("s", item.measurement, None) for item in finished(bench))


def elsewhere(figure):
    return [series for series in figure.series if series.style == "elsewhere"]


def faster(rows, factor=2.0):
    return tuple(
        replace(
            row,
            latency_ms_median=row.latency_ms_median / factor,
            latency_ms_ci_low=row.latency_ms_ci_low / factor,
            latency_ms_ci_high=row.latency_ms_ci_high / factor,
        )
        for row in rows
    )


def test_an_overlay_is_a_line_of_its_own_in_the_colour_of_its_model(bench, finished, rows):
    bench.show_items("s", finished(bench))
    bench.set_overlays([Overlay("laptop", "laptop, 12 Nov", faster(rows))])
    figure = scaling_figure(bench, LATENCY)
    series = next(one for one in elsewhere(figure) if one.label.startswith("Mixer"))
    own = next(one for one in figure.series if one.key == "mixer_s16")
    assert series.label == "Mixer-S/16 · laptop, 12 Nov"
    assert (series.slot, series.origin, own.origin) == (own.slot, 1, 0)
    assert series.y == pytest.approx([value / 2 for value in own.y])
    assert series.low[0] < series.y[0] < series.high[0]
    assert series.fit.startswith("∝ tokens^") and not series.unlike and series.numbers == ()
    assert "elsewhere" in figure.caption and "grey" not in figure.caption


@pytest.mark.parametrize(
    ("changes", "looks"),
    [({}, 5), ({"processes": 3}, 3), ({"status": "unstable"}, 0), ({"latency_ms_ci_low": None}, 0)],
    ids=["rounds", "processes", "unstable", "without an interval"],
)
def test_a_line_says_what_its_interval_rests_on(rows, changes, looks):
    row = replace(rows[0], **changes)
    for metric in ("latency", "throughput"):
        found = read_row(metric, row)
        assert found.looks == looks
        assert (found.point(1.0).variance is not None) == bool(looks)
    assert read_row("activation_memory", row).is_exact


def test_what_was_measured_otherwise_is_grey_with_the_reason(bench, finished, rows):
    bench.show_items("s", finished(bench))
    other = tuple(replace(row, dtype="bfloat16", batch=8) for row in rows)
    bench.set_overlays([Overlay("o", "card", other)])
    figure = scaling_figure(bench, LATENCY)
    assert {one.unlike for one in elsewhere(figure)} == {"bfloat16, not float32; batch 8, not 1"}
    assert "grey" in figure.caption


def test_another_torch_is_a_reason_once_the_session_says_its_own(bench, finished, rows):
    bench.show_items("s", finished(bench))
    bench.set_overlays(
        [Overlay("o", "old", tuple(replace(row, torch_version="2.6.0+cu124") for row in rows))]
    )
    assert not any(one.unlike for one in elsewhere(scaling_figure(bench, LATENCY)))
    bench.set_environment(Environment("0.1.0", "3.11", "2.13.0+cpu", "Test", "CPU", 2, 4, 8, ()))
    assert {one.unlike for one in elsewhere(scaling_figure(bench, LATENCY))} == {"torch 2.6.0, not 2.13.0"}


def test_another_machine_is_named_and_not_greyed(bench, finished, rows):
    bench.show_items("s", finished(bench))
    bench.set_overlays([Overlay("o", "server", tuple(replace(row, device_name="EPYC") for row in rows))])
    assert not any(one.unlike for one in elsewhere(scaling_figure(bench, LATENCY)))


def test_what_has_a_law_is_the_same_everywhere_and_not_drawn_twice(bench, rows):
    bench.set_overlays([Overlay("o", "all", rows)])
    assert not elsewhere(scaling_figure(bench, ScalingChoice("macs")))
    assert len(elsewhere(scaling_figure(bench, ScalingChoice("macs", metric_axis("latency"))))) == 4


def test_before_the_first_result_there_is_nothing_to_be_unlike(bench, rows):
    bench.set_overlays([Overlay("demo", "Demo", tuple(replace(row, dtype="float16") for row in rows))])
    figure = scaling_figure(bench, LATENCY)
    assert len(elsewhere(figure)) == 4 and not figure.empty
    assert not any(one.unlike for one in elsewhere(figure))


def test_settings_within_one_file_are_lines_of_their_own(bench, finished, rows):
    bench.show_items("s", finished(bench))
    both = (*rows, *(replace(row, threads=7) for row in rows))
    bench.set_overlays([Overlay("o", "sweep of threads", both)])
    mixers = [one for one in elsewhere(scaling_figure(bench, LATENCY)) if one.label.startswith("Mixer")]
    assert len(mixers) == 2 and all(len(one.x) == len(set(one.x)) for one in mixers)


def test_models_that_are_not_ticked_stay_out_of_the_way(bench, rows):
    bench.set_overlays([Overlay("o", "all", rows)])
    bench.tick(MIXER, False)
    assert len(elsewhere(scaling_figure(bench, LATENCY))) == 3


def test_an_overlay_lies_on_a_scatter_too(bench, rows):
    bench.set_overlays([Overlay("o", "all", rows)])
    figure = scaling_figure(bench, ScalingChoice("latency", metric_axis("macs")))
    series = next(one for one in elsewhere(figure) if one.label.startswith("Mixer"))
    assert series.y == pytest.approx([10 * x for x in series.x]) and series.remarks[0] == "64 px"


@pytest.mark.parametrize(
    "damage", [{"resolution_px": "huge"}, {"hyperparameters": "{"}, {"variant": "my_net"}]
)
def test_rows_that_cannot_be_placed_are_left_out(bench, rows, damage):
    bench.set_overlays([Overlay("o", "odd", (replace(rows[2], **damage), *rows[3:]))])
    assert sum(len(one.x) for one in elsewhere(scaling_figure(bench, LATENCY))) == len(rows) - 3


def test_a_file_is_read_as_an_item_is(bench, finished, rows):
    """The readings of rows against those of the items that the rows were made of."""
    item, row = finished(bench)[0], rows[0]
    for one in metrics():
        read, known = read_row(one.id, row), one.read(Sight(item))
        assert (read is None) == (known is None), one.id
        if read is not None:
            assert read.value == pytest.approx(known.value), one.id
        if one.id in ("latency", "throughput"):
            assert (read.low, read.high) == pytest.approx((known.low, known.high))
