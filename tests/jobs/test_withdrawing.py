"""A question that is taken back ends, and the worker is there for the next."""

from __future__ import annotations

import sys

import psutil

from mixbench.core.steps import Step
from mixbench.jobs.events import Answered, QuestionProgress
from mixbench.protocol import ExperimentTask

LOCAL = "convmixer_512_16:width=16,depth=128,kernel_size=3"


def answers(bench):
    return [event for event in bench.told if isinstance(event, Answered)]


def experiment(**arguments):
    return ExperimentTask(0, "order_in_convolutions", tuple(sorted(arguments.items())))


def test_a_real_experiment_ends_midway_and_the_worker_answers_the_next_question(bench):
    made = bench(command=[sys.executable, "-m", "mixbench.worker"])
    long = experiment(model=LOCAL, resolution_px=64, map_side=7)
    made.runner.ask(long)
    made.until(lambda: any(isinstance(event, QuestionProgress | Answered) for event in made.told), 60)
    worker = psutil.Process(made.transports[-1]._process.pid)
    made.runner.withdraw(long)
    short = ExperimentTask(0, "same_padding", (("kernel_size", 3), ("side", 4), ("width", 4)))
    made.runner.ask(short)
    made.until(lambda: len(answers(made)) == 2, 60)
    ended, answered = answers(made)
    assert (ended.question, ended.answer, ended.error) == (long, None, "it was cancelled")
    assert answered.question == short and answered.answer.facts["macs"] > 0
    told = [event.step for event in made.told if isinstance(event, QuestionProgress)]
    assert told[0] == Step("layer", 1, 128) and told[-1].number < 128  # the later layers were left out
    assert worker.is_running() and len(made.transports) == 1 and not worker.children()


def test_what_is_withdrawn_and_asked_once_more_is_answered_once(bench):
    made = bench("--step-s", "0.05")
    question = experiment(model="mixer_s16", resolution_px=64, map_side=7)
    made.runner.ask(question)
    made.until(lambda: any(isinstance(event, QuestionProgress) for event in made.told))
    made.runner.withdraw(question)
    made.runner.ask(question)
    made.until(lambda: bool(answers(made)))
    (answered,) = answers(made)
    assert answered.answer is not None and answered.question == question
