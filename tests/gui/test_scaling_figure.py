"""The figure of the scaling page, against the laws and against values worked out by hand."""

from __future__ import annotations

import random
from dataclasses import replace
from math import exp

import pytest

from mixbench.catalog import registry
from mixbench.core.cost import PhaseCount
from mixbench.core.law_words import exponent_text
from mixbench.core.measurement import GLIMPSE, Round, Status
from mixbench.core.model import Model
from mixbench.core.roles import Role
from mixbench.core.roofs import Roof
from mixbench.gui.law_curve import sides
from mixbench.gui.laws_source import LawChoice, pairs_of
from mixbench.gui.metrics import metric, metrics
from mixbench.gui.scaling_figure import ScalingChoice, scaling_figure
from mixbench.jobs.events import ItemState

RANGE = tuple(range(64, 513, 64))


def by_style(figure, style):
    return {series.key: series for series in figure.series if series.style == style}


def test_laws_are_there_before_anything_runs(bench):
    laws = by_style(scaling_figure(bench, ScalingChoice()), "law")
    assert list(laws) == ["cyclemlp_b1", "resmlp_s12", "mixer_s16", "convmixer_512_16"]
    law = laws["resmlp_s12"]
    resolved = registry.resolve(Model("resmlp_s12"))
    for x, y in zip(law.x, law.y, strict=True):
        assert y * 1e9 == pytest.approx(resolved.law(int(x), int(x)).role(Role.SPATIAL_MIXING).macs)


def test_the_argument_stands_in_the_legend(bench):
    fits = {line.key: line.fit for line in scaling_figure(bench, ScalingChoice()).legend()}
    assert fits["resmlp_s12"] == "∝ tokens^2.00"
    assert fits["cyclemlp_b1"] == "∝ tokens^1.00"


@pytest.mark.parametrize("axis", ["resolution", "tokens", "pixels"])
def test_exponents_agree_on_every_axis_of_size(bench, axis):
    figure = scaling_figure(bench, ScalingChoice(axis=axis))
    assert [line.fit for line in figure.legend()][1] == "∝ tokens^2.00"
    assert figure.series[1].x[-1] == {"resolution": 512, "tokens": 1024, "pixels": 512**2}[axis]


def test_sizes_with_as_many_tokens_are_one_place_on_the_axis_of_tokens(bench):
    """ConvMixer's patches of 7 px make the same grid for several sides."""
    bench.set_sweep(replace(bench.sweep, values=(64, 90)))
    laws = by_style(scaling_figure(bench, ScalingChoice(axis="tokens")), "law")
    assert laws["convmixer_512_16"].x == (81, 100, 121, 144)


def test_the_crossover_is_said_in_a_sentence(bench):
    """Per block ResMLP mixes (s/16)^4 tokens by 384 channels; CycleMLP-B1 6.30 G at 224 px grow with s^2."""
    figure = scaling_figure(bench, ScalingChoice())
    assert "ResMLP-S12 costs more than CycleMLP-B1 above 422 px" in [note.text for note in figure.annotations]
    (note,) = [note for note in figure.annotations if "CycleMLP" in note.text]
    quadratic = 12 * 384 * (note.x / 16) ** 4
    linear = 0.630382592e9 * (note.x / 224) ** 2
    assert quadratic == pytest.approx(linear, rel=0.01)


def test_crossovers_can_be_left_out(bench):
    assert scaling_figure(bench, ScalingChoice(crossovers=False)).annotations == ()


def test_no_metric_has_more_sentences_than_can_be_read(bench, finished):
    bench.show_items("s", finished(bench))
    for one in metrics():
        assert len(scaling_figure(bench, ScalingChoice(metric=one.id)).annotations) <= 3


@pytest.mark.parametrize("variant", ["resmlp_s12", "mixer_h14", "cyclemlp_b1", "cyclemlp_t", "mixer_s32"])
def test_curves_hold_accepted_sizes_only_and_run_through_the_sweep(variant):
    model = Model(variant)
    resolved = registry.resolve(model)
    found = sides(model, RANGE)
    assert 0 < len(found) <= 64
    assert list(found) == sorted(set(found))
    assert not any(resolved.refusal(side, side) for side in found)
    if variant != "mixer_h14":
        assert set(RANGE) <= set(found)


