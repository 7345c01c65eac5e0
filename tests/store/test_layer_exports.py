"""The file of the layers: base units, own figures, a row for every module."""

from __future__ import annotations

import csv

import pytest

from mixbench.core.cost import LayerCost
from mixbench.core.layer_times import LayerTime
from mixbench.core.layer_tree import layer_tree
from mixbench.core.roles import Role
from mixbench.store.exports import ExportError
from mixbench.store.layer_exports import COLUMNS, write_layers

LAYERS = (
    LayerCost("", "Net", Role.OTHER, other_operations=10),
    LayerCost("blocks.0.mix", "Linear", Role.SPATIAL_MIXING, 50, 4_000, 9, 400, 200, 8_000, 96, 64),
    LayerCost("blocks.0.norm", "LayerNorm", Role.NORM, 8),
)
TIMES = (LayerTime("", 1, 2.5, 0.5), LayerTime("blocks.0.mix", 1, 2.0, 1.75))


def read(path):
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_module_has_a_row_and_columns_sum_to_the_network(tmp_path):
    root = layer_tree(LAYERS, TIMES)
    assert write_layers(root, tmp_path / "layers.csv") == 5
    rows = read(tmp_path / "layers.csv")
    assert [row["path"] for row in rows] == ["", "blocks", "blocks.0", "blocks.0.mix", "blocks.0.norm"]
    for name in ("params", "macs", "other_operations", "bytes_read", "held_bytes"):
        assert sum(int(row[name] or 0) for row in rows) == getattr(root.total, name)


def test_a_row_holds_base_units(tmp_path):
    write_layers(layer_tree(LAYERS, TIMES), tmp_path / "layers.csv")
    mix = read(tmp_path / "layers.csv")[3]
    assert tuple(mix) == COLUMNS
    assert (
        " ".join(mix.values()) == "blocks.0.mix Linear spatial_mixing 50 4000 8000 9 400 200 64 96 2.0 1.75"
    )


def test_what_is_not_known_is_empty(tmp_path):
    write_layers(layer_tree(LAYERS), tmp_path / "layers.csv")
    rows = read(tmp_path / "layers.csv")
    assert {row["total_ms"] for row in rows} == {""} == {row["own_ms"] for row in rows}
    assert rows[1]["kind"] == rows[1]["macs"] == ""


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path):
    with pytest.raises(ExportError, match="cannot be written"):
        write_layers(layer_tree(LAYERS), tmp_path / "missing" / "layers.csv")
