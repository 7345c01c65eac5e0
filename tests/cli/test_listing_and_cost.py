"""What costs nothing to ask: the catalog and its laws."""

from __future__ import annotations

import csv
import json

import pytest

from mixbench.catalog import registry


def test_list_names_every_variant_in_both_forms(mixbench):
    ids = {variant.id for family in registry.families() for variant in family.variants}
    table = mixbench("list")
    assert table.code == 0
    assert ids <= set(table.out.split())
    document = mixbench("list", "--json").document
    assert {variant["id"] for family in document for variant in family["variants"]} == ids


def test_list_shows_published_figures_beside_the_law(mixbench):
    document = mixbench("list", "--json").document
    (b1,) = (
        variant for family in document for variant in family["variants"] if variant["id"] == "cyclemlp_b1"
    )
    assert (b1["published"]["params_m"], b1["published"]["top1"]) == (15.2, 78.9)
    assert b1["params"] == pytest.approx(15.2e6, rel=0.01)


def test_list_of_a_family_tells_its_laws_its_sources_and_what_it_accepts(mixbench):
    (family,) = mixbench("list", "cyclemlp", "--json").document
    assert family["block_law"]["macs"] == "4 n C^2 + 4 C q + 2 r n C^2"
    assert (family["group"], family["spatial_mixing_growth"]) == ("core", "linear")
    table = mixbench("list", "cyclemlp").out
    for text in (
        family["block_law"]["macs"],
        "1 to 31 tokens",
        "arXiv 2107.10224v1 Table 1",
        "T, S and B are inferred",
    ):
        assert text in table
    assert "mixer_s16" not in table


def test_list_of_an_unknown_family_names_its_neighbours(mixbench):
    asked = mixbench("list", "cyclemlq")
    assert asked.code == 2
    assert "there is no family 'cyclemlq'; did you mean cyclemlp" in asked.err


def test_cost_of_one_mixer_by_hand(mixbench):
    (cost,) = mixbench("cost", "mixer_s16", "--set", "depth=2", "--json").document["costs"]
    tokens, c, d_s, d_c = 196, 512, 256, 2048
    assert cost["tokens"] == tokens
    assert cost["macs_spatial_mixing"] == 2 * 2 * tokens * d_s * c
    assert cost["macs_channel_mixing"] == 2 * 2 * tokens * c * d_c
    assert cost["macs_stem"] == 3 * 16 * 16 * c * tokens
    assert cost["macs"] == sum(value for name, value in cost.items() if name.startswith("macs_"))
    assert (cost["model"], cost["hyperparameters"]["depth"]) == ("mixer_s16:depth=2", 2)


def test_models_carry_their_own_changes_and_set_applies_to_all(mixbench):
    asked = mixbench("cost", "mixer_s16:depth=4", "mixer_b16", "--set", "token_width=64", "--json")
    assert [cost["model"] for cost in asked.document["costs"]] == [
        "mixer_s16:depth=4,token_width=64",
        "mixer_b16:token_width=64",
    ]


def test_cost_over_a_range_skips_what_is_refused_and_says_so(mixbench, tmp_path):
    file = tmp_path / "cost.csv"
    asked = mixbench(
        "cost", "mixer_s16", "cyclemlp_b1", "--resolutions", "64,100,96x64", "--csv", file, "--json"
    )
    assert asked.code == 1
    assert "skipped mixer_s16 at 100 px" in asked.err
    assert "nearest 96 or 112" in asked.err
    assert [(s["model"], s["resolution_px"]) for s in asked.document["skipped"]] == [("mixer_s16", "100")]
    costs = asked.document["costs"]
    assert [cost["resolution_px"] for cost in costs] == ["64", "96x64", "64", "100", "96x64"]
    with file.open(encoding="utf-8", newline="") as opened:
        lines = list(csv.DictReader(opened))
    assert [int(line["macs"]) for line in lines] == [cost["macs"] for cost in costs]
    assert json.loads(lines[0]["hyperparameters"]) == costs[0]["hyperparameters"]


def test_the_table_says_what_it_counts(mixbench):
    table = mixbench("cost", "cyclemlp_b1", "--resolutions", "64:128:32")
    assert table.code == 0
    assert "FLOPs = 2 x MACs" in table.out
    assert table.err == ""


def test_cost_can_ask_the_engine_too(mixbench, fake_engine):
    (cost,) = mixbench("cost", "mixer_s16", "--resolutions", 64, "--count", "--json").document["costs"]
    assert cost["macs_counted"] == cost["macs_torch"] == cost["macs"]
    assert cost["activation_bytes"] == 4_000_000


def test_cost_without_a_model_is_of_the_whole_catalog_at_native_sizes(mixbench):
    costs = mixbench("cost", "--json").document["costs"]
    native = {v.id: str(v.native_px) for family in registry.families() for v in family.variants}
    assert {cost["model"]: cost["resolution_px"] for cost in costs} == native


def test_one_network_that_the_engine_loses_leaves_the_others_their_rows(mixbench, fake_engine):
    fake_engine("--die-counting", "mixer_s32")
    asked = mixbench("cost", "mixer_s32", "mixer_s16", "--count", "--json")
    assert asked.code == 1
    assert "mixer_s32 at 224 px: " in asked.err
    lost, kept = asked.document["costs"]
    assert "error" in lost and "macs_counted" not in lost
    assert kept["macs_counted"] == kept["macs"]


def test_a_count_without_an_engine_is_one_sentence(mixbench, fake_engine):
    fake_engine("--mute")
    asked = mixbench("cost", "mixer_s16", "--count")
    assert asked.code == 1
    assert "the engine does not start" in asked.err
    assert "mixbench doctor" in asked.err


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["mixer_s15"], "there is no variant 'mixer_s15'; did you mean mixer_s16"),
        (
            ["mixer_s16", "--set", "depth=0"],
            "depth is 0, but must be a whole number from 1 to 128; nearest 1",
        ),
        (["mixer_s16:dept=2"], "there is no hyperparameter dept; did you mean depth?"),
        (["mixer_s16", "--set", "depth"], "'depth' is not a setting; write name=value"),
        (["mixer_s16", "--resolutions", "64:32:8"], "'64:32:8' is not a range"),
        (["mixer_s16", "--resolutions", "64xx2"], "'64xx2' is not a resolution"),
        (["mixer_s16", "--resolutions", "250"], "patch size 16 does not divide 250; nearest 240 or 256"),
        (["mixer_s16", "--nonsense"], "No such option"),
    ],
)
def test_a_wrong_command_is_a_sentence_and_exit_code_2(mixbench, arguments, sentence):
    asked = mixbench("cost", *arguments, "--json")
    assert asked.code == 2
    assert sentence in asked.err
    assert asked.out == ""


def test_a_file_that_cannot_be_written_is_a_sentence_and_exit_code_1(mixbench, tmp_path):
    asked = mixbench("cost", "mixer_s16", "--csv", tmp_path / "missing" / "cost.csv")
    assert asked.code == 1
    assert "cannot be written (no such file or directory); name another place" in asked.err
