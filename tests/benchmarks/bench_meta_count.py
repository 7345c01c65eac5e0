"""Our count on meta tensors against fvcore, which runs the model for real. Run with
`packaging/test -s tests/benchmarks/bench_meta_count.py`; nothing here asserts a time.

Ours is timed with building the network on `meta`; fvcore on a network that stands already, weights and all.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from math import exp, log
from statistics import median

import pytest
import torch

import mixbench
from mixbench.core.intervals import median_interval
from mixbench.core.model import Case, Model
from mixbench.engine.counting import count_case, rehearse
from mixbench.engine.witnesses import fvcore_witness

VARIANTS = ("mixer_s16", "resmlp_s12", "cyclemlp_b1", "resnet18", "resnet50")
SIDES_PX = (224, 512, 1024)
REPEATS = 5


def seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_count_against_fvcore():
    rehearse()
    print(f"\nmedians of {REPEATS}, in turn; ratio fvcore / ours with its 95 % interval")
    print(f"{'variant':<14}    px   ours ms  fvcore ms  ratio   interval           MACs ours    fvcore")
    for variant in VARIANTS:
        for side in SIDES_PX:
            case = Case(Model(variant), side, side)
            network, image = mixbench.build(variant, image_size=side), torch.zeros(1, 3, side, side)
            macs = count_case(case).macs, fvcore_witness(network, image).macs  # warms up both
            pairs = [
                (seconds(lambda: count_case(case)), seconds(lambda: fvcore_witness(network, image)))  # noqa: B023 - called at once
                for _ in range(REPEATS)
            ]
            logs = [log(theirs / ours) for ours, theirs in pairs]
            low, high = median_interval(logs)
            ours, theirs = (median(column) * 1e3 for column in zip(*pairs, strict=True))
            times = f"{ours:8.1f}  {theirs:9.1f} {exp(median(logs)):6.1f}x"
            bounds = f"({exp(low):5.1f} to {exp(high):6.1f})"
            print(
                f"{variant:<14} {side:>5}  {times} {bounds}  {macs[0] / 1e9:8.3f} G {macs[1] / 1e9:8.3f} G",
                flush=True,
            )
