"""A table of chosen columns, read back by somebody else's reader."""

from __future__ import annotations

import csv
import io
import json
import sys

import pytest

from mixbench.store.exports import ExportError
from mixbench.store.sheets import Sheet, SheetColumn, sheet_bytes

SHEET = Sheet(
    (SheetColumn("model", "Model", False), SheetColumn("latency_ms", "Latency, ms", True)),
    (("Mixer-S/16 · depth 4", "12.35"), ("a & b <c>", "")),
    (("Mixer-S/16 · depth 4", 12.345678901234567), ("a & b <c>", None)),
)


def test_csv_has_names_and_whole_numbers():
    first, second = csv.DictReader(io.StringIO(sheet_bytes(SHEET, "csv").decode()))
    assert first["model"] == "Mixer-S/16 · depth 4"
    assert float(first["latency_ms"]) == 12.345678901234567
    assert second["latency_ms"] == ""


def test_json_has_null_for_what_is_not_known():
    assert json.loads(sheet_bytes(SHEET, "json")) == [
        {"model": "Mixer-S/16 · depth 4", "latency_ms": 12.345678901234567},
        {"model": "a & b <c>", "latency_ms": None},
    ]


def test_parquet_has_typed_columns(tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "sheet.parquet"
    path.write_bytes(sheet_bytes(SHEET, "parquet"))
    table = parquet.read_table(path)
    assert [str(field.type) for field in table.schema] == ["string", "double"]
    assert table.to_pylist()[1] == {"model": "a & b <c>", "latency_ms": None}


def test_parquet_without_its_library_is_a_sentence(monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExportError, match="pip install"):
        sheet_bytes(SHEET, "parquet")


def test_what_is_read_by_people_is_rounded_and_escaped():
    assert sheet_bytes(SHEET, "markdown").decode().splitlines()[2].split("|")[2].strip() == "12.35"
    latex = sheet_bytes(SHEET, "latex").decode()
    assert r"a \& b" in latex and r"\toprule" in latex
    assert "a &amp; b &lt;c&gt;" in sheet_bytes(SHEET, "html").decode()
