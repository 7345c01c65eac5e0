"""How fast the count on meta tensors answers, small input against large. Run with
`packaging/test -s tests/benchmarks/bench_counting.py`; nothing here asserts a time."""

from __future__ import annotations

import statistics
import time
from math import exp, log

import pytest

from mixbench.catalog.registry import families
from mixbench.core.intervals import median_interval
from mixbench.core.model import Case, Model
from mixbench.engine.counting import count_case, rehearse

SMALL_PX, LARGE_PX = 224, 2048
REPEATS = 5
ALLOWED_S, ALLOWED_RATIO = 0.2, 1.5


def seconds(variant: str, side_px: int) -> tuple[float, float]:
    """Wall and CPU seconds of one count, with the network built for it."""
    wall, cpu = time.perf_counter(), time.process_time()
    count_case(Case(Model(variant), side_px, side_px))
    return time.perf_counter() - wall, time.process_time() - cpu


def accepted(variant, side_px: int) -> int:
    """The nearest side that the variant's patches divide."""
    return side_px // variant.native_px * variant.native_px if variant.id.endswith("14") else side_px


@pytest.mark.slow
def test_count_of_every_variant():
    rehearse()
    print(
        f"\n{'variant':<20} {SMALL_PX} px ms  {LARGE_PX} px ms   ratio  95 % interval   wall ms "
        f"(medians of {REPEATS}, sizes in turn)"
    )
    worst, ratios = 0.0, []
    for variant in (variant for family in families() for variant in family.variants):
        large_px = accepted(variant, LARGE_PX)
        pairs = [(seconds(variant.id, SMALL_PX), seconds(variant.id, large_px)) for _ in range(REPEATS)]
        wall = statistics.median(pair[0][0] for pair in pairs)
        small, large = (statistics.median(pair[side][1] for pair in pairs) for side in (0, 1))
        logs = [log(pair[1][1] / pair[0][1]) for pair in pairs]
        ratio, (low, high) = exp(statistics.median(logs)), median_interval(logs)
        figures = (
            f"{small * 1e3:9.0f}  {large * 1e3:10.0f}  {ratio:6.2f}  ({exp(low):4.2f} to {exp(high):5.2f})"
        )
        print(f"{variant.id:<20} {figures}  {wall * 1e3:8.0f}")
        worst, ratios = max(worst, small), [*ratios, ratio]
    print(f"slowest at {SMALL_PX} px: {worst:.3f} s of {ALLOWED_S} s; ", end="")
    print(f"largest ratio {max(ratios):.2f} of {ALLOWED_RATIO}")