def test_a_sweep_of_one_size_still_has_a_curve():
    assert len(sides(Model("resmlp_s12"), (224,))) > 5


def test_a_model_that_accepts_nothing_is_named_in_the_caption(bench):
    bench.set_sweep(replace(bench.sweep, values=(50, 51)))
    figure = scaling_figure(bench, ScalingChoice())
    assert "resmlp_s12" not in figure.keys
    assert "ResMLP-S12" in figure.caption


def test_latency_says_what_to_do_until_it_is_measured(bench, finished):
    empty = scaling_figure(bench, ScalingChoice(metric="latency"))
    assert not empty.series and "press Run" in empty.empty
    bench.show_items("s", finished(bench))
    assert not scaling_figure(bench, ScalingChoice(metric="latency")).empty


def test_a_run_that_has_begun_asks_for_patience_and_not_for_a_run(bench, finished):
    item = replace(finished(bench)[0], state=ItemState.WARMING_UP, measurement=None)
    bench.show_items("s", [item])
    empty = scaling_figure(bench, ScalingChoice(metric="latency")).empty
    assert "on their way" in empty and "press Run" not in empty


def test_nothing_ticked_says_what_to_do(bench):
    bench.set_models([], [])
    assert "Tick a model" in scaling_figure(bench, ScalingChoice()).empty


def test_measured_points_carry_interval_item_and_exponent(bench, finished):
    items = finished(bench)
    bench.show_items("s", items)
    series = by_style(scaling_figure(bench, ScalingChoice(metric="latency")), "measured")["resmlp_s12"]
    mine = [item for item in items if item.case.model == Model("resmlp_s12")]
    assert series.x == RANGE
    assert series.numbers == tuple(item.number for item in mine)
    assert series.y[0] == mine[0].measurement.timing.estimate.median_ms
    assert (series.low[0], series.high[0]) == pytest.approx((series.y[0] * 0.99, series.y[0] * 1.01))
    assert series.fit.startswith("∝ tokens^1.0") and "±" in series.fit


def test_two_points_are_no_law(bench, finished):
    items = [item for item in finished(bench) if item.case.height <= 128]
    bench.show_items("s", items)
    assert not any(series.fit for series in scaling_figure(bench, ScalingChoice(metric="latency")).series)


def test_a_point_that_is_being_refined_is_drawn(bench, finished):
    items = finished(bench)
    timing = items[0].measurement.timing
    bench.show_items("s", [replace(items[0], measurement=None, estimate=timing.estimate)])
    (series,) = scaling_figure(bench, ScalingChoice(metric="latency")).series
    assert series.y == (timing.estimate.median_ms,)


def glimpsed(item, *, is_waiting=True):
    """The item as a glimpse leaves it: 8 ms in the middle of three samples, no estimate."""
    look = Round(GLIMPSE, (7.0, 8.0, 90.0), (False,) * 3, phases_ms={"forward": (2.0, 2.5, 30.0)})
    seen = replace(item.measurement, status=Status.CANCELLED, timing=None, rounds=(look,))
    return replace(item, state=ItemState.COARSE if is_waiting else ItemState.FINISHED, measurement=seen)


def test_a_first_look_is_drawn_at_once_without_interval_and_fits_nothing(bench, finished):
    bench.set_models([Model("resmlp_s12")], [])
    bench.show_items("s", [glimpsed(item) for item in finished(bench)])
    (series,) = scaling_figure(bench, ScalingChoice(metric="latency")).series
    assert set(series.y) == {8.0} and series.x == RANGE
    assert all(series.coarse) and series.low is None and not series.fit
    assert "hollow" in scaling_figure(bench, ScalingChoice(metric="latency")).caption


