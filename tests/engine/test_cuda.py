"""The CUDA clock, where there is a device."""

from __future__ import annotations

import pytest
import torch

from mixbench.core.measurement import PrecisionTarget
from mixbench.core.model import Case, Conditions, Model
from mixbench.engine import building, memory
from mixbench.engine.counting import count_case
from mixbench.engine.cuda import CudaWatch
from mixbench.engine.running import prepare
from mixbench.engine.timing import Contender

pytestmark = [
    pytest.mark.cuda,
    pytest.mark.skipif(not torch.cuda.is_available(), reason="there is no CUDA device"),
]

CASE = Case(Model("resmlp_s12"), 64, 64, 2, Conditions(device="cuda:0"))


def test_device_time_is_part_of_the_end_to_end_time():
    subject = building.subject(CASE)
    watch = CudaWatch(lambda: False, "cuda:0")
    watch.settle()
    contender = Contender(prepare(subject), watch, PrecisionTarget(0.03, 5.0), 2)
    contender.warm_up()
    contender.visit()
    timing = contender.timing("cancelled")
    assert timing.minimum_ms > 0
    assert timing.end_to_end_ms is not None and timing.effective_threads is None


def test_the_forecast_is_near_the_allocators_peak():
    forecast = count_case(CASE).memory.activation_bytes
    assert memory.measured_peak(building.subject(CASE)) == pytest.approx(forecast, rel=0.05)


def test_short_calls_are_timed_in_blocks():
    watch = CudaWatch(lambda: False, "cuda:0")
    assert watch.block_for(10e-6) == 100
    assert watch.block_for(60e-6) == 1
