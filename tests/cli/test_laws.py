"""`mixbench laws` by law, beside a session whose engine invents its times, and with what it refuses."""

from __future__ import annotations

import pytest

from mixbench.catalog import registry
from mixbench.catalog.law_pairs import law_pairs
from mixbench.cli.law_answers import ceilings, forecasts
from mixbench.core.model import Model

RES, MIXER = "resmlp_s12", "mixer_s16"


@pytest.fixture
def session(mixbench, fake_engine):
    """ResMLP and Mixer at four sizes."""
    fake_engine("--round-s", 0.01)
    ended = mixbench("sweep", RES, MIXER, "--resolutions", "64:256:64", "--precision", "quick")
    assert ended.code == 0, ended.err


def test_without_a_session_it_is_the_laws_of_the_catalog(mixbench):
    document = mixbench("laws", MIXER, RES, "--role", "spatial_mixing", "--json").document
    exponents = [law["predicted"]["exponent"]["value"] for law in document["laws"]]
    assert exponents == pytest.approx([1.0, 2.0], abs=1e-6)
    assert (document["metric"], document["session"]) == ("macs", None)
    assert document["laws"][0]["measured"] == {"reason": "no macs was measured"}


def test_a_table_says_what_is_no_power(mixbench):
    out = mixbench("laws", RES, "--role", "all").out
    assert "no single power" in out
    (line,) = [line for line in out.splitlines() if "spatial mixing" in line]
    assert "2.00" in line


def test_measured_stands_beside_predicted(mixbench, session):
    document = mixbench("laws", "--session", "last", "--json").document
    for law in document["laws"]:
        assert law["predicted"]["metric"] == "macs"
        measured = law["measured"]
        assert measured["points"] == 4
        assert (
            measured["exponent"]["ci_low"] < measured["exponent"]["value"] < measured["exponent"]["ci_high"]
        )
        assert law["batch"] == 1
    out = mixbench("laws", "--session", "last").out
    assert "Measured in session" in out
    assert "cpu, float32, batch 1" in out


def test_a_size_that_was_never_run_is_predicted_and_marked(mixbench, session):
    at = mixbench("laws", "--session", "last", "--at", "192,512,250", "--json").document["at"]
    run, far, refused = at[:3]
    assert run["measured"] is not None
    assert not run["predicted"]["is_extrapolated"]
    assert far["measured"] is None
    assert far["predicted"]["beyond"] == pytest.approx(4.0)
    assert far["predicted"]["low"] < far["predicted"]["value"] < far["predicted"]["high"]
    assert "does not divide 250" in refused["refusal"]


def test_a_budget_of_time_is_met_by_a_size_that_is_accepted(mixbench, session):
    found = mixbench("laws", RES, "--session", "last", "--budget", "8ms", "--json").document["budget"]
    (one,) = found
    assert one["surely_px"] <= one["resolution_px"] <= one["possibly_px"]
    assert one["resolution_px"] % 16 == 0
    assert one["prediction"]["value"] <= 8


def test_a_budget_of_macs_is_exact(mixbench):
    (one,) = mixbench("laws", RES, "--budget", "20G", "--json").document["budget"]
    side, law = one["resolution_px"], registry.resolve(Model(RES)).law
    assert one["is_exact"]
    assert law(side, side).macs <= 20e9 < law(side + 16, side + 16).macs


def test_a_budget_of_memory_is_counted_by_the_engine(mixbench, fake_engine):
    """The fake engine has 4 MB of activations at every size: only the weights grow with the tokens."""
    (one,) = mixbench("laws", MIXER, "--budget", "100MB", "--json").document["budget"]
    side, law = one["resolution_px"], registry.resolve(Model(MIXER)).law
    assert one["metric"] == "memory"
    assert one["is_exact"]
    assert side % 16 == 0
    assert 4 * law(side, side).params <= 100e6


def test_where_models_cross_is_exact_by_law(mixbench):
    (one,) = mixbench("laws", RES, MIXER, "--crossovers", "--json").document["crossovers"]
    (crossing,) = one["crossings"]
    macs = {name: registry.resolve(Model(name)).law for name in (RES, MIXER)}
    low, high = int(crossing["low_px"]), int(crossing["high_px"])
    assert macs[RES](low, low).macs < macs[MIXER](low, low).macs
    assert macs[RES](high, high).macs > macs[MIXER](high, high).macs
    assert crossing["smaller_after"] == MIXER