def test_rounds_take_the_place_of_the_first_look(bench, finished):
    bench.set_models([Model("resmlp_s12")], [])
    items = finished(bench)
    bench.show_items("s", [*map(glimpsed, items[:3]), *items[3:]])
    (series,) = scaling_figure(bench, ScalingChoice(metric="latency")).series
    assert series.coarse == (True,) * 3 + (False,) * 5
    assert series.low[:3] == (None,) * 3 and None not in series.low[3:]
    # The first looks say 8 ms at every size; the fit of the rounds alone is the law's.
    assert series.fit == fit_of(bench, items[3:])


def fit_of(bench, items):
    bench.show_items("s", items)
    return scaling_figure(bench, ScalingChoice(metric="latency")).series[0].fit


def test_first_looks_rank_no_models(bench, finished):
    bench.set_models([Model("resmlp_s12"), Model("mixer_s16")], [])
    slow = [
        with_estimate(item, median_ms=1e4, ci_low_ms=0.9e4, ci_high_ms=1.1e4)
        if item.case.model == Model("resmlp_s12") and item.case.height > 256
        else item
        for item in finished(bench)
    ]
    bench.show_items("s", slow)
    assert scaling_figure(bench, ScalingChoice(metric="latency")).annotations
    bench.show_items("s", [glimpsed(item) if item.case.height > 256 else item for item in slow])
    assert not scaling_figure(bench, ScalingChoice(metric="latency")).annotations


def test_what_was_stopped_keeps_its_first_look_and_what_crashed_has_none(bench, finished):
    bench.set_models([Model("resmlp_s12")], [])
    stopped = [glimpsed(item, is_waiting=False) for item in finished(bench)]
    crashed = replace(stopped[0], measurement=replace(stopped[0].measurement, status=Status.CRASHED))
    bench.show_items("s", [crashed, *stopped[1:]])
    (series,) = scaling_figure(bench, ScalingChoice(metric="latency")).series
    assert series.x == RANGE[1:]


def as_step(item):
    """A training step of the item: a fifth, three fifths and a fifth of each sample."""
    shares = {"forward": 0.2, "backward": 0.6, "optimizer": 0.2}
    rounds = tuple(
        replace(one, phases_ms={part: tuple(s * k for s in one.samples_ms) for part, k in shares.items()})
        for one in item.measurement.rounds
    )
    count = item.measurement.cost.count
    parts = (
        PhaseCount("forward", count.macs),
        PhaseCount("backward", 2 * count.macs),
        PhaseCount("optimizer"),
    )
    cost = replace(item.measurement.cost, count=replace(count, phases=parts), peak_memory_bytes=10**6)
    timing = replace(item.measurement.timing, compile_ms=2500.0, energy_j=0.3)
    case = replace(item.case, conditions=replace(item.case.conditions, mode="training_step"))
    measured = replace(item.measurement, case=case, rounds=rounds, cost=cost, timing=timing)
    return replace(item, case=case, measurement=measured)


@pytest.mark.parametrize(
    ("id", "value"),
    [
        ("forward", lambda item: 0.2 * item.measurement.timing.estimate.median_ms),
        ("backward", lambda item: 0.6 * item.measurement.timing.estimate.median_ms),
        ("compile_time", lambda item: 2.5),
        ("energy", lambda item: 0.3),
        # 3 x MACs in (MACs / 1e8) ms are 3e11 a second, of a roof of 6e11.
        ("roof_share", lambda item: 50.0),
        (
            "peak_against_forecast",
            lambda item: 100 * 10**6 / item.measurement.cost.count.memory.activation_bytes,
        ),
    ],
)
def test_what_only_some_sessions_have(bench, finished, id, value):
    bench.set_models([Model("resmlp_s12")], [])
    items = finished(bench)
    bench.show_items("s", items)
    before = scaling_figure(bench, ScalingChoice(metric=id))
    assert not before.series and before.empty
    bench.show_items("s", [as_step(item) for item in items])
    bench.set_roofs({as_step(items[0]).case.conditions: Roof("cpu", "float32", 2, 6e11, 1e10)})
    (series,) = scaling_figure(bench, ScalingChoice(metric=id)).series
    assert series.y == pytest.approx([value(item) for item in map(as_step, items)])


