"""Declaring a hyperparameter once, and everything that follows from the declaration.

A family's configuration is a msgspec struct whose fields are annotated with `integer`, `number`,
`switch`, `choice` or `integers`. From that one line come the form's field, `--set`, the validation
sentence, the tooltip and the documentation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from msgspec import inspect

from mixbench.core.errors import HyperparameterError, Problem
from mixbench.core.model import Value, value_text

Kind = Literal["integer", "number", "switch", "choice", "integers"]
Condition = tuple[str, Value]


@dataclass(frozen=True)
class Hyperparameter:
    """The declaration of one hyperparameter, read back from its annotation.

    `length` is the number of entries of an `integers` field. `condition` names another field and
    the value that it must have for this one to matter. `choice_labels` stand beside `choices`.
    """

    name: str
    label: str
    kind: Kind
    default: Value
    help: str
    unit: str = ""
    low: float | None = None
    high: float | None = None
    choices: tuple[str, ...] = ()
    choice_labels: tuple[str, ...] = ()
    length: int = 1
    condition: Condition | None = None

    @property
    def accepts(self) -> str:
        """What it takes, as the command line writes it: "1 to 128 blocks", "true or false"."""
        if self.kind == "switch":
            return "true or false"
        if self.kind == "choice":
            return " or ".join(self.choices)
        many = f"{self.length} times " if self.kind == "integers" else ""
        return f"{many}{self.low:g} to {self.high:g} {self.unit}".rstrip()

    def label_of(self, choice: str) -> str:
        """The words on the screen for one choice."""
        labels = dict(zip(self.choices, self.choice_labels, strict=True))
        return labels[choice]


def _meta(
    label: str,
    help: str,
    *,
    bounds: tuple[float, float] | None = None,
    unit: str = "",
    when: Condition | None = None,
    choice_labels: Mapping[str, str] | None = None,
) -> msgspec.Meta:
    """All declarations keep their facts in one place of the annotation."""
    return msgspec.Meta(
        title=label,
        description=help,
        extra={"bounds": bounds, "unit": unit, "when": when, "choice_labels": dict(choice_labels or {})},
    )


def integer(
    label: str, low: int, high: int, help: str, *, unit: str = "", when: Condition | None = None
) -> msgspec.Meta:
    """Declare a whole number with inclusive bounds."""
    return _meta(label, help, bounds=(low, high), unit=unit, when=when)


def number(
    label: str, low: float, high: float, help: str, *, unit: str = "", when: Condition | None = None
) -> msgspec.Meta:
    """Declare a real number with inclusive bounds."""
    return _meta(label, help, bounds=(low, high), unit=unit, when=when)


def integers(
    label: str, low: int, high: int, help: str, *, unit: str = "", when: Condition | None = None
) -> msgspec.Meta:
    """Declare a tuple of whole numbers (one a stage), each within the bounds."""
    return _meta(label, help, bounds=(low, high), unit=unit, when=when)


def switch(label: str, help: str, *, when: Condition | None = None) -> msgspec.Meta:
    """Declare a yes-or-no."""
    return _meta(label, help, when=when)


def choice(
    label: str, help: str, labels: Mapping[str, str], *, when: Condition | None = None
) -> msgspec.Meta:
    """Declare a choice among words; `labels` gives the words on the screen for each."""
    return _meta(label, help, when=when, choice_labels=labels)


class Config(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The hyperparameters of a family; subclasses add fields and, where fields bind, `conflicts`."""

    def conflicts(self) -> Iterator[Problem]:
        """Yield what is wrong between fields that are each right alone, with the nearest that is right."""
        yield from ()


class ClassifierConfig(Config, frozen=True, kw_only=True):
    """The hyperparameters of a family that ends in a classifier."""

    num_classes: Annotated[
        int, integer("Classes", 1, 100_000, "Outputs of the classifier head.", unit="classes")
    ] = 1000


ConfigT = TypeVar("ConfigT", bound=Config)


@cache
def declared(config: type[Config]) -> tuple[Hyperparameter, ...]:
    """The declarations of a configuration, the family's own first, those of every classifier last."""
    info = inspect.type_info(config)
    assert isinstance(info, inspect.StructType)
    fields = [_read(field) for field in info.fields]
    shared = set(ClassifierConfig.__struct_fields__)
    return tuple(sorted(fields, key=lambda field: field.name in shared))


def _read(field: inspect.Field) -> Hyperparameter:
    """Turn an annotated field back into its declaration."""
    assert isinstance(field.type, inspect.Metadata), f"{field.name} lacks a declaration"
    schema, extra = field.type.extra_json_schema or {}, field.type.extra or {}
    low, high = extra["bounds"] or (None, None)
    kind, choices, length = _shape(field.type.type)
    labels: dict[str, str] = extra["choice_labels"]
    return Hyperparameter(
        name=field.name,
        label=schema["title"],
        kind=kind,
        default=field.default,
        help=schema["description"],
        unit=extra["unit"],
        low=low,
        high=high,
        choices=choices,
        choice_labels=tuple(labels.get(word, word) for word in choices),
        length=length,
        condition=extra["when"],
    )


