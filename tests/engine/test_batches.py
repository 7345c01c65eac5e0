"""The search for a batch against borders that are known by other means."""

from __future__ import annotations

from functools import partial

import pytest

from mixbench.core.cost import MemoryForecast
from mixbench.core.errors import RequestError
from mixbench.core.measurement import Device, Environment
from mixbench.core.model import Case, Conditions, Model
from mixbench.engine import batches, memory, questions
from mixbench.engine.batches import MOST, Means, search
from mixbench.engine.counting import count_case
from mixbench.engine.timing import Interrupted
from mixbench.protocol import BatchFound, BatchTask, BatchTried, Failed

CASE = Case(Model("mixer_s16"), 32, 32, batch=77)


def straight(case):
    """100 bytes of weights, 10 an image."""
    return MemoryForecast(10 * case.batch, 100, "", "")


def bent(case):
    """Twice as steep from the 40th image on, as where another layer takes over the peak."""
    return MemoryForecast(max(10 * case.batch, 20 * case.batch - 400), 100, "", "")


def found(goal="largest", *, confirmed=False, cancelled=lambda: False, **means):
    heard = []
    given = Means(**{"forecast": straight, "free_bytes": lambda _: 1000, **means})
    answer = search(CASE, goal, confirmed, heard.append, cancelled, given)
    assert tuple(heard) == answer.trials
    return answer


@pytest.mark.parametrize("forecast", [straight, bent])
@pytest.mark.parametrize("free", [116, 117, 500, 1000, 12_345, 500_000])
def test_the_largest_batch_is_the_last_that_takes_no_more_than_the_usable_share(free, forecast):
    fitting = [
        batch
        for batch in range(1, MOST)
        if forecast(Case(CASE.model, 1, 1, batch)).total_bytes <= memory.USABLE * free
    ]
    answer = found(free_bytes=lambda _: free, forecast=forecast)
    assert answer.batch == fitting[-1]
    assert answer.forecast_bytes == forecast(Case(CASE.model, 1, 1, answer.batch)).total_bytes
    assert len(answer.trials) < 30
    assert all(trial.fits == (trial.batch <= answer.batch) for trial in answer.trials)
    assert answer.reason.startswith(f"batch {answer.batch + 1} needs ")


def test_not_even_one_image():
    answer = found(free_bytes=lambda _: 100)
    assert (answer.batch, answer.forecast_bytes, answer.measured_bytes) == (0, 110, None)
    assert answer.reason == "batch 1 needs 110 B; 95 % of the 100 B that are free may be taken"


def test_the_search_ends_where_memory_does_not():
    answer = found(free_bytes=lambda _: 10**12)
    assert (answer.batch, answer.reason) == (MOST, "batches above 65,536 are not looked at")


def test_the_batch_that_was_found_is_run_once_where_that_is_asked_for():
    ran = []

    def peak(case):
        ran.append(case.batch)
        return 851

    answer = found(confirmed=True, measured_peak=peak)
    assert (answer.batch, answer.measured_bytes, answer.activation_bytes, ran) == (85, 851, 850, [85])


def test_a_run_that_ends_in_spite_of_its_forecast_says_so():
    def peak(case):
        raise MemoryError

    answer = found(confirmed=True, measured_peak=peak)
    assert answer.measured_bytes is None
    assert answer.reason.endswith("; run, batch 85 ran out of memory after all")


def test_where_batch_norm_cannot_be_trained_on_one_image_the_search_begins_with_two():
    def refuses_one(case):
        if case.batch == 1:
            raise RequestError("one value")
        return straight(case)

    assert found(forecast=refuses_one).trials[0].batch == 2
    with pytest.raises(RequestError):
        found(forecast=lambda case: refuses_one(Case(CASE.model, 1, 1, 1)))


