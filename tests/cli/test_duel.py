"""A duel ends with a ratio, its interval and a verdict, whoever wins."""

from __future__ import annotations

import pytest

from mixbench.cli.duel import sentence, titles
from mixbench.core.duel import Duel, DuelVerdict
from mixbench.core.model import Case, Conditions, Model

A, B = Case(Model("mixer_s16"), 64, 64), Case(Model("cyclemlp_b1"), 64, 64)


def law_ms(side, batch=1):
    """The fake engine's law of time."""
    return 1 + side * side * batch / 10_000


def test_two_models_get_a_ratio_and_a_verdict(mixbench, fake_engine):
    asked = mixbench("duel", "mixer_s16:depth=4", "cyclemlp_b1", "--resolution", "64,128")
    assert asked.code == 0, asked.err
    line = asked.out.splitlines()[-1]
    assert line.startswith(
        "mixer_s16:depth=4 64 px is faster than cyclemlp_b1 128 px: ratio of their times 0.5"
    )
    assert "95 % interval" in line
    assert line.endswith("paired rounds")
    assert asked.out.count("verified") == 2
    assert "1.41" in asked.out
    assert "2.638" in asked.out


def test_the_document_has_the_verdict_and_both_measurements(mixbench, fake_engine):
    document = mixbench("duel", "mixer_s16", "--batch", "4,1", "--resolution", "64", "--json").document
    duel = document["duel"]
    assert duel["ratio"] == pytest.approx(law_ms(64, 4) / law_ms(64, 1))
    assert duel["verdict"] == "slower"
    assert duel["pairs"] >= 5
    assert [one["batch"] for one in document["measurements"]] == [4, 1]
    assert [one["latency_ms_median"] for one in document["measurements"]] == pytest.approx(
        [law_ms(64, 4), law_ms(64, 1)]
    )


def test_a_model_against_itself_is_the_same(mixbench, fake_engine):
    asked = mixbench("duel", "mixer_s16", "mixer_s16", "--resolution", "64")
    assert asked.code == 0
    assert "the first mixer_s16 and the second mixer_s16 take the same time within 1 %" in asked.out


def test_one_model_under_two_conditions(mixbench, fake_engine):
    one_each = ("--dtype", "float32, bfloat16", "--runtime", "eager,compile", "--threads", "2,1")
    one_each += ("--layout", "contiguous,channels_last")
    both = ("--mode", "training_step", "--resolution", "64")
    asked = mixbench("duel", "mixer_s16", *one_each, *both, "--json")
    assert asked.code == 0, asked.err
    first, second = asked.document["measurements"]
    names = ("dtype", "runtime", "threads", "layout", "mode")
    assert [first[name] for name in names] == ["float32", "eager", 2, "contiguous", "training_step"]
    assert [second[name] for name in names] == ["bfloat16", "compile", 1, "channels_last", "training_step"]


def test_what_does_not_fit_has_no_verdict_and_fails(mixbench, fake_engine):
    fake_engine("--memory-for", 64)
    asked = mixbench("duel", "mixer_s16", "--resolution", "64,128", "--json")
    assert asked.code == 1
    assert asked.document["duel"] is None
    assert "mixer_s16 at 128 px, batch 1: out of memory" in asked.err


def test_a_duel_that_is_resumed_ends_with_its_verdict(mixbench, fake_engine):
    mixbench("duel", "mixer_s16", "--resolution", "64,128")
    assert "is faster than" in mixbench("sweep", "--resume", "last").out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["mixer_s16"], "name a second model, or two values of a condition"),
        (["mixer_s16", "--dtype", "float32,int8"], "--dtype does not take 'int8'; choose from float32"),
        (["mixer_s16", "--batch", "1,2,3"], "--batch takes one value for both, or two; there are 3"),
        (["mixer_s16", "--batch", "1,0"], "--batch does not take '0'; write a number from 1 on"),
        (["mixer_s16", "--threads", "one"], "--threads does not take 'one'"),
        (["mixer_s16", "--resolution", "64,100"], "patch size 16 does not divide 100"),
        (["mixer_s16", "--resolution", "64,big"], "'big' is not a resolution"),
        (["mixer_s16", "nothing_b1"], "nothing_b1"),
    ],
)
def test_a_wrong_duel_is_a_sentence_and_starts_no_engine(mixbench, monkeypatch, arguments, sentence):
    monkeypatch.setenv("MIXBENCH_WORKER_COMMAND", "/nowhere/python")
    asked = mixbench("duel", *arguments)
    assert asked.code == 2
    assert sentence in asked.err


@pytest.mark.parametrize(
    ("conditions", "sentence"),
    [
        (["--runtime", "eager,cuda_graph"], "a CUDA graph needs a CUDA device, not cpu"),
        (["--device", "cpu,cuda:0"], "there is no device 'cuda:0' here"),
        (["--dtype", "float32,float16"], "cpu does not compute in float16"),
        (["--threads", "1,64"], "64 threads were asked for, but there are 2 cores; use --threads 2"),
    ],
)
def test_either_side_must_be_able_to_run_here(mixbench, fake_engine, conditions, sentence):
    asked = mixbench("duel", "mixer_s16", *conditions)
    assert asked.code == 2
    assert sentence in asked.err
    assert mixbench("sessions", "--json").document == []


def test_titles_say_what_differs_and_no_more():
    assert titles(A, B) == ("mixer_s16", "cyclemlp_b1")
    compiled = Case(A.model, 64, 64, 1, Conditions(runtime="compile", threads=2))
    assert titles(A, compiled) == ("mixer_s16 eager all threads", "mixer_s16 compile 2 threads")
    assert titles(A, Case(A.model, 64, 96)) == ("mixer_s16 64 px", "mixer_s16 64x96 px")
    assert titles(A, A) == ("the first mixer_s16", "the second mixer_s16")


@pytest.mark.parametrize(
    ("verdict", "words"),
    [
        (DuelVerdict.FASTER, "a is faster than b: ratio of their times 0.512"),
        (DuelVerdict.SLOWER, "a is slower than b"),
        (DuelVerdict.SAME, "a and b take the same time within 1 %"),
        (DuelVerdict.CANNOT_TELL, "it cannot be told which is faster, a or b"),
    ],
)
def test_a_verdict_is_a_sentence(verdict, words):
    assert sentence(Duel(0.5118, 0.5, 0.6321, 12, verdict), "a", "b").startswith(words)


def test_the_interval_is_told_where_there_is_one():
    told = sentence(Duel(0.5118, 0.5, 0.6321, 12, DuelVerdict.FASTER), "a", "b")
    assert told.endswith("0.512, 95 % interval 0.500 to 0.632, 12 paired rounds")
    told = sentence(Duel(0.5118, None, None, 1, DuelVerdict.CANNOT_TELL), "a", "b")
    assert told.endswith("0.512, 1 paired round")
