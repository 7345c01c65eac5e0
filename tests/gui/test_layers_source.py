"""When the engine is asked for layers, and what becomes of its answers."""

from __future__ import annotations

from dataclasses import replace

import pytest
from fake_worker import invented_answer, invented_cost

from mixbench.core.measurement import Measurement, Status
from mixbench.core.model import Case, Model
from mixbench.gui.layers_source import LayersSource
from mixbench.jobs.events import Answered, Item, ItemState
from mixbench.protocol import CountTask, LayersTask

MIXER, RES = Case(Model("mixer_s16"), 224, 224), Case(Model("resmlp_s12"), 224, 224)


class Talk:
    """What a source said and asked."""

    def __init__(self, source):
        self.source, self.asked, self.withdrawn, self.changes = source, [], [], 0
        source.asked.connect(self.asked.append)
        source.withdrawn.connect(self.withdrawn.append)
        source.changed.connect(self.count_change)

    def count_change(self):
        self.changes += 1

    def answer(self, question, error=""):
        value = None
        if not error:
            is_count = isinstance(question, CountTask)
            value = invented_cost(question.case) if is_count else invented_answer(question).times
        self.source.take(Answered(question, value, error))


@pytest.fixture
def talk(bench):
    source = LayersSource(bench)
    source.set_awake(True)
    return Talk(source)


def wait_for(qtbot, talk, questions):
    qtbot.waitUntil(lambda: talk.asked == questions, timeout=2000)


def test_a_case_is_asked_for_once_it_holds(qtbot, talk):
    for side in (64, 128, 160):
        talk.source.look_at(replace(MIXER, height=side, width=side))
    talk.source.look_at(MIXER)
    assert talk.asked == []
    wait_for(qtbot, talk, [CountTask(0, MIXER)])
    talk.answer(CountTask(0, MIXER))
    assert talk.source.count.macs == invented_cost(MIXER).count.macs


def test_a_stale_question_is_taken_back(qtbot, talk):
    talk.source.look_at(MIXER)
    wait_for(qtbot, talk, [CountTask(0, MIXER)])
    talk.source.look_at(RES)
    assert talk.withdrawn == [CountTask(0, MIXER)]
    talk.answer(CountTask(0, MIXER))
    assert talk.source.count is None, "the answer is of another case"


def test_what_was_answered_is_not_asked_again(qtbot, talk):
    talk.source.look_at(MIXER)
    wait_for(qtbot, talk, [CountTask(0, MIXER)])
    talk.answer(CountTask(0, MIXER))
    talk.source.look_at(RES)
    talk.source.look_at(MIXER)
    assert talk.source.count is not None
    qtbot.wait(500)
    assert talk.asked == [CountTask(0, MIXER)] and talk.withdrawn == []


def test_a_question_that_others_dropped_is_asked_again(qtbot, talk):
    """A change of the comparison takes back every count that was not begun."""
    talk.source.look_at(MIXER)
    wait_for(qtbot, talk, [CountTask(0, MIXER)])
    talk.source.look_at(MIXER)
    wait_for(qtbot, talk, [CountTask(0, MIXER)] * 2)


def test_nothing_is_asked_while_nobody_looks(qtbot, talk):
    talk.source.set_awake(False)
    talk.source.look_at(MIXER)
    qtbot.wait(500)
    assert talk.asked == []
    talk.source.set_awake(True)
    wait_for(qtbot, talk, [CountTask(0, MIXER)])


def test_what_a_run_counted_is_not_counted_again(qtbot, talk, bench):
    measurement = Measurement(MIXER, Status.OK, "", invented_cost(MIXER))
    bench.show_items("s", [Item(0, MIXER, ItemState.FINISHED, measurement)])
    talk.source.look_at(MIXER)
    assert talk.source.count is not None
    qtbot.wait(500)
    assert talk.asked == []


def test_a_run_that_counts_what_is_looked_at_answers_the_question(qtbot, talk, bench):
    talk.source.look_at(MIXER)
    measurement = Measurement(MIXER, Status.OK, "", invented_cost(MIXER))
    bench.show_items("s", [Item(0, MIXER, ItemState.FINISHED, measurement)])
    before = talk.changes
    talk.source.look_at(MIXER)
    assert talk.source.count is not None and talk.changes == before + 1


def test_an_error_is_kept_until_it_is_asked_again(qtbot, talk):
    talk.source.look_at(MIXER)
    wait_for(qtbot, talk, [CountTask(0, MIXER)])
    talk.answer(CountTask(0, MIXER), "the worker died")
    assert talk.source.problem == "the worker died"
    talk.source.look_at(MIXER)
    qtbot.wait(500)
    assert len(talk.asked) == 1, "what kills the worker is not asked by itself"
    talk.source.ask_again()
    assert len(talk.asked) == 2 and talk.source.problem == ""


def test_times_are_asked_for_and_can_be_stopped(talk):
    talk.source.look_at(MIXER)
    talk.source.time()
    assert talk.asked == [LayersTask(0, MIXER)] and talk.source.is_timing
    talk.source.stop_timing()
    assert talk.withdrawn == [LayersTask(0, MIXER)] and not talk.source.is_timing
    talk.answer(LayersTask(0, MIXER), "it was cancelled")
    assert talk.source.time_problem == "", "that was asked for"
    talk.source.time()
    talk.answer(LayersTask(0, MIXER))
    assert talk.source.times.passes == 11 and not talk.source.is_timing


def test_times_of_a_case_that_was_left_are_not_waited_for(talk):
    talk.source.look_at(MIXER)
    talk.source.time()
    talk.source.look_at(RES)
    assert talk.withdrawn == [LayersTask(0, MIXER)] and not talk.source.is_timing


def test_why_there_are_no_times_is_said(talk):
    talk.source.look_at(MIXER)
    talk.source.time()
    talk.answer(LayersTask(0, MIXER), "it needs 9 GB")
    assert talk.source.time_problem == "it needs 9 GB" and not talk.source.is_timing


def test_old_answers_make_room(talk):
    cases = [replace(MIXER, batch=batch) for batch in range(1, 60)]
    for case in cases:
        talk.answer(CountTask(0, case))
    talk.source.look_at(cases[0])
    assert talk.source.count is None
    talk.source.look_at(cases[-1])
    assert talk.source.count is not None
