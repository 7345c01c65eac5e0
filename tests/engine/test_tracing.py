"""A memory trace against the moments of a real step, and against the forecast."""

from __future__ import annotations

import pytest
import torch
from samples import FAMILIES, small, smallest_side

from mixbench.catalog.registry import changed
from mixbench.core.errors import SizeError
from mixbench.core.measurement import Environment
from mixbench.core.model import Case, Conditions, Model
from mixbench.engine import building
from mixbench.engine.anatomy import Anatomy
from mixbench.engine.counting import count_case
from mixbench.engine.liveness import LiveTensors, LiveTensorsMode
from mixbench.engine.questions import answer
from mixbench.engine.tracing import trace_memory
from mixbench.engine.training import TrainingStep
from mixbench.protocol import Failed, MemoryTask, MemoryTraced

pytestmark = pytest.mark.usefixtures("one_thread")

HERE = Environment("", "", "", "", "", 1, 1, 0, ())


def small_case(family, mode):
    resolved = small(FAMILIES[family])
    side = smallest_side(resolved)
    return Case(
        Model(resolved.variant.id, changed(resolved)), side, side, 2, conditions=Conditions(mode=mode)
    )


def real_moments(case):
    """Operators and live bytes of a real pass, or of the second of two real steps."""
    subject = building.subject(case)
    kept, inputs, call = Anatomy.of(subject.network).weights, [subject.image], torch.no_grad()(subject.call)
    if case.conditions.mode == "training_step":
        step = TrainingStep(subject.network, subject.image, building.task_of(case))
        step.call()
        kept, inputs, call = (*kept, *step.optimizer_state), [*inputs, step.target], step.call
    live = LiveTensors(kept)
    live.begin(*inputs)
    with LiveTensorsMode(live):
        call()
    # torch's optimizer tells a profiler that it is at work
    return [(m.operator, m.live_bytes) for m in live.moments if not m.operator.startswith("profiler::")]


@pytest.mark.parametrize("mode", ["inference", "training_step"])
@pytest.mark.parametrize("family", ["asmlp", "cyclemlp", "resnet", "smlpnet", "vit", "wavemlp"])
def test_the_trace_is_that_of_a_real_run_operator_by_operator(family, mode):
    case = small_case(family, mode)
    trace = trace_memory(case)
    assert list(zip(trace.operators, trace.live_bytes, strict=True)) == real_moments(case)


@pytest.mark.parametrize("mode", ["inference", "training_step"])
def test_the_peak_of_the_trace_is_that_of_the_forecast(mode):
    case = small_case("resmlp", mode)
    trace = trace_memory(case)
    forecast = count_case(case).memory
    assert trace.forecast == forecast
    at = trace.peak
    assert trace.live_bytes[at] == forecast.activation_bytes
    assert (trace.layers[at], trace.operators[at], trace.phases[at]) == (
        forecast.peak_layer,
        forecast.peak_operator,
        forecast.peak_phase,
    )


def test_a_step_begins_with_its_input_and_ends_without_anything_else():
    case = small_case("resmlp", "training_step")
    trace = trace_memory(case)
    image = 4 * 2 * 3 * case.height * case.width
    assert (trace.operators[0], trace.live_bytes[0]) == ("input", image + 2 * 8)
    assert trace.operators[-1] == "_fused_adamw_"
    # at the end of the step only the gradients are left beside the input and the labels
    assert trace.live_bytes[-1] == trace.live_bytes[0] + trace.forecast.weight_bytes
    assert list(dict.fromkeys(trace.phases)) == ["forward", "backward", "optimizer"]


def asked(case):
    heard = []
    answer(MemoryTask(-1, case), heard.append, lambda: False, HERE)
    (event,) = heard
    return event


def test_the_worker_answers_with_a_trace_or_with_why_not():
    case = small_case("resmlp", "inference")
    assert asked(case) == MemoryTraced(-1, trace_memory(case))
    refused = Case(case.model, 33, 33)
    with pytest.raises(SizeError) as told:
        trace_memory(refused)
    assert asked(refused) == Failed(-1, str(told.value))
