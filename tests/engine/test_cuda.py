"""The CUDA clock, where there is a device. What can be said without one is in test_cuda_clock.py."""

from __future__ import annotations

import os
import time

import pytest
import torch

from mixbench.core.measurement import PrecisionTarget
from mixbench.core.model import Case, Conditions, Model
from mixbench.engine import building, memory, nvml, preflight
from mixbench.engine.counting import count_case
from mixbench.engine.cuda import CudaWatch
from mixbench.engine.environment import environment
from mixbench.engine.layer_clock import time_layers
from mixbench.engine.quiet import quiet
from mixbench.engine.running import prepare
from mixbench.engine.timing import Contender
from mixbench.engine.watch import Program

pytestmark = [
    pytest.mark.cuda,
    pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no CUDA device"),
]

#: Many small kernels: the device is done with each before the processor has launched the next.
SMALL = Case(Model("mixer_s16"), 32, 32, 1, Conditions(device="cuda:0"))


def case(batch=8, model="resmlp_s12", size=224, **conditions):
    return Case(Model(model), size, size, batch, Conditions(device="cuda:0", **conditions))


@pytest.fixture
def watch():
    made = CudaWatch(lambda: False, "cuda:0")
    made.settle()
    return made


def visited(program, watch, batch=1, rounds=2):
    made = Contender(program, watch, PrecisionTarget(0.03, 10.0), batch)
    made.warm_up()
    for _ in range(rounds):
        made.visit()
    return made


def wall_ms(program, calls=50):
    """Calls back to back by the wall clock, an independent view of a device that is always behind."""
    with quiet(gradients=program.has_gradients):
        program.call()
        torch.cuda.synchronize()
        start = time.perf_counter()
        for _ in range(calls):
            program.call()
        torch.cuda.synchronize()
    return (time.perf_counter() - start) * 1e3 / calls


def test_events_and_the_wall_clock_agree_where_the_device_is_always_behind(watch):
    square = torch.ones(8192, 8192, device="cuda:0")
    program = Program(lambda: square @ square)
    timing = visited(program, watch).timing("cancelled")
    assert timing.estimate.median_ms == pytest.approx(wall_ms(program), rel=0.05)
    assert not timing.is_launch_bound
    assert timing.effective_threads is None


def test_a_network_of_small_kernels_is_launch_bound_and_its_graph_is_not(watch):
    eager = visited(prepare(building.subject(SMALL)), watch).timing("cancelled")
    graph_case = Case(SMALL.model, 32, 32, 1, Conditions(device="cuda:0", runtime="cuda_graph"))
    graph = visited(prepare(building.subject(graph_case)), watch).timing("cancelled")
    assert eager.is_launch_bound
    assert graph.end_to_end_ms < eager.end_to_end_ms
    assert graph.compile_ms > 0


def test_a_graph_answers_as_the_network_does():
    made = building.subject(case(runtime="cuda_graph"))
    program = prepare(made)
    with torch.inference_mode():
        torch.testing.assert_close(program.call(), made.network(made.image), rtol=1e-3, atol=1e-3)


def test_short_calls_are_timed_in_blocks(watch):
    assert watch.block_for(10e-6) == 100
    assert watch.block_for(60e-6) == 1


@pytest.mark.parametrize("model", ["resmlp_s12", "mixer_s16"])
@pytest.mark.parametrize("batch", [1, 32])
def test_the_forecast_is_the_allocators_peak_within_a_hundredth(model, batch):
    wanted = case(batch, model)
    forecast = count_case(wanted).memory.activation_bytes
    assert memory.measured_peak(building.subject(wanted)) == pytest.approx(forecast, rel=0.01)


