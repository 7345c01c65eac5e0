"""One line of a results file, checked value by value."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from mixbench.core.errors import MixBenchError
from mixbench.core.measurement import Status
from mixbench.core.model import parse_resolution
from mixbench.store.rows import COLUMNS, Row, column_types, optional_columns

#: What a database and a spreadsheet can hold; infinity and NaN are beyond it too.
_LIMIT = 2**63


class CellError(MixBenchError):
    """A value of a results file cannot be what its column says; the message names line and column."""


def row_of_cells(cells: Mapping[str, str], where: str) -> Row:
    """A line of CSV as a row; an empty cell is not measured. Raise `CellError`."""
    return _row({name: _parsed(cells.get(name, ""), name, where) for name in COLUMNS}, where)


def row_of_values(values: Mapping[str, object], where: str) -> Row:
    """An object of JSON as a row. Raise `CellError`."""
    return _row({name: _typed(values.get(name), name, where) for name in COLUMNS}, where)


def number(cells: Mapping[str, str], name: str, where: str) -> float | None:
    """A number of a line by the name of its column; None where there is none. Raise `CellError`."""
    return _number(cells.get(name, ""), float, name, where)


def whole_number(cells: Mapping[str, str], name: str, where: str) -> int:
    """A whole number that the line must have. Raise `CellError`."""
    value = _number(cells.get(name, ""), int, name, where)
    if value is None:
        raise CellError(f"{where}: {name} is empty; write a whole number")
    return int(value)


def _row(values: dict[str, Any], where: str) -> Row:
    for name, value in values.items():
        if value is None and name not in _optional():
            if column_types()[name] is not str:
                raise CellError(f"{where}: {name} is empty; write a number")
            values[name] = "{}" if name == "hyperparameters" else ""
    for name, check in _CHECKS.items():
        try:
            check(values[name])
        except (MixBenchError, ValueError) as error:
            raise CellError(f"{where}: {name} is '{values[name]}'; {error}") from error
    return Row(**values)


def _parsed(text: str, name: str, where: str) -> str | int | float | None:
    kind = column_types()[name]
    return (text or None) if kind is str else _number(text, kind, name, where)


def _number(text: str, kind: type, name: str, where: str) -> int | float | None:
    if not text.strip():
        return None
    try:
        value = kind(text)
    except ValueError:
        # Spreadsheets write whole numbers as 12.0.
        value = _as_float(text, name, kind, where)
        if kind is int and value.is_integer():
            value = int(value)
    return _checked_number(value, kind, name, where)


def _as_float(text: str, name: str, kind: type, where: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise CellError(f"{where}: {name} is '{text}', not a {_word(kind)}") from error


def _typed(value: object, name: str, where: str) -> str | int | float | None:
    kind = column_types()[name]
    if value is None:
        return None
    if isinstance(value, str) and kind is str:
        return value or None
    if kind is str or isinstance(value, bool) or not isinstance(value, int | float):
        raise CellError(f"{where}: {name} is {json.dumps(value)}, not a {_word(kind)}")
    return _checked_number(value, kind, name, where)


def _checked_number(value: int | float, kind: type, name: str, where: str) -> int | float:
    if not 0 <= value < _LIMIT:
        raise CellError(f"{where}: {name} is {value}; it must be a finite number from 0 on")
    if kind is int and value != int(value):
        raise CellError(f"{where}: {name} is {value}, not a whole number")
    return int(value) if kind is int else float(value)


def _word(kind: type) -> str:
    return {int: "whole number", float: "number"}.get(kind, "text")


@cache
def _optional() -> frozenset[str]:
    return frozenset(optional_columns())


def _check_batch(batch: int) -> None:
    if batch < 1:
        raise ValueError("it must be at least 1")


def _check_status(status: str) -> None:
    if status not in tuple(Status):
        raise ValueError(f"it must be one of {', '.join(Status)}")


def _check_variant(variant: str) -> None:
    if not variant.strip():
        raise ValueError("it must name a network")


def _check_hyperparameters(text: str) -> None:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        values = None
    if not isinstance(values, dict):
        raise ValueError("it must be a JSON object")


_CHECKS: dict[str, Callable[[Any], object]] = {
    "variant": _check_variant,
    "resolution_px": parse_resolution,
    "batch": _check_batch,
    "status": _check_status,
    "hyperparameters": _check_hyperparameters,
}
