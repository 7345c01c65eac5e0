"""The protocol on a scripted clock: nothing here waits, and nothing depends on this machine."""

from __future__ import annotations

import itertools
import time

import pytest

from mixbench.core.measurement import GLIMPSE, DeviceState, PrecisionTarget, Round, WarmUp
from mixbench.engine.timing import Contender, Interrupted, mark, warm_up
from mixbench.engine.watch import Lap, Program

IDLE = Program(lambda: None)
NORMAL = PrecisionTarget(half_width=0.01, cap_s=30.0)


class ScriptedWatch:
    """A clock that says what the script says: seconds a call, CPU seconds a second, and load."""

    def __init__(self, call_s, *, threads=1.0, loads=None, cancel_after=None, end_to_end_s=None):
        self.script = itertools.chain(call_s) if not isinstance(call_s, float) else itertools.repeat(call_s)
        self.threads, self.cancel_after, self.across = threads, cancel_after, end_to_end_s
        self.loads = iter(loads) if loads is not None else itertools.repeat(0.0)
        self.taken, self.asked, self.device = [], [], None

    def block_for(self, call_s):
        return max(1, round(1e-3 / call_s))

    def laps(self, program, block, count):
        self.asked.append((block, count))
        laps = []
        for _ in range(count):
            if self.cancel_after is not None and len(self.taken) >= self.cancel_after:
                break
            wall = next(self.script) * block
            parts = tuple(wall * (n + 1) / 6 for n, _ in enumerate(program.phases))
            laps.append(Lap(wall, None if self.threads is None else wall * self.threads, parts))
            self.taken.append(wall)
            program.call()
        return laps

    def begin_round(self):
        self.asked.append("begin")

    def end_round(self):
        return next(self.loads)

    def device_state(self):
        return self.device

    def energy_j(self, program):
        return None

    def end_to_end_s(self, program):
        return self.across


def contender(watch, target=NORMAL, batch=1):
    made = Contender(IDLE, watch, target, batch)
    made.warm_up()
    return made


def race(made, most=1000):
    """Take rounds until the case stops by itself."""
    for _ in range(most):
        made.visit()
        reason = made.stop_reason()
        if reason:
            return reason
    raise AssertionError("never stopped")


def test_warm_up_lasts_half_a_second_at_least():
    warm = warm_up(IDLE, ScriptedWatch(0.01))
    assert sum(warm.calls_ms) == pytest.approx(500, abs=50)
    assert warm.settled


def test_warm_up_waits_until_neighbouring_windows_agree():
    falling = [1.0 * 0.9**step for step in range(25)]
    warm = warm_up(IDLE, ScriptedWatch([*falling, *[0.07] * 100]))
    assert len(warm.calls_ms) == 25 + 10  # two windows of the final speed
    assert warm.settled


def test_warm_up_gives_up_after_ten_seconds():
    warm = warm_up(IDLE, ScriptedWatch(0.1 * 1.02**step for step in itertools.count()))
    assert 10_000 <= sum(warm.calls_ms) < 10_500
    assert not warm.settled


@pytest.mark.parametrize(
    ("calls", "settled"), [([4.0, 2.0, 2.01, 2.0], True), ([6.0, 1.0, 3.1], False), ([12.0], False)]
)
def test_long_calls_are_compared_by_halves_without_the_first(calls, settled):
    warm = warm_up(IDLE, ScriptedWatch([*calls, 99.0]))
    assert warm.settled is settled


def test_a_round_has_six_samples_and_three_tenths_of_a_second():
    slow = contender(ScriptedWatch(0.2))
    assert len(slow.visit()[0].samples_ms) == 6
    quick = contender(ScriptedWatch(0.01))
    assert len(quick.visit()[0].samples_ms) == 30


def test_a_round_goes_on_where_the_calls_became_faster():
    watch = ScriptedWatch([0.1] * 10 + [0.01] * 100)
    taken, _ = contender(watch).visit()
    assert sum(taken.samples_ms) >= 300 * 0.999


def test_short_calls_are_timed_in_blocks_and_told_per_call():
    watch = ScriptedWatch(1e-4)
    made = contender(watch)
    taken, estimate = made.visit()
    assert watch.asked[-1][0] == 10
    assert taken.samples_ms == pytest.approx([0.1] * len(taken.samples_ms))
    assert estimate.median_ms == pytest.approx(0.1)
    assert made.timing("target").block == 10


def test_five_rounds_of_a_long_call_fit_under_the_cap():
    made = contender(ScriptedWatch(1.5), PrecisionTarget(0.03, 10.0))
    assert race(made) == "target"
    assert [len(one.samples_ms) for one in made.rounds] == [1] * 5


def test_calls_longer_than_the_cap_stop_at_it():
    made = contender(ScriptedWatch(4.0), PrecisionTarget(0.03, 10.0))
    assert race(made) == "cap"
    assert len(made.rounds) == 3
    assert any("3 instead of 5" in reason for reason in made.timing("cap").reasons)


