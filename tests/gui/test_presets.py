"""Comparisons as files: what is saved comes back, and what is no preset is answered with a sentence."""

from __future__ import annotations

import json

import pytest

from mixbench.catalog import registry
from mixbench.core.errors import RequestError
from mixbench.core.model import Conditions, Model
from mixbench.core.resources import resource
from mixbench.core.sweep import parse_range
from mixbench.gui.arrangement import Arrangement
from mixbench.gui.presets import (
    VERSION,
    is_preset,
    lay_out,
    preset_of,
    read_preset,
    shipped_presets,
    write_preset,
)
from mixbench.gui.refused_cells import refusals
from mixbench.gui.sweep_settings import BATCH, SweepSettings

MIXER, COPY, CYCLE = Model("mixer_s16"), Model("mixer_s16", {"depth": 4}), Model("cyclemlp_b1")
ARRANGEMENT = Arrangement(
    ticked=(COPY, CYCLE),
    custom=(COPY, Model("mixer_s16", {"depth": 6})),
    names={COPY.key: "shallow"},
    sweep=SweepSettings(BATCH, (1, 2, 8), 256, 1, Conditions(dtype="bfloat16"), "quick"),
)
LEAST = {"mixbench_preset": VERSION, "name": "a", "models": ["mixer_s16"]}


@pytest.fixture
def preset(qapp, tmp_path):
    """Writes a document as a preset's file and gives its path."""

    def write(**document):
        path = tmp_path / "some.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        return path

    return write


def test_a_saved_comparison_comes_back_on_another_bench(qapp, tmp_path):
    write_preset(preset_of(ARRANGEMENT, "mine"), tmp_path / "mine.json")
    there = Arrangement(ticked=(MIXER,), custom=(Model("resmlp_s12", {"depth": 3}),))
    laid = lay_out(read_preset(tmp_path / "mine.json"), there)
    assert laid.left_out == ()
    assert laid.arrangement.ticked == (COPY, CYCLE)
    assert laid.arrangement.custom == (*there.custom, COPY)
    assert laid.arrangement.names == {COPY.key: "shallow"}
    assert laid.arrangement.selected == COPY
    sweep = laid.arrangement.sweep
    assert (sweep.axis, sweep.values, sweep.resolution_px) == (BATCH, (1, 2, 8), 256)
    # What belongs to the machine stays as it was there.
    assert (sweep.conditions, sweep.precision) == (there.sweep.conditions, there.sweep.precision)


def test_unknown_models_are_left_out_and_named(preset):
    path = preset(**{**LEAST, "models": ["mixer_s61", "cyclemlp_b1", "mixer_s16:depth=4000"]})
    laid = lay_out(read_preset(path), Arrangement())
    assert laid.arrangement.ticked == (CYCLE,)
    assert ["mixer_s61" in why or "depth" in why for why in laid.left_out] == [True, True]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"mixbench_preset": VERSION + 1}, "update MixBench"),
        ({"mixbench_preset": "one"}, "Save preset wrote"),
        ({"models": []}, "length >= 1"),
        ({"batch": 0}, r"\$.batch"),
        ({"resolution_px": 100_000}, r"\$.resolution_px"),
    ],
)
def test_a_file_that_is_no_preset_is_a_sentence(preset, changes, sentence):
    with pytest.raises(RequestError, match=f"some.json cannot be opened as a preset: .*{sentence}"):
        read_preset(preset(**{**LEAST, **changes}))


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"models": ["nothing"]}, "there is no variant 'nothing'"),
        ({"values": "512:64"}, "from:to:step"),
        ({"values": "9000"}, "8192 is the largest"),
        ({"axis": "token_width", "models": ["mixer_s16", "cyclemlp_b1"]}, "the axis token_width"),
    ],
)
def test_a_preset_that_cannot_be_swept_is_a_sentence(preset, changes, sentence):
    with pytest.raises(RequestError, match=sentence):
        lay_out(read_preset(preset(**{**LEAST, **changes})), Arrangement())


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"session,family\n", b"[1, 2]", b"{" * 1000])
def test_other_files_are_a_sentence(qapp, tmp_path, content):
    path = tmp_path / "other.json"
    path.write_bytes(content)
    with pytest.raises(RequestError, match="Save preset wrote"):
        read_preset(path)


def test_a_missing_file_and_a_folder_that_cannot_be_written_are_sentences(qapp, tmp_path):
    with pytest.raises(RequestError, match="No such file"):
        read_preset(tmp_path / "gone.json")
    with pytest.raises(RequestError, match="choose another folder"):
        write_preset(preset_of(ARRANGEMENT, "mine"), tmp_path / "nowhere" / "mine.json")


@pytest.mark.parametrize("number", range(len(list(resource("presets").glob("*.json")))))
def test_every_shipped_preset_runs_as_it_stands(number):
    shipped = shipped_presets()[number]
    laid = lay_out(shipped, Arrangement())
    assert shipped.about and laid.left_out == ()
    models = laid.arrangement.ticked
    assert [registry.normal(Model.parse(key)) for key in shipped.models] == list(models)
    assert len(models) >= 4 and parse_range(shipped.values)
    assert refusals(laid.arrangement.sweep.plan(models)) == ()


def test_a_preset_is_told_from_other_files(preset, tmp_path):
    assert is_preset(preset(**LEAST))
    assert is_preset(preset(mixbench_preset=VERSION + 1))
    assert not is_preset(preset(session="a"))
    assert not is_preset(tmp_path / "gone.json")
