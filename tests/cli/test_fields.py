"""Receptive fields and weights on the command line, with an engine that invents them."""

from __future__ import annotations

import csv

import numpy as np
import pytest


def test_every_block_has_a_line_with_what_it_reaches(mixbench, fake_engine):
    asked = mixbench("field", "mixer_s16", "--resolution", "64")
    assert asked.code == 0, asked.err
    assert "place of pixel y 32, x 32" in asked.out and "mean over 4 random images" in asked.out
    lines = {line.split()[0]: line for line in asked.out.splitlines() if line.strip()[:1].isdigit()}
    assert "rectangle" in lines["0"] and "cross" in lines["1"] and "global" in lines["2"]


def test_one_document_has_the_numbers_and_the_conditions(mixbench, fake_engine):
    document = mixbench(
        "field", "mixer_s16", "--resolution", 64, "--position", "8,40", "--block", 1,
        "--threshold", 0.5, "--json",
    ).document  # fmt: skip
    assert (document["position_px"], document["inputs"], document["threshold"]) == ([8, 40], 4, 0.5)
    (block,) = document["blocks"]
    assert (block["block"], block["path"], block["place"]) == (1, "blocks.0", [0, 2])
    assert block["any_gradient"]["shape"] == "cross" and block["above_threshold"]["share"] == 1 / 16
    assert document["weights"] is None


@pytest.mark.parametrize(("suffix", "begin"), [(".png", b"\x89PNG"), (".svg", b"<?xml")])
def test_maps_are_written_as_pictures_and_as_numbers(mixbench, fake_engine, tmp_path, suffix, begin):
    picture, array, cells = tmp_path / f"a{suffix}", tmp_path / "a.npy", tmp_path / "a.csv"
    asked = mixbench("field", "mixer_s16", "--png", picture, "--npy", array, "--csv", cells)
    assert asked.code == 0, asked.err
    assert picture.read_bytes().startswith(begin)
    assert np.load(array).shape == (3, 4, 4)
    with cells.open(encoding="utf-8", newline="") as opened:
        assert len(list(csv.DictReader(opened))) == 3 * 16


def test_the_report_of_a_file_says_what_fits_and_what_does_not(mixbench, fake_engine, tmp_path):
    asked = mixbench("weights", "mixer_s16", "--file", tmp_path / "some.pth")
    assert asked.code == 0, asked.err
    for said in (
        "weights of some.pth",
        "1 tensor with 10 of 20 parameters fit",
        "renamed: module.stem.proj.weight is stem.project.weight",
        "missing: head.bias",
        "unexpected: args",
        "another shape: head.weight is 10 x 512, not 1000 x 512",
        "its spatial mixing has no weights",
    ):
        assert said in asked.out
    document = mixbench("weights", "mixer_s16", "--file", tmp_path / "some.pth", "--json").document
    assert document["is_complete"] is False and document["report"]["missing"] == ["head.bias"]
    assert [block["units"] for block in document["blocks"]] == [40, 0]


def test_units_are_drawn_and_where_there_are_none_it_is_said(mixbench, fake_engine, tmp_path):
    path = tmp_path / "units.png"
    assert mixbench("weights", "mixer_s16", "--maps", path).code == 0
    assert path.read_bytes().startswith(b"\x89PNG")
    path.unlink()
    asked = mixbench("weights", "mixer_s16", "--maps", path, "--block", 2)
    assert asked.code == 1 and "no picture was written: its spatial mixing has no weights" in asked.err
    assert not path.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["field", "mixer_s16", "--resolution", "100"], "patch size 16 does not divide 100"),
        (["field", "mixer_s16", "--position", "here"], "'here' is not a position; write y,x"),
        (["field", "mixer_s16", "--png", "a.gif"], "a.gif is no picture that can be written"),
        (["weights", "mixer_s99"], "there is no variant 'mixer_s99'"),
    ],
)
def test_a_wrong_command_is_a_sentence_and_starts_no_engine(mixbench, monkeypatch, arguments, sentence):
    monkeypatch.setenv("MIXBENCH_WORKER_COMMAND", "/nowhere/python")
    asked = mixbench(*arguments)
    assert asked.code == 2 and sentence in asked.err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["field", "mixer_s16", "--block", 7], "there is no block 7; the network has blocks 0 to 2"),
        (["field", "mixer_s16", "--position", "300,3"], "the position 300,3 is outside the image"),
        (["weights", "mixer_s16", "--block", 7], "there is no block 7; the network has blocks 1 to 2"),
        (["weights", "mixer_s16", "--first", 900], "--first does not take 900; the units are numbered 0 to "),
    ],
)
def test_what_a_network_does_not_have_is_a_wrong_command(mixbench, fake_engine, arguments, sentence):
    asked = mixbench(*arguments)
    assert (asked.code, asked.out) == (2, "")
    assert sentence in asked.err


def test_one_block_of_several_is_shown_alone(mixbench, fake_engine):
    blocks = mixbench("weights", "mixer_s16", "--json").document["blocks"]
    alone = mixbench("weights", "mixer_s16", "--block", 2, "--json").document["blocks"]
    assert len(blocks) == 2
    assert alone == blocks[1:]
