"""A tiny version of any model, found from what its family declares: for networks that learn in seconds.

What a hyperparameter counts says how far it is shrunk: blocks, channels, tokens, pixels. Choices and
switches stay as they are, so that the mechanism of the model does. Where fields bind each other, the nearest
accepted value that the family names is taken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any

from mixbench.catalog.family import Family
from mixbench.catalog.hyperparameters import Hyperparameter, configure, values_of
from mixbench.catalog.registry import Resolved, normal, resolve
from mixbench.core.errors import HyperparameterError, RequestError
from mixbench.core.model import Model, Value

#: Side of the square image that a tiny network sees, and of the patch that it begins with, in pixels: a grid
#: of 8 x 8 tokens, wide enough for a neighbourhood to be less than all.
SIDE_PX, PATCH_PX = 32, 4

#: Blocks of a network of one stage, and of each stage of a pyramid.
_DEPTH, _STAGE_DEPTH = 4, 1

#: The widest that a map may be where all have one width, and the last of a pyramid; in a pyramid that grows
#: from one declared width, the first.
_WIDTH, _LAST_WIDTH, _FIRST_WIDTH = 64, 128, 24

#: Kernels, windows and regions: as far as a neighbour. Where those of the stages do not fit into their maps,
#: they are as large a part of them as published.
_REACH_TOKENS = 3

_WIDTH_FACTOR = 0.25

#: What training is made harder by, which so few steps leave no time for.
_RATES = ("drop_path", "dropout")

#: How often the nearest accepted value is followed.
_MOST_MENDING = 24


def tiny_models(models: Iterable[Model], classes: int) -> tuple[Model, ...]:
    """The tiny version of each, those that come to the same network once; raise `RequestError`."""
    found: dict[object, Model] = {}
    for model in models:
        small = tiny(model, classes)
        resolved = resolve(small)
        found.setdefault((resolved.family.id, resolved.config), small)
    return tuple(found.values())


def survivors(small: Model) -> Model:
    """The variant of a tiny network with those of its changes that shrinking kept, by which it is told from
    others of that variant; raise `RequestError`."""
    values = values_of(resolve(small).config)
    classes = values["num_classes"]
    assert isinstance(classes, int)
    plain = values_of(resolve(tiny(Model(small.variant), classes)).config)
    return Model(small.variant, {name: value for name, value in values.items() if value != plain[name]})


@lru_cache(maxsize=1024)
def tiny(model: Model, classes: int) -> Model:
    """The model, shrunk; raise `RequestError` where its family has no classifier or none so small."""
    resolved = resolve(model)
    if resolved.family.task != "classification":
        raise RequestError(f"{resolved.family.name} restores images: it has no classes to learn")
    refusal = ""
    for tokens in (_near, _in_proportion):
        small = normal(Model(model.variant, _mended(resolved, _wanted(resolved, tokens, classes))))
        refusal = resolve(small).refusal(SIDE_PX, SIDE_PX) or ""
        if not refusal:
            return small
    raise RequestError(f"{resolved.family.name} has no tiny version for {SIDE_PX} px: {refusal}")


#: What becomes of a hyperparameter that counts tokens.
_Tokens = Callable[[Resolved, Hyperparameter, Value], Value]


def _near(_: Resolved, item: Hyperparameter, value: Value) -> Value:
    return _each(item, value, lambda number: min(number, _REACH_TOKENS))


def _in_proportion(resolved: Resolved, item: Hyperparameter, value: Value) -> Value:
    if not isinstance(value, tuple):
        return _near(resolved, item, value)
    return _each(item, value, lambda number: number * SIDE_PX // resolved.variant.native_px)


def _wanted(resolved: Resolved, tokens: _Tokens, classes: int) -> dict[str, Value]:
    """Every hyperparameter as small as it should be, not yet held against the others."""
    values = values_of(resolved.config)
    divisor = _width_divisor(resolved.family, values)
    wanted: dict[str, Value] = {}
    for item in resolved.family.hyperparameters:
        value = values[item.name]
        is_of_tokens = item.unit == "tokens"
        wanted[item.name] = tokens(resolved, item, value) if is_of_tokens else _shrunk(item, value, divisor)
    return {**wanted, "num_classes": classes}


def _width_divisor(family: Family[Any], values: dict[str, Value]) -> int:
    """The power of two by which all channels are divided, so that widths keep their proportions."""
    widest, limit = 1, _WIDTH
    for item in family.hyperparameters:
        value = values[item.name]
        if item.unit == "channels" and isinstance(value, tuple):
            widest, limit = max(widest, *value), _LAST_WIDTH
        elif item.unit == "channels" and isinstance(value, int) and widest == 1:
            widest, limit = value, _WIDTH if family.shape == "isotropic" else _FIRST_WIDTH
    divisor = 1
    while widest > limit * divisor:
        divisor *= 2
    return divisor


def _shrunk(item: Hyperparameter, value: Value, divisor: int) -> Value:
    """The value of one hyperparameter in a tiny network, within its own bounds."""
    match item.unit:
        case "px":
            return PATCH_PX
        case "blocks" | "layers":
            most = _DEPTH if item.kind == "integer" else _STAGE_DEPTH
            return _each(item, value, lambda number: min(number, most))
        case "channels" | "units" | "sets":
            return _each(item, value, lambda number: number // divisor)
        case "x" if item.kind == "number":
            return _WIDTH_FACTOR
    return 0.0 if item.name in _RATES else value


def _each(item: Hyperparameter, value: Value, change: Callable[[int], int]) -> Value:
    """Change a whole number, or every part of a tuple, and stay within the bounds."""
    assert item.low is not None and item.high is not None
    low, high = int(item.low), int(item.high)
    if isinstance(value, tuple):
        return tuple(min(max(change(part), low), high) for part in value)
    assert isinstance(value, int)
    return min(max(change(value), low), high)


def _mended(resolved: Resolved, values: dict[str, Value]) -> dict[str, Value]:
    """The values after following what each refusal names as nearest; raise `RequestError` at its end."""
    for _ in range(_MOST_MENDING):
        try:
            return values_of(configure(resolved.family.config, values))
        except HyperparameterError as refused:
            nearest = {each.field: each.nearest for each in refused.problems if each.nearest is not None}
            if not nearest:
                raise
            values = {**values, **nearest}  # type: ignore[dict-item]  # a value of that field, by its declaration
    raise RequestError(f"{resolved.family.name} has no tiny version that its hyperparameters allow")
