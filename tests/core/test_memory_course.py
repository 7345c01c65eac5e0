"""What a trace says, against what can be read off it by hand."""

from __future__ import annotations

import pytest

from mixbench.core.cost import MemoryForecast
from mixbench.core.memory import BatchAnswer, MemoryTrace
from mixbench.core.memory_course import (
    LayerPeak,
    MemorySplit,
    Stretch,
    difference,
    highest_layers,
    phase_stretches,
    stage_stretches,
)

FORECAST = MemoryForecast(
    100, 40, "b.1.fc", "gelu", "backward", gradient_bytes=30, optimizer_bytes=80
)  # fmt: skip


def traced(*lines):
    """A trace of (phase, layer, operator, bytes)."""
    phases, layers, operators, live = zip(*lines, strict=True)
    return MemoryTrace(FORECAST, live, operators, layers, phases)


STEP = traced(
    ("forward", "", "input", 10),
    ("forward", "stem.proj", "convolution", 30),
    ("forward", "b.0.fc", "addmm", 50),
    ("forward", "b.0.norm", "native_layer_norm", 55),
    ("forward", "", "add", 60),
    ("forward", "b.1.fc", "addmm", 80),
    ("forward", "head", "addmm", 70),
    ("backward", "head", "mm", 75),
    ("backward", "b.1.fc", "gelu", 100),
    ("backward", "b.0.fc", "mm", 62),
    ("optimizer", "", "_fused_adamw_", 40),
)


def test_the_parts_of_a_forecast_sum_to_its_total():
    split = MemorySplit.of(FORECAST)
    assert (split.weights, split.optimizer, split.gradients, split.activations) == (40, 80, 30, 70)
    assert split.floor == 120
    assert split.total == FORECAST.total_bytes == 220


def test_phases_follow_one_another():
    assert phase_stretches(STEP) == [
        Stretch("forward", 0, 7), Stretch("backward", 7, 10), Stretch("optimizer", 10, 11),
    ]  # fmt: skip


def test_stages_are_as_deep_as_the_axis_has_room_for():
    coarse = ["", "stem", "b", "head", "head", "b", ""]
    assert [stage.name for stage in stage_stretches(STEP, most=4)] == coarse
    by_block = ["", "stem.proj", "b.0", "b.1", "head", "head", "b.1", "b.0", ""]
    assert [stage.name for stage in stage_stretches(STEP, most=5)] == by_block


def test_the_network_itself_does_not_part_a_stage_and_no_operator_is_left_out():
    stages = stage_stretches(STEP, most=5)
    assert stages[2] == Stretch("b.0", 2, 5)
    assert [stage.begin for stage in stages[1:]] == [stage.end for stage in stages[:-1]]
    assert stages[-1].end == len(STEP.layers)


def test_each_layer_is_ranked_by_its_highest_moment():
    assert highest_layers(STEP, 3) == [
        LayerPeak("b.1.fc", "backward", "gelu", 100),
        LayerPeak("head", "backward", "mm", 75),
        LayerPeak("b.0.fc", "backward", "mm", 62),
    ]
    assert len(highest_layers(STEP, 99)) == 6


@pytest.mark.parametrize(("measured", "expected"), [(98, -0.02), (100, 0.0), (None, None)])
def test_a_measured_peak_is_held_against_the_forecast(measured, expected):
    found = BatchAnswer("largest", 8, 220, 100, 300, "", measured)
    assert difference(found) == (None if expected is None else pytest.approx(expected))
