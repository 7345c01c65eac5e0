"""Reading a results file of elsewhere: our own CSV and JSON, and timm's published benchmarks."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from mixbench.core.errors import MixBenchError
from mixbench.store.cells import CellError, row_of_cells, row_of_values
from mixbench.store.references import ImportedFile
from mixbench.store.rows import COLUMNS, Row
from mixbench.store.timm import TIMM_COLUMNS, read_timm

#: Without these a line says nothing that could be compared.
NEEDED = ("variant", "resolution_px", "batch", "status")
#: More than this is no table of results; it would only fill the memory.
MOST_BYTES = 512 * 2**20


class ImportFailedError(MixBenchError):
    """A file cannot be taken in as results; nothing of it is kept."""


def read_file(path: Path) -> ImportedFile:
    """Read a whole results file; raise `ImportFailedError` with the line that is wrong. Nothing is stored."""
    text = _text_of(path)
    try:
        if text.lstrip().startswith(("[", "{")):
            return _read_json(path.name, text)
        return _read_csv(path.name, text)
    except CellError as error:
        raise ImportFailedError(f"{path} cannot be imported: {error}; nothing of it was kept") from error


def _text_of(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ImportFailedError(
                f"{path} cannot be imported: it is larger than {MOST_BYTES // 2**20} MiB; split it"
            )
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise ImportFailedError(f"{path} cannot be read ({reason}); name another file") from error
    except UnicodeDecodeError as error:
        raise ImportFailedError(
            f"{path} cannot be imported: it is not text in UTF-8; choose a CSV or JSON file of results"
        ) from error


# CSV


def _read_csv(name: str, text: str) -> ImportedFile:
    records = _records(text)
    _, header = next(records, (1, []))
    _check_header(header)
    lines = [(line, _cells(header, values, line)) for line, values in records]
    if not lines:
        raise CellError("it has a header but no results")
    if "model" in header and set(header) & TIMM_COLUMNS:
        return read_timm(name, lines)
    _refuse_lacking(header, "column")
    rows = tuple(row_of_cells(cells, f"line {line}") for line, cells in lines)
    return ImportedFile(name, "csv", rows, _remarks(header))


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the number of its first line; empty lines are passed over."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for values in reader:
            if values:
                yield line, values
            line = reader.line_num + 1
    except csv.Error as error:
        raise CellError(f"line {line} is not CSV ({error})") from error


def _check_header(header: Sequence[str]) -> None:
    if not header:
        raise CellError("it is empty")
    if len(header) == 1 and len(max(header[0].split(";"), header[0].split("\t"), key=len)) > 1:
        raise CellError("its values are not separated by commas; save it as comma-separated values")
    twice = sorted({name for name in header if header.count(name) > 1})
    if twice:
        raise CellError(f"its header names {_listed(twice)} twice")


def _cells(header: Sequence[str], values: Sequence[str], line: int) -> dict[str, str]:
    if len(values) != len(header):
        raise CellError(f"line {line} has {len(values)} values where the header has {len(header)} columns")
    return dict(zip(header, values, strict=True))


# JSON


def _read_json(name: str, text: str) -> ImportedFile:
    try:
        results = json.loads(text)
    except json.JSONDecodeError as error:
        raise CellError(f"line {error.lineno} is not JSON ({error.msg.lower()})") from error
    except RecursionError as error:
        raise CellError("it is nested too deeply for a list of results") from error
    if not isinstance(results, list) or not all(isinstance(one, dict) for one in results):
        raise CellError("it is not a list of results as `mixbench export --format json` writes it")
    if not results:
        raise CellError("it holds no results")
    rows = tuple(_row_of_object(values, f"result {number}") for number, values in enumerate(results, start=1))
    return ImportedFile(name, "json", rows, _remarks(dict.fromkeys(key for one in results for key in one)))


def _row_of_object(values: Mapping[str, object], where: str) -> Row:
    _refuse_lacking(values, f"value in {where}:")
    return row_of_values(values, where)


# both


def _refuse_lacking(names: Mapping[str, object] | Sequence[str], what: str) -> None:
    lacking = [name for name in NEEDED if name not in names]
    if lacking:
        raise CellError(
            f"it has no {what} {_listed(lacking)}; "
            "it takes a file of `mixbench export`, or one of timm's benchmarks"
        )


def _remarks(names: Mapping[str, object] | Sequence[str]) -> tuple[str, ...]:
    unknown = [name for name in names if name not in COLUMNS]
    missing = [name for name in COLUMNS if name not in names]
    remarks = []
    if unknown:
        remarks.append(f"left out, for this MixBench does not know them: {_listed(unknown)}")
    if missing:
        remarks.append(f"empty, for the file does not have them: {_listed(missing)}")
    return tuple(remarks)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"'{name}'" for name in names)
