"""`mixbench roofline`: a session, some models, or the layers of one, held against the roofs."""

from __future__ import annotations

import pytest


@pytest.fixture
def engine(fake_engine):
    """10 MACs a byte, roofs of 50 GMAC/s and 10 GB/s: the ridge is at 5, so that arithmetic is the limit."""
    fake_engine("--macs-per-byte", 10, "--slow", "resmlp_s12")
    return fake_engine


def test_models_that_are_named_are_measured_and_stand_below_the_roofs(mixbench, engine):
    asked = mixbench("roofline", "resmlp_s12", "mixer_s16", "--resolution", "64", "--json")
    assert asked.code == 0, asked.err
    document = asked.document
    points = {point["model"]: point for point in document["points"]}
    slow = points["resmlp_s12"]
    rate = slow["macs"] * 1e3 / slow["latency_ms_median"]
    assert slow["achieved_macs_per_s"]["value"] == pytest.approx(rate)
    assert slow["achieved_macs_per_s"]["low"] < rate < slow["achieved_macs_per_s"]["high"]
    assert slow["macs_per_byte"] == slow["macs"] / slow["bytes_moved"]
    assert slow["least_ms"] == pytest.approx(slow["macs"] / 50e6)
    assert slow["roofline_share"]["value"] == pytest.approx(rate / 50e9)
    assert slow["bound"] == "overhead"
    assert [roof["ridge_macs_per_byte"] for roof in document["roofs"]] == [5.0]
    (pair,) = document["slower_with_fewer_macs"]
    assert (pair["slower"], pair["faster"]) == ("resmlp_s12", "mixer_s16")
    assert pair["time_ratio"] == pytest.approx(10.0)
    # The session is stored, and read again without measuring.
    engine("--mute")
    again = mixbench("roofline", "--session", document["session"], "--json")
    assert again.document == document
    assert mixbench("roofline", "--json").document == document


def test_the_tables_say_what_holds_a_model_back_and_why_fewer_macs_take_longer(mixbench, engine):
    asked = mixbench("roofline", "resmlp_s12", "mixer_s16", "--resolution", "64")
    assert asked.code == 0, asked.err
    (line,) = [line for line in asked.out.splitlines() if "mixer_s16" in line]
    # 64 px: 1.4096 ms for 309 MMACs would be 219 GMAC/s, more than four times the invented roof.
    assert "beyond the roofline" in line
    assert "cpu float32, 2 threads: 50.0 GMAC/s of a matrix product, 10.0 GB/s of memory" in asked.out
    assert "ResMLP-S12 at 64 px has" in asked.out
    assert "yet takes 10.00 times as long" in asked.out
    only = mixbench("roofline", "--pairs")
    assert "yet takes 10.00 times as long" in only.out
    assert "Share of roofline" not in only.out


def test_the_layers_of_a_model_stand_below_the_roofs(mixbench, engine):
    asked = mixbench("roofline", "--layers", "mixer_s16", "--resolution", "64", "--json")
    assert asked.code == 0, asked.err
    document = asked.document
    layers = {layer["path"]: layer for layer in document["layers"]}
    mix = layers["blocks.0.channel_mixing"]
    assert mix["achieved_macs_per_s"]["value"] == pytest.approx(mix["macs"] * 1e3 / mix["own_ms"])
    assert layers["norm"]["macs"] == 0
    assert layers["norm"]["achieved_bytes_per_s"]["value"] == pytest.approx(1e9 / layers["norm"]["own_ms"])
    assert layers["norm"]["roofline_share"]["value"] == pytest.approx(0.1 / layers["norm"]["own_ms"])
    assert document["layers_ms"] + document["between_ms"] == pytest.approx(document["whole_ms"])
    text = mixbench("roofline", "--layers", "mixer_s16", "--resolution", "64")
    assert "measuring what this machine can do" not in text.err, "the roof was kept"
    assert f"{len(layers)} layers take 9 ms and the modules between them 1 ms: 100 % of the 10 ms" in text.out


def test_a_session_without_a_roof_says_which_command_measures_it(mixbench, fake_engine):
    fake_engine("--die-at-roof", "--macs-per-byte", 10)
    asked = mixbench("roofline", "mixer_s16", "--resolution", "64")
    assert "no roof was measured for cpu float32" in asked.err
    assert "mixbench roofs --device cpu --dtype float32" in asked.err
    assert "not measured" in asked.out


def test_what_was_not_timed_is_listed_with_the_reason(mixbench, fake_engine):
    fake_engine("--memory-for", 64, "--macs-per-byte", 10)
    asked = mixbench("roofline", "mixer_s16", "--resolution", "64,128", "--json")
    assert asked.code == 1
    (left_out,) = asked.document["left_out"]
    assert (left_out["resolution_px"], left_out["reason"]) == ("128", "needs 9 GB, 8 GB are free")
    assert len(asked.document["points"]) == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "there is no session yet; `mixbench roofline MODEL...` measures one"),
        (["--session", "nothing"], "there is no session 'nothing'"),
        (["mixer_s16", "--session", "last"], "one of the three"),
        (["--layers", "mixer_s16", "--pairs"], "leave --layers out"),
        (["--layers", "mixer_s16", "--resolution", "65"], "Mixer-S/16"),
        (["nobody"], "nobody"),
        (["--resolution", "224", "--device", "cuda"], "so --resolution and --device would change nothing"),
        (["--session", "last", "--set", "depth=4"], "so --set would change nothing"),
    ],
)
def test_what_cannot_be_meant_is_refused(mixbench, fake_engine, arguments, sentence):
    asked = mixbench("roofline", *arguments)
    assert asked.code == 2
    assert sentence in asked.err
