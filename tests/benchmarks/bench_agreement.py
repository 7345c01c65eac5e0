"""Whether a number is the same the next time: one case timed again and again in fresh workers, and held
against itself in duels. Run with `packaging/test -s tests/benchmarks/bench_agreement.py`; nothing here
asserts a time.

Two 95 % intervals of the same value overlap nearly always where nothing but the noise within a session
separates them; what is missing is what changes from process to process.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import combinations

import pytest
from sweeps import sweeper

from mixbench.core import duel
from mixbench.core.measurement import Measurement
from mixbench.core.model import Case, Model
from mixbench.core.sweep import SweepPlan

MODELS = (Model("mixer_s16"), Model("resmlp_s12"), Model("resnet50"))
SIDES_PX = (64, 128)
SESSIONS, DUELS = 6, 3


def overlap(one: Measurement, other: Measurement) -> bool:
    """Whether the intervals of two timings have a value in common."""
    a, b = one.timing.estimate, other.timing.estimate
    return a.ci_low_ms <= b.ci_high_ms and b.ci_low_ms <= a.ci_high_ms


def apart(one: Measurement, other: Measurement) -> float:
    """How far two medians lie apart, as a share of the smaller one."""
    low, high = sorted(each.timing.estimate.median_ms for each in (one, other))
    return high / low - 1


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_sessions_agree(tmp_path):
    plan = SweepPlan(MODELS, tuple((side, side) for side in SIDES_PX))
    seen: dict[tuple[str, int], list[Measurement]] = defaultdict(list)
    for number in range(SESSIONS):
        with sweeper(tmp_path / f"session{number}.sqlite3") as driver:
            for one in driver.run(plan):
                seen[one.case.model.key, one.case.height].append(one)
    print(f"\n{SESSIONS} sessions in fresh workers, precision {plan.precision}")
    print(f"{'case':<20} medians ms (half-width, * unstable){'':<42} overlap  largest difference")
    for (key, side), measured in sorted(seen.items()):
        pairs = list(combinations(measured, 2))
        agreeing = sum(overlap(*pair) for pair in pairs)
        shown = " ".join(
            f"{one.timing.estimate.median_ms:.2f}({one.timing.estimate.half_width:.1%})"
            + ("*" if one.timing.reasons else "")
            for one in measured
        )
        worst = max(apart(*pair) for pair in pairs)
        print(f"{key:<14} {side:>4}  {shown:<80} {agreeing:>2}/{len(pairs)}   {worst:.1%}")


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_a_case_is_the_same_as_itself(tmp_path):
    print(f"\n{DUELS} duels of each case against itself, in fresh workers")
    verdicts: Counter[str] = Counter()
    for model in MODELS:
        case = Case(model, SIDES_PX[0], SIDES_PX[0])
        for number in range(DUELS):
            with sweeper(tmp_path / f"{model.variant}{number}.sqlite3") as driver:
                first, second = driver.run(SweepPlan.of_duel(case, case))
            judged = duel.judge(first.rounds, second.rounds)
            verdicts[judged.verdict] += 1
            interval = f"{judged.ci_low:.4f} to {judged.ci_high:.4f}" if judged.ci_low else "none"
            reasons = "; ".join(judged.reasons)
            print(f"{model.key:<14} {case.resolution:>4} px  ratio {judged.ratio:.4f} ({interval}, ", end="")
            print(f"{judged.pairs} pairs)  {judged.verdict}  {reasons}")
    print(", ".join(f"{verdict}: {count}" for verdict, count in verdicts.items()))