def _shape(kind: inspect.Type) -> tuple[Kind, tuple[str, ...], int]:
    """Which kind of hyperparameter a type makes, with its choices and its length."""
    match kind:
        case inspect.BoolType():
            return "switch", (), 1
        case inspect.IntType():
            return "integer", (), 1
        case inspect.FloatType():
            return "number", (), 1
        case inspect.LiteralType(values=values):
            return "choice", tuple(str(value) for value in values), 1
        case inspect.TupleType(item_types=items):
            return "integers", (), len(items)
    raise TypeError(f"{kind} cannot be a hyperparameter")


def configure(config: type[ConfigT], values: Mapping[str, Value]) -> ConfigT:
    """Make a configuration of the values, or raise `HyperparameterError` with every problem found."""
    known = {item.name: item for item in declared(config)}
    problems = [_unknown(name, known) for name in values if name not in known]
    checked: dict[str, Any] = {}
    for name, value in values.items():
        if name not in known:
            continue
        outcome = _check(known[name], value)
        if isinstance(outcome, Problem):
            problems.append(outcome)
        else:
            checked[name] = outcome.value
    if problems:
        raise HyperparameterError(tuple(problems))
    made = config(**checked)
    conflicts = tuple(made.conflicts())
    if conflicts:
        raise HyperparameterError(conflicts)
    return made


def _unknown(name: str, known: Mapping[str, Hyperparameter]) -> Problem:
    near = get_close_matches(name, known, n=1)
    hint = f"did you mean {near[0]}?" if near else f"it has {', '.join(known)}"
    return Problem(name, f"there is no hyperparameter {name}; {hint}")


@dataclass(frozen=True)
class _Accepted:
    """A value that passed, in its declared type."""

    value: Value


def _check(item: Hyperparameter, value: Value) -> _Accepted | Problem:
    """Accept the value in its declared type or say what to change."""
    if item.kind == "switch":
        return _Accepted(value) if isinstance(value, bool) else _refuse(item, value, "true or false")
    if item.kind == "choice":
        if value in item.choices:
            return _Accepted(value)
        return _refuse(item, value, f"one of {', '.join(item.choices)}")
    if item.kind == "integers":
        return _check_integers(item, value)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return _refuse(item, value, _range_text(item))
    if item.kind == "integer" and isinstance(value, float) and not value.is_integer():
        return _refuse(item, value, _range_text(item))
    if not _within(item, value):
        return _refuse(item, value, _range_text(item), near=value == value)  # NaN is near nothing
    return _Accepted(int(value) if item.kind == "integer" else float(value))


def _check_integers(item: Hyperparameter, value: Value) -> _Accepted | Problem:
    example = value_text(item.default)
    wanted = f"{item.length} whole numbers from {item.low:g} to {item.high:g}, written like {example}"
    if not isinstance(value, tuple | list) or len(value) != item.length:
        return _refuse(item, value, wanted)
    for part in value:
        if isinstance(part, bool) or not isinstance(part, int) or not _within(item, part):
            return _refuse(item, value, wanted)
    return _Accepted(tuple(value))


def _within(item: Hyperparameter, value: float) -> bool:
    assert item.low is not None and item.high is not None
    return item.low <= value <= item.high


def _range_text(item: Hyperparameter) -> str:
    kind = "a whole number" if item.kind == "integer" else "a number"
    return f"{kind} from {item.low:g} to {item.high:g}"


def _refuse(item: Hyperparameter, value: Value, wanted: str, *, near: bool = False) -> Problem:
    """State what was found, what is accepted, and, for a number out of bounds, the nearest."""
    sentence = f"{item.name} is {value_text(value)}, but must be {wanted}"
    if not near:
        return Problem(item.name, sentence)
    assert isinstance(value, int | float) and item.low is not None and item.high is not None
    nearest = min(max(value, item.low), item.high)
    as_declared = int(nearest) if item.kind == "integer" else float(nearest)
    return Problem(item.name, f"{sentence}; nearest {nearest:g}", as_declared)


def values_of(config: Config) -> dict[str, Value]:
    """Every hyperparameter with its value, in the order of the form."""
    return {item.name: getattr(config, item.name) for item in declared(type(config))}


def is_active(item: Hyperparameter, values: Mapping[str, Value]) -> bool:
    """Whether the hyperparameter matters, given the others."""
    return item.condition is None or values.get(item.condition[0]) == item.condition[1]