def test_a_metric_that_needs_another_run_says_which(bench, finished):
    bench.show_items("s", finished(bench))
    assert "training step" in scaling_figure(bench, ScalingChoice(metric="backward")).empty
    assert "torch.compile" in scaling_figure(bench, ScalingChoice(metric="compile_time")).empty


def test_throughput_turns_the_interval_round(bench, finished):
    bench.show_items("s", finished(bench))
    series = by_style(scaling_figure(bench, ScalingChoice(metric="throughput")), "measured")["mixer_s16"]
    assert all(low < y < high for low, y, high in zip(series.low, series.y, series.high, strict=True))


def test_unticked_models_leave_the_plot(bench, finished):
    bench.show_items("s", finished(bench))
    bench.tick(Model("resmlp_s12"), False)
    assert "resmlp_s12" not in scaling_figure(bench, ScalingChoice(metric="latency")).keys


def test_out_of_memory_is_a_cross_at_the_last_size_that_fitted(bench, finished):
    items = finished(bench)
    lost = [
        replace(
            item, measurement=replace(item.measurement, status=Status.OUT_OF_MEMORY, cost=None, timing=None)
        )
        if item.case.height > 256 and item.case.model == Model("resmlp_s12")
        else item
        for item in items
    ]
    bench.show_items("s", lost)
    series = by_style(scaling_figure(bench, ScalingChoice(metric="latency")), "measured")
    assert series["resmlp_s12"].last_fitting == (256, series["resmlp_s12"].y[-1])
    assert series["mixer_s16"].last_fitting is None


def with_estimate(item, **changes):
    timing = item.measurement.timing
    estimate = replace(timing.estimate, **changes)
    return replace(item, measurement=replace(item.measurement, timing=replace(timing, estimate=estimate)))


def test_measured_crossovers_name_the_sizes_between_which_they_are_sure(bench, finished):
    """ResMLP costs fewer MACs than Mixer at every size here; made slower above 256 px, it is overtaken."""
    bench.set_models([Model("resmlp_s12"), Model("mixer_s16")], [])
    items = [
        with_estimate(item, median_ms=1e4, ci_low_ms=0.9e4, ci_high_ms=1.1e4)
        if item.case.model == Model("resmlp_s12") and item.case.height > 256
        else item
        for item in finished(bench)
    ]
    bench.show_items("s", items)
    (note,) = scaling_figure(bench, ScalingChoice(metric="latency")).annotations
    assert note.text == "ResMLP-S12 becomes slower than Mixer-S/16 between 256 and 320 px"
    assert 256 <= note.x <= 320


def noisy(items, spread, *, seed=5, scale=lambda item: 1.0, **changes):
    """The items timed anew as chance would have it, each with the interval of its own spread."""
    chance = random.Random(seed)
    for number, item in enumerate(items):
        own = spread[number % len(spread)]
        median = item.measurement.timing.estimate.median_ms * scale(item) * exp(chance.gauss(0, own))
        ends = {"ci_low_ms": median * exp(-1.96 * own), "ci_high_ms": median * exp(1.96 * own)}
        again = with_estimate(item, median_ms=median, rounds=30, **ends)
        yield replace(again, measurement=replace(again.measurement, **changes))


@pytest.mark.parametrize(
    ("spread", "changes"),
    [((0.01,), {}), ((0.002, 0.1), {}), ((0.002, 0.1), {"status": Status.UNSTABLE})],
    ids=["alike", "some far surer", "unstable"],
)
@pytest.mark.parametrize("metric_id", ["latency", "throughput"])
def test_the_legend_says_what_the_laws_say(bench, finished, spread, changes, metric_id):
    """One fit serves both: weighted by intervals, without them where a timing was disturbed."""
    bench.show_items("s", noisy(finished(bench), spread, **changes))
    found = by_style(scaling_figure(bench, ScalingChoice(metric=metric_id)), "measured")
    pairs = pairs_of(bench, LawChoice(metric=metric_id), {})
    assert len(pairs) == 4
    for pair in pairs:
        pieces = " → ".join(map(exponent_text, pair.found_law.pieces))
        assert found[pair.model.key].fit == f"∝ tokens^{pieces}"


