"""What was asked for: a model, the conditions, and one cell of a sweep."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from mixbench.core.errors import RequestError

#: The values that a hyperparameter can take.
Value = bool | int | float | str | tuple[int, ...]

Dtype = Literal["float32", "bfloat16", "float16"]
Layout = Literal["contiguous", "channels_last"]
#: How a network is run: as it stands, compiled by `torch.compile`, or replayed as a CUDA graph.
Runtime = Literal["eager", "compile", "cuda_graph"]
#: One forward pass, or a whole training step: forward, backward and optimizer.
Mode = Literal["inference", "training_step"]


@dataclass(frozen=True)
class Model:
    """A variant of the catalog, with the hyperparameters that were changed from the published ones.

    `key` is its canonical text (`mixer_s16:depth=4`): the name of its series everywhere, accepted
    by every command in place of a variant.
    """

    variant: str
    overrides: dict[str, Value] = field(default_factory=dict)

    def __hash__(self) -> int:
        return hash(self.key)

    @cached_property
    def key(self) -> str:
        """The variant and its overrides in one word that `Model.parse` reads back."""
        if not self.overrides:
            return self.variant
        pairs = (f"{name}={value_text(value)}" for name, value in sorted(self.overrides.items()))
        return f"{self.variant}:{','.join(pairs)}"

    @classmethod
    def parse(cls, text: str) -> Model:
        """Read `variant` or `variant:name=value,name=value`; the values stay unchecked."""
        variant, _, rest = text.partition(":")
        pairs = (parse_setting(pair) for pair in rest.split(",") if pair)
        return cls(variant.strip(), dict(pairs))


def value_text(value: Value) -> str:
    """Write a hyperparameter's value as the command line takes it (`2x2x4x2` for a tuple)."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple | list):
        return "x".join(str(part) for part in value)
    return str(value)


def parse_setting(text: str) -> tuple[str, Value]:
    """Read one `name=value`; raise `RequestError` where it is not one."""
    name, equals, raw = text.partition("=")
    if not (equals and name.strip() and raw.strip()):
        raise RequestError(f"'{text}' is not a setting; write name=value, for example depth=12")
    return name.strip(), parse_value(raw.strip())


def parse_value(raw: str) -> Value:
    """Guess the type of a written value: switch, number, `AxBxC` tuple, else the word itself."""
    if raw in ("true", "false"):
        return raw == "true"
    parts = raw.split("x")
    if len(parts) > 1 and all(part.strip("-").isdigit() for part in parts):
        return tuple(int(part) for part in parts)
    for number in (int, float):
        try:
            return number(raw)
        except ValueError:
            continue
    return raw


@dataclass(frozen=True)
class Conditions:
    """Everything that is held fixed while a measurement is taken. `threads` None: all cores."""

    device: str = "cpu"
    dtype: Dtype = "float32"
    layout: Layout = "contiguous"
    runtime: Runtime = "eager"
    mode: Mode = "inference"
    threads: int | None = None


@dataclass(frozen=True)
class Case:
    """One cell of a sweep: a model at one input size and batch under fixed conditions."""

    model: Model
    height: int
    width: int
    batch: int = 1
    conditions: Conditions = field(default_factory=Conditions)

    def __hash__(self) -> int:
        return hash((self.model.key, self.height, self.width, self.batch, self.conditions))

    @property
    def resolution(self) -> str:
        """`224` for a square input, `224x320` (H x W) otherwise, as the CSV prints it."""
        return str(self.height) if self.height == self.width else f"{self.height}x{self.width}"


def compact_json(values: dict[str, Value]) -> str:
    """Write hyperparameters as the compact JSON of the results file, names in order."""
    return json.dumps(values, sort_keys=True, separators=(",", ":"))


def parse_resolution(text: str) -> tuple[int, int]:
    """Read `224` or `224x320` (height x width) in pixels."""
    try:
        sides = [int(part) for part in text.lower().split("x")]
    except ValueError:
        sides = []
    if len(sides) not in (1, 2) or min(sides, default=0) < 1:
        raise RequestError(f"'{text}' is not a resolution; write 224, or 224x320 (height x width)")
    return sides[0], sides[-1]
