"""Forecasts of time: monotone where they must be, and corrected by experience."""

from __future__ import annotations

import pytest

from mixbench.catalog import registry
from mixbench.core.model import Case, Conditions, Model
from mixbench.core.sweep import SweepPlan
from mixbench.jobs.estimate import seconds
from mixbench.jobs.events import Item
from mixbench.jobs.grouping import MOST_TOGETHER, MOST_WEIGHT_BYTES, groups, weight_bytes
from mixbench.jobs.planning import planned_s

MIXER = Model("mixer_s16")


def test_a_larger_case_takes_longer_and_a_refused_one_no_time():
    small, large = (seconds(Case(MIXER, side, side), "normal", 1e-10) for side in (64, 448))
    assert small < large
    assert seconds(Case(MIXER, 65, 65), "normal", None) is None


def test_the_cap_bounds_the_rounds():
    slow = seconds(Case(MIXER, 224, 224), "quick", 1e-9)
    slower = seconds(Case(MIXER, 224, 224), "normal", 1e-9)
    assert slower - slow == pytest.approx(20)


def under(side=224, rate=1e-9, precision="normal", **conditions):
    return seconds(Case(MIXER, side, side, 1, Conditions(**conditions)), precision, rate)


def test_a_training_step_takes_three_passes_and_an_optimizer():
    """At 10 us a MAC preparation and warm-up are as long as calls make them, or bounded: 3 + 1 calls."""
    law = registry.resolve(MIXER).law(224, 224)
    step_s = (under(rate=1e-5, mode="training_step") - under(rate=0.5e-5, mode="training_step")) / 0.5e-5
    pass_s = (under(rate=1e-5) - under(rate=0.5e-5)) / 0.5e-5
    assert step_s / pass_s == pytest.approx(3)
    idle = under(rate=1e-18, mode="training_step") - under(rate=1e-18)
    assert 0 < idle < 20 * law.params * 28 / 10e9


def test_compiling_stands_before_the_first_call_and_a_step_compiles_its_way_back():
    eager, compiled = under(), under(runtime="compile")
    step, compiled_step = under(mode="training_step"), under(mode="training_step", runtime="compile")
    assert compiled - eager > 10
    assert compiled_step - step == pytest.approx(2 * (compiled - eager))
    assert under(runtime="cuda_graph", device="cuda:0") == under(device="cuda:0")


def test_publishing_starts_in_three_processes():
    small = {"side": 32, "rate": 1e-12, "runtime": "compile"}
    normal, publish = under(**small), under(**small, precision="publish")
    compile_s = under(**small) - under(side=32, rate=1e-12)
    assert publish - normal > 2 * compile_s


def test_a_machine_on_which_timings_take_more_rounds_is_expected_to_again():
    """A round takes 0.3 s at least; the rounds of a quick timing are bounded by its cap of 10 s."""
    quick = seconds(Case(MIXER, 32, 32), "quick", 1e-12)
    assert seconds(Case(MIXER, 32, 32), "quick", 1e-12, 5) == quick
    assert seconds(Case(MIXER, 32, 32), "quick", 1e-12, 20) == pytest.approx(quick + 15 * 0.3)
    assert seconds(Case(MIXER, 32, 32), "quick", 1e-12, 200) == pytest.approx(quick + 10 - 5 * 0.3)


def test_the_plan_learns_its_rounds_from_what_was_stored(bench):
    b = bench("--rounds", "20")
    plan = SweepPlan((MIXER,), ((64, 64), (128, 128)))
    assert b.store.usual_rounds(0.01, device="cpu") is None
    before = planned_s(plan, b.store)
    b.run(plan)
    assert b.store.usual_rounds(0.01, device="cpu") == 20
    assert b.store.usual_rounds(0.03, device="cpu") is None, "another target takes other rounds"
    after = planned_s(plan, b.store)
    assert all(after[number] > before[number] + 14 * 0.3 for number in after)


def test_groups_are_bounded_in_number_and_in_bytes():
    small = [Item(n, Case(MIXER, 224, 224)) for n in range(MOST_TOGETHER + 3)]
    assert [len(group) for group in groups(small)] == [MOST_TOGETHER, 3]
    heavy = [Item(n, Case(Model("mixer_l16"), 224, 224)) for n in range(4)]
    assert all(sum(map(weight_bytes, group)) <= MOST_WEIGHT_BYTES for group in groups(heavy))
    assert sorted(item.number for group in groups(heavy) for item in group) == [0, 1, 2, 3]
    assert list(groups([])) == []
