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
from mixbench.core.measurement import PrecisionTarget
from mixbench.engine import cores
from mixbench.engine.cpu import CpuWatch
from mixbench.engine.timing import Contender
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


BURN = "import os\nos.sched_setaffinity(0, {%d})\nprint('burning', flush=True)\nwhile True: pass"


@needs_pinning
def test_a_competitor_on_the_same_core_marks_the_samples(home):
    """Both share one core, so a quiet machine is not needed: with a competitor it cannot be quiet."""
    core = home[0]
    work = torch.randn(128, 256, 256)
    burner = subprocess.Popen([sys.executable, "-c", BURN % core], stdout=subprocess.PIPE)
    try:
        burner.stdout.readline()
        watch = CpuWatch(lambda: False, (core,), 1)
        contender = Contender(Program(lambda: work @ work), watch, PrecisionTarget(0.01, 5.0), 1)
        contender.warm_up()
        for _ in range(3):
            contender.visit()
    finally:
        burner.kill()
        burner.wait()
        burner.stdout.close()
    assert contender.estimate.marked_share > 0.5
    loads = [one.other_load for one in contender.rounds if one.other_load is not None]
    assert loads
    assert max(loads) > 0.2
    assert contender.reasons()[0].startswith("busy machine")
