"""`mixbench learn` trains, tells what a shuffle takes and how sure that is, and keeps it."""

from __future__ import annotations

import csv

import pytest

from mixbench.catalog.tiny import tiny
from mixbench.cli.learning import sentence
from mixbench.core.learning import CLASSES, HELD_OUT
from mixbench.core.learning_losses import ShuffleLoss
from mixbench.core.model import Model
from mixbench.store.learning import last_probe, learning_path
from mixbench.store.location import default_database_path


def test_a_probe_is_answered_as_one_document_and_kept(mixbench, fake_engine, tmp_path):
    path = tmp_path / "curves.csv"
    asked = mixbench("learn", "mixer_s16", "mixer_b32", "--seeds", 2, "--steps", 4, "--csv", path, "--json")
    assert asked.code == 0, asked.err
    found = asked.document
    assert [model["overrides"]["num_classes"] for model in found["probe"]["plan"]["models"]] == [CLASSES] * 2
    # The fake worker lets a shuffle of the pixels take 100 of the held-out images, one of patches none.
    told = {(loss["model"], loss["shuffle"]): loss["verdict"] for loss in found["losses"]}
    assert sorted(told.values()) == ["cannot tell", "cannot tell", "loses", "loses"]
    (loss, *_) = [one for one in found["losses"] if one["shuffle"] == "pixels"]
    assert loss["points"] == pytest.approx(100 * 100 / HELD_OUT) and loss["low"] < loss["points"]
    assert "12 of 12" in asked.err
    kept = last_probe(learning_path(default_database_path()))
    assert len(kept.finished) == 12
    lines = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    assert len(lines) == sum(len(run.points) for run in kept.runs)
    assert {line["shuffle"] for line in lines} == {"none", "pixels", "patches"}


def test_the_table_says_what_may_not_be_concluded(mixbench, fake_engine):
    asked = mixbench("learn", "convmixer_512_16", "--seeds", 1, "--shuffle", "none,pixels")
    assert asked.code == 0, asked.err
    assert "whether ConvMixer-512/16, tiny loses cannot be told by one seed: 7.2 points (" in asked.out
    assert "Tiny networks on tiny images" in asked.out and "does not rank families" in asked.out
    assert "With one seed" in asked.out


def test_the_sentence_says_where_it_cannot_tell():
    mixer, conv = (tiny(Model(variant), CLASSES) for variant in ("mixer_s16", "convmixer_512_16"))
    told = sentence(
        [ShuffleLoss(mixer, "pixels", 0.4, -0.6, 1.5, 3), ShuffleLoss(conv, "pixels", 9.1, 6.0, 12.0, 3)]
    )
    assert told == (
        "One fixed shuffle of all pixels: whether Mixer-S/16, tiny loses cannot be told: "
        "0.4 points (-0.6 to 1.5); ConvMixer-512/16, tiny loses 9.1 points (6.0 to 12.0)."
    )


def test_a_gain_is_told_with_an_interval_that_holds_it():
    mixer = tiny(Model("mixer_s16"), CLASSES)
    told = sentence([ShuffleLoss(mixer, "patches", -12.2, -14.0, -10.5, 3)])
    assert told.endswith("Mixer-S/16, tiny gains 12.2 points (10.5 to 14.0).")


def test_versions_of_one_variant_are_told_apart(mixbench, fake_engine):
    changed = "mixer_s16:token_width_mode=proportional"
    out = mixbench("learn", "mixer_s16", changed, "--seeds", 2, "--shuffle", "none,pixels").out
    assert "Mixer-S/16, tiny loses" in out
    assert "Mixer-S/16 · D_S ∝ tokens, tiny loses" in out


def test_finished_trainings_outlive_the_engine(mixbench, fake_engine):
    fake_engine("--die-learning", 3)
    asked = mixbench("learn", "mixer_s16", "--seeds", 2, "--shuffle", "none,pixels")
    assert asked.code == 1
    assert "what was finished is kept" in asked.err
    assert "Mixer-S/16, tiny" in asked.out
    assert len(last_probe(learning_path(default_database_path())).finished) == 3


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["maxim_s1"], "MAXIM restores images"),
        (["mixer_s16", "--shuffle", "rows"], "--shuffle does not take 'rows'"),
        (["mixer_s17"], "there is no variant 'mixer_s17'"),
    ],
)
def test_what_cannot_be_learned_is_refused(mixbench, fake_engine, arguments, said):
    asked = mixbench("learn", *arguments)
    assert asked.code == 2
    assert said in asked.err


def test_what_the_engine_cannot_do_is_said(mixbench, fake_engine):
    fake_engine("--no-digits")
    asked = mixbench("learn", "mixer_s16", "--json")
    assert asked.code == 1 and asked.out == ""
    assert "pip install" in asked.err
