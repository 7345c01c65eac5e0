"""What was exported is imported as it was; what cannot be taken in is a sentence with its line."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, replace

import pytest

from mixbench.core.measurement import Measurement, Status
from mixbench.core.model import Case, Model
from mixbench.store.exports import text, write
from mixbench.store.imports import ImportFailedError, read_file
from mixbench.store.naming import UnknownSessionError
from mixbench.store.rows import COLUMNS, row_of


@pytest.fixture
def rows():
    first = row_of("20261121-031502-a3f9", Measurement(Case(Model("mixer_s16"), 64, 64), Status.OK), None)
    measured = replace(
        first, latency_ms_median=12.345678901234567, latency_ms_p95=40.0, threads=2, energy_j=3e-7
    )
    failed = replace(first, status="failed", error='naïve, "quoted"\nand two lines | 模型')
    custom = Measurement(Case(Model("mixer_s16", {"depth": 2}), 64, 96, 8), Status.UNSTABLE)
    return (measured, failed, row_of("20261121-031502-a3f9", custom, None))


def as_csv(*lines):
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n").writerows(lines)
    return file.getvalue()


SHORT = ("variant", "resolution_px", "batch", "status", "latency_ms_median")


@pytest.mark.parametrize("format", ["csv", "json"])
def test_an_export_comes_back_as_equal_rows(rows, format, tmp_path, store):
    path = tmp_path / f"results.{format}"
    write(rows, format, path)
    imported = read_file(path)
    assert (imported.rows, imported.format, imported.remarks) == (rows, format, ())
    id = store.references.add(imported)
    assert store.references.rows(id) == rows
    assert text(store.references.rows(id), format) == path.read_text(encoding="utf-8")


def test_a_file_with_fewer_columns_opens_and_says_which_are_empty(tmp_path):
    path = tmp_path / "old.csv"
    path.write_text(as_csv(SHORT, ("mixer_s16", "224x320", 8, "ok", 1.5)))
    (row,) = read_file(path).rows
    assert (row.variant, row.resolution_px, row.batch, row.latency_ms_median) == (
        "mixer_s16",
        "224x320",
        8,
        1.5,
    )
    assert (row.device, row.threads, row.hyperparameters) == ("", None, "{}")
    (remark,) = read_file(path).remarks
    assert remark.startswith("empty, for the file does not have them: 'session', 'family', 'hyperparameters'")


def test_columns_of_a_newer_version_are_reported(rows, tmp_path):
    path = tmp_path / "newer.json"
    path.write_text(json.dumps([{**asdict(row), "carbon_g": 1, "x": 2} for row in rows]))
    imported = read_file(path)
    assert imported.rows == rows
    assert imported.remarks == ("left out, for this MixBench does not know them: 'carbon_g', 'x'",)


def test_a_spreadsheet_may_have_touched_it(tmp_path):
    """A byte-order mark, Windows line ends, whole numbers with a point, an empty line at the end."""
    path = tmp_path / "excel.csv"
    content = as_csv((*SHORT, "params"), ("mixer_s16", "224", "8.0", "ok", "1.5", "18528264.0"))
    path.write_bytes(b"\xef\xbb\xbf" + content.replace("\n", "\r\n").encode() + b"\r\n")
    (row,) = read_file(path).rows
    assert (row.batch, row.params, type(row.params)) == (8, 18_528_264, int)


def line(**changes):
    values = {
        "variant": "mixer_s16",
        "resolution_px": "64",
        "batch": 1,
        "status": "ok",
        "latency_ms_median": 1,
    }
    return tuple({**values, **changes}.values())


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "it is empty"),
        (as_csv(SHORT), "it has a header but no results"),
        ("a;b;c\n1;2;3\n", "not separated by commas; save it as comma-separated values"),
        ("a,b\n1,2\n", "it has no column 'variant', 'resolution_px', 'batch', 'status'"),
        (as_csv((*SHORT, "batch"), (1,) * 6), "its header names 'batch' twice"),
        (as_csv(SHORT, line(), line()[:3]), "line 3 has 3 values where the header has 5 columns"),
        (
            as_csv(SHORT, line(), line(latency_ms_median="fast")),
            "line 3: latency_ms_median is 'fast', not a num",
        ),
        (
            as_csv(SHORT, line(latency_ms_median="nan")),
            "line 2: latency_ms_median is nan; it must be a finite",
        ),
        (as_csv(SHORT, line(latency_ms_median=-1)), "line 2: latency_ms_median is -1.0; it must be a finite"),
        (as_csv(SHORT, line(batch=1.5)), "line 2: batch is 1.5, not a whole number"),
        (as_csv(SHORT, line(batch="9" * 400)), "line 2: batch is 9+; it must be a finite"),
        (as_csv(SHORT, line(batch=0)), "line 2: batch is '0'; it must be at least 1"),
        (as_csv(SHORT, line(batch="")), "line 2: batch is empty; write a number"),
        (as_csv(SHORT, line(status="fine")), "line 2: status is 'fine'; it must be one of ok, unstable"),
        (
            as_csv(SHORT, line(resolution_px="big")),
            "line 2: resolution_px is 'big'; 'big' is not a resolution",
        ),
        (as_csv(SHORT, line(variant=" ")), "line 2: variant is ' '; it must name a network"),
        (as_csv(SHORT, line(variant="two\nlines"), line(batch="x")), "line 4: batch is 'x'"),
        ('variant,batch\n"mixer', "line 2 is not CSV"),
        ("[{]", "line 1 is not JSON"),
        ("[" * 100_000, "it is nested too deeply"),
        ('{"a": 1}', "it is not a list of results"),
        ("[]", "it holds no results"),
        ('[{"variant": "mixer_s16"}]', "it has no value in result 1: 'resolution_px', 'batch', 'status'"),
        (
            '[{"variant": "m", "resolution_px": 64, "batch": 1, "status": "ok"}]',
            "result 1: resolution_px is 64, not a text",
        ),
        (
            '[{"variant": "m", "resolution_px": "64", "batch": true, "status": "ok"}]',
            "result 1: batch is true, not a whole number",
        ),
        (
            '[{"variant": "m", "resolution_px": "64", "batch": 1, "status": "ok", "hyperparameters": "[1]"}]',
            "it must be a JSON object",
        ),
    ],
)
def test_a_bad_file_is_a_sentence_with_its_line(content, sentence, tmp_path):
    path = tmp_path / "bad.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ImportFailedError, match=rf"bad.csv cannot be imported: .*{sentence}") as raised:
        read_file(path)
    assert str(raised.value).endswith("nothing of it was kept")


def test_what_is_no_text_or_no_file_is_a_sentence(tmp_path):
    (tmp_path / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n\xff\xff")
    with pytest.raises(ImportFailedError, match="not text in UTF-8; choose a CSV or JSON file"):
        read_file(tmp_path / "picture.csv")
    with pytest.raises(ImportFailedError, match=r"cannot be read \(no such file"):
        read_file(tmp_path / "missing.csv")
    with pytest.raises(ImportFailedError, match="cannot be read"):
        read_file(tmp_path)


def test_a_file_is_kept_once_and_its_deletion_has_a_way_back(rows, tmp_path, store):
    path = tmp_path / "results.csv"
    write(rows, "csv", path)
    id = store.references.add(read_file(path))
    (summary,) = store.references.summaries()
    assert (summary.id, summary.name, summary.points, summary.format) == (id, "results.csv", 3, "csv")
    assert (summary.models, summary.machine) == (("mixer_s16",), "cpu")
    store.archive.set_label(id, replace(store.archive.label(id), name="office"))
    assert store.references.add(read_file(path)) == id
    store.archive.delete([id])
    assert store.references.summaries() == ()
    with pytest.raises(UnknownSessionError, match="is deleted"):
        store.references.rows(id)
    store.references.add(read_file(path))
    (again,) = store.references.summaries()
    assert (again.name, store.references.rows(id)) == ("office", rows)


def test_lines_of_an_older_version_have_the_columns_of_this_one(rows, path, tmp_path, store):
    write(rows, "csv", tmp_path / "results.csv")
    id = store.references.add(read_file(tmp_path / "results.csv"))
    older = {name: value for name, value in asdict(rows[0]).items() if name != COLUMNS[-1]}
    with store._connection.commit() as transaction:
        transaction.execute("UPDATE reference_row SET content = ? WHERE number = 0", (json.dumps(older),))
    assert store.references.rows(id) == rows


def test_an_imported_file_is_no_session(rows, tmp_path, store):
    write(rows, "csv", tmp_path / "results.csv")
    id = store.references.add(read_file(tmp_path / "results.csv"))
    with pytest.raises(UnknownSessionError, match="is an imported file; a session is needed here"):
        store.load(id)
    assert store.sessions() == ()