def test_of_two_powers_the_legend_says_both(bench, finished):
    bench.set_models([Model("mixer_s16")], [])
    steeper = noisy(finished(bench), (0.003,), scale=lambda item: max(1.0, item.case.height / 224) ** 2)
    bench.show_items("s", steeper)
    (series,) = scaling_figure(bench, ScalingChoice(metric="latency")).series
    before, after = series.fit.removeprefix("∝ tokens^").split(" → ")
    assert float(before.split()[0]) == pytest.approx(1.0, abs=0.05)
    assert float(after.split()[0]) == pytest.approx(2.0, abs=0.1)


@pytest.mark.parametrize(
    ("changes", "count"), [({}, 1), ({"status": Status.UNSTABLE}, 0)], ids=["steady", "unstable"]
)
def test_a_crossing_is_marked_where_it_is_sure_and_nowhere_else(bench, finished, changes, count):
    """ResMLP is made twice as fast below 256 px and half as fast above; of disturbed timings nothing is sure,
    narrow as their intervals may be."""
    bench.set_models([Model("resmlp_s12"), Model("mixer_s16")], [])

    def as_mixer(item):
        ratio = registry.resolve(Model("mixer_s16")).law(item.case.height, item.case.height).macs / 1e8
        own = item.measurement.timing.estimate.median_ms
        factor = 0.5 if item.case.height < 256 else 2.0
        return ratio / own * factor if item.case.model == Model("resmlp_s12") else 1.0

    bench.show_items("s", noisy(finished(bench), (0.01,), scale=as_mixer, **changes))
    notes = scaling_figure(bench, ScalingChoice(metric="latency")).annotations
    assert [note.text for note in notes] == [
        "ResMLP-S12 becomes slower than Mixer-S/16 between 192 and 256 px"
    ][:count]


def test_networks_that_are_equal_but_for_chance_have_no_mark(bench, finished):
    """A copy of a network that differs in its last layer alone, with intervals of 2 % a point."""
    bench.set_models([Model("mixer_s16"), Model("mixer_s16", {"num_classes": 999})], [])
    items = finished(bench)
    for seed in range(12):
        bench.show_items("s", noisy(items, (0.01,), seed=seed))
        assert scaling_figure(bench, ScalingChoice(metric="latency")).annotations == ()


def test_overlapping_intervals_are_not_ranked(bench, finished):
    bench.set_models([Model("resmlp_s12"), Model("mixer_s16")], [])
    wide = [with_estimate(item, ci_low_ms=0.001, ci_high_ms=1e9) for item in finished(bench)]
    bench.show_items("s", wide)
    assert scaling_figure(bench, ScalingChoice(metric="latency")).annotations == ()


def test_an_axis_over_a_hyperparameter_takes_its_words_from_the_declaration(bench, finished):
    bench.set_models([Model("resmlp_s12"), Model("mixer_s16")], [])
    bench.set_sweep(replace(bench.sweep, axis="depth", values=(2, 4, 8)))
    bench.show_items("s", finished(bench))
    figure = scaling_figure(bench, ScalingChoice(axis="depth"))
    assert figure.x.label == "depth"
    laws, points = by_style(figure, "law"), by_style(figure, "measured")
    assert points["resmlp_s12"].x == (2, 4, 8)
    assert laws["resmlp_s12"].fit == "∝ depth^1.00"
    assert laws["resmlp_s12"].y[laws["resmlp_s12"].x.index(4)] == points["resmlp_s12"].y[1]


def test_a_hyperparameter_that_a_model_lacks_leaves_it_out(bench):
    bench.set_sweep(replace(bench.sweep, axis="token_width", values=(64, 128)))
    assert scaling_figure(bench, ScalingChoice(axis="token_width")).keys == ("mixer_s16",)


def test_a_metric_that_is_gone_falls_back():
    assert metric("carbon").id == "macs"


def test_a_copy_is_called_by_its_own_name(bench):
    copy = bench.add_custom(Model("mixer_s16", {"depth": 4}))
    bench.rename(copy, "shallow")
    assert by_style(scaling_figure(bench, ScalingChoice()), "law")[copy.key].label == "shallow"
