"""`mixbench pareto` and `mixbench choose`, by law and from a stored session, as a person at a terminal."""

from __future__ import annotations

import pytest

from mixbench.cli.budgets import budget_of
from mixbench.core.errors import RequestError

MODELS = ("cyclemlp_b1", "resmlp_s12", "mixer_b16", "vit_b16")


@pytest.fixture
def session(mixbench, fake_engine):
    """Three of them measured at 224 px, two images a call; none at 384."""
    asked = mixbench(
        "sweep", *MODELS[:3], "--resolutions", "224", "--batches", "2", "--precision", "quick", "--json"
    )
    return asked.document["session"]


def point(document, model):
    return next(one for one in document["points"] if one["model"] == model)


def test_by_law_it_needs_no_session(mixbench):
    document = mixbench("pareto", "--json").document
    assert (document["cost"], document["session"], document["missing"]) == ("macs", None, [])
    assert {one["training"] for one in document["points"]} == {"imagenet-1k"}
    assert {one["crops"] for one in document["points"]} == {"one"}
    cycle = point(document, "cyclemlp_b1")
    assert (cycle["standing"], cycle["value"], cycle["ci_low"]) == ("front", 2121523200, 2121523200)
    assert point(document, "deit_ti")["by"].startswith("mobilenetv2_140@224")


def test_other_training_is_let_in_by_name(mixbench):
    jft = mixbench("pareto", "--training", "jft-300m", "--cost", "params", "--json").document
    assert {one["training"] for one in jft["points"]} == {"jft-300m"}
    every = mixbench("pareto", "--training", "all", "--several-crops", "--json").document
    assert len({one["training"] for one in every["points"]}) == 4
    assert {one["crops"] for one in every["points"]} == {"one", "several"}
    assert every["missing"][0]["reason"].startswith("patch size 14 does not divide 384")


def test_the_table_names_who_dominates_and_the_best_within_a_budget(mixbench):
    asked = mixbench("pareto", "cyclemlp_b1", "resmlp_s12", "repmlpnet_t224", "--budget", "2.9G")
    assert asked.code == 0
    lines = {line.split()[0]: line for line in asked.out.splitlines() if "224 " in line and "%" not in line}
    assert "dominated" in lines["resmlp_s12"] and "cyclemlp_b1" in lines["resmlp_s12"]
    assert "itself at 76.62 %" in asked.out
    assert "Best within 2.90 GMACs: cyclemlp_b1 (78.9 % at 224 px, 2.12 GMACs)." in asked.out
    assert "as published" in asked.out and "FLOPs = 2 x MACs" in asked.out


def test_measured_costs_come_with_their_interval_and_conditions(mixbench, session):
    document = mixbench("pareto", *MODELS, "--cost", "latency", "--budget", "1s", "--json").document
    assert (document["session"], document["batch"]) == (session, 2)
    assert document["conditions"]["dtype"] == "float32"
    cycle = point(document, "cyclemlp_b1")
    assert cycle["ci_low"] <= cycle["value"] <= cycle["ci_high"]
    assert document["best"]["surely"] == max(document["points"], key=lambda one: one["top1_percent"])["id"]
    missing = {(one["model"], one["resolution_px"], one["reason"]) for one in document["missing"]}
    assert missing == {
        ("vit_b16", 384, "not measured at its published size"),
        ("vit_b16", 224, "not measured at its published size"),
    }


def test_what_is_missing_is_named_with_the_command_that_measures_it(mixbench, session):
    asked = mixbench("pareto", *MODELS, "--cost", "latency")
    assert f"Session {session}" in asked.out and "batch 2" in asked.out
    assert "without a cost, not measured at its published size: vit_b16 at 384 px" in asked.err
    assert "mixbench sweep vit_b16 --resolutions 224,384 --batches 2 --precision quick" in asked.err


def test_a_measured_cost_without_a_session_says_what_makes_one(mixbench):
    asked = mixbench("pareto", "--cost", "latency")
    assert (asked.code, asked.out) == (2, "")
    assert "`mixbench sweep`" in asked.err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["pareto", "--training", "imagenet"], "choose from imagenet-1k, distilled, imagenet-21k, jft-300m"),
        (["pareto", "--budget", "20ms"], "--budget does not take '20ms'; write an amount like 5G"),
        (
            ["choose", "--latency", "20"],
            "--latency does not take '20'; write an amount like 20ms (us, µs, ms, s)",
        ),
        (["choose"], "set a budget: --latency 20ms"),
        (["choose", "--params", "30M", "--training", "x"], "--training does not take 'x'"),
    ],
)
def test_a_wrong_command_line_is_a_sentence(mixbench, arguments, sentence):
    asked = mixbench(*arguments)
    assert (asked.code, asked.out) == (2, "")
    assert sentence in asked.err


