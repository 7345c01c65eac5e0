"""What a person takes out of a run, puts into another order, or should be told before it starts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mixbench.core.errors import RequestError
from mixbench.core.measurement import GLIMPSE, Status
from mixbench.core.model import Conditions, Model
from mixbench.core.sweep import SweepPlan
from mixbench.jobs.events import ItemChanged, ItemState, ProgressChanged, QueueChanged, RunFinished
from mixbench.protocol import Started

MIXER, RES, CYCLE = Model("mixer_s16"), Model("resmlp_s12"), Model("cyclemlp_b1")


def plan(*sides: int, models=(MIXER,)) -> SweepPlan:
    return SweepPlan(tuple(models), tuple((side, side) for side in sides), name="test")


def items(b):
    return [event.item for event in b.told if isinstance(event, ItemChanged)]


def rounds_of(b, number):
    """How many rounds an item was told to have."""
    return max((i.estimate.rounds for i in items(b) if i.number == number and i.estimate), default=0)


def end(b):
    b.until(lambda: any(isinstance(event, RunFinished) for event in b.told))


def measured(b):
    return b.store.load("last").measurements


def statuses(b):
    return [measurement.status for _, measurement in sorted(measured(b).items())]


def real_numbers(measurement):
    return [one.number for one in measurement.rounds if one.number != GLIMPSE]


def test_a_point_that_waits_is_skipped_and_the_others_are_measured(bench):
    b = bench()
    b.runner.start(plan(64, 128, 192))
    b.runner.skip([1])
    end(b)
    assert statuses(b) == [Status.OK, Status.SKIPPED, Status.OK]
    assert measured(b)[1].error == "skipped by hand"
    assert not measured(b)[1].rounds
    assert b.last(ProgressChanged).finished == 3


def test_the_point_in_flight_gives_way_at_once_and_keeps_its_rounds(bench):
    b = bench("--rounds", "40", "--round-s", "0.03")
    b.runner.start(plan(64, models=(MIXER, RES)))
    b.until(
        lambda: any(item.number == 0 and item.estimate and item.estimate.rounds >= 2 for item in items(b))
    )
    b.runner.skip([0])
    b.until(lambda: rounds_of(b, 1) >= 1)
    assert 2 <= len(real_numbers(measured(b)[0])) < 5, "its visit of five rounds was cut short"
    b.runner.stop()
    end(b)
    assert statuses(b) == [Status.SKIPPED, Status.CANCELLED]


def test_companions_of_a_skipped_point_lose_nothing(bench):
    b = bench("--rounds", "10", "--round-s", "0.03")
    b.runner.start(plan(64, models=(MIXER, RES)))
    b.until(
        lambda: any(item.number == 1 and item.estimate and item.estimate.rounds >= 2 for item in items(b))
    )
    b.runner.skip([0])
    end(b)
    numbers = real_numbers(measured(b)[1])
    assert statuses(b)[1] is Status.OK
    assert numbers == list(range(1, len(numbers) + 1))


def test_a_skipped_point_can_be_taken_back_and_goes_on_from_its_rounds(bench):
    b = bench("--rounds", "10", "--round-s", "0.02")
    b.runner.start(plan(64, 128))
    b.until(
        lambda: any(item.number == 0 and item.estimate and item.estimate.rounds >= 3 for item in items(b))
    )
    b.runner.skip([0])
    b.until(lambda: rounds_of(b, 1) >= 1)
    kept = measured(b)[0].rounds
    assert len(kept) >= 3
    b.runner.take_up([0, 1])
    assert items(b)[-1].number == 0 and items(b)[-1].state is ItemState.REFINING
    end(b)
    assert statuses(b) == [Status.OK] * 2
    assert measured(b)[0].rounds[: len(kept)] == kept


def test_resume_respects_what_was_skipped_and_measures_it_where_it_is_asked_for(bench):
    b = bench()
    session = b.runner.start(plan(64, 128))
    b.runner.skip([1])
    end(b)
    b.told.clear()
    b.runner.resume(session)
    end(b)
    assert statuses(b) == [Status.OK, Status.SKIPPED]
    b.told.clear()
    b.runner.resume(session, take_up=[1])
    end(b)
    assert statuses(b) == [Status.OK] * 2


def test_a_run_whose_points_are_all_skipped_ends_and_says_so(bench):
    b = bench()
    b.runner.start(plan(64, 128))
    b.runner.skip([0, 1])
    end(b)
    assert b.last(RunFinished).outcome == "done"
    assert "0 of 2 points measured; skipped by hand" in b.last(RunFinished).sentence


def test_a_death_over_a_skipped_point_is_not_its_companions_fault(bench):
    """The worker was at the point that the person had just skipped, and dies before it obeys."""
    b = bench("--round-s", "0.2")
    b.runner.start(plan(64, models=(MIXER, RES)))
    b.until(lambda: any(item.state is ItemState.REFINING for item in items(b)))
    course = b.runner._course
    course.take(Started(1, 0, "timing"), is_stopping=False)
    b.runner.skip([0])
    b.transports[-1].kill()
    end(b)
    assert statuses(b) == [Status.SKIPPED, Status.OK]


def first_seen(b, state):
    return list(dict.fromkeys(item.number for item in items(b) if item.state is state))


def test_the_order_of_the_person_holds_from_the_first_look_to_the_end(bench):
    b = bench("--rounds", "10")
    b.runner.start(plan(64, 128, 192))
    b.runner.move([2], before=0)
    assert b.last(QueueChanged).order == ((2,), (0,), (1,))
    end(b)
    assert first_seen(b, ItemState.COARSE) == [2, 0, 1]
    assert first_seen(b, ItemState.REFINING) == [2, 0, 1]
    assert first_seen(b, ItemState.FINISHED) == [2, 0, 1]


def test_what_is_compared_moves_together(bench):
    b = bench()
    b.runner.start(plan(64, 128, 192, models=(MIXER, RES)))
    b.runner.move([5], before=2)
    assert b.last(QueueChanged).order == ((0, 1), (4, 5), (2, 3))
    b.runner.move([0], before=None)
    assert b.last(QueueChanged).order == ((4, 5), (2, 3), (0, 1))
    end(b)
    assert first_seen(b, ItemState.COARSE) == [4, 5, 2, 3, 0, 1]


def test_the_queue_tells_the_visit_under_way_and_the_next_one(bench):
    b = bench()
    b.runner.start(plan(64, 128))
    end(b)
    visits = [e.now for e in b.told if isinstance(e, QueueChanged) and e.now is not None]
    nexts = [e.next for e in b.told if isinstance(e, QueueChanged) and e.now is not None]
    assert [(call.numbers, call.visit) for call in visits] == [
        ((0,), "glimpse"),
        ((1,), "glimpse"),
        ((0,), "rounds"),
        ((1,), "rounds"),
    ]
    assert nexts[:3] == visits[1:4]


def test_a_run_of_which_nothing_can_be_measured_is_refused_with_the_reason(bench):
    b = bench()
    with pytest.raises(RequestError, match="16 does not divide 72"):
        b.runner.start(plan(72, 100))
    assert b.store.sessions() == (), "a refused run leaves no empty session"
    with pytest.raises(RequestError, match="no point of this sweep"):
        b.runner.start(plan(64, models=(Model("mixer_s16", {"depth": 0}),)))


def test_one_refused_hyperparameter_does_not_refuse_the_others(bench):
    b = bench()
    b.run(plan(64, models=(Model("mixer_s16", {"depth": 0}), Model("mixer_s16", {"depth": 2}))))
    assert statuses(b) == [Status.SKIPPED, Status.OK]
    assert "depth" in measured(b)[0].error.lower()


def test_a_run_that_measured_nothing_names_the_reason(bench):
    b = bench("--memory-for", "32")
    b.run(plan(64, 128))
    assert "0 of 2 points measured; needs 9 GB, 8 GB are free" in b.last(RunFinished).sentence


def test_points_are_left_out_from_the_start_with_their_reason(bench):
    b = bench()
    b.runner.start(plan(64, 128), {1: "needs about 9 GB of 8 GB"})
    end(b)
    assert statuses(b) == [Status.OK, Status.SKIPPED]
    assert measured(b)[1].error == "skipped by hand: needs about 9 GB of 8 GB"


def test_what_is_compiled_is_visited_whole_in_the_persons_order(bench):
    b = bench()
    b.runner.start(replace(plan(64, 128), conditions=Conditions(runtime="compile")))
    b.runner.move([1], before=0)
    end(b)
    calls = [e.now for e in b.told if isinstance(e, QueueChanged) and e.now is not None]
    assert [(call.numbers, call.visit) for call in calls] == [((1,), "whole"), ((0,), "whole")]