def test_networks_that_cost_the_same_are_said_to(mixbench):
    """AS-MLP and CycleMLP shift instead of computing, and are alike in all else."""
    asked = ("laws", "asmlp_t", "cyclemlp_t", "--crossovers", "--map")
    out = mixbench(*asked).out
    assert "asmlp_t and cyclemlp_t are exactly equal in MACs of one image at every size" in out
    assert "asmlp_t, cyclemlp_t (exactly equal)" in out and "fewer MACs than" not in out
    document = mixbench(*asked, "--json").document
    (one,) = document["crossovers"]
    assert (one["verdict"], one["smaller"], one["crossings"]) == ("same", None, [])
    assert [reign["is_equal"] for reign in document["map"]["best"]] == [True]


def test_the_document_names_the_one_that_is_smaller(mixbench):
    (one,) = mixbench("laws", RES, "mixer_b16", "--crossovers", "--json").document["crossovers"]
    assert (one["verdict"], one["smaller"]) == ("never crosses", RES)


def test_a_single_size_at_which_two_are_equal_is_named(mixbench):
    out = mixbench("laws", "cyclemlp_b1", "hiremlp_tiny", "--crossovers").out
    assert "they never cross there; exactly equal at 48, 192" in out


def test_the_macs_of_a_session_cross_where_the_law_says(mixbench, session):
    asked = (
        "laws",
        RES,
        f"{MIXER}:token_width_mode=proportional",
        "--metric",
        "macs",
        "--crossovers",
        "--json",
    )
    by_law = mixbench(*asked).document["crossovers"]
    assert mixbench(*asked, "--session", "last").document["crossovers"] == by_law
    with_session = mixbench("laws", "--session", "last", "--metric", "throughput", "--json").document
    for law in with_session["laws"]:
        assert law["predicted"]["is_inverse"]
        assert law["predicted"]["exponent"]["value"] < 0


def test_of_a_model_that_the_catalog_lost_the_reason_is_told_for_each_question():
    gone = Model("resmlp_s13")
    pairs = law_pairs([gone, Model(RES)], "macs", "tokens")
    refused, known = forecasts(pairs, "macs", "tokens", "224")
    assert "resmlp_s13" in refused.refusal
    assert known.counted
    reasons = {one.pair.model.key: one.reason for one in ceilings(pairs, "macs", "tokens", "5G")}
    assert "resmlp_s13" in reasons["resmlp_s13"]
    assert not reasons[RES]


def test_the_map_says_who_is_best_where(mixbench):
    asked = mixbench("laws", RES, MIXER, "convmixer_512_16", "--map", "--json").document["map"]
    (first, *_) = asked["best"]
    assert first["models"] == [RES]
    assert {line["model"] for line in asked["models"]} == {RES, MIXER, "convmixer_512_16"}
    assert all(cell["ratio"] >= 1 for line in asked["models"] for cell in line["standings"])


def test_what_was_measured_as_equal_is_not_ranked(mixbench, session):
    """The fake engine times every network alike."""
    ended = mixbench("laws", "--session", "last", "--map", "--crossovers")
    assert "not to be told apart" in ended.out
    assert "cannot be told apart surely" in ended.out


@pytest.mark.parametrize(
    ("arguments", "words"),
    [((RES, "--role", "mixing"), "choose from"), ((RES, "--metric", "peak", "--role", "stem"), "by role"),
     ((RES, "--metric", "latency", "--role", "stem"), "no session yet"), ((RES, "--measure"), "goes with"),
     (("--map",), "name at most 24"), ((RES, "--budget", "20 lightyears"), "--budget does not take"),
     ((RES, "--metric", "peak", "--map"), "mixbench sweep")],
)  # fmt: skip
def test_what_cannot_be_answered_is_refused_with_a_sentence(mixbench, arguments, words):
    ended = mixbench("laws", *arguments)
    assert ended.code == 2
    assert words in ended.err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--metric", "latency"), f"{RES}: no latency was measured; `mixbench sweep {RES}"),
        (("--metric", "energy"), f"mixbench sweep {RES} --resolutions 64,128,192,256 --device cuda"),
    ],
)
def test_what_was_not_measured_is_a_failure_that_names_the_command(mixbench, arguments, words):
    ended = mixbench("laws", RES, *arguments)
    assert (ended.code, ended.out) == (1, "")
    assert words in ended.err


def test_a_budget_that_nothing_answers_is_a_failure(mixbench):
    ended = mixbench("laws", RES, "--budget", "20µs")
    assert ended.code == 1
    assert "Largest" not in ended.out
    assert "no size is known to be within the budget: no latency was measured" in ended.err


def test_a_number_is_no_time_and_the_metric_that_it_is_of_is_named(mixbench, session):
    ended = mixbench("laws", RES, "--session", "last", "--budget", "5G")
    assert ended.code == 2
    assert "--metric macs" in ended.err
    asked = mixbench("laws", RES, "--session", "last", "--budget", "5GMACs", "--json").document["budget"]
    assert asked[0]["metric"] == "macs"
    assert asked[0]["resolution_px"] > 224