def test_the_parts_of_a_training_step_make_the_whole(watch):
    made = visited(prepare(building.subject(case(mode="training_step"))), watch, batch=8)
    for one in made.rounds:
        sums = [sum(parts) for parts in zip(*one.phases_ms.values(), strict=True)]
        assert sums == pytest.approx(list(one.samples_ms), rel=1e-3)
    timing = made.timing("cancelled")
    assert timing.phases_ms["backward"] > timing.phases_ms["forward"] > 0


@pytest.mark.parametrize("dtype", ["float32", "bfloat16", "float16"])
@pytest.mark.parametrize("mode", ["inference", "training_step"])
def test_every_dtype_runs(dtype, mode, watch):
    made = building.subject(case(dtype=dtype, mode=mode))
    timing = visited(prepare(made), watch, batch=8, rounds=1).timing("cancelled")
    assert timing.minimum_ms > 0
    assert all(torch.isfinite(weight).all() for weight in made.network.parameters())


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_compiled_network_answers_as_it_does_uncompiled():
    made = building.subject(case(runtime="compile"))
    program = prepare(made)
    with torch.inference_mode():
        torch.testing.assert_close(program.call(), made.network(made.image), rtol=1e-2, atol=1e-2)
    assert program.compile_ms > 0


needs_nvml = pytest.mark.skipif(
    torch.cuda.is_available() and nvml.gauge("cuda:0") is None, reason="NVML does not know this device"
)


@needs_nvml
def test_each_round_says_how_the_device_did(watch):
    made = visited(prepare(building.subject(case(64))), watch, batch=64)
    for one in made.rounds:
        assert one.device is not None
        assert 0 < one.device.clock_mhz <= one.device.top_clock_mhz
        assert all(one.marked) == (one.device.clock_mhz < 0.9 * one.device.top_clock_mhz)
        assert one.device.temperature_c is None or 0 < one.device.temperature_c < 120


@needs_nvml
def test_the_energy_of_a_call_is_power_times_time(watch):
    """Within a factor of two: NVML's power is a mean over some time, its energy a counter."""
    made = visited(prepare(building.subject(case(64))), watch, batch=64, rounds=3)
    made.take_energy()
    timing = made.timing("target")
    if timing.energy_j is None:
        pytest.skip("this device has no counter of energy")
    power_w = made.rounds[-1].device.power_w
    assert timing.energy_j == pytest.approx(power_w * timing.estimate.median_ms / 1e3, rel=0.5)


@needs_nvml
def test_the_gauge_is_that_of_torchs_device():
    import pynvml

    handle = nvml.gauge("cuda:0")._handle
    total = torch.cuda.get_device_properties(0).total_memory
    assert pynvml.nvmlDeviceGetMemoryInfo(handle).total == pytest.approx(total, rel=0.05)
    assert pynvml.nvmlDeviceGetName(handle) == torch.cuda.get_device_name(0)


def test_the_environment_names_driver_and_switches():
    settings = environment().settings
    assert {"driver", "cudnn", "cuda_matmul_tf32", "cudnn_tf32", "float32_matmul_precision"} <= set(settings)


def test_nothing_is_set_by_looking():
    before = (
        torch.backends.cuda.matmul.allow_tf32,
        torch.backends.cudnn.allow_tf32,
        torch.get_float32_matmul_precision(),
        torch.backends.cudnn.benchmark,
        os.environ.get("CUDA_VISIBLE_DEVICES"),
    )
    preflight.look(Conditions(device="cuda:0"), (), environment())
    prepare(building.subject(case()))
    assert before == (
        torch.backends.cuda.matmul.allow_tf32,
        torch.backends.cudnn.allow_tf32,
        torch.get_float32_matmul_precision(),
        torch.backends.cudnn.benchmark,
        os.environ.get("CUDA_VISIBLE_DEVICES"),
    )


def test_the_layers_share_the_time_of_the_pass():
    found = time_layers(case(64), lambda: False, {})
    own_ms = sum(layer.own_ms for layer in found.layers)
    assert own_ms == pytest.approx(found.whole_ms, rel=0.05)
    assert found.plain_ms > 0
