"""What a pass holds, on the command line, with an engine that invents it."""

from __future__ import annotations

import csv

import pytest

from mixbench.catalog import registry
from mixbench.core.model import Model

WEIGHTS = 4 * registry.resolve(Model("mixer_s16")).law(224, 224).params


def test_the_split_sums_to_the_total_and_the_peak_is_named(mixbench, fake_engine):
    """The fake engine invents 4 MB of activations an image, at `blocks.0`, `aten.addmm`."""
    asked = mixbench("memory", "mixer_s16", "--batch", 3)
    assert asked.code == 0, asked.err
    lines = [line.split() for line in asked.out.splitlines() if line.strip()]
    parts = {
        words[0].rstrip(","): float(words[-1])
        for words in lines
        if words[0] in ("weights", "activations,", "total")
    }
    assert parts["weights"] == pytest.approx(WEIGHTS / 1e6, abs=0.01)
    assert parts["activations"] == 12.0
    assert parts["total"] == pytest.approx(parts["weights"] + parts["activations"])
    assert asked.out.startswith("mixer_s16 at 224 px, batch 3: inference, float32 on cpu")
    assert "Peak in blocks.0, operator aten.addmm, forward." in asked.out
    assert "optimizer state" not in asked.out
    layers = [words[0] for words in lines if words[-1] in ("4.00", "2.00", "1.00")]
    assert layers == ["blocks.0", "head", "(the"]


def test_one_document_has_the_bytes_the_layers_and_the_conditions(mixbench, fake_engine):
    document = mixbench(
        "memory",
        "mixer_s16",
        "--set",
        "depth=2",
        "--mode",
        "training_step",
        "--resolution",
        "64x96",
        "--json",
    ).document
    assert (document["model"], document["resolution_px"]) == ("mixer_s16:depth=2", "64x96")
    assert (document["mode"], document["device"], document["dtype"]) == ("training_step", "cpu", "float32")
    assert document["total_bytes"] == document["activation_bytes"] + document["weight_bytes"]
    assert [layer["layer"] for layer in document["highest_layers"]] == ["blocks.0", "head", ""]
    assert "largest_batch" not in document


def test_the_course_is_written_to_a_file(mixbench, fake_engine, tmp_path):
    path = tmp_path / "course.csv"
    assert mixbench("memory", "mixer_s16", "--csv", path).code == 0
    with path.open(encoding="utf-8", newline="") as opened:
        lines = list(csv.DictReader(opened))
    assert [line["operator"] for line in lines] == ["input", "addmm", "mean"]


def test_the_largest_batch_is_searched_and_confirmed(mixbench, fake_engine):
    asked = mixbench("memory", "mixer_s16", "--confirm", "--json")
    assert asked.code == 0
    found = asked.document["largest_batch"]
    assert (found["batch"], found["activation_bytes"], found["measured_bytes"]) == (
        4,
        900_000_000,
        900_000_000,
    )
    assert found["difference"] == 0
    assert [trial["batch"] for trial in found["trials"]] == [1, 2, 4, 8]
    assert "batch 8  needs 8.0 GB  does not fit" in asked.err


def test_searches_stand_beside_one_another(mixbench, fake_engine):
    asked = mixbench("memory", "mixer_s16", "--largest-batch", "--fastest-batch")
    assert asked.code == 0
    rows = [
        line.split() for line in asked.out.splitlines() if line.strip().startswith(("largest", "fastest"))
    ]
    assert [(row[0], row[1], row[2], row[3]) for row in rows] == [
        ("largest", "4", "4000.0", "5000.0"), ("fastest", "4", "4000.0", "5000.0"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["mixer_s16", "--resolution", "100"], "patch size 16 does not divide 100"),
        (["mixer_s99"], "there is no variant 'mixer_s99'"),
        (["mixer_s16", "--mode", "dreaming"], "Invalid value for '--mode'"),
        (["mixer_s16", "--batch", "0"], "Invalid value for '--batch'"),
    ],
)
def test_a_wrong_command_is_a_sentence_and_starts_no_engine(mixbench, monkeypatch, arguments, sentence):
    monkeypatch.setenv("MIXBENCH_WORKER_COMMAND", "/nowhere/python")
    asked = mixbench("memory", *arguments)
    assert asked.code == 2
    assert sentence in asked.err


def test_what_the_machine_lacks_is_refused(mixbench, fake_engine, tmp_path):
    asked = mixbench("memory", "mixer_s16", "--device", "cuda")
    assert asked.code == 2
    assert "there is no device 'cuda' here" in asked.err
    asked = mixbench("memory", "mixer_s16", "--csv", tmp_path / "no" / "x.csv")
    assert asked.code == 1
    assert "cannot be written" in asked.err
