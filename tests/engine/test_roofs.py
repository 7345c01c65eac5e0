"""The roofs: the best of what was tried, on arrays that no cache holds, with the machine left as it was."""

from __future__ import annotations

import os

import pytest
import torch

from mixbench.core.errors import RequestError
from mixbench.core.model import Conditions
from mixbench.engine import caches, cores, roofs
from mixbench.engine.roofs import BestRate, Candidate, Work, best_rate, climb, measure_roof
from mixbench.engine.timing import Interrupted
from mixbench.engine.watch import Lap


class ScriptedWatch:
    """A clock for work whose calls return how many seconds they take; `loads` are those of one look after
    another."""

    def __init__(self, loads=(0.0,), most_laps=10**6):
        self.loads, self.most_laps = list(loads), most_laps
        self.laps_taken = 0

    def laps(self, program, block, count):
        self.laps_taken += 1
        if self.laps_taken > self.most_laps:
            return []
        return [Lap(block * program.call()) for _ in range(count)]

    def block_for(self, call_s):
        return 1 if call_s >= 0.01 else 10

    def begin_round(self):
        pass

    def end_round(self):
        return self.loads.pop(0)


def taking(*seconds, amount=100):
    """Work whose calls last these seconds, the last of them for ever; it notes how often it was called."""
    left = list(seconds)

    def call():
        call.count += 1
        return left.pop(0) if len(left) > 1 else left[0]

    call.count = 0
    return Work(call, amount)


def test_the_rate_is_the_best_of_all_candidates_and_calls():
    watch = ScriptedWatch()
    works = [taking(9, 2.0), taking(9, 1.3, 1.0, 1.2), taking(9, 1.1, amount=99)]
    found = best_rate([Candidate(work, watch) for work in works], watch, 10.0)
    assert found == BestRate(100 / 1.0, is_disturbed=False)


def test_what_is_far_from_the_best_is_not_called_again():
    watch = ScriptedWatch()
    hopeless, hopeful, best = taking(9, 2.0), taking(9, 1.3), taking(9, 1.0)
    best_rate([Candidate(work, watch) for work in (hopeless, hopeful, best)], watch, 20.0)
    assert hopeless.call.count == 2
    assert hopeful.call.count == best.call.count == 2 + 9  # rounds of 2.3 s fill 20 s


def test_short_calls_are_timed_in_blocks():
    watch = ScriptedWatch()
    assert best_rate([Candidate(taking(0.002), watch)], watch, 1.0).rate == pytest.approx(100 / 0.002)
    assert watch.laps_taken == 2 + 50  # of 10 calls, 0.02 s


@pytest.mark.parametrize(
    ("loads", "looks", "is_disturbed"),
    [((0.0,), 1, False), ((None,), 1, False), ((0.5, 0.0), 2, False), ((0.9,) * 9, 3, True)],
)
def test_a_disturbed_look_is_repeated_some_times(loads, looks, is_disturbed):
    watch = ScriptedWatch(loads)
    work = taking(1.0)
    assert best_rate([Candidate(work, watch)], watch, 5.0).is_disturbed is is_disturbed
    assert work.call.count == 2 + 5 * looks


def test_climbing_stops_before_calls_grow_long():
    watch = ScriptedWatch()
    made = []

    def cubes():
        for side in (1, 2, 4, 8, 16):
            made.append(side)
            yield taking(side**3 * 1e-3, amount=side**3)

    assert [one.rate for one in climb(cubes(), watch)] == pytest.approx([1e3, 1e3])
    assert made == [1, 2, 4]  # 64 ms are over the 50; what is larger is not even made


def test_even_a_kernel_that_is_too_slow_is_tried_once():
    assert len(list(climb(iter([taking(5.0), taking(5.0)]), ScriptedWatch()))) == 1


def test_cancelled_work_is_interrupted():
    watch = ScriptedWatch(most_laps=7)
    candidate = Candidate(taking(1.0), watch)
    with pytest.raises(Interrupted):
        best_rate([candidate], watch, 100.0)


