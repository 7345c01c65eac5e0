"""Where work stands below the roofs: a matrix product and an element-wise addition, known by hand."""

from __future__ import annotations

from math import inf, isclose

import pytest

from mixbench.core.cost import Count, LayerCost, MemoryForecast, PhaseCount
from mixbench.core.layer_standings import LEAST_CLOCK_MS, layer_standings
from mixbench.core.layer_times import LayerTime, LayerTimes
from mixbench.core.measurement import Estimate
from mixbench.core.model import Case, Conditions, Model
from mixbench.core.roles import Role
from mixbench.core.roofline import Bound, Rate, Standing, roofline_curve, standing_of
from mixbench.core.roofs import Roof, Work

#: 50 GMAC/s and 10 GB/s: the ridge is at 5 MACs a byte.
ROOF = Roof("cpu", "float32", 2, 50e9, 10e9)

#: C = A B of 1000 x 1000 float32 matrices: 10^9 MACs over three matrices of 4 MB. At best 20 ms.
PRODUCT = Work(10**9, 12 * 10**6)
#: c = a + b of a million float32 values: no MAC, 12 MB. At best 1.2 ms.
ADDITION = Work(0, 12 * 10**6)


def test_a_matrix_product_is_bound_by_arithmetic():
    one = Standing(PRODUCT, 25.0, 24.0, 26.0, ROOF)
    assert one.work.macs_per_byte == pytest.approx(1000 / 12)
    assert one.macs_per_s == Rate(40e9, 1e12 / 26, 1e12 / 24)
    assert one.least_ms == pytest.approx(20.0)
    assert one.roofline_share.value == pytest.approx(0.8)
    assert one.roofline_share.low == pytest.approx(20 / 26)
    assert one.bound is Bound.ARITHMETIC


def test_an_addition_is_bound_by_memory():
    one = Standing(ADDITION, 1.5, roof=ROOF)
    assert one.macs_per_s.value == 0
    assert one.bytes_per_s == Rate(8e9)
    assert one.roofline_share.value == pytest.approx(0.8)
    assert one.bound is Bound.MEMORY


@pytest.mark.parametrize("work", [PRODUCT, ADDITION, Work(10**7, 10**7)])
@pytest.mark.parametrize(
    ("times_least", "bound"),
    [(1.5, None), (1.99, None), (2.01, Bound.OVERHEAD), (40, Bound.OVERHEAD), (0.9, Bound.BEYOND)],
)
def test_what_is_far_below_is_overhead_and_what_is_above_is_beyond(work, times_least, bound):
    least_ms = max(work.macs / 50e6, work.bytes_moved / 10e6)
    nearest = Bound.ARITHMETIC if work is PRODUCT else Bound.MEMORY
    assert Standing(work, least_ms * times_least, roof=ROOF).bound is (bound or nearest)


def test_beyond_the_roofline_is_said_only_where_the_whole_interval_lies_there():
    assert Standing(PRODUCT, 19.0, 18.5, 20.5, ROOF).bound is Bound.ARITHMETIC
    assert Standing(PRODUCT, 19.0, 18.5, 19.5, ROOF).bound is Bound.BEYOND


def test_the_share_is_the_rate_over_the_roofline_of_its_intensity():
    for work in (PRODUCT, Work(10**7, 10**7), Work(7, 3)):
        one = Standing(work, 3.0, roof=ROOF)
        over = one.macs_per_s.value / ROOF.attainable_macs_per_s(work.macs_per_byte)
        assert one.roofline_share.value == pytest.approx(over)


def test_without_a_roof_the_rate_alone_is_known():
    one = Standing(PRODUCT, 25.0)
    assert (one.macs_per_s.value, one.least_ms, one.roofline_share, one.bound) == (40e9, None, None, None)


def count(macs, moved, layers=(), **changes):
    memory = MemoryForecast(0, 0, "", "")
    return Count(0, 0, macs, 0, moved, 0, {}, memory, tuple(layers), **changes)


def case(batch=1, mode="inference"):
    return Case(Model("mixer_s16"), 224, 224, batch, Conditions(mode=mode))


def test_a_call_is_of_the_whole_batch():
    estimate = Estimate(50.0, None, None, 1, 6, 0.0)
    one = standing_of(count(10**9, 10**7), case(batch=2), estimate, ROOF)
    assert one.work == Work(2 * 10**9, 2 * 10**7)
    assert one.macs_per_s == Rate(40e9)


