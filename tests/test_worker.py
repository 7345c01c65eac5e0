"""The real worker, driven as a host drives it: a process, pipes and the protocol."""

from __future__ import annotations

import queue
import signal
import subprocess
import sys
import threading

import pytest

from mixbench.core.duel import judge, should_stop
from mixbench.core.measurement import GLIMPSE, PRECISION_TARGETS, Status
from mixbench.core.model import Case, Conditions, Model
from mixbench.protocol import (
    PROTOCOL_VERSION,
    Cancel,
    Counted,
    CountTask,
    Earlier,
    Failed,
    Finished,
    Hello,
    Left,
    Measured,
    MeasureTask,
    RoundDone,
    Started,
    WarmedUp,
    decode_event,
    encode,
)

TINY = Case(Model.parse("mixer_s16:depth=1,width=16,channel_width=32,token_width=16"), 32, 32)
SECOND = Case(Model.parse("convmixer_512_16:depth=1,width=16"), 32, 32)

QUICK = PRECISION_TARGETS["quick"]

#: How long anything may take on a crowded machine before the worker counts as hung.
PATIENCE_S = 90


class Host:
    """A worker process and what it said."""

    def __init__(self, *command):
        self.process = subprocess.Popen(
            command or [sys.executable, "-m", "mixbench.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self.lines = queue.Queue()
        self.reader = threading.Thread(target=self._read)
        self.reader.start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(line)
        self.lines.put(None)

    def say(self, request):
        self.process.stdin.write(encode(request))
        self.process.stdin.flush()

    def hear(self):
        line = self.lines.get(timeout=PATIENCE_S)
        return None if line is None else decode_event(line)

    def hear_until(self, kind):
        """All events up to the first of a kind."""
        events = []
        while not events or not isinstance(events[-1], kind):
            events.append(self.hear())
            assert events[-1] is not None, f"the worker died after {events}"
        return events

    def close(self):
        self.process.kill()
        self.process.wait()
        self.reader.join()
        self.process.stdout.close()
        if not self.process.stdin.closed:
            self.process.stdin.close()


@pytest.fixture(scope="module")
def shared():
    """One worker for the tests that leave it idle."""
    host = Host()
    assert isinstance(host.hear(), Hello)
    yield host
    host.close()


@pytest.fixture
def own():
    """A worker to be mistreated."""
    host = Host()
    yield host
    host.close()


def test_the_first_line_is_a_hello_with_the_environment(own):
    hello = own.hear()
    assert hello.protocol == PROTOCOL_VERSION
    assert hello.environment.devices[0].id == "cpu"
    assert hello.environment.settings["OMP_WAIT_POLICY"] == "PASSIVE"


def test_counting_brings_all_witnesses(shared):
    shared.say(CountTask(1, TINY, fvcore=True))
    (answer,) = shared.hear_until(Counted)
    cost = answer.cost
    assert answer.id == 1
    assert cost.torch.macs == cost.count.macs > 0
    assert cost.fvcore.macs - sum(cost.fvcore.extra.values()) == cost.count.macs
    assert cost.peak_memory_bytes is None


@pytest.mark.parametrize(
    ("case", "words"),
    [
        (Case(Model("mixer_x99"), 32, 32), "there is no variant 'mixer_x99'"),
        (Case(Model("mixer_s16"), 50, 50), "does not divide 50"),
        (Case(Model("mixer_s16", {"depth": 0}), 32, 32), "depth is 0"),
    ],
)
def test_a_count_that_cannot_be_made_fails_in_a_sentence(shared, case, words):
    shared.say(CountTask(2, case))
    answer = shared.hear()
    assert isinstance(answer, Failed)
    assert words in answer.error and "\n" not in answer.error


@pytest.mark.slow
def test_a_comparison_in_interleaved_rounds(shared):
    shared.say(MeasureTask(3, (TINY, SECOND), "quick"))
    events = shared.hear_until(Finished)
    assert {event.id for event in events} == {3}
    for index, case in enumerate((TINY, SECOND)):
        own = [event for event in events if getattr(event, "index", None) == index]
        phases = [event.activity for event in own if isinstance(event, Started)]
        rounds = [event for event in own if isinstance(event, RoundDone)]
        first, counted = (event for event in own if isinstance(event, Counted))
        assert (first.cost.count, first.cost.fvcore) == (counted.cost.count, None)
        assert phases[:5] == ["counting", "building", "counting", "warming_up", "timing"]
        assert phases.count("timing") == len(rounds) >= 5
        assert [done.round.number for done in rounds] == list(range(1, len(rounds) + 1))
        assert all(len(done.round.samples_ms) == len(done.round.marked) >= 6 for done in rounds)
        assert counted.cost.peak_memory_bytes == pytest.approx(
            counted.cost.count.memory.activation_bytes, rel=0.01
        )
        last = own[-1]
        assert isinstance(last, Measured)
        assert last.status in (Status.OK, Status.UNSTABLE)
        assert last.timing.estimate == rounds[-1].estimate
        assert last.timing.stop_reason in ("target", "cap")
        assert last.timing.throughput_img_s == pytest.approx(
            case.batch * 1e3 / last.timing.estimate.median_ms
        )
    order = [event.index for event in events if isinstance(event, RoundDone)]
    assert sorted(order[:2]) == sorted(order[2:4]) == [0, 1]


def test_a_glimpse_is_one_coarse_round_without_an_estimate(shared):
    shared.say(MeasureTask(20, (TINY, SECOND), "quick", visit="glimpse"))
    events = shared.hear_until(Finished)
    seen = [event for event in events if isinstance(event, RoundDone)]
    assert sorted(event.index for event in seen) == [0, 1]
    assert all(event.estimate is None and event.round.number == GLIMPSE for event in seen)
    assert all(len(event.round.samples_ms) >= 3 for event in seen)
    assert sum(isinstance(event, Left) for event in events) == 2
    assert not any(isinstance(event, Measured | WarmedUp) for event in events)
    assert all(event.cost.fvcore is None for event in events if isinstance(event, Counted))


@pytest.mark.slow
def test_a_visit_of_rounds_goes_on_from_the_visits_before_it(shared):
    # An interval of 0.5 % over three processes cannot be reached in one.
    shared.say(MeasureTask(21, (TINY,), "publish", visit="rounds", fvcore=False))
    events = shared.hear_until(Finished)
    (left,) = (event for event in events if isinstance(event, Left))
    (warm,) = (event for event in events if isinstance(event, WarmedUp))
    cost = [event.cost for event in events if isinstance(event, Counted)][-1]
    rounds = tuple(event.round for event in events if isinstance(event, RoundDone))
    assert len(rounds) == 5 == left.timing.estimate.rounds

    earlier = Earlier(cost, rounds, warm.warm_up)
    shared.say(
        MeasureTask(22, (TINY,), "publish", visit="rounds", fvcore=False, earlier=(earlier,), process=2)
    )
    events = shared.hear_until(Finished)
    assert not any(isinstance(event, Counted) for event in events)
    more = [event.round for event in events if isinstance(event, RoundDone)]
    assert [(one.number, one.visit, one.process) for one in more] == [(n, 2, 2) for n in range(6, 11)]
    (left,) = (event for event in events if isinstance(event, Left))
    assert left.timing.estimate.rounds == 10
    assert left.timing.warm_up_ms == warm.warm_up.calls_ms


@pytest.mark.slow
def test_the_two_cases_of_a_duel_stop_together(shared):
    shared.say(MeasureTask(23, (TINY, SECOND), "quick", fvcore=False, is_duel=True))
    events = shared.hear_until(Finished)
    ends = [event for event in events if isinstance(event, Measured)]
    assert len({end.timing.estimate.rounds for end in ends}) == 1
    rounds = [[e.round for e in events if isinstance(e, RoundDone) and e.index == i] for i in (0, 1)]
    so_far = judge(*rounds)
    assert so_far.pairs == len(rounds[0]) >= 5
    assert should_stop(so_far, max(sum(r.spent_s for r in one) for one in rounds), QUICK) is not None


@pytest.mark.slow
def test_one_case_that_fails_does_not_end_the_others(shared):
    cases = (
        Case(TINY.model, 33, 33),
        Case(TINY.model, 32, 32, conditions=Conditions(device="cuda:9")),
        Case(Model("resmlp_b24_8"), 2048, 2048, 512),  # terabytes
        Case(TINY.model, 32, 32, conditions=Conditions(threads=9999)),
        TINY,
    )
    shared.say(MeasureTask(4, cases, "quick", fvcore=False))
    events = shared.hear_until(Finished)
    ends = {event.index: event for event in events if isinstance(event, Measured)}
    assert [ends[index].status for index in range(4)] == [
        Status.SKIPPED,
        Status.FAILED,
        Status.OUT_OF_MEMORY,
        Status.FAILED,
    ]
    assert "does not divide 33" in ends[0].error
    assert "cuda:9 was asked for" in ends[1].error and "--device cpu" in ends[1].error
    assert "TB" in ends[2].error and "free" in ends[2].error
    assert "9999 threads" in ends[3].error
    assert ends[4].timing is not None
    assert any(isinstance(event, Counted) and event.index == 2 for event in events)


def test_cancelling_keeps_the_rounds_that_were_completed(shared):
    shared.say(MeasureTask(5, (TINY, SECOND), "publish", fvcore=False))
    shared.hear_until(RoundDone)
    shared.say(Cancel(5))
    events = shared.hear_until(Finished)
    ends = [event for event in events if isinstance(event, Measured)]
    assert [end.status for end in ends] == [Status.CANCELLED] * 2
    assert any(end.timing is not None and end.timing.stop_reason == "cancelled" for end in ends)


def test_a_task_that_was_cancelled_before_it_began(shared):
    shared.say(Cancel(7))
    shared.say(MeasureTask(7, (TINY,)))
    measured, finished = shared.hear(), shared.hear()
    assert (measured.status, measured.timing) == (Status.CANCELLED, None)
    assert isinstance(finished, Finished)


def test_an_unreadable_request_is_passed_over(shared):
    shared.process.stdin.write(b'{"type": "sing"}\nnonsense\n')
    shared.say(CountTask(8, TINY))
    assert shared.hear().id == 8


def test_interrupting_the_terminal_does_not_end_the_worker(shared):
    shared.process.send_signal(signal.SIGINT)
    shared.say(CountTask(9, TINY))
    assert shared.hear().id == 9


CHATTY = """
import os, sys, ctypes
from mixbench import worker
from mixbench.engine import questions
real = questions.count_on_meta
def chatty(case):
    print("a library says hello", end="", flush=True)
    os.write(1, b"and so does one written in C")
    os.system("echo and a child process")
    return real(case)
questions.count_on_meta = chatty
worker.main()
"""


def test_no_print_of_a_library_breaks_a_line():
    # The module is loaded before the worker starts here, which is only good enough for counting.
    host = Host(sys.executable, "-c", CHATTY)
    try:
        assert isinstance(host.hear(), Hello)
        host.say(CountTask(1, TINY))
        assert isinstance(host.hear(), Counted)
    finally:
        host.close()


def test_the_end_of_the_input_ends_the_worker_in_the_middle_of_its_work(own):
    own.hear()
    own.say(MeasureTask(1, (Case(Model("mixer_b16"), 224, 224, 8),), "publish", fvcore=False))
    own.hear_until(Started)
    own.process.stdin.close()
    assert own.process.wait(timeout=20) == 0


def test_a_killed_worker_leaves_nothing_behind(own):
    own.hear()
    own.say(MeasureTask(1, (TINY,), "publish"))
    own.hear_until(Started)
    own.process.kill()
    assert own.process.wait(timeout=20) == -signal.SIGKILL
    while own.lines.get(timeout=PATIENCE_S) is not None:
        pass  # the pipe ends, so no child of the worker holds it


IMPORTS = """
import sys
import mixbench.worker, mixbench.engine.measuring, mixbench.engine.questions
print([name for name in sys.modules if name.split(".")[0] in ("PySide6", "fvcore", "pyqtgraph")])
"""


def test_the_worker_needs_neither_a_window_nor_fvcore_to_start():
    shown = subprocess.run([sys.executable, "-c", IMPORTS], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
