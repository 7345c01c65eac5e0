"""Every format can be read back by somebody else's reader, and a failed export harms nothing."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
import threading
from dataclasses import asdict, replace
from html.parser import HTMLParser

import pytest

from mixbench.core.errors import RequestError
from mixbench.core.measurement import Measurement, Status
from mixbench.core.model import Case, Model
from mixbench.store import exports
from mixbench.store.exports import FORMATS, ExportError, check_writable, text, write
from mixbench.store.rows import COLUMNS, row_of


@pytest.fixture
def rows():
    first = row_of("20261121-031502-a3f9", Measurement(Case(Model("mixer_s16"), 64, 64), Status.OK), None)
    measured = replace(first, latency_ms_median=12.345678901234567, samples=40, threads=2, params=18_528_264)
    failed = replace(first, status="failed", error='naïve, "quoted"\nand two lines | 模型')
    custom = Measurement(Case(Model("mixer_s16", {"depth": 2}), 64, 96), Status.OK)
    return (measured, failed, row_of("20261121-031502-a3f9", custom, None))


def as_text(value):
    return "" if value is None else str(value)


def test_csv_is_read_back_by_the_csv_module(rows, tmp_path):
    write(rows, "csv", tmp_path / "results.csv")
    content = (tmp_path / "results.csv").read_bytes().decode("utf-8")
    assert content.splitlines()[0] == ",".join(COLUMNS)
    read = list(csv.DictReader(io.StringIO(content, newline="")))
    assert read == [{name: as_text(value) for name, value in asdict(row).items()} for row in rows]
    assert float(read[0]["latency_ms_median"]) == rows[0].latency_ms_median
    assert read[0]["macs_fvcore"] == ""


def test_json_keeps_types_and_words(rows):
    assert json.loads(text(rows, "json")) == [asdict(row) for row in rows]


def test_parquet_keeps_types_even_of_columns_without_a_value(rows, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    write(rows, "parquet", tmp_path / "results.parquet")
    table = parquet.read_table(tmp_path / "results.parquet")
    assert table.column_names == list(COLUMNS)
    assert table.to_pylist() == [asdict(row) for row in rows]
    assert str(table.schema.field("macs_fvcore").type) == "int64"
    assert str(table.schema.field("latency_ms_p95").type) == "double"


def test_parquet_without_pyarrow_names_the_extra(rows, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(ExportError, match=r"pip install 'mixbench\[parquet\]'"):
        write(rows, "parquet", tmp_path / "results.parquet")
    assert list(tmp_path.iterdir()) == []


def test_parquet_is_not_text(rows):
    with pytest.raises(RequestError, match="--output"):
        text(rows, "parquet")


def test_markdown_has_a_line_a_measurement_and_units_in_the_header(rows):
    header, rule, *lines = text(rows, "markdown").splitlines()
    cells = [cell.strip() for cell in header.strip("|").split("|")]
    assert {"Model", "Params [M]", "MACs [G]", "Latency [ms]"} <= set(cells)
    assert set(rule) <= set("|:-")
    assert len(lines) == 3
    first = dict(zip(cells, (cell.strip() for cell in lines[0].strip("|").split("|")), strict=True))
    assert (first["Model"], first["Params [M]"], first["Latency [ms]"]) == ("mixer_s16", "18.53", "12.35")
    assert "mixer_s16:depth=2" in lines[2]


def test_latex_escapes_what_latex_would_act_on(rows):
    made = text(rows, "latex")
    assert made.startswith("\\begin{tabular}")
    assert r"mixer\_s16" in made
    assert r"95 \% interval" in made


def test_html_has_every_cell(rows):
    class Cells(HTMLParser):
        found = 0

        def handle_starttag(self, tag, attrs):
            self.found += tag == "td"

    parser = Cells()
    parser.feed(text(rows, "html"))
    assert parser.found == 3 * 12


def headers_of(rows):
    return [cell.strip() for cell in text(rows, "markdown").splitlines()[0].strip("|").split("|")]


def test_a_table_has_the_columns_that_its_rows_have_something_for(rows):
    plain = headers_of(rows[:1])
    assert len(plain) == 12
    step = replace(
        rows[0], mode="training_step", forward_ms=1.25, backward_ms=2.5, optimizer_ms=0.5, roof_share=0.4321
    )
    added = [header for header in headers_of((rows[0], step)) if header not in plain]
    assert added == ["Mode", "Forward [ms]", "Backward [ms]", "Optimizer [ms]", "Share of the roof [%]"]
    line = text((rows[0], step), "markdown").splitlines()[-1]
    assert [cell.strip() for cell in line.strip("|").split("|")][-2:] == ["", "ok"]
    assert "43.2" in line
    compiled = replace(rows[0], runtime="compile", compile_ms=4321.0, layout="channels_last", threads=1)
    added = [header for header in headers_of((rows[0], compiled)) if header not in plain]
    assert added == ["Threads", "Layout", "Runtime", "Compiling [ms]"]
    gpu = replace(rows[0], end_to_end_ms=13.0, energy_j=0.0125)
    assert [header for header in headers_of((gpu,)) if header not in plain] == [
        "End to end [ms]",
        "Energy [mJ]",
    ]
    assert " 12.5 |" in text((gpu,), "markdown")


@pytest.mark.parametrize("format", [format for format in FORMATS if format != "parquet"])
def test_no_results_make_a_file_with_a_header(format, tmp_path):
    write((), format, tmp_path / "empty")
    assert (tmp_path / "empty").exists()


def test_an_existing_file_is_replaced_with_its_permissions(rows, tmp_path):
    path = tmp_path / "results.csv"
    path.write_text("old")
    path.chmod(0o640)
    write(rows, "csv", path)
    assert path.read_text(encoding="utf-8").startswith("session,")
    assert path.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_is_followed(rows, tmp_path):
    target, link = tmp_path / "results.csv", tmp_path / "link.csv"
    target.write_text("old")
    link.symlink_to(target)
    write(rows, "csv", link)
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8").startswith("session,")


def test_a_pipe_is_written_into_not_replaced(rows, tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    check_writable(pipe)
    received = []
    reader = threading.Thread(target=lambda: received.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    write(rows, "json", pipe)
    reader.join(timeout=10)
    assert received == [text(rows, "json")]
    assert pipe.is_fifo()


def test_a_write_that_fails_midway_leaves_the_old_file_alone(rows, tmp_path, monkeypatch):
    path = tmp_path / "results.csv"
    path.write_text("old")

    def full(self, target):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(exports.Path, "replace", full)
    with pytest.raises(ExportError, match="no space left on device"):
        write(rows, "csv", path)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("act", [lambda path: write((), "csv", path), check_writable])
@pytest.mark.parametrize("place", ["missing/results.csv", "folder", "file/results.csv"])
def test_a_place_that_cannot_be_written_is_one_sentence(act, place, tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    with pytest.raises(ExportError, match=r"cannot be written \(.+\); name another place"):
        act(tmp_path / place)


def test_looking_whether_a_file_can_be_written_changes_nothing(tmp_path):
    (tmp_path / "old.csv").write_text("old")
    check_writable(tmp_path / "old.csv")
    check_writable(tmp_path / "new.csv")
    assert [file.read_text() for file in tmp_path.iterdir()] == ["old"]