def test_a_batch_that_was_not_measured_is_named_with_those_that_were(mixbench, session):
    asked = mixbench("pareto", "--cost", "latency", "--batch", "8")
    assert asked.code == 2 and f"session {session} has nothing at batch 8; there are 2" in asked.err


@pytest.mark.parametrize(
    ("text", "kind", "amount"),
    [
        ("20ms", "latency", 20),
        ("0.5 s", "latency", 500),
        ("20us", "latency", 0.02),
        ("20\u00b5s", "latency", 0.02),  # the micro sign, and the Greek letter
        ("20\u03bcs", "latency", 0.02),
        ("1GB", "memory", 1e9),
        ("512MiB", "memory", 2**29),
        ("30M", "params", 3e7),
        ("5GMACs", "macs", 5e9),
        ("7", "throughput", 7),
    ],
)
def test_budgets_are_read_with_their_units(text, kind, amount):
    assert budget_of("--x", text, kind) == pytest.approx(amount)


@pytest.mark.parametrize("text", ["", "ms", "-3ms", "0ms", "1e", "3 km"])
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(RequestError, match="write an amount like 20ms"):
        budget_of("--latency", text, "latency")


# the choice


def test_a_choice_by_law_ranks_and_gives_reasons(mixbench):
    document = mixbench("choose", "--params", "30M", "--macs", "5G", "--resolution", "224", "--json").document
    placed = [one for one in document["choices"] if one["rank"]]
    assert [one["rank"] for one in placed] == list(range(1, len(placed) + 1))
    accuracies = [one["top1_percent"] for one in placed]
    assert accuracies == sorted(accuracies, reverse=True) and placed[0]["model"] == "smlpnet_t"
    assert placed[0]["reason"] == "the most accurate; MACs 0.2 % under the budget"
    reasons = {one["model"]: one["reason"] for one in document["choices"]}
    assert reasons["mixer_h14"] == "accuracy only by other training"
    assert reasons["xception"] == "accuracy only at other sizes"
    assert reasons["mixer_b16"].startswith("MACs over the budget by 152 %")


def test_a_choice_by_time_and_memory_says_what_was_not_measured(mixbench, session):
    document = mixbench(
        "choose", *MODELS, "--latency", "10s", "--memory", "300MB", "--session", session, "--json"
    ).document
    by_model = {one["model"]: one for one in document["choices"]}
    assert by_model["cyclemlp_b1"]["rank"] and by_model["resmlp_s12"]["rank"]
    assert by_model["vit_b16"]["reason"] == "memory of the weights alone over the budget by 15 %"
    table = mixbench("choose", *MODELS, "--latency", "10s")
    assert "latency not measured here" in table.out
    assert "1 is not measured here; to measure: mixbench sweep vit_b16 --resolutions 224" in table.err


def test_without_a_session_everything_measured_is_unknown(mixbench):
    asked = mixbench("choose", "mobilenetv1_025", "--latency", "20ms")
    assert asked.code == 1 and "latency not measured here" in asked.out
    assert "no model is known to keep these budgets" in asked.err
    assert mixbench("choose", "--latency", "20ms", "--session", "nope").code == 2


def test_of_many_that_are_not_measured_no_endless_command_is_said(mixbench):
    asked = mixbench("choose", "--latency", "20ms")
    assert asked.code == 1
    assert "are not measured here; to measure: name the models that matter" in asked.err
    assert "mixbench sweep" not in asked.err


def test_a_front_without_a_point_is_a_failure_and_no_table(mixbench, fake_engine):
    assert mixbench("sweep", "resmlp_s12", "--resolutions", "64", "--precision", "quick").code == 0
    asked = mixbench("pareto", "resmlp_s12", "--cost", "latency")
    assert (asked.code, asked.out) == (1, "")
    assert "mixbench sweep resmlp_s12" in asked.err
    assert "has no latency of any network at the size of its published accuracy" in asked.err
    lost = mixbench("pareto", "resmlp_s12", "--training", "jft-300m")
    assert (lost.code, lost.out) == (1, "")


def test_any_resolution_keeps_those_out_that_must_be_rebuilt(mixbench):
    document = mixbench(
        "choose", "mixer_b16", "cyclemlp_b1", "--params", "100M", "--any-resolution", "--json"
    ).document
    assert [(one["model"], one["rank"]) for one in document["choices"]] == [
        ("cyclemlp_b1", 1),
        ("mixer_b16", None),
    ]
    assert document["choices"][1]["objections"] == ["must be rebuilt for each resolution"]


def test_those_out_are_counted_and_named_when_asked(mixbench):
    short, long = (mixbench("choose", "--params", "3M", *more) for more in ([], ["--all"]))
    assert "more are out; --all names them" in short.err and "more are out" not in long.err
    assert "mixer_h14" not in short.out and "mixer_h14" in long.out