def test_a_step_has_all_its_phases_or_is_unknown():
    estimate = Estimate(50.0, 49.0, 51.0, 5, 30, 0.0)
    assert standing_of(count(10, 10), case(mode="training_step"), estimate, ROOF) is None
    phases = (PhaseCount("forward", 10), PhaseCount("backward", 20), PhaseCount("optimizer", 0, 0, 8))
    one = standing_of(count(10, 10, phases=phases), case(2, "training_step"), estimate, ROOF)
    assert one.work == Work(60, 8)


def test_the_curve_has_the_ridge_and_never_leaves_the_roofs():
    x, y = roofline_curve(ROOF, 0.1, 100.0)
    assert (x[0], x[-1]) == (0.1, pytest.approx(100.0))
    assert 5.0 in x
    assert list(x) == sorted(x)
    for at, rate in zip(x, y, strict=True):
        assert isclose(rate, min(50e9, at * 10e9))


# layers

LAYERS = (
    LayerCost("blocks.0", "Block", Role.OTHER, bytes_read=8 * 10**6, bytes_written=4 * 10**6),
    LayerCost("blocks.0.linear", "Linear", Role.CHANNEL_MIXING, 7, 10**9, bytes_read=12 * 10**6),
    LayerCost("blocks.0.norm", "LayerNorm", Role.NORM, 8, 0, 90, 400, 400),
    LayerCost("blocks.0.hidden", "Direct", Role.OTHER, 0, 5, 0, 10, 10),
    LayerCost("position", "Parameter", Role.OTHER, 99),
)
TIMES = LayerTimes(
    (
        LayerTime("", 1, 30.0, 0.5),
        LayerTime("blocks.0", 1, 29.5, 4.0),
        LayerTime("blocks.0.linear", 1, 25.0, 25.0),
        LayerTime("blocks.0.norm", 2, 0.5, 0.5),
    ),
    whole_ms=30.0,
    plain_ms=29.8,
    passes=9,
)


@pytest.fixture
def standings():
    return layer_standings(count(10**9, 1, LAYERS), 1, TIMES, ROOF)


def test_layers_stand_by_their_own_time_and_work(standings):
    found = {layer.path: layer for layer in standings.layers}
    assert list(found) == ["blocks.0", "blocks.0.linear", "blocks.0.norm"]
    assert found["blocks.0.linear"].standing.macs_per_s == Rate(40e9)
    assert found["blocks.0.linear"].standing.bound is Bound.ARITHMETIC
    block = found["blocks.0"]
    assert not block.has_macs
    assert block.standing.bytes_per_s == Rate(3e9)
    assert block.standing.bound is Bound.OVERHEAD


def test_the_layers_are_held_against_the_whole(standings):
    assert standings.layers_ms == pytest.approx(29.5)
    assert standings.between_ms == pytest.approx(0.5)
    assert standings.layers_ms + standings.between_ms == pytest.approx(standings.whole_ms)
    assert standings.told_share == pytest.approx(1)
    assert standings.least_ms == pytest.approx(20.0 + 1.2 + 800 / 1e7)


def test_what_does_work_without_a_time_of_its_own_is_named(standings):
    assert standings.untimed == ("blocks.0.hidden",), "what only holds parameters does no work"


def test_a_layer_whose_time_is_that_of_the_clocks_is_marked(standings):
    # 0.2 ms of clocks over 5 calls: 0.04 ms a call. The norm is called twice, the block once, with 3 below.
    clocks = {layer.path: layer.clock_ms for layer in standings.layers}
    assert clocks["blocks.0.norm"] == pytest.approx(0.08)
    assert clocks["blocks.0"] == pytest.approx(0.16)
    assert [layer.path for layer in standings.too_short] == ["blocks.0.norm"]


def test_clocks_are_never_free():
    free = LayerTimes(TIMES.layers, 30.0, 30.4, 9)
    (linear,) = [
        layer
        for layer in layer_standings(count(1, 1, LAYERS), 1, free, None).layers
        if layer.kind == "Linear"
    ]
    assert linear.clock_ms == LEAST_CLOCK_MS


def test_a_layer_that_moves_nothing_is_all_arithmetic():
    assert Work(5, 0).macs_per_byte == inf
    assert Standing(Work(50_000, 0), 0.0012, roof=ROOF).bound is Bound.ARITHMETIC
