"""What stands to the right: hyperparameters that are not swept, and one metric against another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mixbench.catalog import registry
from mixbench.core.model import Model
from mixbench.gui.scaling_axes import metric_axis, offered_axes
from mixbench.gui.scaling_figure import ScalingChoice, scaling_figure

MIXER, RES = Model("mixer_s16"), Model("resmlp_s12")


def measured(figure):
    return {series.key: series for series in figure.series if series.style == "measured"}


def laws(figure):
    return {series.key: series for series in figure.series if series.style == "law"}


def test_every_metric_is_an_axis_and_so_is_every_shared_hyperparameter(bench):
    bench.set_models([MIXER, Model("mixer_b16")], [])
    sizes, hyperparameters, metrics = offered_axes(bench)
    assert sizes == ("resolution", "tokens", "pixels", "batch")
    assert {"depth", "width", "patch_size"} <= set(hyperparameters)
    assert metric_axis("params") in metrics and metric_axis("latency") in metrics


def test_a_hyperparameter_that_only_some_models_have_is_not_offered(bench):
    bench.set_models([MIXER, Model("resnet50")], [])
    assert not any("token_width" in group for group in offered_axes(bench))


def test_points_of_one_metric_against_another_follow_the_sweep(bench, finished):
    """By the maker of items a call takes 1 ms for each 10^8 MACs: the scatter is a straight line."""
    bench.set_models([MIXER], [])
    items = finished(bench)
    bench.show_items("s", list(reversed(items)))
    figure = scaling_figure(bench, ScalingChoice("latency", metric_axis("macs")))
    series = measured(figure)["mixer_s16"]
    assert series.y == pytest.approx([10 * x for x in series.x])
    assert series.numbers == tuple(item.number for item in items)
    assert figure.x.title == "cost of one image, GMACs"
    assert series.remarks[0] == "64 px" and series.remarks[-1] == "512 px"
    assert series.fit == "∝ MACs^1.00"  # within less than 0.005, which is not worth its width


def test_a_line_along_a_metric_may_turn_back_and_says_nothing_of_crossovers(bench, finished):
    """Batches change the throughput and not the parameters."""
    bench.set_models([MIXER, RES], [])
    bench.set_sweep(replace(bench.sweep, axis="batch", values=(1, 4, 2)))
    bench.show_items("s", finished(bench))
    figure = scaling_figure(bench, ScalingChoice("throughput", metric_axis("params")))
    series = measured(figure)["mixer_s16"]
    assert len(set(series.x)) == 1 and series.remarks == ("batch 1", "batch 2", "batch 4")
    assert figure.annotations == ()


def test_two_laws_make_a_law(bench):
    bench.set_models([RES], [])
    figure = scaling_figure(bench, ScalingChoice("macs", metric_axis("params"), spatial_only=False))
    law = laws(figure)["resmlp_s12"]
    resolved = registry.resolve(RES)
    small = resolved.law(64, 64)
    assert (law.x[0] * 1e6, law.y[0] * 1e9) == pytest.approx((small.params, small.macs))
    assert not laws(scaling_figure(bench, ScalingChoice("macs", metric_axis("latency"))))


def test_a_metric_that_waits_for_the_clock_says_so_on_either_axis(bench):
    figure = scaling_figure(bench, ScalingChoice("macs", metric_axis("latency")))
    assert not figure.series and figure.empty.startswith("Latency has no law: press Run")


def test_a_hyperparameter_that_is_not_swept_has_its_law_around_the_published_value(bench):
    bench.set_models([MIXER], [])
    law = laws(scaling_figure(bench, ScalingChoice("params", "depth", spatial_only=False)))["mixer_s16"]
    assert law.x[0] == 4 and law.x[-1] == 24
    deep = registry.resolve(Model("mixer_s16", {"depth": 24})).law(224, 224)
    assert law.y[-1] * 1e6 == pytest.approx(deep.params)


def test_the_published_variant_joins_the_line_of_its_changed_copies(bench, finished):
    copies = [Model("mixer_s16", {"depth": depth}) for depth in (4, 12)]
    bench.set_models([MIXER, *copies], copies)
    bench.set_sweep(replace(bench.sweep, values=(224,)))
    bench.show_items("s", finished(bench))
    assert measured(scaling_figure(bench, ScalingChoice("latency", "depth")))["mixer_s16"].x == (4, 8, 12)


def test_a_published_value_alone_is_no_line_along_a_hyperparameter(bench, finished):
    bench.show_items("s", finished(bench))
    assert not measured(scaling_figure(bench, ScalingChoice("latency", "depth")))
