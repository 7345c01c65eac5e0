"""`mixbench cost --explain`: counters side by side, and an alarm where something is left over."""

from __future__ import annotations

import csv
import json

import pytest

from mixbench.catalog import registry
from mixbench.cli.engine import Engine
from mixbench.core.cost import Cause, CostReport, Count, MemoryForecast, Witness


@pytest.fixture
def answers(monkeypatch):
    """An engine that gives these causes of fvcore, and leaves so many MACs over."""

    def give(*causes, left=0, note=""):
        def ask(_engine, question):
            case = question.case
            law = registry.resolve(case.model).law(case.height, case.width)
            count = Count(
                law.params, law.params, law.macs, 0, 0, 0, law.by_role, MemoryForecast(0, 0, "", "")
            )
            macs = law.macs + sum(cause.amount for cause in causes) + left
            fvcore = Witness("fvcore", None if note else macs, note, causes=causes)
            return CostReport(count, Witness("torch", law.macs), fvcore if question.fvcore else None)

        monkeypatch.setattr(Engine, "ask", ask)

    return give


NORM = Cause("added", "layer_norm", 17, 5_000, "5 an element", ("blocks.0.norm", "blocks.1.norm"))
CONVOLUTION = Cause("left_out", "_convolution_mode", 8, -7_000, "a word as padding", ("blocks.0.mix",))


def test_a_row_a_cause_and_a_column_a_witness(mixbench, answers):
    answers(CONVOLUTION, NORM)
    told = mixbench("cost", "mixer_s16", "--resolutions", 64, "--explain")
    macs = registry.resolve(registry.Model("mixer_s16")).law(64, 64).macs
    lines = [line.split() for line in told.out.splitlines()]
    assert told.code == 0
    assert [
        "left",
        "out",
        "_convolution_mode",
        "8",
        "-7,000",
        "blocks.*.mix",
        "a",
        "word",
        "as",
        "padding",
    ] in lines
    assert ["added", "layer_norm", "17", "+5,000", "blocks.*.norm", "5", "an", "element"] in lines
    assert ["our", "count", *[f"{macs:,}"] * 3] in lines
    assert ["count", "and", "causes", *[f"{macs:,}"] * 2, f"{macs - 2000:,}"] in lines
    assert ["unexplained", "0", "0", "0"] in lines
    assert "law, count, torch's counter and fvcore reconciled in all 1 rows" in told.err


def test_what_is_left_over_is_an_error(mixbench, answers):
    answers(NORM, left=-1_234)
    told = mixbench("cost", "mixer_s16", "--resolutions", 64, "--explain")
    assert told.code == 1
    assert ["unexplained", "0", "0", "-1,234"] in [line.split() for line in told.out.splitlines()]
    assert "mixer_s16 at 64 px: -1,234 MACs of fvcore" in told.err and "are unexplained" in told.err
    assert "reconciled" not in told.err


def test_causes_go_into_json_and_csv(mixbench, answers, tmp_path):
    answers(CONVOLUTION)
    file = tmp_path / "cost.csv"
    asked = mixbench("cost", "mixer_s16", "--resolutions", 64, "--explain", "--json", "--csv", file)
    (cost,) = asked.document["costs"]
    assert cost["macs_fvcore"] == cost["macs"] - 7_000
    (cause,) = cost["witnesses"]["fvcore"]["causes"]
    assert (cause["kind"], cause["operator"], cause["macs"]) == ("left_out", "_convolution_mode", -7_000)
    assert cause["layers"] == ["blocks.0.mix"]
    assert cost["witnesses"]["torch"] == {
        "macs": cost["macs"], "note": "", "causes": [], "unexplained": 0
    }  # fmt: skip
    with file.open(encoding="utf-8", newline="") as opened:
        (line,) = csv.DictReader(opened)
    assert (line["unexplained_fvcore"], line["unexplained_torch"]) == ("0", "0")
    assert json.loads(line["causes_fvcore"])[0]["macs"] == -7_000


def test_a_witness_that_was_not_heard_is_a_sentence(mixbench, answers):
    answers(note="fvcore was not asked: its trace would take 9.0 GB of the 8.0 GB that are free")
    told = mixbench("cost", "mixer_s16", "--resolutions", 64, "--explain")
    assert told.code == 0
    assert "mixer_s16 at 64 px: fvcore was not asked" in told.err
    assert "reconciled in 0 of 1 rows, where all were heard" in told.err


def test_a_count_alone_does_not_ask_fvcore(mixbench, answers):
    answers(NORM, left=5)
    (cost,) = mixbench("cost", "mixer_s16", "--resolutions", 64, "--count", "--json").document["costs"]
    assert "macs_fvcore" not in cost and "witnesses" not in cost


@pytest.mark.slow
def test_a_real_engine_explains_fused_attention(mixbench):
    asked = mixbench("cost", "vit_ti16", "--resolutions", 64, "--explain", "--json")
    assert asked.code == 0
    (cost,) = asked.document["costs"]
    causes = {cause["operator"]: cause for cause in cost["witnesses"]["fvcore"]["causes"]}
    tokens = 16 + 1
    assert causes["scaled_dot_product_attention"]["macs"] == -12 * 2 * tokens * tokens * 192
    # two norms a block, and the last of the class token alone
    assert causes["layer_norm"]["macs"] == 5 * (24 * tokens + 1) * 192
