"""The worker of one command, asked whatever there is to ask."""

from __future__ import annotations

import pytest

from mixbench.catalog import registry
from mixbench.cli.engine import CaseError, Engine
from mixbench.core.model import Case, Conditions, Model
from mixbench.protocol import BatchTask, CountTask, LayersTask, MemoryTask, RoofTask

CASE = Case(Model("mixer_s16"), 64, 64)


@pytest.fixture
def engine(fake_engine):
    with Engine() as engine:
        yield engine


def test_every_kind_of_question_is_answered_by_one_worker(engine):
    """The inventions of the fake worker, each under the question that it belongs to."""
    assert engine.ask(MemoryTask(0, CASE)).operators == ("input", "addmm", "mean")
    law = registry.resolve(CASE.model).law(64, 64)
    assert engine.ask(CountTask(0, CASE)).count.macs == law.macs == engine.count(CASE).count.macs
    assert engine.ask(LayersTask(0, CASE)).passes == 11
    assert engine.ask(RoofTask(0, Conditions(dtype="bfloat16"))).dtype == "bfloat16"


def test_a_search_tells_its_steps_before_its_answer(engine):
    heard = []
    found = engine.ask(BatchTask(0, CASE, "largest"), heard.append)
    assert [(trial.batch, trial.fits) for trial in heard] == [(1, True), (2, True), (4, True), (8, False)]
    assert tuple(heard) == found.trials


def test_a_refusal_is_an_error_and_the_worker_stays(engine):
    with pytest.raises(CaseError, match="patch size 16 does not divide 100"):
        engine.count(Case(Model("mixer_s16"), 100, 100))
    assert engine.count(CASE).count.macs


def test_a_worker_that_dies_is_an_error_and_the_next_question_has_a_new_one(fake_engine, tmp_path):
    fake_engine("--die-counting", "mixer_b16")
    with Engine() as engine:
        with pytest.raises(CaseError, match="killed by signal 9"):
            engine.count(Case(Model("mixer_b16"), 64, 64))
        assert engine.count(CASE).count.macs
