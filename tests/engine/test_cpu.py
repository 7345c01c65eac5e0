"""The processor's clock and cores: pinning, blocks, and what a competing process does to the marks."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading

import pytest
import torch

from mixbench.core.errors import RequestError
from mixbench.engine import cores
from mixbench.engine.cpu import CpuWatch
from mixbench.engine.watch import Program

needs_pinning = pytest.mark.skipif(not cores.can_pin(), reason="this system lets no process choose its cores")


@pytest.fixture
def home():
    """The cores of this process, given back afterwards with the number of threads."""
    before, threads = cores.available_cores(), torch.get_num_threads()
    yield before
    cores.pin(before)
    torch.set_num_threads(threads)


def watch_on(home, threads=1):
    return CpuWatch(lambda: False, home, threads)


@needs_pinning
def test_pinning_moves_every_thread(home):
    done, ready = threading.Event(), threading.Event()
    seen = []

    def wait():
        ready.set()
        done.wait(10)
        seen.append(os.sched_getaffinity(0))

    thread = threading.Thread(target=wait)
    thread.start()
    ready.wait(10)
    cores.pin(home[:1])
    done.set()
    thread.join()
    assert seen == [{home[0]}]
    assert os.sched_getaffinity(0) == {home[0]}


def test_a_watch_uses_as_many_cores_as_threads(home):
    watch = watch_on(home)
    watch.settle()
    assert torch.get_num_threads() == 1
    if cores.can_pin():
        assert len(watch.pinned_cores) == 1
        assert cores.available_cores() == watch.pinned_cores


def test_more_threads_than_cores_are_refused_in_a_sentence(home):
    with pytest.raises(RequestError, match=rf"999 threads .* {len(home)} cores; use --threads {len(home)}"):
        watch_on(home, 999)


def test_one_thread_a_physical_core_unless_told_otherwise(home):
    assert 1 <= cores.default_threads(home) <= len(home)


@pytest.mark.parametrize(("quota", "threads"), [("150000 100000", 2), ("50000 100000", 1), ("max 100000", 3)])
def test_a_containers_quota_bounds_the_threads(monkeypatch, tmp_path, quota, threads):
    (tmp_path / "cpu.max").write_text(quota)
    monkeypatch.setattr(cores, "_QUOTA", tmp_path / "cpu.max")
    monkeypatch.setattr(cores, "physical_core", lambda core: ("0", str(core)))
    monkeypatch.setattr(cores, "can_pin", lambda: True)
    assert cores.default_threads((0, 1, 2)) == threads


def test_the_idlest_cores_are_taken_and_siblings_last(monkeypatch):
    # cores 0/2 and 1/3 are hyperthreads of one another; 1 is busy, 3 a little less
    looks = iter([[0.0] * 4, [0.0, 0.2, 0.01, 0.1]])
    monkeypatch.setattr(cores, "busy_seconds", lambda chosen: next(looks))
    monkeypatch.setattr(cores, "physical_core", lambda core: ("0", str(core % 2)))
    monkeypatch.setattr(cores, "can_pin", lambda: True)
    monkeypatch.setattr(cores, "_LOOK_S", 0.0)
    assert cores.idlest((0, 1, 2, 3), 2) == (0, 3)


def test_laps_time_blocks_with_the_collector_off_and_without_autograd(home):
    seen = []

    def call():
        seen.append((gc.isenabled(), torch.is_inference_mode_enabled()))

    laps = watch_on(home).laps(Program(call), 3, 4)
    assert len(laps) == 4
    assert seen == [(False, True)] * 12
    assert gc.isenabled() and not torch.is_inference_mode_enabled()
    assert all(lap.wall_s >= 0 and lap.cpu_s >= 0 for lap in laps)


def test_the_parts_of_a_sample_are_the_whole_of_it(home):
    """Each look at the clock ends one part and begins the next, so that nothing lies between them."""
    seen = []
    phases = tuple((name, lambda name=name: seen.append(name)) for name in ("forward", "backward"))
    laps = watch_on(home).laps(Program(lambda: None, phases, has_gradients=True), 3, 4)
    assert seen == ["forward", "backward"] * 12
    for lap in laps:
        assert len(lap.parts_s) == 2
        assert sum(lap.parts_s) == pytest.approx(lap.wall_s)


def test_training_keeps_autograd_on_and_the_collector_off(home):
    seen = []

    def call():
        seen.append((gc.isenabled(), torch.is_inference_mode_enabled(), torch.is_grad_enabled()))

    watch_on(home).laps(Program(call, has_gradients=True), 1, 2)
    assert seen == [(False, False, True)] * 2


@needs_pinning
def test_threads_that_torch_starts_later_are_on_the_cores_too(home):
    """Of a pool that grows, and of the graph that finds gradients."""
    watch = watch_on(home)
    watch.settle()
    torch.set_num_threads(3)
    weight = torch.randn(512, 512, requires_grad=True)
    (weight @ weight).sum().backward()
    masks = {frozenset(os.sched_getaffinity(thread)) for thread in cores._threads()}
    assert masks == {frozenset(watch.pinned_cores)}


WAITING = """
import os, time
os.environ["OMP_WAIT_POLICY"] = {policy!r}
import torch
torch.set_num_threads(2)
square = torch.ones(512, 512)
square @ square
before = time.process_time()
time.sleep(0.5)
print(time.process_time() - before)
"""


@pytest.mark.skipif(
    sys.platform != "linux" or len(cores.available_cores()) < 2,
    reason="GNU's OpenMP spins for long only, and where each thread has a core",
)
def test_waiting_threads_leave_the_processor_alone():
    """CPU seconds in half a second of sleep after a product of two threads: one that spins burns it all."""
    burnt = {
        policy: float(
            subprocess.run(
                [sys.executable, "-c", WAITING.format(policy=policy)],
                capture_output=True,
                text=True,
                check=True,
            ).stdout
        )
        for policy in ("PASSIVE", "ACTIVE")
    }
    assert burnt["PASSIVE"] < 0.2 * burnt["ACTIVE"]


def test_a_sample_lasts_a_millisecond(home):
    watch = watch_on(home)
    assert watch.block_for(1e-4) == 10
    assert watch.block_for(3e-4) == 4
    assert watch.block_for(0.5) == 1


def test_cancelling_stops_between_two_samples(home):
    calls = []
    watch = CpuWatch(lambda: len(calls) >= 2, home, 1)
    assert len(watch.laps(Program(lambda: calls.append(1)), 1, 100)) == 2


def test_the_load_of_others_is_what_the_cores_did_less_our_own_work(monkeypatch):
    looks = iter([[10.0, 20.0], [10.9, 20.5]])
    monkeypatch.setattr(cores, "busy_seconds", lambda chosen: next(looks))
    monkeypatch.setattr(cores.time, "process_time", iter([1.0, 1.8]).__next__)
    monkeypatch.setattr(cores.time, "perf_counter", iter([5.0, 6.0]).__next__)
    # 1.4 s of work on 2 cores in 1 s, of which 0.8 s were ours
    assert cores.LoadMeter((0, 1)).other_load() == pytest.approx(0.3)


@pytest.mark.parametrize(("wall_s", "busy_s"), [(0.05, 0.05), (1.0, 0.0)])
def test_the_load_is_unknown_for_short_looks_and_where_the_cores_clock_stands(monkeypatch, wall_s, busy_s):
    looks = iter([[10.0], [10.0 + busy_s]])
    monkeypatch.setattr(cores, "busy_seconds", lambda chosen: next(looks))
    monkeypatch.setattr(cores.time, "process_time", iter([1.0, 1.0 + wall_s]).__next__)
    monkeypatch.setattr(cores.time, "perf_counter", iter([5.0, 5.0 + wall_s]).__next__)
    assert cores.LoadMeter((0,)).other_load() is None