#: Images a second over the batch, and the batch that is to be found in 85 that fit.
CURVES = {
    "grows to the end of memory": (lambda batch: 10.0 * batch, 85),
    "is flat": (lambda batch: 100.0, 1),
    "saturates": (lambda batch: 100 * batch / (batch + 1), 48),
    "has its best between": (lambda batch: 100 - 0.1 * (batch - 24) ** 2, 24),
    "falls": (lambda batch: 100 / batch, 1),
}


@pytest.mark.parametrize("name", CURVES)
def test_the_fastest_batch_of_known_curves(name):
    curve, expected = CURVES[name]
    answer = found("fastest", throughput=lambda case, _: curve(case.batch))
    assert answer.batch == expected
    assert answer.throughput_img_s == curve(expected)
    assert max(trial.batch for trial in answer.trials if trial.throughput_img_s) <= 85
    best = max(trial.throughput_img_s or 0 for trial in answer.trials)
    assert not any((t.throughput_img_s or 0) >= 0.99 * best for t in answer.trials if t.batch < expected)


def test_why_the_search_for_throughput_ended():
    flat = found("fastest", throughput=lambda case, _: 100.0 + case.batch)
    assert flat.reason == "from batch 1 to 2 throughput grows by only 1.0 %"
    falling = found("fastest", throughput=lambda case, _: 100.0 / case.batch)
    assert falling.reason == "from batch 1 to 2 throughput falls by 50.0 %"
    growing = found("fastest", throughput=lambda case, _: 10.0 * case.batch)
    assert growing.reason == "batch 128 needs 1.4 kB; 95 % of the 1.0 kB that are free may be taken"


def test_a_batch_that_runs_out_of_memory_counts_as_too_large():
    def throughput(case, _):
        if case.batch > 10:
            raise RuntimeError("DefaultCPUAllocator: can't allocate memory")
        return 10.0 * case.batch

    answer = found("fastest", throughput=throughput)
    assert answer.batch == 8
    assert [trial.batch for trial in answer.trials if not trial.fits] == [16, 12]


def test_a_search_can_be_cancelled():
    asked = iter([False] * 4 + [True] * 99)
    with pytest.raises(Interrupted):
        found(cancelled=lambda: next(asked))


@pytest.mark.parametrize("mode", ["inference", "training_step"])
def test_a_real_network_at_the_border_takes_what_was_forecast(mode):
    case = Case(Model.parse("resmlp_s12:depth=1"), 32, 32, conditions=Conditions(mode=mode))
    room = count_case(Case(case.model, 32, 32, 5, case.conditions)).memory.total_bytes
    means = Means(free_bytes=lambda _: int(room / memory.USABLE) + 1)
    answer = search(case, "largest", True, lambda _: None, lambda: False, means)
    assert (answer.batch, answer.forecast_bytes) == (5, room)
    assert answer.measured_bytes == answer.activation_bytes


def test_the_worker_tells_each_step_and_then_the_answer(monkeypatch):
    means = Means(forecast=straight, free_bytes=lambda _: 1000)
    monkeypatch.setattr(questions, "search", partial(search, means=means))
    here = Environment("", "", "", "", "", 1, 1, 0, (Device("cpu", "processor"),))
    heard = []
    questions.answer(BatchTask(-1, CASE, "largest"), heard.append, lambda: False, here)
    *steps, end = heard
    assert end == BatchFound(-1, found())
    assert steps == [BatchTried(-1, trial) for trial in end.answer.trials]
    elsewhere = Case(CASE.model, 32, 32, conditions=Conditions(device="cuda"))
    questions.answer(BatchTask(-1, elsewhere, "largest"), heard.append, lambda: False, here)
    assert isinstance(heard[-1], Failed)
    assert heard[-1].error.startswith("cuda was asked for")


def test_the_throughput_of_a_real_network_is_a_number_of_images():
    case = Case(Model.parse("resmlp_s12:depth=1"), 32, 32, 2, Conditions(threads=1))
    assert batches.throughput(case, lambda: False) > 0
    with pytest.raises(Interrupted):
        batches.throughput(case, lambda: True)
