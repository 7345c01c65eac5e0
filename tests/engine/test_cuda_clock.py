"""The protocol of the CUDA clock on a simulated device: a processor that launches, and a device that works
through what was launched in order. No CUDA is needed, and nothing depends on this machine."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest

from mixbench.core.measurement import PrecisionTarget
from mixbench.engine import cuda, nvml
from mixbench.engine.cuda import CudaWatch
from mixbench.engine.timing import Contender
from mixbench.engine.watch import Program

CYCLES_PER_S = 1.5e9


@dataclass
class Simulation:
    """Seconds of the processor's clock, and the moment when the device will have done all it was given."""

    now_s: float = 100.0
    done_at_s: float = 0.0
    synchronised: int = 0
    read: list[str] = field(default_factory=list)

    def launch(self, launch_s, work_s):
        self.now_s += launch_s
        self.done_at_s = max(self.done_at_s, self.now_s) + work_s

    def program(self, kernels, launch_s, work_s):
        def call():
            for _ in range(kernels):
                self.launch(launch_s, work_s)

        return Program(call)

    def synchronize(self, device=None):
        self.synchronised += 1
        self.now_s = max(self.now_s, self.done_at_s)


@pytest.fixture
def simulation(monkeypatch):
    made = Simulation()

    class Event:
        def __init__(self, enable_timing):
            assert enable_timing

        def record(self):
            self.at_s = max(made.now_s, made.done_at_s)

        def synchronize(self):
            made.synchronize()

        def elapsed_time(self, later):
            return (later.at_s - self.at_s) * 1e3

    @contextmanager
    def device(_):
        yield

    monkeypatch.setattr(cuda.torch.cuda, "Event", Event)
    monkeypatch.setattr(cuda.torch.cuda, "device", device)
    monkeypatch.setattr(cuda.torch.cuda, "synchronize", made.synchronize)
    monkeypatch.setattr(cuda.torch.cuda, "_sleep", lambda cycles: made.launch(2e-6, cycles / CYCLES_PER_S))
    monkeypatch.setattr(cuda.time, "perf_counter", lambda: made.now_s)
    monkeypatch.setattr(nvml, "gauge", lambda device: None)
    return made


def timed(program, rounds=1):
    made = Contender(program, CudaWatch(lambda: False, "cuda:0"), PrecisionTarget(0.03, 10.0), 1)
    made.warm_up()
    for _ in range(rounds):
        made.visit()
    return made.timing("cancelled")


def test_a_device_that_is_always_behind_is_timed_by_its_own_work(simulation):
    timing = timed(simulation.program(kernels=10, launch_s=5e-6, work_s=1e-3))
    assert timing.estimate.median_ms == pytest.approx(10.0)
    assert timing.end_to_end_ms == pytest.approx(10.0, rel=0.01)
    assert not timing.is_launch_bound


def test_a_network_of_small_kernels_is_timed_without_its_launches_and_said_to_be_launch_bound(simulation):
    """100 kernels of 2 us take the device 0.2 ms, and the processor 0.5 ms to launch."""
    timing = timed(simulation.program(kernels=100, launch_s=5e-6, work_s=2e-6))
    assert timing.estimate.median_ms == pytest.approx(0.2)
    assert timing.end_to_end_ms == pytest.approx(0.502)
    assert timing.is_launch_bound


def test_the_same_kernels_replayed_as_a_graph_are_not_launch_bound(simulation):
    timing = timed(Program(lambda: simulation.launch(8e-6, 100 * 2e-6)))
    assert timing.estimate.median_ms == pytest.approx(0.2)
    assert not timing.is_launch_bound


def test_calls_under_fifty_microseconds_are_timed_in_blocks(simulation):
    timing = timed(Program(lambda: simulation.launch(5e-6, 20e-6)))
    assert timing.block == 40  # a call takes 25 us from its launch; 40 of them 1 ms
    assert timing.estimate.median_ms == pytest.approx(0.02, rel=0.01)


