"""What measuring costs beside the measurement: time inside samples over wall time of a sweep, and where the
rest went. Run with `packaging/test -s tests/benchmarks/bench_harness.py`; nothing here asserts a time."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable

import pytest
from sweeps import sweeper

from mixbench.core.measurement import Precision
from mixbench.core.model import Model
from mixbench.core.sweep import SweepPlan
from mixbench.protocol import Answer, Counted, Finished, Left, Measured, RoofMeasured, RoundDone, Started

MODELS = (Model("mixer_s16"), Model("resmlp_s12"), Model("cyclemlp_b1"), Model("resnet50"))
SIDES_PX = (64, 128, 224)
PROMISED: dict[Precision, float | None] = {"quick": None, "normal": 0.7}


def divided(begun: float, heard: Iterable[tuple[float, Answer]], ended: float) -> dict[str, float]:
    """Seconds by what the worker said it was doing. A round's time inside its samples is `laps`."""
    spent: dict[str, float] = defaultdict(float)
    doing, since = "rest", begun
    for at, answer in heard:
        step = at - since
        inside = min(step, answer.round.spent_s) if isinstance(answer, RoundDone) else 0.0
        spent["laps"] += inside
        spent[_ended(answer) or doing] += step - inside
        if isinstance(answer, Started):
            doing = answer.activity
        elif isinstance(answer, Measured | Left | Finished):
            doing = "rest"
        since = at
    spent[doing] += ended - since
    return spent


def _ended(answer: Answer) -> str:
    """What an answer shows to have been done until now, where the worker's last word on it is less exact."""
    if isinstance(answer, RoofMeasured):
        return "roofs"
    has_run = isinstance(answer, Counted) and answer.cost.peak_memory_bytes is not None
    return "peak and fvcore" if has_run else ""


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("precision", PROMISED)
def test_share_of_a_sweep_that_is_measurement(tmp_path, precision):
    plan = SweepPlan(MODELS, tuple((side, side) for side in SIDES_PX), precision=precision)
    waking = time.monotonic()
    with sweeper(tmp_path / "bench.sqlite3") as driver:
        begun = time.monotonic()
        measured = driver.run(plan)
        ended = time.monotonic()
        spent = divided(begun, driver.heard, ended)
    wall_s = ended - begun
    rounds = sum(len(one.rounds) for one in measured)
    print(f"\n{precision}: {len(measured)} points, {rounds} rounds, {wall_s:.1f} s", end="")
    print(f" after {begun - waking:.1f} s for the worker to start")
    for name, seconds in sorted(spent.items(), key=lambda item: -item[1]):
        print(f"  {name:<16} {seconds:7.1f} s  {seconds / wall_s:6.1%}")
    promised = PROMISED[precision]
    print(f"  inside samples: {spent['laps'] / wall_s:.2f}", f"of {promised:g}" if promised else "")
    for one in measured:
        estimate = one.timing.estimate
        print(
            f"  {one.case.model.key:<14} {one.case.resolution:>4} px {estimate.median_ms:8.2f} ms "
            f"±{estimate.half_width or 0:.1%} {estimate.rounds:3} rounds, {one.timing.stop_reason}; "
            f"{'; '.join(one.timing.reasons) or 'verified'}"
        )