def test_steady_calls_mstop_at_round_five():
    made = contender(ScriptedWatch(0.02))
    assert race(made) == "target"
    result = made.timing("target", (0, 3))
    assert (result.estimate.rounds, result.reasons, result.pinned_cores) == (5, (), (0, 3))
    assert result.throughput_img_s == pytest.approx(50.0)


def test_restless_calls_mstop_at_the_cap_of_their_own_seconds():
    jumpy = itertools.chain([0.1] * 10, itertools.cycle([0.1] * 6 + [0.15] * 6))
    made = contender(ScriptedWatch(jumpy), PrecisionTarget(0.01, 10.0))
    assert race(made) == "cap"
    assert sum(sum(one.samples_ms) for one in made.rounds) == pytest.approx(10_000, abs=900)
    assert any("instead of ±1.0 %" in reason for reason in made.timing("cap").reasons)


def test_first_call_and_warm_up_are_kept_apart_from_the_samples():
    made = contender(ScriptedWatch([3.0] + [0.05] * 1000), batch=8)
    race(made)
    result = made.timing("target")
    assert result.first_call_ms == result.warm_up_ms[0] == 3000
    assert (result.minimum_ms, result.p99_ms) == pytest.approx((50, 50))
    assert result.throughput_img_s == pytest.approx(160)


def test_marks_are_wall_time_beyond_cpu_time_of_the_effective_threads():
    laps = [Lap(1.0, 2.0), Lap(1.04, 2.0), Lap(1.06, 2.0), Lap(2.0, 2.0)]
    assert mark(laps, 2.0, 0.0) == (False, False, True, True)
    assert mark(laps, 2.0, 0.11) == (True, True, True, True)
    assert mark(laps, 2.0, None) == (False, False, True, True)
    assert mark([Lap(1.0)], None, None) == (False,)


def test_effective_threads_are_what_undisturbed_samples_reach():
    made = contender(ScriptedWatch(0.05, threads=1.7))
    made.visit()
    assert made.effective_threads == pytest.approx(1.7)
    assert made.rounds[0].marked == (False,) * 6


def test_threads_that_scatter_at_their_barriers_are_not_marked_in_bulk():
    """Against what the best samples reach, half of these would be."""
    made = contender(ScriptedWatch(0.05))
    made._laps = made._quiet_laps = [Lap(1.0, ratio / 100) for ratio in range(150, 165)] * 10
    marks = mark(made._laps, made.effective_threads, 0.0)
    assert made.effective_threads == pytest.approx(1.57)
    assert sum(marks) == 0


def test_disturbed_rounds_do_not_teach_what_is_normal():
    made = contender(ScriptedWatch(0.05))
    made._laps = [Lap(1.0, 0.9)] * 50 + [Lap(1.0, 1.8)] * 10
    made._quiet_laps = [Lap(1.0, 1.8)] * 10
    assert made.effective_threads == pytest.approx(1.8)


def test_a_busy_round_marks_all_its_samples_and_makes_the_timing_unstable():
    made = contender(ScriptedWatch(0.05, loads=[0.5, 0.0, 0.0, 0.0, 0.0]))
    race(made)
    assert [any(one.marked) for one in made.rounds] == [True, False, False, False, False]
    assert made.timing("target").estimate.marked_share == pytest.approx(0.2)
    assert made.reasons() == ("busy machine: 20 % of the samples were disturbed by other processes",)


def test_cancelling_drops_the_round_in_flight_and_keeps_the_others():
    watch = ScriptedWatch(0.05)
    made = contender(watch)
    made.visit()
    watch.cancel_after = len(watch.taken) + 3
    with pytest.raises(Interrupted):
        made.visit()
    assert len(made.rounds) == 1
    assert made.timing("cancelled").estimate.rounds == 1


def test_cancelling_the_warm_up():
    with pytest.raises(Interrupted):
        warm_up(IDLE, ScriptedWatch(0.05, cancel_after=2))


def test_a_device_clock_has_no_threads_but_an_end_to_end_time():
    made = contender(ScriptedWatch(0.05, threads=None, loads=itertools.repeat(None), end_to_end_s=0.07))
    race(made)
    result = made.timing("target")
    assert (result.effective_threads, result.end_to_end_ms) == (None, pytest.approx(70))
    assert made.rounds[0].other_load is None


# several visits to one case