@pytest.fixture
def small(monkeypatch):
    """Roofs of toy size: what is asked of them here does not depend on their height."""
    monkeypatch.setattr(roofs, "SIDES", (32, 64))
    monkeypatch.setattr(roofs, "PRODUCTS_S", 0.01)
    monkeypatch.setattr(roofs, "STREAMS_S", 0.01)
    monkeypatch.setattr(roofs, "processor_cache_bytes", lambda cores: 2**16)


def state():
    return cores.available_cores(), torch.get_num_threads()


@pytest.mark.parametrize("dtype", ["float32", "bfloat16"])
def test_a_roof_says_what_it_was_measured_for_and_leaves_the_machine_as_it_was(small, dtype):
    before = state()
    roof = measure_roof(Conditions(dtype=dtype, threads=1), lambda: False)
    assert roof.key == ("cpu", dtype, 1)
    assert roof.macs_per_s > 0
    assert roof.bytes_per_s > 0
    assert roof.measured_at.endswith("+00:00")
    assert state() == before


def test_threads_that_nobody_named_are_the_default(small):
    assert measure_roof(Conditions(), lambda: False).threads == cores.default_threads(cores.available_cores())


def test_an_interrupted_roof_leaves_the_machine_as_it_was(small):
    before = state()
    with pytest.raises(Interrupted):
        measure_roof(Conditions(threads=1), lambda: True)
    assert state() == before


def test_more_threads_than_cores_are_refused():
    with pytest.raises(RequestError, match="use --threads"):
        measure_roof(Conditions(threads=(os.cpu_count() or 1) + 1), lambda: False)


def write_cache(folder, index, level, kind, size, sharers):
    cache = folder / "cache" / f"index{index}"
    cache.mkdir(parents=True)
    for name, text in (("level", level), ("type", kind), ("size", size), ("shared_cpu_list", sharers)):
        (cache / name).write_text(f"{text}\n")


def test_caches_that_cores_share_count_once(tmp_path, monkeypatch):
    for core, group in ((0, "0-1"), (1, "0-1"), (2, "2-3")):
        folder = tmp_path / f"cpu{core}"
        write_cache(folder, 0, 1, "Data", "32K", core)
        write_cache(folder, 1, 2, "Unified", "512K", core)
        write_cache(folder, 2, 3, "Unified", "32M", group)
    monkeypatch.setattr(caches, "_CPUS", tmp_path)
    one = 2**15 + 2**19
    assert caches.processor_cache_bytes([0]) == one + 2**25
    assert caches.processor_cache_bytes([0, 1]) == 2 * one + 2**25
    assert caches.processor_cache_bytes([0, 1, 2]) == 3 * one + 2 * 2**25


def test_a_system_that_does_not_tell_has_large_caches(tmp_path, monkeypatch):
    monkeypatch.setattr(caches, "_CPUS", tmp_path)
    write_cache(tmp_path / "cpu0", 0, 1, "Data", "plenty", 0)
    assert caches.processor_cache_bytes([0, 1]) == caches.UNKNOWN_BYTES


def test_arrays_are_four_times_the_caches_or_not_measured(monkeypatch):
    monkeypatch.setattr(roofs, "processor_cache_bytes", lambda cores: 10**6)
    assert roofs._array_bytes("cpu") == 4 * 10**6
    monkeypatch.setattr(roofs, "processor_cache_bytes", lambda cores: 10**15)
    with pytest.raises(roofs.MixBenchError, match=r"measured on 12000\.0 TB, but .* are free"):
        roofs._array_bytes("cpu")


@pytest.mark.cuda
@pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no CUDA device here")
@pytest.mark.parametrize("dtype", ["float32", "bfloat16", "float16"])
def test_the_roofs_of_a_device_are_far_over_the_processors(dtype):
    device = measure_roof(Conditions("cuda:0", dtype), lambda: False)
    assert device.key == ("cuda:0", dtype, None)
    processor = measure_roof(Conditions(), lambda: False)
    assert device.macs_per_s > processor.macs_per_s
    assert device.bytes_per_s > processor.bytes_per_s
