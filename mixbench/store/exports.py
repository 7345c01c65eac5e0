"""The results file in its formats, written whole or not at all."""

from __future__ import annotations

import csv
import io
import json
import secrets
import stat
from collections.abc import Mapping, Sequence
from dataclasses import asdict, astuple
from importlib.util import find_spec
from pathlib import Path
from typing import Literal, get_args

from mixbench.core.errors import MixBenchError, RequestError
from mixbench.store.rows import COLUMNS, Row, column_types
from mixbench.store.tables import table

Format = Literal["csv", "json", "parquet", "markdown", "latex", "html"]
FORMATS: tuple[Format, ...] = get_args(Format)


class ExportError(MixBenchError):
    """A results file cannot be written; the results stay in the store."""


def write(rows: Sequence[Row], format: Format, path: Path) -> None:
    """Write a file, replacing one that is there; it appears complete or not at all. Raise `ExportError`."""
    save(_parquet(rows) if format == "parquet" else text(rows, format).encode(), path)


def save(content: bytes, path: Path) -> None:
    """Put the content of a whole file in its place, as `write` does. Raise `ExportError`."""
    try:
        _replace(path, content)
    except OSError as error:
        raise _refused(path, error) from error


def check_writable(path: Path) -> None:
    """Raise `ExportError` if `path` could not be written now: better known before hours of measuring."""
    target = path.resolve()
    try:
        if target.is_file() or target.is_dir():
            with target.open("ab"):
                return
        if target.exists():  # a device or pipe would be disturbed by being opened
            return
        beside = _beside(target)
        beside.touch()
        beside.unlink()
    except OSError as error:
        raise _refused(path, error) from error


def _refused(path: Path, error: OSError) -> ExportError:
    reason = (error.strerror or str(error)).lower()
    return ExportError(f"{path} cannot be written ({reason}); name another place, no result is lost")


def text(rows: Sequence[Row], format: Format) -> str:
    """The file as text, in any format but parquet. csv and json carry every column."""
    match format:
        case "csv":
            return _csv(rows)
        case "json":
            return json.dumps([asdict(row) for row in rows], indent=2, ensure_ascii=False) + "\n"
        case "parquet":
            raise RequestError("parquet is not text; name a file with --output")
    return table(rows, format) + "\n"


def _csv(rows: Sequence[Row]) -> str:
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(astuple(row) for row in rows)
    return file.getvalue()


def _parquet(rows: Sequence[Row]) -> bytes:
    """Every column in its own type, whether or not anything was measured for it."""
    return parquet_bytes(column_types(), [asdict(row) for row in rows])


def has_parquet() -> bool:
    """Whether what parquet needs is installed."""
    return find_spec("pyarrow") is not None


def parquet_bytes(types: Mapping[str, type], records: Sequence[Mapping[str, object]]) -> bytes:
    """A file of records with columns of these types: str, int or float."""
    try:
        import pyarrow
        from pyarrow import parquet
    except ModuleNotFoundError as error:
        raise ExportError("parquet needs pyarrow; run `pip install 'mixbench[parquet]'`") from error
    kinds = {str: pyarrow.string(), int: pyarrow.int64(), float: pyarrow.float64()}
    schema = pyarrow.schema([(name, kinds[kind]) for name, kind in types.items()])
    sink = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist(list(records), schema=schema), sink)
    return sink.getvalue()


def _replace(path: Path, content: bytes) -> None:
    """Write beside the target, then put it in its place in one step; a device or pipe is written into."""
    target = path.resolve()  # the file that a link leads to is replaced, not the link
    if target.exists() and not target.is_file():
        target.write_bytes(content)
        return
    beside = _beside(target)
    try:
        beside.write_bytes(content)
        if target.exists():
            beside.chmod(stat.S_IMODE(target.stat().st_mode))
        beside.replace(target)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def _beside(target: Path) -> Path:
    """A name of our own in the same folder, so that the last step is a mere renaming."""
    return target.with_name(f".{target.name[:100]}.{secrets.token_hex(4)}")