def test_a_later_visit_goes_on_from_the_rounds_of_the_earlier_ones():
    first = contender(ScriptedWatch([3.0] + [0.05] * 1000))
    warm = first.warm_up()
    for _ in range(3):
        first.visit()
    later = Contender(
        IDLE, ScriptedWatch(0.05), NORMAL, 1, rounds=tuple(first.rounds), warm_up=warm, visit=2, process=2
    )
    later.warm_up()
    assert later.stop_reason() is None
    later.visit()
    later.visit()
    assert [(one.number, one.visit, one.process) for one in later.rounds] == [
        (1, 1, 1),
        (2, 1, 1),
        (3, 1, 1),
        (4, 2, 2),
        (5, 2, 2),
    ]
    assert later.stop_reason() == "target"
    assert later.estimate.rounds == 5
    assert later.timing("target").warm_up_ms == warm.calls_ms


def test_the_cap_is_on_the_time_of_all_visits_and_glimpses_cost_nothing():
    earlier = tuple(
        Round(number, (1000.0 + 100 * (number % 2),) * 3, (False,) * 3) for number in (GLIMPSE, 1, 2, 3)
    )
    made = Contender(
        IDLE,
        ScriptedWatch(1.0),
        PrecisionTarget(0.001, 10.0),
        1,
        rounds=earlier,
        warm_up=WarmUp((9.0,), True),
    )
    assert made.spent_s == pytest.approx(3.3 + 3.0 + 3.3)
    assert made.stop_reason() is None
    made.warm_up()
    made.visit()
    assert made.stop_reason() == "cap"


def test_blocks_of_short_calls_count_with_all_their_calls_towards_the_cap():
    made = contender(ScriptedWatch(1e-4))
    made.visit()
    assert made.spent_s == pytest.approx(0.3, rel=0.05)


def test_a_glimpse_is_short_and_no_part_of_the_estimate():
    watch = ScriptedWatch(0.004)
    made = Contender(IDLE, watch, NORMAL, 1)
    seen = made.glimpse()
    assert seen.number == GLIMPSE
    assert sum(seen.samples_ms) == pytest.approx(50, abs=4.1)
    assert sum(watch.taken) == pytest.approx(0.1, abs=0.009)  # with the warm-up
    assert made.rounds == []
    made.visit()
    assert [one.number for one in made.rounds] == [1]


def test_a_glimpse_of_a_long_call_is_one_sample_after_one_call():
    watch = ScriptedWatch(2.0)
    made = Contender(IDLE, watch, NORMAL, 1)
    assert made.glimpse().samples_ms == (2000.0,)
    assert watch.taken == [2.0, 2.0]


def test_a_round_says_when_it_began_and_how_many_calls_made_a_sample():
    made = contender(ScriptedWatch(1e-4))
    before = time.time()
    taken, _ = made.visit()
    assert before <= taken.began_s <= time.time()
    assert taken.block == 10


def test_the_phases_of_a_block_are_told_for_one_call():
    phases = tuple((phase, IDLE.call) for phase in ("forward", "backward", "optimizer"))
    program = Program(IDLE.call, phases, has_gradients=True)
    made = Contender(program, ScriptedWatch(6e-4), NORMAL, 1)
    made.warm_up()
    taken, _ = made.visit()
    made.visit()
    assert taken.block == 2
    assert taken.phases_ms["backward"] == pytest.approx([0.2] * len(taken.samples_ms))
    assert made.timing("target").phases_ms == pytest.approx(
        {"forward": 0.1, "backward": 0.2, "optimizer": 0.3}
    )


def test_the_phases_of_earlier_visits_are_kept():
    phases = (("forward", IDLE.call),)
    earlier = Round(1, (6.0,) * 6, (False,) * 6, phases_ms={"forward": (3.0,) * 6})
    made = Contender(Program(IDLE.call, phases), ScriptedWatch(6e-3), NORMAL, 1, rounds=(earlier,))
    made.warm_up()
    made.visit()
    assert made.timing("cap").phases_ms == pytest.approx({"forward": 2.0})  # between 1 and 3


def test_what_it_took_to_compile_and_what_was_seen_before_are_told_with_the_result():
    program = Program(IDLE.call, compile_ms=4000.0, warnings=("it left the graph",))
    made = Contender(program, ScriptedWatch(0.05), NORMAL, 1, warnings=("it runs on its battery",))
    assert made.warm_up().compile_ms == 4000.0
    race(made)
    result = made.timing("target")
    assert result.compile_ms == 4000.0
    assert result.warnings == ("it runs on its battery", "it left the graph")
    assert result.reasons == ()  # they cost no badge


def test_a_device_whose_clock_falls_marks_the_round():
    watch = ScriptedWatch(0.05, threads=None, loads=itertools.repeat(None))
    made = contender(watch)
    watch.device = DeviceState(clock_mhz=1800, top_clock_mhz=1980)
    assert not any(made.visit()[0].marked)
    watch.device = DeviceState(clock_mhz=1700, top_clock_mhz=1980, throttled=("power cap",))
    assert all(made.visit()[0].marked)
    assert made.reasons() == (
        "unsteady clock: in 50 % of the rounds the device fell to as little as 1700 of 1980 MHz (power cap);"
        " all their samples are marked",
    )