def test_nothing_waits_between_the_samples_of_a_round(simulation):
    watch = CudaWatch(lambda: False, "cuda:0")
    watch.begin_round()
    program = simulation.program(kernels=10, launch_s=5e-6, work_s=1e-3)
    few, many = [], []
    for count, seen in ((10, few), (1000, many)):
        before = simulation.synchronised
        assert len(watch.laps(program, 1, count)) == count
        seen.append(simulation.synchronised - before)
    assert few == many


def test_the_phases_of_a_training_step_are_the_whole(simulation):
    parts = (("forward", 1e-3), ("backward", 2e-3), ("optimizer", 5e-4))
    calls = [(name, lambda work_s=work_s: simulation.launch(5e-6, work_s)) for name, work_s in parts]
    program = Program(lambda: [call() for _, call in calls], tuple(calls), has_gradients=True)
    timing = timed(program, rounds=2)
    assert timing.phases_ms == pytest.approx({"forward": 1.0, "backward": 2.0, "optimizer": 0.5})
    assert timing.estimate.median_ms == pytest.approx(3.5)


def test_cancelling_stops_between_two_samples(simulation):
    calls = []
    watch = CudaWatch(lambda: len(calls) >= 3, "cuda:0")
    assert len(watch.laps(Program(lambda: calls.append(1)), 1, 100)) == 3


class FakeGauge:
    """A device whose clock falls after some looks, and that takes 300 W all the time."""

    def __init__(self, simulation, clocks_mhz=(), throttled=()):
        self.simulation, self.clocks_mhz, self.throttled = simulation, list(clocks_mhz), throttled

    def read(self):
        self.simulation.now_s += 1e-3
        clock = self.clocks_mhz.pop(0) if len(self.clocks_mhz) > 1 else self.clocks_mhz[0]
        return nvml.Reading(clock, 300.0, 60.0, self.throttled if clock < 1800 else ())

    @property
    def energy_j(self):
        return 300.0 * self.simulation.now_s


def gauged(monkeypatch, gauge, program):
    monkeypatch.setattr(nvml, "gauge", lambda device: gauge)
    made = Contender(program, CudaWatch(lambda: False, "cuda:0"), PrecisionTarget(0.03, 10.0), 1)
    made.warm_up()
    return made


def test_a_round_in_which_the_clock_fell_is_marked_and_told(simulation, monkeypatch):
    gauge = FakeGauge(simulation, [1980, 1980, 1700, 1980], ("power cap",))
    made = gauged(monkeypatch, gauge, simulation.program(10, 5e-6, 1e-3))
    for _ in range(5):
        made.visit()
    assert [all(one.marked) for one in made.rounds] == [True, False, False, False, False]
    assert made.rounds[0].device.clock_mhz == 1700
    assert made.rounds[0].device.top_clock_mhz == 1980
    assert made.rounds[0].device.throttled == ("power cap",)
    (reason,) = [reason for reason in made.reasons() if "clock" in reason]
    assert reason.startswith(
        "unsteady clock: in 20 % of the rounds the device fell to as little as 1700 of 1980"
    )
    assert "power cap" in reason


def test_looking_at_the_device_lengthens_no_sample(simulation, monkeypatch):
    gauge = FakeGauge(simulation, [1980])
    made = gauged(monkeypatch, gauge, simulation.program(100, 5e-6, 2e-6))
    taken, _ = made.visit()
    assert max(taken.samples_ms) == pytest.approx(0.2)
    assert taken.device.power_w == 300


def test_energy_is_that_of_calls_back_to_back(simulation, monkeypatch):
    made = gauged(monkeypatch, FakeGauge(simulation, [1980]), simulation.program(10, 5e-6, 1e-3))
    made.visit()
    assert made.timing("target").energy_j is None
    made.take_energy()
    assert made.timing("target").energy_j == pytest.approx(300 * 0.010, rel=0.02)


def test_without_nvml_nothing_is_said_of_device_or_energy(simulation):
    made = Contender(
        simulation.program(10, 5e-6, 1e-3), CudaWatch(lambda: False, "cuda:0"), PrecisionTarget(0.03, 10.0), 1
    )
    made.warm_up()
    made.visit()
    made.take_energy()
    assert (made.rounds[0].device, made.timing("target").energy_j) == (None, None)
